"""所指 (mention): which row a person means by “第3条”, “观摩那条”, “满意度”, “它”. Never guesses: where two rows fit equally well, both come back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from assistant.domain.frame import level2_of
from assistant.domain.indicator import Indicator
from assistant.domain.numeral import read_numeral

_ORDINAL = re.compile(r"(?:第|倒数第)\s*(?P<n>\d+|[一二三四五六七八九十]+)\s*(?:条|个|行|项)|(?P<last>最后(?:一|1)?(?:条|个|行|项))")
_PRONOUN = re.compile(
    r"^(?:把|将|那|就)*(?:它|这一?[条个项行]|那一?[条个项行]|上一?[条个项行]|刚才(?:那|这)?[条个项行]?|该指标|这指标)(?:的|也|都)*$"
)
_PADDING = re.compile(
    r"^(?:那|请|帮我|麻烦|你|再|还有|另外|然后|同时|把|将|对|给|里面的?|其中的?|这个|那个|我觉得|应该|可以|能不能|是不是)+"
    r"|(?:那一?[条个项行]|这一?[条个项行]|一?[条项行]|这个指标|那个指标|的?指标值?|的?目标值?|的?数值?|的|也|都|要|得|就|应该|可以|能|再|相应|同步|一并|跟着)+$"
)
_QUOTES = re.compile(r"[“”\"'‘’《》「」]")
_ALL = re.compile(r"所有|全部|每一?[条个项]|各(?:条|个|项)|统统|都")
_SLOPPY = 0.5
"""The share of characters that must be right in a mistyped name."""


@dataclass(frozen=True)
class Mention:
    """The rows a text may mean. One: that row. Several: the person must say which, unless `every` (所有, 都) was said. None: no row is meant."""

    rows: tuple[Indicator, ...] = ()
    every: bool = False

    @property
    def row(self) -> Indicator | None:
        return self.rows[0] if len(self.rows) == 1 else None


def mentioned(text: str, rows: Sequence[Indicator], last: str | None = None) -> Mention:
    """The rows meant by the words before a verb. `last` is the id of the row spoken of before, for 它."""
    if places := list(_ORDINAL.finditer(text)):
        placed = [_by_place(m, text[: places[0].start()], rows).rows for m in places]
        return Mention(tuple(row for one in placed for row in one), every=len(places) > 1) if all(placed) else Mention()
    if _PRONOUN.match(text.strip()):
        return Mention(tuple(r for r in rows if r.id == last))
    every = bool(_ALL.search(text))
    words = plain(_ALL.sub("", text))
    if not words:
        return Mention()
    found = _best(words, rows)
    if not found and every and "指标" in text and (tier := level2_of(words)):
        found = tuple(r for r in rows if r.level2 == tier)
    return Mention(found, every)


def plain(text: str) -> str:
    """The words without quotes, blanks and padding (把…那条, 的, 指标)."""
    words = re.sub(r"\s+", "", _QUOTES.sub("", text))
    while (stripped := _PADDING.sub("", words)) != words:
        words = stripped
    return words


def named_in(text: str, rows: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """The rows whose whole name stands in a text, in the order said; a name that is part of a longer one there does not count."""
    squeezed = re.sub(r"\s+", "", text)
    found: list[tuple[int, int, Indicator]] = []
    for row in sorted(rows, key=lambda r: -len(r.name)):
        at = squeezed.find(row.name) if row.name else -1
        if at >= 0 and all(at + len(row.name) <= a or at >= b for a, b, _ in found):
            found.append((at, at + len(row.name), row))
    return tuple(row for _, _, row in sorted(found, key=lambda f: f[0]))


def _by_place(m: re.Match[str], before: str, rows: Sequence[Indicator]) -> Mention:
    """“第3条”, or “质量指标第二条” where words before it name a tier."""
    tier = level2_of(before) if len(before) >= 2 else None
    among = [r for r in rows if r.level2 == tier] if tier else list(rows)
    n = int(read_numeral(m["n"]) or 0) if m["n"] else 1
    from_end = bool(m["last"]) or m[0].startswith("倒数")
    if not 1 <= n <= len(among):
        return Mention()
    return Mention((among[-n] if from_end else among[n - 1],))


def _best(words: str, rows: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """The rows that fit best: whole name, else a part of it, else its characters in order, else nearly so (a typing slip)."""
    named = named_in(words, rows)
    if named:
        return named
    for fits in (_part, _in_order):
        found = tuple(r for r in rows if fits(words, r.name))
        if found:
            return found
    return _mistyped(words, rows)


def _part(words: str, name: str) -> bool:
    return len(words) >= 2 and words in name


def _in_order(words: str, name: str) -> bool:
    rest = iter(name)
    return len(words) >= 3 and all(c in rest for c in words)


def _mistyped(words: str, rows: Sequence[Indicator]) -> tuple[Indicator, ...]:
    scored = [(Levenshtein.normalized_similarity(words, r.name), r) for r in rows if len(words) >= 3 and abs(len(r.name) - len(words)) <= 1]
    best = max((s for s, _ in scored), default=0.0)
    return tuple(r for s, r in scored if s == best) if best >= _SLOPPY else ()
