"""侧面 (facets): what kind of project a text speaks of: type, activity, object, served group, occasion, unit level, order of magnitude of its money.

A record's facets and a request's facets are read the same way, from the same words, so that they can be laid beside each other and the
likeness can be said in words (`reasons`).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from index.document import Document
from index.terms import Row, row_of
from index.thesaurus import thesaurus

LANES = ("type", "activity", "field", "object", "group", "place", "occasion")
"""Facets compared as weighted words. `type` and `field` are the sections of activities and objects: coarse; the others are official words: fine."""

_TYPE_GIVEN = 4.0
"""Weight of a project type stated by the record or the clerk, beside types read from words."""

_PASSING = 0.5
"""Weight of the words in a lane at which it is half believed."""

_STAGE = 0.5
"""What is left of the other senses of a word that also names a place: 敬老院 may be where it happens and not what it is about."""

_LEVELS = (
    ("乡镇级", ("镇人民政府", "乡人民政府", "镇政府", "乡政府", "街道", "村民委员会", "村委会", "社区居")),
    ("县区级", ("县", "区", "旗")),
    ("省级", ("省", "自治区", "壮族", "兵团")),
    ("市级", ("市", "州", "盟", "地区")),
)


@dataclass(frozen=True)
class Facets:
    """Weights of official words by lane, with the level of the unit and the money where known."""

    lanes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    level: str | None = None
    budget_wan: float | None = None

    def rows(self) -> dict[str, Row]:
        return {lane: row_of(self.lanes.get(lane, {})) for lane in LANES}

    def certainty(self, lane: str) -> float:
        """How much a lane of a request is to be believed, 0..1: one passing word (一批) is no type."""
        said = sum(self.lanes.get(lane, {}).values())
        return said / (said + _PASSING)

    @cached_property
    def tops(self) -> dict[str, list[str]]:
        """The strongest words of every lane."""
        return {lane: self.strongest(lane) for lane in self.lanes}

    def strongest(self, lane: str, least: float = 0.3) -> list[str]:
        """Official words of a lane, strongest first; those below `least` of the strongest are left out. Ties by word."""
        weights = self.lanes.get(lane, {})
        if not weights:
            return []
        floor = max(weights.values()) * least
        return [w for w, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0])) if weights[w] >= floor]


@lru_cache(maxsize=4096)
def document_facets(document: Document) -> Facets:
    return Facets(
        lanes=_lanes(list(document.fields()), document.project_type),
        level=unit_level(document.organisation, document.region),
        budget_wan=document.budget_wan,
    )


def query_facets(text: str, organisation: str | None = None, budget_wan: float | None = None, project_type: str | None = None) -> Facets:
    return Facets(lanes=_query_lanes(text, project_type), level=unit_level(organisation), budget_wan=budget_wan)


@lru_cache(maxsize=256)
def _query_lanes(text: str, project_type: str | None) -> Mapping[str, Mapping[str, float]]:
    """Kept for a while: a text is read by the embedder and by the lanes, and asked again with other filters."""
    return _lanes([(text, 1.0)], project_type)


def _lanes(fields: Sequence[tuple[str, float]], project_type: str | None) -> dict[str, dict[str, float]]:
    sums: dict[str, defaultdict[str, float]] = {lane: defaultdict(float) for lane in LANES}
    read = thesaurus()
    for text, weight in fields:
        seen: Counter[str] = Counter()
        for mention in read.mentions(read.substance(text)):
            seen[mention.word] += 1
            # A word said again says less each time; a word of several senses says a part of each.
            share = weight * mention.weight / seen[mention.word] / math.sqrt(len(mention.senses))
            if any(sense.facet == "place" for sense in mention.senses):
                share *= _STAGE
            for sense in mention.senses:
                if sense.facet in ("activity", "object"):
                    coarse = "type" if sense.facet == "activity" else "field"
                    sums[coarse][sense.section] += share
                    sums[sense.facet][f"{sense.section}/{sense.official}"] += share
                else:
                    sums[sense.facet][sense.official] += share
    if project_type:
        sums["type"][project_type] += _TYPE_GIVEN
    return {lane: {word: weight**0.7 for word, weight in words.items()} for lane, words in sums.items() if words}


def unit_level(organisation: str | None, region: str | None = None) -> str | None:
    """乡镇级, 县区级, 市级 or 省级, as far as a unit's name (or its region) tells. None where it does not."""
    for name in (organisation, region):
        level = _level_of(name or "")
        if level:
            return level
    return None


def _level_of(name: str) -> str | None:
    if any(word in name for word in _LEVELS[0][1]):
        return _LEVELS[0][0]
    # The last place word of a name is the unit's own: 湛江市赤坎区妇联 is of the district.
    best: tuple[int, str] | None = None
    for level, words in _LEVELS[1:]:
        for word in words:
            at = name.rfind(word)
            if at > 0 and (best is None or at > best[0]):
                best = (at, level)
    return best[1] if best else None


def money_likeness(one: float | None, other: float | None) -> float:
    """1 for equal budgets, 0.5 for a factor of ten, near 0 for a hundred; 0.5 where one is not known (万元 both)."""
    if not one or not other or one <= 0 or other <= 0:
        return 0.5
    return max(0.0, 1 - abs(math.log10(one / other)) / 2)
