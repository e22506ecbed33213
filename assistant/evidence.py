"""依据核对 (Evidence): is a row's number really carried by the grounds it names?

    unsupported(row, request, comparables, rows)  →  None, or why not, in Chinese

A quote must be found in what it cites; a number must be found in the quote, bound to a like unit (95人 does not carry 95 %); a sum is worked out
again from operands that the request, its money, last year's form or another sound row gives. Naming a kind of ground is not enough.
Used on what the embedded drafter writes and on what a model says. Does not judge whether a value is wise: that is for rules and people.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.domain.computation import Step, read_steps
from assistant.domain.deadline import find_deadlines
from assistant.domain.draft import Request
from assistant.domain.figure import Figure, carries, find_figures, stands
from assistant.domain.form import Comparable
from assistant.domain.indicator import Ground, Indicator
from assistant.domain.numeral import half_width, print_number
from assistant.domain.target import unit_scale
from assistant.understanding.deadlines import dues
from assistant.understanding.passage import Passage

_STEP = 0.005
"""An operand may be an earlier step's result as rounded for print."""
_IMPLIED: tuple[tuple[re.Pattern[str], float, str], ...] = (
    (
        re.compile(
            r"(?:不得|不能|不许|不可|不)再?(?:发生|出现|有|拖欠|引发|漏|错|出(?:差错|错|事故|问题))|不[让落漏掉]下?一[户人村个]|不因.{1,12}(?:引发|发生|造成)|杜绝|严禁|没有(?:事故|伤亡)"
            r"|零(?!散|星|售|工|食|钱|件|部件|距离|基础|门槛|增长|排放|报告)[一-鿿]{2}"
        ),
        0.0,
        "",
    ),
    (re.compile(r"应.{1,2}尽.|全覆盖|全部(?!\d)"), 100.0, "%"),
    (re.compile(r"一半|过半|半数"), 50.0, "%"),
    (re.compile(r"[每按逐各]个?月|月月"), 12.0, ""),
    (re.compile(r"[每按逐各]个?季|季季"), 4.0, ""),
    (re.compile(r"[每按逐]个?(?:半年|学期)|上、?下半年"), 2.0, ""),
    (re.compile(r"[每按逐](?:周|星期)"), 52.0, ""),
    (re.compile(r"春、?秋(?:两|二)?季"), 2.0, ""),
)
"""Words that say a number without writing one."""
_CONVERSIONS = (100.0, 1000.0, 10000.0)
_CALENDAR = (
    (12.0, r"[每按逐各]个?月|月均"),
    (4.0, r"[每按逐各]个?季"),
    (52.0, r"[每按逐](?:周|星期)"),
    (365.0, r"[每按逐][天日]"),
    (2.0, r"半年|学期"),
)


def unsupported(row: Indicator, request: Request, comparables: Sequence[Comparable] = (), rows: Sequence[Indicator] = ()) -> str | None:
    """Why the row's number or day is not carried by any of its grounds; None where one carries it or there is nothing to carry.

    `rows` are the draft's other rows: a sum may take an operand from one that is itself supported.
    """
    return Evidence(request, comparables, rows).complaint(row)


