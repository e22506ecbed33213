"""乘积 (products): what several numbers say together — 4期、每期50人 → 200人次; 每月1次 → 12次; 12个乡镇各办一场 → 12场; 一家出一份报告 → 12份.

The computation is shown in full (“4期×50人=200人次”), with its parts. Nothing is computed where the text states the product itself,
nor over days whose number the text does not give (每天巡查2次 stays as it is).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.fact import FactRole
from assistant.domain.numeral import print_number, tidy
from assistant.understanding import naming, phrases
from assistant.understanding.quantities import unit_of
from assistant.understanding.statements import Statement

_REACH = 30
"""How many statements back a product looks for what it multiplies: further back nobody means it."""

_TIMES = {"月": 12, "季度": 4, "季": 4, "半年": 2, "周": 52, "星期": 52, "两个月": 6, "旬": 36, "两周": 26, "学期": 2}
_PERIOD = re.compile(r"(?:每|按)(?:个|一)?(?P<period>两个月|半年|季度|学期|两周|星期|月|季|周|旬)(?![末初底\d])(?P<what>[^,，。;、\d]{0,12}?)$")
_EACH = re.compile(
    r"(?:平均)?每(?:个|一|家|所|名|位|座|处|条|场|期|项)?(?P<unit>[一-鿿]{1,6}?)(?P<what>(?:不少于|不低于|至少|安排|组织|开展|举办|办|培训|参训|参加|参与|发放?|印|配备?|配|建|设|补|形成|出具?|提交|拍|做|搞|慰问|走访|覆盖|服务|接待|放映|演出|约|大约|大概|观众|学员|培训班|人数|规模|下发|聘|选|招)*)$"
)
_EVERY = re.compile(r"各[^,，。;、\d各]{0,6}$")
_HALVES = re.compile(r"上、?下半年|上半年[、和]下半年|春、?秋[两二]?季|春[、和]秋|冬春|两个学期|春秋")
_OCCASION = re.compile(r"节$|^(?:五一|十一|六一|七一|八一|元旦|国庆|春节|中秋|端午|清明|重阳|年初|年中|年末|年底|寒假|暑假|春季|秋季|夏季|冬季)$")
"""五一、国庆各发一轮消费券: when, not what."""
_BOTH = (("半年", ("上半年", "下半年")), ("学期", ("上学期", "下学期")), ("冬", ("冬季", "春季")), ("春", ("春季", "秋季")))
_STANDING = re.compile(r"每[^,，。;\d]{1,6}每(?:年|天|日|周)[^,，。;\d]*$")
_ONE_EACH = re.compile(r"^一(?P<unit>[一-鿿]{1,2})$")


def with_products(statements: Sequence[Statement]) -> list[Statement]:
    """The statements of one passage with their products; a number used up in a product is set aside with the reason."""
    out = list(statements)
    now: dict[int, Statement] = {}

    def before(n: int) -> list[Statement]:
        """What was said before, products in the place of what they were made from: 每季度一期、每期50人 multiplies 4期."""
        return [now.get(id(s), s) for s in statements[max(0, n - _REACH) : n]]

    for n, part in enumerate(statements):
        if part.role != "target" or part.figure is None or part.dimension in ("rate", "price", "money", "zero", "deadline"):
            continue
        made = (
            _periodic(part, before(n))
            or _halved(part)
            or _times(part, before(n))
            or _per_unit(part, before(n), statements[n + 1 : n + 3])
            or _every(part, before(n))
        )
        if made is None:
            continue
        total, used = made
        stated = next(
            (
                s
                for s in statements
                if s.value == total.value
                and s.role == "target"
                and s.figure
                and s is not part
                and all(s.figure is not p.figure for p in total.parts)
                and _alike(s, total)
            ),
            None,
        )
        if stated is not None:
            out[_place(out, part)] = _used(part, f"已含在“{stated.passage.span(stated.start, stated.end).quote}”中")
            continue
        at = _place(out, part)
        out[at] = now[id(part)] = total
        if used is not None:
            total = replace(total, parts=(*(p for p in total.parts if p.figure is not used.figure), used))
            out[at] = now[id(part)] = total
            same = next((n for n, s in enumerate(out) if s.figure is used.figure and s is not total), None)
            if same is None:
                out.insert(at, used)
            else:
                out[same] = used
    products = [s for s in out if s.computation]
    return [s for s in out if not _swallowed(s, products)]


def _place(out: Sequence[Statement], part: Statement) -> int:
    return next(n for n, s in enumerate(out) if s is part)


def _swallowed(s: Statement, all_: Sequence[Statement]) -> bool:
    """一家 of 一家出一份报告 says no more than 每家."""
    return bool(
        s.figure and s.role == "target" and s.value == 1 and any(o.computation and s.start >= o.start and s.end <= o.end and o is not s for o in all_)
    )


def _used(part: Statement, why: str) -> Statement:
    role: FactRole = "other"
    return replace(part, role=role, why_not=why)


def _ahead(part: Statement) -> str:
    assert part.figure is not None
    start = part.passage.clause(part.figure.start)[0]
    return part.passage.text[start : part.figure.left]


def _number(part: Statement) -> float | None:
    return float(part.value) if isinstance(part.value, (int, float)) else None


def _periodic(part: Statement, before: Sequence[Statement]) -> tuple[Statement, Statement | None] | None:
    """每月1次 → 12次; 每周 and longer only for things that can be counted, hours stay by the week."""
    assert part.figure is not None
    value = _number(part)
    m = _PERIOD.search(_ahead(part))
    period = m["period"] if m else None
    if period is None and (slash := re.search(r"[次场期篇]/(月|季度?|周)$", part.unit)):
        period = slash[1]
    if period is None or value is None or part.dimension in ("duration", "class_hours"):
        return None
    times, unit = _TIMES[period], part.unit.split("/")[0]
    total = tidy(value * times)
    counted = {
        "月": "个月",
        "季": "个季度",
        "季度": "个季度",
        "周": "周",
        "星期": "周",
        "学期": "个学期",
        "半年": "个半年",
        "两个月": "个双月",
        "旬": "旬",
        "两周": "个两周",
    }[period]
    shown = f"每{period}{print_number(value)}{unit}×{times}{counted}={print_number(total)}{unit}"
    start = part.passage.clause(part.figure.start)[0] + m.start() if m else part.start
    base = _placed(ahead=_ahead(part)[: m.start()], before=before) if m else None
    if base is not None:  # 社工站8个，社区活动每站每月1场
        places = float(base.value)  # type: ignore[arg-type]
        total = tidy(total * places)
        shown = f"{print_number(places)}{base.unit}×{print_number(value)}{unit}×{times}{counted}={print_number(total)}{unit}"
    name = naming.counted(re.sub(r"^每?(?:个)?(?:月|季度?|周|半年|学期|天|日|旬)(?!报|刊|检|度|末)", "", part.object), unit)
    return replace(part, start=min(start, part.start), value=total, unit=unit, name=name, computation=shown), None


def _placed(ahead: str, before: Sequence[Statement]) -> Statement | None:
    """The number of places that each do it so often: 8 of 每站每月1场. People are left out: how often one of them does it is what is watched."""
    each = re.search(r"每(?:个|座|所|处|家)?(?P<unit>站|小区|村|社区|校|所|点|单位|镇|乡|县|馆|乡镇|街道|学校|网点|中心)$", ahead)
    base = _counted_by(each["unit"], before) if each else None
    return base if base is not None and base.role == "target" and isinstance(base.value, (int, float)) else None


def _halved(part: Statement) -> tuple[Statement, Statement | None] | None:
    """上、下半年各拨一次 → 2次; 春秋两季各一次 → 2次."""
    assert part.figure is not None
    value, ahead = _number(part), _ahead(part)
    m = _HALVES.search(ahead)
    if value is None or not m or not _EVERY.search(ahead):
        return None
    total = tidy(value * 2)
    shown = _added(next(both for words, both in _BOTH if re.search(words, m[0])), value, part.unit)
    clause = part.passage.clause(part.figure.start)[0]
    front = phrases.before(part.passage.text, clause + m.start(), clause)
    verb = re.search(r"各([一-鿿]{1,2})$", ahead)
    deed = phrases.verbs().get(verb[1], verb[1]) if verb else ""
    words = front.words + (deed if deed not in ("举办", "开展", "组织", "办", "搞", "做") else "") or part.object
    start = min(clause + m.start() - len(front.words), part.start)
    made = replace(part, start=start, value=total, object=words, name=naming.counted(words, part.unit), computation=shown)
    return replace(made, comparator=part.comparator if part.figure.said else "="), None


def _added(things: Sequence[str], value: float, unit: str) -> str:
    """地震1次+危化品泄漏演练1次=2次: each operand is a number of the text, which 2×1 is not."""
    return "+".join(f"{thing}{print_number(value)}{unit}" for thing in things) + f"={print_number(tidy(value * len(things)))}{unit}"


def _times(part: Statement, before: Sequence[Statement]) -> tuple[Statement, Statement | None] | None:
    """2期×40人 → 80人次: the sign between two counts says it."""
    assert part.figure is not None
    base = before[-1] if before else None
    if base is None or base.figure is None or base.role != "target" or _number(part) is None or _number(base) is None:
        return None
    between = part.passage.text[base.figure.end : part.figure.start]
    if not re.fullmatch(r"\s*[×xX*]\s*", between) or base.dimension not in ("events", "things", "organisations", "places"):
        return None
    return _multiplied(part, base, base.start)


def _per_unit(part: Statement, before: Sequence[Statement], after: Sequence[Statement] = ()) -> tuple[Statement, Statement | None] | None:
    """每期50人 and 一家出一份 take the number of 期 and 家 said before."""
    assert part.figure is not None
    value, ahead = _number(part), _ahead(part)
    if value is None or part.dimension in ("duration", "class_hours"):
        return None
    if part.dimension == "events" and _STANDING.search(ahead):
        return None  # 每站每年巡检2次 is what each gets, watched as such
    base: Statement | None = None
    each = _EACH.search(_after_last_figure(part, before, ahead))
    start = part.start
    later = [s for s in after if s.figure and s.role == "target" and re.search(r"[共计]$|[共计][一-鿿]{0,4}$", _ahead(s)) and s.end > part.end]
    if each and (base := _counted_by(each["unit"], before, loose=_bare_each(ahead)) or _counted_by(each["unit"], later)):
        start = part.passage.clause(part.figure.start)[0] + ahead.rfind("每")
    else:
        m = re.search(
            r"每(?P<unit>期|场|次|项|家|个|座|处|村|校|户|人|班|名|套|台|批|届|轮|所|站|乡镇|社区|乡|镇|学校|课题|单位|企业|队|组|支部|部门|县|条|件|生|位)(?P<what>[^,，。;\d]{0,12})$",
            ahead,
        )
        if m and (base := _counted_by(m["unit"], before, loose=m["unit"] == "个")):
            start = part.passage.clause(part.figure.start)[0] + m.start()
        else:
            one = next(
                (
                    s
                    for s in reversed(before)
                    if s.figure
                    and s.value == 1
                    and _ONE_EACH.match(s.passage.text[s.figure.start : s.figure.end])
                    and s.passage.clause(s.start) == part.passage.clause(part.start)
                ),
                None,
            )
            base = _counted_by(one.unit, [s for s in before if s is not one]) if one else None
            start = one.start if one else start
    if base is None or (base.value == 1 and not base.figure):
        return None
    return _multiplied(part, base, start)


def _bare_each(ahead: str) -> bool:
    return bool(re.search(r"每个[^一-鿿]*$", ahead))


def _after_last_figure(part: Statement, before: Sequence[Statement], ahead: str) -> str:
    return ahead[-24:]


def _counted_by(unit: str, before: Sequence[Statement], loose: bool = False) -> Statement | None:
    """The nearest number before that counts these: by its unit (期) or by its object (乡镇)."""
    unit = {"生": "人", "名": "人", "位": "人"}.get(unit, unit)
    fit: list[Statement] = []
    for s in reversed(before):
        if (
            s.figure is None
            or _number(s) is None
            or s.dimension in ("rate", "price", "money", "duration", "deadline", "zero")
            or (s.value or 0) == 0
            or (s.computation and s.unit == "人次")
        ):
            continue
        words = s.passage.text[s.figure.start : s.end]
        head = re.sub(r"^[万亿]", "", s.unit)
        same_unit = (
            head == unit or head == unit + "次" or (unit == "人" and head in ("人", "名", "位")) or (unit in ("场", "次") and head in ("场次",))
        )
        if same_unit or unit in s.object or (len(unit) > 1 and unit in words) or (loose and head in ("个", "家", "所")):
            fit.append(s)
    near = [s for s in fit if s.passage.sentence(s.start) == fit[0].passage.sentence(fit[0].start)]
    promised = [s for s in near if s.role == "target"] or near
    return max(promised, key=lambda s: _number(s) or 0, default=None)  # 12家单位，市直8家、县区4家，一家出一份: the whole, not a part


def _every(part: Statement, before: Sequence[Statement]) -> tuple[Statement, Statement | None] | None:
    """12个乡镇各办一场 → 12场; 地震、危化品泄漏演练各一次 → 2次."""
    assert part.figure is not None
    value, ahead = _number(part), _ahead(part)
    if value is None or not _EVERY.search(ahead) or part.dimension == "duration":
        return None
    clause = part.passage.clause(part.figure.start)
    base = next(
        (
            s
            for s in reversed(before)
            if s.figure
            and _number(s)
            and s.dimension in ("things", "places", "organisations", "households", "people", "events")
            and s.passage.clause(s.start) == clause
        ),
        None,
    )
    if base is not None:
        total, _ = _multiplied(part, base, base.start)
        named = replace(base, role="other", why_not=f"已算入“{total.computation}”")
        return (replace(total, parts=(named,)), named) if part.value == 1 else (total, None)
    listed = re.search(r"((?:[一-鿿A-Za-z]{2,10}、)+[一-鿿A-Za-z]{2,12}|[一-鿿]{2,8}[和与及][一-鿿]{2,10})各", ahead)
    if listed is None:
        return None
    things = [re.sub(r"^(?:下半年|上半年|今年|年内|组织|开展|举办|举行|办|搞|再)+", "", t) for t in re.split(r"、|(?<!普)[和与及]", listed[1]) if t]
    whole = tidy(value * len(things))
    shown = _added(things, value, part.unit)
    words = part.object if part.object and all(_OCCASION.search(t) for t in things) else "和".join(things)
    start = clause[0] + listed.start(1)
    made = replace(
        part, start=min(start, part.start), value=whole, object=words, name=naming.counted(naming.fitted(words), part.unit), computation=shown
    )
    return replace(made, comparator="=" if part.figure and not part.figure.said else part.comparator), None


def _multiplied(part: Statement, base: Statement, start: int) -> tuple[Statement, Statement | None]:
    assert part.figure is not None and base.figure is not None
    value, times = float(part.figure.value), float(base.figure.scaled if base.computation is None else float(base.value or 0))  # type: ignore[arg-type]
    total = tidy(value * times)
    people = part.dimension == "people" and base.dimension == "events"
    unit = "人次" if people else part.unit
    shown = f"{print_number(times)}{re.sub('^[万亿]', '', base.unit)}×{print_number(value)}{part.unit}={print_number(total)}{unit}"
    head = part.object
    if people:
        about = re.sub(r"(?:班|活动|工作)$", "", base.object)
        name = naming.counted(about if about else head, "人次")
    else:
        name = naming.counted(head, unit)
    where = min(base.start, start, part.start) if part.start - base.start <= 60 else min(start, part.start)
    used = None if base.value == 1 else _used(part, f"已算入“{shown}”")
    if value == 1 and not people:
        used = None
    approximate = part.approximate or base.approximate
    parts = (base,) if used is None else (base, used)
    said = "≥" if base.comparator in ("≥", ">", None) and part.comparator != "≤" else part.comparator
    return (
        replace(
            part,
            start=where,
            name=name,
            value=total,
            unit=unit,
            dimension="person_times" if people else part.dimension,
            comparator=said,
            computation=shown,
            parts=parts,
            approximate=approximate,
            object=base.object if people else head,
        ),
        used,
    )


def _alike(a: Statement, b: Statement) -> bool:
    kinds = {d.dimension if (d := unit_of(u)) else "" for u in (a.unit, b.unit)}
    return a.unit == b.unit or kinds <= {"people", "person_times"} or {a.unit, b.unit} <= {"场", "场次", "次"}
