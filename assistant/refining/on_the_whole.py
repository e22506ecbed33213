"""说整体 (on the whole): a clause about the draft as such — budget, objective, frame of tiers —, a question, or nothing of ours at all."""

from __future__ import annotations

import re

from assistant.domain.frame import Standard, tiers
from assistant.domain.intake import number_in
from assistant.domain.numeral import print_number
from assistant.refining.mention import mentioned, named_in
from assistant.refining.operations import (
    Edit,
    SetBudget,
    SetObjective,
    SetStandard,
    SetTarget,
)
from assistant.refining.said import ENDS, TO, Instruction, Said, applied, which


def out_of_scope(said: Said) -> Instruction | None:
    """写首诗, 讲个笑话, 天气 …"""
    if re.search(
        r"写一?[首篇个封段份].{0,8}(?:诗|歌|作文|小说|散文|邮件|稿|通知|总结|报告|代码|程序)|帮我(?:订|买|查|叫|发)|笑话|天气|股票|彩票|翻译成|你是谁|聊聊天|唱首",
        said.clause,
    ):
        return Instruction.refuse("这里只修改绩效指标，别的事帮不上忙。")
    return None


def question(said: Said) -> Instruction | None:
    """为什么要设这条, 第3个是啥意思, 哪条是必须有的"""
    if not re.search(r"为什么|为啥|怎么来的|什么意思|啥意思|是什么|哪[些条个]|依据是|什么依据|[?？吗]$|有没有|能解释|解释一下|说明一下", said.clause):
        return None
    if re.search(rf"(?:{TO}|删|去掉|不要了)", said.clause) and not re.search(r"为什么|哪", said.clause):
        return None
    row = mentioned(
        re.split(r"为什么|为啥|怎么来|什么意思|啥意思|是什么|依据|,", re.sub(r"^为[什啥]么?(?:要)?设?", "", said.clause))[0], said.rows, said.last
    ).row
    if row is not None:
        grounds = "；".join(f"{g.quote or g.ref}" for g in row.sources) or row.basis or "还没有写明依据"
        text = f"“{row.name}”：{row.printed() or '待确认'}。{row.explanation or ''}依据：{grounds}。"
        return Instruction("answered", reply=text, row=row.id)
    must = "、".join(t for t in tiers(said.standard) if t in ("数量指标", "质量指标", "时效指标", "成本指标", "经济成本指标", "服务对象满意度指标"))
    return Instruction("answered", reply=f"必须有：{must}，效益指标至少一条；其他效益类不适用的可以填“不适用”并写理由。", row=None)


def standard(said: Said) -> Instruction | None:
    """换成2021版"""
    m = re.fullmatch(rf".{{0,8}}?(?:{TO}|用|按)(?P<year>2015|2021)年?(?:版|框架|标准|的)*(?:指标)?(?:框架|体系|标准)?{ENDS}", said.clause)
    clause = re.search(r"(?:按|用|换成|改成)[^,]{0,6}?(?P<n>101|88|10)号文?", said.clause) if not m else None
    if not m and not clause:
        return None
    chosen: Standard = "2021" if (m and m["year"] == "2021") or (clause and clause["n"] == "101") else "2015"
    return applied(f"已换成 {chosen} 框架", SetStandard(standard=chosen, said=said.sentence))


def budget(said: Said) -> Instruction | None:
    """预算追加到500万，总投资那条同步改"""
    m = re.match(
        rf"把?(?:项目)?(?:总)?(?:预算|经费|资金)(?:总额|总量)?(?:{TO}|追加到|压减到)(?P<amount>[\d.,]+(?:万元?|亿元?|元))(?P<rest>.*)", said.clause
    )
    if not m or named_in(said.clause[: m.start("amount")], said.rows):
        return None
    amount = m["amount"] + ("" if m["amount"].endswith("元") else "元")
    wan = number_in(amount)
    if wan is None:
        return None
    edits: list[Edit] = [SetBudget(budget_wan=wan, said=said.sentence)]
    if also := re.search(r",(?P<who>[^,]+?)(?:那条)?(?:也|同步|一并|跟着|相应)+(?:要)?(?:改|调整?)", m["rest"]):
        found = mentioned(also["who"], said.rows, said.last)
        if found.row is None:
            return which(found, also["who"])
        edits.append(SetTarget(row=found.row.id, comparator=found.row.comparator, value=wan, unit="万元", said=said.sentence))
    return applied(f"预算已改为 {print_number(wan)} 万元", *edits)


def objective(said: Said) -> Instruction | None:
    """年度目标改成“…”"""
    m = re.fullmatch(rf"(?:把)?(?:年度|总体|绩效)*目标(?:{TO})[“\"'‘:：]?(?P<text>.{{8,}}?)[”\"'’]?", said.clause)
    return applied("年度绩效目标已改", SetObjective(text=m["text"], said=said.sentence)) if m else None
