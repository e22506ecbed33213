"""Questions of rules that need judgement: at most a warning, resting on words of the form, asked of a real server."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from assistant.domain.draft import Draft, Request
from assistant.domain.failures import ModelUnavailable, SecretProject
from assistant.domain.indicator import Indicator
from assistant.judging import judge
from assistant.model.chat import Chat
from assistant.rules.checking import Checked
from assistant.rules.outcome import HELD
from assistant.rules.rule import Rule
from assistant.rules.subject import Subject
from prompts.library import prompt
from tests.server.openai_server import Behaviour, Fails, Says, ScriptedServer

ROWS = (
    Indicator(id="a", level2="数量指标", name="培训期数", comparator="≥", value=4, unit="期", target="≥4期"),
    Indicator(id="b", level2="社会效益指标", name="提升城市形象", comparator="定性", value="显著提升", target="显著提升"),
)
SUBJECT = Subject.of_draft(Draft(request=Request(project="家政培训", fiscal_year=2023, budget_wan=6, description="办4期家政培训。"), indicators=ROWS))
RULE = Rule(
    name="benefit_follows_from_the_activity", family="consistency", kind="unrelated_indicator", severity="error", rests_on="practice", clause=None,
    question="效益指标里是否有与本项目所做的事没有因果关系的？", docstring="效益由所做的事而来。\n\n理由：口号不能考核。", check=lambda s, law: HELD,
)  # fmt: skip


def answer(word: str, *rows: dict[str, Any]) -> str:
    return json.dumps({"answer": word, "rows": list(rows)}, ensure_ascii=False)


FAULT = {"row": 2, "quote": "提升城市形象", "why": "办家政培训与城市形象没有直接关系，建议改为就业率"}


def judged(*script: Behaviour | str, subject: Subject = SUBJECT) -> tuple[Checked, ScriptedServer]:
    with ScriptedServer([Says(s) if isinstance(s, str) else s for s in script]) as server:
        return judge(subject, [RULE], Chat(server.settings(), ()), prompt("judge")), server


def test_a_fault_becomes_a_warning_that_says_who_judged_and_where() -> None:
    checked, server = judged(answer("有", FAULT))
    (finding,) = checked.findings
    assert (finding.rule, finding.severity, finding.indicator, finding.index) == (RULE.name, "warning", "提升城市形象", 1)
    assert "模型判断" in finding.message
    assert checked.outcomes[0].outcome == "broken"
    assert "2｜社会效益指标｜提升城市形象" in server.requests[0]["messages"][1]["content"]


@pytest.mark.parametrize(("word", "outcome"), [("没有", "held"), ("不清楚", "cannot_tell")])
def test_no_fault_and_no_opinion_are_outcomes_too(word: str, outcome: str) -> None:
    checked, _ = judged(answer(word, FAULT))
    assert (checked.findings, checked.outcomes[0].outcome) == ((), outcome)


def test_a_fault_whose_words_are_not_in_the_form_is_asked_again_and_dropped() -> None:
    checked, server = judged(answer("有", {**FAULT, "quote": "树立行业标杆"}))
    assert len(server.requests) == 2
    assert (checked.findings, checked.outcomes[0].outcome) == ((), "cannot_tell")


def test_a_row_that_does_not_exist_is_no_row() -> None:
    assert judged(answer("有", {**FAULT, "row": 9}))[0].findings == ()


def test_an_unusable_answer_leaves_the_rule_untold_and_the_others_go_on() -> None:
    checked, _ = judged("我看不错。")
    assert checked.outcomes[0].outcome == "cannot_tell"


def test_a_rule_without_a_question_is_not_asked() -> None:
    with ScriptedServer([Says(answer("有", FAULT))]) as server:
        checked = judge(SUBJECT, [dataclasses.replace(RULE, question=None)], Chat(server.settings()), prompt("judge"))
    assert (checked.outcomes, server.requests) == ((), [])


def test_a_model_that_is_down_is_told() -> None:
    with pytest.raises(ModelUnavailable):
        judged(Fails(500))


def test_a_confidential_form_is_never_sent() -> None:
    with ScriptedServer([Says(answer("没有"))]) as server:
        with pytest.raises(SecretProject):
            judge(dataclasses.replace(SUBJECT, confidential=True), [RULE], Chat(server.settings()), prompt("judge"))
        assert server.requests == []
