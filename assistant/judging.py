"""评判 (judging): the questions of rules that need judgement, asked of a model where one is configured.

A judgement adds to what a rule's own core decided and never replaces it: it is at most a warning, names the words of the form it rests on, says that
a model judged, and a complaint whose words are not in the form is dropped. Without a model these questions stay unasked (未核), which is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.domain.failures import SecretProject, UnusableAnswer
from assistant.domain.finding import Finding, OutcomeWord
from assistant.domain.indicator import stable_id
from assistant.domain.numeral import half_width
from assistant.model_loop import Complaint, Heard, ask_until, first_object, quoted, strict_schema
from assistant.ports import Conversation
from assistant.rules.checking import Checked, RuleOutcome
from assistant.rules.rule import Rule
from assistant.rules.subject import Row, Subject

_MARK = "（模型判断，请核实）"
_OUTCOMES: dict[str, OutcomeWord] = {"有": "broken", "没有": "held", "不清楚": "cannot_tell"}


class JudgePrompt(Protocol):
    """The words a question is asked with: `prompts.library.Prompt` of the task “judge”."""

    def messages(self, values: Mapping[str, str]) -> list[tuple[str, str]]: ...


class Fault(BaseModel):
    """One fault a model sees. `row` is the number shown before a row, 0 for the form as a whole; `quote` words of the form."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: int
    quote: str = Field(min_length=1, max_length=200)
    why: str = Field(min_length=2, max_length=200)


class Judgement(BaseModel):
    """A model's answer to one rule's question: 有 means that the fault is there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    answer: Literal["有", "没有", "不清楚"]
    rows: tuple[Fault, ...] = Field((), max_length=10)


def judge(subject: Subject, rules: Iterable[Rule], conversation: Conversation, prompt: JudgePrompt) -> Checked:
    """Findings and outcomes of the rules that have a question, over one subject. One unusable answer leaves that rule at *cannot tell*.

    Raises SecretProject for a confidential subject before anything is written for the model, ModelUnavailable where none answers.
    """
    if subject.confidential or subject.withheld:
        raise SecretProject("涉密项目不得交给模型。", "这些问题请由评审人自己判断。")
    findings: list[Finding] = []
    outcomes: list[RuleOutcome] = []
    form = _form(subject)
    for rule in rules:
        if not rule.question:
            continue
        asked = prompt.messages({"question": rule.question, "rule": quoted(f"{rule.title}：{rule.page.sections.get('理由', '')}"), "form": form})
        try:
            judgement = ask_until(conversation, asked, lambda answer, _: _heard(answer, form, len(subject.rows)), strict_schema(Judgement))
        except UnusableAnswer as failure:
            outcomes.append(RuleOutcome(rule.name, "cannot_tell", failure.message, subject.owner))
            continue
        findings += (_finding(rule, fault, subject) for fault in judgement.rows)
        outcomes.append(RuleOutcome(rule.name, _OUTCOMES[judgement.answer], f"{conversation.name} 判断", subject.owner))
    return Checked(tuple(findings), tuple(outcomes))


def _form(subject: Subject) -> str:
    lines = [f"{name}：{text}" for name, text in (("项目", subject.project), ("说明", subject.description), ("目标", subject.objective)) if text]
    lines += ["｜".join(filter(None, (str(n), row.level2, row.name, row.printed, row.explanation))) for n, row in _numbered(subject.rows)]
    return quoted("\n".join(lines))


def _numbered(rows: Sequence[Row]) -> list[tuple[int, Row]]:
    return [(n, row) for n, row in enumerate(rows, 1) if row.applicable]


def _heard(answer: str, form: str, rows: int) -> Heard[Judgement]:
    """The judgement with the faults whose words stand in the form; 有 without such a fault is 不清楚."""
    try:
        said = Judgement.model_validate(first_object(answer))
    except ValidationError as error:
        return Heard(None, tuple(Complaint(".".join(map(str, e["loc"])), e["msg"]) for e in error.errors()[:4]))
    found = tuple(f for f in said.rows if 0 <= f.row <= rows and _plain(f.quote) in _plain(form)) if said.answer == "有" else ()
    kept = Judgement(answer=said.answer if found or said.answer != "有" else "不清楚", rows=found)
    strange = () if said.answer != "有" or found else (Complaint("rows", "quote 在表里找不到，请逐字摘抄；没有毛病就答“没有”"),)
    return Heard(kept, strange)


def _finding(rule: Rule, fault: Fault, subject: Subject) -> Finding:
    row = subject.rows[fault.row - 1] if fault.row else None
    return Finding(
        id=stable_id("judged", rule.name, subject.form, subject.owner_no, subject.owner, fault.row, fault.quote),
        rule=rule.name,
        kind=rule.kind,
        severity="note" if rule.severity == "note" else "warning",
        form=subject.form,
        owner=subject.owner,
        owner_no=subject.owner_no,
        indicator=row.called if row else None,
        index=row.index if row else None,
        message=f"“{fault.quote}”：{fault.why}{_MARK}",
        basis=rule.basis,
        location=row.location if row else None,
    )


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", half_width(text))
