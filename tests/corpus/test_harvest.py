"""A reading becomes records: the same ids and rows whenever the same form is read; a secret stays one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain.form import Form, PrintedIndicator, Project, Reading, Task
from assistant.reading.read import read_file
from corpus.harvest import form_key, records_of
from corpus.records import Corpus

GOALS = Form(
    form_kind="项目目标表",
    organisation="石桥县水利局",
    region="石桥县",
    fiscal_year=2024,
    projects=(
        Project(no="1", name="红旗水库除险加固", budget_wan=320, purpose="加固大坝", objective="汛期前完工"),
        Project(no="2", name="某专项", code="330001", budget_wan=50, purpose="不得公开", confidential=True),
    ),
    indicators=(
        PrintedIndicator(owner="红旗水库除险加固", owner_no="1", level2="数量指标", name="加固坝体长度", target="≥320米"),
        PrintedIndicator(owner="红旗水库除险加固", owner_no="1", level2="质量指标", name="验收合格率", target="292%"),
        PrintedIndicator(owner="红旗水库除险加固", owner_no="1", level2="经济效益指标", status="not_applicable"),
        PrintedIndicator(owner="某专项", owner_no="2", name="不得公开", target="1个"),
    ),
)
WHOLE = Form(
    form_kind="部门整体目标表",
    organisation="石桥县水利局",
    fiscal_year=2024,
    tasks=(Task(no="任务一", name="河道巡查", content="沿河巡查", budget_wan=12), Task(no="任务二", name="会议培训", goal="培训200人")),
    indicators=(
        PrintedIndicator(owner="河道巡查", task="任务一", level2="数量指标", name="巡查次数", target="≥24次"),
        PrintedIndicator(owner="department", level2="服务对象满意度指标", name="群众满意度", target="≥90%"),
    ),
)


def test_a_project_a_task_and_the_unit_each_become_a_record() -> None:
    records = records_of(Reading(file="a.xlsx", forms=(GOALS, WHOLE)), keys=("g", "w"), digest="sha256:1")
    assert [r.id for r in records] == ["g-p1", "g-p2", "w-t1", "w-t2", "w-dept"]
    assert [len(r.indicators) for r in records] == [3, 0, 1, 0, 1]
    assert records[0].project_type == "水利工程"
    assert records[0].provenance is not None
    assert (records[0].provenance.source, records[0].provenance.digest) == ("a.xlsx", "sha256:1")
    assert records[4].project == "石桥县水利局部门整体"


def test_rows_come_with_their_doubts_and_an_unused_tier_says_so() -> None:
    rows = records_of(Reading(file="a.xlsx", forms=(GOALS,)))[0].indicators
    assert [bool(i.doubts) for i in rows] == [False, True, False]
    assert rows[2].target == "不适用"


def test_a_confidential_project_keeps_code_and_amount_only() -> None:
    secret = records_of(Reading(file="a.xlsx", forms=(GOALS,)), keys=("g",))[1]
    assert (secret.project, secret.budget_wan, secret.confidential) == ("330001", 50, True)
    assert "不得公开" not in secret.model_dump_json()
    named = GOALS.model_copy(update={"projects": (Project(name="保密机房改造", confidential=True, budget_wan=9),)})
    assert "保密机房" not in records_of(Reading(file="a.xlsx", forms=(named,)))[0].model_dump_json()


def test_ids_are_of_the_form_and_not_of_the_file() -> None:
    first, second = (records_of(Reading(file=f, forms=(GOALS,))) for f in ("a.xlsx", "b.docx"))
    assert [r.id for r in first] == [r.id for r in second]
    assert form_key(GOALS) != form_key(GOALS.model_copy(update={"fiscal_year": 2025}))


@pytest.mark.parametrize(
    ("file", "keys"),
    [("000", ("seed0", "seed1", "seed2")), ("001", ("seed3", "seed3")), ("002", ("seed4",)), ("003", ("seed5",)), ("004", ("seed6",))],
)
def test_the_reader_gives_the_records_of_the_five_forms(shared: Path, file: str, keys: tuple[str, ...]) -> None:
    """Ids, amounts, and the rows cell by cell; the shipped records shorten paragraphs, so a cell of theirs may be shorter than the printed one."""
    corpus = Corpus()
    read = records_of(read_file(next((shared / "seeds").glob(f"{file}_*"))), keys=keys)
    assert read
    same = total = 0
    for record in read:
        ours = corpus.record(record.id)
        assert ours is not None, record.id
        assert record.budget_wan == ours.budget_wan
        total += len(ours.indicators)
        read_rows = [(i.name, (i.target or "").rstrip(".") or None) for i in record.indicators]  # a full stop is the printer's
        paragraphs = sum(len(target or "") > 45 for _, target in read_rows)
        same += min(len(ours.indicators), sum((i.name, i.target) in read_rows for i in ours.indicators) + paragraphs)
    assert same / max(total, 1) >= 0.9
