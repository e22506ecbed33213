"""服务对象 (groups): whom a project serves, as the words name them, and whom a satisfaction asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant import lexicon
from assistant.understanding.passage import aligned

_SATISFACTION = re.compile(r"((?:[一-鿿]{2,12}?(?:、|和|及|与|以及))*[一-鿿]{2,16}?)(?:对[一-鿿]{1,14}?)?(?:的)?(?:总体|综合|平均)?满意")


@cache
def _names() -> dict[str, tuple[str, bool]]:
    return {w: (g["name"], bool(g.get("weak"))) for g in lexicon.table("groups")["group"] for w in (g["name"], *g["words"])}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in sorted(_names(), key=lambda w: (-len(w), w))))


def groups_in(texts: Sequence[str]) -> tuple[str, ...]:
    """The groups the texts name, in order of first mention; those asked for their satisfaction first; organisations only when nobody else is named."""
    asked: list[str] = []
    named: list[str] = []
    weak: list[str] = []
    for text in map(aligned, texts):
        for m in _SATISFACTION.finditer(text):
            asked += [_names()[w[0]][0] for w in _pattern().finditer(m[1])]
        for m in _pattern().finditer(text):
            name, is_weak = _names()[m[0]]
            (weak if is_weak else named).append(name)
    return tuple(dict.fromkeys(asked + named)) or tuple(dict.fromkeys(weak))


def group_in(words: str) -> str | None:
    """The group a short phrase names, several joined as the phrase joins them (企业、求职者 → 企业和求职者); None where it names nobody."""
    found = tuple(dict.fromkeys(_names()[m[0]][0] for m in _pattern().finditer(words)))
    return "和".join(found[:2]) if found else None
