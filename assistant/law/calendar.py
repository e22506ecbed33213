"""历 (calendar): the days that words stand for — 春节, 端午, 助残日, 开学, 汛期, 防火期 — from `calendar.toml`.

    begins("春节", 2023)                → Day(2023-01-22, no question)
    begins("汛期", 2024, "湖南省某县")    → Day(2024-04-01)          begins("汛期", 2024) → Day(2024-06-01, with a question)

A festival is settled by the calendar. A convention (开学, 汛期) is set by a place; where the place is not known the day comes with the question to ask.
Lunar days are from the lunardate tables (1900–2099). Says when something begins; that “X前” ends on the day before is for `understanding.deadlines`.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from lunardate import LunarDate


class Day(NamedTuple):
    """The first day of what a word names. `ask`: a question in Chinese where the day is only a convention. `source`: what says so."""

    date: dt.date
    ask: str | None = None
    source: str = ""


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "calendar.toml").read_text(encoding="utf-8"))


@cache
def words() -> tuple[str, ...]:
    """Every word the calendar knows, longest first, so that a pattern made of them prefers 五一劳动节 to 五一."""
    known = {w for table in ("festival", "convention") for entry in _data()[table] for w in entry["words"]}
    return tuple(sorted(known, key=lambda w: (-len(w), w)))


@cache
def begins(word: str, year: int, place: str | None = None) -> Day | None:
    """When what `word` names begins in the plan of a fiscal year, at a place (any text that holds its province); None for a word not known."""
    for entry in _data()["festival"]:
        if word in entry["words"]:
            return Day(_festival(entry, year + (1 if entry.get("next_year") else 0)), source=_data()["source"])
    for entry in _data()["place"]:
        if place and entry["name"] in place and word in entry["words"] and dt.date.fromisoformat(entry["since"]) <= dt.date(year, 12, 31):
            return Day(_month_day(entry["day"], year), source=entry["source"])
    for entry in _data()["convention"]:
        if word in entry["words"]:
            named = begins(entry["festival"], year) if "festival" in entry else None
            return Day(named.date if named else _month_day(entry["day"], year), entry["ask"].format(words=word), entry["source"])
    return None


def _month_day(text: str, year: int) -> dt.date:
    return dt.date.fromisoformat(f"{year}-{text}")


def _festival(entry: dict[str, Any], year: int) -> dt.date:
    if "fixed" in entry:
        return _month_day(entry["fixed"], year)
    if "lunar" in entry:
        month, day = map(int, entry["lunar"].split("-"))
        solar: dt.date = LunarDate(year, month, day).to_solar_date()
        return solar + dt.timedelta(entry.get("offset", 0))
    if "term" in entry:
        month, constant = entry["term"]
        return dt.date(year, month, _solar_term(year, constant))
    month, nth, weekday = entry["weekday"]
    first = dt.date(year, month, 1)
    return first + dt.timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def _solar_term(year: int, constant: float) -> int:
    """Day of the month of a solar term: the tropical year's 0.2422 days a year, less the leap days so far; right for 2000–2099 within a day."""
    century = year % 100
    return int(0.2422 * century + constant) - century // 4