class Evidence:
    """The sources a draft may cite: the request's words and money, last year's form, the comparables, and the draft's own sound rows."""

    def __init__(self, request: Request, comparables: Sequence[Comparable] = (), rows: Sequence[Indicator] = ()) -> None:
        self.request = request
        self.year = request.fiscal_year
        self.place = request.region or request.organisation
        self.texts = [_plain(text) for text in words_of(request)]
        self.figures = [find_figures(text) for text in self.texts]
        self.money = money_of(request)
        self.previous = [_plain(text) for text in _previous_texts(request)]
        self.comparables = {
            c.id: [_plain(" ".join(filter(None, (r.name, r.target, r.actual, r.explanation)))) for r in c.indicators] for c in comparables
        }
        self.rows = rows
        self._sound: list[Indicator] | None = None

    def complaint(self, row: Indicator) -> str | None:
        """Why the row is not carried; see `unsupported`."""
        parts = _parts(row)
        if not row.applicable or not parts:
            return None
        if not row.sources:
            return f"“{row.name}”的数值没有写明依据"
        for part in parts:
            reasons = [self._why_not(part, ground) for ground in row.sources]
            if all(reasons):
                return f"“{row.name}”：" + "；".join(dict.fromkeys(r for r in reasons if r))
        return None

    def sound_rows(self) -> list[Indicator]:
        """The draft's rows whose own grounds hold, found by repetition: a sum may rest on a row that rests on a sum. 待确认 rows lend nothing."""
        if self._sound is None:
            self._sound = []
            moved = True
            while moved:
                fresh = [r for r in self.rows if r not in self._sound and r.status != "unconfirmed" and _parts(r) and self.complaint(r) is None]
                self._sound += fresh
                moved = bool(fresh)
        return self._sound

    def _why_not(self, row: Indicator, ground: Ground) -> str | None:
        kind = ground.kind
        if kind == "assumption":
            return None if row.status == "unconfirmed" else "只是假设，却没有标为待确认"
        if kind == "description":
            return self._not_said(row, ground.quote)
        if kind == "budget":
            return None if any(_is_money(row, wan) for wan in self.money) else "不是预算额，也不是预算的一部分"
        if kind == "derived":
            return self._not_computed(row, ground.quote)
        if kind == "comparable":
            return self._not_published(row, ground)
        if kind == "previous":
            return self._not_in_previous(row, ground.quote)
        if kind in ("library", "rule") and not ground.ref:
            return "没有写明出自哪一条"
        return None if self._holds(row, ground.quote) else "引文里没有这个数"

    def _holds(self, row: Indicator, text: str) -> bool:
        if isinstance(row.value, int | float):
            return carries(text, row.value, row.unit) or any(_same(row, value, unit) for value, unit in _implied(_plain(text)))
        return _day(row) in self._days(text)

    def _not_said(self, row: Indicator, quote: str) -> str | None:
        words = _plain(quote).strip(",。;")
        places = [(n, m.start(), m.end()) for n, text in enumerate(self.texts) for m in re.finditer(re.escape(words), text)] if words else []
        if not places:
            return f"申请里没有这句话：{quote}" if quote else "没有引用申请里的话"
        if isinstance(row.value, str):
            return None if _day(row) in self._days(words) or any(_day(row) in self._days_at(*place) for place in places) else "引文里没有这个日期"
        for n, start, end in places:
            if any(start <= f.start and f.end <= end + len(f.unit) and stands(f, row.value, row.unit) for f in self.figures[n]):  # type: ignore[arg-type]
                return None
        return None if any(_same(row, value, unit) for value, unit in _implied(words)) else "引文里没有这个数"

    def _not_computed(self, row: Indicator, quote: str) -> str | None:
        steps = read_steps(quote)
        if not steps:
            return "没有写出算式"
        why = "算式得不出这个数"
        known: list[float] = []
        for step in steps:
            value = step.value
            if value is None or not self._operands_known(step, known, row):
                why = "算式里有来历不明的数"
                continue
            known.append(value)
            if _comes_to(row, value):
                return None
        return why

    def _operands_known(self, step: Step, known: list[float], row: Indicator) -> bool:
        given = [self._given(operand, known, row) for operand in step.operands]
        percent = any(f.unit == "%" for f in step.operands)
        return any(given) and all(
            g or _is_constant(operand, step, index, " ".join(self.texts), percent)
            for index, (operand, g) in enumerate(zip(step.operands, given, strict=True))
        )

    def _given(self, operand: Figure, known: list[float], row: Indicator) -> bool:
        if any(_near(operand.scaled, value, _STEP) for value in known):
            return True
        if any(_near(operand.scaled, f.scaled, 1e-6) for figures in self.figures for f in figures):
            return True
        if any(_near(operand.scaled, wan * 10000, 1e-6) for wan in self.money) or any(carries(t, operand.number, "") for t in self.previous):
            return True
        if any(_near(operand.scaled, value * unit_scale(unit), 1e-6) for text in self.texts for value, unit in _implied(text)):
            return True
        return any(_near(operand.scaled, aim, 1e-6) for r in self._lenders(row) if (aim := _scaled(r)) is not None)

    def _lenders(self, row: Indicator) -> list[Indicator]:
        return [r for r in self.sound_rows() if r != row]

    def _not_published(self, row: Indicator, ground: Ground) -> str | None:
        printed = self.comparables.get(ground.ref)
        if printed is None:
            return "引用的可比项目不在本稿的可比项目之列"
        words = [_plain(piece) for piece in re.split(r"[\s:：]+", ground.quote) if piece.strip()]
        if not words or not any(all(word in text for word in words) for text in printed):
            return "可比项目里没有这一行"
        return None if self._holds(row, ground.quote) else "引文里没有这个数"

    def _not_in_previous(self, row: Indicator, quote: str) -> str | None:
        if self.request.previous is None:
            return "没有上年表可引"
        words = [_plain(piece) for piece in re.split(r"[\s:：]+", quote) if piece.strip()]
        if not words or not any(all(word in text for word in words) for text in self.previous):
            return "上年表里没有这一行"
        return None if self._holds(row, quote) else "引文里没有这个数"

    def _days_at(self, n: int, start: int, end: int) -> set[dt.date | None]:
        """The days that the words at a place mean where they stand: a bracket behind 汛期前 settles which day that is."""
        return {due.day for due in dues(Passage(self.texts[n]), self.year, self.place) if due.start < end and due.end > start and due.day}

    def _days(self, text: str) -> set[dt.date]:
        """The days a text means in this plan, 春节前 and 汛期前 included."""
        plain = {day for _, _, day in find_deadlines(half_width(text), self.year)}
        return plain | {due.day for due in dues(Passage(text), self.year, self.place) if due.day is not None}


