"""Chroma as a cache that is never believed: the same tests on the embedded one and on a server."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.domain.failures import IndexUnavailable
from assistant.domain.form import Record
from index.chroma import ChromaCache, connect, missing
from index.holdings import Holdings
from index.retrieve import Index


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Chroma server on a free port of loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = Path(sys.executable).with_name("chroma")
    if not command.is_file():
        pytest.skip("the chroma command is not installed beside this Python")
    where = tmp_path_factory.mktemp("server")
    running = subprocess.Popen(
        [command, "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(where)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
            break
        except OSError:
            time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    running.terminate()
    running.wait(timeout=10)


@pytest.fixture(params=["embedded", "server"])
def url(request: pytest.FixtureRequest) -> str | None:
    return None if request.param == "embedded" else str(request.getfixturevalue("server"))


@pytest.fixture()
def index(own: list[Record], tmp_path: Path, url: str | None) -> Iterator[Index]:
    made = Index(own, tmp_path, chroma_url=url)
    made.own()
    made.build()
    yield made
    made.close()


def test_every_record_is_found_by_its_own_vector(index: Index, tmp_path: Path, url: str | None) -> None:
    assert index.status().vectors == "chroma"
    ids, vectors = Holdings(next(tmp_path.glob("holdings-*.db"))).vectors("records")
    cache = index._caches["records"]
    assert missing(cache._collection, dict(zip(ids, vectors, strict=True))) == []
    assert set(cache.near(vectors[0], 100) or ()) == set(ids)


def test_duplicates_are_as_near_as_the_original(own: list[Record], tmp_path: Path, url: str | None) -> None:
    copies = [*own, *(r.model_copy(update={"id": r.id + "-copy"}) for r in own)]
    made = Index(copies, tmp_path, chroma_url=url)
    made.own()
    made.build()
    made.close()
    again = Index(copies, tmp_path, chroma_url=url)
    again.own()
    assert again.build().notes == (), "a copy that answers for its original is no sign of damage"
    assert again.ranking("买电脑")[:2] == ["o2", "o2-copy"]
    again.close()


def test_vectors_that_are_gone_are_noticed_and_filled_again(index: Index, own: list[Record], tmp_path: Path, url: str | None) -> None:
    index._caches["records"]._collection.delete(ids=["o3"])
    index.close()
    again = Index(own, tmp_path, chroma_url=url)
    again.own()
    built = again.build()
    assert built.embedded == 0, "the vectors are held elsewhere"
    assert any("重建" in note for note in built.notes)
    assert again._caches["records"]._collection.count() == len(own)
    again.close()


def test_vectors_that_are_others_are_noticed_and_filled_again(index: Index, own: list[Record], tmp_path: Path, url: str | None) -> None:
    index._caches["records"]._collection.update(ids=["o1", "o3"], embeddings=np.eye(2, 512, dtype=np.float32))
    index.close()
    again = Index(own, tmp_path, chroma_url=url)
    again.own()
    assert any("丢失" in note for note in again.build().notes)
    assert any(path.name.startswith("set-aside") for path in tmp_path.iterdir()) or url
    again.close()


def test_a_store_left_in_the_middle_of_writing_is_probed(index: Index, own: list[Record], tmp_path: Path, url: str | None) -> None:
    cache = index._caches["records"]
    cache.mark(["o1"])
    index.close()
    whole = Index(own, tmp_path, chroma_url=url)
    whole.own()
    assert any("完好" in note for note in whole.build().notes)
    whole._caches["records"]._collection.delete(ids=["o1"])
    whole._caches["records"].mark(["o1"])
    whole.close()
    torn = Index(own, tmp_path, chroma_url=url)
    torn.own()
    assert any("不完整" in note for note in torn.build().notes)
    assert torn.status().vectors == "chroma"
    torn.close()


def test_a_cache_that_fails_while_asked_is_a_note_and_not_a_failure(index: Index, own: list[Record], tmp_path: Path) -> None:
    expected = [c.id for c in index.comparables("买电脑", limit=6)]

    class Broken:
        def query(self, **_: object) -> None:
            raise RuntimeError("Error finding id")

    index._caches["records"]._collection = Broken()
    assert [c.id for c in index.comparables("买电脑", limit=6)] == expected
    assert index.status().vectors == "memory"
    assert any("精确检索" in note for note in index.status().notes)


@pytest.mark.parametrize("damage", ["truncate", "remove"])
def test_damaged_files_of_the_embedded_store_are_survived(own: list[Record], tmp_path: Path, damage: str) -> None:
    Index(own, tmp_path).build()
    for path in list(tmp_path.glob("chroma-records-*/**/*")):
        if path.is_file() and damage == "truncate":
            path.write_bytes(path.read_bytes()[:100])
        elif path.is_dir() and damage == "remove":
            shutil.rmtree(path)
    (tmp_path / "writing-records.json").write_text("not json", encoding="utf-8")
    again = Index(own, tmp_path)
    again.own()
    built = again.build()
    assert built.embedded == 0
    assert again.status().vectors == "chroma"
    assert again.ranking("买电脑")[0] == "o2"
    again.close()


def test_an_address_that_is_none_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable, match="JIXIAO_CHROMA_URL"):
        connect(tmp_path, "x", "localhost:8000")


def test_a_server_that_is_away_leaves_the_search_in_memory(own: list[Record], tmp_path: Path) -> None:
    index = Index(own, tmp_path, chroma_url="http://127.0.0.1:9")
    built = index.build()
    assert built.records == len(own)
    assert any("内存" in note for note in built.notes)
    assert index.ranking("买电脑")[0] == "o2"


def test_an_unopened_cache_says_that_it_cannot_say(tmp_path: Path) -> None:
    cache = ChromaCache(tmp_path, "records", "00000000", tmp_path / "none.db")
    assert cache.near(np.zeros(4, np.float32), 3) is None
