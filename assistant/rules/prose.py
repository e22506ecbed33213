"""文中之数 (prose): the numbers a project's own texts promise, each with the words around it, to be held against the rows.

Figures are read by `assistant.understanding.quantities`; what is set aside here is what a row need not answer: days, years, money, other years'
clauses, and numbers that limit (每期80人, 周边500米). Comparing goes by unit and by shared words, never by value alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant import lexicon
from assistant.domain.deadline import find_deadlines
from assistant.domain.target import read_unit, unit_scale
from assistant.rules.row import Row
from assistant.understanding.passage import Passage
from assistant.understanding.quantities import figures, unit_of

_BREAK = re.compile(r"[，,。；;、：:（()）\n]")
_PAST = re.compile(
    r"上年|去年|往年|历年|近[三两二五]年|累计|截至|已(?:有|建|完成|累计|培养|组织)|现有|目前|此前|原有|十三五|十四五|总投资|规划|远期|到20\d\d年"
)
_EACH = re.compile(r"(?:每|人均|平均|各|单[价位场次人]|例均|亩均|户均)[\u4e00-\u9fa5]{0,6}$|每[\u4e00-\u9fa5]{0,3}$")
_SUFFIX = re.compile(r"(?:总?数量|总?人数|人次数?|场次|班次|批次|[户个次期件份台天例页套条座家课]数|面积|里程|长度|总数|数)$")
_LIMIT = re.compile(r"(?:周边|半径|方圆|不足|超过|年满|满|第|近|共?有|分|其中[\u4e00-\u9fa5]{0,8})$|[—\-~～至到]$")
_GENERIC = frozenset(lexicon.table("measures")["common_pairs"])


_OCCASIONS = {"场", "次", "场次"}


@dataclass(frozen=True)
class Mention:
    """One number of a text: `value` scaled by its unit, `before` and `after` the words of its clause, `sure` where it stands in the objective."""

    value: float
    unit: str
    dimension: str
    before: str
    after: str
    quote: str
    each: bool
    past: bool

    @property
    def words(self) -> str:
        return self.before + self.after

    @property
    def rate(self) -> bool:
        return self.dimension == "rate" or self.unit.startswith(("%", "‰"))


@lru_cache(maxsize=512)
def mentions(text: str, fiscal_year: int) -> tuple[Mention, ...]:
    """The figures of a text with a unit, first to last; days are left out."""
    if not text:
        return ()
    passage = Passage(text)
    plain = passage.text
    struck = [(a, b) for a, b, _ in find_deadlines(plain, fiscal_year)]
    found = [f for f in figures(passage, struck) if f.unit and not plain.startswith("岁", f.end)]
    for a, b in struck:
        plain = plain[:a] + "，" * (b - a) + plain[b:]
    out: list[Mention] = []
    for n, f in enumerate(found):
        left = found[n - 1].end if n else 0
        right = found[n + 1].start if n + 1 < len(found) else len(plain)
        head = _BREAK.split(plain[left : f.left])[-1]
        tail = _BREAK.split(plain[f.end : right])[0]
        start = max(plain.rfind("。", 0, f.start), plain.rfind("；", 0, f.start), plain.rfind(";", 0, f.start)) + 1
        sentence = plain[start : f.start]
        unit = read_unit(f.unit)
        out.append(Mention(round(f.value * unit_scale(unit), 8), unit, f.dimension, head, tail, plain[f.left : f.end].strip(),
                           bool(_EACH.search(head)) or "/" in unit or bool(_LIMIT.search(head.rstrip())), bool(_PAST.search(sentence)) or _names_another_year(sentence, fiscal_year)))  # fmt: skip
    return tuple(out)


def _names_another_year(sentence: str, fiscal_year: int) -> bool:
    years = [int(y) for y in re.findall(r"(?<!\d)(20\d\d)(?!\d)", sentence)]
    return bool(years) and years[-1] != fiscal_year


@cache
def dimension_of(unit: str) -> str:
    """What a unit measures: people, events, money, rate …; the unit itself where the lexicon has none."""
    if unit.startswith(("%", "‰")):
        return "rate"
    known = unit_of(unit)
    return known.dimension if known else unit.lstrip("百千万亿")


def same_measure(row: Row, mention: Mention) -> bool:
    """Do row and mention count in the same unit, scale words aside? 名, 人 and 位 are one unit, 场 and 次 too, 期 and 次 are not."""
    a, b = row.unit, mention.unit
    if not a or "/" in a or "/" in b:
        return a == b
    da, db = dimension_of(a), dimension_of(b)
    if da in ("people", "rate", "area", "length", "money", "duration"):
        return da == db
    a, b = a.lstrip("百千万亿"), b.lstrip("百千万亿")
    return a == b or {a, b} <= _OCCASIONS


def pairs(text: str) -> frozenset[str]:
    """The telling two-character words of a text, common ones left out."""
    plain = re.sub(r"[^\u4e00-\u9fa5A-Za-z]", "", text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1)) - _GENERIC


def shared(name: str, words: str) -> float:
    """How much of the telling words of a name, its measure (人数, 面积) left out, stand in some words, 0..1."""
    mine = pairs(_SUFFIX.sub("", name))
    return len(mine & pairs(words)) / len(mine) if mine else 0.0


def equal(row: Row, value: float) -> bool:
    """Is a row's target this value, unit scales applied? Either end of a range will do."""
    if isinstance(row.aim.value, tuple):
        return any(abs(v * unit_scale(row.unit) - value) < 1e-9 * max(1.0, abs(value)) for v in row.aim.value)
    scaled = row.aim.scaled
    return scaled is not None and abs(scaled - value) <= 1e-9 * max(1.0, abs(value))


def numeric(rows: Sequence[Row]) -> list[Row]:
    return [r for r in rows if r.aim.is_numeric]
