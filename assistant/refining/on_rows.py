"""说行 (on rows): a clause that confirms, adds, removes, renames, moves, merges or splits rows."""

from __future__ import annotations

import re

from assistant.domain.frame import level2_of
from assistant.domain.target import QUALITATIVE, Target
from assistant.refining.edits import target_of
from assistant.refining.mention import Mention, mentioned, named_in, plain
from assistant.refining.operations import (
    AddRow,
    Confirm,
    MarkNotApplicable,
    MoveRow,
    MoveTier,
    RemoveRow,
    Rename,
)
from assistant.refining.said import ENDS, SIGN, TO, Instruction, Said, applied, which


def confirm(said: Said) -> Instruction | None:
    """确认第2条, 按你说的确认, 全部确认"""
    m = re.fullmatch(rf"(?P<who>.*?)(?:按你说的|照你说的)?(?:就?(?:确认|没问题|就这样))(?:一下)?(?P<after>.*?){ENDS}", said.clause)
    if not m:
        return None
    words = plain(re.sub(r"按你说的|照你说的", "", m["who"] + m["after"]))
    found = mentioned(m["who"] + m["after"], said.rows, said.last)
    waiting = tuple(r for r in said.rows if r.status == "unconfirmed" and not r.is_blank)
    if not words or words in ("所有", "全部"):
        every = bool(re.search(r"所有|全部|都|全", said.clause))
        found = Mention(waiting, every)
        if not waiting:
            return Instruction.clarify("没有可以直接确认的指标：待确认的都还没有值，请先填上。")
    if not found.rows or (len(found.rows) > 1 and not found.every):
        return which(found, said.clause)
    edits = [Confirm(row=r.id, said=said.sentence) for r in found.rows]
    return applied("已确认" + "、".join(f"“{r.name}”" for r in found.rows), *edits)


def remove(said: Said) -> Instruction | None:
    """删掉第3条, 观摩那条不要了"""
    m = re.fullmatch(
        rf"(?P<who>.*?)(?:删除|删掉|删去|删了|删|去掉|去除|移除|拿掉|砍掉|撤掉|取消|不要了|不需要了|不用了|不要)(?P<after>.*?){ENDS}", said.clause
    )
    if not m:
        return None
    who = m["who"] if plain(m["who"]) else m["after"]
    found = _all_named(who, said)
    if not found.rows or (len(found.rows) > 1 and not found.every):
        return which(found, plain(who) or said.clause)
    return applied("已删去" + "、".join(f"“{r.name}”" for r in found.rows), *(RemoveRow(row=r.id, said=said.sentence) for r in found.rows))


def _all_named(who: str, said: Said) -> Mention:
    """The row meant, or several where each was named in full (删掉甲和乙)."""
    named = named_in(who, said.rows)
    if len(named) > 1 and re.search(r"和|、|与|及|跟|,", who):
        return Mention(named, every=True)
    return mentioned(who, said.rows, said.last)


def merge(said: Said) -> Instruction | None:
    """演出场次和演出总场数重复了，合成一条，留演出场次"""
    if not re.search(r"合并|合成一|并成一|重复", said.clause):
        return None
    m = re.search(r"(?:留下?|保留|只留|用)(?P<kept>[^,]+)", said.clause)
    named = named_in(said.clause[: m.start()] if m else said.clause, said.rows)
    if not m:
        return None if len(named) < 2 else Instruction.clarify("合成一条，留哪一条？请写“留…”。")
    kept = mentioned(re.sub(ENDS, "", m["kept"]), named or said.rows, said.last).row
    if kept is None or len(named) < 2:
        return which(Mention(named), said.clause)
    gone = [r for r in named if r.id != kept.id]
    return applied(f"已保留“{kept.name}”，删去" + "、".join(f"“{r.name}”" for r in gone), *(RemoveRow(row=r.id, said=said.sentence) for r in gone))


def split(said: Said) -> Instruction | None:
    """体检老年人数拆成两条：65到74岁8000人，75岁及以上4000人"""
    m = re.fullmatch(r"(?P<who>.+?)(?:拆成|拆为|拆分成|拆分为|分成)(?:[两二三四2-4](?:条|个|项))?[:：,]?(?P<parts>.+)", said.clause)
    if not m:
        return None
    found = mentioned(m["who"], said.rows, said.last)
    if found.row is None:
        return which(found, m["who"])
    row, edits = found.row, []
    for part in re.split(r"[,、;]|和(?=\D)", m["parts"]):
        value = re.fullmatch(r"(?P<what>.+?)(?P<value>(?:\d[\d.,]*|[一二三四五六七八九十百千万两]+)[^\d岁]*)", part.strip())
        if value is None:
            return Instruction.clarify(f"“{part}”里没有看出数值，请写成“65到74岁8000人”这样。")
        target = target_of(row, value["value"], said.year)
        name = f"{value['what']}{row.name}"
        edits.append(AddRow(level2=row.level2, name=name, printed=target.printed(), explanation=row.explanation, task=row.task, said=said.sentence))
    if len(edits) < 2:
        return None
    shares = _shared_weight(row.weight, len(edits))
    new = [e.model_copy(update={"weight": w}) for e, w in zip(edits, shares, strict=True)]
    return applied(f"已把“{row.name}”拆成 {len(new)} 条", *new, RemoveRow(row=row.id, said=said.sentence))