def _parts(row: Indicator) -> list[Indicator]:
    """The row as rows of one value each: both ends of a range, each figure of a phrase, need a ground of their own."""
    value = row.value
    if isinstance(value, tuple):
        return [row.model_copy(update={"value": end}) for end in value]
    if isinstance(value, int | float) or _day(row):
        return [row]
    if isinstance(value, str):
        return [row.model_copy(update={"value": f.number, "unit": f.unit or "%" * (f.scale == 0.01)}) for f in find_figures(value)]
    return []


def _day(row: Indicator) -> dt.date | None:
    return row.aim.day


def _scaled(row: Indicator) -> float | None:
    return row.value * unit_scale(row.unit) if isinstance(row.value, int | float) else None


def _same(row: Indicator, value: float, unit: str) -> bool:
    mine = _scaled(row)
    return mine is not None and _near(mine, value * unit_scale(unit), 1e-6)


def _comes_to(row: Indicator, value: float) -> bool:
    """Is the row's number what a sum comes to, rounded to the places the row prints?"""
    if not isinstance(row.value, int | float):
        return False
    places = len(print_number(float(row.value)).partition(".")[2])
    return bool(abs(value / unit_scale(row.unit) - row.value) <= 0.5 * 10**-places * (1 + 1e-9))


def _near(a: float, b: float, tolerance: float) -> bool:
    return abs(a - b) <= tolerance * max(abs(a), abs(b)) + 1e-12


def _is_money(row: Indicator, wan: float) -> bool:
    aim = _scaled(row)
    return aim is not None and re.fullmatch(r"[十百千万亿]*元", row.unit) is not None and _near(aim, wan * 10000, 1e-6)


def _is_constant(operand: Figure, step: Step, index: int, words: str, percent: bool) -> bool:
    """A number nobody need give: a change of unit (×100, ÷10000), the whole against a percentage, the months of a year where 每月 is said."""
    if operand.scaled in _CONVERSIONS:
        at = step.tokens.index(index)
        beside = {t for t in step.tokens[max(0, at - 1) : at + 2] if isinstance(t, str)} - {"(", ")"}
        return beside <= {"×", "÷"}
    if percent and operand.scaled == 1.0:
        return True
    return any(operand.number == n and operand.scale == 1.0 and re.search(said, words) for n, said in _CALENDAR)


def _implied(text: str) -> list[tuple[float, str]]:
    return [(value, unit) for pattern, value, unit in _IMPLIED if pattern.search(text)]


def _plain(text: str) -> str:
    """Half width, without blanks: how a quote is looked for."""
    return re.sub(r"\s+", "", half_width(text))


def words_of(request: Request) -> list[str]:
    """The request's own words: what a quote of kind “description” may be taken from."""
    said = [request.description, request.purpose, *(text for t in request.tasks for text in (t.name, t.content, t.goal))]
    return [text for text in said if text]


def money_of(request: Request) -> list[float]:
    """Every amount the request gives (万元): the budget, its parts, the tasks' money, the totals; noughts left out."""
    funding = request.funding
    parts = [funding.total_wan, funding.fiscal_wan, funding.other_wan] if funding else []
    every = [request.budget_wan, *parts, *(t.budget_wan for t in request.tasks), *(t.value_wan for t in request.totals)]
    return [wan for wan in every if wan]


def _previous_texts(request: Request) -> list[str]:
    if request.previous is None:
        return []
    rows = request.previous.indicators
    return [" ".join(str(x) for x in (r.name, r.target, r.value, r.unit, r.comparator, r.actual) if x is not None) for r in rows]
