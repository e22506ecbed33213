"""台账的库 (store): events in SQLite (embedded) or PostgreSQL (by URL), append-only, one chain over all of them.

Writers take their turn before they look: `BEGIN IMMEDIATE` on SQLite, an advisory lock on PostgreSQL. So the head they read is the head they
follow, from however many processes. Readers take no lock. The schema is brought up to date when the ledger is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from assistant.domain.event import GENESIS, Event, EventKind
from assistant.domain.failures import LedgerBroken, StaleDraft
from assistant.ledger.chain import Deed, Examination, examine, link

SCHEMA = "0001"
"""The revision of `migrations/versions` this code reads and writes."""
VERSION_TABLE = "ledger_version"
TURN = 0x6A78
"""The PostgreSQL advisory lock writers take (any number of our own)."""
PAGE = 500

metadata = sa.MetaData()
events = sa.Table(
    "events",
    metadata,
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("dossier", sa.String(64), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("parent", sa.String(80), nullable=False, unique=True),
    sa.Column("hash", sa.String(80), nullable=False, unique=True),
    sa.UniqueConstraint("dossier", "seq", name="uq_events_dossier_seq"),
)
_FIELDS = [events.c[name] for name in Event.model_fields]


class Ledger:
    """The deeds of an office. `url` is an SQLAlchemy URL; `clock` gives now as ISO 8601 UTC text. Raises LedgerBroken if the database cannot be used."""

    def __init__(self, url: str, clock: Callable[[], str]) -> None:
        self._clock = clock
        with _said_plainly():
            self._engine = _engine(url)
            self._bring_up_to_date()

    def append(self, dossier: str, after: int, deeds: Sequence[Deed]) -> list[Event]:
        """Enter deeds behind event `after` of a dossier (0: a new one), all or none. StaleDraft if `after` is not its latest event."""
        with _said_plainly(), self._turn() as connection:
            latest = connection.scalar(sa.select(sa.func.max(events.c.seq)).where(events.c.dossier == dossier)) or 0
            if latest != after:
                raise StaleDraft(
                    f"这份草稿已经不是最新的：您看到的是第 {after} 步，现在是第 {latest} 步。", "请重新打开这个档案，在最新的草稿上再操作一次。"
                )
            last = connection.execute(sa.select(events.c.position, events.c.hash).order_by(events.c.position.desc()).limit(1)).first()
            position, head = (last.position, last.hash) if last else (0, GENESIS)
            entered: list[Event] = []
            for step, deed in enumerate(deeds, start=1):
                event = link(head, dossier, after + step, self._clock(), deed)
                connection.execute(events.insert().values(position=position + step, **event.model_dump()))
                entered.append(event)
                head = event.hash
            return entered

    def events(self, dossier: str) -> list[Event]:
        """The events of a dossier, first to last; empty for one that does not exist."""
        with _said_plainly(), self._engine.connect() as connection:
            rows = connection.execute(sa.select(*_FIELDS).where(events.c.dossier == dossier).order_by(events.c.seq))
            return [_event(row) for row in rows]

    def event(self, hash_: str) -> Event | None:
        """The event with this hash, or None."""
        with _said_plainly(), self._engine.connect() as connection:
            row = connection.execute(sa.select(*_FIELDS).where(events.c.hash == hash_)).first()
            return _event(row) if row else None

    def dossiers(self) -> list[str]:
        """The ids of all dossiers, the one touched last first."""
        latest = sa.func.max(events.c.position)
        with _said_plainly(), self._engine.connect() as connection:
            return list(connection.scalars(sa.select(events.c.dossier).group_by(events.c.dossier).order_by(latest.desc())))

    def latest(self, *kinds: EventKind) -> dict[str, Event]:
        """The latest event of one of these kinds, by dossier. What a list of dossiers needs, without walking each of them."""
        last = sa.select(sa.func.max(events.c.position)).where(events.c.kind.in_(kinds)).group_by(events.c.dossier)
        with _said_plainly(), self._engine.connect() as connection:
            return {row.dossier: _event(row) for row in connection.execute(sa.select(*_FIELDS).where(events.c.position.in_(last)))}

    def head(self) -> str:
        """The hash of the last event of the whole chain; GENESIS where there is none."""
        with _said_plainly(), self._engine.connect() as connection:
            return connection.scalar(sa.select(events.c.hash).order_by(events.c.position.desc()).limit(1)) or GENESIS

    def verify(self, expected_head: str | None = None) -> Examination:
        """Walk the whole chain; `expected_head` must be in it. Memory stays flat however long the chain is."""
        with _said_plainly():
            return examine(self._all(), expected_head)

    def close(self) -> None:
        self._engine.dispose()

    def _all(self) -> Iterator[Event]:
        with self._engine.connect() as connection:
            rows = connection.execution_options(yield_per=PAGE).execute(sa.select(*_FIELDS).order_by(events.c.position))
            for row in rows:
                yield _event(row)

    @contextmanager
    def _turn(self) -> Iterator[sa.Connection]:
        """A transaction that has the ledger to itself among writers."""
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(TURN)))
            yield connection

    def _bring_up_to_date(self) -> None:
        with self._engine.connect() as connection:
            if sa.inspect(connection).has_table(VERSION_TABLE):
                version = connection.scalar(sa.select(sa.column("version_num")).select_from(sa.table(VERSION_TABLE)))
                if version == SCHEMA:
                    return
                if version and version > SCHEMA:
                    raise LedgerBroken(f"台账是更新版本的程序写的（{version}），这个版本不认识。", "请用新版程序打开，或换一个数据文件夹（--data）。")
        _upgrade(self._turn)


def _upgrade(turn: Callable[[], Any]) -> None:
    # Alembic is slow to import and needed once in a ledger's life: imported only when the schema is not the one we know.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with turn() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _event(row: Any) -> Event:
    return Event.model_construct(**row._mapping)


def _engine(url: str) -> sa.Engine:
    address = sa.make_url(url)
    if address.drivername in ("postgresql", "postgres"):
        address = address.set(drivername="postgresql+psycopg")
    if address.drivername.startswith("sqlite"):
        if address.database and address.database != ":memory:":
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        return _sqlite(address)
    return sa.create_engine(address, pool_pre_ping=True)


def _sqlite(address: sa.URL) -> sa.Engine:
    engine = sa.create_engine(address)

    @sa.event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not open transactions of its own: they lose updates
        # Deeds are few and precious: FULL, so that an acceptance outlives a power cut too.
        for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"pragma {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return engine


@contextmanager
def _said_plainly() -> Iterator[None]:
    """Whatever a database says is said to the person as one failure with a remedy."""
    try:
        yield
    except (SQLAlchemyError, OSError, ImportError) as e:
        cause = str(e.orig if isinstance(e, DBAPIError) and e.orig else e)
        why, remedy = next((said for words, said in _SAID.items() if words in cause), (cause.split("\n")[0] or type(e).__name__, _REMEDY))
        raise LedgerBroken(f"台账的数据库用不了：{why}。", remedy) from e


_REMEDY = "请看数据文件夹（--data）是否可写、磁盘是否已满，或 JIXIAO_DATABASE_URL 是否写对。"
_SAID = {
    "readonly database": ("它所在的文件夹或磁盘只能读、不能写", "请检查数据文件夹（--data）的权限；什么都没有改动。"),
    "Permission denied": ("没有权限", "请检查数据文件夹（--data）的权限。"),
    "Read-only file system": ("磁盘是只读的", "请换一个可以写的数据文件夹（--data）。"),
    "disk is full": ("磁盘满了", "请腾出空间再试；已记下的内容没有丢。"),
    "No space left": ("磁盘满了", "请腾出空间再试；已记下的内容没有丢。"),
    "is locked": ("另一个程序正占着它", "请等它做完再试；什么都没有改动。"),
    "malformed": ("文件已损坏", "请保留这个文件，从备份恢复数据文件夹。"),
    "not a database": ("ledger.db 不是台账文件", "请保留这个文件，从备份恢复，或换一个数据文件夹（--data）。"),
    "unable to open": ("打不开", "请看数据文件夹（--data）是否写对、是否有权限。"),
    "Not a directory": ("路径里有一段不是文件夹", "请检查数据文件夹（--data）是否写对。"),
    "No such file": ("路径不存在，也建不了", "请检查数据文件夹（--data）是否写对。"),
}
"""What databases and systems say, in words a clerk can act on."""
