"""The form as it grows while a file is read top to bottom.

Readers of rows (`indicator_rows`, `wide_rows`, `column_tables`, `label_rows`) hand over what they found; here it is decided whose it is: which
form, which project, the unit as a whole. `finish` makes the frozen forms and merges those that belong together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from assistant.domain.form import (
    Doubt,
    Form,
    Location,
    PrintedIndicator,
    PrintedText,
    Project,
    Rate,
    Reading,
    Task,
    TextRole,
    Total,
    Unplaced,
)
from assistant.domain.target import Target
from assistant.layout.grid import Cell, Grid

DEPARTMENT = "department"
_LONGEST_TARGET = 2000
"""Characters of the longest cell that is searched for a value; longer ones are words."""
_PRINTED = frozenset(PrintedIndicator.model_fields)
_ITEM = re.compile(r"(?:^|(?<=[\s；;。]))\s*(?:\d{1,2}\s*[.、．](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])\s*")
_YEAR = re.compile(r"(20\d{2})\s*年")
_TITLE_HEAD = re.compile(r"(?:20\d{2}年?度?|关于|附件\d*|公开)+")
_PLACE = re.compile(r"^(?:中共|共青团)?((?:.{2,8}?(?:省|自治区))?(?:.{2,6}?(?:市|自治州|州|盟))?(?:.{2,5}?(?:区|县|旗|市))?)")


@dataclass
class Sketch:
    """A form being gathered. Fields of projects and tasks are kept as dictionaries until the end."""

    title: str | None = None
    department: bool = False
    evaluation: bool = False
    organisation: str | None = None
    named: bool = False
    """Was the organisation given under its own label?"""
    year: int | None = None
    staff: dict[str, int | None] = field(default_factory=dict)
    totals: list[Total] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    tasks: list[dict[str, Any]] = field(default_factory=list)
    projects: list[dict[str, Any]] = field(default_factory=list)
    indicators: list[dict[str, Any]] = field(default_factory=list)
    texts: list[PrintedText] = field(default_factory=list)
    execution_score: float | None = None
    total: float | None = None
    grade: str | None = None

    @property
    def empty(self) -> bool:
        return not (self.indicators or self.projects or self.tasks or self.texts or self.totals)

    @property
    def kind(self) -> str:
        whole = self.department or not self.projects
        return ("部门整体" if whole else "项目") + ("自评表" if self.evaluation else "目标表")


class Gathering:
    """What has been read so far. `grid` is the one being read; money printed in 元 is turned into 万元 by `scale`."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.sketches: list[Sketch] = [Sketch()]
        self.doubts: list[Doubt] = []
        self.unplaced: list[Unplaced] = []
        self.grid = Grid(file=file)
        self.scale = 1.0
        self.open_text: int | None = None
        self.open_role: tuple[TextRole, str] | None = None
        self.open_field: tuple[dict[str, Any], str] | None = None
        """The project's text being read, in case it goes on in the next row."""
        self.next_no: str | None = None
        self.in_project = False
        self.last_head: object = None
        """The head of the last indicator table, in case it goes on after a page break."""

    @property
    def form(self) -> Sketch:
        return self.sketches[-1]

    @property
    def project(self) -> dict[str, Any] | None:
        """The project whose rows are being read, or None for the unit as a whole."""
        return self.form.projects[-1] if self.form.projects and self.in_project else None

    def enter(self, grid: Grid) -> None:
        self.grid = grid
        self.close_text()

    def where(self, cell: Cell) -> Location:
        return self.grid.location(cell)

    # -- forms and projects --------------------------------------------------------------------------------------

    def start_form(self, title: str | None = None) -> Sketch:
        """A new form begins, unless nothing has been read into the present one."""
        if not self.form.empty:
            self.sketches.append(Sketch())
        self.close_text()
        self.in_project = False
        self.last_head = None
        self.scale = 1.0
        form = self.form
        form.title = form.title or title
        return form

    def start_project(self, name: str, **fields: Any) -> dict[str, Any]:
        """A project begins; one that has no name and no rows yet is the one meant."""
        self.close_text()
        last = self.form.projects[-1] if self.form.projects and self.in_project else None
        if last is not None and not last.get("name") and not self._has_rows(len(self.form.projects) - 1):
            last |= {"name": name, **fields}
        else:
            self.form.projects.append({"name": name, "no": self.next_no, **fields})
            self.next_no = None
        self.in_project = True
        return self.form.projects[-1]

    def nameless_project(self) -> dict[str, Any]:
        """The project being read, begun now where its code or money come before its name."""
        if self.project is None or (self.project.get("name") and self._has_rows(len(self.form.projects) - 1)):
            self.form.projects.append({"name": "", "no": self.next_no})
            self.next_no = None
            self.in_project = True
        return self.form.projects[-1]

    def _has_rows(self, n: int) -> bool:
        return any(i["project"] == n for i in self.form.indicators)

    # -- rows, texts, sums ---------------------------------------------------------------------------------------

    def add_indicator(self, cell: Cell, *, project: int | None = None, task_no: str | None = None, **values: Any) -> None:
        """A row of an indicator table, located at its name (or value) cell. `project` is an index; by default the project being read."""
        if project is None and self.project is not None:
            project = len(self.form.projects) - 1
        self.form.indicators.append({"project": project, "task_no": task_no, "location": self.where(cell), **values})

    def add_text(self, role: TextRole, heading: str | None, text: str, cell: Cell) -> None:
        """A text with its heading; texts that follow without a heading are appended to it."""
        self.form.texts.append(PrintedText(role=role, heading=heading, text=text, location=self.where(cell)))
        self.open_text = len(self.form.texts) - 1
        self.open_role = None

    def continue_text(self, text: str, cell: Cell) -> bool:
        """Append a paragraph to the text being read; False where none is."""
        if self.open_role is not None:
            role, heading = self.open_role
            self.add_text(role, heading, text, cell)
            return True
        if self.open_field is not None:
            owner, key = self.open_field
            owner[key] = f"{owner[key]}\n{text}".strip()
            return True
        if self.open_text is None:
            return False
        before = self.form.texts[self.open_text]
        self.form.texts[self.open_text] = before.model_copy(update={"text": f"{before.text}\n{text}"})
        return True

    @property
    def reading_role(self) -> TextRole | None:
        """The part the text being read plays."""
        if self.open_role is not None:
            return self.open_role[0]
        return self.form.texts[self.open_text].role if self.open_text is not None else None

    def open_heading(self, role: TextRole, heading: str) -> None:
        self.open_text, self.open_role = None, (role, heading)

    def close_text(self) -> None:
        self.open_text = self.open_role = self.open_field = None

    def add_total(self, label: str, value: float | None) -> None:
        self.form.totals.append(Total(label=label, value_wan=value))

    def add_rate(self, label: str, value: str) -> None:
        self.form.rates.append(Rate(label=label, value=value))

    def doubt(self, kind: str, message: str, cell: Cell | None = None, mending: str | None = None) -> None:
        location = self.where(cell) if cell else Location(file=self.file)
        self.doubts.append(Doubt(kind=kind, message=message, location=location, mending=mending))

    def leave(self, text: str, cell: Cell) -> None:
        """Text that found no home."""
        self.unplaced.append(Unplaced(text=text, location=self.where(cell)))

    # -- the end -------------------------------------------------------------------------------------------------

    def finish(self) -> Reading:
        """The frozen reading: empty forms left out, forms of one unit and kind joined."""
        units = {s.organisation for s in self.sketches if s.organisation}
        years = {s.year for s in self.sketches if s.year}
        for sketch in self.sketches:
            sketch.year = sketch.year or (next(iter(years)) if len(years) == 1 else None)
            sketch.organisation = sketch.organisation or (next(iter(units)) if len(units) == 1 else None)
        forms = tuple(_form(s) for s in _joined([s for s in self.sketches if not s.empty]))
        return Reading(file=self.file, forms=forms, doubts=tuple(self.doubts), unplaced=tuple(self.unplaced))


