"""收录 (importing): a published form on its way into the corpus — what a file would add, what was entered, what became of each file of a folder."""

from __future__ import annotations

from typing import Literal

from assistant.domain.form import Frozen, Reading, Record


class Proposed(Frozen):
    """A record a file would add; `known` is the id it stands under already, None where it is new."""

    record: Record
    known: str | None = None


class Entered(Frozen):
    """What an import did: ids entered, and for each record that was there already (its id, the id it stands under)."""

    added: tuple[str, ...] = ()
    known: tuple[tuple[str, str], ...] = ()


class OriginalCell(Frozen):
    """A cell of the original as it is shown beside the reading: text, place, how far it reaches, and which doubts point at it (by number)."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    line: int | None = None
    doubts: tuple[int, ...] = ()


class OriginalSheet(Frozen):
    """One table of the original."""

    name: str | None = None
    cells: tuple[OriginalCell, ...] = ()


class Sighting(Frozen):
    """What a person sees before accepting an import: the file's digest, what was read, what would be added, the original."""

    file: str
    digest: str
    reading: Reading
    proposed: tuple[Proposed, ...] = ()
    original: tuple[OriginalSheet, ...] = ()


FileOutcome = Literal["imported", "known", "to_check", "refused"]


class FileReport(Frozen):
    """What became of one file of a folder: entered, nothing new in it, left for a person to look at, or not readable."""

    file: str
    outcome: FileOutcome
    message: str
    added: tuple[str, ...] = ()
    doubts: int = 0
