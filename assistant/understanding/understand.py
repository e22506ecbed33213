"""理解 (understand): a request's plain words → Understanding. Every number of description, purpose and tasks becomes a fact or is set aside with the reason.

    understand(request).facts[0]  →  Fact(span=…“培训班4期”, name="培训班期数", comparator="≥", value=4, unit="期", level2="数量指标", …)

Deterministic; linear in the text. Money of the request (budget, funding, tasks, totals) is what an amount is compared with to know the budget by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.domain.draft import Request
from assistant.domain.fact import Activity, Fact, Understanding
from assistant.domain.indicator import stable_id
from assistant.domain.target import unit_scale
from assistant.understanding import money, naming, phrases, promises, rates, statements
from assistant.understanding.activities import activities_in
from assistant.understanding.asides import WHY, Aside, aside_of, looks, telling
from assistant.understanding.deadlines import Due, dues
from assistant.understanding.groups import groups_in
from assistant.understanding.milestones import dated
from assistant.understanding.passage import Passage, aligned
from assistant.understanding.products import with_products
from assistant.understanding.project_type import project_types
from assistant.understanding.quantities import Figure, figures
from assistant.understanding.respective import respectively
from assistant.understanding.secrecy import secrecy
from assistant.understanding.statements import Statement

if TYPE_CHECKING:
    from assistant.law.law import Law


def understand(request: Request, law: Law | None = None) -> Understanding:
    """Everything the request's words say. `law` is that of its place; None leaves conventions of places (汛期) to the calendar's usual day and a question."""
    passages = passages_of(request)
    told = [telling(p, request.fiscal_year) for p in passages]
    place = request.region or request.organisation or (law.place if law else None)
    days = [dues(p, request.fiscal_year, place) for p in passages]
    acts = activities_in(passages, told, days)
    subject = _project_noun(request)
    found: list[Fact] = []
    for passage, asides, due in zip(passages, told, days, strict=True):
        own = [a for a in acts if a.span.field == passage.field]
        found += _numbered(_read(passage, request, asides, due, own, subject), request, own)
    facts = _without_repeats([f for f in found if f.role == "target"])
    texts = [p.original for p in passages]
    whole = "\n".join([request.project, *texts])
    return Understanding(
        facts=tuple(facts),
        set_aside=tuple(f for f in found if f.role != "target"),
        activities=acts,
        groups=groups_in([*texts, request.project]),
        project_types=project_types(whole, request.project),
        secrecy=secrecy(request),
    )


def passages_of(request: Request) -> list[Passage]:
    """The texts of a request that can promise something, with the path each stands at."""
    found = [Passage(request.description)]
    if request.purpose:
        found.append(Passage(request.purpose, "request.purpose"))
    for n, task in enumerate(request.tasks):
        known_as = task.no or task.name
        for key, text in (("name", task.name), ("content", task.content), ("goal", task.goal)):
            if text and text.strip():
                found.append(Passage(text, f"request.tasks[{n}].{key}", known_as))
    return found


_PAPERWORK = re.compile(r"(?:专项|项目|工作)?(?:经费|资金|补助资金|费用|项目|预算|专款)$|^(?:19|20)\d\d年度?|\([^)]*\)")


def _project_noun(request: Request) -> str:
    """What the project is about, out of its name: 2024年农村公路日常养护项目经费 → 农村公路日常养护."""
    name = aligned(request.project)
    for _ in range(3):
        name = _PAPERWORK.sub("", name).strip()
    return "" if request.kind == "department" else naming.last_words(re.sub(r"[^一-鿿A-Za-z]", "", name), 12)


def _read(passage: Passage, request: Request, told: list[Aside], days: list[Due], acts: list[Activity], subject: str) -> list[Statement]:
    """The statements of one passage in the order of the text."""
    task = _task_noun(request, passage)
    subject = task or subject
    looked = [a for a in looks(passage, request.project) if not any(d.start <= a.start < d.end for d in days)]
    struck = [(a.start, a.end) for a in looked]
    days = [d for d in days if not any(a <= d.start < b for a, b in struck)]
    vows = promises.promises(passage, subject)
    struck_vows = [(v.start, v.end) for v in vows if not re.search(r"\d{2}|[2-9]", passage.text[v.start : v.end])]
    elsewhere = [s for s, a in zip(struck, looked, strict=True) if a.role in ("document", "contact", "address")]
    found_figures = figures(passage, [*((d.start, d.end) for d in days), *elsewhere, *struck_vows])
    out = [Statement(passage, a.start, a.end, role=a.role, why_not=a.why) for a in looked if a.role in ("document", "contact", "address")]
    for n, figure in enumerate(found_figures):
        beside = found_figures[max(0, n - 1) : n + 2]
        about = _spoken_of(out, passage, figure, acts, subject)
        stated = _stated(figure, passage, beside, looked, told, about, _money_parts(request), out)
        began = next((f.end for f in beside if f.origin and figure.left <= f.start < figure.start), 0)
        out.append(replace(stated, start=max(stated.start, began)))
    for due in days:
        out.append(dated(due, passage, told, request.fiscal_year, _due_subject(passage, due.start, acts, out, subject), request.standard))
    out = with_products(_with_wholes(respectively(sorted(out, key=lambda s: s.figure.start if s.figure else s.start))))
    out += _promised(passage, vows, told, out)
    return sorted(out, key=lambda s: (s.start, s.end))


def _task_noun(request: Request, passage: Passage) -> str:
    if passage.task is None:
        return ""
    task = next((t for t in request.tasks if (t.no or t.name) == passage.task), None)
    return naming.last_words(re.sub(r"[^一-鿿A-Za-z]", "", _PAPERWORK.sub("", aligned(task.name))), 12) if task else ""


def _money_parts(request: Request) -> list[float]:
    """Every amount of the request's own money, 万元."""
    funding = request.funding
    known = [request.budget_wan, *(t.budget_wan for t in request.tasks), *(t.value_wan for t in request.totals)]
    if funding:
        known += [funding.total_wan, funding.fiscal_wan, funding.other_wan]
    return [k for k in known if k]


