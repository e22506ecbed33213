"""一句话里的一处 (said): what a clause was said about, what it came to, and the words all kinds of sayings share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.domain.draft import Draft, Request
from assistant.domain.frame import Standard
from assistant.domain.indicator import Indicator
from assistant.refining.mention import Mention
from assistant.refining.operations import Edit

Outcome = Literal["applied", "clarify", "refused", "answered"]


@dataclass(frozen=True)
class Instruction:
    """What a sentence came to. `row` is the row it was about, for the next 它."""

    outcome: Outcome
    edits: tuple[Edit, ...] = ()
    reply: str = ""
    row: str | None = None

    @classmethod
    def clarify(cls, reply: str) -> Instruction:
        return cls("clarify", reply=reply)

    @classmethod
    def refuse(cls, reply: str) -> Instruction:
        return cls("refused", reply=reply)


@dataclass(frozen=True)
class Said:
    """A clause (half width), the whole sentence as the person wrote it, the draft as it stands, the row spoken of before."""

    clause: str
    sentence: str
    draft: Draft
    last: str | None = None

    def saying(self, clause: str) -> Said:
        return replace(self, clause=clause)

    @property
    def rows(self) -> Sequence[Indicator]:
        return self.draft.indicators

    @property
    def year(self) -> int:
        return self.draft.request.fiscal_year

    @property
    def standard(self) -> Standard:
        return self.draft.request.standard if isinstance(self.draft.request, Request) else "2015"


ENDS = r"(?:吧|就行|就好|就可以|可以吗|即可|好了|了|啊|哈|呢|,)*$"
SIGN = r"不低于|不少于|不小于|不高于|不超过|不多于|不大于|大于等于|小于等于|至少|最少|最多|大于|小于|高于|低于|等于|[≥≤><=]"
TO = (
    r"调整为|调整到|调整成|修改为|修改成|改成|改为|改到|调成|调到|调为|设为|设成|定为|定到|换成|写成|填成|填为|变成|统一成|统一为|提高到|提升到|提到|上调到|"
    r"增加到|增到|加到|扩大到|降低到|降到|降为|下调到|下降到|减少到|减到|压到|压缩到|缩短到|缩到|延长到|延到|提前到|推迟到|放宽到|控制在|控制到|应该是|应为|应是"
)


def which(found: Mention, clause: str) -> Instruction:
    """Asks which row is meant, naming those that fit."""
    if found.rows:
        names = "、".join(f"“{r.name}”（{r.level2}，{r.printed() or '待确认'}）" for r in found.rows)
        return Instruction.clarify(f"“{clause}”可能指 {names}，请说明是哪一条。")
    return Instruction.clarify(f"没有找到“{clause}”指的指标，请写出指标名称或“第几条”。")


def applied(reply: str, *edits: Edit) -> Instruction:
    rows = [e.row for e in edits if hasattr(e, "row")]
    return Instruction("applied", edits=tuple(edits), reply=reply, row=rows[-1] if rows else None)
