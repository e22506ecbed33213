"""规则的量: planted faults found, clean drafts left in peace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.finding import Finding
from eval.cases.damages import RuleCase
from eval.measures.measure import Measure, Share


@dataclass(frozen=True)
class Examined:
    """A case and what was found in its draft."""

    case: RuleCase
    findings: Sequence[Finding]

    @property
    def clean(self) -> bool:
        return self.case.kind is None

    @property
    def loud(self) -> list[Finding]:
        """Errors and warnings: what asks for work."""
        return [f for f in self.findings if f.severity != "note"]


def planted_found(item: Examined) -> Share:
    if item.clean:
        return 0, 0
    found = any(f.kind == item.case.kind and item.case.row in (None, f.indicator) for f in item.loud)
    return float(found), 1


def clean_without_error(item: Examined) -> Share:
    return (float(not any(f.severity == "error" for f in item.findings)), 1) if item.clean else (0, 0)


def clean_with_at_most_notes(item: Examined) -> Share:
    return (float(not item.loud), 1) if item.clean else (0, 0)


def beside_the_fault(item: Examined) -> Share:
    return (0, 0) if item.clean else (sum(f.kind != item.case.kind for f in item.loud), 1)


MEASURES: tuple[Measure[Examined], ...] = (
    Measure("planted_found", "rules", "植入的问题被发现", "每份植入一处问题的草稿中，在那一行报出那一类的占比", "more", planted_found),
    Measure("clean_without_error", "rules", "干净草稿不报错误", "干净草稿中一条错误也没有的占比", "more", clean_without_error),
    Measure("clean_with_at_most_notes", "rules", "干净草稿至多提示", "干净草稿中既无错误也无警告的占比", "more", clean_with_at_most_notes),
    Measure("beside_the_fault", "rules", "旁枝意见", "每份植入问题的草稿里，另报的其他类错误和警告条数", "less", beside_the_fault, percent=False),
)
