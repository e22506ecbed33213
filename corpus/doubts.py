"""存疑 (doubts) of a record's rows: what was scanned, cut or shifted, so that the row is shown with it and never borrowed.

A doubt is about the printing — is this what the form said? — not about the quality of an indicator: 是/否, a wrong tier or “≥100%” stand
as printed and are for the rules to find. What is printed stays; where the mending is plain, the doubt proposes it.

Scanned forms lose “≥” in a few known ways: it becomes a 2 (“2280次” for ≥280次, “292%” for ≥92%), 二, 工, %= or 5=. A 2 in front of a
count is doubted only where the same form shows that its scan has this fault, for 2280 may well be 2280.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.domain.form import Doubt, Record, RecordIndicator
from assistant.domain.numeral import half_width

_SCANNED_SIGN = re.compile(r"^(?:二|工|%=|\^|[25]=)(?=\d)")
_TWO_FOR_SIGN = re.compile(r"^2(?P<rest>[1-9]\d{1,2}(?:\.\d+)?)(?P<unit>\D*)$")
_MASKED = re.compile(r"\*{2,}\d|\d\*+$|提升\d?\*+")
_ONLY_UNIT = re.compile(r"^[≥≤≧≦=><]?\s*(?:%|公里|万亩|亩|万人|人|个|次|平方米|米|元|万元|台|套)$")
_DATE_SERIAL = re.compile(r"^[=≥≤]?4\d,\d{3}$")
_RATIO_AS_UNIT = re.compile(r"^[≥≤≧≦=><]*0\.\d+\s*比例$")
_MONEY_PER_NOTHING = re.compile(r"^[≥≤≧≦=><]*\d+(?:\.\d+)?/\S+$")
_STRAY = re.compile(r"^[^\[\]]*\][^\[\]]*$|^[^\[\]]*\[[^\[\]]*$")
_CUT = re.compile(r"(?:被调查对|宣传活|[（(][^）)]*)$")
_EMPTY_NAME = re.compile(r"[0０\-/—]*")
_SPOILED = re.compile(r"重雋|中帼|爱保护率|交率|(?<![\dA-Za-z])0A|台部|^女维权|2312222")
_MENDED = {"重雋": "重点", "中帼": "巾帼", "爱保护率": "受保护率", "女维权": "妇女维权", "交率": "效率", "0A": "OA", "台部": "台"}
_RATE = re.compile(r"率|比例|比重|占比|程度|认知度|知晓度")


def with_doubts(record: Record) -> Record:
    """The record with every row's doubts, and its own, worked out afresh from what is printed. Deterministic; doubts already there are kept."""
    faulty_scan = any(_above_hundred(i.name, i.target) for i in record.indicators)
    rows = tuple(_doubted(i, faulty_scan) for i in record.indicators)
    return record.model_copy(update={"indicators": rows, "doubts": _joined(record.doubts, record_doubts(record))})


def row_doubts(row: RecordIndicator, faulty_scan: bool = False) -> list[Doubt]:
    """The doubts of one row, in the order its cells are printed. `faulty_scan`: the form shows elsewhere that its “≥” was scanned as 2."""
    found = [*_name_doubts(row.name), *_cell_doubts(row.name, row.target, "指标值", faulty_scan)]
    found += _cell_doubts(row.name, row.actual, "完成值", faulty_scan) if row.actual != row.target else []
    if row.explanation and _CUT.search(row.explanation):
        found.append(Doubt(kind="cut_off", message=f"指标解释在“{row.explanation[-8:]}”处被截断"))
    return found


def record_doubts(record: Record) -> list[str]:
    """What is doubtful about the record as a whole."""
    found = []
    if record.truncated:
        found.append("来源页面在此处被截断，后面的指标没有收录")
    for label, text in (("项目名称", record.project), ("单位名称", record.organisation or "")):
        if re.search(r"推定|缺失|未标明", text):
            found.append(f"{label}不是原表所印，是收录时推定的：{text}")
    if record.fiscal_year is None and not record.confidential:
        found.append("原表没有印年度")
    return found


def _doubted(row: RecordIndicator, faulty_scan: bool) -> RecordIndicator:
    return row.model_copy(update={"doubts": _joined(row.doubts, [_said(d) for d in row_doubts(row, faulty_scan)])})


