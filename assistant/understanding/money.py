"""金额 (money): what an amount of the passage is — a price per something, the budget or a part of it, a loan, an income.

    每平米造价控制在160元以内 → ≤ 160 元/平方米 · 每平方米造价      小学每人每年1000元 → = 1000 元/人·年 · 小学每人每年补助标准
    全年预算5.6万 → the budget                                     新发放创业担保贷款贰仟伍佰万元 → ≥ 2500 万元

Money is compared in 万元. An amount that is no price and promises nothing is a part of the budget and no target.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.domain.target import Comparator
from assistant.understanding.naming import fitted
from assistant.understanding.quantities import Figure, unit_pattern

_MONEY_WORDS = re.compile(
    r"元|钱|价|费|成本|经费|预算|资金|款|补助|补贴|标准|投入|投资|奖励|租金|工资|薪|奖金|慰问金|支出|收入|产值|销售|成交|税|营业|救助|资助"
)
_BUDGET_WORDS = re.compile(
    r"预算|经费|资金|总投入|投入|安排|需要?(?:资金)?|共需|共计|合计|总计|总额|全年共?|共|计|申请|财政|拨款|配套|自筹|列支|支出|其中|概算|费用总|总费用|款项"
)
_PROMISED = re.compile(
    r"贷款|担保|授信|放款|融资|收入|产值|销售|成交|交易|增收|节约|节支|节省|引资|税|利润|挽回|营业|消费|募集|到位(?!经费)|到位资金|撬动|赔付|基金|理赔|追回|追缴|清欠|签约|创收|补偿款|兑付|减免|退税|让利|协议|意向|捐赠|筹集|筹款|认购|订单|挽损|分红|减负|核减|审减|压减|盘活|结余|零售额|营收|营业额"
)
_CEILING = re.compile(r"补助|补贴|费|造价|价|成本|经费|标准")


_EACH_THING = re.compile(r"(?:单|每)[个座口台套处栋幢间所部辆块扇盏樘][一-鿿]{0,8}(?:不超过?|不高于|不得超过|控制在|以内|最多|限)$")
"""One built or bought thing held down to so many 万 is held down in money: 单座候车亭不超过2.4万."""
_PRICED = re.compile(r"费|成本|造价|价|投资|经费|标准|资金|支出|额|款|金|投入|补|薪|酬|租|助|奖|贴$")


@dataclass(frozen=True)
class Price:
    """A price per something: `per` as the name prints it (每户, 每人每年), `unit` the full unit (元/人·年), `noun` what is priced (造价, 审计费)."""

    per: str
    unit: str
    noun: str
    start: int


@cache
def _per_pattern() -> re.Pattern[str]:
    unit = unit_pattern()
    time = r"(?P<who>[一-鿿]{1,5}?)?每个?(?P<time>餐|年|月|天|日|学期|学年|季度?|次|期|场|人次?|人天|课时|小时|年度)"
    return re.compile(
        rf"(?:平均)?(?:(?P<each>每|单(?!位)|一|平均每)(?:一)?(?P<unit>人次|人天|生|人|{unit}|小区|乡镇|学校|餐|班级|栋楼|课题|项目|平方|亩地|路|村|校|团队|家庭|企业|单位|学员|部门|孩子|老人|学生)"
        rf"|(?P<mean>人|户|亩|场|例|头|村|校|次|个|台|生|班|期|栋|户|车|件|公里|床)均)"
        rf"(?:{time}|(?P<annual>[年月]))?(?P<noun>[^,，。;、:()\d]{{0,12}}?)$"
    )


def is_money(figure: Figure, text: str, clause_start: int) -> bool:
    """Is a figure money — by its unit, or as a bare 万 where the clause speaks of money (每座不超8万, 预算5.6万)?"""
    if figure.dimension == "money":
        return figure.unit != "块" or not re.search(
            r"牌|板|屏|碑|地|田|表|石|匾|展", text[max(clause_start, figure.start - 8) : figure.start] + text[figure.end : figure.end + 3]
        )
    if figure.dimension != "scaled" or not figure.unit.startswith(("万", "亿")):
        return False
    before = text[clause_start : figure.start]
    return bool(_MONEY_WORDS.search(before) or _EACH_THING.search(before)) or bool(
        re.search(r"(?:每|单|一)[个一]?[一-鿿]{1,3}(?:不超过?|控制在|以内|最多|补|约|大概|按|是)*$", before)
    )


def price(figure: Figure, text: str, left: int) -> Price | None:
    """The price a money figure states, from its slash (元/盏) or the words before it (每家审计费不超…); None where it is no price."""
    money = re.sub(r"/.*|元钱|块钱|块", "", figure.unit) or ""
    money = money if money.endswith(("元", "角")) else money + "元"
    segment = text[max(left, figure.left - 32) : figure.left]
    m = _per_pattern().search(segment)
    remark = re.search(r"(?<=[一-鿿])\([^()\d]{1,12}\)$", text[max(0, left - 14) : left])
    skipped = 0
    if m is None and remark:  # 每盏(含基础)不高于2100元
        skipped = len(remark[0])
        head = text[max(0, left - len(remark[0]) - 16) : left - len(remark[0])]
        head = re.split(r"[,，。;、()]", head)[-1]
        segment = head + text[left : figure.left]
        m = _per_pattern().search(segment)
    if "/" in figure.unit:
        per = figure.unit.split("/", 1)[1]
        noun = re.search(r"([一-鿿]{0,10}?)(?:为|是|按|约)?$", segment)
        return Price("", f"{money}/{per}", _noun(noun[1]) if noun else "", figure.left)
    if m is None:
        listed = re.search(r"每(户|人|生|名)[^,，。;()]{0,30}、([一-鿿]{0,8})$", text[max(0, figure.left - 40) : figure.left])
        if listed:  # 每户发米1袋、慰问金300元
            per = {"名": "人"}.get(listed[1], listed[1])
            return Price(f"每{listed[1]}", f"{money}/{per}", _noun(listed[2]), figure.left - len(listed[2]))
        monthly = re.search(r"(?:^|[一-鿿])每个?(月|年)[补发给约按]{0,2}$", segment)
        if monthly and re.search(r"[人士员师生者工长干]$", segment[: monthly.start() + 1]):
            return Price(f"每{monthly[1]}", f"{money}/人·{monthly[1]}", "", figure.left - len(segment) + monthly.start() + 1)
        if paid := re.search(r"(月|年)(?:均|人均)?(工资|补贴|补助|津贴|薪酬|报酬|待遇)(?:标准)?(?:为|是|按|约|不|都)*$", segment):
            return Price(f"每人每{paid[1]}", f"{money}/人·{paid[1]}", paid[2], figure.left - len(segment) + paid.start())
        paid = re.search(r"(?P<who>[一-鿿]{0,6}?)(?P<time>月|年|日)(?P<noun>薪酬?|工资|补贴|补助|津贴)(?:标准)?(?:为|是|按|约|不|控制)*$", segment)
        if paid:  # 社工8名、月薪3500元
            at = figure.left - len(segment) + paid.start("time")
            return Price("", f"{money}/人·{paid['time']}", paid["time"] + paid["noun"], at)
        alone = re.search(r"([一-鿿]{0,8}?单价|[一-鿿]{0,6}?造价)(?:为|是|按|约|不|都|控制)*$", segment)
        return Price("", money, alone[1], figure.left - len(segment) + alone.start()) if alone else None
    unit = m["unit"] or m["mean"]
    time = m["time"] or (m["annual"] or "")
    per = {
        "生": "生",
        "平米": "平方米",
        "平方": "平方米",
        "㎡": "平方米",
        "名": "人",
        "位": "人",
        "学员": "人",
        "学生": "人",
        "老人": "人",
        "孩子": "人",
        "家庭": "户",
        "课题": "项",
        "项目": "项",
    }.get(unit, unit)
    said = f"{m['mean']}均" if m["mean"] else f"每{unit}"
    head = text[max(left, figure.left - 32) :][: m.start()]
    if time and not m["mean"]:
        said += f"{m['who'] or ''}每{time}"
    elif time:
        said += time if time != "年" else "每年"
    return Price(
        said,
        f"{money}/{per}" + (f"·{time}" if time else ""),
        _noun(m["noun"]),
        figure.left - skipped - len(segment) + m.start() if head is not None else figure.left,
    )


def _noun(words: str) -> str:
    if words.endswith("以奖代补"):
        return "奖补"
    cleaned = re.sub(r"^(?:的|发放?|给予?|补|按|约|还|都|需|为|是|收|付|支付|安排|不|要|能|平均|大概)+", "", words)
    cleaned = re.sub(r"(?:的|不|要|都|也|能|应|须|需|控制|为|是|按|约|在|标准为|安排|发|补|给|达|得|可|大概|大约|平均|测算|算)+$", "", cleaned)
    return cleaned if len(cleaned) > 1 else {"补": "补助"}.get(cleaned, "")


def named(asked: Price, subject: str, wording: str) -> str:
    """The name of a price: what is priced, per what, and whether it is a grant's rate, a charge or a cost."""
    noun = asked.noun
    if asked.per and GAIN.search(subject + noun):
        gain = subject if GAIN.search(subject) else subject + noun
        return fitted(asked.per + re.sub(r"(?:金额|总额|额)$", "", gain), "金额")
    if not noun:
        granted = re.search(r"补贴|补助|资助|救助|奖励|慰问金|津贴|奖补|扶持|奖扶|补(?![充植种齐修录办])", wording)
        helped = re.match(r"[每人户月]+", asked.per) and re.search(r"人|户|生|员", asked.per + subject)
        staffed = re.search(r"劳务|派遣|聘|社保|编外|工资", wording + subject)
        noun = "经费" if staffed else "补助标准" if granted or (helped and not re.search(r"培训|测算|体检", wording)) else "成本"
    elif re.search(r"(?:补贴|补助|资助|救助|奖励|津贴|慰问|奖补|减免|定额|工资|薪酬|待遇)$", noun):
        noun += "标准"
    elif not _PRICED.search(noun):
        noun = "成本" if noun in subject else noun + "成本"
    if subject and (subject in noun or noun in subject):
        subject = "" if subject in noun else subject.replace(noun, "")
    return fitted(subject, f"{asked.per}{noun}" if asked.per else noun)


