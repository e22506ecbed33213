"""Ask, read, ask again: bounded, what is wrong goes back as a message, what was kept is never lost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from assistant.domain.failures import ModelUnavailable, UnusableAnswer
from assistant.model_loop import Complaint, Heard, ask_until, first_object, strict_schema

ASKED = [("system", "s"), ("human", "h")]


class Speaker:
    """A conversation that says what it is given, one thing a question."""

    name = "speaker"

    def __init__(self, *answers: str | Exception) -> None:
        self.answers = list(answers)
        self.heard: list[list[tuple[str, str]]] = []

    def ask(self, messages: Sequence[tuple[str, str]], schema: Mapping[str, object] | None = None) -> str:
        self.heard.append(list(messages))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def numbers(answer: str, kept: list[int] | None) -> Heard[list[int]]:
    """Reads digits; complains of every other character."""
    found = (kept or []) + [int(c) for c in answer if c.isdigit()]
    return Heard(found or None, tuple(Complaint(c, "不是数字") for c in answer if not c.isdigit()))


def test_a_sound_answer_is_asked_for_once() -> None:
    speaker = Speaker("12")
    assert ask_until(speaker, ASKED, numbers) == [1, 2]
    assert speaker.heard == [ASKED]


def test_what_is_wrong_goes_back_with_the_answer_and_only_that_is_asked_again() -> None:
    speaker = Speaker("1x", "2")
    assert ask_until(speaker, ASKED, numbers) == [1, 2]
    opening, (said_role, said), (role, complaint) = speaker.heard[1][:2], *speaker.heard[1][2:]
    assert opening == ASKED
    assert (said_role, said, role) == ("ai", "1x", "human")
    assert "x：不是数字" in complaint


def test_the_tries_are_bounded_and_what_was_kept_is_returned() -> None:
    speaker = Speaker("1x", "y", "never asked")
    assert ask_until(speaker, ASKED, numbers, attempts=2) == [1]
    assert len(speaker.heard) == 2


def test_nothing_kept_is_an_unusable_answer_with_the_last_raw_text() -> None:
    with pytest.raises(UnusableAnswer, match="答了 2 次") as caught:
        ask_until(Speaker("x", "抱歉"), ASKED, numbers, attempts=2)
    assert caught.value.answer == "抱歉"
    assert "内置起草" in caught.value.remedy


def test_a_cut_answer_is_read_as_far_as_it_goes_and_asked_again() -> None:
    speaker = Speaker(UnusableAnswer("被截断。", answer="1"), "2")
    assert ask_until(speaker, ASKED, numbers) == [1, 2]
    assert "被截断" in speaker.heard[1][-1][1]


def test_a_refusal_is_asked_again_and_then_told() -> None:
    with pytest.raises(UnusableAnswer, match="拒绝"):
        ask_until(Speaker(UnusableAnswer("模型拒绝回答。"), UnusableAnswer("模型拒绝回答。")), ASKED, numbers)


def test_a_model_that_was_never_there_is_told_and_one_that_falls_silent_later_loses_nothing() -> None:
    with pytest.raises(ModelUnavailable):
        ask_until(Speaker(ModelUnavailable("连不上。")), ASKED, numbers)
    assert ask_until(Speaker("1x", ModelUnavailable("连不上。")), ASKED, numbers) == [1]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ('{"a":1}', {"a": 1}),
        ('```json\n{"a":{"b":[1,2]}}\n```\n以上。', {"a": {"b": [1, 2]}}),
        ('好的，如下：{"a":"括号}在字里\\"{"} 另有 {"b":2}', {"a": '括号}在字里"{'}),
        ('<think>要用 {"x":0} 吗</think>{"a":1}', {"a": 1}),
        ('{"rows":[{"a":1},{"a":2},{"a":"没说', {"rows": [{"a": 1}, {"a": 2}]}),
        ('{"rows":[{"a":[1,2]},{"a":[3', {"rows": [{"a": [1, 2]}]}),
        ('格式为 {键:值}，答案是 {"a":1}', {"a": 1}),
        ('[{"a":1}]', {"a": 1}),
        ("没有对象", None),
        ('{"a":', None),
    ],
)  # fmt: skip
def test_the_first_object_is_found_whatever_stands_around_it(answer: str, found: object) -> None:
    assert first_object(answer) == found


_JSON = st.recursive(st.none() | st.integers() | st.text(), lambda part: st.lists(part) | st.dictionaries(st.text(), part), max_leaves=12)


@given(st.dictionaries(st.text(), _JSON), st.text(alphabet="好的，\n`json： "), st.text())
def test_any_object_is_found_between_any_words(value: dict[str, object], before: str, after: str) -> None:
    assert first_object(before + json.dumps(value, ensure_ascii=False) + after) == value


@given(st.text(alphabet='{}[]":,\\a1 \n'))
def test_no_text_breaks_the_finder(text: str) -> None:
    first_object(text)


def test_a_strict_schema_requires_everything_allows_nothing_else_and_has_no_references() -> None:
    class Part(BaseModel):
        title: str = ""

    class Whole(BaseModel):
        parts: list[Part] = []

    part = {"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"], "additionalProperties": False}
    assert strict_schema(Whole) == {
        "type": "object",
        "properties": {"parts": {"type": "array", "items": part}},
        "required": ["parts"],
        "additionalProperties": False,
    }
