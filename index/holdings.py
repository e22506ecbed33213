"""馆藏 (holdings): what the index keeps of each document: its source, its digest, its vector, its rows of terms.

One SQLite file per embedder, so vectors of two embedders never meet. It may be read while another process writes it, and everything that is
faster to search (Chroma, the tables in memory) is made from it without asking an embedder again. It is itself made from the records.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.domain.failures import IndexUnavailable
from index.embedding import Vectors
from index.terms import Row

_SCHEMA = """
CREATE TABLE IF NOT EXISTS holding (
    collection TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, reading TEXT NOT NULL,
    source TEXT NOT NULL, vector BLOB NOT NULL, rows BLOB NOT NULL, PRIMARY KEY (collection, id)
) WITHOUT ROWID
"""


@dataclass(frozen=True)
class Holding:
    """What is kept of one document. `digest`: of what was read; `reading`: of the words it was read with; `source`: the record or document as JSON."""

    id: str
    digest: str
    reading: str
    source: str
    vector: bytes
    rows: bytes

    def term_rows(self) -> dict[str, Row]:
        head, _, body = self.rows.partition(b"\n")
        rows, at = {}, 0
        for lane, length in json.loads(head).items():
            rows[lane] = Row.of_blob(body[at : at + length])
            at += length
        return rows


def pack_rows(rows: dict[str, Row]) -> bytes:
    """Rows by lane as bytes: their lengths in a line of JSON, then the rows."""
    blobs = {lane: row.blob() for lane, row in sorted(rows.items())}
    return json.dumps({lane: len(blob) for lane, blob in blobs.items()}).encode() + b"\n" + b"".join(blobs.values())


class Holdings:
    """One file of holdings. Reading opens it read-only; a file that is missing holds nothing; one that is no database raises IndexUnavailable."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def digests(self, collection: str) -> dict[str, tuple[str, str]]:
        """(digest, reading) by id."""
        return {row[0]: (row[1], row[2]) for row in self._read("SELECT id, digest, reading FROM holding WHERE collection = ?", collection)}

    def load(self, collection: str) -> list[Holding]:
        """All holdings of a collection, by id."""
        query = "SELECT id, digest, reading, source, vector, rows FROM holding WHERE collection = ? ORDER BY id"
        return [Holding(*row) for row in self._read(query, collection)]

    def vectors(self, collection: str) -> tuple[list[str], Vectors]:
        """Ids and vectors of a collection, by id."""
        rows = self._read("SELECT id, vector FROM holding WHERE collection = ? ORDER BY id", collection)
        if not rows:
            return [], np.empty((0, 0), np.float32)
        return [row[0] for row in rows], np.stack([np.frombuffer(row[1], "<f4") for row in rows])

    def put(self, collection: str, holdings: Iterable[Holding], gone: Sequence[str] = ()) -> None:
        """Adds or replaces holdings and drops those gone, in one transaction: after a kill either all of it is there or none."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=30)) as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute(_SCHEMA)
            with db:
                db.executemany("DELETE FROM holding WHERE collection = ? AND id = ?", [(collection, i) for i in gone])
                db.executemany(
                    "INSERT OR REPLACE INTO holding VALUES (?, ?, ?, ?, ?, ?, ?)",
                    [(collection, h.id, h.digest, h.reading, h.source, h.vector, h.rows) for h in holdings],
                )

    def _read(self, query: str, collection: str) -> list[tuple]:  # type: ignore[type-arg]
        if not self.path.is_file():
            return []
        try:
            with closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)) as db:
                return db.execute(query, (collection,)).fetchall()
        except sqlite3.OperationalError as problem:
            if "no such table" in str(problem):
                return []
            raise _damaged(self.path) from problem
        except sqlite3.DatabaseError as problem:
            raise _damaged(self.path) from problem


def _damaged(path: Path) -> IndexUnavailable:
    return IndexUnavailable(f"索引文件 {path.name} 已损坏，读不出来。", "请运行 jixiao index build，索引会由项目记录重建。")
