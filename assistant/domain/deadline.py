"""Deadlines (时限) that the calendar alone decides: 9月底前, 10月1日前, 12月中旬, 三季度末, 上半年, 3-10月, 2022年9月前, 年底前.

A deadline is the last day that keeps it (contract, Indicator): 9月前 ends with September, 中旬 on the 20th, a quarter on its last day.
Days that need the law of a place or the holiday calendar (春节前, 汛期前, 开学前) are read by `assistant.understanding.deadlines`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from assistant.domain.numeral import half_width, read_numeral

_YEAR = r"(?P<year>(?:19|20)\d{2}|[一二][〇零○一二三四五六七八九]{3}|今|本|当|明|次|来|去|上)\s*(?:年度?)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_BEFORE = r"(?P<before>\s*(?:之前|以前|前(?![期往来后沿提置景端台言])))?"
_TO = r"\s*(?:-|—|–|~|～|至|到|―)+\s*"
_EDGE = r"(?<![\d.零〇○一二三四五六七八九十])"

ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)" + _BEFORE)
MONTH = re.compile(
    rf"(?:{_YEAR}\s*的?)?{_EDGE}(?:{_MONTH.replace('month', 'first')}\s*月?(?:[\d一二三十]+日)?份?(?:底|末|初|上旬|中旬|下旬)?{_TO})?"
    rf"{_MONTH}\s*月份?(?:\s*{_DAY}\s*[日号]|(?P<part>底|末|初|上旬|中旬|下旬|中(?![国央小级学心医等])))?{_BEFORE}"
)
QUARTER = re.compile(rf"(?:{_YEAR}\s*)?(?:第?[一二三1-3]{_TO})?(?:第?(?P<quarter>[一二三四1-4])\s*季度?|Q(?P<q>[1-4]))\s*(?:末|底|内)?{_BEFORE}")
HALF = re.compile(rf"(?:{_YEAR}\s*)?(?P<half>上半年|下半年|年中)(?:末|底|内)?{_BEFORE}")
YEAR_END = re.compile(rf"(?:{_YEAR}|(?<![\d.一二两三四五六七八九十半几多])年度?)\s*(?:底|末|终|内){_BEFORE}")
WHOLE_YEAR = re.compile(rf"(?:{_YEAR}\s*)?全年")
BARE_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})\s*年度?(?P<before>(?:之前|以前|前))?")

_PART_DAY = {"初": 10, "上旬": 10, "中": 15, "中旬": 20}


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def named_year(text: str | None, fiscal_year: int) -> int:
    """The year a word means in a plan for `fiscal_year`: 今, 本, 明, 次, 去, 2022, 二〇二二."""
    if not text:
        return fiscal_year
    if text[0] in "今本当":
        return fiscal_year
    if text[0] in "明次来":
        return fiscal_year + 1
    if text[0] in "去上":
        return fiscal_year - 1
    number = read_numeral(text)
    return int(number) if number else fiscal_year


def _day_of(m: re.Match[str], fiscal_year: int) -> dt.date | None:
    year = named_year(m["year"], fiscal_year)
    month = read_numeral(m["month"])
    if month is None:
        return None
    groups = m.groupdict()
    if groups.get("day"):
        day = read_numeral(groups["day"])
        return dt.date(year, int(month), int(day or 0))
    part = groups.get("part")
    if part in _PART_DAY:
        return dt.date(year, int(month), _PART_DAY[part])
    return month_end(year, int(month))


def find_deadlines(text: str, fiscal_year: int) -> list[tuple[int, int, dt.date]]:
    """[(start, end, day)] of every calendar expression in half-width text, first to last, none overlapping; days that do not exist are passed over.

    全年 and a bare year are found too (end of that year): whether they bind is for the reader of the sentence to say.
    """
    found: list[tuple[int, int, dt.date]] = []
    taken = bytearray(len(text))

    def add(m: re.Match[str], day: dt.date | None) -> None:
        if day is not None and m.end() > m.start() and not any(taken[m.start() : m.end()]):
            found.append((m.start(), m.end(), day))
            taken[m.start() : m.end()] = b"\1" * (m.end() - m.start())

    said: tuple[int, str] | None = None  # 2021年3月和7月: the second month is of the year just said
    for pattern in (ISO, MONTH):
        for m in pattern.finditer(text):
            inherited = said[1] if said and not m["year"] and 0 <= m.start() - said[0] <= 2 else None
            try:
                add(m, _day_of(m, named_year(inherited, fiscal_year)))
            except ValueError:
                continue
            if m["year"] or inherited:
                said = (m.end(), m["year"] or inherited or "")
    for m in QUARTER.finditer(text):
        number = read_numeral(m["quarter"] or m["q"])
        if number:
            add(m, month_end(named_year(m["year"], fiscal_year), 3 * int(number)))
    for m in HALF.finditer(text):
        add(m, month_end(named_year(m["year"], fiscal_year), 12 if m["half"] == "下半年" else 6))
    for pattern in (YEAR_END, WHOLE_YEAR, BARE_YEAR):
        for m in pattern.finditer(text):
            add(m, dt.date(named_year(m["year"], fiscal_year), 12, 31))
    return sorted(found)


def read_deadline(text: str, fiscal_year: int) -> dt.date | None:
    """The day a short printed value means (“2022年9月前”, “10月底前”), or None where it holds no calendar expression."""
    days = find_deadlines(half_width(text), fiscal_year)
    return days[-1][2] if days else None


def print_deadline(day: dt.date) -> str:
    """A day as a form prints a deadline: 2023年9月30日前."""
    return f"{day.year}年{day.month}月{day.day}日前"
