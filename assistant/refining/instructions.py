"""话 (instructions): a sentence of the person read offline into edits — or a question back, a refusal with its reason, an answer.

    read("把培训人次改成300", draft)      applied, [SetTarget]
    read("改成100", draft)               clarify: 请说明改哪一条 …

A sentence is read clause by clause; a clause that says nothing by itself (“不少于2次”) belongs to the one before. What each kind of clause looks
like is in `sayings`, which row is meant in `mention`. Nothing is guessed: two rows that fit equally well become a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.draft import Draft
from assistant.domain.failures import BadInput
from assistant.domain.numeral import half_width
from assistant.refining.edits import apply_all
from assistant.refining.operations import Edit
from assistant.refining.said import Instruction, Said
from assistant.refining.sayings import SAYINGS, WHOLE

_MARKS = re.compile(r"[,，;；。!！\n]+(?=[^”’」》]*(?:[“‘「《]|$))")
_EXAMPLES = "可以这样说：把培训人次改成300；满意度不低于95%；数量指标里加一条…；删掉第3条；确认第2条。"
_LONGEST = 500


def read(text: str, draft: Draft, last: str | None = None) -> Instruction:
    """What a sentence asks for. `last` is the id of the row spoken of before, which 它 means. Edits are only given where the whole sentence was understood."""
    said = text.strip()
    if len(said) > _LONGEST:
        return Instruction.clarify("这句话太长了，请分成几句说，每句改一两处。")
    clauses = [c.strip() for c in _MARKS.split(half_width(said)) if c.strip()]
    if not clauses:
        return Instruction.clarify("没有听到要改什么。" + _EXAMPLES)
    whole = Said(",".join(clauses), said, draft, last)
    if (heard := next((h for saying in WHOLE if (h := saying(whole)) is not None), None)) is not None:
        return heard
    stands, edits, replies = draft, list[Edit](), list[str]()
    while clauses:
        heard, taken = _heard(clauses, Said("", said, stands, last))
        if heard is None:
            return Instruction.clarify("没有听懂要改什么。" + _EXAMPLES)
        if heard.outcome != "applied":
            return heard
        try:
            stands = apply_all(stands, heard.edits)
        except BadInput as refusal:
            return Instruction.refuse(str(refusal))
        edits += heard.edits
        replies.append(heard.reply)
        last, clauses = heard.row or last, clauses[taken:]
    return Instruction("applied", edits=tuple(edits), reply="；".join(replies) + "。", row=last)


def _heard(clauses: Sequence[str], said: Said) -> tuple[Instruction | None, int]:
    """What the first clause says, with those after it that say nothing by themselves; and how many clauses that was."""
    heard, taken = _one(said.saying(clauses[0])), 1
    for n in range(2, len(clauses) + 1):
        if _understood(_one(said.saying(clauses[n - 1]))):
            break
        together = _one(said.saying(",".join(clauses[:n])))
        if _understood(together):
            heard, taken = together, n
    return heard, taken


def _understood(heard: Instruction | None) -> bool:
    return heard is not None and heard.outcome != "clarify"


def _one(said: Said) -> Instruction | None:
    """The first kind of saying that fits."""
    return next((heard for saying in SAYINGS if (heard := saying(said)) is not None), None)
