"""收件 (intake): JSON from outside becomes a Request or a Draft, or a BadInput that names every field at fault in one sentence.

Numbers may come as text (“5.6万元”, "5.6", "２０２３"); keys not known are ignored and noted; nothing else is guessed.
"""

from __future__ import annotations

import math
import re
from typing import Any

from pydantic import BaseModel, ValidationError

from assistant.domain.draft import Draft, Request
from assistant.domain.failures import BadInput
from assistant.domain.numeral import half_width, read_numeral
from assistant.domain.sieve import sieved
from assistant.domain.target import Target, unit_scale

_SAID = {
    "request": "申请", "project": "项目名称", "organisation": "单位", "region": "地区", "fiscal_year": "年度", "budget_wan": "预算（万元）",
    "description": "项目说明", "standard": "指标框架", "funding": "资金", "schedule": "支出计划", "tasks": "任务", "totals": "合计", "previous": "上年表",
    "objective": "绩效目标", "indicators": "指标", "kind": "类型", "name": "名称", "value": "指标值", "unit": "单位", "weight": "权重",
    "comparator": "符号", "level1": "一级指标", "level2": "二级指标", "confidential": "涉密标记", "sources": "依据来源",
}  # fmt: skip
_KNOWN_REQUEST = set(Request.model_fields)
_MONEY_KEYS = ("budget_wan", "total_wan", "fiscal_wan", "other_wan", "value_wan", "spent_wan")


class _Wrong(BadInput):
    """A BadInput that still knows what was wrong with which field, so that a draft can say it beside its own complaints."""

    def __init__(self, complaints: dict[str, str], remedy: str = "改好这些字段再试。") -> None:
        said = [f"{why}（{field}）" for field, why in complaints.items()]
        super().__init__("输入有问题：" + "；".join(said) + "。", remedy, list(complaints))
        self.complaints = complaints


def read_request(data: Any, at: str = "request") -> tuple[Request, list[str]]:
    """A Request and the notes on what was read leniently. Raises BadInput naming every field that is missing or wrong."""
    if not isinstance(data, dict):
        raise _Wrong({at: f"应是一个 JSON 对象，现在是{_kind(data)}"}, '请按 {"project":…,"description":…} 的样子给出。')
    notes: list[str] = []
    unfit: dict[str, str] = {}
    data = sieved(data, at, unfit)
    missing = [k for k in ("project", "description", "fiscal_year", "budget_wan") if data.get(k) is None]
    cleaned = _with_numbers(data, notes)
    unknown = sorted(k for k in data if k not in _KNOWN_REQUEST)
    if unknown:
        notes.append("未识别的字段已忽略：" + "、".join(map(str, unknown)))
    wrong = {f"{at}.{k}": f"{_SAID.get(k, k)}没有填写" for k in missing}
    try:
        request = Request.model_validate({k: v for k, v in cleaned.items() if k not in missing})
    except ValidationError as e:
        for field, why in _complaints(e, at).items():
            wrong.setdefault(field, why)
    if wrong := _also(wrong, unfit):
        raise _Wrong(wrong)
    return request, notes


def read_draft(data: Any, at: str = "") -> tuple[Draft, list[str]]:
    """A Draft (as `draft` printed it, or as another program wrote it) and notes. Raises BadInput naming every field at fault with its path."""
    if not isinstance(data, dict):
        raise BadInput(f"草稿应是一个 JSON 对象，现在是{_kind(data)}。", "请给出 draft 命令的输出，或同样结构的 JSON。", [at or "draft"])
    if "request" not in data and "draft" in data and isinstance(data["draft"], dict):
        return read_draft(data["draft"], at)
    notes: list[str] = []
    wrong: dict[str, str] = {}
    request: Any = data.get("request")
    prefix = f"{at}." if at else ""
    if data.get("confidential") is True and isinstance(request, dict) and "description" not in request:
        pass
    else:
        try:
            request, more = read_request(request, f"{prefix}request")
            notes += more
        except _Wrong as e:
            wrong.update(e.complaints)
    unfit: dict[str, str] = {}
    rest = sieved({k: v for k, v in data.items() if k != "request"}, at, unfit)
    rows = rest.get("indicators")
    if rows is not None and not isinstance(rows, list):
        wrong[f"{prefix}indicators"] = "指标应是一个列表"
        rest["indicators"] = []
    elif rows is None and not wrong and data.get("confidential") is not True:
        wrong[f"{prefix}indicators"] = "没有 indicators（指标列表）"
    try:
        draft = Draft.model_validate({**rest, "request": request if not wrong else _PLACEHOLDER})
    except ValidationError as e:
        for field, why in _complaints(e, at).items():
            wrong.setdefault(field, why)
    if wrong := _also(wrong, unfit):
        raise _Wrong(wrong)
    return draft, notes


