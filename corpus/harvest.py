"""收录 (harvest): what a reading of published forms yields as records, with ids that are the same whenever the same file is read.

A form gives one record a project (`KEY-p1` …), one a task (`KEY-t1` …), and one for the unit as a whole (`KEY-dept`) where rows are its own.
KEY is the form's key in the corpus, by default a digest of what the form is: unit, year, kind — so that two files of one form are noticed.
A confidential project keeps its code and amount and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.domain.draft import WITHHELD_NAME
from assistant.domain.form import Form, PrintedIndicator, Project, Provenance, Reading, Record, RecordIndicator, Task
from assistant.domain.indicator import NOT_APPLICABLE, stable_id
from assistant.understanding.project_type import project_types
from corpus.doubts import with_doubts

DEPARTMENT = "department"
WHOLE = "其他"
"""The project type of a unit as a whole."""


def records_of(reading: Reading, *, keys: Sequence[str] = (), digest: str | None = None) -> list[Record]:
    """The records of a reading, form by form, in printed order.

    `keys` names each form's ids (the corpus's own forms); `digest` is the file's hash, kept as provenance. Doubts are worked out on every row.
    Two forms of one key (a unit's goals and its projects, printed in one text) share its numbering.
    """
    records: list[Record] = []
    for number, form in enumerate(reading.forms):
        key = keys[number] if number < len(keys) else form_key(form)
        provenance = Provenance(source=reading.file, place=form.region, digest=digest, read_by="jixiao read")
        records += _of_form(form, key, provenance)
    return [with_doubts(r) for r in records]


def form_key(form: Form) -> str:
    """A key for a form, the same for every copy of it: unit, year, kind and the names it holds."""
    names = [p.code or p.name for p in form.projects] + [t.name for t in form.tasks]
    return "r" + stable_id(form.organisation, form.fiscal_year, form.form_kind, *names)


def sameness(record: Record) -> str:
    """What makes two records the same project: unit, year, kind, project, amount; rows count only where the project has no name."""
    rows = () if record.project else tuple((i.name, i.target) for i in record.indicators)
    return stable_id(record.organisation, record.fiscal_year, record.kind, record.project, record.budget_wan, *rows)


def _of_form(form: Form, key: str, provenance: Provenance) -> Iterable[Record]:
    for number, project in enumerate(form.projects, 1):
        yield _of_project(form, project, f"{key}-p{number}", provenance)
    for number, task in enumerate(form.tasks, 1):
        yield _of_task(form, task, f"{key}-t{number}", provenance)
    own = [i for i in form.indicators if i.owner == DEPARTMENT]
    if own:
        yield _blank(form, f"{key}-dept", _signed(provenance, own)).model_copy(
            update={
                "project": f"{(form.organisation or '').removesuffix('部门')}部门整体",
                "project_type": WHOLE,
                "kind": "部门整体自评表" if form.form_kind.endswith("自评表") else "部门整体目标表",
                "budget_wan": _total(form),
                "indicators": _rows(own),
            }
        )


def _of_project(form: Form, project: Project, record_id: str, provenance: Provenance) -> Record:
    if project.confidential:
        return _blank(form, record_id, provenance).model_copy(
            update={"project": _code(project), "budget_wan": project.budget_wan, "confidential": True}
        )
    rows = [i for i in form.indicators if i.owner == project.name and (i.owner_no or project.no) == project.no]
    return _blank(form, record_id, _signed(provenance, rows)).model_copy(
        update={
            "project": project.name,
            "project_type": _type(project.name, project.purpose, project.objective),
            "budget_wan": project.budget_wan,
            "spent_wan": project.spent_wan,
            "description": project.purpose or project.objective,
            "objective": project.objective if project.purpose else None,
            "indicators": _rows(rows),
        }
    )


def _code(project: Project) -> str:
    """What a confidential project is called here: its code, never its name."""
    return project.code or (project.name if project.name.isdigit() else WITHHELD_NAME)


def _of_task(form: Form, task: Task, record_id: str, provenance: Provenance) -> Record:
    names = {name for name in (task.no, task.name) if name}
    rows = [i for i in form.indicators if i.owner in names or i.task in names]
    return _blank(form, record_id, _signed(provenance, rows)).model_copy(
        update={
            "project": task.name,
            "project_type": _type(task.name, task.content, task.goal),
            "budget_wan": task.budget_wan,
            "description": task.content,
            "objective": task.goal,
            "indicators": _rows(rows),
        }
    )


def _blank(form: Form, record_id: str, provenance: Provenance) -> Record:
    return Record(
        id=record_id,
        source=provenance.source,
        organisation=form.organisation,
        region=form.region,
        fiscal_year=form.fiscal_year,
        kind=form.form_kind,
        provenance=provenance,
    )


def _signed(provenance: Provenance, rows: Iterable[PrintedIndicator]) -> Provenance:
    """The provenance with the models among the readers of these rows named."""
    models = dict.fromkeys(i.read_by for i in rows if i.read_by)
    return provenance.model_copy(update={"read_by": "、".join((provenance.read_by or "", *models))}) if models else provenance


def _rows(indicators: Iterable[PrintedIndicator]) -> tuple[RecordIndicator, ...]:
    return tuple(
        RecordIndicator(
            level1=i.level1,
            level2=i.level2,
            name=i.name or "",
            target=NOT_APPLICABLE if i.status == "not_applicable" else i.target,
            actual=NOT_APPLICABLE if i.status == "not_applicable" else i.actual,
            weight=i.weight,
            explanation=i.explanation,
            basis=i.basis,
        )
        for i in indicators
    )


def _total(form: Form) -> float | None:
    """The unit's budget where the form prints one sum for it, or basic and project spending that make one."""
    sums = {t.label: t.value_wan for t in form.totals if t.value_wan is not None}
    for label in ("预算合计", "资金总额", "合计", "财政拨款"):
        for printed, value in sums.items():
            if label in printed:
                return value
    return None


def _type(name: str, *texts: str | None) -> str:
    found = project_types("。".join(text for text in texts if text), name)
    return found[0].name if found else WHOLE
