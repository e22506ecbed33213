"""xlsx and xls → grids, by python-calamine: values, merged ranges, names of sheets.

calamine gives values without their number formats, so cells formatted as per cent are looked up in the workbook's styles: 0.95 printed as 95%
is read as 95%. A formula whose value was never computed prints nothing and is said as a doubt.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.domain.failures import UnreadableForm
from assistant.domain.form import Doubt, Location
from assistant.domain.numeral import print_number
from assistant.layout.grid import Cell, Grid, address
from assistant.reading.limits import check_archive, limit
from assistant.reading.text_grid import clean, too_many

_CONSTANT = re.compile(rb"<f>\s*(\d+(?:\.\d+)?%?)\s*</f>")
_MOST_PLACES = 20_000_000
"""Rows times columns between the far corners of a sheet."""
_CELL = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*?\bs="(\d+)"')
_UNCOMPUTED = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*>\s*<f[ >/](?:(?!</c>).)*?(?:</f>|/>)\s*(?:<v>\s*</v>|<v/>)?\s*</c>', re.S)


def read_sheets(path: Path) -> tuple[list[Grid], list[Doubt]]:
    """Every sheet as a grid, in the workbook's order. Raises UnreadableForm where the file is broken or too large."""
    from python_calamine import CalamineWorkbook

    if zipfile.is_zipfile(path):
        check_archive(path)
    try:
        with _quiet():
            book = CalamineWorkbook.from_path(str(path))
            percent, typed, doubts = _formats(path, list(book.sheet_names))
            sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
            grids = [_grid(sheet, sheet.name, path, percent.get(sheet.name, set()), typed.get(sheet.name, {})) for sheet in sheets]
            doubts += [d for sheet in sheets for d in too_many(sheet.height, path.name, sheet.name)]
    except UnreadableForm:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as failure:  # calamine raises its own kinds, and a panic of its Rust side is no Exception
        if "password" in str(failure).lower() or "encrypt" in str(failure).lower():
            raise UnreadableForm(f"“{path.name}”有密码。", "请去掉密码另存一份再读。") from failure
        raise UnreadableForm(f"“{path.name}”已损坏，打不开。", "请用表格软件打开另存一份，或重新下载。") from failure
    return [g for g in grids if g.cells], doubts


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing on stderr meanwhile: a panic on the Rust side prints its own trace there before it becomes an exception."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _grid(sheet: Any, name: str, path: Path, percent: set[str], typed: dict[tuple[int, int], str]) -> Grid:
    start = sheet.start or (0, 0)
    spans = {(r1, c1): (r2, c2) for (r1, c1), (r2, c2) in (sheet.merged_cell_ranges or [])}
    cells: list[Cell] = []
    columns = limit("columns")
    most = min(limit("rows_examined"), 4 * limit("cells") // max(1, sheet.width))  # a broken file may claim millions of empty cells
    for row, values in enumerate(islice(sheet.iter_rows(), most), start=start[0]):
        for column, value in enumerate(values[:columns], start=start[1]):
            if value == "" or value is None:
                continue
            text = clean(value) if type(value) is str else _printed(value, percent and address(row + 1, column + 1) in percent)
            if text and (row, column) in spans:
                last = spans[row, column]
                cells.append(Cell(text, row + 1, column + 1, last[0] - row + 1, last[1] - column + 1))
            elif text:
                cells.append(Cell(text, row + 1, column + 1))
        if len(cells) > limit("cells"):
            raise UnreadableForm(f"“{path.name}”的“{name}”超过 {limit('cells')} 个有字的格，没有读。", "请只保留绩效表所在的部分再读。")
    if typed:
        cells = sorted([*cells, *(Cell(text, row, column) for (row, column), text in typed.items())], key=lambda c: (c.row, c.column))
    return Grid(cells, name=name, file=path.name, kind="sheet")


def _printed(value: object, percent: object) -> str:
    """What the sheet shows for a value."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return f"{print_number(round(value * 100, 6))}%" if percent else print_number(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)


def _formats(path: Path, names: list[str]) -> tuple[dict[str, set[str]], dict[str, dict[tuple[int, int], str]], list[Doubt]]:
    """Per sheet the cells shown as per cent, and the targets typed as a formula (=100%); a doubt for each formula without a computed value. Nothing for xls."""
    if not zipfile.is_zipfile(path):
        return {}, {}, []
    percent: dict[str, set[str]] = {}
    typed: dict[str, dict[tuple[int, int], str]] = {}
    doubts: list[Doubt] = []
    with zipfile.ZipFile(path) as archive:
        styles = _percent_styles(_part(archive, "xl/styles.xml"))
        for name, part in zip(names, _sheet_parts(archive), strict=False):
            data = _part(archive, part)
            _check_spread(data, path, name)
            if styles:
                percent[name] = {m[1].decode() for m in _CELL.finditer(data) if m[2] in styles}
            if b"<f" in data:
                typed[name], found = _formulas(data, path, name)
                doubts += found
    return percent, typed, doubts


def _formulas(data: bytes, path: Path, sheet: str) -> tuple[dict[tuple[int, int], str], list[Doubt]]:
    """Formulas without a computed value: one that only says a number is a target typed with its sign (=100%); the others print nothing."""
    typed: dict[tuple[int, int], str] = {}
    doubts: list[Doubt] = []
    for m in _UNCOMPUTED.finditer(data):
        cell = m[1].decode()
        constant = _CONSTANT.search(m[0])
        if constant:
            letters = cell.rstrip("0123456789")
            typed[int(cell[len(letters) :]), _column(letters.encode())] = f"={constant[1].decode()}"
            said = f"这一格录成了公式“={constant[1].decode()}”，按指标值“={constant[1].decode()}”读。"
        else:
            said = "这一格是公式，文件里没有算好的值，读作空白。"
        doubts.append(Doubt(kind="formula", message=said, location=Location(file=path.name, sheet=sheet, cell=cell)))
    return typed, doubts


def _check_spread(data: bytes, path: Path, name: str) -> None:
    """Raises UnreadableForm where two far corners hold a cell: calamine lays out all places between them, and would ask for gigabytes."""
    last = max((int(n) for n in re.findall(rb'<row\b[^>]*?\br="(\d{5,7})"', data)), default=9999)
    column = max((_column(m) for m in set(re.findall(rb'<c\b[^>]*?\br="([A-Z]{2,3})\d', data))), default=26)
    if last * column > _MOST_PLACES:
        raise UnreadableForm(
            f"“{path.name}”的“{name}”从头到尾铺了 {last} 行 {column} 列，不像一张表，没有读。", "请删去远处的零星单元格，另存一份再读。"
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(name) if name in archive.namelist() else b""


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """The parts of the sheets in the workbook's order."""
    targets = dict(re.findall(rb'<Relationship\b(?=[^>]*\bId="([^"]+)")(?=[^>]*\bTarget="([^"]+)")', _part(archive, "xl/_rels/workbook.xml.rels")))
    ids = re.findall(rb'<sheet\b[^>]*\br:id="([^"]+)"', _part(archive, "xl/workbook.xml"))
    paths = [targets.get(i, b"").decode() for i in ids]
    return [p.lstrip("/") if p.startswith("/") else f"xl/{p}" for p in paths]


def _percent_styles(styles: bytes) -> set[bytes]:
    """The cell styles whose number format shows per cent, by index as text."""
    custom = {n for n, code in re.findall(rb'<numFmt\b[^>]*numFmtId="(\d+)"[^>]*formatCode="([^"]*)"', styles) if b"%" in code}
    block = re.search(rb"<cellXfs.*?</cellXfs>", styles, re.S)
    formats = re.findall(rb'<xf\b[^>]*?numFmtId="(\d+)"', block[0]) if block else []
    return {str(k).encode() for k, n in enumerate(formats) if n in (b"9", b"10") or n in custom}
