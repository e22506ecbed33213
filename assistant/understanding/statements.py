"""陈述 (Statement): a figure of a passage with what it says — the object counted, the name of an indicator, comparator, unit — before it is numbered as a Fact.

One reader a kind of quantity: rates (in `rates`), money (prices, loans), time (15分钟内到场, 质保3年), counts (培训班4期). `subject` is what the
sentence was speaking of last; it lends a bare measure (面积, 总播放量) its object.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from assistant.domain.fact import FactRole
from assistant.domain.target import Comparator
from assistant.understanding import money, naming, phrases
from assistant.understanding.activities import kind_of
from assistant.understanding.groups import group_in
from assistant.understanding.passage import Passage
from assistant.understanding.quantities import Figure

Value = float | int | str | tuple[float, float] | None


@dataclass(frozen=True)
class Statement:
    """What one place of a passage says. `dimension` as in the lexicon of units, and price, deadline, zero."""

    passage: Passage
    start: int
    end: int
    figure: Figure | None = None
    role: FactRole = "target"
    why_not: str | None = None
    object: str = ""
    name: str = ""
    comparator: Comparator | None = None
    value: Value = None
    unit: str = ""
    dimension: str = ""
    approximate: bool = False
    group: str | None = None
    computation: str | None = None
    parts: tuple[Statement, ...] = field(default=(), compare=False)
    ask: str | None = None


LINK = re.compile(
    r"(?:要求?|(?<![响供反效适对相照])应该?|须|必须|需|都|均|全年|年内|总体|基本|力争|争取|确保|保证|保持|维持|稳定|达成|达到?|到|控制|不|在|于|至|为|是|提高|提升|升|上升|下降|降低?|压减|压降|缩短|压缩|实现|做到|平均|能|也|再|得|(?<!保)有|累计|合计|共计|总计|总共|一共|共|计|目标|分别|率先|达标|不得|一直|仍|[:\"”“])+$"
)
SETTING = re.compile(
    r"^(?:今年|本年度?|全年|每年|年|一共|要求|计划|预计|拟|力争|争取|确保|保证|同时|并|且|让|使(?!用)|全[县区市镇乡]|辖区内?|其中|另外|还要?|要|把|将|对|实现|通过|做到|以及|和|及|与|总体|各项|各类|各级|项目|达到|提高|提升|降低|保持|维持|年度|年底前?|办[理完]|完成|组织|开展|参加本次|的)+(?=[一-鿿]{3})"
)


def bounds(figure: Figure, passage: Passage, others: list[Figure]) -> tuple[int, int]:
    """How far the words of a figure reach: its clause, but no further than its neighbours."""
    start, end = passage.clause(figure.start)
    for other in others:
        if other.right <= figure.left:
            start = max(start, other.right)
        elif other.left >= figure.right:
            end = min(end, other.left)
    return start, end


def inner(stretch: str) -> str:
    return re.sub(r"[\s:(]+$", "", stretch)


def amount(figure: Figure, passage: Passage, left: int, subject: str, parts: list[float]) -> Statement:
    """A price (每户1200元), a loan or an income that is promised, or the budget and its parts."""
    text, clause = passage.text, passage.clause(figure.start)[0]
    asked = money.price(figure, text, max(clause, left))
    wording = text[passage.sentence(figure.start)[0] : figure.right]
    unit = figure.unit if figure.unit.endswith("元") or "/" in figure.unit else figure.unit.rstrip("块钱") + "元"
    if asked is not None and _EARNED.search(asked.noun) and figure.comparator not in ("≤", "<"):
        name = naming.fitted(f"{asked.per.replace('每户', '户均').replace('每人', '人均')}{_EARNED.search(asked.noun)[0]}", "金额")  # type: ignore[index]
        return made(figure, passage, min(asked.start, figure.left), figure.right, name, asked.noun, figure.comparator or "≥", asked.unit, "money")
    if asked is not None:
        ahead = phrases.before(text, asked.start, max(clause, left))
        if (opened := _before_bracket(passage, figure, left)) and len(opened.words) > 1:
            subject = opened.words
        words = ahead.words or (ahead.verb and subject) or ""
        if re.search(r"(?:费用?|成本|造价|价格|单价|经费|工资|补助|补贴|标准)$", ahead.words) and not asked.noun:
            asked = replace(asked, noun=re.sub(r"(?<=补[助贴])标准$", "", ahead.words))
            own = "" if len(ahead.words) >= 5 else subject
        else:
            own = ahead.words or subject
        if age := aged(passage, asked.start):
            own = words = age
        rest = "" if figure.comparator in ("≤", "<") else text[figure.right : passage.sentence(figure.start)[1]]
        spoken = text[clause : figure.right] if figure.comparator in ("≤", "<") else wording
        name = money.named(asked, _priced(own), spoken + rest)
        start = min(asked.start - len(age or ahead.words) if age or ahead.words else asked.start, figure.left)
        return made(figure, passage, start, figure.right, name, words or own, money.flat_sign(name, figure.comparator), asked.unit, "price")
    if money.is_budget(figure, text, clause, parts):
        return made(figure, passage, figure.left, figure.right, "", "", "=", unit, "money", role="budget", why="预算或其中一部分")
    ahead = phrases.before(text, figure.left, max(clause, left))
    core = naming.core_of(ahead, phrases.Phrase(), subject)
    ceiling = figure.comparator in ("≤", "<")
    ending = "" if re.search(r"(?:额|规模|收入|产值|费|费用|经费|税收|基金|成本|利润|资金)$", core) else "金额"
    return made(
        figure,
        passage,
        ahead.start if ahead else figure.left,
        figure.right,
        naming.fitted(core, ending),
        core,
        figure.comparator if ceiling or figure.comparator == ">" else "≥",
        unit,
        "money",
    )


_EARNED = re.compile(r"(?:年)?(?:纯)?(?:增收|创收|收入|产值|利润|节支|节约)")
"""户均增收不少于2500元 is what a household gains, no price."""


_AGED = re.compile(r"(?:\d{1,3}(?:周岁|岁)?[-—–~至到]\d{1,3}|\d{1,3}|百|[六七八九]十)(?:周岁|岁)(?:\(含\))?(?:及?以上|及?以下|以内)?的?[一-鿿]{0,6}$")


def aged(passage: Passage, at: int) -> str:
    """The age group that ends at a place: 80—89岁老人 每人每月50元. Blank where none does."""
    m = _AGED.search(passage.text, max(passage.clause(at - 1)[0] if at else 0, at - 20), at)
    return m[0] if m else ""


def _priced(subject: str) -> str:
    return re.sub(r"^(?:改造|购置|维修|发放|新建|建设|印制|采购|发(?!展|电|票|热)|印|给)(?=[一-鿿]{2})", "", subject) if len(subject) > 6 else subject


_DONE_IN = re.compile(
    r"(?:办结|办完|办好|完成|出具|出结果|答复|回复|反馈|到场|到达|到位|修复|修好|送达|拨付|发放|兑付|审结|办理|处置|响应|赶到|受理|恢复|交付|送到|发布|上报|报告|核实|办妥)"
)
"""一般登记2个工作日办结: what is done in a time binds as a limit, with or without 内."""
_WAIT = re.compile(r"^(?:内|以内|之内)?(?:必须|须|要|完成|全部|都|进行)*(?P<what>[一-鿿]{2,8}?)(?=[,，。;、:()\d]|并|且|和|后|$)")


def time_limit(figure: Figure, passage: Passage, left: int, right: int, subject: str) -> Statement:
    """15分钟内到场 ≤, 页面响应时间不超过3秒 ≤, 质保不少于3年 ≥, 年开放300天以上 ≥, 工期90天 ≤."""
    text = passage.text
    clause = max(left, passage.clause(figure.start)[0])
    within = figure.comparator in ("≤", "<") or (figure.comparator is None and bool(_DONE_IN.match(text, figure.right, right)))
    after = _WAIT.match(text[figure.right : right]) if within else None
    if after and re.match(r"[一-鿿]", after["what"]):
        ahead = phrases.before(text, figure.left, clause)
        what = re.sub(r"(?:完毕|完成|到位)$", "", after["what"]) or after["what"]
        core = (ahead.words + what) if ahead.words and ahead.words not in what else what
        return made(
            figure,
            passage,
            ahead.start if ahead.words else figure.left,
            figure.right + after.end(),
            naming.fitted(core, "时间"),
            core,
            "≤",
            figure.unit,
            "duration",
        )
    if text[figure.start - 1 : figure.start] == "每" and re.match(
        r"[一-鿿]{0,3}[一1](?:次|遍|趟|回)", text[figure.end : passage.clause(figure.start)[1]]
    ):
        what = phrases.before(text, figure.left - (figure.left == figure.start), clause).words or subject  # 每15分钟采集一次
        name = naming.fitted(re.sub(r"(?:频率|频次)$", "", what), "间隔时间")
        return made(figure, passage, figure.left, figure.right, name, what, "≤", figure.unit, figure.dimension)
    stretch = text[clause : figure.left]
    head = LINK.sub("", inner(stretch))
    tail = re.search(r"[一-鿿A-Za-z]+$", head)
    words = SETTING.sub("", tail[0]) if tail else ""
    per = re.search(r"每(?:个)?(周|月|天|日|人|期|场|次|班|节|季度?|年)", text[clause : figure.left])
    words = re.sub(r"^.*?每(?:个)?(?:周|月|天|日|人|期|场|次|班|节|季度?|年)", "", words)
    words = re.sub(r"^(?:全年|每年|年)+(?=[一-鿿]{2})", "", words)
    back = phrases.behind(text, figure.right, right).words
    if naming.is_bare(words) and (whose := _before_bracket(passage, figure, left)) and len(whose.words) > 1:
        words = whose.words + words  # 宣传片1部(时长5分钟)
    elif naming.is_bare(words) and subject and words not in subject:
        words = naming.last_words(subject, 10) + words
    opened = None if words else _before_bracket(passage, figure, left)
    core = (
        words
        or ((opened.words if len(opened.words) > 1 else subject) + "时长" if opened else "")
        or (subject + back if back and back not in subject else back)
        or subject
    )
    name = naming.counted(core, figure.unit)
    if per:
        name = naming.fitted(f"每{per[1]}{name}" if not name.startswith("每") else name)
    elif re.search(r"年开放|年运行|全年", text[clause : figure.left]) and not name.startswith("年"):
        name = naming.fitted(f"年{name}")
    promised = re.search(
        r"质保|保修|寿命|使用年限|开放|开馆|服务|值守|值班|培训|学时|课时|时长|驻场|运行|供|巡|开通|活动|学习|天数|稳定|储备|储存|存储|保存|保管|管护|养护期|保质|有效期|免费|租赁|观察期|公示|录制|录音|录像|拍摄|播出|抢救|采录",
        core + ("" if figure.comparator in ("≤", "<") else name) + text[clause : figure.start],
    )
    agreed = re.search(r"(?:租|合同|见习|实习|聘|任|服务)期(?:限)?$", core)
    sign: Comparator = figure.comparator if figure.comparator not in (None, "=") else "=" if agreed else "≥" if promised else "≤"
    if sign in ("≤", "<") and not promised and not agreed:
        name = re.sub(r"天数$", "时间", name)  # 报告出具不超过20个工作日
    if sign == "≥" and re.search(r"录制|录音|录像|拍摄|播出|授课|宣讲|直播|抢救|采录", name):
        name = re.sub(r"时间$", "时长", name)
    if re.search(r"24|365", f"{figure.value:g}") and re.search(r"值守|值班|运行|服务|在岗|不间断|开放", text[figure.start : right]):
        sign = "="
    start = clause + stretch.rfind(words) if words and words in stretch else (clause + per.start() if per else figure.left)
    return made(figure, passage, start, figure.right, name, core, sign, figure.unit, figure.dimension)


def count(figure: Figure, passage: Passage, left: int, right: int, subject: str) -> Statement:
    """培训班4期, 对接5个部门, 给一百二十户低保户发取暖补贴, 带动就业不少于四百人, 施工安全事故为0."""
    text = passage.text
    beside = left > passage.clause(figure.start)[0]
    front = phrases.before(text, _linked(text, left, figure.left), left, after_figure=beside)
    summed = figure.dimension in ("length", "area") and text[left : figure.left].endswith(("共", "总长", "长"))  # 8条河道共26公里
    if beside and not summed and re.fullmatch(r"[一-鿿]{1,4}", text[left : figure.left]) and phrases.behind(text, figure.right, right):
        front = phrases.Phrase()  # 3个乡镇11个村: 乡镇 is what the 3 counts
    if not front and (
        each := re.search(
            r"(?:每个?[一-鿿]{1,2})?每个?(?:月|周|季度?|年|期|场|半年|学期|学年|家|村|社区|校|站|镇|乡|县|所|处|点|班|户|单位|学校|晚|天|日)[^,，。;、\d]{0,4}$",
            text[left : figure.left],
        )
    ):
        front = phrases.before(text, left + each.start(), left)  # 公众号推文每周1篇
    if not front and (opened := _before_bracket(passage, figure, left)):
        front = opened
    if not front and (named := _after_bracket(passage, figure)):
        front = named
    ages = re.match(r"\d+(?:[-—~至到]\d+)?(?:周岁|岁)(?:及?以上|及?以下|以内)?的?", text[figure.right :])
    far = figure.right + ages.end() if ages else figure.right
    back = phrases.behind(text, far, passage.clause(figure.start)[1] if ages else right)
    if front.words and back.words and figure.unit in ("项", "个", "类", "种") and text[front.start - 1 : front.start] == "、":
        front = phrases.Phrase()  # 接运、存放、火化、寄存四项基本服务费用: a list, then what it is
    if figure.dimension == "events" and kind_of(front.verb) == "buy":
        front = phrases.Phrase(front.words, "", front.start, front.end)  # 配社教活动40场
    core = aged(passage, figure.left) or naming.core_of(front, back, subject)
    core = _served(core, front, back, text[figure.right : right])
    unit, dimension = _unit_from(core, figure, text[left : figure.left])
    zero = figure.value == 0
    if zero and core.endswith("率"):
        unit, dimension, zero = "%", "rate", False
    elif zero and not re.search(r"[一-鿿]", figure.unit):
        unit, dimension = ("人" if re.search(r"伤亡|死亡", core) else "起"), "zero"
    elif zero:
        dimension = "zero"
    if unit == "块":
        dimension = "things"  # 奖牌3块, no money
    name = naming.counted(core, "件" if unit == "块" else unit)
    if (daily := re.search(r"每(天|日)[^,，。;、\d]*$", text[max(0, figure.left - 12) : figure.left])) and not name.startswith("每"):
        name = naming.fitted(f"每{daily[1]}{name}")
    if (mean := re.search(r"([户亩人场校村生班日周月台车站园镇乡]均)[^,，。;、\d]{0,8}$", text[max(0, figure.left - 12) : figure.left])) and mean[
        1
    ] not in name:
        name = naming.fitted(f"{mean[1]}{name}")
    start = front.start if front else figure.left
    end = back.end if not front.words and back.words else figure.right
    return made(
        figure,
        passage,
        start,
        max(end, figure.right),
        name,
        core,
        _count_sign(figure, core, front, dimension, text[left : figure.start]),
        unit,
        dimension,
        group=group_in(core),
    )


def _linked(text: str, left: int, at: int) -> int:
    """Where the noun before a number ends once the words between are left out (带动就业 要达到 400人, 放映点 从 16个)."""
    stretch = re.sub(
        r"(?:从|由|(?:要|需|须)?(?:出具?|形成)|数量为?|总数)+$", lambda m: "" if m.start() else m[0], LINK.sub("", text[left:at].rstrip())
    )
    return left + len(LINK.sub("", stretch))


_COUNTED = re.compile(r"(?:\d[\d,.]*|[一二两三四五六七八九十百千]+)[万千百]?(?:台|套|个|件|份|辆|部|本|册|把|支|只|张|条|箱|座|处|块|樘|组|具)$")
"""What stands between a noun and its bracket: 执法记录仪50台(单价2800元以内)."""


_SPELLED_COUNT = re.compile(r"[一二两三四五六七八九十廿卅百千万]{1,7}(?:家|个|名|户|台|套|处|所|座|人|条|件|栋|间|项|辆|艘|盏)(?=[一-鿿]{2})")


def _before_bracket(passage: Passage, figure: Figure, left: int) -> phrases.Phrase | None:
    """The noun a bracket belongs to: 书包(单价不超过80元), 劳务派遣人员(23名)."""
    inside = passage.bracket(figure.start)
    if inside is None or left > inside[0]:
        return None
    start = passage.clause(max(0, inside[0] - 2))[0]
    counted = _COUNTED.search(passage.text, start, inside[0] - 1)
    found = phrases.before(passage.text, counted.start() if counted else inside[0] - 1, start)
    return phrases.Phrase(found.words, "", figure.left, figure.left) if found.words else None


def _after_bracket(passage: Passage, figure: Figure) -> phrases.Phrase | None:
    """The noun a remark in brackets was put behind: 抽水泵(含配件)18台."""
    text = passage.text
    if text[figure.left - 1 : figure.left] != ")":
        return None
    opened = text.rfind("(", 0, figure.left)
    if opened <= 0:
        return None
    found = phrases.before(text, opened, passage.clause(opened - 1)[0])
    return found if found.words else None


def _served(core: str, front: phrases.Phrase, back: phrases.Phrase, behind: str) -> str:
    """80户重度残疾人家庭做无障碍改造: people and households are named with what is done for them."""
    if front.words or not back.words or not re.search(r"户|人|家庭|单位|企业|学校|员|生|村|者|乡镇|社区|孩子|儿童|妇女", back.words[-3:]):
        return core
    done = re.search(rf"{re.escape(back.words)}(?:进行|开展|实施|提供|发放?|做|办|给予|安排|免费|落实|组织|接受|搞|完成)+([一-鿿]{{2,10}})", behind)
    if not done:
        return core
    deed = phrases.behind(done[1], 0, len(done[1])).words
    if not deed or deed in core or len(core + deed) > 14:
        return core
    return deed + core if re.search(r"(?:单位|企业|学校|村|社区|乡镇)$", core) else core + deed


_UNIT_WORDS = (
    (r"用户|人数|人员|粉丝|关注|人口|受众|观众|就业|受益|惠及", "人", "people"),
    (r"播放|观看|阅读|点击|浏览|访问|下载|转发|曝光|触达", "次", "events"),
    (r"事故|投诉|案件|舆情|纠纷|事件", "起", "incidents"),
)


def _unit_from(core: str, figure: Figure, before: str) -> tuple[str, str]:
    """A number without a unit takes it from its object: 注册用户力争到5万 → 万人."""
    if figure.dimension not in ("", "scaled"):
        return figure.unit, figure.dimension
    for words, unit, dimension in _UNIT_WORDS:
        if re.search(words, core) or re.search(words, before[-10:]):
            return figure.unit + unit, dimension
    return figure.unit, figure.dimension


def _count_sign(figure: Figure, core: str, front: phrases.Phrase, dimension: str, before: str) -> Comparator:
    if dimension == "zero" or figure.value == 0:
        return "="
    if figure.high is not None:
        return "="
    if figure.comparator not in (None, "="):
        return figure.comparator
    if dimension in ("incidents",):
        return "≤" if re.search(r"投诉|事故|差错|故障|纠纷|舆情|上访|案件发", core) else "≥"
    bought = kind_of(front.verb) in ("buy", "staff") or any(
        kind_of(v) in ("buy", "staff") for v in phrases.words_of(before[-12:]) if v in phrases.verbs()
    )
    staffed = re.search(r"劳务派遣|编外|聘用|驻场人员|购置|采购|保安|保洁员|司机|公务用车", core) and dimension in ("people", "things")
    return "=" if (bought or staffed) and not figure.approximate and dimension in ("things", "people") else "≥"


def made(
    figure: Figure,
    passage: Passage,
    start: int,
    end: int,
    name: str,
    object_: str,
    comparator: Comparator | None,
    unit: str,
    dimension: str,
    *,
    role: FactRole = "target",
    why: str | None = None,
    group: str | None = None,
) -> Statement:
    value: Value = (figure.value, figure.high) if figure.high is not None else figure.value
    if figure.high is not None:
        comparator = "="  # a range says both ends itself
    start = max(0, min(start, figure.left))
    return Statement(
        passage,
        start,
        max(end, figure.right),
        figure,
        role,
        why,
        object_,
        name,
        comparator,
        value,
        unit,
        dimension,
        approximate=figure.approximate,
        group=group,
    )
