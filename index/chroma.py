"""向量库 (chroma): an embedded Chroma, or a Chroma server by URL, as a cache of the vectors held elsewhere (`holdings`).

Chroma loses vectors when it is killed at the wrong moment or shared between processes, and then still counts right. So it is never believed:
a marker lies beside it while it is written; whatever is found marked, miscounted or unreadable is probed in a process of its own, which
may hang or die; what is sick is set aside and filled again from the held vectors. It only proposes candidates, which are scored elsewhere.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from assistant.domain.failures import IndexUnavailable
from index.embedding import Vectors
from index.holdings import Holdings

DISTANCE = 1e-4
"""A vector must find one this near to itself; not itself by id, for copied forms are normal and equally near (cosine distance)."""

_BATCH = 1000
_GRAPH = {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}
"""Twice Chroma's own effort: among many near-copies, which published forms are, its default graph loses sight of single vectors."""

_GLANCE = 8
_EVERY_UP_TO = 2000
_PROBE_SECONDS = 60.0
Progress = Callable[[int, int], None]
Metadata = Mapping[str, "str | int | float | bool"]


class ChromaCache:
    """One collection in a Chroma of its own under the index folder, or, with `url`, on a server.

    `name`: what is kept (records, library); `mark`: of the embedder whose vectors they are; `holdings`: the file that truly has them. Only the
    owner of the folder may open one (`owner`). A method that finds Chroma broken says so by returning False or None and adds a sentence to
    `notes`: a cache that fails is no failure.
    """

    def __init__(self, folder: Path, name: str, mark: str, holdings: Path, url: str | None = None) -> None:
        self._folder, self._name, self._mark_of, self._holdings, self._url = folder, name, mark, holdings, url
        self._marker = folder / f"writing-{name}.json"
        self._client: Any = None
        self._collection: Any = None
        self.notes: list[str] = []

    # ---- asking

    def near(self, vector: Vectors, count: int) -> list[str] | None:
        """Ids of about the `count` nearest; None where Chroma cannot say."""
        if self._collection is None:
            return None
        try:
            found = self._collection.query(query_embeddings=[vector.tolist()], n_results=count, include=[])
        except Exception as problem:  # Chroma raises whatever its storage raises; the search goes on without it.
            self._doubt(f"向量库查询失败（{type(problem).__name__}），已改为在内存中精确检索，下次启动时检查。")
            return None
        return list(found["ids"][0])

    # ---- keeping in step

    def open(self, ids: Sequence[str]) -> bool:
        """Opens what is there and trusts it only if it holds exactly `ids` and is healthy. False: it must be filled again."""
        if self.attached:
            return True
        suspects = self._marked()
        if self._url is None and not self._place().is_dir():
            return False
        if suspects is not None and not self._probe(suspects):
            return False
        try:
            self._connect()
            if self._collection.count() != len(ids):
                self._doubt("向量库的条数与馆藏不符，已由馆藏重建。")
            elif self._lost(ids):
                self._doubt("向量库丢失了向量，已由馆藏重建。")
        except Exception as problem:  # whatever goes wrong on opening means the same: set aside
            self._doubt(f"向量库打不开（{type(problem).__name__}），已由馆藏重建。")
        return self.attached

    def mark(self, ids: Sequence[str]) -> None:
        """Says on disk that these are being written: whoever opens the folder after a kill probes them first."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._marker.write_text(json.dumps(list(ids), ensure_ascii=False), encoding="utf-8")

    def clean(self) -> None:
        """Says on disk that all is written."""
        self._marker.unlink(missing_ok=True)

    def fill(self, ids: Sequence[str], vectors: Vectors, metadatas: Sequence[Metadata], progress: Progress | None = None) -> bool:
        """Starts afresh, the old one set aside, and takes all vectors in. False where Chroma cannot be written."""
        self.close()
        self.mark(ids)
        place = self._set_aside()
        try:
            self._client, self._collection = connect(place, self._collection_name, self._url, afresh=True)
            self._add(ids, vectors, metadatas, progress)
            self._reach(ids)
        except Exception as problem:  # whatever Chroma raises: searching goes on without it
            return self._doubt(f"向量库写不进去（{type(problem).__name__}：{str(problem)[:80]}），检索改在内存中进行。")
        self.clean()
        return True

    def change(self, ids: Sequence[str], vectors: Vectors, metadatas: Sequence[Metadata], out: Sequence[str]) -> bool:
        """Takes out those gone or replaced, then in those new or changed. The caller has said so (`mark`) before it changed the holdings."""
        try:
            # An id that exists would be ignored by add, and upsert keeps old metadata: so replaced ones go out first.
            for at in range(0, len(out), _BATCH):
                self._collection.delete(ids=list(out[at : at + _BATCH]))
            self._add(ids, vectors, metadatas, None)
            if out and not self._reach(self.held()):
                return self._doubt("向量库删改以后有向量找不到了，已由馆藏重建。")
        except Exception as problem:  # as above
            return self._doubt(f"向量库写不进去（{type(problem).__name__}），检索改在内存中进行，下次启动时重建。")
        self.clean()
        return True

    def held(self) -> list[str]:
        """The ids that are held, which are the ids Chroma should have."""
        return Holdings(self._holdings).vectors(self._name)[0]

    @property
    def attached(self) -> bool:
        return self._collection is not None

    def close(self) -> None:
        self._collection = None
        client, self._client = self._client, None
        if client is not None:
            client.close()

    # ---- inside

    @property
    def _collection_name(self) -> str:
        return f"{self._name}-{self._mark_of}"

    def _place(self, later: int = 0) -> Path:
        """The folder in use: the last of its numbered row, or the one `later` steps after it. A set-aside name is never used again."""
        stem = f"chroma-{self._name}-{self._mark_of}-"
        numbers = [int(p.name.removeprefix(stem)) for p in self._folder.glob(stem + "*") if p.name.removeprefix(stem).isdigit()]
        return self._folder / f"{stem}{max(numbers, default=1) + later}"

    def _connect(self) -> None:
        self._client, self._collection = connect(self._place(), self._collection_name, self._url)

    def _add(self, ids: Sequence[str], vectors: Vectors, metadatas: Sequence[Metadata], progress: Progress | None) -> None:
        for at in range(0, len(ids), _BATCH):
            part = slice(at, at + _BATCH)
            self._collection.add(ids=list(ids[part]), embeddings=vectors[part], metadatas=[dict(m) for m in metadatas[part]])
            if progress:
                progress(min(at + _BATCH, len(ids)), len(ids))

    def _lost(self, ids: Sequence[str], many: int = _GLANCE) -> list[str]:
        """Of some vectors, evenly spread, those that do not find themselves: a few are cheap enough for every opening."""
        if not ids:
            return []
        few = {ids[i] for i in np.linspace(0, len(ids) - 1, min(many, len(ids)), dtype=int)}
        held = zip(*Holdings(self._holdings).vectors(self._name), strict=True)
        return missing(self._collection, {i: v for i, v in held if i in few})

    def _reach(self, ids: Sequence[str]) -> bool:
        """Whether all vectors (of a large collection: many) are within reach of Chroma's graph; those that are not are put in once more.

        A graph can lose sight of a vector among near-copies, or when others are taken out, though nothing was killed and the count is right.
        """
        lost = self._lost(ids, _EVERY_UP_TO)
        if not lost:
            return True
        kept = self._collection.get(ids=lost, include=["embeddings", "metadatas"])
        self._collection.delete(ids=lost)
        self._collection.add(ids=kept["ids"], embeddings=kept["embeddings"], metadatas=kept["metadatas"])
        return not self._lost(ids, _EVERY_UP_TO)

    def _probe(self, suspects: Sequence[str]) -> bool:
        """Asks a process of its own whether the store is whole: a torn one may hang for ever or bring its process down."""
        command = [sys.executable, "-m", "index.probe", self._url or str(self._place()), self._collection_name, str(self._holdings), self._name]
        paths = [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in paths if p)}
        try:
            answer = subprocess.run(
                command, input=json.dumps(list(suspects)), capture_output=True, text=True, encoding="utf-8", timeout=_PROBE_SECONDS, env=environment
            )
        except subprocess.TimeoutExpired:
            return self._doubt("上次写入没有完成，检查向量库时没有回应，已由馆藏重建。")
        if answer.returncode:
            return self._doubt("上次写入没有完成，检查发现向量库不完整，已由馆藏重建。")
        self.notes.append("上次写入没有完成；已检查，向量库完好。")
        self.clean()
        return True

    def _doubt(self, note: str) -> bool:
        """Says what is wrong, leaves the marker for the next start, and lets go of the store. Always False."""
        self.notes.append(note)
        self.close()
        if self._marked() is None:
            self.mark([])
        return False

    def _set_aside(self) -> Path:
        """Moves the folder in use away, keeping the last one for who wants to look; returns the place of the next."""
        old, new = self._place(), self._place(later=1)
        if self._url is not None or not old.is_dir():
            return old
        aside = self._folder / f"set-aside-{self._name}"
        shutil.rmtree(aside, ignore_errors=True)
        # Where it cannot be moved (a file still open on Windows) it is removed as far as that goes; its name is not used again.
        try:
            old.rename(aside)
        except OSError:
            shutil.rmtree(old, ignore_errors=True)
        return new

    def _marked(self) -> list[str] | None:
        if not self._marker.is_file():
            return None
        try:
            return [str(i) for i in json.loads(self._marker.read_text(encoding="utf-8"))]
        except (OSError, ValueError):
            return []


def connect(path: Path, collection: str, url: str | None, afresh: bool = False) -> tuple[Any, Any]:
    """(client, collection). Telemetry is off and no embedding function is set: vectors come from here, none is ever made there."""
    # chromadb takes 0.6 s to import, and the page and most commands need none of it.
    import chromadb
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    if url is None:
        client = chromadb.PersistentClient(path=str(path), settings=quiet)
    else:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise IndexUnavailable(f"向量库地址“{url}”不成样子。", "请把 JIXIAO_CHROMA_URL 写成 http://主机:端口，或者去掉它改用内置的。")
        client = chromadb.HttpClient(
            host=parts.hostname, port=parts.port or (443 if parts.scheme == "https" else 80), ssl=parts.scheme == "https", settings=quiet
        )
    if afresh and collection in {c.name for c in client.list_collections()}:
        client.delete_collection(collection)
    return client, client.get_or_create_collection(collection, embedding_function=None, configuration={"hnsw": _GRAPH})


def missing(collection: Any, vectors: Mapping[str, Vectors]) -> list[str]:
    """Ids whose vector does not find one within `DISTANCE` of itself, or is stored otherwise than held."""
    if not vectors:
        return []
    ids = list(vectors)
    lost = []
    for at in range(0, len(ids), 100):
        part = ids[at : at + 100]
        found = collection.query(query_embeddings=[vectors[i].tolist() for i in part], n_results=1, include=["distances"])
        lost += [i for i, distances in zip(part, found["distances"], strict=True) if not distances or distances[0] > DISTANCE]
    return lost
