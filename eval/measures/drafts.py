"""起草的量: what a draft is worth to a clerk, measured against requests whose truth is written down."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assistant.domain.draft import Draft, Request
from assistant.domain.frame import PLAIN_COST, QUALITY, QUANTITY, SERVED_SATISFACTION, TIMELINESS, is_benefit, level2_in
from assistant.domain.indicator import Indicator
from assistant.domain.target import DATE_UNIT
from assistant.evidence import Evidence
from eval.cases.requests import RequestCase, Stated
from eval.measures import matching
from eval.measures.measure import Measure, Share

MOST_ROWS = {"project": 16, "department": 40}
LEAST_ROWS = 5
_ALIKE = 0.7
_SUM_TOLERANCE = 0.01


@dataclass(frozen=True)
class Drafted:
    """A case and the draft that answered it."""

    case: RequestCase
    draft: Draft

    @property
    def judged(self) -> bool:
        """Is there a set of rows to judge? Of a confidential project there must be none."""
        return not self.case.confidential

    @cached_property
    def rows(self) -> tuple[Indicator, ...]:
        return tuple(row for row in self.draft.indicators if row.applicable)

    @cached_property
    def request(self) -> Request:
        return self.case.request

    def telling(self, fact: Stated) -> list[Indicator]:
        """The rows with the fact's value that are about the same thing, whatever their tier and sign."""
        if fact.unit == DATE_UNIT:
            return [row for row in self.rows if matching.same_day(row, str(fact.value), self.request.fiscal_year)]
        about = matching.topic(fact.object, fact.quote)
        return [row for row in self.rows if matching.same_number(row, float(fact.value), fact.unit) and matching.shares_topic(row, about)]

    def keeps(self, fact: Stated) -> bool:
        return any(matching.same_direction(row, fact.comparator) and row.level2 in fact.level2 for row in self.telling(fact))


def facts_kept(item: Drafted) -> Share:
    return sum(item.keeps(fact) for fact in item.case.facts), len(item.case.facts)


def tiers_right(item: Drafted) -> Share:
    told = [(fact, rows) for fact in item.case.facts if (rows := item.telling(fact))]
    return sum(any(row.level2 in fact.level2 for row in rows) for fact, rows in told), len(told)


def distractors_used(item: Drafted) -> Share:
    """A row whose number is a fact's or a derived value's as well is no fault."""
    meant = [(float(f.value), f.unit) for f in item.case.facts if f.unit != DATE_UNIT] + [(d.value, d.unit) for d in item.case.derived]
    suspects = [row for row in item.rows if not any(matching.same_number(row, value, unit) for value, unit in meant)]
    used = [words for words in item.case.distractors if any(matching.holds_number_of(row, words) for row in suspects)]
    return len(used), len(item.case.distractors)


def unsupported_numbers(item: Drafted) -> Share:
    if not item.judged:
        return 0, 0
    evidence = Evidence(item.request, item.draft.comparables, item.draft.indicators)
    numeric = [row for row in item.rows if matching.numbers(row)]
    return sum(evidence.complaint(row) is not None for row in numeric), len(numeric)


def mandatory_tiers(item: Drafted) -> Share:
    """A tier is there with a row that has a value, or with an open row a question asks about; a benefit must have a value."""
    if not item.judged:
        return 0, 0
    asked = {question.about for question in item.draft.questions}
    filled = {row.level2 for row in item.rows if not row.is_blank}
    present = filled | {row.level2 for row in item.rows if row.status == "unconfirmed" and {row.id, row.name, row.level2} & asked}
    standard = item.request.standard
    cost = {level2_in(PLAIN_COST, standard), *(t for t in present if t.endswith("成本指标"))}
    wanted = [bool(present & {tier}) for tier in (QUANTITY, QUALITY, TIMELINESS, SERVED_SATISFACTION)]
    every = [*wanted, bool(present & cost), any(is_benefit(tier) for tier in filled)]
    return sum(every), len(every)


def derived_recalled(item: Drafted) -> Share:
    found = [any(matching.same_number(row, d.value, d.unit, tolerance=_SUM_TOLERANCE) for row in item.rows) for d in item.case.derived]
    return sum(found), len(found)


def rows_in_bounds(item: Drafted) -> Share:
    if not item.judged:
        return 0, 0
    return float(LEAST_ROWS <= len(item.rows) <= MOST_ROWS[item.request.kind]), 1


