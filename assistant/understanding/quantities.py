"""数量 (quantities): the numbers of a passage with unit, comparator and approximation, each with its place.

    不少于十二次 → ≥ 12 次      １２万人次 → 12 万人次      九成五以上 → ≥ 95 %      三四十人 → ≥ 30 人 (approximate)      3~5天 → [3, 5] 天

A Chinese numeral counts only with a unit behind it or when it is long enough to be nothing else; set phrases (一体化, 两癌) hold none.
Days are found by `deadlines` first and handed in, so that no month is taken for a count. Does not say what a number means: see `asides`, `naming`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant import lexicon
from assistant.domain.numeral import read_numeral, tidy
from assistant.domain.target import Comparator
from assistant.understanding.passage import Passage

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_CN = r"[一二两三四五六七八九十廿卅百千万亿零〇俩仨半]+(?:点[零〇一二三四五六七八九]+[百千万亿]?)?"
_SCALE = r"(?:[百万亿]|千(?![米克瓦兆]))"
_PER = {"百": 1.0, "千": 0.1, "万": 0.01}


@dataclass(frozen=True)
class Unit:
    """A unit: its printing, what it measures (people, events, money …), how a name that counts it ends."""

    word: str
    dimension: str
    suffix: str


@dataclass(frozen=True)
class Figure:
    """One number of a passage. [start, end) holds number and unit, [left, right) its comparator words too.

    `value` is unscaled and `unit` keeps its scale word (12 万人次); `high` is the upper end of a range. `said`: the comparator is written, not assumed.
    `origin`: what a change starts from (从16个 增加到18个); the words of the change then belong to the figure it leads to.
    """

    start: int
    end: int
    value: float
    unit: str
    dimension: str
    left: int
    right: int
    comparator: Comparator | None = None
    approximate: bool = False
    high: float | None = None
    spelled: bool = False
    origin: bool = False

    @property
    def said(self) -> bool:
        return self.comparator is not None

    @property
    def scale(self) -> float:
        return 1e8 if self.unit.startswith("亿") else 1e4 if self.unit.startswith("万") else 1.0

    @property
    def scaled(self) -> float:
        return self.value * self.scale


@cache
def units() -> dict[str, Unit]:
    """Every printing of a unit in the lexicon."""
    return {w: Unit(w, u["dimension"], u["suffix"]) for u in lexicon.table("units")["unit"] for w in u["words"]}


def unit_of(printed: str) -> Unit | None:
    """The unit a printing means, its scale word (万人次) and its denominator (元/户) aside."""
    head = printed.split("/")[0] if printed not in units() else printed
    return units().get(head) or units().get(re.sub(r"^[万亿]+", "", head))


@cache
def unit_pattern() -> str:
    guarded = {"人": r"人(?![民大工才均防社体际居口财家保脸文畜品力员事们心类]|民)", "次": "次(?!性|序|要)", "期": "期(?!间|刊|限|满|末)", "项": "项(?!目)", "条": "条(?!例|件)", "部": "部(?!门|分|队|署|位|级)", "点": "点", "分": "分(?![之别期散批级布类年公局])", "起": "起(?=[^草诉步来到伏]|$)", "年": "年(?![度级龄前底末初中内])", "周": "周(?!边|年|期|围|转|岁)", "日": "日(?![常托间前照])", "天": "天(?!然|气|燃)", "方": "方(?![案式法面便向位针志])", "度": "度(?![数假过日])", "面": "面(?![积向对临])", "道": "道(?![路德教])", "路": "路(?![面灯基网段口边])", "站": "站(?![点台式])", "门": "门(?![诊卫户窗牌])", "家": "家(?![庭长政具属禽畜电装乡园])", "户": "户(?![外籍口厕均型主])", "名": "名(?![单录称誉牌胜额特优师])", "位": "位(?![置于])", "对": "对(?![接口象外于待])", "单": "单(?![位独价个项一向元])", "字": "字(?!画)", "件": "件(?!套)", "村": "村(?![民级委干道集庄])", "校": "校(?![长园外车舍内门])", "县": "县(?![级城域道乡委区])", "镇": "镇(?![村级区])", "乡": "乡(?![镇村道])", "园": "园(?![区林长])", "社区": "社区(?!.?活动|卫生|矫正|教育|服务)", "街道": "街道(?!办)", "里": "里(?![程面边])", "车": "车(?!辆|位|库|道)", "组": "组(?![织成建])", "种": "种(?![植子养苗])", "类": "类(?!别)", "批": "批(?![次准复])", "届": "届", "班": "班(?![子级主])", "轮": "轮(?![训换岗流])", "讲": "讲(?![座解课师话台述习坛堂授义评])", "晚": "晚(?![上报会间自期宴])", "节": "节(?![水能约点日假目])", "堂": "堂", "场": "场(?![地所馆景合内均镇])", "台": "台(?![账风阶历湾])", "套": "套(?![餐取件])", "块": "块(?!状)", "支": "支(?![持付出撑部行教农线队])", "头": "头", "只": "只(?![要有是需])", "角": "角(?![落度])", "版": "版(?![面权])", "端": "端", "环": "环(?![境保卫节])", "样": "样(?![本品])", "档": "档(?!案)", "G": r"G(?![A-Za-z网模卡信基终物智电通])", "M": r"M(?![A-Za-z0-9])", "T": "T(?![A-Za-z0-9])", "m": "m(?![a-zA-Z0-9])", "t": "t(?![a-zA-Z])"}  # fmt: skip
    words = sorted(units(), key=lambda w: (-len(w), w))
    return "|".join(guarded.get(w, re.escape(w)) for w in words)


@cache
def _per_pattern() -> str:
    return rf"(?:/(?:{unit_pattern()}|生|亩|年|月|日|季|季度)(?:[·.](?:年|月|日|天|次|期|学期))?)"


@cache
def _figure_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<per>[百千万])分之(?P<of>{_ARABIC}|百|{_CN})"
        rf"|(?P<den>[二三四五六七八九十]|\d{{1,2}})分之(?P<share>[一二三四五六七八九]|\d{{1,2}})"
        rf"|(?P<all>百分百)|(?P<half>一半以上|过半数?|一半|半数)(?!天|小时|年|日|月)"
        rf"|(?P<num>(?<![\d.A-Za-z])(?:{_ARABIC})(?:[万亿](?:\d+(?:\.\d+)?|[一二两三四五六七八九])[千百万]?)?|{_CN})"
        rf"(?:(?P<cheng>成)(?![本果员品立效为功熟交套长年都本人份])(?P<more>[一二三四五六七八九半])?(?![一二三四五六七八九十\d])"
        rf"|\s*(?P<some>[多余来几](?!次))?(?P<scale>{_SCALE}{{1,2}})?(?P<some2>[多余来](?!次))?\s*(?P<unit>{unit_pattern()})?(?P<slash>{_per_pattern()})?(?P<some3>[多余])?)"
    )


@cache
def _phrase_pattern() -> re.Pattern[str]:
    words = sorted(lexicon.table("speech")["phrases"]["words"], key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, words)) + "|一(?P<each>[户人企校村院事家园店品河湖路桥树地乡镇街厂院])一[一-鿿]")


_ORDINAL = re.compile(
    r"第\s*(?:[一二三四五六七八九十百]+|\d+)(?![一二三四五六七八九十\d]*季)[届次批期个号条款期轮]?|[\"“”《][^\"“”《》]{0,12}[\"“”》](?<=\d[\"”》])"
)
_EACH_TIME = re.compile(r"(?:各[一-鿿]{0,3}|[每按]个?(?:月|季度?|半年|周|年度?|学期)[一-鿿]{0,2})$")
_MEASURED = re.compile(r"[人次户期件场名份天量总点个座所家处台套亩吨例分倍]数$")
"""参与人数 before a numeral is a name; 数 alone makes it vague (数十人)."""
_RANGE = re.compile(r"\s*(?:-|—|–|~|至|到|―)+\s*")
_TWO = re.compile(r"[一二两三四五六七八九]{2}")


@cache
def _comparators(side: str) -> tuple[re.Pattern[str], dict[str, Comparator]]:
    table: dict[str, list[str]] = lexicon.table("speech")[side]
    meaning: dict[str, Comparator] = {w: sign for sign, words in table.items() for w in words}  # type: ignore[misc]
    alternatives = "|".join(re.escape(w) for w in sorted(meaning, key=lambda w: (-len(w), w)))
    about = lexicon.table("speech")["about"]
    if side == "before":
        hedges = "|".join(sorted(about["before"], key=len, reverse=True))
        return re.compile(rf"(?P<sign>{alternatives})?(?:[:]?\s*(?:的|在|到|至|了|为|:)*)(?P<about>{hedges})?\s*$"), meaning
    hedges = "|".join(sorted(about["after"], key=len, reverse=True))
    return re.compile(rf"(?P<about>{hedges})?\s*[的]?(?:\((?:含|含本数|不含)\))?(?P<sign>{alternatives})?(?P<about2>左右|上下)?"), meaning


def figures(passage: Passage, struck: Sequence[tuple[int, int]] = ()) -> list[Figure]:
    """The numbers of a passage first to last, outside the `struck` places (days, telephones); none overlapping."""
    text = _blanked(passage.text, struck)
    found: list[Figure] = []
    at = 0
    while m := _figure_pattern().search(text, at):
        at = max(m.end(), at + 1)
        figure = _read(m, text)
        if figure is None:
            continue
        if tail := _RANGE.match(text, figure.end):
            upper = _figure_pattern().match(text, tail.end())
            high = _read(upper, text) if upper else None
            if high is not None and (not figure.unit or figure.unit == high.unit) and high.value > figure.value:
                figure = Figure(figure.start, high.end, figure.value, high.unit, high.dimension, figure.start, high.end, high=high.value)
                at = figure.end
        found.append(_with_comparator(figure, text))
    return _with_changes(found, text)


_LEADS_TO = re.compile(r"(?:的基础上)?[,，]?(?:[一-鿿]{0,4}(?:到|至|为|成|→|->)|→|->)[一-鿿]{0,2}")
_GROWS_TO = re.compile(
    r"(?:的基础上)?(?:再|统一|逐步)?(?:提高?|提升|增加?|扩大?|上升|增长|降低?|下降|压减|压缩|缩短|减少?|调整?|升|延长)(?:到|至|为)[一-鿿]{0,2}"
)


def _with_changes(found: list[Figure], text: str) -> list[Figure]:
    """从52%升到65%: the first is where it starts, the second takes all the words of the change for its own."""
    out = list(found)
    for n, (a, b) in enumerate(itertools.pairwise(found)):
        between = text[a.end : b.start]
        opened = re.search(r"[从由](?!事)[一-鿿]{0,8}$", text[max(0, a.left - 10) : a.left])
        if len(between) > 16:
            continue
        alike = a.dimension in (b.dimension, "", "scaled")
        if (opened and _LEADS_TO.fullmatch(between)) or (alike and _GROWS_TO.fullmatch(between)):
            left = max(0, a.left - 10) + opened.start() if opened else a.left
            out[n], out[n + 1] = replace(out[n], origin=True), replace(b, left=left)
    return out


def _blanked(text: str, struck: Sequence[tuple[int, int]]) -> str:
    for start, end in struck:
        text = text[:start] + "□" * (end - start) + text[end:]
    text = _ORDINAL.sub(lambda m: "□" * len(m[0]), text)
    return _phrase_pattern().sub(lambda m: m[0] if _counted(text, m) else "□" * len(m[0]), text)


def _counted(text: str, m: re.Match[str]) -> bool:
    """Is what looks like a set phrase the tail of a longer numeral: 12万人次, 二十一线?"""
    if text[m.end() : m.end() + 1] == "之":
        return True  # 万分之三
    if m[0] in ("一期", "二期", "三期") and re.search(r"(?:培训|轮训|训练|讲座|展览|夏令营|研修|学习|班)$", text[max(0, m.start() - 3) : m.start()]):
        return True  # 渡工培训一期38人
    whole = _figure_pattern().match(text, m.start())
    if whole and whole["unit"] and len(whole["unit"]) > 1 and whole.end() > m.end():
        return True  # 三公里 is no 三公, 五小时 no 五小
    if m[0].startswith("一") and _EACH_TIME.search(text, max(0, m.start() - 8), m.start()):
        return True  # 每季度一期, 各发一轮
    return m.start() > 0 and bool(re.match(r"[\d十百千万亿点一二三四五六七八九]", text[m.start() - 1])) and bool(re.match(_CN, m[0]))


def _read(m: re.Match[str], text: str) -> Figure | None:
    start, end = m.start(), m.end()
    if m["all"] or m["half"]:
        return Figure(
            start, end, 100.0 if m["all"] else 50.0, "%", "rate", start, end, ">" if m["half"] and "过" in m["half"] else None, spelled=True
        )
    if m["den"]:
        whole_, part_ = read_numeral(m["den"]) or 0, read_numeral(m["share"]) or 0
        return Figure(start, end, tidy(round(100 * part_ / whole_, 2)), "%", "rate", start, end, spelled=True) if whole_ > part_ else None
    if m["per"]:
        part = 100.0 if m["of"] == "百" else read_numeral(m["of"])
        return None if part is None else Figure(start, end, tidy(part * _PER[m["per"]]), "%", "rate", start, end, spelled=True)
    run, spelled = m["num"], not m["num"][0].isdigit()
    if len(run) > 20:
        return None  # no number anybody means
    value = _value(run)
    if value is None:
        return None
    if m["cheng"]:
        more = 0.5 if m["more"] == "半" else (read_numeral(m["more"]) or 0) / 10 if m["more"] else 0
        whole = (value + more) * 10
        return Figure(start, end, tidy(whole), "%", "rate", start, end, spelled=spelled) if whole <= 100 else None
    return _plain_figure(m, text, run, value, spelled)


def _plain_figure(m: re.Match[str], text: str, run: str, value: float, spelled: bool) -> Figure | None:
    printed = m["unit"] or ""
    if spelled and not _is_count(m, text, run, printed):
        return None
    scale = m["scale"] or ""
    if spelled and (tail := re.search(r"(?<=.)[万亿]$", run)) and value > 0:
        value, scale = value / (1e8 if tail[0] == "亿" else 1e4), tail[0] + scale
    elif spelled and not printed and not scale and "万" in run and value >= 1e4:
        value, scale = value / 1e4, "万"  # 三万五
    elif re.fullmatch(r"[百千]+万?", scale):  # 3百, 5千万
        value *= {"百": 100, "千": 1000}[scale[0]]
        scale = scale[1:]
    unit = scale + printed + (m["slash"] or "")
    known = units().get(printed)
    dimension = known.dimension if known else ("money" if scale and not printed else "")
    if not printed and scale:
        dimension = "scaled"
    low, end = _lower(run) if spelled else None, m.end()
    if dimension in ("length", "weight", "duration", "area") and re.match(r"半(?![年天月个小公])", text[end:]):
        value, end = value + 0.5, end + 1  # 两公里半
    about = bool(m["some"] or m["some2"] or m["some3"] or low is not None)
    return Figure(m.start(), end, tidy(value), unit, dimension, m.start(), end, approximate=about, spelled=spelled)


def _value(run: str) -> float | None:
    if run in ("俩", "仨"):
        return 2.0 if run == "俩" else 3.0
    if (half := re.fullmatch(r"(.+)半", run)) and (whole := read_numeral(half[1])) is not None:
        return whole + 0.5
    low = _lower(run)
    return low if low is not None else read_numeral(run)


def _lower(run: str) -> float | None:
    """The lower of two neighbouring numbers said in one breath: 三四十 → 30, 两三百 → 200, 十五六 → 15."""
    m = _TWO.search(run)
    if not m or re.search(r"[零〇\d]", run) or len(re.findall(r"[一二两三四五六七八九]", run)) != 2:
        return None
    low, high = (read_numeral(c) or 0 for c in m[0])
    return read_numeral(run[: m.start()] + m[0][0] + run[m.end() :]) if high - low == 1 else None


def _is_count(m: re.Match[str], text: str, run: str, printed: str) -> bool:
    before, after = text[max(0, m.start() - 1) : m.start()], text[m.end() : m.end() + 1]
    if (
        before
        and before in "数几第周初高头首"
        and not _MEASURED.search(text, max(0, m.start() - 2), m.start())
        and not re.search(r"每周|(?:交流|宣传|活动|推广|文化|服务|开放|体验|科普|安全|节能|读书|教育)周", text[max(0, m.start() - 3) : m.start()])
    ):
        return False
    if (
        set(run) <= set("万亿")
        or (run in ("百", "千", "十") and before not in "近上逾过超满达" and not (m["some"] or m["some2"]))
        or (run == "半" and not printed)
    ):
        return False
    if run == "零" or run == "〇":
        return False
    if printed:
        return not (run == "两" and printed in ("面", "头", "端", "地"))
    return len(run) > 1 and bool(re.search(r"[十百千万亿]", run)) and not re.search(r"^[十百千万]", run[0]) and after != "方"


def _with_comparator(figure: Figure, text: str) -> Figure:
    pattern, meaning = _comparators("before")
    window = max(0, figure.start - 10)
    before = pattern.search(text, window, figure.start)
    sign, left, about = figure.comparator, figure.start, figure.approximate
    if before and (before["sign"] or before["about"]):
        sign = meaning.get(before["sign"]) if before["sign"] else sign
        left, about = before.start(), about or bool(before["about"])
    pattern, meaning = _comparators("after")
    after = pattern.match(text, figure.end)
    right = figure.end
    if after and (after["sign"] or after["about"] or after["about2"]) and not _is_noun(after, text):
        if after["sign"]:
            sign = meaning[after["sign"]]
        right, about = after.end(), about or bool(after["about"] or after["about2"])
    return Figure(figure.start, figure.end, figure.value, figure.unit, figure.dimension, left, right, sign, about, figure.high, figure.spelled)


def _is_noun(after: re.Match[str], text: str) -> bool:
    """内 and 上下 that begin another word: 3个内设机构, 5名上下级."""
    return after["sign"] == "内" and bool(re.match(r"[设部容外务科涝河]", text[after.end() :]))
