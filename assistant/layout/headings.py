"""表头 (Headings): what a printed heading means, whatever a place calls it.

    concept("年度指标值（A）") → "target"      concept("其中：财政    资金") → "fiscal"      concept("3月底") → "date"

The many names are data (`headings.toml`); traditional script is read as simplified, for matching only.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from assistant.domain.frame import BENEFIT, COST, OUTPUT, SATISFACTION, level2_of
from assistant.domain.numeral import half_width

_PARENTHESES = re.compile(r"[(\[〔【][^()\[\]〔〕【】]*[)\]〕】]")
_NUMBERING = re.compile(r"^(?:[(]?[一二三四五六七八九十\d]{1,3}[)]?[、.．)]|[①-⑳]|[(][一二三四五六七八九十\d]{1,3}[)])+")
_MARKS = re.compile(r"[\s:：*★☆、,，.。;；\"“”《》_/|#]+")
_GROUPING = re.compile(r"^(?:其中|其他?中)")
_OF_THE_YEAR = re.compile(r"^(?:20\d{2}年?度?|本年度?|当年度?|年度|全年|项目|绩效|预期|预计|计划|部门|具体|主要|市级|区级|县级|省级)")
"""Words before a heading that do not change what it heads (本年 目标值, 绩效 指标性质)."""
_MODIFIED = frozenset(
    [
        "level1",
        "level2",
        "name",
        "explanation",
        "target",
        "actual",
        "comparator",
        "unit",
        "basis",
        "weight",
        "score",
        "reason",
        "longterm",
        "budget",
        "fiscal",
        "other",
        "spent",
        "rate",
        "objective",
        "completion",
        "problems",
    ]
)
_NUMBERED_GOAL = re.compile(r"(?:绩效|年度|分项|具体)(?:绩效)?目标[\d一二三四五六七八九十]{1,2}")
_DATE = re.compile(
    r"^(?:1[0-2]|[1-9]|[一二三四五六七八九十]{1,2})月(?:底|末|份|\d{1,2}日)?(?:前|底)?$|^第?[一二三四1-4]季度(?:末|底)?$|^(?:上|下)半年$"
)
_NO_HEADING = re.compile(r"[≥≤＞＜。；;]|\d{3}|\d%")
"""What no heading holds: most cells are told apart by it at once."""
_LONGEST, _LONGEST_TIER = 200, 60
"""Characters looked at of a text, and of a tier: a cell may hold millions, and none of them is a heading."""
_LEVEL1 = {
    "产出": OUTPUT, "项目产出": OUTPUT, "产出目标": OUTPUT, "项目完成": OUTPUT, "完成": OUTPUT, "效益": BENEFIT, "项目效益": BENEFIT, "项目效果": BENEFIT,
    "效果": BENEFIT, "满意度": SATISFACTION, "服务满意度": SATISFACTION, "成本": COST, "部门绩效": OUTPUT, "履职效能": OUTPUT, "绩效": "", "社会满意度": SATISFACTION,
}  # fmt: skip
_LEVEL2 = re.compile(
    r"(?:产出)?(?:数量|质量|时效|进度|时间|成本)(?:控制)?|(?:经济|社会|生态|环境|生态环境)成本|(?:经济|社会|生态|环境|生态环境)(?:效益|收益|效果|影响)"
    r"|(?:可持续|持续|可持续性|可持续发展)(?:影响|发展|能力)?|(?:服务|受益|社会公众|公众|群众|使用者|受益者)?(?:对象|人员|群众)?满意(?:度|率)?|(?:社会公众|社会公众或服务|社会公众或受益)对象满意度"
)


@cache
def _traditional() -> object:
    import opencc  # noqa: PLC0415 - loads dictionaries; only forms being read need it

    return opencc.OpenCC("t2s")


@lru_cache(maxsize=4096)
def simplified(text: str) -> str:
    """The text in simplified script. For matching; what is printed stays as printed."""
    return str(_traditional().convert(text)) if re.search(r"[\u4e00-\u9fff]", text) else text  # type: ignore[attr-defined]


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """A heading without what varies: blanks, brackets and what is in them, numbering, 其中, punctuation at the ends."""
    text = text[:_LONGEST]
    s = re.sub(r"\s+", "", half_width(simplified(text))).replace("〔", "(").replace("〕", ")")
    without = _PARENTHESES.sub("", s)
    s = without or re.sub(r"[()]", "", s)
    s = _NUMBERING.sub("", s)
    s = _MARKS.sub("", s).strip("-—–")
    return _GROUPING.sub("", s)


@cache
def _names() -> dict[str, str]:
    data = tomllib.loads(Path(__file__).with_name("headings.toml").read_text(encoding="utf-8"))
    table: dict[str, str] = {}
    for word, entry in data.items():
        for name in entry["names"]:
            table.setdefault(re.sub(r"\s+", "", name), word)
    return table


@lru_cache(maxsize=8192)
def concept(text: str) -> str | None:
    """The word of `headings.toml` a printed heading stands for; "date" for a payment date; None for anything else."""
    if not text or len(text) > 60 or _NO_HEADING.search(_PARENTHESES.sub("", half_width(text))):
        return None
    s = bare(text)
    if not s or len(s) > 24:
        return None
    if _NUMBERED_GOAL.fullmatch(s):
        return "numbered_goal"
    whole = _MARKS.sub("", re.sub(r"[()\s]", "", half_width(simplified(text))))
    if whole in _names():
        return _names()[whole]
    if s in _names():
        return _names()[s]
    return "date" if _DATE.fullmatch(s) else _modified(s)


def _modified(heading: str) -> str | None:
    """The word of a heading that says the year or the project before itself (本年目标值 → 目标值)."""
    for _ in range(2):
        rest = _OF_THE_YEAR.sub("", heading)
        if rest == heading or len(rest) < 3:
            return None
        word = _names().get(rest)
        if word is not None:
            return word if word in _MODIFIED else None
        heading = rest
    return None


def inline(text: str) -> tuple[str, str] | None:
    """A cell that holds its label and value together (部门名称（盖章）：某区妇联) as (label, value), or None."""
    m = re.match(r"\s*(?P<label>(?:其中[:：])?[^:：\n]{2,24}?)[:：](?P<value>.+)", text, re.S)
    if m and concept(m["label"]):
        return m["label"], m["value"].strip()
    return None


def is_label(text: str) -> bool:
    """Is this a heading we know, alone or with its value behind a colon?"""
    return concept(text) is not None or inline(text) is not None


@lru_cache(maxsize=8192)
def level1_printed(text: str) -> str | None:
    """The standard level 1 a tier cell stands for (产出目标 → 产出指标), or None where it is no level 1."""
    if len(text) > _LONGEST_TIER:
        return None
    s = re.sub(r"(?:指标|目标)?$", "", bare(text))
    s = re.sub(r"\d+分?$", "", s)
    return _LEVEL1.get(s) or None if len(s) <= 6 else None


@lru_cache(maxsize=8192)
def level2_printed(text: str) -> str | None:
    """The standard level 2 a tier cell stands for (经济收益指标 → 经济效益指标), or None where it is no level 2."""
    if len(text) > _LONGEST_TIER:
        return None
    s = bare(text)
    s = re.sub(r"\d+分?$", "", s)
    stem = re.sub(r"(?:指标|目标)$", "", s)
    if s in ("满意度", "满意度指标") or not stem or not _LEVEL2.fullmatch(stem):
        return None
    return level2_of(stem)
