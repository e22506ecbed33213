"""A number is carried only by grounds that hold it: each kind of ground, and what happens when it is tampered with."""

import pytest

from assistant.domain.draft import Previous, PreviousIndicator, Request
from assistant.domain.form import Comparable, Funding, RecordIndicator, Task
from assistant.domain.indicator import Ground, Indicator
from assistant.evidence import Evidence, unsupported

TRAINING = Request(
    project="安全生产监管人员培训",
    fiscal_year=2025,
    budget_wan=7.2,
    description="办监管人员培训班6期，每期40人，10月底前办完，结业考试合格率不低于九成六，不得发生安全事故，简报每月1期。去年培训180人。",
    funding=Funding(total_wan=7.2, fiscal_wan=6.0, other_wan=1.2),
    tasks=(Task(no="任务一", name="轮训", content="每期3天", budget_wan=2.4),),
    previous=Previous(
        fiscal_year=2024, indicators=(PreviousIndicator(name="学员满意度", comparator="≥", value=92, unit="%", target="≥92%", actual=95),)
    ),
)
NEIGHBOUR = Comparable(id="p9", project="执法培训", score=0.8, indicators=(RecordIndicator(level2="质量指标", name="考试合格率", target="≥90%"),))


def row(value, unit, *grounds, **more):
    comparator = "定性" if isinstance(value, str) and unit != "date" else "≥"
    return Indicator(id="r", name="某项", comparator=comparator, value=value, unit=unit, sources=grounds, **more)


def said(quote):
    return Ground(kind="description", ref="request.description", quote=quote)


def derived(quote):
    return Ground(kind="derived", quote=quote)


SOUND = {
    "the words hold it": row(6, "期", said("培训班6期")),
    "九成六 is 96 %": row(96, "%", said("合格率不低于九成六")),
    "a day in the words": row("2025-10-31", "date", said("10月底前办完")),
    "不得发生 is nought": row(0, "起", said("不得发生安全事故")),
    "每月 is twelve": row(12, "期", said("简报每月1期")),
    "a product in full": row(240, "人次", derived("6期×40人=240人次")),
    "a unit cost from the budget and an earlier step": row(300, "元/人次", derived("6期×40人=240人次；7.2万元÷240人次=300元/人次")),
    "a year of months where 每月 is said": row(12, "期", derived("12个月×1期=12期")),
    "the budget": row(7.2, "万元", Ground(kind="budget")),
    "a part of the funding": row(60000, "元", Ground(kind="budget")),
    "a task's money": row(2.4, "万元", Ground(kind="budget")),
    "a comparable's row": row(90, "%", Ground(kind="comparable", ref="p9", quote="考试合格率 ≥90%")),
    "a library entry": row(95, "%", Ground(kind="library", ref="e1", quote="满意度 ≥95%")),
    "last year's form": row(92, "%", Ground(kind="previous", quote="学员满意度 ≥92%")),
    "a person's edit": row(33, "场", Ground(kind="user", quote="改成33场")),
    "an assumption that waits": row(50, "%", Ground(kind="assumption"), status="unconfirmed"),
    "nothing numeric": row("建立台账", "", Ground(kind="library", ref="e1", quote="台账")),
    "a blank": Indicator(name="某项", status="unconfirmed"),
    "not applicable": Indicator(name="不适用", status="not_applicable"),
}

