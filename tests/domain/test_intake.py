"""JSON from outside is read, or every field at fault is named in one sentence."""

from __future__ import annotations

import pytest

from assistant.domain.draft import Draft, Request
from assistant.domain.failures import BadInput
from assistant.domain.intake import as_json, number_in, read_draft, read_request

GOOD = {"project": "培训", "description": "办班4期", "fiscal_year": 2023, "budget_wan": 5.6}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"budget_wan": -1}, "request.budget_wan"),
        ({"budget_wan": float("nan")}, "request.budget_wan"),
        ({"budget_wan": None}, "request.budget_wan"),
        ({"budget_wan": {"value": 1}}, "request.budget_wan"),
        ({"fiscal_year": 0}, "request.fiscal_year"),
        ({"description": "  "}, "request.description"),
        ({"project": None}, "request.project"),
        ({"standard": "2019"}, "request.standard"),
        ({"kind": "unit"}, "request.kind"),
        ({"tasks": [{"name": 3}]}, "request.tasks[0].name"),
    ],
)
def test_a_bad_field_is_named(change: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as e:
        read_request({**GOOD, **change})
    assert e.value.fields == [field]
    assert field in e.value.message


def test_all_bad_fields_are_named_at_once() -> None:
    with pytest.raises(BadInput) as e:
        read_request({})
    assert e.value.fields == ["request.project", "request.description", "request.fiscal_year", "request.budget_wan"]


def test_money_written_as_text_is_read_and_noted() -> None:
    request, notes = read_request({**GOOD, "budget_wan": "5.6万元", "fiscal_year": "二〇二四"})
    assert (request.budget_wan, request.fiscal_year) == (5.6, 2024)
    assert len(notes) == 2


def test_unknown_keys_are_ignored_with_a_note() -> None:
    _, notes = read_request({**GOOD, "colour": "red"})
    assert "colour" in notes[0]


def test_a_draft_names_each_bad_row_with_its_path() -> None:
    bad = {
        "request": {**GOOD, "budget_wan": "many"},
        "objective": 123,
        "indicators": [{"name": "a", "weight": "十"}, "row", {"name": "b", "value": ["≥", 95]}],
    }
    with pytest.raises(BadInput) as e:
        read_draft(bad)
    assert {"request.budget_wan", "objective", "indicators[0].weight", "indicators[1]", "indicators[2].value"} <= set(e.value.fields)


def test_a_draft_written_by_us_is_read_back_unchanged() -> None:
    draft = Draft(request=Request(**GOOD), objective="办班4期。")  # type: ignore[arg-type]
    assert read_draft(as_json(draft))[0] == draft


@pytest.mark.parametrize(
    ("text", "number"), [("5.6", 5.6), ("５６０００元", 5.6), ("5.6万元", 5.6), ("二〇二三", 2023), ("很多", None), (True, None)]
)
def test_numbers_may_be_written_as_text(text: object, number: float | None) -> None:
    assert number_in(text) == number
