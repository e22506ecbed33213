"""Versions are pinned, alike for uv and for pip, and no registry is named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _name(requirement: str) -> str:
    return re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


def _pins() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_uv_and_pip_are_given_the_same_pins() -> None:
    assert PROJECT["tool"]["uv"]["constraint-dependencies"] == _pins()


def test_every_direct_dependency_is_pinned() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    direct = [*PROJECT["project"]["dependencies"], *extras["test"], *extras["postgres"], *extras["llm-test"]]
    pinned = {_name(pin) for pin in _pins()}
    assert {_name(d) for d in direct} <= pinned


def test_a_pin_is_a_name_and_a_version_and_nothing_else() -> None:
    assert all(re.fullmatch(r"[\w.-]+==[\w.+!-]+(?: ; .+)?", pin) for pin in _pins())
    committed = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "pyproject.toml", ROOT / "constraints.txt", ROOT / ".ci" / "run"))
    assert not re.search(r"https?://|index-url|find-links", committed)


def test_each_dependency_says_which_door_needs_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text[text.index("dependencies = [") : text.index("[project.optional-dependencies]")]
    assert all("#" in line for line in block.splitlines() if line.strip().startswith('"'))
