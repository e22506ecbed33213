"""起草依据 (Brief): everything a drafter is given, whichever drafter it is — the request, what was understood, comparables, the library, the law."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant import lexicon
from assistant.domain.draft import Request
from assistant.domain.fact import Activity, Fact, ProjectType, Span, Understanding
from assistant.domain.form import Comparable, Task
from assistant.domain.frame import Standard, level2_in
from assistant.domain.names import bigrams
from assistant.domain.pattern import IndicatorPattern, NotApplicable, TypeProfile
from assistant.law.law import Law
from assistant.ports import Library
from assistant.understanding.project_type import project_types

GENERAL = "其他"
_ANSWERED_BY_WHO_TAKES_PART = ("会议培训",)
_OF_PLACES = ("房屋修缮", "工程建设", "环境整治", "物业服务")
"""Types whose usual group depends on the place."""
_SURE, _CERTAIN = 0.4, 0.9
"""How sure of its type a project must be for the type's entries; a department does many kinds of things and takes the general ones."""
_NOTHING_KNOWN = TypeProfile(name=GENERAL)
_EVERYWHERE = bigrams("合格率 完成率 及时率 达标率 覆盖率 满意度 群众 单位 成本 标准 数量 人数 次数 时间 完成 工作 项目 服务 问题 补助 年度")
_NAME_ENDS = r"(?:(?:补助|专项|工作|业务|活动)?(?:项目|经费|资金|费用?|支出))+$"
_NO_NAME = r"(?:其他)?(?:商品和服务|公用)(?:支出|经费)|(?:零星|其他|一般|日常|专项|业务|基本)(?:支出|项目|经费|费用?)"
"""零星支出, 其他商品和服务支出: names of spending that name no work."""
_NAME_STARTS = r"^(?:(?:19|20)\d\d年?(?:度)?|[一二]〇[一二]\d年)"


def _type_of(request: Request, understanding: Understanding) -> str | None:
    """The type to take entries from: what the project's name ends on (…防疫员培训 is a training), else the surest; None where none is sure."""
    if request.kind == "department":
        return None  # a department does many kinds of things
    likely = [t for t in understanding.project_types if t.score >= _SURE]
    named = [t for t in likely if _ends_on(request.project, t)]
    return next((t.name for t in (*named, *likely)), None)


def _type_of_task(task: Task) -> str | None:
    """What kind of work one task of a department is; None where its words do not say."""
    likely = [t for t in project_types("。".join(filter(None, (task.content, task.goal))), task.name) if t.score >= _SURE]
    return likely[0].name if likely else None


def _ends_on(title: str, kind: ProjectType) -> bool:
    """Does a project's name end on a word of the type?"""
    return any(title.endswith(word) for word in kind.words if len(word) > 1)


