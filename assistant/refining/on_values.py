"""说值 (on values): a clause about one field of a row — its value, sign or unit."""

from __future__ import annotations

import datetime as dt
import re

from assistant.domain.deadline import month_end
from assistant.domain.failures import BadInput
from assistant.domain.indicator import Indicator
from assistant.domain.numeral import print_number, read_numeral
from assistant.domain.target import DATE_UNIT, QUALITATIVE, Target, read_comparator, read_unit, unit_scale
from assistant.refining.edits import target_of
from assistant.refining.mention import Mention, mentioned, plain
from assistant.refining.operations import (
    RowField,
    SetField,
    SetTarget,
)
from assistant.refining.said import ENDS, SIGN, TO, Instruction, Said, applied, which

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
    m = re.fullmatch(rf"(?P<who>.*?)的?(?:计量)?单位(?:{TO}|用|改)(?P<unit>[^,\d]+?)(?:,.*)?{ENDS}", said.clause)
    if not m:
        return None
    found = mentioned(m["who"], said.rows, said.last)
    if found.row is None:
        return which(found, m["who"] or said.clause)
    row, new = found.row, read_unit(m["unit"])
    aim = row.aim
    scale = next((s for s in _SCALES if row.unit in s and new in s), None)
    wants_conversion = "换算" in said.clause or scale is not None
    if not wants_conversion or aim.number is None:
        return applied(f"“{row.name}”的单位已改为{new}", SetField(row=row.id, field="unit", value=new, said=said.sentence))
    if scale is None:
        return Instruction.clarify(f"{row.unit}和{new}之间不会换算，请直接说出“{row.name}”改成多少{new}。")
    value = aim.number * scale[row.unit] / scale[new]
    return applied(
        f"“{row.name}”已换算为 {print_number(round(value, 6))}{new}",
        SetTarget(row=row.id, comparator=aim.comparator, value=round(value, 6), unit=new, said=said.sentence),
    )


def comparator(said: Said) -> Instruction | None:
    """驻场运维人员那条别用等于，改成大于等于"""
    m = re.fullmatch(rf"(?P<who>.+?)(?:别用|不要用|不用)?(?:的?符号|{SIGN})?,?(?:{TO}|用)(?P<sign>{SIGN}){ENDS}", said.clause)
    sign = read_comparator(m["sign"]) if m else None
    if m is None or sign is None:
        return None
    found = mentioned(re.sub(rf"(?:别用|不要用|不用|的?符号|,).*|(?:{SIGN})$", "", m["who"]), said.rows, said.last)
    if found.row is None and not (found.rows and found.every):
        return which(found, m["who"])
    names = "、".join(f"“{row.name}”" for row in found.rows)
    return applied(f"{names}已改为{sign}", *(SetField(row=row.id, field="comparator", value=sign, said=said.sentence) for row in found.rows))


_MORE = r"再?(?:增加|提高|提升|上调|上浮|多加|追加|加|多)"
_LESS = r"再?(?:减少|降低|下调|下降|压缩|缩短|减|降|少)"


def change_by(said: Said) -> Instruction | None:
    """培训人次再加50人, 满意度提高5个百分点, 培训人次翻一番"""
    m = re.fullmatch(
        rf"(?P<who>.+?)(?:(?P<more>{_MORE})|(?P<less>{_LESS})|(?P<twice>翻一?番|翻倍|加倍)|(?P<half>减半))了?(?P<by>[^到至为成]*?){ENDS}",
        said.clause,
    )
    if not m:
        return None
    if m["who"].startswith("从"):
        return None  # 从…那里拿2分: where a weight comes from
    found = mentioned(m["who"], said.rows, said.last)
    by = Target.read(m["by"], said.year) if m["by"] else Target()
    if not (m["twice"] or m["half"]) and by.number is None:
        return None
    if found.row is None:
        return which(found, m["who"])
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
        re.fullmatch(rf"(?P<who>.*?)(?:{TO}|改|调|提|设)(?P<value>(?:{SIGN})?.*?){ENDS}", said.clause)
        or re.fullmatch(rf"(?P<who>.*?)(?P<value>(?:{SIGN}).+?){ENDS}", said.clause)
        or re.fullmatch(
            rf"(?P<who>\D{{2,}}?)(?P<value>\d.*?|[零一二两三四五六七八九]成[一二三四五六七八九半]?(?:以上|以内|以下)?){ENDS}", said.clause
        )
    )
    if not m or not m["value"].strip('“”" ') or m["who"].startswith("从"):
        return None
    value = m["value"].strip('“”" ')
    found = mentioned(m["who"], said.rows, said.last)
    if not found.rows:
        found = Mention(_holding(plain(m["who"]), said))
    if found.row is None and not (found.rows and found.every):
        return which(found, plain(m["who"]) or said.clause)
    answers = [_set_one(row, value, said) for row in found.rows]
    bad = next((a for a in answers if a.outcome != "applied"), None)
    return bad or applied("；".join(a.reply for a in answers), *(e for a in answers for e in a.edits))


