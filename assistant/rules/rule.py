"""一条规则 (Rule): a module that is one demand, with its page read from its docstring.

A rule module has a docstring (its page), `KIND`, `SEVERITY`, `RESTS_ON`, optionally `CLAUSE = (document id, clause key)` and `QUESTION`, and
`check(subject, law) -> Outcome`. Its name is its file's, its family its folder's. Everything else is stamped by the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType

from assistant.domain.finding import Basis, FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.law.law import documents
from assistant.rules.outcome import Outcome
from assistant.rules.subject import Subject

SECTIONS = ("理由", "依据", "反例", "正例", "例外", "出处")
FAMILIES = {
    "completeness": "填报完整", "values": "指标值", "placement": "指标归层", "cost": "成本", "arithmetic": "资金与勾稽", "consistency": "前后一致", "dates": "日期",
    "weights": "分值权重", "secrecy": "保密与公开", "department": "部门整体", "self_evaluation": "绩效自评",
}  # fmt: skip
_OWN_LOGIC = {"arithmetic": "表内数字勾稽", "form": "表格自身的逻辑", "practice": "评审惯例", "clause": ""}


@dataclass(frozen=True)
class Page:
    """A rule's page: title and the sections of its docstring, in order."""

    title: str
    sections: dict[str, str]

    @classmethod
    def read(cls, docstring: str) -> Page:
        """Title line, blank line, then `理由：…`, `依据：…`, `反例：` with indented lines, `正例：`, `例外：…`, `出处：R28`."""
        lines = docstring.strip().splitlines()
        sections: dict[str, list[str]] = {}
        name = ""
        for line in lines[1:]:
            head = re.match(r"(\S+?)：\s*(.*)", line)
            if head and head[1] in SECTIONS:
                name = head[1]
                sections[name] = [head[2]] if head[2] else []
            elif name:
                sections[name].append(line)
        return cls(lines[0].strip().rstrip("。"), {k: "\n".join(v).strip("\n") for k, v in sections.items()})


@dataclass(frozen=True)
class Rule:
    """A demand, ready to run."""

    name: str
    family: str
    kind: FindingKind
    severity: Severity
    rests_on: RestsOn
    clause: tuple[str, str] | None
    question: str | None
    docstring: str
    check: Callable[[Subject, Law], Outcome]

    @classmethod
    def of(cls, module: ModuleType) -> Rule:
        family, name = module.__name__.rsplit(".", 2)[-2:]
        return cls(name=name, family=family, kind=module.KIND, severity=module.SEVERITY, rests_on=module.RESTS_ON, clause=getattr(module, "CLAUSE", None),
                   question=getattr(module, "QUESTION", None), docstring=module.__doc__ or "", check=module.check)  # fmt: skip

    @cached_property
    def page(self) -> Page:
        return Page.read(self.docstring)

    @property
    def title(self) -> str:
        return self.page.title

    @property
    def number(self) -> str:
        """The number of the demand in the domain's list (R28, S03)."""
        return self.page.sections.get("出处", "").split()[0].strip("。，")

    @cached_property
    def basis(self) -> Basis:
        """依据 as a finding carries it: the clause where there is one, else what the demand rests on."""
        if self.clause is None:
            return Basis(document=_OWN_LOGIC[self.rests_on], section="", verified=self.rests_on in ("arithmetic", "form"), rests_on=self.rests_on)
        document = next(d for d in documents() if d.id == self.clause[0])
        clause = document.find(self.clause[1])
        return Basis(document=document.named(), section=clause.section, verified=clause.verified, rests_on=self.rests_on)
