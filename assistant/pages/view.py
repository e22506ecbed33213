"""What a page shows (view): a draft as rows, cards and sentences. Pure: no widget, no HTML, no I/O; a test can read it like the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from assistant.domain.draft import Draft, Question, Request
from assistant.domain.finding import Finding
from assistant.domain.form import Comparable, Frozen
from assistant.domain.frame import rank
from assistant.domain.indicator import Ground, Indicator
from assistant.domain.numeral import print_number

GROUND_WORDS = {
    "description": "原话",
    "budget": "预算",
    "derived": "测算",
    "comparable": "可比项目",
    "library": "指标库",
    "rule": "规则",
    "previous": "上年",
    "user": "本人",
    "assumption": "待确认",
}
SEVERITY_WORDS = {"error": "错误", "warning": "提醒", "note": "提示"}
_SEVERITY_ORDER = {"error": 0, "warning": 1, "note": 2}

RowState = Literal["proposed", "edited", "unconfirmed", "not_applicable"]
STATE_WORDS: dict[RowState, str] = {"proposed": "", "edited": "已改", "unconfirmed": "待确认", "not_applicable": "不适用"}


class GroundView(Frozen):
    """One ground of a row: the word for its kind, the words or row it quotes, where that stands."""

    kind: str
    word: str
    quote: str
    where: str


class FindingView(Frozen):
    id: str
    severity: str
    word: str
    message: str
    basis: str
    fixable: bool
    waived: str | None
    waivable: bool


class RowView(Frozen):
    """One row of the indicator table. `first_of`: how many rows the tier cell spans, 0 where an upper row spans this one too."""

    id: str
    number: int
    level1: str
    level2: str
    level1_span: int = 0
    level2_span: int = 0
    task: str
    name: str
    target: str
    explanation: str
    basis: str
    state: RowState
    state_word: str
    reason: str
    confirmable: bool
    grounds: tuple[GroundView, ...]
    findings: tuple[FindingView, ...]


class Summary(Frozen):
    """The line above the table: how far the draft is from acceptance."""

    rows: int
    errors: int
    warnings: int
    notes: int
    unconfirmed: int
    questions: int
    ready: bool
    words: str


def rows(draft: Draft) -> list[RowView]:
    """The draft's rows in the standard's order, tiers spanning their rows, findings and grounds beside each."""
    standard = draft.request.standard if isinstance(draft.request, Request) else "2015"
    ordered = sorted(enumerate(draft.indicators), key=lambda p: (rank(p[1].level2, standard), p[0]))
    names = {c.id: f"{c.organisation or ''}{c.fiscal_year or ''}“{c.project}”" for c in draft.comparables}
    views: list[RowView] = []
    for number, (index, row) in enumerate(ordered, 1):
        views.append(
            RowView(
                id=row.id,
                number=number,
                level1=row.level1,
                level2=row.level2,
                task=row.task or "",
                name=row.name,
                target=row.printed(),
                explanation=row.explanation,
                basis=row.basis,
                state=_state(row),
                state_word=STATE_WORDS[_state(row)],
                reason=row.reason or "",
                confirmable=row.status == "unconfirmed" and not row.is_blank,
                grounds=tuple(_ground(g, names) for g in row.sources),
                findings=tuple(_finding(f) for f in _of_row(draft.findings, index, row)),
            )
        )
    return _spanned(views)


def _spanned(views: list[RowView]) -> list[RowView]:
    out: list[RowView] = []
    for i, view in enumerate(views):
        span1 = 0 if i and views[i - 1].level1 == view.level1 else _run(views, i, lambda v: (v.level1,))
        span2 = (
            0 if i and (views[i - 1].level1, views[i - 1].level2) == (view.level1, view.level2) else _run(views, i, lambda v: (v.level1, v.level2))
        )
        out.append(view.model_copy(update={"level1_span": span1, "level2_span": span2}))
    return out


def _run(views: list[RowView], start: int, key: object) -> int:
    assert callable(key)
    end = start
    while end < len(views) and key(views[end]) == key(views[start]):
        end += 1
    return end - start


def _state(row: Indicator) -> RowState:
    if row.status == "not_applicable":
        return "not_applicable"
    if row.status == "unconfirmed":
        return "unconfirmed"
    return "edited" if row.status in ("edited", "locked") else "proposed"


_WHERE = {"request.description": "项目说明", "request.purpose": "资金用途", "request.budget_wan": "预算", "request": "申请"}


def _ground(ground: Ground, names: dict[str, str]) -> GroundView:
    where = names.get(ground.ref) or _WHERE.get(ground.ref) or ("任务说明" if ground.ref.startswith("request.tasks") else ground.ref)
    return GroundView(kind=ground.kind, word=GROUND_WORDS[ground.kind], quote=ground.quote, where=where)


def _of_row(findings: Sequence[Finding], index: int, row: Indicator) -> list[Finding]:
    mine = [f for f in findings if f.index == index or (f.index is None and f.indicator is not None and f.indicator == row.name)]
    return sorted(mine, key=lambda f: (_SEVERITY_ORDER[f.severity], f.rule))


def _finding(finding: Finding) -> FindingView:
    basis = finding.basis
    return FindingView(
        id=finding.id,
        severity=finding.severity,
        word=SEVERITY_WORDS[finding.severity],
        message=finding.message,
        basis=f"{basis.document}{basis.section}" if basis else "",
        fixable=bool(finding.fix and finding.fix.safe),
        waived=finding.waived.reason if finding.waived else None,
        waivable=finding.open_error,
    )


def whole_findings(draft: Draft) -> list[FindingView]:
    """Findings about the form as a whole, errors first."""
    whole = [f for f in draft.findings if f.index is None and f.indicator is None]
    return [_finding(f) for f in sorted(whole, key=lambda f: (_SEVERITY_ORDER[f.severity], f.rule))]


def summary(draft: Draft) -> Summary:
    """Counts, and one sentence that says what stands between this draft and acceptance."""
    counts = {s: sum(f.severity == s and f.waived is None for f in draft.findings) for s in ("error", "warning", "note")}
    unconfirmed = sum(r.status == "unconfirmed" for r in draft.indicators)
    live = sum(r.applicable for r in draft.indicators)
    ready = not counts["error"] and not unconfirmed and live > 0
    if ready:
        words = "可以采纳。" + (f"还有 {counts['warning']} 条提醒，建议看一眼。" if counts["warning"] else "")
    else:
        todo = [f"{unconfirmed} 处待确认" if unconfirmed else "", f"{counts['error']} 处错误" if counts["error"] else ""]
        words = "采纳之前还要处理：" + "、".join(filter(None, todo)) + "。" if any(todo) else "还没有指标。"
    return Summary(
        rows=live,
        errors=counts["error"],
        warnings=counts["warning"],
        notes=counts["note"],
        unconfirmed=unconfirmed,
        questions=len(draft.questions),
        ready=ready,
        words=words,
    )


class ComparableView(Frozen):
    id: str
    title: str
    facts: str
    why: tuple[str, ...]
    differs: tuple[str, ...]
    findings: tuple[str, ...]
    rows: tuple[tuple[str, str, str, bool], ...]
    """(二级, 三级, 指标值, sound?) of the published rows."""

    alike: tuple[str, ...] = ()
    """Names and years of near-duplicates that are not shown themselves."""


def comparables(draft: Draft) -> list[ComparableView]:
    """The comparable projects as cards."""
    return [comparable(c) for c in draft.comparables]


def comparable(c: Comparable, alike: Sequence[Comparable] = ()) -> ComparableView:
    """One project as a card; `alike` are near-duplicates folded into it."""
    facts = [
        str(c.fiscal_year) + "年" if c.fiscal_year else "",
        c.region or "",
        f"{print_number(c.budget_wan)}万元" if c.budget_wan is not None else "",
    ]
    return ComparableView(
        id=c.id,
        title=f"{c.organisation or '某单位'} · {c.project}",
        facts="，".join(filter(None, facts)),
        why=c.why,
        differs=c.differs,
        findings=c.findings,
        rows=tuple((r.level2 or "", r.name, r.target or "", not r.doubts) for r in c.indicators),
        alike=tuple(f"{other.organisation or '某单位'}{f'（{other.fiscal_year}年）' if other.fiscal_year else ''}" for other in alike),
    )


def questions(draft: Draft) -> list[Question]:
    """What only the unit knows, in the order of how much the answer improves the draft."""
    return list(draft.questions)
