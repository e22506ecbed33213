"""格 → 表 (Extract): grids into forms, top to bottom, whatever the format was.

At each row the readers are asked in turn: is this a title, a table of indicators, a wide table, a table with a head, a list of pairs? The last one, of labels and
texts, takes whatever is left, so every row is read by somebody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.domain.form import Doubt, Form, Reading
from assistant.layout.grid import Grid
from assistant.reading.column_tables import read_column_table
from assistant.reading.gathering import Gathering
from assistant.reading.indicator_rows import read_indicator_table
from assistant.reading.label_rows import read_labels, read_listed_pairs
from assistant.reading.limits import limit
from assistant.reading.money_tables import note_money_unit
from assistant.reading.rows import Row, rows_of
from assistant.reading.sums import doubts_of_sums
from assistant.reading.titles import read_title
from assistant.reading.wide_rows import read_wide_table

RowReader = Callable[[list[Row], int, Gathering], int]
READERS: tuple[RowReader, ...] = (read_title, read_wide_table, read_indicator_table, read_column_table, read_listed_pairs, read_labels)


def extract(grids: Sequence[Grid], file: str, doubts: Sequence[Doubt] = ()) -> Reading:
    """The reading of one file's grids. Never fails: what cannot be placed is listed, what is doubtful is said."""
    g = Gathering(file)
    g.doubts += doubts
    for grid in grids:
        g.enter(grid)
        rows = rows_of(grid, limit("rows_examined"))
        at = 0
        while at < len(rows):
            note_money_unit(rows[at], g)
            at += next(n for reader in READERS if (n := reader(rows, at, g)))
    reading = g.finish()
    return reading.model_copy(update={"doubts": reading.doubts + tuple(d for f in reading.forms for d in _of_form(f))})


def _of_form(form: Form) -> list[Doubt]:
    return doubts_of_sums(form)
