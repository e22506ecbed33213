"""txt and csv → grids: tabs, commas and semicolons, pipes, runs of spaces, one cell a line.

A text file says less than a sheet: where a row ends and which column a value is in has to be told from its separators. Coordinates are lines.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from assistant.domain.failures import UnreadableForm
from assistant.domain.form import Doubt, Location
from assistant.layout.grid import Cell, Grid
from assistant.layout.headings import concept, is_label, level1_printed
from assistant.reading.limits import limit
from assistant.reading.lone_lines import Place, funding, goals, labelled, one_cell_a_line, stacked
from assistant.reading.torn_rows import rejoined

_TAGS = re.compile(r"</?(?:p|ol|ul|li|br|div|span|b|strong|i|u|font|sup|sub)(?:\s[^<>]*)?/?>", re.I)
_RESIDUE = re.compile(r"[<*\[\xa0\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|  ")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters that print nothing, or turn the direction of what follows."""
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
_RULE = re.compile(r"[\s|:+\-—=_]*")
_FRAME = re.compile(r"^[|｜]|[|｜]$")
_GAP = re.compile(r"(?:\u3000{1,}| {2,}|\t)[\u3000 \t]*")


def decode(data: bytes, name: str) -> tuple[str, list[Doubt]]:
    """The text of a file of undeclared encoding: byte order mark, then UTF-8, then GB18030, then a guess that is said as a doubt."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding), []
            except UnicodeDecodeError as failure:
                raise UnreadableForm(f"“{name}”的编码前后不一致，读不出文字。", "请另存为 UTF-8 再读。") from failure
    for encoding in ("utf-8", *(_wide_encodings(data)), "gb18030"):
        try:
            return data.decode(encoding), []
        except UnicodeDecodeError:
            continue
    from charset_normalizer import from_bytes

    guess = from_bytes(data).best()
    if guess is None:
        raise UnreadableForm(f"“{name}”不是能读的文本。", "请另存为 UTF-8 文本、xlsx 或 docx 再读。")
    return str(guess), [Doubt(kind="encoding", message=f"文件编码按 {guess.encoding} 猜读，请留意乱码。", location=Location(file=name))]


def _wide_encodings(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark: many zero bytes at one parity."""
    head = data[:2000]
    if head[1::2].count(0) > len(head) // 8:
        return ("utf-16-le",)
    return ("utf-16-be",) if head[0::2].count(0) > len(head) // 8 else ()


def clean(text: str) -> str:
    """A cell without the residue of what it was copied from: tags, ** marks, bookmarks, blanks at the ends."""
    if not _RESIDUE.search(text):
        return text.strip()
    text = _BOLD.sub(r"\1", _BOOKMARK.sub("", _TAGS.sub(" ", text))).replace("\xa0", " ")
    text = _UNSEEN.sub("", text)
    return re.sub(r" {2,}", " ", text).strip()


def read_txt(path: Path) -> tuple[list[Grid], list[Doubt]]:
    """A text file as one grid, a row for each line or group of lines that make a row."""
    text, doubts = decode(path.read_bytes(), path.name)
    if _cut_by_commas(text):
        return read_csv(path)
    if text.count("\x00") > len(text) // 100 + 1:
        raise UnreadableForm(f"“{path.name}”不是文本，也不是能认出的表格文件。", "请另存为 xlsx、docx 或 UTF-8 文本再读。")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if "\u202e" in text or "\u202d" in text:
        doubts.append(
            Doubt(
                kind="hidden_characters",
                message="文字里有改变书写方向的隐藏字符，看到的次序可能和实际不同，已去掉再读。",
                location=Location(file=path.name),
            )
        )
    cells: list[Cell] = []
    for row, places in enumerate(_rows(lines[: limit("rows_examined")]), start=1):
        cells += [Cell(clean(t), row, column, line=line) for column, line, t in places if clean(t)]
    return [Grid(cells, file=path.name, kind="text")], doubts + too_many(len(lines), path.name)


def read_csv(path: Path) -> tuple[list[Grid], list[Doubt]]:
    """A csv file as one grid; the separator is the one that cuts most lines alike."""
    text, doubts = decode(path.read_bytes(), path.name)
    separator = max(",;\t|", key=lambda s: (_evenness(text, s), text.count(s)))
    if not _evenness(text, separator):
        return read_txt(path)
    csv.field_size_limit(10_000_000)
    cells: list[Cell] = []
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    try:
        for row, fields in enumerate(islice(reader, limit("rows_examined")), start=1):
            cells += [Cell(clean(t), row, column, line=reader.line_num) for column, t in enumerate(fields[: limit("columns")], start=1) if clean(t)]
    except csv.Error as failure:
        raise UnreadableForm(f"“{path.name}”第 {reader.line_num} 行的引号不成对，读不下去。", "请检查这一行，或另存为 xlsx 再读。") from failure
    return [Grid(cells, file=path.name, kind="csv")], doubts + too_many(text.count("\n"), path.name)