def _said(doubt: Doubt) -> str:
    return doubt.message + (f"，疑为“{doubt.mending}”" if doubt.mending else "")


def _joined(known: Sequence[str], found: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*known, *found]))


def _name_doubts(name: str) -> list[Doubt]:
    if not name:
        return []
    found = []
    if _EMPTY_NAME.fullmatch(name):
        found.append(Doubt(kind="placeholder", message=f"指标名称只有“{name}”，是占位行"))
    if m := _SPOILED.search(name):
        mended = name.replace(m[0], _MENDED.get(m[0], m[0]))
        found.append(Doubt(kind="misprint", message=f"指标名称里“{m[0]}”像是误印", mending=mended if mended != name else None))
    if (_CUT.search(name) and name.count("(") + name.count("（") != name.count(")") + name.count("）")) or name.endswith("宣传活"):
        found.append(Doubt(kind="cut_off", message=f"指标名称在“{name[-6:]}”处被截断"))
    return found


def _cell_doubts(name: str, printed: str | None, cell: str, faulty_scan: bool) -> list[Doubt]:
    if not printed:
        return []
    text = re.sub(r"\s+", "", half_width(printed))
    if _above_hundred(name, printed) or (faulty_scan and _two_for_sign(text)):
        return [Doubt(kind="scanned_sign", message=f"{cell}“{printed}”的“≥”疑似扫描成了“2”", mending=_without_two(text))]
    for holds, kind, message, mending in _CELL_FAULTS:
        if holds(text):
            return [Doubt(kind=kind, message=message.format(cell=cell, printed=printed), mending=mending(text))]
    if m := _SPOILED.search(printed):
        return [
            Doubt(kind="misprint", message=f"{cell}里“{m[0]}”像是误印", mending=printed.replace(m[0], _MENDED[m[0]]) if m[0] in _MENDED else None)
        ]
    return []


def _nothing(_: str) -> None:
    return None


def _with_sign(text: str) -> str:
    return "≥" + _SCANNED_SIGN.sub("", text).replace("$", "%").replace("百分比", "%")


_CELL_FAULTS: list[tuple[Callable[[str], object], str, str, Callable[[str], str | None]]] = [
    (_SCANNED_SIGN.search, "scanned_sign", "{cell}“{printed}”开头的符号是扫描误字", _with_sign),
    (re.compile(r"\$$").search, "scanned_sign", "{cell}“{printed}”的“%”扫描成了“$”", _nothing),
    (_DATE_SERIAL.search, "shifted_type", "{cell}“{printed}”是电子表格里的日期序号，原来的日期没有印出来", _nothing),
    (_MASKED.search, "cut_off", "{cell}“{printed}”的数字被星号遮住", _nothing),
    (_ONLY_UNIT.search, "cut_off", "{cell}“{printed}”只剩单位，数字缺失", _nothing),
    (_RATIO_AS_UNIT.search, "unit", "{cell}“{printed}”把比例当成了单位", _nothing),
    (_MONEY_PER_NOTHING.search, "unit", "{cell}“{printed}”的金额单位缺失", _nothing),
    (re.compile(r"^\d{6,}$").search, "scanned_sign", "{cell}“{printed}”位数过多又没有单位，像是多格连在了一起", _nothing),
    (re.compile(r"^0\.0+%$").search, "placeholder", "{cell}“{printed}”是未填的占位值", _nothing),
    (_STRAY.search, "misprint", "{cell}“{printed}”里有落单的括号", _nothing),
]


def _above_hundred(name: str, printed: str | None) -> bool:
    """A share above 100 % that begins with 2, whose rest is a share: 292% → ≥92%, 290$ → ≥90%."""
    text = re.sub(r"\s+", "", half_width(printed or ""))
    m = re.fullmatch(r"2(\d{2}(?:\.\d+)?)[%$]", text)
    return bool(m and 0 < float(m[1]) <= 100 and _RATE.search(name))


def _two_for_sign(text: str) -> bool:
    return bool(_TWO_FOR_SIGN.match(text))


def _without_two(text: str) -> str:
    return "≥" + text[1:].replace("$", "%")
