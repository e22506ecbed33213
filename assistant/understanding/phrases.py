"""短语 (phrases): the noun phrase a number counts, cut out of the words before and behind it.

    办预算绩效管理培训班 4期        → 预算绩效管理培训班        慰问 300名 留守儿童   → 慰问留守儿童
    给 一百二十户 低保户发取暖补贴  → 低保户 (…发取暖补贴)      建设 12个 功能模块    → 建设功能模块

Words are those of jieba's dictionary (rjieba, frozen); which of them belong to no noun is the lexicon's (speech.small).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import rjieba

from assistant import lexicon

_STOP = re.compile(r"[\s,，。;:()!?、\"“”《》□—+·…/]")
_HAN = re.compile(r"[一-鿿A-Za-z]")
_PLACE = re.compile(
    r"^(?:全[县区市镇乡省州]|[县区市镇乡]级?域?内?|[我本]?[县区市镇乡局校院]|辖区内?|各[县区市镇乡级地]|[一-鿿]{2,4}[县区市镇乡]的?)(?=[一-鿿]{2})"
)
LONGEST = 12
"""Characters an object may have: a name of at most 20 must hold it, its verb and its suffix."""


@dataclass(frozen=True)
class Phrase:
    """What stands on one side of a number: the noun phrase `words`, the predicate `verb` that governs it, where it stands."""

    words: str = ""
    verb: str = ""
    start: int = 0
    end: int = 0

    def __bool__(self) -> bool:
        return bool(self.words or self.verb)


@cache
def _small() -> frozenset[str]:
    return frozenset(lexicon.table("speech")["small"]["words"])


@cache
def verbs() -> dict[str, str]:
    """Predicate verbs and their noun form (购 → 购置, 印 → 印制), from the lexicon of activities."""
    return {w: a["verb"] for a in lexicon.table("activities")["activity"] for w in (a["verb"], *a.get("also", ()))}


def words_of(text: str) -> list[str]:
    """The words of a stretch, verbs of the lexicon that jieba glued to what follows cut off again (发书包 → 发, 书包)."""
    return [w for w in rjieba.cut(text) if w]


def before(text: str, start: int, left: int) -> Phrase:
    """The noun phrase that ends at `start`, not reaching left of `left`."""
    stretch_from = left
    for m in _STOP.finditer(text, left, start):
        stretch_from = m.end()
    kept: list[str] = []
    verb = ""
    at = start
    tokens = words_of(text[stretch_from:start])
    for n in range(len(tokens) - 1, -1, -1):
        token = tokens[n]
        if token in _small() or not _HAN.search(token):
            if kept and token in ("和", "与", "及") and n > 0 and tokens[n - 1] not in _small():
                kept.insert(0, token)
                at -= len(token)
                continue
            break
        if token in verbs() and (not kept or n == 0 or tokens[n - 1] in _small()):
            verb = token
            at -= len(token)
            break
        if sum(map(len, kept)) + len(token) > LONGEST and kept:
            break
        kept.insert(0, token)
        at -= len(token)
    return Phrase(trimmed("".join(kept)), verb, at, start)


def behind(text: str, end: int, right: int) -> Phrase:
    """The noun phrase that begins at `end` (的 skipped), not reaching right of `right`."""
    stop = _STOP.search(text, end, right)
    stretch = text[end : stop.start() if stop else right]
    skipped = re.match(r"(?:的|多|左右|以上|以内|以下|及以上)*", stretch)
    offset = skipped.end() if skipped else 0
    kept: list[str] = []
    for token in words_of(stretch[offset:]):
        if token in _small() or not _HAN.search(token):
            break
        if kept and token in verbs() and len(token) == 1:
            break
        if sum(map(len, kept)) + len(token) > LONGEST:
            break
        kept.append(token)
    words = "".join(kept)
    return Phrase(trimmed(words), "", end + offset, end + offset + len(words))


def trimmed(words: str) -> str:
    """A phrase without the place it opens with (全县, 辖区内), when enough is left."""
    return _PLACE.sub("", words)
