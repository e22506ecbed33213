"""读一个文件 (Read): from a path to a `Reading`. What a file is, its first bytes say, not its name.

read_file(Path("自评表.xlsx")) → Reading      raises UnreadableForm with what is wrong and what to do
"""

from __future__ import annotations

import gc
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.domain.failures import UnreadableForm
from assistant.domain.form import Doubt, Location, Reading
from assistant.layout.grid import Grid
from assistant.reading.docx_grid import read_docx
from assistant.reading.extract import extract
from assistant.reading.html_grid import read_html
from assistant.reading.limits import check_archive, check_size
from assistant.reading.office import converted
from assistant.reading.pdf_grid import read_pdf
from assistant.reading.scan import read_scan
from assistant.reading.sheet_grid import read_sheets
from assistant.reading.text_grid import read_csv, read_txt

FormatReader = Callable[[Path], tuple[list[Grid], list[Doubt]]]
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_READERS: dict[str, FormatReader] = {
    "xlsx": read_sheets,
    "xls": read_sheets,
    "docx": read_docx,
    "html": read_html,
    "csv": read_csv,
    "txt": read_txt,
    "pdf": read_pdf,
    "picture": read_scan,
}


def read_file(path: Path | str) -> Reading:
    """Everything one file says: forms, doubts, what found no home. Raises UnreadableForm."""
    return read_with_grids(path)[0]


def read_with_grids(path: Path | str) -> tuple[Reading, list[Grid]]:
    """As `read_file`, with the grids it was read from: for showing the original beside the reading."""
    path = Path(path)
    reading, grids = read_whatever_stands(path)
    if not any(f.indicators or f.projects or f.tasks or f.totals for f in reading.forms):
        raise UnreadableForm(f"“{path.name}”里没有找到绩效目标表或自评表。", "请确认文件里有“一级指标”“指标值”“项目名称”这样的栏目。")
    return reading, grids


def read_whatever_stands(path: Path) -> tuple[Reading, list[Grid]]:
    """As `read_with_grids`, also where no form was recognised in the text: all of it is then listed as unplaced. Raises UnreadableForm."""
    check_size(path)
    with _collector_at_rest():
        return _read(path)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """A large workbook makes a million small things, none of them in a circle: looking for circles meanwhile doubles the time."""
    awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if awake:
            gc.enable()


def _read(path: Path) -> tuple[Reading, list[Grid]]:
    kind = kind_of(path)
    if kind in ("doc", "et"):
        with converted(path, "docx" if kind == "doc" else "xlsx") as other:
            grids, doubts = _READERS["docx" if kind == "doc" else "xlsx"](other)
    else:
        grids, doubts = _READERS[kind](path)
    for grid in grids:
        grid.file = path.name
    reading = extract(grids, path.name, [*_misnamed(path, kind), *doubts])
    if not reading.forms and not any(g.cells for g in grids):
        raise UnreadableForm(f"“{path.name}”里没有文字。", "请确认选对了文件。")
    return reading, grids


def readers() -> dict[str, FormatReader]:
    """The readers by format, each from a path to its grids and doubts."""
    return dict(_READERS)


def kind_of(path: Path) -> str:
    """What a file is: xlsx, xls, docx, html, csv, txt, pdf, picture, or doc and et (which LibreOffice converts). Raises UnreadableForm for what no form comes in."""
    with path.open("rb") as file:
        head = file.read(8192)
    if head.startswith(b"%PDF") or b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_PICTURES) and not head.startswith(b"BM\xe5"):
        return "picture"
    if head.startswith(b"PK"):
        return _zipped(path)
    if head.startswith(_OLE):
        return _compound(path)
    if head.startswith(b"{\\rtf"):
        return "doc"
    if _looks_like_html(head):
        return "html"
    if head[:4] in (b"Rar!", b"7z\xbc\xaf") or head.startswith(b"\x1f\x8b"):
        raise UnreadableForm(f"“{path.name}”是压缩包。", "请先解压，再给出里面的表格文件。")
    return "csv" if path.suffix.lower() in (".csv", ".tsv") else "txt"


def _zipped(path: Path) -> str:
    check_archive(path)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    if any(n.startswith("xl/") for n in names):
        return "xlsx"
    if any(n.startswith("word/") for n in names):
        return "docx"
    if "mimetype" in names:
        return "et" if path.suffix.lower() in (".ods", ".et") else "doc"
    raise UnreadableForm(f"“{path.name}”是压缩包，不是表格文件。", "请先解压，再给出里面的表格文件。")


def _compound(path: Path) -> str:
    """Old Office files: what their directory names."""
    data = path.read_bytes()

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise UnreadableForm(f"“{path.name}”有密码。", "请去掉密码另存一份再读。")
    if has("Workbook") or has("Book"):
        return "xls"
    if has("WordDocument"):
        return "doc"
    return "et" if path.suffix.lower() == ".et" else "doc"


def _looks_like_html(head: bytes) -> bool:
    text = re.sub(rb"[\x00\s]+", b" ", head[:2048]).lower().lstrip(b"\xef\xbb\xbf\xff\xfe ")
    return text.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<body", b"<div")) or b"<html" in text or b"<table" in text


def _misnamed(path: Path, kind: str) -> list[Doubt]:
    """A doubt where the name says one format and the bytes another."""
    said = path.suffix.lower().lstrip(".")
    usual = {
        "xlsx": {"xlsx", "xlsm", "et"},
        "xls": {"xls", "et"},
        "docx": {"docx", "wps"},
        "html": {"html", "htm", "txt"},
        "pdf": {"pdf"},
        "csv": {"csv", "tsv"},
    }
    if kind in usual and said and said not in usual[kind]:
        return [
            Doubt(kind="misnamed_file", message=f"文件名是 .{said}，内容其实是 {kind}，按内容读了；脚本没有执行。", location=Location(file=path.name))
        ]
    return []
