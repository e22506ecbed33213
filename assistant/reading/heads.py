"""表头 (Heads): where an indicator table begins, and what each of its columns holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from assistant.layout.grid import Cell
from assistant.layout.headings import concept
from assistant.reading.rows import Row

TIERS = ("level1", "level2")
VALUES = {"target", "actual", "completion", "weight", "longterm", "basis", "score"}
PROJECT_COLUMNS = {"no": "no", "project": "name", "budget": "budget_wan", "spent": "spent_wan", "objective": "objective"}
_COLUMN_WORDS = {
    *TIERS, "name", "indicators", "explanation", "target", "longterm", "previous", "comparator", "unit", "actual", "completion", "basis", "weight",
    "score", "reason", "data_source", "task", "task_name", "no", "organisation", "problems", "rate", "objective", "project", "budget", "spent", "band",
}  # fmt: skip


@dataclass
class Column:
    """A column of the head: its word and the columns it covers."""

    word: str
    first: int
    last: int


@dataclass
class Head:
    """The head of an indicator table."""

    columns: list[Column]
    rows: int = 1
    tiers: dict[str, str | None] = field(default_factory=lambda: {"level1": None, "level2": None})

    def of(self, word: str) -> Column | None:
        return next((c for c in self.columns if c.word == word), None)

    @cached_property
    def plain(self) -> dict[int, str] | None:
        """Column → word where every column is one place wide and no word stands twice, else None: most rows are then placed at once."""
        words = [c.word for c in self.columns]
        single = all(c.first == c.last for c in self.columns) and len(set(words)) == len(words)
        return {c.first: c.word for c in self.columns} if single else None

    @cached_property
    def body(self) -> list[Column]:
        return [c for c in self.columns if c.word not in (*TIERS, "indicators", *PROJECT_COLUMNS)]

    @cached_property
    def name_column(self) -> int:
        named = self.of("name") or (self.body[0] if self.body else self.columns[-1])
        return named.first


def head_of(rows: list[Row], at: int) -> Head | None:
    """The head of an indicator table that begins in this row, or None."""
    row = rows[at]
    words = row.words()
    if sum(w in _COLUMN_WORDS for w in words) < len(row.own) - (1 if row.own[0].column == 1 else 0) or len(row.own) < 2:
        return None
    if "task" in words and "level1" not in words:
        return None
    columns = [Column(w or "unknown", c.column, c.last_column) for w, c in zip(words, row.own, strict=True)]
    deeper = _second_row(rows, at, columns) if None not in words and "objective" not in words else None
    columns = deeper or columns
    _name_bands(columns)
    found = {c.word for c in columns}
    if not (found & {"level1", "level2", "name", "indicators"} and found & VALUES) or not found & {"level1", "level2", "name"}:
        return None
    if "name" not in found:
        _name_the_names(columns)
    tiers_from = min((c.first for c in columns if c.word in TIERS), default=0)
    for column in columns:
        if column.first < tiers_from and column.word not in (*PROJECT_COLUMNS, "task"):
            column.word = "indicators"
    for column in [c for c in columns if c.word == "name"][1:]:
        column.word = "explanation"
    for column in columns:
        if column.word == "completion":
            column.word = "actual"
        if column.word == "organisation":
            column.word = "unit"
    return Head(columns, rows=2 if deeper else 1)


def _second_row(rows: list[Row], at: int, columns: list[Column]) -> list[Column] | None:
    """The columns with the words of a second head row under them (绩效指标 over 一级指标 …, 指标值 over 符号, 数值, 单位), or None."""
    if at + 1 >= len(rows):
        return None
    below = rows[at + 1].own
    words = [concept(c.text) for c in below]
    if len(below) < 2 or not all(w in _COLUMN_WORDS for w in words):
        return None
    columns = _moved_over(columns, below)
    covered = {k for c in below for k in range(c.column, c.last_column + 1)}
    kept = [c for c in columns if not set(range(c.first, c.last + 1)) & covered]
    return sorted(kept + [Column(w or "", c.column, c.last_column) for w, c in zip(words, below, strict=True)], key=lambda c: c.first)


def _moved_over(columns: list[Column], below: list[Cell]) -> list[Column]:
    """In a text file a head merged across leaves no places behind it: where several heads stand under one, those right of it move over."""
    at = below[0].column
    own = next((c for c in columns if c.first == c.last == at), None)
    side_by_side = [c.column for c in below] == list(range(at, at + len(below)))
    in_the_way = any(at < c.first < at + len(below) for c in columns)
    if own is None or not side_by_side or not in_the_way:
        return columns
    return [Column(c.word, c.first + (len(below) - 1 if c.first > at else 0), c.last + (len(below) - 1 if c.first >= at else 0)) for c in columns]


def _name_bands(columns: list[Column]) -> None:
    """Where a value is given in four grades (优 良 中 差), the best one is the target."""
    bands = [c for c in columns if c.word == "band"]
    if bands and not any(c.word == "target" for c in columns):
        bands[0].word = "target"


def _name_the_names(columns: list[Column]) -> None:
    """Where no column is called 三级指标, the one called 绩效指标 or 指标内容 holds the names."""
    for word in ("indicators", "explanation", "level2"):
        found = [c for c in columns if c.word == word]
        if found and (word != "indicators" or found[0] is not columns[0] or not any(c.word in TIERS for c in columns)):
            found[-1].word = "name"
            return