def _spoken_of(out: Sequence[Statement], passage: Passage, figure: Figure, acts: Sequence[Activity], subject: str) -> str:
    """What the words were about when they came to a figure: the last thing counted in its sentence, what was done there, else the project."""
    start = passage.sentence(figure.start)[0]
    kinds = ("people", "households", *_COUNTABLE) if figure.dimension in ("money", "scaled") else _COUNTABLE
    told = [a for a in acts if start <= a.span.start and a.span.end <= figure.start]
    for s in reversed(out):
        if s.figure is not None and s.figure.start < start:
            break
        if "其中" in passage.text[max(0, s.start - 3) : s.start + 2]:
            continue
        if (
            s.figure is None
            or passage.bracket(s.figure.start) != passage.bracket(figure.start)
            or not start <= s.figure.start < figure.start
            or s.dimension not in kinds
            or len(s.object) < 2
        ):
            continue
        if s.role == "target" or (s.role == "history" and s.passage.clause(s.start) == passage.clause(figure.start)):
            return _deed(told[-1]) if told and told[-1].span.start >= s.end else re.sub(r"(?:面积|里程|长度|数量)$", "", s.object)
    return _deed(told[-1]) if told else subject


_COUNTABLE = ("things", "events", "length", "area", "households", "places", "organisations")


def _deed(activity: Activity) -> str:
    """An activity as a noun phrase, in the order the words have it: 老人免费体检, 改造公厕."""
    quote = re.sub(r"[^一-鿿A-Za-z]", "", aligned(activity.span.quote))
    if activity.verb in ("举办", "开展"):
        return activity.object
    return quote if len(quote) <= 10 and activity.object in quote else activity.object


def _due_subject(passage: Passage, at: int, acts: Sequence[Activity], out: Sequence[Statement], subject: str) -> str:
    """What a deadline is for, where its own clause does not say: the project, or the activity just told."""
    start = passage.sentence(at)[0]
    near = [a for a in acts if start <= a.span.start < at]
    pairs = {subject[i : i + 2] for i in range(len(subject) - 1)}
    if subject and (
        not near
        or any(subject[i : i + 4] in passage.text for i in range(len(subject) - 3))
        or any(pair in a.verb + a.object + a.span.quote for a in near for pair in pairs)
    ):
        return subject
    return _deed(near[-1]) if near else next((s.object for s in reversed(out) if s.object and s.role == "target"), "")


