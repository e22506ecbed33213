"""Drafters that must fail: one that understands nothing, one that takes every figure for a promise, one that copies, one that says all twice."""

from __future__ import annotations

from assistant.domain.draft import Draft
from assistant.domain.fact import Understanding
from assistant.domain.figure import find_figures
from assistant.domain.frame import QUANTITY, level1_of
from assistant.domain.indicator import Ground, Indicator, stable_id
from assistant.domain.target import Target
from assistant.drafting.brief import Brief
from assistant.drafting.offline import draft_offline
from assistant.law import Law
from assistant.workbench import Workbench
from corpus.library import Shelf
from eval.lanes import Answers, Control
from eval.measures.drafts import Drafted


def understands_nothing(workbench: Workbench, product: Answers) -> Answers:
    """The embedded drafter over the same comparables and library, without a fact, a type or a secret understood."""
    shelf = Shelf()

    def draft(item: Drafted) -> Draft:
        request = item.case.request
        law = Law.of(f"{request.region or ''} {request.organisation or ''}", request.fiscal_year)
        return draft_offline(Brief.of(request, Understanding(), item.draft.comparables, shelf, law))

    return {key: Drafted(item.case, _checked(workbench, draft(item))) for key, item in product.items()}


def believes_every_figure(workbench: Workbench, product: Answers) -> Answers:
    """A row for every figure of the description, each promised under 数量."""

    def rows(item: Drafted) -> tuple[Indicator, ...]:
        text = item.case.request.description
        return tuple(
            _row(f"第{n}个数", Target(comparator="≥", value=figure.number * (figure.scale if not figure.unit else 1), unit=figure.unit), text)
            for n, figure in enumerate(find_figures(text, strike_days=False), 1)
        )

    return {key: _with_rows(workbench, item, rows(item)) for key, item in product.items()}


def copies_a_neighbour(workbench: Workbench, product: Answers) -> Answers:
    """The rows of the nearest comparable, given out as what the description says."""

    def rows(item: Drafted) -> tuple[Indicator, ...]:
        nearest = item.draft.comparables[:1]
        text = item.case.request.description
        return tuple(_row(r.name, Target.read(r.target or ""), text, r.level2 or QUANTITY) for c in nearest for r in c.indicators)

    return {key: _with_rows(workbench, item, rows(item)) for key, item in product.items()}


def says_all_twice(workbench: Workbench, product: Answers) -> Answers:
    """The product's own draft with every row repeated."""
    return {key: _with_rows(workbench, item, item.draft.indicators * 2) for key, item in product.items()}


def sees_secrets_everywhere(workbench: Workbench, product: Answers) -> Answers:
    """Every project withheld."""
    return {key: Drafted(item.case, item.draft.model_copy(update={"confidential": True})) for key, item in product.items()}


def tells_secrets(workbench: Workbench, product: Answers) -> Answers:
    """Drafts without rows, yet with the description as their objective."""
    return {key: Drafted(item.case, item.draft.model_copy(update={"objective": item.case.request.description})) for key, item in product.items()}


def _row(name: str, target: Target, quote: str, level2: str = QUANTITY) -> Indicator:
    ground = Ground(kind="description", ref="request.description", quote=quote[:8])
    blank = Indicator(id=stable_id(name, target.printed()), level1=level1_of(level2) or "", level2=level2, name=name, sources=(ground,))
    return blank.with_target(target)


def _with_rows(workbench: Workbench, item: Drafted, rows: tuple[Indicator, ...]) -> Drafted:
    draft = Draft(request=item.case.request, indicators=rows, comparables=item.draft.comparables)
    return Drafted(item.case, _checked(workbench, draft))


def _checked(workbench: Workbench, draft: Draft) -> Draft:
    return draft.model_copy(update={"findings": workbench.check(draft).findings})


CONTROLS = (
    Control(
        "understands_nothing",
        "drafts",
        "不看懂说明，只凭同类项目和资料库起草",
        ("fact_recall", "derived_recall"),
        understands_nothing,
    ),
    Control(
        "believes_every_figure",
        "drafts",
        "说明里的每个数都当成数量指标",
        ("tier_right", "distractors_used", "mandatory_tiers", "open_errors", "carried"),
        believes_every_figure,
    ),
    Control(
        "copies_a_neighbour",
        "drafts",
        "照抄最近的同类项目，却说是申请里写的",
        ("fact_recall", "unsupported_numbers", "open_errors"),
        copies_a_neighbour,
    ),
    Control("says_all_twice", "drafts", "每行说两遍", ("near_duplicates", "rows_in_bounds", "rows_per_draft"), says_all_twice),
    Control("tells_secrets", "drafts", "把说明原样写进绩效目标", ("secrets_kept",), tells_secrets),
    Control("sees_secrets_everywhere", "drafts", "什么都当成涉密", ("called_secret",), sees_secrets_everywhere),
)
