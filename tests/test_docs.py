"""What can be asked for is written down: found by looking into the house, not by remembering to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from assistant.commands.application import application
from assistant.rules.rule import FAMILIES
from assistant.settings import Settings
from prompts.library import tasks

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def commands() -> list[str]:
    """Every command as it is typed, those of a group with the group's name before them."""
    group = typer.main.get_command(application)
    named = {name: getattr(command, "commands", {}) for name, command in group.commands.items()}  # type: ignore[attr-defined]
    return [f"{name} {part}".strip() for name, parts in named.items() for part in (parts or [""])]


@pytest.mark.parametrize("command", commands())
def test_every_command_has_a_line(command: str) -> None:
    assert f"`jixiao {command}" in text("commands.md")


@pytest.mark.parametrize("layout", sorted(p.stem for p in (ROOT / "assistant" / "layout" / "official").glob("*.toml")))
def test_every_layout_has_a_line(layout: str) -> None:
    assert f"| `{layout}` |" in text("commands.md")


@pytest.mark.parametrize(("family", "title"), FAMILIES.items())
def test_every_family_of_rules_is_named_to_a_contributor(family: str, title: str) -> None:
    assert f"| `{family}` | {title} |" in text("contributing.md")


@pytest.mark.parametrize("task", tasks())
def test_every_prompt_is_named_and_shown(task: str) -> None:
    assert f"`{task}`" in text("contributing.md")
    assert f"## {task} v" in text("prompts.md")


def test_every_setting_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    hidden = {"checker_timeout_s"}
    assert [name for name in Settings.model_fields if name not in hidden and f"JIXIAO_{name.upper()}" not in readme] == []


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda p: p.name)
def test_every_path_a_page_names_is_there(page: Path) -> None:
    named = re.findall(r"`((?:assistant|corpus|prompts|tests|index|eval)/[\w/.-]+)`", page.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in DOCS.glob("*.md"):
        for target in re.findall(r"\]\(((?!https?:|#)[^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} → {target}"