def _stated(
    figure: Figure,
    passage: Passage,
    all_: list[Figure],
    looked: list[Aside],
    told: list[Aside],
    subject: str,
    parts: list[float],
    before: Sequence[Statement],
) -> Statement:
    aside = aside_of(figure, passage, looked, told) or _piecemeal(figure, passage)
    if aside is not None:
        return _aside(figure, passage, aside, all_, subject)
    left, right = statements.bounds(figure, passage, all_)
    clause = passage.clause(figure.start)[0]
    if figure.dimension == "rate":
        return rates.rate(figure, passage, left, right, subject)
    if money.is_money(figure, passage.text, clause):
        asked = money.price(figure, passage.text, max(clause, left))
        per = asked.unit.split("/")[1].split("·")[0] if asked and "/" in asked.unit else ""
        same = next(
            (s.object for s in reversed(before) if per and s.role == "target" and re.sub(r"^[万亿]", "", s.unit) == per and len(s.object) > 1),
            subject,
        )
        return statements.amount(figure, passage, left, same, parts)
    if figure.dimension == "duration":
        return statements.time_limit(figure, passage, left, right, subject)
    if (
        figure.dimension == ""
        and not (figure.said and figure.value >= 0 and re.search(r"[一-鿿]", passage.text[left : figure.left]))
        and figure.value != 0
    ):
        return _aside(figure, passage, Aside(figure.start, figure.end, "other", "数字后面没有单位，说不清量的是什么"), all_, subject)
    return statements.count(figure, passage, left, right, subject)


def _with_wholes(said: Sequence[Statement]) -> list[Statement]:
    """Parts that add up to a whole said just before take its noun: 受助学生1860人，其中小学1200人、初中660人 → 小学受助学生人数."""
    out = list(said)
    counts = [
        n
        for n, s in enumerate(out)
        if s.role == "target" and s.figure and isinstance(s.value, (int, float)) and s.dimension not in ("rate", "price", "money")
    ]
    for at, n in enumerate(counts):
        total = 0.0
        parts: list[int] = []
        for m in counts[at + 1 : at + 9]:
            value = out[m].value
            if out[m].unit != out[n].unit or out[m].computation or not isinstance(value, (int, float)):
                break
            total, parts = total + value, [*parts, m]
            if total == out[n].value and len(parts) > 1:
                for p in parts:
                    if 0 < len(out[p].object) <= 4 and out[n].object and out[p].object not in out[n].object:
                        core = out[p].object + out[n].object
                        out[p] = replace(out[p], object=core, name=naming.counted(core, out[p].unit))
                break
    return out


def _piecemeal(figure: Figure, passage: Passage) -> Aside | None:
    """Steps on the way, told beside a day: 先办2场, 上半年体检一半, 从16个增加到18个."""
    before = passage.text[passage.clause(figure.start)[0] : figure.start]
    if re.search(r"先(?!进)[一-鿿]{0,2}$|[上下]半年[办搞做完成开展]{1,3}$", before):
        return Aside(figure.start, figure.end, "other", "分步进度里的数，全年的数另有说明")
    partly = re.fullmatch(r"一半|过半|半数|[一二三四五六七八九]成", passage.text[figure.start : figure.end])
    if partly and re.search(r"(?:月底?|上半年|季度末?|前|旬)[^,，。]{0,6}$", before):
        return Aside(figure.start, figure.end, "other", "已写进时间节点")
    if figure.dimension == "rate" and re.search(r"(?:月底?|半年|季度末?|前|旬).{0,8}(?:任务|目标|工程量|计划|进度|总量)的?$", before):
        return Aside(figure.start, figure.end, "other", "已写进时间节点")
    clause = passage.text[passage.clause(figure.start)[0] : passage.clause(figure.start)[1]]
    if (
        figure.dimension != "rate"
        and re.search(r"前(?:先)?[一-鿿]{1,4}$", before)
        and re.search(r"全部|全面|其余|剩余|所有", passage.text[figure.end : passage.sentence(figure.start)[1]])
    ):
        return Aside(figure.start, figure.end, "other", "分步进度里的数，全年的数另有说明") if len(clause) < 40 else None
    if figure.value == 1 and re.search(r"每(?:\d{1,4}|[一二两三四五六七八九十半]{1,2})个?(?:分钟|小时|秒)[一-鿿]{0,3}$", before):
        return Aside(figure.start, figure.end, "other", "说的是间隔，已按间隔时间列出")
    if (
        figure.dimension == "duration"
        and re.match(r"[一-鿿]{1,5}(?:率|比例)(?!先)", passage.text[figure.right : figure.right + 8])
        and re.search(r"[\d成百%]", passage.text[figure.right : passage.clause(figure.start)[1]])
    ):
        return Aside(figure.start, figure.end, "condition", WHY["condition"])
    standing = re.match(r"[^一-鿿]*(?:辖区(?!内的)|下辖|辖\d)", passage.text[passage.sentence(figure.start)[0] :])
    counted = figure.dimension in ("people", "area", "organisations", "households", "things", "places")
    if standing and counted and not figure.said and not any(w in phrases.verbs() for w in phrases.words_of(clause)):
        return Aside(figure.start, figure.end, "history", WHY["history"])  # 辖区建成区面积28平方公里，环卫工人612名
    share = re.match(r"(?:[一-鿿]{1,10}的?(?:比例|占比|比率)|的占)", passage.text[figure.right : figure.right + 14])
    if share and counted and re.search(r"[\d成]", passage.text[figure.right + share.end() : passage.clause(figure.start)[1]]):
        return Aside(figure.start, figure.end, "condition", WHY["condition"])  # 掌握5项以上技术的比例85%
    if figure.origin:
        return Aside(figure.start, figure.end, "history", WHY["history"])
    return None


