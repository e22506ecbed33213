"""语料 (records): published projects as facts, by id — the shipped ones of `corpus/records/*.jsonl` and those imported here.

Shipped records are read-only and hold facts: names, amounts, dates, rows and values as printed; a purpose or goal is one sentence in our own
words that keeps its figures. Doubts are worked out from the printing each time (corpus.doubts), so that a better check mends every record at once.
A confidential record holds a code, an amount and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from pydantic import ValidationError

from assistant.domain.event import canonical
from assistant.domain.failures import BadInput
from assistant.domain.form import Record
from corpus.doubts import with_doubts
from corpus.harvest import records_of

__all__ = ["Corpus", "as_line", "digest", "load", "read_record", "records_of", "row_text"]

FOLDER = Path(__file__).parent / "records"


class Imports(Protocol):
    """Where imported records are kept (corpus.store)."""

    def all(self) -> Sequence[Record]: ...


class Corpus:
    """Answers `ports.Records`. Shipped records first, in the order of their files; an imported one never shadows a shipped one.

    `shipped`: folders or files of records that take the place of the shipped ones (`index build --corpus`).
    """

    def __init__(self, imported: Imports | None = None, shipped: Sequence[Path] = (FOLDER,)) -> None:
        self._imported = imported
        self._shipped = {r.id: r for r in load(shipped)}

    def all(self) -> Sequence[Record]:
        """Every record, shipped before imported; imported ones are looked up afresh, for another page may just have added one."""
        return [*self._shipped.values(), *self._fresh()]

    def shipped(self) -> Sequence[Record]:
        """The records that came with the program."""
        return list(self._shipped.values())

    def record(self, record_id: str) -> Record | None:
        return self._shipped.get(record_id) or next((r for r in self._fresh() if r.id == record_id), None)

    def digest(self) -> str:
        """What the records say, as one digest: the index compares it to know whether it is stale."""
        return digest(self.all())

    def _fresh(self) -> Iterator[Record]:
        imported = self._imported.all() if self._imported else ()
        return (with_doubts(r) for r in imported if r.id not in self._shipped)


def load(paths: Iterable[Path]) -> list[Record]:
    """The records of files and folders (`*.jsonl`, by name). Raises BadInput naming file, line and field; ids must be unique."""
    records: list[Record] = []
    seen: dict[str, str] = {}
    for file in _files(paths):
        for number, line in enumerate(_lines(file), 1):
            if not line.strip():
                continue
            where = f"{file.name} 第{number}行"
            record = _read(line, where)
            if record.id in seen:
                raise BadInput(f"记录编号 {record.id} 重复：{seen[record.id]} 和 {where}。", "编号须各不相同，改掉其中一个再试。", ["id"])
            seen[record.id] = where
            records.append(record)
    return records


def read_record(data: object) -> Record:
    """One record of the contract's shape, its doubts worked out. Raises pydantic's ValidationError."""
    return with_doubts(Record.model_validate(data))


def digest(records: Iterable[Record]) -> str:
    """A digest of what records say, whatever their order."""
    total = hashlib.blake2b(digest_size=16)
    for text in sorted(canonical(as_line(r)) for r in records):
        total.update(text.encode())
    return total.hexdigest()


def as_line(record: Record) -> dict[str, Any]:
    """The record as a line of a records file: nothing empty, no doubts (they are worked out again when it is read)."""
    data = record.model_dump(mode="json", exclude_defaults=True, exclude={"doubts": True, "indicators": {"__all__": {"doubts"}}})
    return {"kind": record.kind, **data}


def row_text(name: str, target: str | None, actual: str | None = None) -> str:
    """A row as a ground quotes it: name, then target (or the actual where the form printed no target)."""
    return " ".join(part for part in (name, target or actual) if part)


def _files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(path.glob("*.jsonl"))
        elif path.is_file():
            files.append(path)
        else:
            raise BadInput(f"找不到语料文件 {path}。", "检查路径，或去掉 --corpus 使用自带的语料。", ["corpus"])
    return files


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as e:
        raise BadInput(f"{file.name} 不是 UTF-8 文本。", "另存为 UTF-8 编码后再试。", ["corpus"]) from e


def _read(line: str, where: str) -> Record:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as e:
        raise BadInput(f"{where}不是一行 JSON（第{e.pos + 1}个字符处出错）。", "一行一条记录，改好这一行再试。", ["corpus"]) from e
    try:
        return read_record(data)
    except ValidationError as e:
        fields = sorted({".".join(str(p) for p in error["loc"]) or "整行" for error in e.errors()})
        raise BadInput(f"{where}的记录不合格式：{'、'.join(fields)}。", "按语料记录的格式改好这些字段再试。", fields) from e
