"""导入的语料 (store): records a person imported, in the data folder's database — SQLite embedded, PostgreSQL by URL.

A record is entered once: one is the same as another where unit, year, kind, project and amount agree, whatever file it was read from.
What was entered stays as it was read; a mistaken import is taken out by id. Shipped records (corpus/records) are not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from assistant.domain.event import canonical
from assistant.domain.failures import IndexUnavailable
from assistant.domain.form import Provenance, Record
from assistant.domain.importing import Entered
from corpus.harvest import sameness
from corpus.records import as_line

SCHEMA = "0001"
"""The revision of `migrations/versions` this code reads and writes."""
VERSION_TABLE = "corpus_version"

metadata = sa.MetaData()
imported = sa.Table(
    "imported_records",
    metadata,
    sa.Column("id", sa.String(120), primary_key=True),
    sa.Column("sameness", sa.String(24), nullable=False, unique=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)


class ImportedRecords:
    """The imported records of an office. `url` is an SQLAlchemy URL, `clock` gives now as ISO 8601 UTC text. Raises IndexUnavailable where the database fails."""

    def __init__(self, url: str, clock: Callable[[], str]) -> None:
        self._clock = clock
        with _said_plainly():
            self._engine = _engine(url)
            self._bring_up_to_date()

    def add(self, records: Sequence[Record], by: str) -> Entered:
        """Enter records under their ids, all of them or none; those already here are left alone and named. An id taken by another project gets a suffix."""
        added: list[str] = []
        known: list[tuple[str, str]] = []
        with _said_plainly(), self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            for record in records:
                same = connection.scalar(sa.select(imported.c.id).where(imported.c.sameness == sameness(record)))
                if same is not None:
                    known.append((record.id, same))
                    continue
                entered = self._stamped(record, _free(connection, record.id))
                connection.execute(
                    imported.insert().values(
                        id=entered.id,
                        sameness=sameness(record),
                        source=entered.source,
                        at=entered.provenance.imported_at if entered.provenance else "",
                        by=by,
                        body=canonical(as_line(entered)),
                    )
                )
                added.append(entered.id)
        return Entered(added=tuple(added), known=tuple(known))

    def all(self) -> Sequence[Record]:
        """Every imported record, by id."""
        with _said_plainly(), self._engine.connect() as connection:
            return [Record.model_validate_json(body) for body in connection.scalars(sa.select(imported.c.body).order_by(imported.c.id))]

    def withdraw(self, record_id: str) -> bool:
        """Take a mistaken import out again; False where there is none of that id."""
        with _said_plainly(), self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            return bool(connection.execute(imported.delete().where(imported.c.id == record_id)).rowcount)

    def holds(self, file_digest: str) -> bool:
        """Was this very file imported before? (A folder's import goes on where it was interrupted.)"""
        return file_digest in self.digests()

    def digests(self) -> frozenset[str]:
        """The digests of the files records were imported from."""
        return frozenset(r.provenance.digest for r in self.all() if r.provenance and r.provenance.digest)

    def close(self) -> None:
        self._engine.dispose()

    def _stamped(self, record: Record, record_id: str) -> Record:
        provenance = record.provenance or Provenance(source=record.source, place=record.region)
        return record.model_copy(update={"id": record_id, "provenance": provenance.model_copy(update={"imported_at": self._clock()})})

    def _bring_up_to_date(self) -> None:
        with self._engine.connect() as connection:
            if sa.inspect(connection).has_table(VERSION_TABLE):
                version = connection.scalar(sa.select(sa.column("version_num")).select_from(sa.table(VERSION_TABLE)))
                if version == SCHEMA:
                    return
                if version and version > SCHEMA:
                    raise IndexUnavailable(
                        f"导入的语料是更新版本的程序写的（{version}），这个版本不认识。", "请用新版程序打开，或换一个数据文件夹（--data）。"
                    )
        self._upgrade()

    def _upgrade(self) -> None:
        # Alembic is slow to import and needed once in a database's life: imported only when the schema is not the one we know.
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _free(connection: sa.Connection, record_id: str) -> str:
    """The id, or the first of id~2, id~3 … that is not taken."""
    taken = set(connection.scalars(sa.select(imported.c.id).where(imported.c.id.startswith(record_id, autoescape=True))))
    number, free = 2, record_id
    while free in taken:
        free, number = f"{record_id}~{number}", number + 1
    return free


def _engine(url: str) -> sa.Engine:
    address = sa.make_url(url)
    if address.drivername in ("postgresql", "postgres"):
        address = address.set(drivername="postgresql+psycopg")
    if not address.drivername.startswith("sqlite"):
        return sa.create_engine(address, pool_pre_ping=True)
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(address)

    @sa.event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not open transactions of its own
        for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=NORMAL"):
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
        cause = e.orig if isinstance(e, DBAPIError) and e.orig else e
        raise IndexUnavailable(
            f"导入语料的数据库用不了：{str(cause).splitlines()[0] if str(cause) else type(cause).__name__}。",
            "请看数据文件夹（--data）是否可写、磁盘是否已满，或 JIXIAO_DATABASE_URL 是否写对。自带的语料不受影响。",
        ) from e
