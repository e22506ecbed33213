"""收录 (intake): answers `ports.Intake` — readings become records, records are entered once, the index learns of them.

The database is opened when something is imported, or when there is one; an office that never imports has none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.domain.form import Reading, Record
from assistant.domain.importing import Entered, Proposed
from corpus.harvest import records_of, sameness

if TYPE_CHECKING:
    from corpus.store import ImportedRecords  # sqlalchemy is not imported before something is


class CorpusIntake:
    """Over a store opened on demand.

    `store`: opens the imported records. `there`: is there a database yet? `shipped`: the records no import repeats. `learned`: called when the corpus changed.
    """

    def __init__(
        self, store: Callable[[], ImportedRecords], there: Callable[[], bool], shipped: Callable[[], Sequence[Record]], learned: Callable[[], object]
    ) -> None:
        self._store, self._there, self._shipped, self._learned = store, there, shipped, learned

    def all(self) -> Sequence[Record]:
        """Every imported record, by id; none where nothing was ever imported."""
        return self._store().all() if self._there() else ()

    def proposed(self, reading: Reading, digest: str) -> list[Proposed]:
        """The records of a reading; a second one of the same project in one file stands under the first."""
        known = {sameness(r): r.id for r in (*self._shipped(), *self.all())}
        out: list[Proposed] = []
        for record in records_of(reading, digest=digest):
            out.append(Proposed(record=record, known=known.get(sameness(record))))
            known.setdefault(sameness(record), record.id)
        return out

    def enter(self, records: Sequence[Record], by: str, *, settle: bool = True) -> Entered:
        """Enter what is new; what is shipped or imported already is named and left alone."""
        shipped = {sameness(r): r.id for r in self._shipped()}
        fresh = [r for r in records if sameness(r) not in shipped]
        entered = self._store().add(fresh, by)
        if settle and entered.added:
            self._learned()
        known = tuple((r.id, shipped[sameness(r)]) for r in records if sameness(r) in shipped)
        return entered.model_copy(update={"known": (*known, *entered.known)})

    def digests(self) -> frozenset[str]:
        return self._store().digests() if self._there() else frozenset()

    def withdraw(self, record_id: str) -> bool:
        gone = self._there() and self._store().withdraw(record_id)
        if gone:
            self._learned()
        return gone

    def settle(self) -> None:
        self._learned()