def _shared_weight(weight: float | None, parts: int) -> list[float | None]:
    """A weight in whole points over the parts, the first ones taking what is left over."""
    if weight is None:
        return [None] * parts
    each = weight // parts
    return [each + (weight - each * parts if n == 0 else 0) for n in range(parts)]


def rename(said: Said) -> Instruction | None:
    """“家属满意度”改名“受检老年人家属满意度”"""
    m = re.fullmatch(
        rf"(?P<who>.+?)(?:的)?(?:改名为?|改名叫|更名为|重命名为|改叫|名称?(?:{TO})|名字(?:{TO}))[“\"'‘]?(?P<name>[^”\"'’]+)[”\"'’]?{ENDS}",
        said.clause,
    )
    if not m:
        m = re.fullmatch(rf"把?[“\"](?P<who>[^”\"]+)[”\"](?:这个名称?|那条)?(?:{TO}|改)[“\"](?P<name>[^”\"]+)[”\"]{ENDS}", said.clause)
    if not m:
        return None
    found = mentioned(m["who"], said.rows, said.last)
    if found.row is None:
        return which(found, m["who"])
    name = re.sub(ENDS, "", m["name"].strip())
    return applied(f"“{found.row.name}”已改名为“{name}”", Rename(row=found.row.id, name=name, said=said.sentence))


def move_tier(said: Said) -> Instruction | None:
    """本土剧目创作扶持数不算效益吧，挪到数量指标去"""
    m = re.search(
        r"(?:挪到|移到|移动到|放到|放在|归到|归入|调整到|调到|改到|划到|换到|挪去|改为|改成|应该是|应归|属于|应属)(?P<tier>[^,]*?)(?:里面|里|下面|下|去|中|那边|一类)*(?:吧|了|的)*(?:,(?:改|挪|移|调|放)(?:过去|一下)?(?:吧)?)?$",
        said.clause,
    )
    level2 = level2_of(m["tier"]) if m and re.search(r"指标|效益|影响|数量|质量|时效|成本", m["tier"]) else None
    if m is None or level2 is None or re.search(r"\d|[≥≤><=]", m["tier"]):
        return None
    found = mentioned(re.split(r"不算|不是|不属于|属于|应该|,", said.clause[: m.start()])[0], said.rows, said.last)
    if found.row is None:
        return which(found, said.clause[: m.start()])
    return applied(f"“{found.row.name}”已移到{level2}", MoveTier(row=found.row.id, level2=level2, said=said.sentence))


def reorder(said: Said) -> Instruction | None:
    """质量里把差错率排前面，完成率放后面; 甲排到乙前面"""
    m = re.fullmatch(
        rf"(?:(?P<tier>[^,]{{2,8}}?)(?:里面|里|中))?把?(?P<first>[^,]+?)(?:排|放|挪|移|调)到?在?(?P<other>[^,]*?)(?P<side>前面|前头|最前面?|后面|之前|之后|前|后)(?:,把?(?P<second>[^,]+?)(?:排|放|挪|移)到?在?后面?)?{ENDS}",
        said.clause,
    )
    if not m:
        return None
    tier = level2_of(m["tier"]) if m["tier"] else None
    among = [r for r in said.rows if tier is None or r.level2 == tier]
    first = mentioned(m["first"], among, said.last).row
    other_words = m["other"] or m["second"] or ""
    other = mentioned(other_words, among, said.last).row if plain(other_words) else None
    if first is None:
        return which(mentioned(m["first"], among, said.last), m["first"])
    if other is None:
        same = [r for r in said.rows if r.level2 == first.level2 and r.id != first.id]
        if not same or plain(other_words):
            return Instruction.clarify(f"“{first.name}”要排在哪一条前面？")
        other = same[0]
    row, before = (first, other) if "前" in m["side"] else (other, first)
    return applied(f"“{row.name}”已排到“{before.name}”前面", MoveRow(row=row.id, before=before.id, said=said.sentence))