def _holding(printed: str, said: Said) -> tuple[Indicator, ...]:
    """The rows that now hold a value: 240改成260, 9月底改成8月底."""
    old = Target.read(printed, said.year)
    if not re.search(r"\d|[一二两三四五六七八九十]", printed) or old.comparator == QUALITATIVE:
        return ()
    return tuple(r for r in said.rows if r.value == old.value and (not old.unit or r.unit == old.unit))


def explanation(said: Said) -> Instruction | None:
    """培训人次的说明改成按签到册统计"""
    m = re.fullmatch(rf"(?P<who>.+?)的?(?:指标)?(?P<field>说明|解释|依据|计算方法|数据来源)(?:{TO}|改|写)[“\"]?(?P<text>[^”\"]+)[”\"]?", said.clause)
    if not m:
        return None
    found = mentioned(m["who"], said.rows, said.last)
    if found.row is None:
        return which(found, m["who"])
    field: RowField = _FIELDS[m["field"]]
    return applied(f"“{found.row.name}”的{m['field']}已改", SetField(row=found.row.id, field=field, value=m["text"], said=said.sentence))


_FIELDS: dict[str, RowField] = {"说明": "explanation", "解释": "explanation", "依据": "basis", "计算方法": "formula", "数据来源": "data_source"}


def shift_day(said: Said) -> Instruction | None:
    """发放完成时间提前10天, 完工时间推迟一个月"""
    m = re.fullmatch(
        rf"(?P<who>.+?)(?P<way>提前|推迟|延后|延长|往前|往后)(?:挪|调|推)?(?P<n>\d+|[一二两三四五六七八九十半]+)(?P<unit>天|日|周|个?星期|个?月){ENDS}",
        said.clause,
    )
    if not m:
        return None
    found = mentioned(m["who"], said.rows, said.last)
    if found.row is None:
        return which(found, m["who"])
    day = found.row.aim.day
    number = 0.5 if m["n"] == "半" else read_numeral(m["n"])
    if day is None or number is None:
        return None
    n = (1 if m["way"] in ("推迟", "延后", "延长", "往后") else -1) * number
    moved = _months_on(day, round(n)) if "月" in m["unit"] and n == round(n) else day + dt.timedelta(days=round(n * _DAYS[m["unit"][-1]]))
    return _set(found.row, found.row.aim.model_copy(update={"value": moved.isoformat()}), said)


_DAYS = {"天": 1, "日": 1, "周": 7, "期": 7, "月": 30}


def _months_on(day: dt.date, n: int) -> dt.date:
    """The day n months on; the last of a month stays the last."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    last = month_end(year, month + 1)
    return last if day == month_end(day.year, day.month) else last.replace(day=min(day.day, last.day))


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
    if number is not None and target.unit in ("百", "千") and not old.unit.startswith(target.unit):  # 3百 is three hundred of what the row counts
        target = target.model_copy(update={"value": number * unit_scale(target.unit), "unit": old.unit})
    if _same_in_short(target.unit, old.unit):
        target = target.model_copy(update={"unit": old.unit})
    edit = SetTarget(row=row.id, comparator=target.comparator, value=target.value, unit=target.unit, said=said.sentence)
    return applied(f"“{row.name}”已改为{target.printed()}", edit)


def _same_in_short(said: str, unit: str) -> bool:
    """人 for 人次, 元 for 元/人: a person shortens units. 万人次 is another size, and no short form of 人次."""
    return bool(said and unit) and (said in unit or unit in said) and unit_scale(said) == unit_scale(unit)
