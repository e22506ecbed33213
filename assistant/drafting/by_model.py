"""模型起草 (the other drafter): a model proposes rows, the house decides what of it stands.

    material of the brief → ask, check, ask again (model_loop, proposal) → facts first · sound rows · what the standard still asks for · the open ones

The model chooses words and may add rows it can ground; it cannot change a fact, leave one out, or bring in a number of its own. What it proposed
without grounds is kept as a question, and said. If the model fails this fails (ModelUnavailable, UnusableAnswer): the embedded drafter is offered
in the remedy, never put in its place in silence. A confidential project is refused before a word of it is written down for anyone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from assistant.domain.draft import Authorship, Draft, Question
from assistant.domain.fact import Fact
from assistant.domain.failures import SecretProject
from assistant.domain.indicator import Ground, Indicator
from assistant.domain.names import bigrams, likeness
from assistant.drafting.answer import answer_schema
from assistant.drafting.brief import Brief
from assistant.drafting.carrying import put_carried
from assistant.drafting.department import key_of, measures, put_tasks, sub_objectives
from assistant.drafting.derive import put_derived
from assistant.drafting.material import Material
from assistant.drafting.measuring import measured
from assistant.drafting.objective import objective_of
from assistant.drafting.promises import put_promises
from assistant.drafting.proposal import Listener, Proposal, Proposed, strange_figures
from assistant.drafting.questions import ask
from assistant.drafting.sheet import Sheet
from assistant.drafting.tiers import complete
from assistant.drafting.weighing import weighed
from assistant.model_loop import ask_until
from assistant.ports import Conversation

ATTEMPTS = 2
"""The first question, and one more for the rows that failed."""
ROWS_OF_A_PROJECT = 14
_OPEN_ROWS = 3
_LIKE_THE_FACT = 0.5


class DraftPrompt(Protocol):
    """The words a draft is asked for with: `prompts.library.Prompt` of the task “draft”."""

    @property
    def stamp(self) -> str: ...

    def messages(self, values: Mapping[str, str]) -> list[tuple[str, str]]: ...


def draft_by_model(brief: Brief, conversation: Conversation, prompt: DraftPrompt) -> Draft:
    """The draft a model and the house make together, authorship stamped but for rules and index.

    Raises SecretProject before anything is built or sent; ModelUnavailable; UnusableAnswer where nothing of two answers could be read.
    """
    if brief.request.confidential or brief.understanding.secrecy is not None:
        raise SecretProject("涉密项目不得交给模型。", "请改用内置起草，或在涉密环境按规定办理。")
    material = Material(brief)
    listener = Listener(brief, material)
    proposed = ask_until(conversation, prompt.messages(material.slots()), listener.hear, answer_schema(brief.standard), ATTEMPTS)
    return _draft(brief, proposed, Authorship(drafter="model", model=conversation.name, prompt=prompt.stamp))


def _draft(brief: Brief, proposed: Proposed, authorship: Authorship) -> Draft:
    request = brief.request
    sheet = Sheet(brief.standard)
    used = _put_facts(sheet, brief, proposed)
    beyond = [p for p in proposed.proposals if p not in used]
    raised = put_carried(sheet, brief)  # before the model's other rows: what last year's form says of a row comes with its history and doubts
    left_out = _put_sound(sheet, brief, beyond)
    sums = put_derived(sheet, brief)
    put_tasks(sheet, brief)
    complete(sheet, brief)
    _give_reasons(sheet, proposed)
    refused = _put_open(sheet, brief, beyond)
    rows = weighed(sheet.in_order([key_of(t) for t in request.tasks]), brief)
    objective, rewritten = _objective(proposed, rows, brief)
    department = request.kind == "department"
    return Draft(
        request=request,
        objective=objective,
        indicators=rows,
        comparables=brief.comparables,
        measures=measures(rows, brief) if department else (),
        sub_objectives=sub_objectives(brief) if department else (),
        questions=_questions(ask(rows, raised, sums, brief), proposed, rows),
        authorship=authorship,
        notes=tuple(dict.fromkeys((*brief.understanding.notes, *sums, *left_out, *refused, *rewritten))),
    )


def _put_facts(sheet: Sheet, brief: Brief, proposed: Proposed) -> list[Proposal]:
    """A row for every fact: worded by the model where one of its rows tells the fact, valued and grounded by the fact itself. Returns the rows used."""
    promises = Sheet(brief.standard)
    put_promises(promises, brief)
    used: list[Proposal] = []
    for row in promises:
        fact = promises.fact_of(row)
        if fact is None:
            continue
        telling = next((p for p in proposed.proposals if p.row and p not in used and _tells(p.row, fact)), None)
        if telling is not None and telling.row is not None:
            used.append(telling)
            row = _worded(row, telling.row, fact, brief)
        sheet.put(row, fact)
    return used


def _tells(row: Indicator, fact: Fact) -> bool:
    """Does a proposed row tell this fact: the same value, and words in common with it?"""
    mine, its = row.aim, fact.target
    if mine.day is not None or its.day is not None:
        return mine.day == its.day
    named = bool(bigrams(row.name) & bigrams(fact.name + fact.object + fact.span.quote))
    if mine.scaled is None or its.scaled is None:
        return (mine.value == its.value and mine.value is not None and named) or (
            likeness(row.name, fact.name) >= _LIKE_THE_FACT and mine.value is None
        )
    return mine.scaled == its.scaled and named


def _worded(row: Indicator, said: Indicator, fact: Fact, brief: Brief) -> Indicator:
    """The fact's row in the model's words: its name, explanation, evidence, and its tier where the fact allows that one."""
    allowed = {brief.tier(t) for t in (fact.level2, *fact.level2_alternatives) if t}
    evidence = said.measurement.evidence or row.measurement.evidence
    return row.model_copy(
        update={
            "name": said.name,
            "level2": said.level2 if said.level2 in allowed else row.level2,
            "explanation": said.explanation or row.explanation,
            "measurement": row.measurement.model_copy(update={"evidence": evidence}),
        }
    )


def _put_sound(sheet: Sheet, brief: Brief, proposals: Sequence[Proposal]) -> list[str]:
    """The sound rows beyond the facts, as many as a form bears; those that say something already said are dropped as duplicates."""
    left_out = []
    for proposal in proposals:
        row = proposal.row
        if row is None or row.value is None or proposal.fault is not None:
            continue
        if brief.request.kind == "project" and len(sheet) >= ROWS_OF_A_PROJECT:
            left_out.append(row.name)
        else:
            sheet.put(measured(_of_a_task(row, brief), brief))
    return [f"模型还提出了{'、'.join(f'“{name}”' for name in left_out)}，指标已够，未列入。"] if left_out else []


def _put_open(sheet: Sheet, brief: Brief, proposals: Sequence[Proposal]) -> list[str]:
    """Rows whose value the model did not give or could not ground: kept without the value, to be confirmed, where nothing says the same already."""
    notes = []
    room = _OPEN_ROWS
    for proposal in proposals:
        row = proposal.row
        if row is not None and proposal.fault is None and row.value is not None:
            continue
        if proposal.fault is not None:
            said = f"{row.name} {row.printed()}".strip() if row else proposal.label
            notes.append(f"模型提出的“{said}”未采用：{proposal.fault}。")
        if row is not None and room:
            blank = _of_a_task(row, brief).model_copy(
                update={
                    "value": None,
                    "target": "",
                    "status": "unconfirmed",
                    "basis": "待单位确认",
                    "sources": (*_words(row), Ground(kind="assumption")),
                }
            )
            room -= sheet.put(measured(blank, brief)) is not None
    return notes


def _words(row: Indicator) -> tuple[Ground, ...]:
    return tuple(g for g in row.sources if g.kind == "description")


def _of_a_task(row: Indicator, brief: Brief) -> Indicator:
    """The row under its task, named as the form names it; under none where the model's word fits no task."""
    task = next((t for t in brief.request.tasks if row.task and row.task in (t.no, t.name, f"{t.no} {t.name}")), None)
    return row.model_copy(update={"task": key_of(task) if task else None})


