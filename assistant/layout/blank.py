"""空表 (Blank): an official layout before anyone has written in it, read from `official/*.toml`.

A layout is data: page, column widths in millimetres, rows of cells. A cell's text may hold slots (“{project}”); a row may repeat for each
indicator or task; a column may merge equal neighbours (tiers). Which slots there are is said by `assistant.export.fill`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.domain.failures import BadInput

CONTRACT_LAYOUTS = ("shanhaiguan", "zhanjiang", "guangzhou", "chengdu", "longgang", "tianhe", "national-goal", "national-selfevaluation")
"""The layout names of the contract; those without a file here are refused in words."""

_FOLDER = Path(__file__).with_name("official")


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BlankCell(_Data):
    """A cell to be filled: `text` with slots, `columns` and `rows` covered, `style`; `merge` joins it with equal ones below."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    style: str = "text"
    merge: bool = False


class BlankRow(_Data):
    """A row. `repeat` names what it repeats for; `table` starts a new table (a document repeats the first row of a table on each page)."""

    cells: tuple[BlankCell, ...]
    repeat: Literal["indicators", "tasks"] | None = None
    table: bool = False
    title: bool = False
    """Printed again at the top of each page (表头)."""


class Page(_Data):
    """Paper A4; margins and column widths in millimetres."""

    landscape: bool = False
    margin_mm: float = 18
    columns_mm: tuple[float, ...]
    font: str = "宋体"
    title_font: str = "黑体"
    size_pt: float = 10.5


class Blank(_Data):
    """An official layout. `for_kinds`: the kinds of request it is for; `not_applicable`: what the place prints in an unused tier."""

    name: str
    title: str
    source: str
    dated: str
    for_kinds: tuple[Literal["project", "department"], ...]
    not_applicable: str = "不适用"
    task_prefix: bool = False
    """Is an indicator printed with the number of its task (任务一：…)?"""
    page: Page
    row: tuple[BlankRow, ...] = Field(min_length=1)


def known_layouts() -> tuple[str, ...]:
    """The layouts that are here, by name."""
    return tuple(sorted(p.stem for p in _FOLDER.glob("*.toml")))


@cache
def blank_named(name: str) -> Blank:
    """The layout of that name. Raises BadInput for a name that is not in the contract and for one that is not here yet."""
    path = _FOLDER / f"{name}.toml"
    have = "、".join(known_layouts())
    if name not in CONTRACT_LAYOUTS:
        raise BadInput(f"没有叫“{name}”的版式。", f"可用的版式：{have}。", ["layout"])
    if not path.is_file():
        raise BadInput(f"版式“{name}”还没有做好。", f"现在可用：{have}。", ["layout"])
    return Blank.model_validate({"name": name, **tomllib.loads(path.read_text(encoding="utf-8"))})
