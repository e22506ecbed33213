"""库存 (stock): brings the holdings of a folder into step with the documents, and makes shelves of them.

A document is known by its digest and by the words it was read with: only what differs is read and embedded. Documents not (or no longer
rightly) held are read in memory, so that a shelf can be had without writing; where that would mean asking a remote embedder, the shelf has no
vectors and says so.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.domain.failures import IndexUnavailable
from assistant.domain.form import Record
from index.document import Document
from index.embedding import Embedder, Vectors, unit
from index.holdings import Holding, Holdings, pack_rows
from index.manifest import Manifest
from index.shelf import Shelf, read_rows
from index.terms import Row
from index.thesaurus import thesaurus

Progress = Callable[[int, int], None]
_BATCH = 64
_READING = 2
"""Raise when `facets` or `lexical` read a text differently: what is held is then read again (its vectors stay)."""


@dataclass(frozen=True)
class Changes:
    """What a build has to do: documents to read (of these, those of `reread` keep their vectors), ids to drop."""

    new: Sequence[Document]
    reread: frozenset[str]
    gone: Sequence[str]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


class Stock:
    """The holdings of one folder for one embedder."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder, self._embedder = folder, embedder
        self.mark = hashlib.sha256(embedder.fingerprint.encode()).hexdigest()[:8]
        """Stands in the name of everything made with this embedder: two embedders never share a file."""
        self.path = folder / f"holdings-{self.mark}.db"
        self._holdings = Holdings(self.path)
        self.notes: list[str] = []

    @staticmethod
    def reading() -> str:
        return f"{_READING}-{thesaurus().digest}"

    def records(self, collection: str) -> list[Record]:
        """The records the folder was last completely built from; whatever its embedder was."""
        manifest = Manifest.of(self._folder)
        if manifest is None:
            raise IndexUnavailable(f"{self._folder} 里还没有索引。", "请先运行 jixiao index build。")
        return [Record.model_validate_json(h.source) for h in Holdings(self._folder / manifest.holdings).load(collection)]

    def changes(self, collection: str, documents: Sequence[Document]) -> Changes:
        """What differs between documents and holdings. Damaged holdings hold nothing."""
        held = self._held_digests(collection)
        reading = self.reading()
        new = [d for d in documents if held.get(d.id) != (d.digest, reading)]
        reread = frozenset(d.id for d in new if d.id in held and held[d.id][0] == d.digest)
        return Changes(new, reread, sorted(set(held) - {d.id for d in documents}))

    def held_ids(self, collection: str) -> list[str]:
        return sorted(self._held_digests(collection))

    def take_in(self, collection: str, changes: Changes, sources: Mapping[str, str], progress: Progress | None = None) -> int:
        """Reads and embeds what is new, a batch a transaction, so that a build cut short goes on where it was. Returns how many were embedded."""
        embedded = 0
        for at in range(0, max(len(changes.new), 1), _BATCH):
            batch = changes.new[at : at + _BATCH]
            kept = self._kept_vectors(collection, [d.id for d in batch if d.id in changes.reread])
            fresh = [d for d in batch if d.id not in kept]
            vectors = {**kept, **dict(zip((d.id for d in fresh), self._embed(fresh), strict=True))}
            embedded += len(fresh)
            holdings = [self._holding(d, sources[d.id], vectors[d.id]) for d in batch]
            if holdings or (at == 0 and changes.gone):
                self._holdings.put(collection, holdings, changes.gone if at == 0 else ())
            if progress and batch:
                progress(at + len(batch), len(changes.new))
        return embedded

    def vectors(self, collection: str, ids: Sequence[str]) -> Vectors:
        """The held vectors of ids, in their order."""
        held = dict(zip(*self._holdings.vectors(collection), strict=True))
        return np.stack([held[i] for i in ids]) if ids else np.empty((0, 0), np.float32)

    def shelf(self, collection: str, documents: Sequence[Document]) -> Shelf:
        """The documents as a shelf: what is held as it is held, the rest read in memory."""
        reading = self.reading()
        try:
            held = {h.id: h for h in self._holdings.load(collection)}
        except IndexUnavailable as problem:
            self._note(str(problem))
            held = {}
        good = {d.id: held[d.id] for d in documents if d.id in held and (held[d.id].digest, held[d.id].reading) == (d.digest, reading)}
        missing = [d for d in documents if d.id not in good]
        rows = {i: h.term_rows() for i, h in good.items()} | {d.id: read_rows(d) for d in missing}
        by_lane: dict[str, list[Row]] = {lane: [rows[d.id][lane] for d in documents] for lane in (rows[documents[0].id] if documents else ())}
        vectors = self._shelf_vectors(documents, good, missing)
        profile = "without_vectors" if vectors is None else "embedded" if self._embedder.fingerprint.startswith("embedded-") else "model"
        return Shelf(tuple(documents), by_lane, vectors, profile)

    def retire(self, manifest: Manifest) -> None:
        """Removes the files of embedders no longer in force, now that the manifest names the new ones."""
        for path in self._folder.glob("holdings-*.db*"):
            if not path.name.startswith(manifest.holdings):
                path.unlink(missing_ok=True)
        for path in self._folder.glob("chroma-*"):
            if f"-{self.mark}-" not in path.name:
                shutil.rmtree(path, ignore_errors=True)

    def mend(self) -> None:
        """Sets a damaged file of holdings aside, so that it is made anew from the records."""
        try:
            self._holdings.digests("")
        except IndexUnavailable as problem:
            self._note(f"{problem.message}已移到一旁，由项目记录重建。")
            for path in self._folder.glob(self.path.name + "*"):
                path.replace(path.with_name("damaged-" + path.name))

    # ---- inside

    def _shelf_vectors(self, documents: Sequence[Document], good: Mapping[str, Holding], missing: Sequence[Document]) -> Vectors | None:
        if missing and not self._embedder.local:
            self._note(f"{len(missing)} 个项目还没有向量，检索暂时只看字面和类别；请运行 jixiao index build。")
            return None
        fresh = dict(zip((d.id for d in missing), self._embed(missing), strict=True))
        if not documents:
            return None
        return np.stack([fresh[d.id] if d.id in fresh else np.frombuffer(good[d.id].vector, "<f4") for d in documents])

    def _embed(self, documents: Sequence[Document]) -> Vectors:
        if not documents:
            return np.empty((0, 0), np.float32)
        return unit(self._embedder.embed_documents([d.text for d in documents]))

    def _holding(self, document: Document, source: str, vector: Vectors) -> Holding:
        return Holding(document.id, document.digest, self.reading(), source, vector.astype("<f4").tobytes(), pack_rows(read_rows(document)))

    def _kept_vectors(self, collection: str, ids: Sequence[str]) -> dict[str, Vectors]:
        return dict(zip(ids, self.vectors(collection, ids), strict=True)) if ids else {}

    def _held_digests(self, collection: str) -> dict[str, tuple[str, str]]:
        try:
            return self._holdings.digests(collection)
        except IndexUnavailable as problem:
            self._note(str(problem))
            return {}

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)
