"""说法 (sayings): the kinds of clauses a person changes a draft with, one function each, tried in the order of `SAYINGS`.

Each takes what was said so far and answers None (not this kind), or an Instruction: edits, a question back, a refusal, an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.domain.draft import Draft, Request
from assistant.domain.failures import BadInput
from assistant.domain.frame import Standard, level2_of, tiers
from assistant.domain.indicator import Indicator
from assistant.domain.intake import number_in
from assistant.domain.numeral import print_number
from assistant.domain.target import DATE_UNIT, QUALITATIVE, Target, read_comparator, read_unit, unit_scale
from assistant.refining.edits import target_of
from assistant.refining.mention import Mention, mentioned, named_in, plain
from assistant.refining.operations import (
    AddRow,
    Confirm,
    Edit,
    MarkNotApplicable,
    MoveRow,
    MoveTier,
    RemoveRow,
    Rename,
    SetBudget,
    SetField,
    SetObjective,
    SetStandard,
    SetTarget,
)

Outcome = Literal["applied", "clarify", "refused", "answered"]


@dataclass(frozen=True)
class Instruction:
    """What a sentence came to. `row` is the row it was about, for the next 它."""

    outcome: Outcome
    edits: tuple[Edit, ...] = ()
    reply: str = ""
    row: str | None = None

    @classmethod
    def clarify(cls, reply: str) -> Instruction:
        return cls("clarify", reply=reply)

    @classmethod
    def refuse(cls, reply: str) -> Instruction:
        return cls("refused", reply=reply)


@dataclass(frozen=True)
class Said:
    """A clause (half width), the whole sentence as the person wrote it, the draft as it stands, the row spoken of before."""

    clause: str
    sentence: str
    draft: Draft
    last: str | None = None

    def saying(self, clause: str) -> Said:
        return replace(self, clause=clause)

    @property
    def rows(self) -> Sequence[Indicator]:
        return self.draft.indicators

    @property
    def year(self) -> int:
        return self.draft.request.fiscal_year

    @property
    def standard(self) -> Standard:
        return self.draft.request.standard if isinstance(self.draft.request, Request) else "2015"


_ENDS = r"(?:吧|就行|就好|就可以|可以吗|即可|好了|了|啊|哈|呢|,)*$"
_SIGN = r"不低于|不少于|不小于|不高于|不超过|不多于|不大于|大于等于|小于等于|至少|最少|最多|大于|小于|高于|低于|等于|[≥≤><=]"
_TO = (
    r"调整为|调整到|调整成|修改为|修改成|改成|改为|改到|调成|调到|调为|设为|设成|定为|定到|换成|写成|填成|填为|变成|统一成|统一为|提高到|提升到|提到|上调到|"
    r"增加到|增到|加到|扩大到|降低到|降到|降为|下调到|下降到|减少到|减到|压到|压缩到|缩短到|缩到|延长到|延到|提前到|推迟到|放宽到|控制在|控制到|应该是|应为|应是"
)
_MORE = r"再?(?:增加|提高|提升|上调|上浮|多加|追加|加|多)"
_LESS = r"再?(?:减少|降低|下调|下降|压缩|缩短|减|降|少)"


def _which(found: Mention, clause: str) -> Instruction:
    """Asks which row is meant, naming those that fit."""
    if found.rows:
        names = "、".join(f"“{r.name}”（{r.level2}，{r.printed() or '待确认'}）" for r in found.rows)
        return Instruction.clarify(f"“{clause}”可能指 {names}，请说明是哪一条。")
    return Instruction.clarify(f"没有找到“{clause}”指的指标，请写出指标名称或“第几条”。")


def _applied(reply: str, *edits: Edit) -> Instruction:
    rows = [e.row for e in edits if hasattr(e, "row")]
    return Instruction("applied", edits=tuple(edits), reply=reply, row=rows[-1] if rows else None)


# --- not an edit -------------------------------------------------------------------------------------------------------------------


def out_of_scope(said: Said) -> Instruction | None:
    """写首诗, 讲个笑话, 天气 …"""
    if re.search(
        r"写[一]?[首篇个封段].{0,6}(?:诗|歌|作文|小说|散文|邮件|演讲稿|代码|程序)|笑话|天气|股票|彩票|翻译成|你是谁|聊聊天|唱首", said.clause
    ):
        return Instruction.refuse("这里只修改绩效指标，别的事帮不上忙。")
    return None


def question(said: Said) -> Instruction | None:
    """为什么要设这条, 第3个是啥意思, 哪条是必须有的"""
    if not re.search(r"为什么|为啥|怎么来的|什么意思|啥意思|是什么|哪[些条个]|依据是|什么依据|[?？吗]$|有没有|能解释|解释一下|说明一下", said.clause):
        return None
    if re.search(rf"(?:{_TO}|删|去掉|不要了)", said.clause) and not re.search(r"为什么|哪", said.clause):
        return None
    row = mentioned(
        re.split(r"为什么|为啥|怎么来|什么意思|啥意思|是什么|依据|,", re.sub(r"^为[什啥]么?(?:要)?设?", "", said.clause))[0], said.rows, said.last
    ).row
    if row is not None:
        grounds = "；".join(f"{g.quote or g.ref}" for g in row.sources) or row.basis or "还没有写明依据"
        text = f"“{row.name}”：{row.printed() or '待确认'}。{row.explanation or ''}依据：{grounds}。"
        return Instruction("answered", reply=text, row=row.id)
    must = "、".join(t for t in tiers(said.standard) if t in ("数量指标", "质量指标", "时效指标", "成本指标", "经济成本指标", "服务对象满意度指标"))
    return Instruction("answered", reply=f"必须有：{must}，效益指标至少一条；其他效益类不适用的可以填“不适用”并写理由。", row=None)


# --- rows --------------------------------------------------------------------------------------------------------------------------


def confirm(said: Said) -> Instruction | None:
    """确认第2条, 按你说的确认, 全部确认"""
    m = re.fullmatch(rf"(?P<who>.*?)(?:按你说的|照你说的)?(?:就?(?:确认|没问题|就这样))(?:一下)?(?P<after>.*?){_ENDS}", said.clause)
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
        return _which(found, said.clause)
    edits = [Confirm(row=r.id, said=said.sentence) for r in found.rows]
    return _applied("已确认" + "、".join(f"“{r.name}”" for r in found.rows), *edits)


def remove(said: Said) -> Instruction | None:
    """删掉第3条, 观摩那条不要了"""
    m = re.fullmatch(
        rf"(?P<who>.*?)(?:删除|删掉|删去|删了|删|去掉|去除|移除|拿掉|砍掉|撤掉|取消|不要了|不需要了|不用了|不要)(?P<after>.*?){_ENDS}", said.clause
    )
    if not m:
        return None
    who = m["who"] if plain(m["who"]) else m["after"]
    found = _all_named(who, said)
    if not found.rows or (len(found.rows) > 1 and not found.every):
        return _which(found, plain(who) or said.clause)
    return _applied("已删去" + "、".join(f"“{r.name}”" for r in found.rows), *(RemoveRow(row=r.id, said=said.sentence) for r in found.rows))


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
    kept = mentioned(re.sub(_ENDS, "", m["kept"]), named or said.rows, said.last).row
    if kept is None or len(named) < 2:
        return _which(Mention(named), said.clause)
    gone = [r for r in named if r.id != kept.id]
    return _applied(f"已保留“{kept.name}”，删去" + "、".join(f"“{r.name}”" for r in gone), *(RemoveRow(row=r.id, said=said.sentence) for r in gone))


def split(said: Said) -> Instruction | None:
    """体检老年人数拆成两条：65到74岁8000人，75岁及以上4000人"""
    m = re.fullmatch(r"(?P<who>.+?)(?:拆成|拆为|拆分成|拆分为|分成)[两二三四2-4](?:条|个|项)[:：,]?(?P<parts>.+)", said.clause)
    if not m:
        return None
    found = mentioned(m["who"], said.rows, said.last)
    if found.row is None:
        return _which(found, m["who"])
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
    return _applied(f"已把“{row.name}”拆成 {len(new)} 条", *new, RemoveRow(row=row.id, said=said.sentence))


def _shared_weight(weight: float | None, parts: int) -> list[float | None]:
    """A weight in whole points over the parts, the first ones taking what is left over."""
    if weight is None:
        return [None] * parts
    each = weight // parts
    return [each + (weight - each * parts if n == 0 else 0) for n in range(parts)]


def rename(said: Said) -> Instruction | None:
    """“家属满意度”改名“受检老年人家属满意度”"""
    m = re.fullmatch(
        rf"(?P<who>.+?)(?:的)?(?:改名为?|改名叫|更名为|重命名为|改叫|名称?(?:{_TO})|名字(?:{_TO}))[“\"'‘]?(?P<name>[^”\"'’]+)[”\"'’]?{_ENDS}",
        said.clause,
    )
    if not m:
        m = re.fullmatch(rf"把?[“\"](?P<who>[^”\"]+)[”\"](?:这个名称?|那条)?(?:{_TO}|改)[“\"](?P<name>[^”\"]+)[”\"]{_ENDS}", said.clause)
    if not m:
        return None
    found = mentioned(m["who"], said.rows, said.last)
    if found.row is None:
        return _which(found, m["who"])
    name = re.sub(_ENDS, "", m["name"].strip())
    return _applied(f"“{found.row.name}”已改名为“{name}”", Rename(row=found.row.id, name=name, said=said.sentence))


def move_tier(said: Said) -> Instruction | None:
    """本土剧目创作扶持数不算效益吧，挪到数量指标去"""
    m = re.search(
        r"(?:挪到|移到|移动到|放到|放在|归到|归入|调到|改到|划到|换到|挪去|改为|改成)(?P<tier>[^,]*?)(?:里面|里|下面|下|去|中|那边|一类)*(?:吧|了)*$",
        said.clause,
    )
    level2 = level2_of(m["tier"]) if m and re.search(r"指标|效益|影响|数量|质量|时效|成本", m["tier"]) else None
    if m is None or level2 is None or re.search(r"\d|[≥≤><=]", m["tier"]):
        return None
    found = mentioned(re.split(r"不算|不是|不属于|属于|应该|,", said.clause[: m.start()])[0], said.rows, said.last)
    if found.row is None:
        return _which(found, said.clause[: m.start()])
    return _applied(f"“{found.row.name}”已移到{level2}", MoveTier(row=found.row.id, level2=level2, said=said.sentence))


def reorder(said: Said) -> Instruction | None:
    """质量里把差错率排前面，完成率放后面; 甲排到乙前面"""
    m = re.fullmatch(
        rf"(?:(?P<tier>[^,]{{2,8}}?)(?:里面|里|中))?把?(?P<first>[^,]+?)(?:排|放|挪|移|调)到?在?(?P<other>[^,]*?)(?P<side>前面|前头|最前面?|后面|之前|之后|前|后)(?:,把?(?P<second>[^,]+?)(?:排|放|挪|移)到?在?后面?)?{_ENDS}",
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
        return _which(mentioned(m["first"], among, said.last), m["first"])
    if other is None:
        same = [r for r in said.rows if r.level2 == first.level2 and r.id != first.id]
        if not same or plain(other_words):
            return Instruction.clarify(f"“{first.name}”要排在哪一条前面？")
        other = same[0]
    row, before = (first, other) if "前" in m["side"] else (other, first)
    return _applied(f"“{row.name}”已排到“{before.name}”前面", MoveRow(row=row.id, before=before.id, said=said.sentence))


def not_applicable(said: Said) -> Instruction | None:
    """生态效益不适用，本项目不涉及环境"""
    m = re.fullmatch(r"(?P<who>.+?)(?:填|标|改成|改为|写)?不适用[,:]?(?P<reason>.*)", said.clause)
    if not m:
        return None
    found = mentioned(m["who"], said.rows, said.last)
    tier = level2_of(m["who"])
    rows = found.rows or tuple(r for r in said.rows if tier and r.level2 == tier)
    if len(rows) != 1:
        return _which(Mention(rows), m["who"])
    reason = re.sub(r"^(?:因为|理由是?|原因是?)", "", m["reason"]).strip()
    if not reason:
        return Instruction.clarify(f"“{rows[0].name}”为什么不适用？请补一句理由，例如“本项目不产生经济收入”。")
    return _applied(f"“{rows[0].name}”已标为不适用", MarkNotApplicable(row=rows[0].id, reason=reason, said=said.sentence))


def add(said: Said) -> Instruction | None:
    """数量指标里加一条 应急演练次数，不少于2次; 再加个生态效益指标，跟施工扬尘有关的"""
    m = re.search(r"(?:再|另外|还要)?(?:新增|增加|添加|补充|增设|加|补|添)(?:上)?(?:一|1|1 )?(?:条|个|项)(?:新的)?(?P<rest>.*)", said.clause)
    if not m:
        return None
    rest = m["rest"].strip(" :：,")
    level2 = level2_of(re.sub(r"(?:里面|里|中|下面|下).*", "", said.clause[: m.start()])) if plain(said.clause[: m.start()]) else None
    if level2 is None and (t := re.match(r"(?P<tier>[^,:：]{2,9}?指标)[:：,]?(?P<rest>.*)", rest)) and level2_of(t["tier"]):
        level2, rest = level2_of(t["tier"]), t["rest"].strip(" :：,叫是")
    about = re.fullmatch(r"(?:跟|和|与|关于)(?P<what>.+?)(?:有关|相关)?的?(?:指标)?" + _ENDS, rest)
    if about:
        return Instruction.clarify(f"关于“{about['what']}”的{level2 or '指标'}，请说出名称和指标值，例如“{about['what']}达标率不低于90%”。")
    value = re.search(rf"(?:{_SIGN}|(?<!第)\d|[零一二两三四五六七八九十百]+成|20\d\d年).*$", rest)
    name = re.sub(r"(?:指标值|目标值?|的|为|是|,|:|“|”|\")+$", "", rest[: value.start()] if value else rest).strip(' “”"叫')
    name = re.sub(r"^[“\"]|[”\"]$", "", name)
    if not name:
        return Instruction.clarify("要加的指标叫什么名称、值是多少？例如“数量指标里加一条 应急演练次数，不少于2次”。")
    level2 = level2 or _tier_by_name(name)
    if level2 is None:
        return Instruction.clarify(f"“{name}”要放在哪一级指标下（数量、质量、时效、成本、效益、满意度）？")
    printed = re.sub(_ENDS, "", value[0]) if value else None
    if printed is not None and Target.read(printed, said.year).comparator == QUALITATIVE:
        return Instruction.clarify(f"“{name}”的值“{printed}”没有看懂，请写成“不少于2次”“≥95%”这样。")
    shown = f"，{Target.read(printed, said.year).printed()}" if printed else "，指标值待确认"
    return _applied(f"已在{level2}下加上“{name}”{shown}", AddRow(level2=level2, name=name, printed=_with_sign(printed, name), said=said.sentence))


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
    if printed is None or re.match(_SIGN, printed) or re.search(r"以上|以内|以下|[年月日]", printed):
        return printed
    return f"{'≤' if re.search('成本|费用|单价|时限|时长|差错|投诉', name) else '≥'}{printed}"


# --- one field ---------------------------------------------------------------------------------------------------------------------


def weight(said: Said) -> Instruction | None:
    """它的权重也调成7，从培训学员人数那里拿2分"""
    m = re.search(rf"(?P<who>.*?)的?(?:权重|分值|分数)(?:也|再|都)?(?:{_TO}|调|改|设|提|降|给)?(?P<n>\d+(?:\.\d+)?)分?", said.clause)
    if not m or re.search(r"产出权重|效益权重|满意度权重|合计|总和", said.clause):
        return None
    found = mentioned(m["who"], said.rows, said.last)
    if found.row is None:
        return _which(found, m["who"] or said.clause)
    row, new = found.row, float(m["n"])
    edits: list[Edit] = [SetField(row=row.id, field="weight", value=new, said=said.sentence)]
    if give := re.search(r"从(?P<who>[^,]+?)(?:那里|那边|那条|里)?(?:拿|扣|减|挪|匀|调)(?P<n>\d+(?:\.\d+)?)?分?", said.clause[m.end() :]):
        giver = mentioned(give["who"], said.rows, said.last)
        if giver.row is None:
            return _which(giver, give["who"])
        taken = float(give["n"]) if give["n"] else new - (row.weight or 0)
        edits.insert(0, SetField(row=giver.row.id, field="weight", value=(giver.row.weight or 0) - taken, said=said.sentence))
    return _applied(f"“{row.name}”的权重已改为 {print_number(new)}", *edits)


_TIME = {"秒": 1, "分钟": 60, "分": 60, "小时": 3600, "时": 3600, "天": 86400, "日": 86400}
_SCALES: tuple[dict[str, float], ...] = (
    {k: float(v) for k, v in _TIME.items()},
    {"元": 1, "千元": 1e3, "万元": 1e4, "亿元": 1e8},
    {"米": 1, "公里": 1e3, "千米": 1e3, "里": 500},
    {"平方米": 1, "亩": 2000 / 3, "公顷": 1e4, "平方公里": 1e6},
    {"克": 1, "公斤": 1e3, "千克": 1e3, "吨": 1e6},
)


def unit(said: Said) -> Instruction | None:
    """故障修复时间单位统一成分钟，数换算一下"""
    m = re.fullmatch(rf"(?P<who>.*?)的?(?:计量)?单位(?:{_TO}|用|改)(?P<unit>[^,\d]+?)(?:,.*)?{_ENDS}", said.clause)
    if not m:
        return None
    found = mentioned(m["who"], said.rows, said.last)
    if found.row is None:
        return _which(found, m["who"] or said.clause)
    row, new = found.row, read_unit(m["unit"])
    aim = row.aim
    scale = next((s for s in _SCALES if row.unit in s and new in s), None)
    wants_conversion = "换算" in said.clause or scale is not None
    if not wants_conversion or aim.number is None:
        return _applied(f"“{row.name}”的单位已改为{new}", SetField(row=row.id, field="unit", value=new, said=said.sentence))
    if scale is None:
        return Instruction.clarify(f"{row.unit}和{new}之间不会换算，请直接说出“{row.name}”改成多少{new}。")
    value = aim.number * scale[row.unit] / scale[new]
    return _applied(
        f"“{row.name}”已换算为 {print_number(round(value, 6))}{new}",
        SetTarget(row=row.id, comparator=aim.comparator, value=round(value, 6), unit=new, said=said.sentence),
    )


def comparator(said: Said) -> Instruction | None:
    """驻场运维人员那条别用等于，改成大于等于"""
    m = re.fullmatch(rf"(?P<who>.+?)(?:别用|不要用|不用)?(?:的?符号|{_SIGN})?,?(?:{_TO}|用)(?P<sign>{_SIGN}){_ENDS}", said.clause)
    sign = read_comparator(m["sign"]) if m else None
    if m is None or sign is None:
        return None
    found = mentioned(re.sub(rf"(?:别用|不要用|不用|的?符号|,).*|(?:{_SIGN})$", "", m["who"]), said.rows, said.last)
    if found.row is None:
        return _which(found, m["who"])
    return _applied(f"“{found.row.name}”已改为{sign}", SetField(row=found.row.id, field="comparator", value=sign, said=said.sentence))


def standard(said: Said) -> Instruction | None:
    """换成2021版"""
    m = re.fullmatch(rf".{{0,8}}?(?:{_TO}|用|按)(?P<year>2015|2021)年?(?:版|框架|标准|的)*(?:指标)?(?:框架|体系|标准)?{_ENDS}", said.clause)
    if not m:
        return None
    chosen: Standard = "2021" if m["year"] == "2021" else "2015"
    return _applied(f"已换成 {chosen} 框架", SetStandard(standard=chosen, said=said.sentence))


def budget(said: Said) -> Instruction | None:
    """预算追加到500万，总投资那条同步改"""
    m = re.match(
        rf"(?:项目)?(?:总)?(?:预算|经费|资金)(?:总额|总量)?(?:{_TO}|追加到|压减到)(?P<amount>[\d.,]+(?:万元?|亿元?|元))(?P<rest>.*)", said.clause
    )
    if not m or named_in(said.clause[: m.start("amount")], said.rows):
        return None
    amount = m["amount"] + ("" if m["amount"].endswith("元") else "元")
    wan = number_in(amount)
    if wan is None:
        return None
    edits: list[Edit] = [SetBudget(budget_wan=wan, said=said.sentence)]
    if also := re.search(r",(?P<who>[^,]+?)(?:那条)?(?:也|同步|一并|跟着|相应)+(?:要)?(?:改|调整?)", m["rest"]):
        found = mentioned(also["who"], said.rows, said.last)
        if found.row is None:
            return _which(found, also["who"])
        edits.append(SetTarget(row=found.row.id, comparator=found.row.comparator, value=wan, unit="万元", said=said.sentence))
    return _applied(f"预算已改为 {print_number(wan)} 万元", *edits)


def objective(said: Said) -> Instruction | None:
    """年度目标改成“…”"""
    m = re.fullmatch(rf"(?:把)?(?:年度|总体|绩效)*目标(?:{_TO})[“\"'‘:：]?(?P<text>.{{8,}}?)[”\"'’]?", said.clause)
    return _applied("年度绩效目标已改", SetObjective(text=m["text"], said=said.sentence)) if m else None


# --- values ------------------------------------------------------------------------------------------------------------------------


def change_by(said: Said) -> Instruction | None:
    """培训人次再加50人, 满意度提高5个百分点, 培训人次翻一番"""
    m = re.fullmatch(
        rf"(?P<who>.+?)(?:(?P<more>{_MORE})|(?P<less>{_LESS})|(?P<twice>翻一?番|翻倍|加倍)|(?P<half>减半))了?(?P<by>[^到至为成]*?){_ENDS}",
        said.clause,
    )
    if not m:
        return None
    found = mentioned(m["who"], said.rows, said.last)
    by = Target.read(m["by"], said.year) if m["by"] else Target()
    if not (m["twice"] or m["half"]) and by.number is None:
        return None
    if found.row is None:
        return _which(found, m["who"])
    row = found.row
    old = row.aim
    if old.number is None:
        return Instruction.clarify(f"“{row.name}”现在没有数值，请直接说改成多少。")
    if m["twice"] or m["half"]:
        value = old.number * (2 if m["twice"] else 0.5)
    else:
        step = by.number or 0.0
        if by.unit == "%" and old.unit != "%":
            step = old.number * step / 100
        value = old.number + (step if m["more"] else -step)
    return _set(row, old.model_copy(update={"value": round(value, 6)}), said)


def set_value(said: Said) -> Instruction | None:
    """培训人次改成300, 满意度不低于95%, 完工提前到10月底, 满意度92"""
    m = (
        re.fullmatch(rf"(?P<who>.*?)(?:{_TO}|改|调|提|设)(?P<value>(?:{_SIGN})?.*?){_ENDS}", said.clause)
        or re.fullmatch(rf"(?P<who>.*?)(?P<value>(?:{_SIGN}).+?){_ENDS}", said.clause)
        or re.fullmatch(rf"(?P<who>\D{{2,}}?)(?P<value>\d.*?|[零一二两三四五六七八九]成[一二三四五六七八九半]?){_ENDS}", said.clause)
    )
    if not m or not m["value"].strip('“”" '):
        return None
    value = m["value"].strip('“”" ')
    found = mentioned(m["who"], said.rows, said.last)
    if found.row is None and not (found.rows and found.every):
        return _which(found, plain(m["who"]) or said.clause)
    answers = [_set_one(row, value, said) for row in found.rows]
    bad = next((a for a in answers if a.outcome != "applied"), None)
    return bad or _applied("；".join(a.reply for a in answers), *(e for a in answers for e in a.edits))


def _set_one(row: Indicator, value: str, said: Said) -> Instruction:
    try:
        target = target_of(row, value, said.year)
    except BadInput as e:
        return Instruction.clarify(str(e))
    if target.comparator == QUALITATIVE and row.aim.comparator not in (None, QUALITATIVE):
        return Instruction.clarify(f"“{row.name}”要改成多少？“{value}”没有看懂，请写成“≥95%”“300人次”“9月底前”这样。")
    return _set(row, target, said)


def _set(row: Indicator, target: Target, said: Said) -> Instruction:
    """The edit, unless the value cannot be for this row."""
    old = row.aim
    if old.unit == DATE_UNIT and target.unit != DATE_UNIT:
        return Instruction.clarify(f"“{row.name}”是一个日期，请说出改到哪一天，例如“10月底前”。")
    number = target.number
    if number is not None and number < 0 and not (old.number is not None and old.number < 0):
        return Instruction.refuse(f"“{row.name}”不能是负数。")
    if target.unit == "%" and number is not None and number > 100 and not re.search(r"增长|增幅|提高|提升|增加|比", row.name):
        return Instruction.refuse(f"“{row.name}”不能超过100%，请给一个0到100之间的值。")
    if old.number is not None and "%" in (old.unit, target.unit) and old.unit != target.unit and target.unit != DATE_UNIT:
        return Instruction.clarify(f"“{row.name}”原来的单位是{old.unit or '（无）'}，要改成{target.printed()}吗？请说明单位是否也要改。")
    if _same_in_short(target.unit, old.unit):
        target = target.model_copy(update={"unit": old.unit})
    edit = SetTarget(row=row.id, comparator=target.comparator, value=target.value, unit=target.unit, said=said.sentence)
    return _applied(f"“{row.name}”已改为{target.printed()}", edit)


def _same_in_short(said: str, unit: str) -> bool:
    """人 for 人次, 元 for 元/人: a person shortens units. 万人次 is another size, and no short form of 人次."""
    return bool(said and unit) and (said in unit or unit in said) and unit_scale(said) == unit_scale(unit)


SAYINGS: tuple[Callable[[Said], Instruction | None], ...] = (
    out_of_scope, question, confirm, standard, budget, objective, rename, split, merge, reorder, move_tier, not_applicable, weight, unit, comparator, add, remove,
    change_by, set_value,
)  # fmt: skip
