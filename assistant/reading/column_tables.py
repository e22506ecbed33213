"""Tables whose first row says what stands below: payment schedules, money, goals and their completion, tasks, lists of projects."""

from __future__ import annotations

from assistant.layout.grid import Cell
from assistant.layout.headings import is_label
from assistant.reading.column_heads import all_heads, columns_of
from assistant.reading.gathering import Gathering
from assistant.reading.heads import Column
from assistant.reading.money_tables import read_funding, read_money, read_schedule
from assistant.reading.placing import fitted
from assistant.reading.project_lists import read_projects, read_second_block
from assistant.reading.rows import Row
from assistant.reading.task_tables import read_tasks


def read_column_table(rows: list[Row], at: int, g: Gathering) -> int:
    """The number of rows read as such a table from `at` on; 0 where none begins there."""
    row = rows[at]
    if len(row.own) < 2 or at + 1 >= len(rows) or not all_heads(row):
        return 0
    columns = columns_of(row)
    found = {c.word for c in columns}
    for fits, read in (
        (found == {"date"} or (len([c for c in columns if c.word == "date"]) >= 2), read_schedule),
        ("spent" in found and bool(found & {"adjusted", "initial", "budget"}) and "project" not in found, read_funding),
        ("project" in found and len(found) >= 3, read_projects),
        (found == {"objective", "name"}, read_second_block),
        (bool(found & {"task", "task_name"}) and len(found) >= 2, read_tasks),
        (found in ({"objective", "completion"}, {"objective", "longterm_objective"}), _goals),
        (len(found) >= 2 and found <= {"budget", "fiscal", "other", "carried", "upper", "part"}, read_money),
    ):
        if fits:
            return read(rows, at, columns, g)
    return 0


def _goals(rows: list[Row], at: int, columns: list[Column], g: Gathering) -> int:
    """预期目标 | 实际完成情况, the texts below them."""
    labels = {c.word: h.text for c, h in zip(columns, rows[at].own[-len(columns) :], strict=True)}
    cells = [c for c in rows[at + 1].own if not is_label(c.text) or len(c.text) > 24]
    if not cells:
        return 0
    for column, cell in fitted(cells[-len(columns) :], columns):
        put_goal(g, column.word, labels[column.word], cell)
    g.form.evaluation |= "completion" in {c.word for c in columns}
    return 2


def put_goal(g: Gathering, word: str, label: str, cell: Cell) -> None:
    """An objective or its completion: of the project being read, else of the unit."""
    field = {"objective": "objective", "completion": "completion"}.get(word)
    if g.project is not None and field and not g.project.get(field):
        g.project[field] = cell.text
        g.close_text()
        g.open_field = (g.project, field)
        return
    g.add_text("completion" if word == "completion" else "objective", label, cell.text, cell)