GAIN = re.compile(r"(?:增收|收入|产值|收益|分红|利润)(?:金额|总额|额)?$")
"""What is earned, not paid: 每村增收5万元 is a gain per village, no cost."""


def flat_sign(name: str, said: Comparator | None) -> Comparator:
    """A standard stated flatly is exact, a ceiling is a ceiling, a gain is at least so much."""
    return said if said not in (None, "=") else "≥" if GAIN.search(name) else "="


def in_wan(figure: Figure) -> float:
    """A money figure in 万元."""
    if figure.unit.startswith("亿"):
        return figure.value * 10000
    return figure.value if figure.unit.startswith("万") else figure.value / 10000


def is_budget(figure: Figure, text: str, clause_start: int, parts: Sequence[float]) -> bool:
    """The budget itself, one of its known parts, or an amount the words call money to be spent — and not promised to anyone."""
    amount = in_wan(figure)
    before = text[clause_start : figure.left]
    if any(abs(amount - part) < max(0.005, 1e-6 * part) for part in parts):
        return not (_PROMISED.search(before) and not re.search(r"预算|经费", before))
    if figure.comparator in ("≥", ">") and amount not in parts and not re.search(r"投入|安排|列支|预算|经费", before):
        return False  # at least so much is promised, not spent
    return not (_PROMISED.search(before) or (figure.comparator in ("≤", "<") and _CEILING.search(before)))