_PLACEHOLDER = Request(project="-", description="-", fiscal_year=2000, budget_wan=0)


def number_in(value: Any) -> float | None:
    """A number given as a number or as text (“5.6”, “２０２３”, “二〇二三”, “5.6万元” → 5.6, “56000元” → 5.6 万元); None where it is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return float(value) if math.isfinite(value) else None
    if not isinstance(value, str):
        return None
    text = half_width(value).strip().replace(",", "")
    try:
        number = float(text)
        return number if math.isfinite(number) else None
    except ValueError:
        pass
    target = Target.read(text)
    if target.number is not None and target.unit.endswith("元"):
        return target.number * unit_scale(target.unit) / 10000
    return read_numeral(text.rstrip("年度"))


def _with_numbers(data: dict[str, Any], notes: list[str], path: str = "") -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, value in data.items():
        where = f"{path}{key}"
        if (key in _MONEY_KEYS or key == "fiscal_year") and isinstance(value, str):
            number = number_in(value)
            if number is not None:
                notes.append(f"{_SAID.get(key, key)}（{where}）写成了文字“{value}”，读作 {number:g}")
            out[key] = value if number is None else int(number) if key == "fiscal_year" else number
        elif key == "fiscal_year" and isinstance(value, float) and math.isfinite(value) and value == int(value):
            out[key] = int(value)
        elif isinstance(value, dict) and key != "schedule":
            out[key] = _with_numbers(value, notes, f"{where}.")
        elif isinstance(value, list):
            out[key] = [_with_numbers(v, notes, f"{where}[{n}].") if isinstance(v, dict) else v for n, v in enumerate(value)]
        else:
            out[key] = value
    return out


_WHY = {
    "missing": "没有填写", "string_type": "应是文字", "int_type": "应是整数", "float_type": "应是数字", "int_parsing": "应是整数", "float_parsing": "应是数字",
    "bool_type": "应是真或假", "bool_parsing": "应是 true 或 false", "list_type": "应是列表", "tuple_type": "应是列表", "dict_type": "应是对象", "model_type": "应是对象", "model_attributes_type": "应是对象",
    "finite_number": "应是有限的数", "int_from_float": "应是整数", "too_long": "应恰有两个数", "too_short": "应恰有两个数",
}  # fmt: skip


def _complaints(error: ValidationError, at: str) -> dict[str, str]:
    """{path: why} of a validation error, union branches folded into one complaint."""
    out: dict[str, str] = {}
    for e in error.errors():
        path = at
        for part in e["loc"]:
            if isinstance(part, int):
                path += f"[{part}]" if not str(path).endswith("]") or "[" not in path.rsplit(".", 1)[-1] else ""
            elif part in ("float", "int", "str", "Request", "Withheld") or part.startswith(("tuple", "list", "function", "constrained")):
                continue
            else:
                path = f"{path}.{part}" if path else str(part)
        kind = e["type"]
        if kind == "literal_error":
            why = "只能是 " + e["ctx"]["expected"].replace(" or ", "、").replace("'", "")
        elif kind == "value_error":
            why = str(e["ctx"]["error"])
            why = why if re.search(r"[\u4e00-\u9fff]", why) else "应是数、文字或两个数"
        else:
            why = _WHY.get(kind, "格式不对")
        out.setdefault(path, why if why.startswith(_said(path)[:2]) else f"{_said(path)}{why}")
    return out


def _also(wrong: dict[str, str], unfit: dict[str, str]) -> dict[str, str]:
    """All complaints, those of the sieve where a field has none of its own (nor a part or a whole that has)."""
    more = {path: f"{_said(path)}{why}" for path, why in unfit.items() if not any(path.startswith(w) or w.startswith(path) for w in wrong)}
    return wrong | more


def _said(path: str) -> str:
    last = path.rsplit(".", 1)[-1].split("[")[0]
    return _SAID.get(last, last)


def _kind(value: Any) -> str:
    if value is None:
        return "空"
    return {"str": "一段文字", "list": "一个列表", "int": "一个数", "float": "一个数", "bool": "真假值"}.get(type(value).__name__, "别的东西")


def as_json(model: BaseModel) -> dict[str, Any]:
    """A model as the contract's JSON: tuples as lists, nothing hidden."""
    return model.model_dump(mode="json")
