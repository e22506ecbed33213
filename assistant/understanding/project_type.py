"""项目类型 (project types): what kind of project words describe, by the lexicon's strong and pointing words; best first, with the words that say so."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from assistant import lexicon
from assistant.domain.fact import ProjectType
from assistant.understanding.passage import aligned

_STRONG, _POINTING, _AGAINST = 3.0, 1.0, -2.0
_SURE = 6.0
"""Points at which a type is taken as certain: two words that settle it."""
_LEAST = 1.0


class _Words(NamedTuple):
    name: str
    strong: tuple[str, ...]
    words: tuple[str, ...]
    against: tuple[str, ...]


@cache
def _types() -> tuple[_Words, ...]:
    return tuple(
        _Words(t["name"], (t["name"], *t.get("also", ()), *t.get("strong", ())), tuple(t.get("words", ())), tuple(t.get("not", ())))
        for t in lexicon.table("project_types").get("type", ())
    )


def project_types(text: str, title: str = "") -> tuple[ProjectType, ...]:
    """The types a text points to, best first (ties by name); words of the `title` (the project's name) count twice. Empty where nothing points anywhere."""
    body, head = aligned(text), aligned(title)
    found = [t for kind in _types() if (t := _scored(kind, body, head)) is not None]
    return tuple(kind for _, kind in sorted(found, key=lambda t: (-t[0], t[1].name)))  # by points: two sure ones are not equally so


def _scored(kind: _Words, body: str, head: str) -> tuple[float, ProjectType] | None:
    points = 0.0
    said: list[str] = []
    for words, worth in ((kind.strong, _STRONG), (kind.words, _POINTING), (kind.against, _AGAINST)):
        for word in _widest(words, body + "\n" + head):
            points += worth * ((word in body) + 2 * (word in head))
            if worth > 0:
                said.append(word)
    if points < _LEAST or not said:
        return None
    return points, ProjectType(name=kind.name, score=round(min(1.0, points / _SURE / 2), 4), words=tuple(dict.fromkeys(said))[:6])


def _widest(words: tuple[str, ...], text: str) -> list[str]:
    """The words found, one that stands inside another found word left out (培训 inside 业务培训)."""
    found = sorted({w for w in words if w in text}, key=lambda w: (-len(w), w))
    return [w for n, w in enumerate(found) if not any(w in longer for longer in found[:n])]
