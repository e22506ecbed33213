"""Plain words become facts: on fifty-odd descriptions of our own (cases.toml), and on the development cases where they are at hand."""

from __future__ import annotations

import json
import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.draft import Request
from assistant.domain.fact import Fact, Understanding
from assistant.domain.intake import read_request
from assistant.domain.numeral import half_width
from assistant.domain.target import unit_scale
from assistant.understanding.understand import understand

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


def request(description: str, **fields: Any) -> Request:
    given = {"project": "测试项目", "fiscal_year": 2024, "budget_wan": 99.9, "description": description, **fields}
    return Request.model_validate(given)


def fact(description: str, **fields: Any) -> Fact:
    facts = understand(request(description, **fields)).facts
    assert len(facts) == 1, [f.name for f in facts]
    return facts[0]


def values(understood: Understanding) -> set[tuple[Any, str]]:
    return {(f.value, f.unit) for f in understood.facts}


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["project"]))
def test_a_clerk_is_understood(case: dict[str, Any]) -> None:
    understood = understand(Request.model_validate({k: case[k] for k in ("project", "fiscal_year", "budget_wan", "description")}))
    for quote, comparator, value, unit, level2, words in case["facts"]:
        wanted = tuple(value) if isinstance(value, list) else value
        found = [f for f in understood.facts if (f.value, f.unit) == (wanted, unit) and f.comparator == comparator and words in f.name]
        assert found, (quote, [(f.name, f.value, f.unit) for f in understood.facts])
        assert any(f.level2 == level2 for f in found), (quote, [f.level2 for f in found])
    promised = [f.span for f in understood.facts]
    for quote, role in case["asides"]:
        aside = next((f for f in understood.set_aside if f.span.quote == quote), None)
        assert aside is not None and aside.role == role, quote
        assert not any(s.start < aside.span.end and aside.span.start < s.end and s.quote == quote for s in promised)


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["project"]))
def test_every_fact_quotes_the_text_and_has_a_name_a_form_can_print(case: dict[str, Any]) -> None:
    text = case["description"]
    understood = understand(Request.model_validate({k: case[k] for k in ("project", "fiscal_year", "budget_wan", "description")}))
    for f in (*understood.facts, *understood.set_aside):
        assert text[f.span.start : f.span.end] == f.span.quote
    for f in understood.facts:
        assert 2 <= len(f.name) <= 20, f.name
        assert not isinstance(f.value, (int, float)) or f"{f.value:g}" not in f.name
        assert f.level2 and f.comparator and f.role == "target"
    assert all(f.why_not for f in understood.set_aside)
    assert len({f.id for f in understood.facts}) == len(understood.facts)


@pytest.mark.parametrize(
    ("words", "value", "unit", "comparator"),
    [
        ("带动就业不少于四百人", 400, "人", "≥"),
        ("铺设管道两公里半", 2.5, "公里", "≥"),
        ("发放贷款贰仟伍佰万元", 2500, "万元", "≥"),
        ("接待读者１２万人次", 12, "万人次", "≥"),
        ("学员满意度九成五", 95, "%", "≥"),
        ("居民满意度85%往上", 85, "%", "≥"),
        ("数据差错率控制在万分之三以内", 0.03, "%", "≤"),
        ("群众投诉不超过3起", 3, "起", "≤"),
        ("参训人员三四十人", 30, "人", "≥"),
        ("购置电脑20台", 20, "台", "="),
        ("设备验收合格率100%", 100, "%", "="),
        ("新增图书五千册", 5000, "册", "≥"),
        ("水质优良比例达到百分之八十五", 85, "%", "≥"),
        ("走访企业上百家", 100, "家", "≥"),
        ("村级防疫员每人每年6000元", 6000, "元/人·年", "="),
        ("单台设备采购价不超8万元", 8, "万元/台", "≤"),
        ("课题研究周期3~5个月", (3, 5), "个月", "="),
    ],
)
def test_numbers_are_read_however_they_are_written(words: str, value: Any, unit: str, comparator: str) -> None:
    read = fact(words)
    assert (read.value, read.unit, read.comparator) == (value, unit, comparator)


@pytest.mark.parametrize(
    ("words", "total", "unit", "shown"),
    [
        ("办培训班4期，每期50人", 200, "人次", "4期×50人=200人次"),
        ("每月巡查1次", 12, "次", "每月1次×12个月=12次"),
        ("每季度开展一次督导", 4, "次", "每季度1次×4个季度=4次"),
        ("补助资金上、下半年各拨一次", 2, "次", "上半年1次+下半年1次=2次"),
        ("在12个乡镇各办一场宣讲活动", 12, "场", "12个×1场=12场"),
        ("对12家单位做专项审计，一家出一份报告", 12, "份", "12家×1份=12份"),
        ("开展3项课题，每项形成报告1篇", 3, "篇", "3项×1篇=3篇"),
        ("地震、危化品泄漏演练各一次", 2, "次", "地震1次+危化品泄漏演练1次=2次"),
    ],
)
def test_products_are_computed_and_the_sum_is_shown(words: str, total: float, unit: str, shown: str) -> None:
    found = next(f for f in understand(request(words)).facts if f.computation)
    assert (found.value, found.unit) == (total, unit)
    assert shown in (found.computation or "")


def test_a_product_names_the_parts_it_was_made_from() -> None:
    understood = understand(request("办培训班4期，每期50人"))
    product = next(f for f in understood.facts if f.computation)
    known = {f.id for f in (*understood.facts, *understood.set_aside)}
    assert len(product.parts) == 2 and set(product.parts) <= known


