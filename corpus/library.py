"""指标库 (the library): what a good form of each project type has, from `corpus/library/*.toml`, one type a file.

    name = "会议培训"                       the type; also = other names of it
    served = "参训学员"                     whom it serves when the words name nobody; goes into the slot {group}
    construction = false                   工程基建, 大型修缮及购置: cost is mandatory

    [[entry]]                              one indicator (domain.pattern.IndicatorPattern)
    level2 = "数量指标"                     tier in the words of standard "2015"
    name = "{object}购置数量"               a short noun phrase; it must still read well when the slot is left empty
    comparator = "≥"
    units = ["台", "套"]                   units that fit, the one to print first; money, time and head-counts never mix
    core, words, needs, explanation, measurement, question, misuse, qualitative      as in IndicatorPattern
    usual = { value = 95, ref = "p001_…", quote = "…" }     only where a record or a dated document carries it

    [[not_applicable]]                     a benefit tier such a project does not have, with the reason a form gives

A file that breaks these rules is refused when it is loaded, by file and entry, so that a unit that adds its own types learns of it at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.domain.failures import BadInput
from assistant.domain.frame import BENEFITS, QUANTITY, SERVED_SATISFACTION, tiers
from assistant.domain.indicator import stable_id
from assistant.domain.pattern import IndicatorPattern, NotApplicable, TypeProfile

GENERAL = "其他"
"""The profile for a type that is not known."""
FOLDER = Path(__file__).parent / "library"
_SLOTS = {"object", "group"}
_ENTRY_KEYS = set(IndicatorPattern.model_fields) - {"id", "project_type"}
_TYPE_KEYS = {"name", "also", "served", "construction", "entry", "not_applicable"}


class LibraryBroken(BadInput):
    """A library file that breaks the format: every complaint with its file and entry."""

    def __init__(self, complaints: Sequence[str]) -> None:
        super().__init__("指标库读不进来：" + "；".join(complaints) + "。", "按 corpus/library.py 开头的格式改好这些条目再启动。")
        self.complaints = list(complaints)


class Shelf:
    """Answers `ports.Library` from the TOML files of a folder. Reads them once; raises LibraryBroken naming every fault."""

    def __init__(self, folder: Path = FOLDER) -> None:
        complaints: list[str] = []
        self._profiles: dict[str, TypeProfile] = {}
        for path in sorted(folder.glob("*.toml")):
            profile = _read(path, complaints)
            if profile is None:
                continue
            if profile.name in self._profiles:
                complaints.append(f"{path.name}：类型“{profile.name}”已在别的文件里")
            self._profiles[profile.name] = profile
        if GENERAL not in self._profiles:
            complaints.append(f"缺少通用类型“{GENERAL}”")
        if complaints:
            raise LibraryBroken(complaints)
        self._also = {other: p.name for p in self._profiles.values() for other in p.also}

    def types(self) -> Sequence[str]:
        """The types by name, the general one last."""
        return [*sorted(n for n in self._profiles if n != GENERAL), GENERAL]

    def profile(self, project_type: str | None) -> TypeProfile:
        """The profile of a type by its name or another name of it; the general one for None or a type not known."""
        name = project_type or GENERAL
        return self._profiles.get(self._also.get(name, name)) or self._profiles[GENERAL]

    def entry(self, entry_id: str) -> IndicatorPattern | None:
        """The entry a draft cites, by its id."""
        return next((e for p in self._profiles.values() for e in p.entries if e.id == entry_id), None)


def entry_id(project_type: str, level2: str, name: str) -> str:
    """The id of an entry: readable type, and a digest of tier and name. It changes only when the entry becomes another one."""
    return f"library:{project_type}:{stable_id(level2, name)}"


def without_slots(name: str) -> str:
    """The name with its slots left empty: “{object}购置数量” → “购置数量”."""
    return re.sub(r"\{\w+\}", "", name)


def _read(path: Path, complaints: list[str]) -> TypeProfile | None:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        complaints.append(f"{path.name}：不是合格的 TOML（{e}）")
        return None
    name = data.get("name")
    if not isinstance(name, str) or not name:
        complaints.append(f"{path.name}：没有写类型的名称 name")
        return None
    complaints += [f"{path.name}：不认识的键 {key}" for key in sorted(set(data) - _TYPE_KEYS)]
    entries = [found for n, raw in enumerate(data.get("entry", []), 1) if (found := _entry(path, n, name, raw, complaints))]
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            complaints.append(f"{path.name}：{entry.level2}“{entry.name}”写了两次")
        seen.add(entry.id)
    return TypeProfile(
        name=name,
        also=tuple(data.get("also", ())),
        entries=tuple(entries),
        not_applicable=tuple(a for raw in data.get("not_applicable", []) if (a := _not_applicable(path, name, raw, complaints))),
        served=data.get("served"),
        construction=bool(data.get("construction", False)),
    )


def _entry(path: Path, number: int, project_type: str, raw: dict[str, Any], complaints: list[str]) -> IndicatorPattern | None:
    where = f"{path.name} 第{number}条“{raw.get('name', '')}”"
    wrong = [f"{where}：不认识的键 {key}" for key in sorted(set(raw) - _ENTRY_KEYS)]
    level2, name = str(raw.get("level2", "")), str(raw.get("name", ""))
    try:
        pattern = IndicatorPattern.model_validate({**raw, "id": entry_id(project_type, level2, name), "project_type": project_type})
    except ValidationError as e:
        fields = sorted({".".join(str(part) for part in error["loc"]) for error in e.errors()})
        complaints += [*wrong, f"{where}：{'、'.join(fields)} 不对"]
        return None
    wrong += [f"{where}：{fault}" for fault in _faults(pattern)]
    complaints += wrong
    return None if wrong else pattern


def _faults(pattern: IndicatorPattern) -> list[str]:
    """What breaks the house's idea of a usable entry."""
    faults: list[str] = []
    if pattern.level2 not in tiers("2015"):
        faults.append(f"层级“{pattern.level2}”不在 2015 框架里")
    slots = set(re.findall(r"\{(\w+)\}", pattern.name))
    if slots - _SLOTS:
        faults.append(f"名称里的 {{{'、'.join(sorted(slots - _SLOTS))}}} 不是可填的位置")
    if len(without_slots(pattern.name)) < 2:
        faults.append("名称去掉填空后不成话")
    if (pattern.comparator == "定性") != bool(pattern.qualitative):
        faults.append("定性条目须写明可核实的表述 qualitative，其他条目不写")
    if pattern.comparator != "定性" and not pattern.units:
        faults.append("没有计量单位 units")
    if pattern.usual is None and pattern.qualitative is None and not pattern.question:
        faults.append("既没有通常值又没有问题 question，无从填写")
    if not pattern.explanation:
        faults.append("没有说明 explanation")
    if not pattern.measurement.evidence:
        faults.append("没有佐证资料 measurement.evidence")
    if pattern.level2 == SERVED_SATISFACTION and not pattern.measurement.method:
        faults.append("满意度须写明调查办法 measurement.method")
    if pattern.level2 == QUANTITY and pattern.units and pattern.units[0] == "%":
        faults.append("数量指标不能以百分比计")
    return faults


def _not_applicable(path: Path, project_type: str, raw: dict[str, Any], complaints: list[str]) -> NotApplicable | None:
    level2, reason = str(raw.get("level2", "")), str(raw.get("reason", ""))
    if level2 not in BENEFITS or not reason:
        complaints.append(f"{path.name}：不适用的只能是效益层级，且须写明理由（{level2 or '未写层级'}）")
        return None
    return NotApplicable(project_type=project_type, level2=level2, reason=reason)
