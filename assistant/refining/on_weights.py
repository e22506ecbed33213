"""说权重 (on weights): a sentence about how much rows count. Where a tier's sum is said or kept, the other rows take what is left in proportion."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.domain.indicator import Indicator
from assistant.domain.numeral import print_number
from assistant.refining.mention import mentioned, named_in
from assistant.refining.operations import Edit, SetField
from assistant.refining.said import TO, Instruction, Said, applied, which

_LEVEL1 = {"成本": "成本指标", "产出": "产出指标", "效益": "效益指标", "满意度": "满意度指标"}
_TIER_SUM = re.compile(
    rf"(?P<tier>成本|产出|效益|满意度)(?:类|指标|部分)*的?(?:权重|分值|合计)?(?:之和)?(?:{TO}|还是|仍是|仍为|保持|为|是|占|给|=)(?P<n>\d+(?:\.\d+)?)分?"
)
_ROW = re.compile(rf"(?P<who>[^,]*?)的?(?:权重|分值|分数)(?:也|再|都)?(?:{TO}|调|改|设|提|降|给)?(?P<n>\d+(?:\.\d+)?)分?")
_GIVER = re.compile(r"从(?P<who>[^,]+?)(?:那里|那边|那条|里)?(?:拿|扣|减|挪|匀|调)(?:出|走|掉)?(?P<n>\d+(?:\.\d+)?)?分?")
_OTHERS = re.compile(r"其他|其它|其余|别的|剩下")


def tier_weights(said: Said) -> Instruction | None:
    """产出权重改成40，效益改成40，满意度还是10，保持总和90"""
    if not re.search(r"权重|分值", said.clause) or named_in(said.clause, said.rows) or _OTHERS.search(said.clause):
        return None
    wanted = {_LEVEL1[m["tier"]]: float(m["n"]) for m in _TIER_SUM.finditer(said.clause)}
    if not wanted:
        return None
    edits: list[Edit] = []
    for level1, total in wanted.items():
        rows = [r for r in said.rows if r.level1 == level1 and r.applicable]
        if not rows:
            return Instruction.clarify(f"草稿里没有{level1}，没法给它分权重。")
        edits += _weighing(rows, shares(total, [r.weight or 1 for r in rows]), said)
    total = sum(_after(said.rows, edits).values())
    if (kept := re.search(r"(?:总和|总分|合计|总计|加起来)(?:还是|仍是|仍为|为|是|保持)?(?P<n>\d+(?:\.\d+)?)", said.clause[-16:])) and float(
        kept["n"]
    ) != total:
        return Instruction.clarify(f"这样调整后权重合计是 {print_number(total)}，不是 {kept['n']}，请再核对各级的权重。")
    said_so = "、".join(f"{name}{print_number(n)}" for name, n in wanted.items())
    return applied(f"权重已调整：{said_so}，合计 {print_number(total)}", *edits)


def weight(said: Said) -> Instruction | None:
    """它的权重也调成7，从培训学员人数那里拿2分; 验收合格率权重提到12，其他产出的相应往下减"""
    m = _ROW.match(said.clause)
    if not m:
        return None
    found = mentioned(m["who"], said.rows, said.last)
    if found.row is None:
        return which(found, m["who"] or said.clause)
    row, new, rest = found.row, float(m["n"]), said.clause[m.end() :]
    edits: list[Edit] = [SetField(row=row.id, field="weight", value=new, said=said.sentence)]
    if give := _GIVER.search(rest):
        giver = mentioned(give["who"], said.rows, said.last)
        if giver.row is None:
            return which(giver, give["who"])
        left = (giver.row.weight or 0) - (float(give["n"]) if give["n"] else new - (row.weight or 0))
        if left < 0:
            return Instruction.refuse(f"“{giver.row.name}”的权重只有 {print_number(giver.row.weight or 0)}，不够拿。")
        edits += _weighing([giver.row], [left], said)
    elif _OTHERS.search(rest):
        others = [r for r in said.rows if r.level1 == row.level1 and r.id != row.id and r.applicable]
        stated = _TIER_SUM.search(rest)
        total = float(stated["n"]) if stated else sum(r.weight or 0 for r in (row, *others))
        if not others or total - new < len(others):
            return Instruction.refuse(f"{row.level1}合计 {print_number(total)}，给“{row.name}” {print_number(new)} 之后不够其他各条分。")
        edits += _weighing(others, shares(total - new, [r.weight or 1 for r in others]), said)
    return applied(f"“{row.name}”的权重已改为 {print_number(new)}", *edits)


def shares(total: float, old: Sequence[float]) -> list[float]:
    """A total over rows in proportion to their old weights: whole points where the total is whole, none below one, the sum exact.

    >>> shares(40, [5, 8, 4, 3])
    [10.0, 16.0, 8.0, 6.0]
    """
    step = 1.0 if float(total).is_integer() else 0.1
    points = round(total / step)
    exact = [points * w / sum(old) for w in old]
    whole = [max(int(x), 1) for x in exact]
    by_need = sorted(range(len(old)), key=lambda n: (whole[n] - exact[n], n))
    for n in range(abs(points - sum(whole))):
        if points > sum(whole):
            whole[by_need[n % len(old)]] += 1
        else:
            largest = max(range(len(old)), key=lambda k: (whole[k] - exact[k] if whole[k] > 1 else float("-inf"), -k))
            whole[largest] -= 1
    return [round(w * step, 1) for w in whole]


def _weighing(rows: Sequence[Indicator], weights: Sequence[float], said: Said) -> list[Edit]:
    return [SetField(row=r.id, field="weight", value=w, said=said.sentence) for r, w in zip(rows, weights, strict=True)]


def _after(rows: Sequence[Indicator], edits: Sequence[Edit]) -> Mapping[str, float]:
    weights = {r.id: r.weight or 0.0 for r in rows}
    return weights | {e.row: float(e.value or 0) for e in edits if isinstance(e, SetField)}
