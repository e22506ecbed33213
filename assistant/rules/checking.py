"""核对 (checking): the catalogue run over a subject; findings stamped with id, rule, kind, severity, basis and place.

A rule that fails inside becomes a *cannot tell* that names it: one bad rule never hides what the others say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain.draft import Draft
from assistant.domain.finding import Finding, OutcomeWord, Severity
from assistant.domain.form import Form, Record
from assistant.domain.indicator import stable_id
from assistant.law import Law
from assistant.rules.catalogue import RULES
from assistant.rules.outcome import Complaint, Outcome
from assistant.rules.rule import Rule
from assistant.rules.subject import Subject

_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True)
class RuleOutcome:
    """What one rule said of one owner."""

    rule: str
    outcome: OutcomeWord
    why: str = ""
    owner: str | None = None


@dataclass(frozen=True)
class Checked:
    """Findings, heaviest first, and what every rule said."""

    findings: tuple[Finding, ...]
    outcomes: tuple[RuleOutcome, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.open_error)


def check(subject: Subject | Sequence[Subject], law: Law, rules: Iterable[Rule] = RULES) -> Checked:
    """The rules over one subject, or over all owners of a form (`Subject.of_form`)."""
    subjects = [subject] if isinstance(subject, Subject) else list(subject)
    findings: list[Finding] = []
    outcomes: list[RuleOutcome] = []
    seen: Counter[str] = Counter()
    chosen = tuple(rules)
    for one in subjects:
        for rule in chosen:
            outcome = _run(rule, one, law)
            outcomes.append(RuleOutcome(rule.name, outcome.word, outcome.why, one.owner))
            findings += (_stamped(rule, c, one, seen) for c in outcome.complaints)
        outcomes += (RuleOutcome(r.name, "unasked", r.question, one.owner) for r in chosen if r.question)
    findings.sort(key=lambda f: (f.form, _ORDER[f.severity]))
    return Checked(tuple(findings), tuple(outcomes))


def check_draft(draft: Draft, law: Law) -> Checked:
    """The catalogue over a draft."""
    return check(Subject.of_draft(draft), law)


def check_form(form: Form, law: Law, number: int = 0) -> Checked:
    """The catalogue over every owner of a form; `number` is the form's place in its file."""
    return check(Subject.of_form(form, number), law)


def check_record(record: Record, law: Law) -> dict[int, list[Finding]]:
    """Row index → findings, errors and warnings, of a published record: a row that has any is shown with it and never borrowed."""
    by_row: dict[int, list[Finding]] = {}
    for finding in check(Subject.of_record(record), law).findings:
        if finding.index is not None and finding.severity != "note":
            by_row.setdefault(finding.index, []).append(finding)
    return by_row


def _run(rule: Rule, subject: Subject, law: Law) -> Outcome:
    try:
        return rule.check(subject, law)
    except Exception as fault:  # the run goes on, and the rule is named
        return Outcome("cannot_tell", f"规则内部出错（{type(fault).__name__}），请把这张表和规则名报给维护者")


def _stamped(rule: Rule, complaint: Complaint, subject: Subject, seen: Counter[str]) -> Finding:
    row = complaint.row
    about = stable_id(rule.name, subject.form, subject.owner_no, complaint.owner or subject.owner, *((row.id, row.level2, row.name) if row else ()))
    seen[about] += 1
    return Finding(
        id=about if seen[about] == 1 else f"{about}-{seen[about]}",
        rule=rule.name,
        kind=rule.kind,
        severity=complaint.severity or rule.severity,
        form=subject.form,
        owner=complaint.owner or subject.owner,
        owner_no=subject.owner_no,
        indicator=row.called if row else None,
        index=row.index if row else None,
        message=complaint.message,
        basis=rule.basis,
        fix=complaint.fix,
        location=row.location if row else None,
    )
