"""Ways of saying, each family by several of its members: none of these sentences is a case of the evaluation."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.domain.draft import Request
from assistant.domain.fact import Fact
from assistant.understanding.understand import understand


def facts(description: str) -> tuple[Fact, ...]:
    given = {"project": "测试项目", "fiscal_year": 2024, "budget_wan": 99.9, "description": description}
    return understand(Request.model_validate(given)).facts


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("修复古井廿三口", 23, "口"),
        ("邀请嘉宾卅人", 30, "人"),
        ("铺沙石路四公里半", 4.5, "公里"),
        ("火灾受害率不高于0.6‰", 0.6, "‰"),
        ("志愿者人数一千二百人以上", 1200, "人"),
        ("读书分享活动周一次", 1, "次"),
        ("培训绣娘二十来名", 20, "名"),
        ("建健身步道三公里", 3, "公里"),
        ("微视频阅读量冲破80万次", 80, "万次"),
    ],
)
def test_numerals_and_units_of_every_kind(words: str, value: float, unit: str) -> None:
    assert (value, unit) in [(f.value, f.unit) for f in facts(words)]


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("护理员培训3期×40人", 120, "人次"),
        ("沙龙每季度一期，每期25人", 100, "人次"),
        ("清明、中秋各办一场诗会", 2, "场"),
        ("巡讲每个街道3场、共8个街道", 24, "场"),
        ("12个村，走访每村一次", 12, "次"),
        ("讲座进军营、进商圈、进工地各5场", 15, "场"),
        ("租金补贴按季度拨付", 4, "次"),
    ],
)
def test_what_several_words_say_together(words: str, value: float, unit: str) -> None:
    assert (value, unit) in [(f.value, f.unit) for f in facts(words)]


@pytest.mark.parametrize(
    ("words", "kept", "left"),
    [
        ("服务站由31个增加到36个", 36, 31),
        ("空置率从9%压到6%以下", 6, 9),
        ("单价由12元调到11元", 11, 12),
    ],
)
def test_what_a_change_starts_from_is_no_target(words: str, kept: float, left: float) -> None:
    values = [f.value for f in facts(words)]
    assert kept in values and left not in values


@pytest.mark.parametrize(
    "words",
    [
        "辖区12个社区、常住人口4.3万",
        "在册老人3200人",
        "老终端还有200只能用",
        "粮仓6栋都是2016年建的",
        "十七届人大四次会议筹备",
        "馆藏文物8612件，馆舍较旧",
        "今后三年还要改造21个",
        "主抓三项任务",
        "一年按250天测算",
    ],
)
def test_circumstances_are_no_targets(words: str) -> None:
    assert not [f for f in facts(words) if isinstance(f.value, (int, float))]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("盗采案件零发生", "盗采案件"),
        ("祭扫期间零踩踏", "踩踏"),
        ("不得发生套取补贴", "套取补贴"),
        ("重大舆情不发生", "重大舆情"),
    ],
)
def test_what_must_not_happen_is_zero(words: str, name: str) -> None:
    assert any(f.value == 0 and name in f.name for f in facts(words))


@pytest.mark.parametrize(
    ("words", "value", "unit", "comparator"),
    [
        ("单口机井不超过3万", 3, "万元/口", "≤"),
        ("聘协管员8名、月薪2600元", 2600, "元/人·月", "="),
        ("80—89岁老人每人每月50元", 50, "元/人·月", "="),
        ("村集体增收每村不少于4万元", 4, "万元/村", "≥"),
        ("危房每户补两万五", 2.5, "万元/户", "="),
    ],
)
def test_money_per_something(words: str, value: float, unit: str, comparator: str) -> None:
    assert (value, unit, comparator) in [(f.value, f.unit, f.comparator) for f in facts(words)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("抽水泵(含配件)18台", "抽水泵"),
        ("给图书室添2000册新书", "新书"),
        ("镇里8条河道请人保洁", "河道"),
        ("孵化社会组织10家", "社会组织"),
        ("按时办结率98%", "按时办结率"),
        ("接警响应10分钟以内", "响应"),
        ("15秒接通率90%", "15秒接通率"),
        ("将钠灯换成LED灯300盏", "LED灯"),
    ],
)
def test_names_are_whole_nouns(words: str, name: str) -> None:
    found = facts(words)[0].name
    assert name in found and len(found) <= 20


def test_respective_counts_take_the_names_of_their_own_things() -> None:
    found = {f.name: f.value for f in facts("小学、初中、高中分别资助130人、80人、40人")}
    assert [v for n, v in found.items() if n.startswith("初中")] == [80]
    assert [v for n, v in found.items() if n.startswith("高中")] == [40]


@pytest.mark.parametrize(
    ("words", "level2"),
    [
        ("居民科学素质比例达到14%", "社会效益指标"),
        ("招商签约协议资金2亿元以上", "经济效益指标"),
        ("一般事项3个工作日办结", "时效指标"),
        ("越冬候鸟数量2万羽以上", "生态效益指标"),
    ],
)
def test_tiers_by_meaning(words: str, level2: Any) -> None:
    assert facts(words)[0].level2 == level2


def test_a_remark_in_brackets_stays_inside_the_quote_of_its_price() -> None:
    price = next(f for f in facts("装路灯150盏，每盏（含底座）不高于1900元") if f.unit == "元/盏")
    assert (price.value, price.comparator, price.span.quote) == (1900, "≤", "每盏（含底座）不高于1900元")
