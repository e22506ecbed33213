"""The whole measurement once: controls fail as they must, what got worse is named, the page takes the figures in."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval import compare, report
from eval.__main__ import application
from eval.bench import check
from eval.controls import CONTROLS
from eval.house import house
from eval.run import MEASURES, SUBJECTS, Figures, figures


@pytest.fixture(scope="module")
def measured() -> list[Figures]:
    with house() as workbench:
        return figures(workbench)


def test_every_measure_has_a_control_that_must_be_worse_on_it() -> None:
    for subject in SUBJECTS:
        held = {name for c in CONTROLS if c.subject == subject for name in c.must_be_worse_on}
        assert held == {m.name for m in MEASURES[subject]}


def test_every_control_fails_as_it_must(measured: list[Figures]) -> None:
    stubborn = [(c.control, c.measure) for f in measured for c in f.controls if not c.failed_as_it_must]
    assert stubborn == []


def test_the_product_is_worth_having(measured: list[Figures]) -> None:
    of = {name: score.value for f in measured for name, score in f.scores.items()}
    assert all(of[name] is not None for name in of)
    assert of["unsupported_numbers"] == 0 and of["secrets_kept"] == 1 and of["called_secret"] == 0
    assert of["mandatory_tiers"] == 1 and of["clean_without_error"] == 1


def test_nothing_got_worse_than_what_was_accepted_by_more_than_chance(measured: list[Figures]) -> None:
    worse = [c for c in compare.changes(compare.accepted(), measured) if c.beyond_chance]
    assert worse == []


def test_a_loss_is_named_with_its_case(measured: list[Figures], tmp_path: Path) -> None:
    drafts = next(f for f in measured if f.subject == "drafts")
    recall = drafts.scores["fact_recall"]
    case = next(key for key, (earned, _) in recall.cases.items() if earned)
    poorer = recall.model_copy(update={"value": (recall.value or 0) - 0.1, "cases": {**recall.cases, case: (0, recall.cases[case][1])}})
    after = drafts.model_copy(update={"scores": {**drafts.scores, "fact_recall": poorer}})
    compare.accept(measured, tmp_path / "baseline.json")
    (change,) = compare.changes(compare.accepted(tmp_path / "baseline.json"), [after])
    assert change.worse and change.beyond_chance and change.measure == "fact_recall" and change.cases == (case,)
    assert compare.changes(compare.accepted(tmp_path / "baseline.json"), measured) == []


def test_accepting_one_subject_keeps_the_others(measured: list[Figures], tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    compare.accept(measured, file)
    before = file.read_bytes()
    compare.accept(measured[:1], file)
    assert file.read_bytes() == before


def test_figures_go_between_their_marks_and_nowhere_else(measured: list[Figures], tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    page.write_text("前\n<!-- figures: rules -->\n旧表\n<!-- end -->\n后\n", encoding="utf-8")
    assert report.write(measured, page) == ["drafts", "retrieval"]
    text = page.read_text(encoding="utf-8")
    assert text.startswith("前\n") and text.endswith("\n后\n") and "旧表" not in text and "planted_found" in text
    report.write(measured, page)
    assert page.read_text(encoding="utf-8") == text


def test_the_page_of_the_repository_has_a_place_for_every_subject() -> None:
    text = report.PAGE.read_text(encoding="utf-8")
    assert all(f"<!-- figures: {subject} -->" in text for subject in SUBJECTS)


def test_a_bench_says_a_ratio_and_no_verdict() -> None:
    (row,) = check.bench(lambda text: None)
    assert row["check_to_floor"] > 0 and row["rules"] > 50


def test_the_commands_explain_themselves() -> None:
    for command in ("run", "compare", "report", "bench"):
        assert CliRunner().invoke(application, [command, "--help"]).exit_code == 0