def test_a_product_the_text_states_itself_is_not_told_twice() -> None:
    understood = understand(request("举办业务培训6期，每期80人，共480人"))
    assert [f.value for f in understood.facts] == [6, 480]


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        ("活动期间零事故", "安全事故数", 0),
        ("工资不得拖欠", "拖欠次数", 0),
        ("不发生重大动物疫情", "重大动物疫情数", 0),
        ("演练过程零伤亡", "伤亡人数", 0),
        ("确保不死一人", "死亡人数", 0),
        ("困难学生应助尽助", "资助覆盖率", 100),
    ],
)
def test_promises_without_a_number_have_one(words: str, name: str, value: int) -> None:
    promise = fact(words, project="项目")
    assert name in promise.name and promise.value == value and promise.comparator == "="


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("去年办了3期、参训130人", "history"),
        ("上年接待10.3万人次，馆藏现有21万册", "history"),
        ("按卫发〔2023〕17号要求执行", "document"),
        ("咨询打12338", "contact"),
        ("联系电话0759-6612308", "contact"),
        ("机房在4楼", "address"),
        ("规划到2030年总里程1500公里", "plan"),
        ("累计担保基金到2026年要有3000万元，这个不算今年的", "plan"),
        ("全年预算99.9万元", "budget"),
        ("服务65岁以上老人", "condition"),
    ],
)
def test_what_is_no_promise_is_set_aside_with_the_reason(words: str, role: str) -> None:
    understood = understand(request(words))
    assert not understood.facts
    assert role in {f.role for f in understood.set_aside} and all(f.why_not for f in understood.set_aside)


def test_history_ends_where_the_plan_takes_over() -> None:
    understood = understand(request("去年只慰问了180名，满意度92%，今年家长满意度争取不低于95%，慰问300名留守儿童。"))
    assert values(understood) == {(95, "%"), (300, "名")}


def test_two_groups_with_one_satisfaction_are_one_fact() -> None:
    satisfaction = fact("企业、求职者满意度都要85%以上")
    assert satisfaction.name == "企业和求职者满意度" and satisfaction.group == "企业和求职者"


def test_cost_stands_where_the_standard_has_it() -> None:
    assert fact("每户补助1200元").level2 == "成本指标"
    assert fact("每户补助1200元", standard="2021").level2 == "经济成本指标"


def test_a_task_keeps_its_own_numbers() -> None:
    task = {"no": "任务一", "name": "残疾人康复服务", "content": "全年服务不少于620人", "goal": "康复服务率九成以上", "budget_wan": 98}
    understood = understand(request("部门整体支出。", kind="department", tasks=[task]))
    assert {(f.task, f.span.field) for f in understood.facts} == {("任务一", "request.tasks[0].content"), ("任务一", "request.tasks[0].goal")}


def test_the_same_words_give_the_same_facts() -> None:
    one, two = (understand(request(CASES[0]["description"])).model_dump_json() for _ in range(2))
    assert one == two


def test_two_thousand_characters_take_little_time() -> None:
    text = "".join(c["description"] for c in CASES)[:2000]
    understand(request(text))
    began = time.process_time()
    understand(request(text))
    assert time.process_time() - began < 0.25  # a slow shared machine; ordinarily a fifth of it


@pytest.mark.parametrize("unit", ["每", "一", "1", "不得", "率", "、", "的", "一次", "每期每场", "(", "2024年", "不低于", "9月底前"])
def test_no_pattern_runs_away_on_repetition(unit: str) -> None:
    began = time.process_time()
    understand(request((unit * 2000)[:2000] + "。"))
    assert time.process_time() - began < 2


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="每期人场次万元%年月底前去今不低于超过各一二三十百0123456789，。、（）率满意度办发修 \n", min_size=1, max_size=80))
def test_nothing_a_clerk_types_breaks_it(text: str) -> None:
    understood = understand(request("。" + text))
    for f in (*understood.facts, *understood.set_aside):
        assert ("。" + text)[f.span.start : f.span.end] == f.span.quote


def _captured(wanted: dict[str, Any], facts: tuple[Fact, ...]) -> bool:
    signs = {"≥": "≥>=", ">": "≥>=", "≤": "≤<=", "<": "≤<=", "=": "=≥≤"}[wanted["comparator"]]
    topic = _pairs(wanted["object"]) | _pairs(wanted["quote"])
    for f in facts:
        if wanted["unit"] == "date" or f.unit == "date":
            same = f.value == wanted["value"]
        else:
            same = isinstance(f.value, (int, float)) and abs(f.value * unit_scale(f.unit) - wanted["value"] * unit_scale(wanted["unit"])) < 1e-6
        related = wanted["unit"] == "date" or bool(topic & _pairs(f.name))
        if same and related and f.level2 in wanted["level2"] and (f.comparator or "") in signs:
            return True
    return False


def _pairs(words: str) -> set[str]:
    plain = half_width(words)
    return {run[i : i + 2] for run in re.findall(r"[一-鿿]+", plain) for i in range(len(run) - 1)}


def test_the_development_requests_are_understood(shared: Path) -> None:
    """At least 95 of 100 facts of the development requests, and none of their distractors for a promise."""
    found, all_, taken = 0, 0, []
    for line in (shared / "cases" / "requests.dev.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        asked, _ = read_request(case["request"])
        facts = understand(asked).facts
        all_ += len(case.get("facts", ()))
        found += sum(_captured(wanted, facts) for wanted in case.get("facts", ()))
        for words in case.get("distractors", ()):
            at = asked.description.find(words)
            taken += [
                f.span.quote
                for f in facts
                if at >= 0 and f.span.field == "request.description" and f.span.start < at + len(words) and at < f.span.end
            ]
    assert found >= 0.95 * all_
    assert not taken
