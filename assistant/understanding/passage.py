"""文段 (Passage): one text of the request in half width, position for position with the original, and cut into sentences and clauses.

Everything else in this room works on `Passage.text` and gives positions back; `Passage.span` turns them into words of the original.
Full-width signs, typos of the same length and bankers' numerals are made plain; nothing ever changes the length.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property

from assistant import lexicon
from assistant.domain.fact import Span
from assistant.domain.numeral import BANKERS

_BANKERS = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟萬億零]{2,}")
LONGEST_SENTENCE = 600
LONGEST_CLAUSE = 200
"""Characters. What runs on for longer without a mark was not written by a person; looking back over all of it for each figure takes minutes."""
_ENUMERATOR = re.compile(r"(?:(?<=^)|(?<=[。;；\n:：]))\s*(?:\d{1,2}[.、)）](?!\d*[%万人个元])|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）])")
_SENTENCE = re.compile(r"[。;!?\n]+|\.(?=\s|$)")
_CLAUSE = re.compile(r"[。;!?\n:()，]|,(?!\d{3}(?!\d))|(?<!\d),|\.(?=\s|$)")


def aligned(text: str) -> str:
    """The text in half width, of the same length: a character whose plain form is longer (㎡, ½) stays as it is."""
    plain = "".join(_plain(ch) for ch in text)
    plain = _BANKERS.sub(lambda m: m[0].translate(BANKERS), plain)
    for wrong, right in lexicon.table("typos")["meant"].items():
        plain = plain.replace(wrong, right)
    return plain


def _plain(ch: str) -> str:
    if ch in "、。，":
        return ch  # a Chinese comma is never the thousands mark of 1,860
    if "\u2460" <= ch <= "\u249b":
        return " "  # ① counts nothing
    folded = unicodedata.normalize("NFKC", ch)
    return folded if len(folded) == 1 else ch


class Passage:
    """A text and where it stands in the request. `field` is the path (request.tasks[0].goal), `task` the task's no or name."""

    def __init__(self, original: str, field: str = "request.description", task: str | None = None) -> None:
        self.original = original
        self.field = field
        self.task = task
        self.text = _ENUMERATOR.sub(lambda m: " " * len(m[0]), aligned(original))  # 1. and (一) count nothing

    def span(self, start: int, end: int) -> Span:
        """The words of the original at [start, end), blanks at the edges left out."""
        while start < end and self.original[start].isspace():
            start += 1
        while end > start and self.original[end - 1].isspace():
            end -= 1
        return Span(field=self.field, start=start, end=end, quote=self.original[start:end])

    @cached_property
    def _sentence_edges(self) -> list[int]:
        return _bounded([0, *(m.end() for m in _SENTENCE.finditer(self.text)), len(self.text)], LONGEST_SENTENCE)

    @cached_property
    def _clause_edges(self) -> list[int]:
        marks = sorted({0, *(m.end() for m in _CLAUSE.finditer(self.text)), *(m.start() for m in _CLAUSE.finditer(self.text)), len(self.text)})
        return _bounded(marks, LONGEST_CLAUSE)

    def sentence(self, position: int) -> tuple[int, int]:
        """[start, end) of the sentence a position stands in."""
        return _between(self._sentence_edges, position, len(self.text))

    def clause(self, position: int) -> tuple[int, int]:
        """[start, end) of the clause a position stands in: from one comma, bracket or full stop to the next."""
        return _between(self._clause_edges, position, len(self.text))

    def clauses(self) -> list[tuple[int, int]]:
        """All clauses with words in them, first to last."""
        edges = self._clause_edges
        return [(a, b) for a, b in itertools.pairwise(edges) if self.text[a:b].strip(" ,，。;:()!?、\n")]

    def bracket(self, position: int) -> tuple[int, int] | None:
        """[start, end) inside the brackets a position stands in, or None."""
        opens, closes = self._brackets
        n, k = bisect_left(opens, position), bisect_left(closes, position)
        if n == 0 or (k > 0 and closes[k - 1] > opens[n - 1]):
            return None
        return (opens[n - 1] + 1, closes[k] if k < len(closes) else len(self.text))

    @cached_property
    def _brackets(self) -> tuple[list[int], list[int]]:
        return [i for i, ch in enumerate(self.text) if ch == "("], [i for i, ch in enumerate(self.text) if ch == ")"]


def _bounded(edges: list[int], longest: int) -> list[int]:
    """The edges, a stretch longer than any that people write cut into such lengths."""
    return [cut for a, b in itertools.pairwise(edges) for cut in range(a, b, longest)] + edges[-1:]


def _between(edges: list[int], position: int, length: int) -> tuple[int, int]:
    n = max(1, bisect_right(edges, position))
    return edges[n - 1], edges[n] if n < len(edges) else length
