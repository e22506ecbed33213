"""Sentences as clerks say them, each with what it must come to. Two rows that fit equally well are never guessed between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.draft import Draft, Request
from assistant.domain.indicator import Indicator
from assistant.domain.target import Target
from assistant.refining.edits import apply_all, identified
from assistant.refining.instructions import read

ROWS = [
    ("产出指标", "数量指标", "巡演场次", "≥60场"),
    ("产出指标", "数量指标", "观众人次", "≥9000人次"),
    ("产出指标", "数量指标", "新编剧目数", "=2部"),
    ("产出指标", "质量指标", "演出达标率", "≥95%"),
    ("产出指标", "时效指标", "巡演完成时间", "2025年11月底前"),
    ("产出指标", "时效指标", "投诉处理时限", "≤3天"),
    ("产出指标", "成本指标", "场均演出成本", "≤4000元/场"),
    ("效益指标", "社会效益指标", "群众文化活动参与率", "≥40%"),
    ("效益指标", "生态效益指标", "舞台废料回收率", "≥80%"),
    ("满意度指标", "服务对象满意度指标", "观众满意度", "≥90%"),
    ("满意度指标", "服务对象满意度指标", "村委会满意度", "≥88%"),
]
DRAFT = identified(
    Draft(
        request=Request(project="文艺巡演", fiscal_year=2025, budget_wan=30, description="下乡巡演60场。"),
        indicators=tuple(Indicator(level1=a, level2=b, name=c, weight=8).with_target(Target.read(d, 2025)) for a, b, c, d in ROWS),
    )
)


def said(text: str, draft: Draft = DRAFT) -> tuple[str, Draft]:
    heard = read(text, draft)
    return heard.outcome, apply_all(draft, heard.edits)


def printed(draft: Draft, name: str) -> str:
    return next(r.printed() for r in draft.indicators if r.name == name)


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("把巡演场次改成80", "巡演场次", "≥80场"),
        ("巡演场次改成80场吧", "巡演场次", "≥80场"),
        ("巡演场次不少于一百场", "巡演场次", "≥100场"),
        ("第2条改成一万人次", "观众人次", "≥1万人次"),
        ("演出达标率提高到98%", "演出达标率", "≥98%"),
        ("观众满意度九成五", "观众满意度", "≥95%"),
        ("观众满意度提到百分之九十三", "观众满意度", "≥93%"),
        ("巡演完成时间提前到10月底", "巡演完成时间", "2025年10月31日前"),
        ("处理时限缩短到2天", "投诉处理时限", "≤2天"),
        ("场均成本降到3800", "场均演出成本", "≤3800元/场"),
        ("巡演场次再加5场", "巡演场次", "≥65场"),
        ("观众人次翻一番", "观众人次", "≥18000人次"),
        ("演出达标率提高2个百分点", "演出达标率", "≥97%"),
        ("巡演场此改成80", "巡演场次", "≥80场"),
        ("数量指标第三条改成3部", "新编剧目数", "=3部"),
        ("最后一条改成92%", "村委会满意度", "≥92%"),
        ("新编剧目数改成大于等于", "新编剧目数", "≥2部"),
        ("投诉处理时限的单位改成小时", "投诉处理时限", "≤72小时"),
        ("巡演场次改成1百", "巡演场次", "≥100场"),
        ("演出达标率九成八以上", "演出达标率", "≥98%"),
        ("巡演完成时间推迟半个月", "巡演完成时间", "2025年12月15日前"),
        ("巡演完成时间提前1个月", "巡演完成时间", "2025年10月31日前"),
        ("4000改成3500", "场均演出成本", "≤3500元/场"),
        ("11月底改成10月底", "巡演完成时间", "2025年10月31日前"),
        ("巡演场次的说明改成按演出日志统计", "巡演场次", "≥60场"),
    ],
)
def test_a_value_is_set_on_the_row_meant_and_no_other_row_changes(text: str, name: str, target: str) -> None:
    outcome, after = said(text)
    assert outcome == "applied"
    assert printed(after, name) == target
    assert [r for r in after.indicators if r.name != name] == [r for r in DRAFT.indicators if r.name != name]


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("删掉第3条", "新编剧目数"),
        ("第二条去掉", "观众人次"),
        ("舞台废料回收率那条不要了", "舞台废料回收率"),
        ("把村委会满意度删了吧", "村委会满意度"),
        ("回收率取消", "舞台废料回收率"),
    ],
)
def test_a_row_is_removed(text: str, gone: str) -> None:
    outcome, after = said(text)
    assert outcome == "applied"
    assert [r.name for r in after.indicators] == [name for _, _, name, _ in ROWS if name != gone]


@pytest.mark.parametrize(
    ("text", "level2", "name", "target"),
    [
        ("数量指标里加一条 辅导讲座场次，不少于4场", "数量指标", "辅导讲座场次", "≥4场"),
        ("再加一条质量指标：剧目审查通过率，=100%", "质量指标", "剧目审查通过率", "=100%"),
        ("增加一条 演员满意度 不低于90%", "服务对象满意度指标", "演员满意度", "≥90%"),
    ],
)
def test_a_row_is_added_where_it_belongs(text: str, level2: str, name: str, target: str) -> None:
    outcome, after = said(text)
    assert outcome == "applied"
    new = [r for r in after.indicators if r.name == name]
    assert [(r.level2, r.printed()) for r in new] == [(level2, target)]
    assert len(after.indicators) == len(ROWS) + 1


def test_several_changes_in_one_sentence() -> None:
    outcome, after = said("巡演场次改成70，观众满意度提到93%，回收率那条删掉")
    assert outcome == "applied"
    assert (printed(after, "巡演场次"), printed(after, "观众满意度")) == ("≥70场", "≥93%")
    assert "舞台废料回收率" not in [r.name for r in after.indicators]


def test_every_one_of_a_kind_when_all_is_said() -> None:
    outcome, after = said("所有满意度都改成95%")
    assert outcome == "applied"
    assert (printed(after, "观众满意度"), printed(after, "村委会满意度")) == ("≥95%", "≥95%")


def test_several_rows_by_their_places() -> None:
    outcome, after = said("删除第1条和第3条")
    assert outcome == "applied"
    assert [r.name for r in after.indicators][:2] == ["观众人次", "演出达标率"]
    assert read("删除第1条和第33条", DRAFT).outcome == "clarify"


@pytest.mark.parametrize("text", ["舞台废料回收率应该是社会效益，改过去", "把舞台废料回收率调整到社会效益指标下", "回收率挪到社会效益里吧"])
def test_a_row_moves_to_another_tier(text: str) -> None:
    outcome, after = said(text)
    assert outcome == "applied"
    assert next(r for r in after.indicators if r.name == "舞台废料回收率").level2 == "社会效益指标"


def test_a_row_is_split_and_its_weight_shared() -> None:
    outcome, after = said("巡演场次拆成上半年30场、下半年30场")
    assert outcome == "applied"
    parts = [r for r in after.indicators if r.name.endswith("巡演场次")]
    assert [(r.name, r.printed(), r.weight) for r in parts] == [("上半年巡演场次", "≥30场", 4), ("下半年巡演场次", "≥30场", 4)]


def test_a_new_name() -> None:
    _, after = said("“观众满意度”改名为“现场观众满意度”")
    assert "现场观众满意度" in [r.name for r in after.indicators]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("满意度改成95%", ("观众满意度", "村委会满意度")),
        ("删掉满意度", ("观众满意度", "村委会满意度")),
        ("把满意度那条确认", ("观众满意度", "村委会满意度")),
    ],
)
def test_between_two_rows_the_person_is_asked_and_both_are_named(text: str, names: tuple[str, str]) -> None:
    heard = read(text, DRAFT)
    assert heard.outcome == "clarify"
    assert not heard.edits
    assert all(name in heard.reply for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "改成100",
        "嗯",
        "那个弄一下",
        "删掉第30条",
        "巡演完成时间改成300",
        "巡演场次改成95%",
        "火箭发射次数改成3",
        "",
        "巡演场次改成很多很多",
        "改" * 600,
    ],
)
def test_what_is_not_understood_is_asked_back_and_changes_nothing(text: str) -> None:
    heard = read(text, DRAFT)
    assert heard.outcome == "clarify"
    assert heard.reply
    assert not heard.edits


@pytest.mark.parametrize("text", ["观众满意度改成120%", "巡演场次改成-5", "帮我写首诗", "讲个笑话吧"])
def test_what_cannot_be_is_refused_with_the_reason(text: str) -> None:
    heard = read(text, DRAFT)
    assert heard.outcome == "refused"
    assert heard.reply
    assert not heard.edits


def test_one_bad_clause_spoils_the_whole_sentence() -> None:
    assert not read("巡演场次改成70，观众满意度改成120%", DRAFT).edits


def test_it_means_the_row_spoken_of_before() -> None:
    before = read("巡演场次改成70", DRAFT)
    heard = read("把它删了吧", DRAFT, before.row)
    assert next(r.name for r in apply_all(DRAFT, heard.edits).indicators) == "观众人次"


def test_the_persons_words_are_the_rows_ground() -> None:
    _, after = said("把巡演场次改成80")
    assert after.indicators[0].sources[0].kind == "user"
    assert after.indicators[0].sources[0].quote == "把巡演场次改成80"


_WORDS = st.sampled_from([
    "巡演场次", "满意度", "第3条", "第九百条", "所有", "它", "改成", "删掉", "加一条", "不低于", "95%", "120%", "-5", "9月底前", "十", "，", "“", "”", "权重", "数量指标", "提前", "10天",
    "单位", "分钟", "拆成", "合并", "排到", "前面", "不适用", "确认", "为什么", "2021版", "预算", "万", "再加", "翻倍", "目标", "(", "[", "\\", "退回去",
])  # fmt: skip


@given(st.lists(_WORDS, max_size=8).map("".join) | st.text(max_size=40))
def test_whatever_is_said_it_ends_in_an_answer_and_edits_that_can_be_made(text: str) -> None:
    heard = read(text, DRAFT)
    assert heard.outcome in ("applied", "clarify", "refused", "answered")
    assert heard.reply
    assert bool(heard.edits) == (heard.outcome == "applied")
    apply_all(DRAFT, heard.edits)
