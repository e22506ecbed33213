"""Damage a clean draft in one way and exactly that fault is reported, on the row that has it, with the severity it has earned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.domain.finding import Finding
from assistant.domain.intake import read_draft
from assistant.law import Law
from assistant.rules.checking import check_draft
from tests.rules.clean_drafts import NAMES, clean

Json = dict[str, Any]


def findings(data: Json) -> list[Finding]:
    """Errors and warnings; notes are free on a clean draft."""
    draft, _ = read_draft(data)
    return [f for f in check_draft(draft, Law.of(None, draft.request.fiscal_year)).findings if f.severity != "note"]


def row(data: Json, name: str) -> Json:
    return next(i for i in data["indicators"] if i["name"] == name)  # type: ignore[no-any-return]


def change(of: str, /, **fields: Any) -> Callable[[Json], str | None]:
    def damage(data: Json) -> str | None:
        row(data, of).update(fields)
        return str(fields.get("name", of))

    return damage


def whole(damage: Callable[[Json], str | None]) -> Callable[[Json], str | None]:
    """The same damage, for faults said of the whole and not of the row that was changed."""

    def quietly(data: Json) -> str | None:
        damage(data)
        return None

    return quietly


def drop(*level2: str) -> Callable[[Json], str | None]:
    def damage(data: Json) -> str | None:
        data["indicators"] = [i for i in data["indicators"] if i["level2"] not in level2]
        for i in data["indicators"]:
            i["weight"] = None
        return None

    return damage


def add(**fields: Any) -> Callable[[Json], str | None]:
    def damage(data: Json) -> str | None:
        data["indicators"].append({"level1": "产出指标", "level2": "数量指标", "explanation": "按台账统计", "basis": "2025年实际数据", **fields})
        return str(fields["name"])

    return damage


def rewrite(field: str, old: str, new: str) -> Callable[[Json], str | None]:
    def damage(data: Json) -> str | None:
        holder = data if field == "objective" else data["request"]
        assert old in holder[field]
        holder[field] = holder[field].replace(old, new)
        return None

    return damage


def request(**fields: Any) -> Callable[[Json], str | None]:
    def damage(data: Json) -> str | None:
        data["request"].update(fields)
        return None

    return damage


def all_rows(**fields: Any) -> Callable[[Json], str | None]:
    def damage(data: Json) -> str | None:
        for i in data["indicators"]:
            i.update(fields)
        return None

    return damage


def objective_is_blank(data: Json) -> str | None:
    data["objective"] = ""
    return None


SOCIAL_TIER = {"level1": "效益指标", "level2": "社会效益指标"}
CASES: list[tuple[str, str, str, Callable[[Json], str | None]]] = [
    # completeness
    ("law_aid", "missing_value", "error", objective_is_blank),
    ("law_aid", "missing_tier", "error", drop("社会效益指标", "生态效益指标")),
    ("law_aid", "missing_tier", "warning", drop("服务对象满意度指标")),
    ("bridge_repair", "missing_tier", "error", drop("经济成本指标", "社会成本指标")),
    ("law_aid", "missing_tier", "warning", drop("质量指标")),
    ("software", "missing_tier", "warning", drop("时效指标")),
    ("library", "missing_value", "error", change("进馆读者", value="", target="——")),
    ("library", "missing_value", "error", change("进馆读者", value="", target="")),
    ("epidemic", "missing_unit", "error", change("家禽强制免疫", unit="", target="≥260")),
    ("law_aid", "missing_comparator", "error", change("案件评估合格率", comparator="")),
    # values
    ("law_aid", "not_quantified", "error", change("农民工讨薪案件调解成功率", name="讨薪维权工作情况", comparator="定性", value="完成", unit="", target="完成")),
    ("law_aid", "vague_wording", "warning", change("受援人挽回损失或取得利益", name="群众法治获得感", comparator="定性", value="进一步增强", unit="", target="进一步增强")),
    ("law_aid", "vague_wording", "warning", change("案件评估合格率", name="接待窗口服务", comparator="定性", value="热情周到", unit="", target="热情周到")),
    ("forest_fire", "percent_over_100", "warning", change("火情2小时内到场率", comparator="≥", value=110, target="≥110%")),
    ("software", "percent_over_100", "warning", change("系统一次验收通过率", comparator="≥", target="≥100%")),
    ("software", "wrong_direction", "error", change("重大故障恢复时间", comparator="≥", target="≥4小时")),
    ("bridge_repair", "wrong_direction", "error", change("施工期交通绕行投诉", comparator="≥", target="≥5件")),
    ("law_aid", "wrong_direction", "error", change("受援人满意度", comparator="≤", target="≤94%")),
    ("library", "wrong_direction", "error", change("图书加工差错率", comparator=">", target="＞1%")),
    ("law_aid", "value_type_mismatch", "warning", change("案件质量评估抽查数", comparator="=", value=100, unit="%", target="100%")),
    ("software", "value_type_mismatch", "warning", change("一般登记网上办理比例", unit="件", target="≥60件")),
    ("law_aid", "trivial_target", "warning", change("农民工讨薪案件调解成功率", value=45, target="不低于45%")),
    ("law_aid", "satisfaction_no_group", "warning", change("受援人满意度", name="社会公众满意度", explanation="反映公众满意情况")),
    ("law_aid", "uninformative_basis", "warning", all_rows(basis="年度工作计划")),
    ("law_aid", "uninformative_basis", "warning", change("案件评估合格率", basis="部门工作要求")),
    # placement
    ("law_aid", "wrong_tier", "error", change("申请审查时限", level2="成本指标")),
    ("law_aid", "wrong_tier", "error", change("案均补贴", level2="时效指标")),
    ("library", "wrong_tier", "error", change("持证读者年增长率", name="未成年读者服务满意人次占比", level2="生态效益指标")),
    ("software", "wrong_tier", "warning", change("年节约企业群众办事跑动成本", name="培训对象覆盖面", explanation="覆盖窗口数÷窗口总数", value=90, unit="%", target="≥90%", basis="2025年为88%")),
    ("bridge_repair", "wrong_tier", "warning", add(**SOCIAL_TIER, name="分项工程验收合格率", comparator="≥", value=95, unit="%", target="≥95%")),
    ("bridge_repair", "wrong_tier", "error", change("施工期交通绕行投诉", name="提升沿线群众出行品质", comparator="≥", value=90, unit="%", target="≥90%", basis="2025年为88%")),
    ("library", "wrong_tier", "warning", change("单场活动成本", name="活动经费支付率", comparator="=", value=98, unit="%", target="=98%", basis="2025年为97%")),
    ("library", "wrong_tier", "warning", change("持证读者年增长率", name="组织读者培训", value=12, unit="场", target="≥12场", basis="2025年实际11场")),
    ("law_aid", "wrong_tier", "warning", change("案件评估合格率", name="参训律师人数", value=60, unit="人", target="不少于60人", basis="2025年实际58人")),
    ("law_aid", "benefit_head_count", "warning", change("农民工讨薪案件调解成功率", name="参加普法讲座人次", value=600, unit="人次", target="不少于600人次", basis="2025年实际580人次")),
    # cost and money
    ("library", "cost_restates_budget", "warning", change("单场活动成本", name="项目控制预算数", value=120, unit="万元", target="≤120万元", explanation="不超过财政预算", basis="部门预算批复文件")),
    ("library", "cost_restates_budget", "warning", change("单场活动成本", comparator="定性", value="不超过预算", unit="", target="不超过预算")),
    ("bridge_repair", "sum_mismatch", "error", request(funding={"total_wan": 760, "fiscal_wan": 600, "other_wan": 100})),
    ("library", "sum_mismatch", "error", rewrite("description", "开放运行24万元", "开放运行20万元")),
    ("forest_fire", "sum_mismatch", "error", rewrite("description", "计46万元", "计41万元")),
    ("law_aid", "trivial_target", "warning", change("申请审查时限", value=8, target="不超过8个工作日", basis="2025年平均5个工作日")),
    ("law_aid", "budget_mismatch", "error", rewrite("description", "预算96万元", "预算106万元")),
    ("library", "schedule_not_monotone", "warning", request(schedule={"3月底": 20, "6月底": 75, "9月底": 70, "12月底": 100})),
    ("library", "schedule_not_monotone", "warning", request(schedule={"3月底": 20, "6月底": 45, "9月底": 70, "12月底": 90})),
    ("bridge_repair", "unit_money_mix", "warning", request(funding={"total_wan": 7600000, "fiscal_wan": 6000000, "other_wan": 1600000})),
    ("software", "unit_money_mix", "warning", change("年节约企业群众办事跑动成本", value=900000, target="≥900000万元", basis="2025年测算为88万元")),
    ("law_aid", "implausible_unit_cost", "warning", change("案均补贴", value=16000, target="不超过16000元/件", basis="2025年实际1650元/件")),
    # consistency
    ("library", "activity_without_indicator", "warning", rewrite("objective", "进馆读者", "建成城市书房6座，进馆读者")),
    ("law_aid", "unrelated_indicator", "warning", add(name="公务用车保险车辆数", comparator="=", value=3, unit="辆", target="=3辆")),
    ("library", "inconsistent_figures", "error", change("年度开放天数", value=280, target="≥280天")),
    ("forest_fire", "inconsistent_figures", "error", change("购置防护服", value=300, target="=300套")),
    ("law_aid", "duplicate", "warning", add(level2="质量指标", name="案件评估合格率", comparator="≥", value=95, unit="%", target="不低于95%")),
    # dates, weights, secrecy
    ("forest_fire", "date_out_of_year", "error", change("物资到库时间", value="2025年9月30日前", target="2025年9月30日前")),
    ("nursing_subsidy", "weight_sum", "error", whole(change("人均月津贴标准", weight=11))),
    ("law_aid", "confidential_content", "error", rewrite("description", "咨询热线12348", "其中2件为机密级涉密案件")),
    ("law_aid", "personal_data", "error", rewrite("description", "咨询热线12348", "咨询李律师13800001234")),
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_clean_draft_has_neither_error_nor_warning(name: str) -> None:
    assert findings(clean(name)) == []


@pytest.mark.parametrize(("name", "kind", "severity", "damage"), CASES, ids=[f"{n:02}-{c[1]}" for n, c in enumerate(CASES)])
def test_one_damage_is_reported_as_exactly_its_kind(name: str, kind: str, severity: str, damage: Callable[[Json], str | None]) -> None:
    data = clean(name)
    where = damage(data)
    found = findings(data)
    assert {(f.kind, f.severity) for f in found} == {(kind, severity)}, [(f.rule, f.indicator, f.message) for f in found]
    assert any(f.indicator == where for f in found)


def test_the_damages_cover_the_kinds_a_draft_can_have() -> None:
    of_forms_only = {"task_without_indicator", "copied_from_comparable", "goal_indicator_mismatch", "score_error", "missing_reason", "missing_actual", "external", "other"}  # fmt: skip
    kinds = set(Finding.model_fields["kind"].annotation.__args__)  # type: ignore[union-attr]
    assert kinds - of_forms_only == {c[1] for c in CASES}
