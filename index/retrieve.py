"""检索 (retrieve): the index as the assistant sees it. Answers `ports.Precedents`.

    records ──► Document ──► rows of terms, vector ──► Holdings (SQLite, one file an embedder) ──► Shelf in memory ──► scores, reasons
                                                                └──► Chroma: candidates among very many

Searching works at once and always: what is not held is read in memory, and no lock is needed. `build` writes, for which one process owns the
folder; until it is done the shelf of before answers. Confidential records are left at the door: none is read, held or shown.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from assistant.domain.failures import BadInput
from assistant.domain.form import Comparable, Record
from index import reasons
from index.chroma import ChromaCache
from index.document import Document, document_of
from index.embedding import EmbeddedEmbedder, Embedder, Vectors, unit
from index.facets import document_facets
from index.fuse import least_score
from index.manifest import Built, Manifest, Status, corpus_digest
from index.owner import Owner
from index.shelf import Asked, Shelf
from index.stock import Changes, Progress, Stock
from index.thesaurus import thesaurus

RECORDS, ENTRIES = COLLECTIONS = ("records", "library")


@dataclass(frozen=True)
class _State:
    """What searches look at: replaced whole, never changed."""

    records: Mapping[str, Record]
    shelves: Mapping[str, Shelf]


class Index:
    """The records of a corpus (and, where given, the entries of the indicator library), searchable by plain words.

    `records`: what is to be found; None takes what the folder holds. `folder`: where vectors and their cache lie, never the truth.
    `embedder`: the embedded one unless another is handed in. `chroma_url`: a Chroma server instead of the embedded store.
    """

    def __init__(
        self,
        records: Sequence[Record] | None,
        folder: Path,
        embedder: Embedder | None = None,
        *,
        entries: Sequence[Document] = (),
        chroma_url: str | None = None,
    ) -> None:
        self._folder = folder
        self._embedder: Embedder = embedder or EmbeddedEmbedder()
        self._stock = Stock(folder, self._embedder)
        self._caches = {name: ChromaCache(folder, name, self._stock.mark, self._stock.path, chroma_url) for name in COLLECTIONS}
        self._owner = Owner(folder)
        self._writing = threading.Lock()
        self._loading = threading.Lock()
        self._state: _State | None = None
        self._digested: tuple[dict[str, Record], str] | None = None
        self._entries = sorted(entries, key=lambda d: d.id)
        self._records = _admitted(self._stock.records(RECORDS) if records is None else records)

    # ---- searching

    def comparables(
        self,
        text: str,
        *,
        organisation: str | None = None,
        budget_wan: float | None = None,
        limit: int = 5,
        filters: Mapping[str, object] | None = None,
    ) -> list[Comparable]:
        """Published projects comparable to a description, best first, with why and where they differ. Empty where nothing is comparable."""
        state = self._ready()
        shelf = state.shelves[RECORDS]
        asked = self._asked(text, organisation, budget_wan, filters)
        least = least_score(thesaurus().understood(text))
        found = shelf.best(asked, limit, self._caches[RECORDS].near, shelf.columns.mask(filters))
        return [self._comparable(state.records[shelf.ids[i]], shelf.documents[i], score, asked, organisation) for i, score in found if score >= least]

    def ranking(
        self, text: str, *, organisation: str | None = None, budget_wan: float | None = None, filters: Mapping[str, object] | None = None
    ) -> list[str]:
        """The ids of all records the filters let through, best first: near-duplicates included, confidential ones never."""
        shelf = self._ready().shelves[RECORDS]
        places, _ = shelf.ranking(self._asked(text, organisation, budget_wan, filters), shelf.columns.mask(filters))
        return [shelf.ids[i] for i in places]

    def entries(self, text: str, limit: int = 5) -> list[tuple[str, float]]:
        """(id, score) of the library entries nearest to a text, best first."""
        shelf = self._ready().shelves[ENTRIES]
        return [(shelf.ids[i], score) for i, score in shelf.best(self._asked(text, None, None, None), limit, self._caches[ENTRIES].near)]

    def _asked(self, text: str, organisation: str | None, budget_wan: float | None, filters: Mapping[str, object] | None) -> Asked:
        if not text.strip():
            raise BadInput("没有说要找什么样的项目。", "请写一两句项目内容，例如：春节前走访慰问困难老人。", ["query"])
        searchable = self._ready().shelves[RECORDS].vectors is not None
        vector = unit([self._embedder.embed_query(text)])[0] if searchable else None
        wanted = (filters or {}).get("type")
        return Asked.of(text, organisation, budget_wan, str(wanted) if wanted else None, vector)

    def _comparable(self, record: Record, document: Document, score: float, asked: Asked, organisation: str | None) -> Comparable:
        found = document_facets(document)
        return Comparable(
            id=record.id,
            project=record.project,
            organisation=record.organisation,
            fiscal_year=record.fiscal_year,
            region=record.region,
            budget_wan=record.budget_wan,
            score=round(score, 4),
            why=reasons.why(asked.facets, found, bool(organisation) and organisation == record.organisation),
            differs=reasons.differs(asked.facets, found, document, record.truncated, len(record.indicators)),
            indicators=record.indicators,
            doubts=record.doubts,
        )

    # ---- what it stands on

    @property
    def fingerprint(self) -> str:
        """Embedder and corpus: equal fingerprints give equal rankings."""
        records = self._records
        digested = self._digested
        if digested is None or digested[0] is not records:  # every draft asks; ten thousand records take half a second
            digested = self._digested = (records, self._corpus(self._documents()))
        return f"{self._embedder.fingerprint}+{digested[1]}"

    def vectors(self) -> tuple[Vectors, list[str]]:
        """The held vectors of all records with their ids, by id: for measuring."""
        shelf = self._ready().shelves[RECORDS]
        return (np.empty((0, 0), np.float32) if shelf.vectors is None else shelf.vectors), shelf.ids

    def status(self) -> Status:
        """Counts, what is not yet held, health, and what had to be mended. Needs no lock and changes nothing."""
        documents = self._documents()
        changes = [self._stock.changes(name, documents[name]) for name in COLLECTIONS]
        behind = any(changes) or Manifest.of(self._folder) is None
        return Status(
            health="building" if self._writing.locked() else "missing" if not self._stock.path.is_file() else "stale" if behind else "ready",
            records=len(documents[RECORDS]),
            entries=len(documents[ENTRIES]),
            to_add=sum(len(c.new) for c in changes),
            to_remove=sum(len(c.gone) for c in changes),
            embedder=self._embedder.fingerprint,
            corpus=self._corpus(documents),
            fingerprint=self.fingerprint,
            vectors="chroma" if any(c.attached for c in self._caches.values()) else "memory",
            folder=str(self._folder),
            notes=self._notes(),
        )

    def _documents(self) -> dict[str, list[Document]]:
        return {RECORDS: [document_of(r) for r in self._records.values()], ENTRIES: self._entries}

    @staticmethod
    def _corpus(documents: Mapping[str, Sequence[Document]]) -> str:
        return corpus_digest({f"{name}/{d.id}": d.digest for name in COLLECTIONS for d in documents[name]})

    def _notes(self) -> tuple[str, ...]:
        return (*self._stock.notes, *(note for cache in self._caches.values() for note in cache.notes))

    def _ready(self) -> _State:
        state = self._state
        if state is None:
            with self._loading:
                state = self._state = self._state or self._read_state(self._documents())
        return state

    def _read_state(self, documents: Mapping[str, Sequence[Document]]) -> _State:
        return _State(dict(self._records), {name: self._stock.shelf(name, documents[name]) for name in COLLECTIONS})

    # ---- writing

    def own(self) -> None:
        """Takes the folder for this process until `close`, so that Chroma may stay open. IndexUnavailable where another has it."""
        self._owner.take()

    def close(self) -> None:
        """Lets go of Chroma and of the folder. Searching goes on, in memory."""
        with self._writing:
            self._let_go()
            self._owner.give_back()

    def update(self, records: Sequence[Record], progress: Progress | None = None) -> Built:
        """Takes these records instead of those of before and writes what changed; meanwhile the old ones are found."""
        self._ready()
        self._records = _admitted(records)
        return self.build(progress)

    def build(self, progress: Progress | None = None) -> Built:
        """Brings holdings, Chroma and the shelf into step with the records; only new or changed ones are read and embedded.

        `progress(done, total)` is called as documents are embedded. IndexUnavailable where another process owns the folder.
        """
        with self._writing, self._owned():
            self._stock.mend()
            documents = self._documents()
            changes = {name: self._stock.changes(name, documents[name]) for name in COLLECTIONS}
            embedded = sum(self._write(name, documents[name], changes[name], progress) for name in COLLECTIONS)
            manifest = Manifest(
                embedder=self._embedder.fingerprint,
                corpus=self._corpus(documents),
                records=len(documents[RECORDS]),
                entries=len(documents[ENTRIES]),
                holdings=self._stock.path.name,
            )
            manifest.write(self._folder)
            self._stock.retire(manifest)
            self._state = self._read_state(documents)
            added = sum(len(c.new) for c in changes.values())
            return Built(
                records=sum(map(len, documents.values())),
                added=added,
                removed=sum(len(c.gone) for c in changes.values()),
                kept=sum(map(len, documents.values())) - added,
                embedded=embedded,
                fingerprint=self.fingerprint,
                notes=self._notes(),
            )

    def _write(self, name: str, documents: Sequence[Document], changes: Changes, progress: Progress | None) -> int:
        """One collection: holdings first, for they are the truth of the two, then Chroma. Returns how many were embedded."""
        before = self._stock.held_ids(name)
        if not documents and not before:
            return 0
        cache = self._caches[name]
        changed = [d.id for d in changes.new if d.id not in changes.reread]
        usable = cache.open(before)
        if changes:
            cache.mark(changed)
        sources = {d.id: self._source(name, d) for d in changes.new}
        embedded = self._stock.take_in(name, changes, sources, progress)
        if usable and not changes:
            return embedded
        written = changed if usable else [d.id for d in documents]
        by_id = {d.id: d for d in documents}
        vectors, metadatas = self._stock.vectors(name, written), [_metadata(by_id[i]) for i in written]
        replaced = set(before) & set(changed)
        if not (usable and cache.change(written, vectors, metadatas, [*changes.gone, *sorted(replaced)])):
            everything = [d.id for d in documents]
            cache.fill(everything, self._stock.vectors(name, everything), [_metadata(d) for d in documents])
        return embedded

    def _source(self, name: str, document: Document) -> str:
        if name == RECORDS:
            return self._records[document.id].model_dump_json()
        return json.dumps(asdict(document), ensure_ascii=False)

    @contextmanager
    def _owned(self) -> Iterator[None]:
        """The folder is this process's while it writes; if it was not before, it is given back with Chroma closed."""
        if self._owner.holds:
            yield
            return
        self._owner.take()
        try:
            yield
        finally:
            self._let_go()
            self._owner.give_back()

    def _let_go(self) -> None:
        for cache in self._caches.values():
            cache.close()


def _admitted(records: Sequence[Record]) -> dict[str, Record]:
    """By id, in order of id; confidential ones left at the door."""
    return {r.id: r for r in sorted(records, key=lambda r: r.id) if not r.confidential}


def _metadata(document: Document) -> dict[str, str | int | float | bool]:
    """What other readers of the store may filter by; the digest is always there, since Chroma refuses empty metadata."""
    values = {
        "region": document.region,
        "kind": document.kind,
        "year": document.year,
        "type": document.project_type,
        "organisation": document.organisation,
        "budget_wan": document.budget_wan,
    }
    return {"digest": document.digest, **{k: v for k, v in values.items() if v is not None}}
