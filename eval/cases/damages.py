"""规则案例: clean drafts, and the same drafts damaged in one declared way each (`damages.toml`).

A damage sets fields of one row, drops a tier, adds a row, or rewrites words of the objective or the request; `kind` is what must then be found.
"""

from __future__ import annotations

import copy
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain.draft import Draft
from assistant.domain.intake import read_draft

FILE = Path(__file__).with_name("damages.toml")
CLEAN = Path(__file__).parents[2] / "tests" / "rules" / "clean"


@dataclass(frozen=True)
class RuleCase:
    """A draft, and the fault planted in it: `kind` and the row's name (None where the whole is at fault). A clean draft has no `kind`."""

    id: str
    draft: Draft
    kind: str | None = None
    row: str | None = None


def rule_cases(file: Path = FILE, folder: Path = CLEAN) -> list[RuleCase]:
    """Every clean draft, then every damaged one."""
    clean = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))}
    damages = tomllib.loads(file.read_text(encoding="utf-8"))["damage"]
    sound = [RuleCase(f"clean-{name}", read_draft(data)[0]) for name, data in clean.items()]
    hurt = [
        RuleCase(f"damage-{n:02}-{d['kind']}", read_draft(damaged(clean[d["draft"]], d))[0], d["kind"], _where(d)) for n, d in enumerate(damages, 1)
    ]
    return sound + hurt


def _where(damage: dict[str, Any]) -> str | None:
    """The row on which the fault must be found: the one named, else the one changed or added, under its new name."""
    changed = damage.get("set", {}).get("name", damage.get("row"))
    found: str | None = damage.get("found_on", damage.get("add", {}).get("name", changed))
    return found


def damaged(data: dict[str, Any], damage: dict[str, Any]) -> dict[str, Any]:
    """A copy of a draft's JSON with one damage done. Raises ValueError where the damage does not fit: a case that plants nothing is no case."""
    hurt = copy.deepcopy(data)
    rows: list[dict[str, Any]] = hurt["indicators"]
    if "row" in damage:
        next(_only(rows, damage["row"])).update(damage["set"])
    if "drop" in damage:
        hurt["indicators"] = [r for r in rows if r["level2"] not in damage["drop"]]
        for row in hurt["indicators"]:
            row["weight"] = None  # the missing tier is to be the only fault
    if "add" in damage:
        rows.append(damage["add"])
    for place, (old, new) in damage.get("rewrite", {}).items():
        holder = hurt if place == "objective" else hurt["request"]
        if old not in holder[place]:
            raise ValueError(f"“{old}”不在{place}里")
        holder[place] = holder[place].replace(old, new)
    hurt["request"].update(damage.get("request", {}))
    if hurt == data:
        raise ValueError(f"什么也没有改：{damage}")
    return hurt


def _only(rows: list[dict[str, Any]], name: str) -> Any:
    found = [r for r in rows if r["name"] == name]
    if len(found) != 1:
        raise ValueError(f"“{name}”应恰有一行，现有{len(found)}行")
    return iter(found)