def _joined(sketches: list[Sketch]) -> list[Sketch]:
    """Project forms of one unit, year and kind that follow each other are one form with several projects; a headless rest belongs to the form before."""
    out: list[Sketch] = []
    for sketch in sketches:
        before = out[-1] if out else None
        same_unit = (
            before is not None and (sketch.organisation or before.organisation) in (before.organisation, None) and sketch.year in (before.year, None)
        )
        if before is not None and same_unit and sketch.projects and before.projects and sketch.kind == before.kind and not sketch.department:
            _append(before, sketch)
        else:
            out.append(sketch)
    return out


def _append(before: Sketch, more: Sketch) -> None:
    shift = len(before.projects)
    before.projects += more.projects
    before.indicators += [{**i, "project": None if i["project"] is None else i["project"] + shift} for i in more.indicators]
    before.texts += more.texts
    before.totals += more.totals
    before.rates += more.rates
    before.tasks += more.tasks
    before.total = more.total if before.total is None else before.total


def _form(sketch: Sketch) -> Form:
    tasks = [Task(**{k: v for k, v in t.items() if k in Task.model_fields}) for t in sketch.tasks]
    projects = [Project(**{k: v for k, v in p.items() if k in Project.model_fields and v is not None}) for p in sketch.projects]
    return Form(
        form_kind=sketch.kind,
        organisation=sketch.organisation,
        region=region_of(sketch.organisation),
        fiscal_year=sketch.year,
        staff=sketch.staff,
        totals=tuple(sketch.totals),
        rates=tuple(sketch.rates),
        tasks=tuple(tasks),
        projects=tuple(projects),
        execution_score=sketch.execution_score,
        total=sketch.total,
        grade=sketch.grade,
        indicators=tuple(_indicator(i, projects, tasks, sketch.year) for i in sketch.indicators),
        texts=tuple(sketch.texts),
    )