UNSOUND = {
    "no ground at all": row(6, "期"),
    "a quote that is not in the request": row(8, "期", said("培训班8期")),
    "a quote without the number": row(6, "期", said("结业考试合格率")),
    "a figure cut short by the quote": row(18, "人", said("去年培训18")),
    "another unit's number": row(40, "%", said("每期40人")),
    "a day that is not said": row("2025-11-30", "date", said("10月底前办完")),
    "a sum that comes to something else": row(250, "人次", derived("6期×40人=250人次")),
    "an operand from nowhere": row(330, "人次", derived("6期×55人=330人次")),
    "a number that shows no sum": row(240, "人次", derived("240人次")),
    "twelve months where nothing is monthly": row(36, "次", derived("52周×3次=156次")),
    "money that is not the budget": row(7.5, "万元", Ground(kind="budget")),
    "the budget as a count": row(7.2, "人", Ground(kind="budget")),
    "a comparable that is not in the draft": row(90, "%", Ground(kind="comparable", ref="p8", quote="考试合格率 ≥90%")),
    "a row the comparable has not": row(99, "%", Ground(kind="comparable", ref="p9", quote="考试合格率 ≥99%")),
    "a library entry without a ref": row(95, "%", Ground(kind="library", quote="满意度 ≥95%")),
    "a library quote without the number": row(95, "%", Ground(kind="library", ref="e1", quote="满意度")),
    "last year's actual under a changed name": row(92, "%", Ground(kind="previous", quote="教师满意度 ≥92%")),
    "an assumption that does not wait": row(50, "%", Ground(kind="assumption")),
    "a figure in a phrase": row("覆盖17个乡镇", "", Ground(kind="library", ref="e1", quote="覆盖乡镇")),
    "half a range": row((6, 9), "期", said("培训班6期")),
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_grounds_carry_the_number(name):
    assert unsupported(SOUND[name], TRAINING, [NEIGHBOUR]) is None


@pytest.mark.parametrize("name", UNSOUND)
def test_unsound_grounds_are_told_with_a_reason(name):
    reason = unsupported(UNSOUND[name], TRAINING, [NEIGHBOUR])
    assert reason and "某项" in reason


@pytest.mark.parametrize("name", [n for n, r in SOUND.items() if isinstance(r.value, int | float) and r.status == "proposed"])
def test_no_ground_carries_a_number_that_was_changed(name):
    """Mutation: a sound row with another value must be complained of."""
    tampered = SOUND[name].model_copy(update={"value": SOUND[name].value + 1.37})
    assert unsupported(tampered, TRAINING, [NEIGHBOUR]) is not None


@pytest.mark.parametrize(
    "name", [n for n, r in SOUND.items() if r.sources and r.sources[0].kind in ("description", "derived", "comparable", "previous")]
)
def test_no_quote_is_believed_that_was_changed(name):
    """Mutation: a sound row whose quote lost its first half must be complained of, unless the half left still holds the number."""
    sound = SOUND[name]
    ground = sound.sources[0].model_copy(update={"quote": "此处" + sound.sources[0].quote[: len(sound.sources[0].quote) // 3]})
    assert unsupported(sound.model_copy(update={"sources": (ground,)}), TRAINING, [NEIGHBOUR]) is not None


def test_a_sum_may_rest_on_another_row_that_is_itself_carried():
    heads = row(240, "人次", derived("6期×40人=240人次")).model_copy(update={"id": "heads"})
    cost = row(300, "元/人次", derived("7.2万元÷240人次=300元/人次")).model_copy(update={"id": "cost"})
    assert unsupported(cost, TRAINING, rows=[heads, cost]) is None
    assert unsupported(cost, TRAINING, rows=[cost]) is not None


def test_a_row_to_be_confirmed_lends_nothing():
    heads = row(500, "人次", Ground(kind="assumption"), status="unconfirmed").model_copy(update={"id": "heads"})
    cost = row(144, "元/人次", derived("7.2万元÷500人次=144元/人次")).model_copy(update={"id": "cost"})
    assert unsupported(cost, TRAINING, rows=[heads, cost]) is not None


def test_rows_do_not_carry_each_other_in_a_circle():
    one = row(500, "人次", derived("250人次+250人次=500人次")).model_copy(update={"id": "one"})
    two = row(250, "人次", derived("500人次÷2=250人次")).model_copy(update={"id": "two"})
    evidence = Evidence(TRAINING, (), (one, two))
    assert evidence.complaint(one) and evidence.complaint(two)
