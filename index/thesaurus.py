"""说法 (thesaurus): the everyday words of a text, read as official ones with the help of `lexicon/everyday.toml` and `lexicon/project_types.toml`.

A clerk writes 腊月里给老人送年货; the form says 春节慰问. Both are read here into the same senses. A sense has a facet (activity, object,
group, place, occasion), a section (the project type of an activity, the field of an object) and an official word. The longest word at a
place wins and hides what is inside it, so that 培训中心 is a place and no 培训. Clauses that are ceremony only are left out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from assistant.lexicon import table

CLAUSE_END = "，"
GAP = "…"
_GAP_REACH = 12
COUNT = "#"
"""Stands in a word for a number: “#台” is 三十台 and 12台."""

_NUMBER = "[0-9一二两三四五六七八九十百千几]多?"
_COUNT_WEIGHT = 0.6
"""三十台 is mostly bought, but may also be mended or driven."""

_CLAUSE = re.compile(r"[，。；！？,;!?\n\r]+")
_SPACE = re.compile(r"[\s\u3000]+")
_LETTER = re.compile(r"[a-z\u3400-\u9fff]")
_NOT_SO = re.compile(r"(?:而?不是|并非|不包括|不包含|不含)")
"""Opens a clause that says what the project is not."""

_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)}
_NORMAL_END = CLAUSE_END.translate(_WIDTH)
_STRESS = 0.6
"""A clause says last what it is about (残疾人就业的电视宣传片 is a film): from first to last character a word weighs this much more."""

_CLAUSES_KEPT = 1 << 14
_LENGTH_WEIGHT = {1: 0.35, 2: 0.75}
"""One character says little (修), two are often ambiguous, three or more mean what they say."""


@dataclass(frozen=True)
class Sense:
    """One meaning of a word: facet, section and official word; section and official word may be the same."""

    facet: str
    section: str
    official: str


@dataclass(frozen=True)
class Mention:
    """A word found in a text: where (characters of the normalised text), its senses, and how much it says: about 1 for a clear word."""

    word: str
    start: int
    senses: tuple[Sense, ...]
    weight: float


def normal(text: str) -> str:
    """The text as words are looked up in it: half-width signs, lower case, no spaces."""
    return _SPACE.sub("", text.translate(_WIDTH).lower())


