"""Figures (数字) in running text: every number a sentence holds, with its scale and the unit it is bound to — 1.2万个, 95%, 两百人, 九成五, 80元.

    find_figures("4期，每期50人，合格率九成五以上")  →  4 期 · 50 人 · 95 %
    carries("每平米造价控制在160元以内", 160, "元/平方米")  →  True        carries("95人", 95, "%")  →  False

Days are struck out first (`deadline.find_deadlines`): a month is no count. Says which numbers stand in a text, not what they mean:
whether one is a promise, history or a document number is for `assistant.understanding`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.domain.deadline import find_deadlines
from assistant.domain.numeral import NUMERAL, half_width, read_numeral
from assistant.domain.target import unit_scale

_UNIT = (
    r"元|块|人次|人天|人日|人(?!民|员|大|工)|名|位|户|家|台|套|辆|件|份|册|本|篇|项|条(?!龙)|个工作日|工作日|个百分点|百分点|个月|个|场次|场|晚(?![上报会间])|次(?!性)|期(?!间)|批|座|处|间|所|栋|幢|支|队|组"
    r"|学时|课时|个小时|小时|分钟|秒|天|日|周|季度|年|月|平方公里|平方米|平米|㎡|立方米|公里|千米|厘米|毫米|米|公顷|亩|吨|公斤|千克|克|升|种|类|门|节|班|轮|倍|度|宗|例|起(?!案|草)|笔|株|棵|头|只|匹|盏"
    r"|张|部(?!分|门)|双|幅|块|片|段|层|楼|版|期|届|村|镇|乡|校|社区|街道|企业|字|成员|只|羽|箱|瓶|袋|桶|遍|趟|回|架|樘|扇|根|口|点|%|‰"
)
_SCALED = re.compile(r"\d[\d,]*(?:\.\d+)?\s*[多余来]?([百千万亿]+)$")
_IDIOM = re.compile(
    r"第[一二三四五六七八九十百]+|十[二三四五]五|[一二三四五六七八九]期(?:工程|项目|建设|改造)|一[次]性|[一二三]手|一(?:体|站式|线|般|定|些|直|律|旦|把手|条龙|卡通|系列|批批)|"
    r"[三四五六七八九十]大(?!类|片|块)|二维码|五保|五险一金|两癌|两会|两委|三公(?!里|斤|顷|分|尺)|三农|三甲|四史|六一|七一|八一|五一|三八|五四|十一(?=前)|百姓|千方百计|万无一失|四面八方|(?<!交流)(?<!宣传)(?<!活动)(?<!推广)(?<!文化)(?<!服务)(?<!安全)(?<!科普)周[一二三四五六日]|星期[一二三四五六]"
)
_FIGURE = re.compile(
    rf"(?P<per>[百千万])分之(?P<of>{NUMERAL}|百)|(?P<all>百分百)|(?P<half>一半|半数|过半)"
    rf"|(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:\s*[多余来]?(?:[百万亿]|千(?!米|克|瓦))+(?!分))?|{NUMERAL}|半(?=个?小时|天|个月|公里))"
    rf"(?P<cheng>成(?!本|果|员|品|立|效|为|功|熟|交|套)(?P<more>[一二三四五六七八九半])?)?(?P<unit>\s*[多余来]?(?:{_UNIT}))?"
)
_KINDS: tuple[tuple[str, str, float], ...] = (
    ("元|块钱|块", "money", 1), ("人|名|位|员工", "people", 1),
    ("秒", "time", 1), ("分钟", "time", 60), ("个?小时", "time", 3600), ("工作日|个工作日", "workday", 1), ("天|日", "time", 86400),
    ("个月|月", "month", 1), ("季", "month", 3), ("年", "month", 12),
    ("平方公里", "area", 1e6), ("公顷", "area", 1e4), ("平方米|平米|㎡", "area", 1), ("亩", "area", 10000 / 15),
    ("公里|千米", "length", 1000), ("米", "length", 1), ("吨", "weight", 1000), ("公斤|千克", "weight", 1),
)  # fmt: skip
_HALVED = ("time", "month", "length", "area", "weight")
"""Kinds of which a half is said behind the unit: 两公里半, 三小时半."""
_EVENTS = ("场", "次", "期", "批", "轮")


class Figure(NamedTuple):
    """One number of a text: `number` before its scale word (1.2 of 1.2万), `scale` 10⁴ for 万 and 0.01 for %, the unit that follows, [start, end)."""

    number: float
    scale: float
    unit: str
    start: int
    end: int

    @property
    def scaled(self) -> float:
        return self.number * self.scale


def find_figures(text: str, *, strike_days: bool = True) -> list[Figure]:
    """The figures of a text, first to last, in half-width characters; days struck out, set phrases (十四五, 第一, 一体) passed over."""
    s = half_width(text)
    if strike_days:
        for start, end, _ in find_deadlines(s, 2000):
            s = s[:start] + " " * (end - start) + s[end:]
    s = _IDIOM.sub(lambda m: "□" * len(m[0]), s)
    return [figure for m in _FIGURE.finditer(s) if (figure := _figure(m, s)) is not None]


def _figure(m: re.Match[str], s: str) -> Figure | None:
    if m["all"] or m["half"]:
        return Figure(100.0 if m["all"] else 50.0, 0.01, "%", m.start(), m.end())
    if m["per"]:
        part = 100.0 if m["of"] == "百" else read_numeral(m["of"])
        return None if part is None else Figure(part * {"百": 1, "千": 0.1, "万": 0.01}[m["per"]], 0.01, "%", m.start(), m.end())
    run, unit = m["number"], (m["unit"] or "").strip().lstrip("多余来")
    value = read_numeral(run)
    if value is None:
        return None
    if m["cheng"]:
        more = 0.5 if m["more"] == "半" else (read_numeral(m["more"]) or 0) / 10 if m["more"] else 0
        return Figure((value + more) * 10, 0.01, "%", m.start(), m.end())
    spelled = not run[0].isdigit()
    if spelled and not unit and not re.search(r"[十百千万亿].|.[十百千万亿]|^零$", run):
        return None
    if spelled and (set(run) <= set("万亿千百") or (m.start() > 0 and s[m.start() - 1] in ("数几第" if run[0] in "十百千万亿" else "第"))):
        return None
    if unit in ("%", "‰") or unit.endswith("百分点"):
        return Figure(value, 0.001 if unit == "‰" else 0.01, unit, m.start(), m.end())
    end = m.end()
    if unit and s[end : end + 1] == "半" and not re.match(r"半(?:年|数|天|月|径|价)", s[end:]) and (kind_of(unit) or ("",))[0] in _HALVED:
        value, end = value + 0.5, end + 1  # 两公里半
    scaled = _SCALED.fullmatch(run)
    scale = unit_scale(scaled[1]) if scaled else 1.0
    return Figure(value / scale, scale, unit, m.start(), end)


def kind_of(unit: str) -> tuple[str, float] | None:
    """What a unit measures and its size in that measure's base unit: 小时 → ("time", 3600); None for plain counts (个, 份, 套)."""
    head = re.sub(r"^[十百千万亿]+(?![米克瓦])", "", half_width(unit)).split("/")[0]
    if head.startswith(_EVENTS):
        return "event", 1.0
    return next(((kind, size) for pattern, kind, size in _KINDS if re.match(pattern, head)), None)


def stands(figure: Figure, value: float, unit: str) -> bool:
    """Is this figure the value, bound to a like unit? 95人 is not 95 %, 30分钟 is 半小时, 1.2万 is 12000."""
    aim = value * unit_scale(unit)
    mine, theirs = kind_of(unit), kind_of(figure.unit)
    if mine and theirs:
        return mine[0] == theirs[0] and _close(aim * mine[1], figure.scaled * theirs[1])
    if _close(aim, figure.scaled):
        return True
    return not figure.unit and figure.scale == 1.0 and _close(value, figure.number)


def carries(text: str, value: float, unit: str) -> bool:
    """Does the text hold this value, bound to a like unit?"""
    return any(stands(figure, value, unit) for figure in find_figures(text))


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b)) + 1e-12