@dataclass(frozen=True)
class Brief:
    """What a drafter works from. `profile` is the library's for the project's type, `general` the one for any project; both may be empty."""

    request: Request
    understanding: Understanding
    comparables: tuple[Comparable, ...] = ()
    profile: TypeProfile = _NOTHING_KNOWN
    general: TypeProfile = _NOTHING_KNOWN
    law: Law | None = None
    of_tasks: tuple[TypeProfile, ...] = ()
    """For a department: the library's profile of each task, in their order; the general one where a task's kind is not clear."""

    @classmethod
    def of(cls, request: Request, understanding: Understanding, comparables: Sequence[Comparable], library: Library, law: Law | None) -> Brief:
        """The brief with the library's profile for the type named in the request, else for the type understood."""
        understood = _type_of(request, understanding)
        named = request.project_type if request.project_type in library.types() else understood
        of_tasks = tuple(library.profile(_type_of_task(task)) for task in request.tasks) if request.kind == "department" else ()
        return cls(request, understanding, tuple(comparables), library.profile(named), library.profile(None), law, of_tasks)

    def at_home(self, pattern: IndicatorPattern) -> bool:
        """Do the words of the request speak of what an entry measures?"""
        telling = bigrams(pattern.name.replace("{object}", "").replace("{group}", "")) - _EVERYWHERE
        return any(word in self.text for word in pattern.words) or bool(telling & bigrams(self.text))

    @property
    def standard(self) -> Standard:
        return self.request.standard

    @cached_property
    def text(self) -> str:
        """All the words of the request: name, description, purpose, tasks."""
        tasks = [text for t in self.request.tasks for text in (t.name, t.content, t.goal)]
        return "。".join(text for text in (self.request.project, self.request.description, self.request.purpose, *tasks) if text)

    @cached_property
    def patterns(self) -> tuple[IndicatorPattern, ...]:
        """Library entries that apply here: the type's first, then the general ones; an entry with `needs` only where its words are said."""
        own = self.profile.entries
        general = tuple(p for p in self.general.entries if p not in own)
        return tuple(p for p in (*own, *general) if not p.needs or any(word in self.text for word in p.needs))

    @property
    def sure_of_type(self) -> bool:
        """Is the type as good as certain? Where it is not, its entries serve only where the words speak of them."""
        understood = next((t for t in self.understanding.project_types if t.name == self.profile.name), None)
        return (
            self.request.project_type is not None or understood is None or understood.score >= _CERTAIN or _ends_on(self.request.project, understood)
        )

    @cached_property
    def not_applicable(self) -> tuple[NotApplicable, ...]:
        return (*self.profile.not_applicable, *self.general.not_applicable)

    def tier(self, level2: str) -> str:
        """A library tier in the words of the request's standard."""
        return level2_in(level2, self.standard)

    @cached_property
    def promises(self) -> tuple[Fact, ...]:
        """The facts a draft must carry."""
        return tuple(f for f in self.understanding.facts if f.role == "target")

    @cached_property
    def history(self) -> tuple[Fact, ...]:
        """What was said of last year and of the present state."""
        return tuple(f for f in self.understanding.set_aside if f.role == "history")

    @cached_property
    def group(self) -> str:
        """Whom the project serves: as the words say, else who uses such a place, else as its type usually does; “服务对象” where nothing tells."""
        named = next(iter(self.understanding.groups), None)
        if self.profile.name in _ANSWERED_BY_WHO_TAKES_PART and self.sure_of_type:
            named = None  # 企业负责人培训: it is those trained who are asked, whoever sent them
        return named or self._users or self.profile.served or "服务对象"

    @property
    def _users(self) -> str | None:
        """Who uses the place that is built, mended or kept: 公厕 serve 市民, a 教学楼 its 师生."""
        if self.profile.name not in (*_OF_PLACES, self.general.name) or self.request.kind == "department":
            return None
        places: list[dict[str, Any]] = lexicon.table("groups").get("place", [])
        return next(
            (p["group"] for text in (self.request.project, self.request.description) for p in places if any(w in text for w in p["words"])), None
        )

    @cached_property
    def noun(self) -> str:
        """The project as a short noun: its name without year, brackets and 经费, 项目; “重点工作” for a department's whole spending."""
        name = re.sub(r"[（(][^（）()]*[）)]", "", self.request.project).strip()
        name = re.sub(_NAME_STARTS, "", name)
        if re.fullmatch(_NO_NAME, name):
            return "日常工作"
        name = re.sub(_NAME_ENDS, "", name)
        if self.request.kind == "department" or not name or "部门整体" in name:
            return "重点工作"
        return name if len(name) <= 12 else name[-12:] if "的" not in name else name.split("的")[-1]

    def activity(self, index: int | None) -> Activity | None:
        return next((a for a in self.understanding.activities if a.index == index), None)

    def same_clause(self, one: Span, other: Span) -> bool:
        """Do two spans of the description stand in one clause, no comma or full stop between them?"""
        if one.field != other.field or one.field != "request.description":
            return False
        first, second = sorted((one, other), key=lambda s: s.start)
        return not re.search(r"[，,。；;]", self.request.description[first.end : max(first.end, second.start)])

    def named(self, pattern: IndicatorPattern) -> str:
        """The entry's name with this project's thing and group in its slots; a word the name has anyway is not said twice (设备购置 + 购置数量)."""
        rest = pattern.name.replace("{object}", "").replace("{group}", "")
        thing = self.object_for(pattern)
        while len(thing) > 2 and thing[-2:] in rest:
            thing = thing[:-2]
        return pattern.name.replace("{object}", thing).replace("{group}", self.group)

    def object_for(self, pattern: IndicatorPattern) -> str:
        """What {object} means in an entry: the thing of the activity its words call for, else the project itself."""
        for activity in self.understanding.activities:
            if activity.object and len(activity.object) <= 10 and any(w in activity.verb + activity.object for w in pattern.words):
                return activity.object
        return self.noun
