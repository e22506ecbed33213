"""受审的行 (Row): one indicator as rules look at it, whether it comes from a draft, a published form or a record.

A draft gives sign, value and unit in cells of their own; a printed form gives one cell, read by `Target`. Both become one `aim`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from assistant.domain.form import Location, PrintedIndicator, RecordIndicator
from assistant.domain.frame import BENEFIT, BENEFITS, COST, OUTPUT, SATISFACTION, SERVED_SATISFACTION, Standard, is_cost, level1_of, level2_of
from assistant.domain.indicator import NOT_APPLICABLE, Indicator
from assistant.domain.target import DATE_UNIT, QUALITATIVE, Target, read_comparator, read_unit

_BLANK = re.compile(
    r"[-—–_/\\*＊.·\s]*|[xXＸ×]{2,}|空|[（(]?待[填定补确核][充认定写实报]?[)）]?|[≥≤＞＜><=]?\s*(?:[xXＸ×○]{1,3}|[*＊_—]{1,4}|/)\s*[%％‰/·\u4e00-\u9fa5]{1,8}|\*\*.*"
)
_TOLD = re.compile(r"[\u4e00-\u9fa5“”]{2,30}[:：]?\s*((?:≥|≤|＞|＜|>=|<=|>|<|＝|=)\s*\d+(?:\.\d+)?\s*[%％‰])[。.；;]?")
"""A value told with its name, in a table that has no names: 验收合格率：≥95%。"""
_LEADING_NUMBER = re.compile(r"^(?:指标\s*\d+|任务[一二三四五六七八九十\d]+|目标\s*\d+)\s*[:：、.]\s*|^\d+\s*(?:、|[.．](?!\d))\s*")


@dataclass(frozen=True, eq=False)
class Row:
    """One indicator row. `aim` is its target as a value, `printed` the cell as it stands; `blank` marks are /, —, *, XX and nothing at all."""

    index: int
    id: str
    name: str
    level1: str
    level2: str | None
    aim: Target
    printed: str
    explanation: str = ""
    basis: str = ""
    weight: float | None = None
    task: str | None = None
    applicable: bool = True
    blank: bool = False
    unconfirmed: bool = False
    deadline: dt.date | None = None
    measured: str = ""
    """How the value is taken, in one text (formula, method, data source)."""
    signed: bool = True
    """The printing itself carries a comparator, or the sign has a cell of its own."""
    unit_cell: bool = False
    """Value and unit stand in cells of their own (a draft), so that both must be filled."""
    actual: str | None = None
    score: float | None = None
    reason: str | None = None
    location: Location | None = None

    @property
    def called(self) -> str:
        """The name, or the tier where no name is printed."""
        return self.name or self.level2 or f"第{self.index + 1}行"

    @property
    def said(self) -> str:
        """Name and explanation in one text."""
        return f"{self.name} {self.explanation}"

    @property
    def unit(self) -> str:
        return self.aim.unit

    @property
    def number(self) -> float | None:
        return self.aim.number

    @property
    def words(self) -> str:
        """The phrase of a qualitative row, empty for the others."""
        return str(self.aim.value) if isinstance(self.aim.value, str) and self.aim.unit != DATE_UNIT and self.deadline is None else ""

    @property
    def costs(self) -> bool:
        return is_cost(self.level2)

    @property
    def benefits(self) -> bool:
        return self.level2 in BENEFITS

    @property
    def satisfies(self) -> bool:
        return self.level2 == SERVED_SATISFACTION


def is_blank(text: object) -> bool:
    """Is this a way of leaving a cell empty: nothing, /, —, *, XX?"""
    return text is None or bool(_BLANK.fullmatch(str(text).strip()))


def plain_name(name: str) -> str:
    """A name without its number (指标1：, 任务一：, 1.) and outer blanks."""
    return _LEADING_NUMBER.sub("", name.strip())


def row_of_draft(i: Indicator, n: int, fiscal_year: int) -> Row:
    aim, printed = i.aim, i.target
    if isinstance(aim.value, str) and aim.comparator != QUALITATIVE and aim.unit != DATE_UNIT:
        read = Target.read(aim.value, fiscal_year)
        aim = Target(comparator=aim.comparator or read.comparator, value=read.value, unit=aim.unit or read.unit) if read.is_numeric else aim
    m = i.measurement
    return Row(
        index=n,
        id=i.id,
        name=plain_name(i.name),
        level1=i.level1,
        level2=level2_of(i.level2) or level2_of(i.level1),
        aim=aim,
        printed=printed,
        explanation=i.explanation,
        basis=i.basis,
        weight=i.weight,
        task=i.task,
        applicable=i.applicable,
        blank=i.applicable and is_blank(aim.value) and is_blank(printed),
        unconfirmed=i.status == "unconfirmed",
        deadline=i.deadline(fiscal_year) if i.applicable and not aim.is_numeric else None,
        measured=" ".join(filter(None, (m.formula, m.method, m.data_source, m.scoring, m.evidence))),
        signed=i.comparator is not None,
        unit_cell=i.value is not None,
    )


def _printed_row(n: int, id_: str, name: str, printed: str, level1: str | None, level2: str | None, year: int) -> Row:
    unused = NOT_APPLICABLE in (name.strip(), printed.strip())
    told = None if name.strip() else _TOLD.fullmatch(printed.strip())
    aim = Target() if unused else Target.read(told[1] if told else printed, year)
    tier = level2_of(level2) or level2_of(level1)
    day = aim.day if aim.day is not None else None
    return Row(
        index=n,
        id=id_,
        name=plain_name(name),
        level1=level1 or level1_of(tier) or "",
        level2=tier,
        aim=aim,
        printed=printed,
        applicable=not unused,
        blank=not unused and is_blank(printed),
        deadline=day,
        signed=_signed(printed),
    )


def _signed(printed: str) -> bool:
    """Does the printing carry a comparator before or behind its number?"""
    text = printed.strip()
    head = re.match(r"[^\d.]*", text)
    lead = head[0].strip() if head else ""
    return read_comparator(lead) is not None or bool(re.search(r"以上|以内|以下|不[低少高多超]|之内|左右", text))


def row_of_form(r: PrintedIndicator, n: int, year: int) -> Row:
    row = _printed_row(n, "", r.name or "", r.target or "", r.level1, r.level2, year)
    applicable = row.applicable and r.status not in ("not_applicable", "confidential")
    empty_row = r.status == "blank" and not (r.name or "").strip() and not (r.actual or "").strip()
    return replace(
        row,
        explanation=r.explanation or "",
        basis=r.basis or "",
        weight=r.weight,
        task=r.task,
        applicable=applicable and not empty_row,
        actual=r.actual,
        score=r.score,
        reason=r.reason,
        location=r.location,
    )


def row_of_record(r: RecordIndicator, n: int, year: int) -> Row:
    row = _printed_row(n, "", r.name, r.target or "", r.level1, r.level2, year)
    return replace(row, explanation=r.explanation or "", basis=r.basis or "", weight=r.weight, actual=r.actual)


def level1_of_row(row: Row, standard: Standard) -> str:
    """The level 1 a row stands under: by its tier, else as it says itself."""
    return level1_of(row.level2, standard) or read_level1(row.level1)


def read_level1(printed: str) -> str:
    """产出指标, 产出目标, 项目完成指标 → 产出指标, and so on; the printing itself where it is none of them."""
    text = read_unit(printed)
    for words, name in ((("满意",), SATISFACTION), (("效益", "效果"), BENEFIT), (("产出", "完成指标"), OUTPUT), (("成本",), COST)):
        if any(w in text for w in words):
            return name
    return text
