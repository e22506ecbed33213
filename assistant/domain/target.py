"""指标值 (Target): what an indicator promises — comparator, number or range or day or words, unit — read from any printing and printed again.

    Target.read("不低于九成五")      ≥ 95 %          Target.read("100人次以上")    ≥ 100 人次
    Target.read("2022年9月前", 2022) ≤ 2022-09-30    Target.read("±3%以内")         [-3, 3] %
    Target.read("定性高中低")         定性 高中低      Target.read("3.2±0.1%")        [3.1, 3.3] %

Units stay as printed and unscaled: 1万人次 is 1 and 万人次. `printed()` is the canonical printing, and reading it gives the same Target
(a property test); the printing found in a form is kept by whoever read it (`Indicator.target`).
Does not judge: 是/否 and 完成 are read as words, and it is a rule that complains.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

from assistant.domain.deadline import find_deadlines, print_deadline
from assistant.domain.numeral import NUMERAL, half_width, print_number, read_numeral, tidy

Comparator = Literal["≥", ">", "=", "<", "≤", "定性"]
COMPARATORS: tuple[Comparator, ...] = ("≥", ">", "=", "<", "≤", "定性")
QUALITATIVE: Comparator = "定性"
DATE_UNIT = "date"

Value = float | int | str | tuple[float, float] | None

_SIGNS: dict[str, Comparator] = {
    **dict.fromkeys(
        (
            "≥",
            ">=",
            "=>",
            "≧",
            "⩾",
            "大于等于",
            "大于或等于",
            "大等于",
            "不低于",
            "不少于",
            "不小于",
            "至少",
            "最少",
            "达到",
            "超过或等于",
            "力争达到",
        ),
        "≥",
    ),
    **dict.fromkeys(
        ("≤", "<=", "=<", "≦", "⩽", "小于等于", "小于或等于", "不高于", "不超过", "不超", "不多于", "不大于", "最多", "控制在", "低于或等于"), "≤"
    ),
    **dict.fromkeys((">", "大于", "高于", "超过", "多于", "超"), ">"),
    **dict.fromkeys(("<", "小于", "低于", "少于"), "<"),
    **dict.fromkeys(("=", "==", "═", "等于", "为"), "="),
    "定性": "定性",
}
_SIGN = "|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True))
_AFTER: list[tuple[str, Comparator]] = [
    (r"(?:及|或|\(含\)|\(含)?以上|及以上|往上|起", "≥"),
    (r"(?:及|或)?(?:以内|以下|之内)|内", "≤"),
]
_APPROXIMATE = re.compile(r"^(?:约|大约|大概|近|接近)|(?:左右|上下|多)$")
_PERCENT = ("%", "百分比", "百分号", "个百分点", "百分点")


def read_comparator(text: object) -> Comparator | None:
    """The comparator a printing stands for (>=, ≧, 不低于 → ≥), or None where it stands for none."""
    return _SIGNS.get(half_width(str(text)).strip()) if text is not None else None


def read_unit(text: object) -> str:
    """A unit in half width without blanks; 百分比, ％ and their kin are %."""
    unit = re.sub(r"\s+", "", half_width("" if text is None else str(text))).strip("()")
    return "%" if unit in _PERCENT[:3] else unit


class Target(BaseModel):
    """指标值. Exactly one kind of value:

    - a number (`value` 200, `unit` 人次), a percentage being `unit` "%";
    - a range `(low, high)`;
    - a day, `value` an ISO date and `unit` "date": the last day that keeps the deadline, `comparator` ≤;
    - words, `comparator` 定性 (`value` the phrase);
    - nothing: `value` None, the cell was blank.

    `approximate`: 左右, 约. `baseline`: what a change is measured against (“上年” in 较上年提升5%); then `value` is the change.
    """

    model_config = ConfigDict(frozen=True)

    comparator: Comparator | None = None
    value: Value = None
    unit: str = ""
    approximate: bool = False
    baseline: str | None = None

    @field_validator("value", mode="before")
    @classmethod
    def _tidy(cls, value: object) -> object:
        if isinstance(value, bool):
            raise ValueError("指标值不能是真假值")
        if isinstance(value, (int, float)):
            return tidy(value)
        if isinstance(value, (list, tuple)) and len(value) == 2:
            return tuple(tidy(v) if isinstance(v, (int, float)) else v for v in value)
        return value

    @property
    def number(self) -> float | None:
        """The value where it is one number, else None."""
        return float(self.value) if isinstance(self.value, (int, float)) else None

    @property
    def day(self) -> dt.date | None:
        """The value where it is a day, else None."""
        if self.unit == DATE_UNIT and isinstance(self.value, str):
            try:
                return dt.date.fromisoformat(self.value)
            except ValueError:
                return None
        return None

    @property
    def is_numeric(self) -> bool:
        """A number or a range: something arithmetic can compare."""
        return isinstance(self.value, (int, float, tuple))

    @property
    def scaled(self) -> float | None:
        """The number times what its unit says (1.2 万人 → 12000, 95 % → 0.95): for comparing values, never for printing."""
        return None if self.number is None else self.number * unit_scale(self.unit)

    @classmethod
    def read(cls, text: object, fiscal_year: int = 2000) -> Target:
        """The target a printing means. A month without a year is of `fiscal_year`. Never fails: what is no number and no day is words."""
        if isinstance(text, (int, float)) and not isinstance(text, bool):
            return cls(comparator="=", value=text)
        printed = "" if text is None else str(text).strip()
        if not printed or re.fullmatch(r"[-—–_/\\*＊.·]+|[xX×]{2,}", printed):
            return cls()
        s = re.sub(r"\s+", "", half_width(printed)).strip(",;。、").replace("m3", "立方米").replace("m2", "平方米")
        return _words(s) or _recurring(s) or _interval(s) or _change(s) or _day(s, fiscal_year) or _number(s) or cls(comparator="定性", value=printed)

    def printed(self) -> str:
        """The canonical printing: ≥95%, ≤2022年9月30日前 as “2022年9月30日前”, 3~5天, 定性：高中低; nothing for a blank cell."""
        if self.value is None:
            return ""
        if self.day is not None:
            return ("" if self.comparator == "≤" else self.comparator or "") + print_deadline(self.day)
        if self.comparator == "定性":
            return str(self.value) if self._reads_back(str(self.value)) else f"定性:{self.value}"
        about = "约" if self.approximate else ""
        base = f"较{self.baseline}提高" if self.baseline else ""
        sign = self.comparator or ""
        if isinstance(self.value, tuple):
            low, high = self.value
            return f"{base}{about}{print_number(low)}~{print_number(high)}{self.unit}"
        if isinstance(self.value, str):
            return f"{sign}{self.value}"
        return f"{base}{about}{sign}{print_number(self.value)}{self.unit}"

    def _reads_back(self, phrase: str) -> bool:
        return Target.read(phrase) == self


def unit_scale(unit: str) -> float:
    """What one unit is worth as a bare number: 万人 10⁴, % 0.01, ‰ 0.001, 亿元 10⁸, 人 1."""
    u = read_unit(unit)
    if u in _PERCENT:
        return 0.01
    if u.startswith("‰"):
        return 0.001
    scale = 1.0
    while u and u[0] in "百千万亿" and not re.match(r"千(?:米|克|瓦)", u):
        scale *= {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}[u[0]]
        u = u[1:]
    return scale


def _words(s: str) -> Target | None:
    if m := re.fullmatch(r"定性[:：]?(.*)", s):
        return Target(comparator="定性", value=m[1].strip("()（）") or "定性")
    if re.fullmatch(r"零(?:事故|伤亡|投诉|差错|违规|缺陷)", s):
        return Target(comparator="=", value=0, unit="起" if "事故" in s else "次")
    if re.fullmatch(r"全覆盖|应.{1,2}尽.", s):
        return Target(comparator="定性", value=s)
    return None


def _recurring(s: str) -> Target | None:
    """每月10日前: a day of every month, ≤ 10 日."""
    if m := re.fullmatch(r"每个?月(?:的)?(\d{1,2})[日号](?:之前|以前|前)?(?:发放|完成|到账)?", s):
        return Target(comparator="≤", value=int(m[1]), unit="日")
    return None


_N = r"(?P<{0}>-?\d+(?:\.\d+)?|[零一二两三四五六七八九十百千万亿]+)"


def _interval(s: str) -> Target | None:
    if m := re.fullmatch(r"±(\d+(?:\.\d+)?)(.*?)(?:以内|之内|内)?", s):
        return Target(comparator="=", value=(-float(m[1]), float(m[1])), unit=read_unit(m[2]))
    if m := re.fullmatch(r"(-?\d+(?:\.\d+)?)±(\d+(?:\.\d+)?)(.*)", s):
        return Target(comparator="=", value=(float(m[1]) - float(m[2]), float(m[1]) + float(m[2])), unit=read_unit(m[3]))
    if re.search(r"\d\s*[月号]|\d{4}年", s):  # 3-10月 is a deadline
        return None
    m = re.fullmatch(
        rf"(?:=|在)?(?P<about>约)?{_N.format('low')}(?P<u1>[^\d~～—–-]*?)(?:~|～|—|–|-|至|到)+{_N.format('high')}(?P<unit>\D*?)(?:之间|以内|内)?(?P<left>左右)?",
        s,
    )
    if not m:
        return None
    low, high = (read_numeral(m[k].lstrip("-")) for k in ("low", "high"))
    if low is None or high is None:
        return None
    low, high = (-low if m["low"].startswith("-") else low), (-high if m["high"].startswith("-") else high)
    unit = read_unit(m["unit"] or m["u1"])
    if low > high or (m["u1"] and read_unit(m["u1"]) != unit):
        return None
    return Target(comparator="=", value=(low, high), unit=unit, approximate=bool(m["about"] or m["left"]))


def _change(s: str) -> Target | None:
    m = re.fullmatch(
        r"(?:比|较|同比)(?P<base>上年|去年|上一年|上年度|往年|[12]\d{3}年)?(?:同期)?(?P<verb>提升|提高|增长|增加|上升|下降|降低|减少)(?P<rest>.+)", s
    )
    if not m:
        return None
    target = _number(m["rest"])
    if target is None or target.number is None:
        return None
    sign = -1 if m["verb"] in ("下降", "降低", "减少") else 1
    comparator = target.comparator or "≥"
    return Target(comparator=comparator, value=sign * target.number, unit=target.unit, baseline=m["base"] or "上年", approximate=target.approximate)


def _day(s: str, fiscal_year: int) -> Target | None:
    days = find_deadlines(s, fiscal_year)
    if not days:
        return None
    rest = s
    for a, b, _ in reversed(days):
        rest = rest[:a] + rest[b:]
    m = re.match(rf"({_SIGN})", rest)
    sign = _SIGNS[m[1]] if m else "≤"
    rest = re.sub(rf"^(?:{_SIGN})", "", rest)
    if not re.fullmatch(
        r"(?:[,、和及与()]|在|于|前|之前|以前|底|内|之内|全部|按时|完成|完工|结束|办完|办结|做完|竣工|到位|发放|拨付|支付|提交|实施|底前|左右)*", rest
    ):
        return None
    if "全年" in s or re.fullmatch(r"(?:19|20)\d\d", s):
        return None
    return Target(comparator="≤" if sign in ("=", "≥", ">") else sign, value=days[-1][2].isoformat(), unit=DATE_UNIT)


_NUMBER = re.compile(
    rf"(?P<about>约|大约|大概|近|接近)?(?P<sign>{_SIGN})?(?P<about2>约)?(?P<minus>-)?"
    rf"(?:(?P<per>百|千|万)分之(?P<cn>{NUMERAL}|百)|(?P<half>一半|半数|过半)|(?P<num>{NUMERAL}))(?P<cheng>成(?P<more>[一二三四五六七八九半])?)?(?P<unit>[^\d]*?)"
    rf"(?P<approx>左右|上下)?(?P<after>(?:及|或)?(?:以上|以内|以下|之内)|\(含\)以上|往上)?$"
)


def _number(s: str) -> Target | None:
    m = _NUMBER.fullmatch(s)
    if not m:
        return None
    unit = m["unit"] or ""
    if m["per"]:
        value = 100.0 if m["cn"] == "百" else read_numeral(m["cn"])
        if value is None:
            return None
        value, unit = value * {"百": 1, "千": 0.1, "万": 0.01}[m["per"]], "%" + unit
    elif m["half"]:
        value, unit = 50.0, "%" + unit
    else:
        value = _scale_kept(m["num"])
        if value is None:
            return None
        scale = re.search(r"(?<=\d)[百千万亿]+$|(?<=.)[万亿]$", m["num"])
        if scale and not m["cheng"]:
            unit = scale[0] + unit
        if m["cheng"]:
            more = 0.5 if m["more"] == "半" else (read_numeral(m["more"]) or 0) / 10 if m["more"] else 0
            value, unit = (value + more) * 10, "%" + unit
    comparator = _SIGNS[m["sign"]] if m["sign"] else None
    if m["after"]:
        comparator = "≥" if m["after"].endswith(("上",)) else "≤"
    unit = read_unit(unit)
    if not _plausible_unit(unit):
        return None
    return Target(
        comparator=comparator or "=",
        value=-value if m["minus"] else value,
        unit=unit,
        approximate=bool(m["about"] or m["about2"] or m["approx"]),
    )


def _scale_kept(numeral: str) -> float | None:
    """The number before its scale word: 1.2万 → 1.2 (the unit keeps 万); a number fully spelled (一百二十) → 120."""
    if m := re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)[百千万亿]+", numeral):
        return read_numeral(m[1])
    if m := re.fullmatch(r"([零一二两三四五六七八九十百千]+(?:点[零一二三四五六七八九]+)?)([万亿])", numeral):
        return read_numeral(m[1])
    return read_numeral(numeral)


def _plausible_unit(unit: str) -> bool:
    """A unit, not the rest of a sentence: short, without punctuation and digits."""
    return len(unit) <= 12 and not re.search(r"[,。;:“”\"<>≥≤=!?]", unit) and not re.search(r"以上|以下|提高|完成|及时|达到", unit)