def _cut_by_commas(text: str) -> bool:
    """A csv file under another name: most lines have the same number of commas, three or more, and no tabs."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    most = _evenness(text, ",")
    return "\t" not in text and len(lines) > 3 and most * 10 > len(lines) * 6 and sum(line.count(",") >= 3 for line in lines) * 10 > len(lines) * 6


def too_many(rows: int, name: str, sheet: str | None = None) -> list[Doubt]:
    """A doubt where a file has more rows than are read."""
    most = limit("rows_examined")
    if rows <= most:
        return []
    return [Doubt(kind="too_many_rows", message=f"共 {rows} 行，只读了前 {most} 行，后面的没有读。", location=Location(file=name, sheet=sheet))]


def _evenness(text: str, separator: str) -> int:
    counts = [line.count(separator) for line in text.splitlines()[:200] if line.strip()]
    return max((counts.count(n) for n in set(counts) if n), default=0)


def _rows(lines: list[str]) -> Iterable[list[Place]]:
    n = 0
    lines = rejoined(lines)
    while n < len(lines):
        for shape in (one_cell_a_line, stacked, funding, goals, labelled, _aligned):
            found = shape(lines, n)
            if found:
                rows, n = found
                yield from rows
                break
        else:
            yield _cut(lines[n], n)
            n += 1


def _cut(line: str, n: int) -> list[Place]:
    """One line as one row: by tabs, by pipes, else whole."""
    if "\t" in line and _is_prose(line):
        return [(1, n + 1, line)]
    if "\t" in line:
        return [(k, n + 1, t) for k, t in enumerate(line.split("\t", limit("columns"))[: limit("columns")], start=1)]
    if line.count("|") >= 2 or line.count("｜") >= 2:
        if _RULE.fullmatch(line):
            return []
        return [
            (k, n + 1, t)
            for k, t in enumerate(re.split(r"[|｜]", _FRAME.sub("", line.strip()), maxsplit=limit("columns"))[: limit("columns")], start=1)
        ]
    if re.fullmatch(r"[\s\-—=_]{4,}", line):
        return []
    pieces = [t for t in _GAP.split(line.strip()) if t]
    if len(pieces) >= 2 and (is_label(pieces[0]) or (len(pieces) > 2 and level1_printed(pieces[0]))) and max(map(len, pieces)) < 80:
        return [(k, n + 1, t) for k, t in enumerate(pieces, start=1)]
    return [(1, n + 1, line.lstrip("# "))]


def _is_prose(line: str) -> bool:
    """A sentence with a heading and tabs inside it (绩效标准：甲\t90%；乙\t100人；…), the rest of a table that was flattened."""
    pieces = line.split("\t")
    return re.match(r"[^\t：:]{2,12}[：:]", line) is not None and len(pieces) > 2 and all(re.search(r"[；;]", p) for p in pieces[1:-1])


def _aligned(lines: list[str], start: int) -> tuple[list[list[Place]], int] | None:
    """Lines cut by runs of spaces, lined up under a head: each piece belongs to the column whose head begins nearest."""

    def pieces(n: int) -> list[tuple[int, str]]:
        line = lines[n].rstrip()
        found, at = [], 0
        for m in [*_GAP.finditer(line), None]:
            end = m.start() if m else len(line)
            if line[at:end].strip():
                found.append((_columns_wide(line[:at]), line[at:end]))
            at = m.end() if m else at
        return found

    def cut_by_spaces(n: int) -> bool:
        return n < len(lines) and "\t" not in lines[n] and "|" not in lines[n] and len(pieces(n)) >= 2

    if not cut_by_spaces(start) or len(pieces(start)) < 3 or not all(concept(t) for _, t in pieces(start)):
        return None
    heads = pieces(start)
    rows: list[list[Place]] = []
    n = start
    while n < len(lines) and (cut_by_spaces(n) or (rows and lines[n].startswith((" ", "\u3000")) and lines[n].strip())):
        if n > start and sum(concept(t) is not None for _, t in pieces(n)) >= 3:
            break
        row: list[Place] = []
        for at, text in pieces(n):
            column = min(range(len(heads)), key=lambda k: abs(heads[k][0] - at)) + 1
            column = max(column, row[-1][0] + 1) if row else column
            row.append((column, n + 1, text))
        rows.append(row)
        n += 1
    return (rows, n) if len(rows) >= 2 else None


def _columns_wide(text: str) -> int:
    """How many columns of a fixed-width screen a text takes."""
    return sum(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)