def not_applicable(said: Said) -> Instruction | None:
    """生态效益不适用，本项目不涉及环境"""
    m = re.fullmatch(r"(?P<who>.+?)(?:填|标|改成|改为|写)?不适用[,:]?(?P<reason>.*)", said.clause)
    if not m:
        return None
    found = mentioned(m["who"], said.rows, said.last)
    tier = level2_of(m["who"])
    rows = found.rows or tuple(r for r in said.rows if tier and r.level2 == tier)
    if len(rows) != 1:
        return which(Mention(rows), m["who"])
    reason = re.sub(r"^(?:因为|理由是?|原因是?)", "", m["reason"]).strip()
    if not reason:
        return Instruction.clarify(f"“{rows[0].name}”为什么不适用？请补一句理由，例如“本项目不产生经济收入”。")
    return applied(f"“{rows[0].name}”已标为不适用", MarkNotApplicable(row=rows[0].id, reason=reason, said=said.sentence))


def add(said: Said) -> Instruction | None:
    """数量指标里加一条 应急演练次数，不少于2次; 再加个生态效益指标，跟施工扬尘有关的"""
    m = re.search(
        r"(?:再|另外|还要)?(?:新增|增加|添加|补充|增设|加|补|添)(?:上)?(?:(?:一|1|1 )?(?:条|个|项)|(?=指标[“\"]))(?:新的)?(?P<rest>.*)", said.clause
    )
    if not m:
        return None
    rest = m["rest"].strip(" :：,")
    level2 = level2_of(re.sub(r"(?:里面|里|中|下面|下).*", "", said.clause[: m.start()])) if plain(said.clause[: m.start()]) else None
    if (
        level2 is None
        and (t := re.match(r"(?P<tier>[^,:：]{2,9}?指标|[数质时成][量效本](?:类|的|方面的?)+)[:：,]?(?P<rest>.*)", rest))
        and level2_of(t["tier"])
    ):
        level2, rest = level2_of(t["tier"]), t["rest"].strip(" :：,叫是")
    about = re.fullmatch(r"(?:跟|和|与|关于)(?P<what>.+?)(?:有关|相关)?的?(?:指标)?" + ENDS, rest)
    if name_first := re.fullmatch(r"(?:指标)?[“\"](?P<name>[^”\"]+)[”\"],(?P<tier>[^,]*?(?:指标|效益|影响))(?:,(?P<value>.+))?", rest):
        level2, rest = level2_of(name_first["tier"]), f"{name_first['name']}{name_first['value'] or ''}"
    if about:
        return Instruction.clarify(f"关于“{about['what']}”的{level2 or '指标'}，请说出名称和指标值，例如“{about['what']}达标率不低于90%”。")
    value = re.search(rf"(?:{SIGN}|(?<!第)\d|[零一二两三四五六七八九十百]+成|20\d\d年).*$", rest)
    name = re.sub(r"(?:指标值|目标值?|的|为|是|,|:|“|”|\")+$", "", rest[: value.start()] if value else rest).strip(' “”"叫')
    name = re.sub(r"^[“\"]|[”\"]$", "", name)
    if not name:
        return Instruction.clarify("要加的指标叫什么名称、值是多少？例如“数量指标里加一条 应急演练次数，不少于2次”。")
    level2 = level2 or _tier_by_name(name)
    if level2 is None:
        return Instruction.clarify(f"“{name}”要放在哪一级指标下（数量、质量、时效、成本、效益、满意度）？")
    printed = re.sub(ENDS, "", value[0]) if value else None
    if printed is not None and Target.read(printed, said.year).comparator == QUALITATIVE:
        return Instruction.clarify(f"“{name}”的值“{printed}”没有看懂，请写成“不少于2次”“≥95%”这样。")
    shown = f"，{Target.read(printed, said.year).printed()}" if printed else "，指标值待确认"
    return applied(f"已在{level2}下加上“{name}”{shown}", AddRow(level2=level2, name=name, printed=_with_sign(printed, name), said=said.sentence))


def _tier_by_name(name: str) -> str | None:
    for words, tier in (
        (r"满意", "服务对象满意度指标"),
        (r"合格率|准确率|达标率|通过率|完好率", "质量指标"),
        (r"时间|时限|及时", "时效指标"),
        (r"成本|费用|单价", "成本指标"),
    ):
        if re.search(words, name):
            return tier
    return "数量指标" if re.search(r"(?:次数|人次|人数|数量|场次|个数|份数|面积)$", name) else None


def _with_sign(printed: str | None, name: str) -> str | None:
    """A bare number is a promise of at least that much, for costs and spans of time of at most."""
    if printed is None or re.match(SIGN, printed) or re.search(r"以上|以内|以下|[年月日]", printed):
        return printed
    return f"{'≤' if re.search('成本|费用|单价|时限|时长|差错|投诉', name) else '≥'}{printed}"
