"""html → grids: every table with its spans, the text between tables as rows of one cell. Scripts and styles are not read, nothing is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.domain.failures import UnreadableForm
from assistant.domain.form import Doubt
from assistant.layout.grid import Cell, Grid
from assistant.reading.limits import limit
from assistant.reading.text_grid import clean, decode

_BREAKING = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "section",
    "article",
    "header",
    "footer",
    "caption",
    "pre",
    "body",
    "center",
    "ul",
    "ol",
}


def read_html(path: Path) -> tuple[list[Grid], list[Doubt]]:
    """The page as one grid in reading order."""
    from lxml import etree

    text, doubts = decode(path.read_bytes(), path.name)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, recover=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as failure:
        raise UnreadableForm(f"“{path.name}”的网页结构读不出来。", "请在浏览器里打开，把表格复制到 xlsx 再读。") from failure
    if root is None:
        raise UnreadableForm(f"“{path.name}”里没有内容。", "请重新保存网页。")
    for element in root.xpath("//script|//style|//head|//noscript|//template"):
        _drop(element)
    walk = _Walk()
    walk.block(root)
    walk.flush()
    return [Grid(walk.cells, file=path.name, kind="table")], doubts


def _drop(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


class _Walk:
    """Cells gathered while walking the page."""

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self.row = 0
        self.words: list[str] = []

    def flush(self) -> None:
        text = clean("".join(self.words))
        self.words = []
        if text:
            self.row += 1
            self.cells.append(Cell(text, self.row, 1))

    def block(self, element: Any) -> None:
        stack: list[tuple[str, Any]] = [("open", element)]
        while stack:
            step, item = stack.pop()
            if step == "text":
                self.words.append(item)
            elif step == "flush":
                self.flush()
            elif not isinstance(item.tag, str):
                continue
            elif item.tag == "table":
                self.flush()
                self.table(item)
            else:
                self._open(item, stack)

    def _open(self, item: Any, stack: list[tuple[str, Any]]) -> None:
        breaking = item.tag in _BREAKING or item.tag == "br"
        if breaking:
            self.flush()
            stack.append(("flush", None))
        for child in reversed(item):
            if child.tail:
                stack.append(("text", child.tail))
            stack.append(("open", child))
        if item.text:
            stack.append(("text", item.text))

    def table(self, table: Any) -> None:
        """A table with its spans. One that only lays out a page (a table stands in a cell of it) is walked as a page."""
        if table.xpath("boolean(.//table)"):
            for place in table.xpath("./tr/td|./tr/th|./caption|./*[self::thead or self::tbody or self::tfoot]/tr/*[self::td or self::th]"):
                self.block(place)
                self.flush()
            return
        taken: dict[int, int] = {}
        for line in table.xpath("./tr|./*[self::thead or self::tbody or self::tfoot]/tr"):
            self.row += 1
            column = 1
            for place in line.xpath("./td|./th"):
                while taken.get(column, 0) >= self.row:
                    column += 1
                down, across = _span(place.get("rowspan")), _span(place.get("colspan"))
                text = clean(" ".join(t.strip() for t in place.itertext() if t.strip()))
                if column > limit("columns"):
                    break
                if text:
                    self.cells.append(Cell(text, self.row, column, down, across))
                if down > 1:
                    taken |= dict.fromkeys(range(column, column + across), self.row + down - 1)
                column += across


def _span(value: str | None) -> int:
    return min(int(value), 400) if value and value.isdigit() and int(value) > 0 else 1
