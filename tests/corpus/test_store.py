"""Imported records: entered once, there after a restart, beside the shipped ones and never instead of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from assistant.domain.failures import IndexUnavailable
from assistant.domain.form import Provenance, Record, RecordIndicator
from assistant.ledger.store import Ledger
from corpus.records import Corpus
from corpus.store import ImportedRecords, imported, metadata

BRIDGE = Record(
    id="r1-p1",
    source="桥.xlsx",
    organisation="石桥县交通运输局",
    fiscal_year=2024,
    project="危桥加固",
    budget_wan=88,
    indicators=(RecordIndicator(level2="数量指标", name="加固桥梁座数", target="≥3座"),),
    provenance=Provenance(source="桥.xlsx", digest="sha256:ab"),
)
ROAD = BRIDGE.model_copy(update={"id": "r1-p2", "project": "村道硬化", "budget_wan": 120.5})


@pytest.fixture()
def url(tmp_path: Path) -> str:
    return f"sqlite:///{(tmp_path / 'data' / 'ledger.db').as_posix()}"


def test_what_is_entered_is_there_after_a_restart(url: str, clock: Callable[[], str]) -> None:
    first = ImportedRecords(url, clock)
    assert first.add([BRIDGE, ROAD], by="李霞").added == ("r1-p1", "r1-p2")
    first.close()
    again = ImportedRecords(url, clock).all()
    assert [r.id for r in again] == ["r1-p1", "r1-p2"]
    assert again[0].indicators == BRIDGE.indicators
    assert again[0].provenance is not None
    assert again[0].provenance.imported_at == "2025-03-01T08:00:00+00:00"


def test_the_same_project_is_entered_once_whatever_file_it_comes_from(url: str, clock: Callable[[], str]) -> None:
    store = ImportedRecords(url, clock)
    store.add([BRIDGE], by="李霞")
    outcome = store.add([BRIDGE.model_copy(update={"id": "r9-p4", "source": "桥.pdf"}), ROAD], by="王强")
    assert outcome.added == ("r1-p2",)
    assert outcome.known == (("r9-p4", "r1-p1"),)


def test_an_id_that_another_project_has_gets_a_suffix(url: str, clock: Callable[[], str]) -> None:
    store = ImportedRecords(url, clock)
    store.add([BRIDGE], by="李霞")
    assert store.add([ROAD.model_copy(update={"id": "r1-p1"})], by="李霞").added == ("r1-p1~2",)


def test_an_import_is_whole_or_not_at_all(url: str, clock: Callable[[], str]) -> None:
    store = ImportedRecords(url, clock)
    with pytest.raises(ValueError, match="Out of range"):
        store.add([BRIDGE, ROAD.model_copy(update={"budget_wan": float("nan")})], by="李霞")
    assert store.all() == []


def test_a_mistaken_import_is_taken_out(url: str, clock: Callable[[], str]) -> None:
    store = ImportedRecords(url, clock)
    store.add([BRIDGE], by="李霞")
    assert store.withdraw("r1-p1")
    assert not store.withdraw("r1-p1")
    assert store.all() == []


def test_a_file_imported_before_is_known_by_its_digest(url: str, clock: Callable[[], str]) -> None:
    store = ImportedRecords(url, clock)
    store.add([BRIDGE], by="李霞")
    assert store.holds("sha256:ab")
    assert not store.holds("sha256:cd")


def test_imported_records_stand_behind_the_shipped_ones(url: str, clock: Callable[[], str]) -> None:
    store = ImportedRecords(url, clock)
    shipped = Corpus()
    corpus = Corpus(imported=store)
    assert corpus.digest() == shipped.digest()
    store.add([BRIDGE, BRIDGE.model_copy(update={"id": "seed3-p1", "project": "冒名的"})], by="李霞")
    assert len(corpus.all()) == len(shipped.all()) + 1
    assert corpus.record("r1-p1") is not None
    assert corpus.record("seed3-p1") == shipped.record("seed3-p1")
    assert corpus.digest() != shipped.digest()


def test_it_shares_a_database_with_the_ledger(url: str, clock: Callable[[], str]) -> None:
    ledger = Ledger(url, clock)
    store = ImportedRecords(url, clock)
    store.add([BRIDGE], by="李霞")
    assert ledger.verify().broken is None
    assert Ledger(url, clock).dossiers() == []


def test_the_steps_make_the_schema_the_code_expects(url: str, clock: Callable[[], str], tmp_path: Path) -> None:
    ImportedRecords(url, clock).close()
    declared = sa.create_engine("sqlite://")
    metadata.create_all(declared)
    made = sa.inspect(sa.create_engine(url)).get_columns(imported.name)
    wanted = sa.inspect(declared).get_columns(imported.name)
    assert [(c["name"], str(c["type"]), c["nullable"]) for c in made] == [(c["name"], str(c["type"]), c["nullable"]) for c in wanted]


def test_a_database_of_a_newer_program_is_left_alone(url: str, clock: Callable[[], str], tmp_path: Path) -> None:
    ImportedRecords(url, clock).close()
    with sqlite3.connect(tmp_path / "data" / "ledger.db") as database:
        database.execute("update corpus_version set version_num = '9999'")
    with pytest.raises(IndexUnavailable, match="更新版本"):
        ImportedRecords(url, clock)


def test_a_file_that_is_no_database_is_said_plainly(tmp_path: Path, clock: Callable[[], str]) -> None:
    (tmp_path / "x.db").write_text("这不是数据库" * 100, encoding="utf-8")
    with pytest.raises(IndexUnavailable, match="用不了") as caught:
        ImportedRecords(f"sqlite:///{(tmp_path / 'x.db').as_posix()}", clock)
    assert "JIXIAO_DATABASE_URL" in caught.value.remedy
