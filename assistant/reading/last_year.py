"""上年表 (last year): a form or self-evaluation to start from, out of a file of any kind `read` knows, a draft's JSON, or what `accept` printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.domain.draft import Previous, PreviousIndicator
from assistant.domain.failures import BadInput
from assistant.domain.form import Form
from assistant.reading.read import read_file


def last_year(path: Path) -> Previous:
    """Last year's rows, targets and actuals. Raises UnreadableForm or BadInput where the file holds none."""
    data = _json(path)
    previous = _of_form(read_file(path).forms) if data is None else _of_json(data)
    if not previous.indicators:
        raise BadInput("上年的表里没有读出指标。", "请换一份填好的目标表或自评表，或不带上年表直接起草。", ["previous"])
    return previous


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return None  # no JSON: a form of another kind, and whoever reads that says what is wrong with it


def _of_json(data: Any) -> Previous:
    form = data.get("form", data) if isinstance(data, dict) else None
    if not isinstance(form, dict):
        raise BadInput("上年的表应是一个 JSON 对象。", "请给出去年的草稿、采纳结果或自评。", ["previous"])
    request = form.get("request")
    said = {**request, **form} if isinstance(request, dict) else form
    try:
        return Previous.model_validate(said)
    except ValidationError as e:
        fields = ["previous." + ".".join(map(str, error["loc"])) for error in e.errors()]
        raise BadInput(f"上年的表有 {len(fields)} 处读不懂。", "请改好这些字段，或换一份文件。", fields) from e


def _of_form(forms: tuple[Form, ...]) -> Previous:
    """The first form that has indicators; of a form with several projects, the first project's."""
    for form in forms:
        rows = [r for r in form.indicators if r.name and r.status in ("given", "blank")]
        if not rows:
            continue
        owner = rows[0].owner
        project = next((p for p in form.projects if p.name == owner), None)
        return Previous(
            fiscal_year=form.fiscal_year,
            project=project.name if project else form.organisation,
            budget_wan=project.budget_wan if project else None,
            objective=project.objective if project else None,
            indicators=tuple(
                PreviousIndicator(
                    level1=r.level1, level2=r.level2, task=r.task, name=r.name or "", target=r.target, actual=r.actual,
                    explanation=r.explanation, basis=r.basis, weight=r.weight,
                )
                for r in rows if r.owner == owner
            ),
        )  # fmt: skip
    return Previous()
