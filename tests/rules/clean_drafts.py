"""Clean drafts of our own (养老, 工程, 信息化, 法律援助, 物资, 场馆, 防疫): what a strict reviewer lets pass. Tests damage copies of them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "clean"
NAMES = tuple(sorted(p.stem for p in HERE.glob("*.json")))


def clean(name: str) -> dict[str, Any]:
    """A fresh copy of one clean draft, as JSON."""
    return copy.deepcopy(json.loads((HERE / f"{name}.json").read_text(encoding="utf-8")))