def rows_per_draft(item: Drafted) -> Share:
    return (len(item.rows), 1) if item.judged else (0, 0)


def near_duplicates(item: Drafted) -> Share:
    """Pairs that tell two facts of the case (春季…时间, 秋季…时间) are no repetition."""
    if not item.judged or not item.rows:
        return 0, 0
    twins = 0
    for n, row in enumerate(item.rows):
        twins += any(_alike(row, other) and not _tell_two_facts(item, row, other) for other in item.rows[:n])
    return twins, len(item.rows)


def open_errors(item: Drafted) -> Share:
    return (float(any(f.open_error for f in item.draft.findings)), 1) if item.judged else (0, 0)


def secrets_kept(item: Drafted) -> Share:
    if not item.case.confidential:
        return 0, 0
    printed = item.draft.model_dump_json()
    said = item.request.description
    echoed = item.request.project in printed or any(said[n : n + 6] in printed for n in range(max(1, len(said) - 5)))
    return float(item.draft.confidential and not item.draft.indicators and not echoed), 1


def called_secret(item: Drafted) -> Share:
    return (float(item.draft.confidential), 1) if item.judged else (0, 0)


def last_year_carried(item: Drafted) -> Share:
    names = [row.name for row in item.rows]
    return sum(any(name in kept or kept in name for kept in names) for name in item.case.carried), len(item.case.carried)


def _alike(row: Indicator, other: Indicator) -> bool:
    if row.task != other.task:
        return False
    one, two = _pairs(row.name), _pairs(other.name)
    close = len(one & two) / len(one | two) >= _ALIKE if one | two else row.name == other.name
    return close or (row.level2 == other.level2 and row.value == other.value and row.unit == other.unit and row.value is not None)


def _tell_two_facts(item: Drafted, row: Indicator, other: Indicator) -> bool:
    first = {n for n, fact in enumerate(item.case.facts) if row in item.telling(fact)}
    second = {n for n, fact in enumerate(item.case.facts) if other in item.telling(fact)}
    return len(first | second) > 1 and bool(first) and bool(second)


def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[i : i + 2] for i in range(len(name) - 1))


MEASURES: tuple[Measure[Drafted], ...] = (
    Measure(
        "fact_recall", "drafts", "事实进入草稿", "说明里说到的事实中，有一行值相同、方向相容、层级可接受、且说的是同一件事的占比", "more", facts_kept
    ),
    Measure("tier_right", "drafts", "层级正确", "值与对象都对上的事实中，至少有一行落在可接受层级的占比", "more", tiers_right),
    Measure("distractors_used", "drafts", "干扰数被误用", "往年数、文号、电话、门牌、规划年等干扰数中，被当作指标值的占比", "less", distractors_used),
    Measure("unsupported_numbers", "drafts", "数字没有出处", "带数字的行中，依据核对认为没有一条来源撑得住的占比", "less", unsupported_numbers),
    Measure(
        "mandatory_tiers",
        "drafts",
        "必备层级齐全",
        "数量、质量、时效、成本、效益、满意度六项中，有值或已提问的占比（效益须有值）",
        "more",
        mandatory_tiers,
    ),
    Measure("derived_recall", "drafts", "推算值", "由说明里的数能算出、审核人会问的值中，草稿里有的占比（误差 1% 内）", "more", derived_recalled),
    Measure("rows_in_bounds", "drafts", "行数适中", "行数在 5 到 16（部门 40）之间的草稿占比", "more", rows_in_bounds),
    Measure("rows_per_draft", "drafts", "每稿行数", "每份草稿的指标行数，不含不适用行", "less", rows_per_draft, percent=False),
    Measure("near_duplicates", "drafts", "近似重复", "与前面某行名称近似或同层级同值、又不是分别说两个事实的行的占比", "less", near_duplicates),
    Measure("open_errors", "drafts", "带错误的草稿", "规则仍报错误的草稿占比", "less", open_errors),
    Measure("secrets_kept", "drafts", "涉密不外露", "涉密项目中，没有指标、没有项目名、没有说明里连续六个字的占比", "more", secrets_kept),
    Measure("called_secret", "drafts", "误判涉密", "不涉密的项目被当成涉密的占比", "less", called_secret),
    Measure("carried", "drafts", "沿用上年", "应原样沿用的上年指标中，草稿里有的占比", "more", last_year_carried),
)
