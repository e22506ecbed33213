"""活动 (activities): what the money pays for — a verb and its object, with the words and whom it serves. Several in one project are kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant import lexicon
from assistant.domain.fact import Activity
from assistant.understanding import phrases
from assistant.understanding.asides import Aside
from assistant.understanding.deadlines import Due
from assistant.understanding.groups import group_in
from assistant.understanding.passage import Passage
from assistant.understanding.quantities import figures

_COUNT = re.compile(r"(?:点|些|批|了)?□*")
_LIGHT = re.compile(r"举办|举行|开展|组织|办|搞|做|召开|开办|实施|进行")


@cache
def _pattern() -> re.Pattern[str]:
    words = [w for w in phrases.verbs() if len(w) > 1 and kind_of(w) != "finish"]
    single = "购买|购|买|印|发|修|建|训|聘|租|查"
    light = "举办|举行|开展|组织|召开|开办|(?<![经承主督协])办(?![公理法事学完好结])|搞(?!好|完)|做(?![好到完])"
    known = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(
        rf"(?P<light>{light})|(?P<verb>{known})(?![费率量员者会班点站度金款器期人密楼室月册栏几栋])|(?:(?<![一-鿿])|(?<=[再并还要先给]))(?P<single>{single})(?![一-鿿]?[费率])(?=[一-鿿\d])"
    )


@cache
def _kinds() -> dict[str, str]:
    known: dict[str, str] = {}
    for a in lexicon.table("activities")["activity"]:
        for w in (a["verb"], *a.get("also", ())):
            known.setdefault(w, a.get("kind", "do"))
    return known


def kind_of(verb: str) -> str:
    """What a verb does with money: buy, staff, do, give, build, serve, check, result."""
    return _kinds().get(verb, "do")


def activities_in(passages: Sequence[Passage], told: Sequence[Sequence[Aside]], days: Sequence[Sequence[Due]]) -> tuple[Activity, ...]:
    """The activities of the passages in order, history left out; the same verb and object once."""
    found: list[Activity] = []
    seen: set[tuple[str | None, str]] = set()
    for passage, asides, dues in zip(passages, told, days, strict=True):
        text = _without(passage, dues)
        for start, end in passage.clauses():
            if any(a.start <= start < a.end for a in asides):
                continue
            for activity in _in_clause(passage, text, start, end, len(found)):
                key = (passage.task, activity.object)
                if key not in seen:
                    seen.add(key)
                    found.append(activity.model_copy(update={"index": len(found)}))
    return tuple(found)


def _without(passage: Passage, dues: Sequence[Due]) -> str:
    """The text with its days and numbers blanked, so that no object begins or ends in one."""
    days = [(d.start, d.end) for d in dues]
    text = passage.text
    for start, end in (*days, *((f.start, f.end) for f in figures(passage, days))):
        text = text[:start] + "□" * (end - start) + text[end:]
    return text


def _in_clause(passage: Passage, text: str, start: int, end: int, index: int) -> list[Activity]:
    found: list[Activity] = []
    at = start
    while m := _pattern().search(text, at, end):
        at = m.end()
        verb = m["light"] or m["verb"] or m["single"]
        counted = _COUNT.match(text[at:end])
        back = phrases.behind(text, at + (counted.end() if counted else 0), end)
        object_ = back.words
        stop, first = back.start + len(object_), m.start()
        if not object_ and not m["light"]:
            front = phrases.before(text, m.start(), start)
            object_, stop, first = front.words, m.end(), front.start
        if len(object_) < 2 or re.fullmatch(r"[一-鿿]{1,3}(?:率|度)|情况|方面|工作|时间|费用", object_):
            continue
        official = phrases.verbs().get(verb, verb) if len(verb) == 1 else verb
        span = passage.span(min(first, m.start()), max(m.end(), stop))
        found.append(
            Activity(
                index=index,
                verb=official if not _LIGHT.fullmatch(official) else "举办" if "办" in official else "开展",
                object=object_,
                span=span,
                group=group_in(text[start:end]),
                task=passage.task,
            )
        )
        at = max(at, stop)
        if len(found) >= 3:
            break
    return found
