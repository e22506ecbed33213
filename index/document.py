"""文献 (document): what the index knows of one record or library entry: its words in four fields of falling weight, and what filters ask for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property

from assistant.domain.form import Record

_GOODS_OF_A_GOAL = 600
"""Characters of indicator names that are read: beyond them a long table would drown the description."""


@dataclass(frozen=True)
class Document:
    """One thing to be found. `title` says most, `rows` (indicator names) least. `budget_wan` in 万元.

    A record makes one (`document_of`); any other text may be given as one, such as an entry of the indicator library.
    """

    id: str
    title: str
    body: str = ""
    goal: str = ""
    rows: str = ""
    organisation: str | None = None
    region: str | None = None
    kind: str | None = None
    year: int | None = None
    budget_wan: float | None = None
    project_type: str | None = None

    def fields(self) -> Iterator[tuple[str, float]]:
        """(text, weight) of each field that holds something."""
        for text, weight in ((self.title, 2.0), (self.body, 1.0), (self.goal, 0.5), (self.rows, 0.3)):
            if text:
                yield text, weight

    @property
    def text(self) -> str:
        """What an embedder is given: a line a field, the title first."""
        return "\n".join(text for text, _ in self.fields())

    @cached_property
    def digest(self) -> str:
        """Changes when anything the index reads of the document changes."""
        return hashlib.sha256(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:24]


def document_of(record: Record) -> Document:
    """The document of a published project. Confidential records must not come here (`retrieve` leaves them at the door)."""
    rows = "，".join(dict.fromkeys(row.name or row.target or "" for row in record.indicators))
    return Document(
        id=record.id,
        title=record.project,
        body=record.description or "",
        goal=record.objective or "",
        rows=rows[:_GOODS_OF_A_GOAL],
        organisation=record.organisation,
        region=record.region,
        kind=record.kind,
        year=record.fiscal_year,
        budget_wan=record.budget_wan,
        project_type=record.project_type,
    )
