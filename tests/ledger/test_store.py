"""The same ledger on SQLite and on a real PostgreSQL: entered once, never changed in silence, whole from however many processes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from assistant.domain.event import GENESIS
from assistant.domain.failures import LedgerBroken, StaleDraft
from assistant.ledger.chain import Deed
from assistant.ledger.store import Ledger

DEED = Deed(by="李霞", kind="edited", content={"说": "把培训人次改成300"})
POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if Path("/usr/lib/postgresql").is_dir() else []


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A private PostgreSQL cluster on a free loopback port, gone afterwards."""
    if not POSTGRES:
        pytest.skip("no PostgreSQL server is installed")
    if os.geteuid() == 0 and not shutil.which("runuser"):
        pytest.skip("PostgreSQL does not run as root and there is no runuser")
    home = Path("/tmp") / f"jixiao-pg-{os.getpid()}"
    home.mkdir()
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(home, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(tool: str, *words: str) -> None:
        subprocess.run([*as_user, str(POSTGRES[-1] / tool), *words], check=True, stdout=subprocess.DEVNULL, cwd="/")

    try:
        run("initdb", "-D", f"{home}/data", "-A", "trust", "-U", "jixiao", "-E", "UTF8", "--no-sync")
        run(
            "pg_ctl",
            "-D",
            f"{home}/data",
            "-w",
            "-l",
            f"{home}/log",
            "-o",
            f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off",
            "start",
        )
        try:
            yield f"postgresql://jixiao@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", f"{home}/data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / '台账' / 'ledger.db'}"
    address: str = request.getfixturevalue("postgres")
    engine = sa.create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("drop table if exists events, ledger_version")
    engine.dispose()
    return address


def test_what_is_entered_is_read_back_in_order(url: str, clock: Callable[[], str]) -> None:
    ledger = Ledger(url, clock)
    ledger.append("甲", 0, [DEED, DEED])
    ledger.append("乙", 0, [DEED])
    ledger.append("甲", 2, [Deed(by="王强", kind="accepted", content={"form": {"objective": "目标“一”"}})])
    events = ledger.events("甲")
    assert [e.seq for e in events] == [1, 2, 3]
    assert events[2].by == "王强"
    assert events[2].content() == {"form": {"objective": "目标“一”"}}
    assert ledger.dossiers() == ["甲", "乙"]
    assert ledger.head() == events[2].hash
    assert ledger.event(events[1].hash) == events[1]
    assert ledger.verify().whole
    assert ledger.verify().events == 4


def test_one_chain_runs_over_all_dossiers(url: str, clock: Callable[[], str]) -> None:
    ledger = Ledger(url, clock)
    first = ledger.append("甲", 0, [DEED])[0]
    second = ledger.append("乙", 0, [DEED])[0]
    assert first.parent == GENESIS
    assert second.parent == first.hash


def test_a_deed_on_a_state_already_left_behind_is_stale(url: str, clock: Callable[[], str]) -> None:
    ledger = Ledger(url, clock)
    ledger.append("甲", 0, [DEED, DEED])
    for old in (0, 1, 5):
        with pytest.raises(StaleDraft, match="第 2 步"):
            ledger.append("甲", old, [DEED])
    assert len(ledger.events("甲")) == 2


def test_deeds_are_entered_all_or_none(url: str) -> None:
    times = iter(["2025-03-01T08:00:00+00:00"])
    ledger = Ledger(url, lambda: next(times))
    with pytest.raises(StopIteration):
        ledger.append("甲", 0, [DEED, DEED])
    assert ledger.events("甲") == []


def test_a_reopened_ledger_goes_on_where_it_stood(url: str, clock: Callable[[], str]) -> None:
    Ledger(url, clock).append("甲", 0, [DEED])
    again = Ledger(url, clock)
    again.append("甲", 1, [DEED])
    assert again.verify().events == 2


_ENTER = """
import sys
from assistant.domain.failures import StaleDraft
from assistant.ledger.chain import Deed
from assistant.ledger.store import Ledger
url, name, dossier = sys.argv[1:]
ledger = Ledger(url, lambda: "2025-03-01T08:00:00+00:00")
done = 0
while done < 15:
    try:
        ledger.append(dossier, len(ledger.events(dossier)), [Deed(by=name, kind="edited", content={"n": done})])
        done += 1
    except StaleDraft:
        continue  # someone else was first: look again
"""


@pytest.mark.parametrize("shared_dossier", [False, True], ids=["each its own dossier", "all on one dossier"])
def test_several_processes_keep_one_whole_chain(url: str, clock: Callable[[], str], shared_dossier: bool) -> None:
    workers = [subprocess.Popen([sys.executable, "-c", _ENTER, url, f"人{k}", "共用" if shared_dossier else f"档{k}"]) for k in range(3)]
    assert [worker.wait(60) for worker in workers] == [0, 0, 0]
    examined = Ledger(url, clock).verify()
    assert examined.whole, examined.broken
    assert examined.events == 45


def _tampered(url: str, clock: Callable[[], str], sql: str) -> Ledger:
    ledger = Ledger(url, clock)
    for k in range(5):
        ledger.append("甲", k, [DEED])
    engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql(sql)
    engine.dispose()
    return ledger


def test_an_edited_body_is_named(url: str, clock: Callable[[], str]) -> None:
    broken = _tampered(url, clock, 'update events set body = \'{"说":"把培训人次改成30"}\' where seq = 3').verify().broken
    assert broken is not None
    assert (broken.dossier, broken.seq) == ("甲", 3)
    assert "改动" in broken.why


def test_an_event_deleted_from_the_middle_is_named(url: str, clock: Callable[[], str]) -> None:
    broken = _tampered(url, clock, "delete from events where seq = 2").verify().broken
    assert broken is not None
    assert broken.seq == 3


def test_a_cut_tail_shows_only_against_a_head_hash_carried_outside(url: str, clock: Callable[[], str]) -> None:
    ledger = Ledger(url, clock)
    for k in range(5):
        ledger.append("甲", k, [DEED])
    exported = ledger.head()
    engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("delete from events where seq >= 4")
    engine.dispose()
    assert ledger.verify().whole
    assert not ledger.verify(exported).whole


_ACCEPT_AND_HANG = """
import sys, time
from assistant.ledger.chain import Deed
from assistant.ledger.store import Ledger
ledger = Ledger(sys.argv[1], lambda: "2025-03-01T08:00:00+00:00")
ledger.append("甲", 0, [Deed(by="李霞", kind="accepted", content={"form": {}})])
print("accepted", flush=True)
time.sleep(60)
"""


def test_an_acceptance_outlives_a_killed_process(url: str, clock: Callable[[], str]) -> None:
    with subprocess.Popen([sys.executable, "-c", _ACCEPT_AND_HANG, url], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "accepted"
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    ledger = Ledger(url, clock)
    assert [e.kind for e in ledger.events("甲")] == ["accepted"]
    assert ledger.verify().whole


def test_readers_do_not_wait_for_a_writer(tmp_path: Path, clock: Callable[[], str]) -> None:
    path = tmp_path / "ledger.db"
    ledger = Ledger(f"sqlite:///{path}", clock)
    ledger.append("甲", 0, [DEED])
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    assert len(ledger.events("甲")) == 1
    assert time.monotonic() - began < 2
    writer.execute("ROLLBACK")
    writer.close()


def test_a_ledger_of_a_newer_program_is_left_alone(tmp_path: Path, clock: Callable[[], str]) -> None:
    path = tmp_path / "ledger.db"
    Ledger(f"sqlite:///{path}", clock).close()
    with sqlite3.connect(path) as connection:
        connection.execute("update ledger_version set version_num = '9999'")
    with pytest.raises(LedgerBroken, match="更新版本"):
        Ledger(f"sqlite:///{path}", clock)


@pytest.mark.parametrize("content", [b"no database at all, but a text file", json.dumps({"a": 1}).encode() * 500])
def test_a_file_that_is_no_database_is_said_with_a_remedy(tmp_path: Path, clock: Callable[[], str], content: bytes) -> None:
    (tmp_path / "ledger.db").write_bytes(content)
    with pytest.raises(LedgerBroken) as failed:
        Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", clock)
    assert failed.value.remedy
    assert (tmp_path / "ledger.db").read_bytes() == content
