"""时限 (deadlines): the days of a passage — 9月底前, 三季度末, 6月下旬, 春节前, 汛期前（4月1日入汛）, 每月10日前 — as the last day that keeps them.

What the calendar alone decides is read by `domain.deadline`; what the law of a place or the lunar calendar decides by `law.calendar`.
A day in brackets behind a word settles it: the day itself (汛期前(5月底)), or the day before where it says when the thing begins (4月1日入汛).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from assistant.domain.deadline import find_deadlines
from assistant.law import calendar
from assistant.understanding.passage import Passage


@dataclass(frozen=True)
class Due:
    """A day in a passage at [start, end). `firm`: it binds by its own words (前, 底, 旬); a bare month or half-year binds only with a verb.

    `recurring`: the day of every month, when `day` is None. `opening`: the day something starts on (3月起, 自6月1日) and so no deadline.
    """

    start: int
    end: int
    day: dt.date | None
    firm: bool = True
    recurring: int | None = None
    ask: str | None = None
    year_said: bool = False
    opening: bool = False


_BEFORE = r"(?:来临之前|来临前|到来之前|到来前|开始前|之前|以前|前夕|前)(?![期往来后沿提置景端台言])"
_MONTHLY = re.compile(
    r"每个?(?P<what>月|季度?首月|季度?)的?(?P<day>[0-3]?\d|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号](?:之前|以前|前)?"
)
_BEGINS = re.compile(r"入汛|进入汛期|开学|放假|开始|启动|起|供暖|开考|举行|来临|进入|为汛期|当天|为[^,，。)]{0,6}(?:日|节|期)")
_PERIOD = re.compile(r"(?:从|自)\s*$")
_AFTERWARDS = re.compile(r"\s*(?:起|以来|以后|之后|后|开始)")
_FIRM = re.compile(r"前|底|末|旬|内|终|年中")
_NUMERALS = "一二三四五六七八九十"


@cache
def _event_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in calendar.words() if len(w) > 1 or w == "汛")
    vague = "|".join(re.escape(w) for w in calendar.words() if len(w) == 1 and w != "汛")
    return re.compile(
        rf"(?P<year>今年|明年|来年|次年|(?:19|20)\d\d年)?[\"“]?(?P<word>{words}|(?<![\d一-鿿])(?:{vague})|十一(?=之?前))[\"”]?(?:假期|黄金周|小?长假)?"
        rf"(?P<before>{_BEFORE})?\s*(?P<bracket>\([^()]{{2,24}}\))?"
    )


def dues(passage: Passage, fiscal_year: int, place: str | None = None) -> list[Due]:
    """The days of a passage, first to last, none overlapping."""
    text = passage.text
    found: list[Due] = [Due(m.start(), m.end(), None, recurring=_small(m["day"])) for m in _MONTHLY.finditer(text)]
    days = _calendar_days(text, fiscal_year)
    found += [due for m in _event_pattern().finditer(text) if (due := _event(m, days, fiscal_year, place))]
    taken = [(d.start, d.end) for d in found]
    led = {d.start for d in days for start, _ in taken if 0 <= start - d.end <= 2}  # 9月全国科普日前: the named day is the day
    found += [d for d in days if (d.start not in led or d.firm) and all(d.end <= a or d.start >= b for a, b in taken)]
    return sorted(found, key=lambda d: d.start)


def _calendar_days(text: str, fiscal_year: int) -> list[Due]:
    days: list[Due] = []
    for start, end, day in find_deadlines(text, fiscal_year):
        words = text[start:end]
        if re.fullmatch(r"第?[一二三四1-4]季|全年|(?:19|20)\d\d年?度?全年", words) or re.match(r"[%人个项]", text[end:]):
            continue
        if words.startswith(tuple(_NUMERALS)) and text[start - 1 : start] in tuple(_NUMERALS + "百"):
            continue
        bare_year = re.fullmatch(r"(?:19|20)\d\d\s*年度?(?:之前|以前|前)?", words)
        opening = bool(_PERIOD.search(text[:start]) and not re.search(r"至|到|-|—|~", words)) or bool(_AFTERWARDS.match(text, end))
        firm = not bare_year and (bool(_FIRM.search(words)) or bool(re.search(r"\d[日号]", words)) or bool(re.search(r"[-—~至到]", words)))
        if re.match(r"前提[交供出报]", text[end:]):
            end, firm = end + 1, True  # 11月底前提交: 前 belongs to the day
        days.append(Due(start, end, day, firm=firm, year_said=bool(re.search(r"(?:19|20)\d\d|[明次来去上]年", words)), opening=opening))
    return days


def _event(m: re.Match[str], days: list[Due], fiscal_year: int, place: str | None) -> Due | None:
    """春节前 → the day before; the bracket's own day where there is one; None where the word stands without 前."""
    word = "“十一”" if m["word"] == "十一" else m["word"]
    if not m["before"]:
        return None
    inside = next((d for d in days if m["bracket"] and m.start("bracket") < d.start < m.end()), None)
    end = m.end("before")
    if inside is not None and inside.day is not None:
        begins = _BEGINS.search(m.string[m.start("bracket") : m.end()])
        closed = re.search(r"前|底|末", m.string[inside.start : inside.end])
        day = inside.day - dt.timedelta(1) if begins and not closed else inside.day
        return Due(m.start(), m.end(), day)
    year = fiscal_year
    if m["year"]:
        year = int(m["year"][:4]) if m["year"][0].isdigit() else fiscal_year + (m["year"] != "今年")
    known = calendar.begins(word, year, place)
    if known is None:
        return None
    stated = next((d for d in days if d.day and 0 <= m.start() - d.end <= 2 and re.search(r"\d[日号]$", m.string[d.start : d.end])), None)
    if stated is not None and stated.day is not None:  # 9月1日开学前: the text gives the day itself
        return Due(stated.start, end, stated.day - dt.timedelta(1))
    return Due(m.start(), end, known.date - dt.timedelta(1), ask=known.ask, year_said=bool(m["year"] and m["year"] != "今年"))


def _small(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    if "十" not in numeral:
        return _NUMERALS.index(numeral) + 1
    tens, _, ones = numeral.partition("十")
    return 10 * (_NUMERALS.index(tens) + 1 if tens else 1) + (_NUMERALS.index(ones) + 1 if ones else 0)