def _indicator(values: dict[str, Any], projects: list[Project], tasks: list[Task], year: int | None) -> PrintedIndicator:
    owner, owner_no = DEPARTMENT, None
    if values["project"] is not None:
        project = projects[values["project"]]
        owner, owner_no = project.name or DEPARTMENT, project.no
    elif values["task_no"]:
        task = next((t for t in tasks if values["task_no"] in (t.no, t.name)), None)
        owner = task.name if task and task.name else values["task_no"]
    fields = {k: v for k, v in values.items() if k in _PRINTED}
    target = values.get("target")
    if target and values.get("status") == "given":
        fields["aim"], fields["items"] = _aim(target, year or 2000)
    return PrintedIndicator(owner=owner, owner_no=owner_no, **fields)


@lru_cache(maxsize=8192)
def _aim(target: str, year: int) -> tuple[Target, tuple[str, ...]]:
    """What a printed target means, and its numbered items. Many rows of a form say the same."""
    if len(target) > _LONGEST_TARGET:
        return Target(comparator="定性", value=target), ()
    return Target.read(target, year), items_of(target)


def items_of(text: str) -> tuple[str, ...]:
    """The numbered items of a cell (1、… 2、…), or nothing where it holds one value."""
    items = [t.strip(" ；;。\n") for t in _ITEM.split(text) if t.strip(" ；;。\n")]
    return tuple(items) if len(items) > 1 else ()


def region_of(organisation: str | None) -> str | None:
    """The place at the head of a unit's name (深圳市龙岗区妇女联合会 → 深圳市龙岗区), or None."""
    m = _PLACE.match(organisation or "")
    return m[1] or None if m else None


def year_in(text: str) -> int | None:
    """The year a title or a label says."""
    m = _YEAR.search(text)
    return int(m[1]) if m else None
