"""结果 (Outcome): what one rule says of one subject: held, broken with complaints, not applicable, or cannot tell — each with why, never silence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.domain.finding import Fix, OutcomeWord, Severity

if TYPE_CHECKING:
    from assistant.rules.row import Row


@dataclass(frozen=True, slots=True)
class Complaint:
    """One fault a rule found: what is wrong and what to do now, in Chinese. `row` is None for a fault of the whole.

    `severity` only lowers the rule's own: what a rule has earned for its plain case may be too much for a doubtful one.
    """

    message: str
    row: Row | None = None
    severity: Severity | None = None
    fix: Fix | None = None
    owner: str | None = None
    """The task it is about, where that is not the subject's own owner."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`word` and `why`; `complaints` are empty unless broken."""

    word: OutcomeWord
    why: str = ""
    complaints: tuple[Complaint, ...] = ()


HELD = Outcome("held")


def not_applicable(why: str) -> Outcome:
    return Outcome("not_applicable", why)


def cannot_tell(why: str) -> Outcome:
    return Outcome("cannot_tell", why)


def broken_by(complaints: Iterable[Complaint]) -> Outcome:
    """Broken where there is a complaint, held where there is none."""
    found = tuple(complaints)
    return Outcome("broken", f"{len(found)} 处", found) if found else HELD