def _give_reasons(sheet: Sheet, proposed: Proposed) -> None:
    """Unused benefit tiers take the reason the model gave, which knows the project; the tier stays as the house decided."""
    reasons = {unused.level2: unused.reason for unused in proposed.unused}
    for row in list(sheet):
        if not row.applicable and row.level2 in reasons:
            sheet.replace(row, row.model_copy(update={"reason": reasons[row.level2]}))


def _objective(proposed: Proposed, rows: Sequence[Indicator], brief: Brief) -> tuple[str, list[str]]:
    """The goal the model wrote, if every figure in it is the request's or a row's; else the goal as the rows give it, and a note that says so."""
    if not proposed.objective:
        return objective_of(rows, brief), ["模型没有写年度目标，已按各行写成。"]
    if strange := strange_figures(proposed.objective, rows, brief):
        return objective_of(rows, brief), [f"模型写的年度目标里“{'、'.join(strange)}”没有出处，已按各行重写。"]
    return proposed.objective, []


def _questions(asked: Sequence[Question], proposed: Proposed, rows: Sequence[Indicator]) -> tuple[Question, ...]:
    """The questions of the house, in the model's words where it asked about the same row."""
    words = {p.row.name: p.question for p in proposed.proposals if p.row is not None and p.question}
    names = {r.id: r.name for r in rows if r.status == "unconfirmed"}
    return tuple(q.model_copy(update={"question": words.get(names.get(q.about, ""), q.question)}) for q in asked)
