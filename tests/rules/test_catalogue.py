"""Every demand is listed, has a page, and its page is true: the wrong example is found, the right one is not."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

import assistant.rules as rules_room
from assistant.law import Law
from assistant.rules import catalogue, page
from assistant.rules.catalogue import RULES
from assistant.rules.example import read_example
from assistant.rules.rule import FAMILIES, SECTIONS, Rule

ROOT = Path(__file__).resolve().parents[2]
NOT_TOLD_BY_ANY_INPUT = {"annual_and_long_term_goals", "figures_have_evidence"}
"""Demands about fields no input we read has a key for: they can only say that they cannot tell."""
breakable = pytest.mark.parametrize("rule", [r for r in RULES if r.name not in NOT_TOLD_BY_ANY_INPUT], ids=lambda r: r.name)
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)


def _law(text: str) -> Law:
    year = re.search(r"年度：(\d+)", text)
    return Law.of(None, int(year[1]) if year else 2025)


def test_the_catalogue_lists_every_rule_file() -> None:
    files = {
        f"{family}.{module.name}"
        for family in FAMILIES
        for module in pkgutil.iter_modules([str(Path(rules_room.__file__ or "").parent / family)])
        if hasattr(import_module(f"assistant.rules.{family}.{module.name}"), "KIND")
    }
    assert files == {f"{r.family}.{r.name}" for r in RULES}


def test_every_demand_of_the_domain_has_one_rule() -> None:
    wanted = ["C01"] + [f"R{n:02}" for n in range(1, 60)] + [f"S{n:02}" for n in range(1, 16)]  # C: a demand of our own contract
    assert sorted(r.number for r in RULES) == wanted


@each_rule
def test_a_page_has_its_sections_in_order(rule: Rule) -> None:
    present = list(rule.page.sections)
    assert rule.title
    assert [s for s in SECTIONS if s in present] == present
    assert {"理由", "依据", "正例", "出处"} <= set(present)


@breakable
def test_the_wrong_example_is_found(rule: Rule) -> None:
    text = rule.page.sections["反例"]
    outcome = rule.check(read_example(text), _law(text))
    assert outcome.word == "broken", outcome


@each_rule
def test_the_right_example_is_left_alone(rule: Rule) -> None:
    text = rule.page.sections["正例"]
    outcome = rule.check(read_example(text), _law(text))
    assert outcome.word != "broken", outcome


@each_rule
def test_an_error_rests_on_arithmetic_the_form_or_a_confirmed_clause(rule: Rule) -> None:
    if rule.severity == "error":
        assert rule.rests_on in ("arithmetic", "form", "clause")
        assert rule.rests_on != "clause" or rule.basis.verified


@each_rule
def test_an_outcome_that_is_not_held_says_why(rule: Rule) -> None:
    outcome = rule.check(read_example("项目：空表\n目标："), Law.of(None, 2025))
    assert outcome.word == "held" or outcome.why


def test_a_rule_is_found_by_name_and_by_number() -> None:
    assert catalogue.rule("R28") is catalogue.rule("deadline_sits_under_timeliness")
    assert catalogue.rule("R99") is None


def test_the_digest_is_stable() -> None:
    assert catalogue.digest() == catalogue.digest()
    assert len(catalogue.digest()) == 16


def test_the_rulebook_in_the_docs_is_current() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == page.rulebook()