class Thesaurus:
    """All words with their senses. `digest` changes with any of them: what is read with them must be read again."""

    def __init__(self, everyday: dict[str, Any], types: dict[str, Any]) -> None:
        self._senses: dict[str, list[Sense]] = {}
        self._gaps: dict[str, list[tuple[str, re.Pattern[str], Mention]]] = {}
        ceremony = everyday["boilerplate"]
        self._ceremony = re.compile("|".join(re.escape(w) for w in ceremony["套话"]))
        empty = sorted(ceremony["虚词"], key=lambda w: (-len(w), w))
        self._empty = re.compile("|".join(re.escape(w) for w in empty))
        self._plain = frozenset(everyday["emphasis"]["一字足够"])
        self._glosses: list[tuple[str, tuple[str, ...]]] = []
        for sense, words in _entries(everyday):
            if sense.facet in ("activity", "object"):
                self._glosses.append((f"{sense.section}/{sense.official}", tuple(normal(w) for w in (sense.official, *words))))
            for word in (sense.official, *words):
                self._add(normal(word), sense)
        for entry in types.get("type", ()):
            sense = Sense("activity", entry["name"], entry["name"])
            for word in (entry["name"], *entry.get("also", ()), *entry.get("strong", ()), *entry.get("words", ())):
                if len(word) > 1:  # single characters there are units of measure (户, 本)
                    self._add(normal(word), sense)
        self._lengths = _lengths(self._senses)
        # A clause is read by several lanes, and published forms repeat each other's clauses.
        self._of_clause = lru_cache(maxsize=_CLAUSES_KEPT)(self._read_clause)
        self._meanings = {word: (tuple(senses), self._weight(word)) for word, senses in self._senses.items()}
        self.digest = hashlib.sha256(json.dumps([everyday, types], ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]

    def _weight(self, word: str) -> float:
        return 1.0 if word in self._plain else _LENGTH_WEIGHT.get(len(word), 1.0)

    def _add(self, word: str, sense: Sense) -> None:
        if word.startswith(COUNT):
            measure = word.removeprefix(COUNT)
            self._add_gap(measure, _NUMBER + re.escape(measure), Mention(word, 0, (sense,), _COUNT_WEIGHT))
            return
        if GAP in word:
            head, tail = word.split(GAP)
            self._add_gap(head, f"{re.escape(head)}.{{0,{_GAP_REACH}}}?{re.escape(tail)}", Mention(word, 0, (sense,), 1.0))
            return
        senses = self._senses.setdefault(word, [])
        if not any(s.facet == sense.facet and s.section == sense.section for s in senses):
            senses.append(sense)

    def _add_gap(self, needle: str, pattern: str, mention: Mention) -> None:
        self._gaps.setdefault(needle[0], []).append((needle, re.compile(pattern), mention))

    def mentions(self, text: str) -> list[Mention]:
        """The words of a text that mean something here, in order; `text` is normalised first."""
        found: list[Mention] = []
        at = 0
        for clause in normal(text).split(_NORMAL_END):
            found += [Mention(m.word, at + m.start, m.senses, m.weight) for m in self._of_clause(clause)]
            at += len(clause) + 1
        return found

    def _read_clause(self, clause: str) -> tuple[Mention, ...]:
        """The mentions of one clause, weighted by where they stand in it."""
        found = list(self._walk(clause))
        for first in dict.fromkeys(clause):
            for needle, pattern, mention in self._gaps.get(first, ()):
                if needle in clause:  # far cheaper than the pattern, and mostly the answer
                    found += [Mention(mention.word, match.start(), mention.senses, mention.weight) for match in pattern.finditer(clause)]
        return tuple(Mention(m.word, m.start, m.senses, m.weight * _stress(m, len(clause))) for m in found)

    def _walk(self, text: str) -> Iterator[Mention]:
        at, end = 0, len(text)
        while at < end:
            for length in self._lengths.get(text[at], ()):
                word = text[at : at + length]
                meaning = self._meanings.get(word)
                if meaning and at + length <= end:
                    yield Mention(word, at, *meaning)
                    at += length - 1
                    break
            at += 1

    def substance(self, text: str) -> str:
        """The clauses of a text that say what it is about: no ceremonial ones and none that say what it is not, unless nothing else remains."""
        clauses = [c.strip() for c in _CLAUSE.split(text) if c.strip()]
        kept = [c for c in clauses if not self._ceremony.search(c)]
        said = [c for c in kept if not _NOT_SO.match(c)]
        return CLAUSE_END.join(said or kept or clauses)

    def understood(self, text: str) -> float:
        """The share of a text's characters, function words aside, that stand in a word known here: 0 for one that speaks of nothing we know."""
        said = normal(self.substance(text))
        known = {at for m in self.mentions(said) if GAP not in m.word and COUNT not in m.word for at in range(m.start, m.start + len(m.word))}
        empty = {at for found in self._empty.finditer(said) for at in range(*found.span())} - known
        content = [at for at, sign in enumerate(said) if at not in empty and _LETTER.match(sign)]
        return sum(at in known for at in content) / len(content) if content else 0.0

    def glosses(self) -> list[tuple[str, tuple[str, ...]]]:
        """Every official word of an activity or object (“section/official”) with all its names."""
        return self._glosses

    def without_places(self, text: str) -> str:
        """The text, normalised, with words blanked that only say where or who: a 培训中心 is repaired, nobody is trained."""
        text = normal(text)
        for mention in self._walk(text):
            if all(sense.facet == "place" for sense in mention.senses):
                text = text[: mention.start] + " " * len(mention.word) + text[mention.start + len(mention.word) :]
        return text

    def content(self, text: str) -> str:
        """The text with function words and the commonplaces of forms blanked: what is left carries the meaning."""
        return self._empty.sub(" ", text.translate(_WIDTH).lower())


def _stress(mention: Mention, length: int) -> float:
    return 1 + _STRESS * ((mention.start + len(mention.word) / 2) / length - 0.5)


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of the words that begin with a character, longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _entries(everyday: dict[str, Any]) -> Iterator[tuple[Sense, list[str]]]:
    for facet in ("activity", "object"):
        for section, entries in everyday[facet].items():
            for official, words in entries.items():
                yield Sense(facet, section, official), words
    for facet in ("group", "place", "occasion"):
        for official, words in everyday[facet].items():
            yield Sense(facet, official, official), words


@cache
def thesaurus() -> Thesaurus:
    """The shipped one, read once a process."""
    return Thesaurus(table("everyday"), table("project_types"))
