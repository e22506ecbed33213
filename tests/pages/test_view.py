"""What the page shows of a draft, read as rows."""

from __future__ import annotations

from assistant.domain.draft import Draft, Question, Request
from assistant.domain.finding import Basis, Finding, Fix
from assistant.domain.form import Comparable, RecordIndicator
from assistant.domain.indicator import Ground, Indicator
from assistant.pages import markup, view

REQUEST = Request(project="<b>培训</b>", description="办班4期", fiscal_year=2026, budget_wan=5.6)


def _row(row_id: str, level1: str, level2: str, **more: object) -> Indicator:
    return Indicator.model_validate({"id": row_id, "level1": level1, "level2": level2, "name": row_id, **more})


def _draft(**more: object) -> Draft:
    rows = (
        _row("满意", "满意度指标", "服务对象满意度指标", comparator="≥", value=90, unit="%"),
        _row("期数", "产出指标", "数量指标", comparator="≥", value=4, unit="期", target="≥4期",
             sources=[Ground(kind="description", ref="request.description", quote="办班4期")]),
        _row("人次", "产出指标", "数量指标", comparator="≥", value=200, unit="人次"),
        _row("合格", "产出指标", "质量指标", status="unconfirmed"),
        _row("生态", "效益指标", "生态效益指标", status="not_applicable", reason="不涉及"),
    )  # fmt: skip
    return Draft.model_validate({"request": REQUEST, "indicators": rows, **more})


def test_rows_stand_in_the_standards_order_and_tiers_span_their_rows() -> None:
    rows = view.rows(_draft())
    assert [r.id for r in rows] == ["期数", "人次", "合格", "生态", "满意"]
    assert [r.level1_span for r in rows] == [3, 0, 0, 1, 1]
    assert [r.level2_span for r in rows] == [2, 0, 1, 1, 1]


def test_an_unused_tier_prints_so_and_a_blank_value_waits() -> None:
    rows = {r.id: r for r in view.rows(_draft())}
    assert (rows["生态"].target, rows["生态"].state_word) == ("不适用", "不适用")
    assert (rows["合格"].target, rows["合格"].state, rows["合格"].confirmable) == ("", "unconfirmed", False)


def test_findings_stand_beside_their_row_and_the_rest_above() -> None:
    findings = (
        Finding(id="1", rule="a", severity="warning", index=2, indicator="人次", message="偏低", basis=Basis(document="办法", section="第三条")),
        Finding(id="2", rule="b", severity="error", index=2, indicator="人次", message="缺单位", fix=Fix(safe=True)),
        Finding(id="3", rule="c", severity="error", message="没有成本指标"),
    )
    draft = _draft(findings=findings)
    row = next(r for r in view.rows(draft) if r.id == "人次")
    assert [f.id for f in row.findings] == ["2", "1"]
    assert row.findings[0].fixable
    assert [f.id for f in view.whole_findings(draft)] == ["3"]


def test_the_summary_says_what_stands_before_acceptance() -> None:
    open_draft = _draft(
        findings=(Finding(id="3", rule="c", severity="error", message="没有成本指标"),),
        questions=(Question(about="合格", question="合格率定多少？"),),
    )
    state = view.summary(open_draft)
    assert not state.ready
    assert state.words == "采纳之前还要处理：1 处待确认、1 处错误。"
    done = open_draft.with_rows([r for r in open_draft.indicators if r.status != "unconfirmed"], findings=())
    assert view.summary(done).ready


def test_everything_from_outside_is_escaped() -> None:
    nasty = "<script>alert(1)</script>\"'"
    draft = _draft(
        indicators=(
            _row(
                nasty,
                "产出指标",
                "数量指标",
                target=nasty,
                explanation=nasty,
                basis=nasty,
                task=nasty,
                sources=[{"kind": "user", "ref": nasty, "quote": nasty}],
            ),
        ),
        findings=(
            Finding(id=nasty, rule="a", severity="error", message=nasty, index=0, basis=Basis(document=nasty)),
            Finding(id="x", rule="b", message=nasty),
        ),
        comparables=(
            Comparable(
                id="p",
                project=nasty,
                organisation=nasty,
                score=1,
                why=(nasty,),
                differs=(nasty,),
                indicators=(RecordIndicator(name=nasty, target=nasty, level2=nasty),),
            ),
        ),
        questions=(Question(about="a", question=nasty, why=nasty),),
    )
    html = (
        markup.table(view.rows(draft), 1)
        + markup.whole(view.whole_findings(draft))
        + markup.comparables(view.comparables(draft))
        + markup.questions(view.questions(draft), 1)
        + markup.quotes([(nasty, nasty)])
    )
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_an_accepted_table_cannot_be_edited() -> None:
    html = markup.table(view.rows(_draft()), 3, editable=False)
    assert "contenteditable" not in html
    assert "data-act" not in html
    assert 'data-seq="3"' in html