def _aside(figure: Figure, passage: Passage, aside: Aside, all_: list[Figure], subject: str) -> Statement:
    """A number set aside still knows what it counts: 12个村 of the present is what 每村 goes by."""
    left, right = statements.bounds(figure, passage, all_)
    said = statements.count(figure, passage, left, right, subject) if figure.dimension not in ("rate", "money", "duration", "scaled", "") else None
    return Statement(
        passage, figure.start, figure.end, figure, aside.role, aside.why, object=said.object if said else "", name=said.name if said else "",
        comparator=figure.comparator, value=figure.value, unit=figure.unit, dimension=figure.dimension,
    )  # fmt: skip


def _promised(passage: Passage, vows: Sequence[promises.Promise], told: list[Aside], out: Sequence[Statement]) -> list[Statement]:
    made: list[Statement] = []
    for p in vows:
        if p.value == 100 and passage.text[p.start - 1 : p.start] == "%":
            continue  # 100%全覆盖 says it once
        if any(s.figure and s.start <= p.start < s.end and s.role == "target" for s in out):
            continue
        if any(a.start <= p.start < a.end for a in told):
            continue
        if any(s.figure and p.start <= s.figure.start < p.end for s in out):
            continue
        dimension = "rate" if p.unit == "%" else "zero" if p.value == 0 else "events"
        made.append(Statement(passage, p.start, p.end, object=p.object, name=p.name, comparator="=", value=p.value, unit=p.unit, dimension=dimension))
    return made


def _numbered(said: Sequence[Statement], request: Request, acts: Sequence[Activity]) -> list[Fact]:
    """Statements as facts, with ids that are the same for the same words at the same place."""
    ids = {id(s): stable_id(s.passage.field, s.start, s.end, s.name, s.value, s.unit, s.role) for s in said}
    return [_fact(s, ids, said, request, acts) for s in said]


def _fact(s: Statement, ids: dict[int, str], said: Sequence[Statement], request: Request, acts: Sequence[Activity]) -> Fact:
    gained = s.dimension == "money" and s.comparator in ("≥", ">")
    tier = naming.tier(s.name, "gain" if gained else s.dimension, request.standard) if s.role == "target" else None
    parts = tuple(
        ids[id(p)]
        for part in s.parts
        for p in said
        if p is part or (p.figure is part.figure and p.figure is not None and p.role == part.role and p is not s)
    )
    near = [a for a in acts if a.span.start < s.end]
    value = s.value if s.value is not None else None
    return Fact(
        id=ids[id(s)],
        span=s.passage.span(s.start, s.end),
        role=s.role,
        why_not=s.why_not or (WHY.get(s.role) if s.role != "target" else None),
        object=s.object,
        name=s.name,
        comparator=s.comparator,
        value=value,
        unit=s.unit,
        approximate=s.approximate,
        level2=tier.level2 if tier else None,
        level2_alternatives=tier.alternatives if tier else (),
        activity=near[-1].index if near else None,
        task=s.passage.task,
        group=s.group,
        computation=s.computation,
        parts=tuple(dict.fromkeys(parts)),
        ask=s.ask,
    )


def _without_repeats(facts: Sequence[Fact]) -> list[Fact]:
    """The same value of the same thing said twice stays once, the task's own words before the summary's."""
    kept: list[Fact] = []
    for fact in facts:
        twin = next((n for n, k in enumerate(kept) if _same(k, fact)), None)
        if twin is None:
            kept.append(fact)
        elif kept[twin].task is None and fact.task is not None:
            kept[twin] = fact
    return kept


def _same(a: Fact, b: Fact) -> bool:
    if a.name != b.name or (a.task is not None and b.task is not None and a.task != b.task):
        return False
    if isinstance(a.value, (int, float)) and isinstance(b.value, (int, float)):
        return a.value * unit_scale(a.unit) == b.value * unit_scale(b.unit)
    return a.value == b.value
