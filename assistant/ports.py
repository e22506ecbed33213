"""What the core is handed (Protocols): two things answer each of these. Rooms ask for a port; the roof (`app.py`, `eval/`) decides who answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from assistant.domain.draft import Draft
from assistant.domain.finding import Finding
from assistant.domain.form import Comparable, Reading, Record
from assistant.domain.importing import Entered, Proposed
from assistant.domain.pattern import TypeProfile

Clock = Callable[[], str]
"""Now, as ISO 8601 UTC text. Only the workbench and the ledger are handed one."""


class Precedents(Protocol):
    """先例: the index as the core sees it."""

    def comparables(
        self,
        text: str,
        *,
        organisation: str | None = None,
        budget_wan: float | None = None,
        limit: int = 5,
        filters: Mapping[str, object] | None = None,
    ) -> list[Comparable]:
        """Published projects comparable to a description, best first; confidential ones never. Deterministic. May be empty.

        `filters`: region, kind, year, type, organisation, budget_min, budget_max.
        """
        ...

    def ranking(
        self, text: str, *, organisation: str | None = None, budget_wan: float | None = None, filters: Mapping[str, object] | None = None
    ) -> list[str]:
        """The ids of every record but confidential ones, near-duplicates included, best first."""
        ...

    @property
    def fingerprint(self) -> str:
        """What the ranking depends on: embedder and corpus digest. Kept in a draft's authorship."""
        ...


class Library(Protocol):
    """指标库: what a good form of a type has."""

    def types(self) -> Sequence[str]: ...

    def profile(self, project_type: str | None) -> TypeProfile:
        """The profile of a type; the general one for None or a type not known."""
        ...


class Records(Protocol):
    """Published projects by id, shipped and imported."""

    def record(self, record_id: str) -> Record | None: ...

    def all(self) -> Sequence[Record]: ...


class Intake(Protocol):
    """收录: what takes readings into the corpus, and brings the index up to date with it."""

    def proposed(self, reading: Reading, digest: str) -> list[Proposed]:
        """The records of a reading, each with the id it stands under where it is known already (shipped or imported)."""
        ...

    def enter(self, records: Sequence[Record], by: str, *, settle: bool = True) -> Entered:
        """Enter records once each, all or none; with `settle` the index is brought up to date."""
        ...

    def digests(self) -> frozenset[str]:
        """The digests of the files that were imported."""
        ...

    def withdraw(self, record_id: str) -> bool:
        """Take a mistaken import out again."""
        ...

    def settle(self) -> None:
        """Bring the index up to date with what was entered."""
        ...


class Checker(Protocol):
    """The organisation's own checker: its findings appear beside ours and gate acceptance the same way."""

    def check(self, draft: Draft) -> list[Finding]:
        """Findings of kind "external". A checker that fails or is silent for too long gives one error finding saying so."""
        ...


class Conversation(Protocol):
    """One chat model behind one door: messages in, text out."""

    @property
    def name(self) -> str: ...

    def ask(self, messages: Sequence[tuple[str, str]], schema: Mapping[str, object] | None = None) -> str:
        """The model's answer to [(role, text)], role one of system, human, ai. Raises ModelUnavailable."""
        ...
