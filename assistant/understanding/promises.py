"""承诺 (promises) that carry no number: 零事故, 不得拖欠, 不发生重大动物疫情 → = 0; 应补尽补, 全覆盖 → = 100 %; 按季拨付 → = 4 次."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understanding.naming import fitted
from assistant.understanding.passage import Passage

_BAD = (
    r"(?:事故|伤亡|死亡|投诉|举报|差错|失误|违规|违纪|违法|泄密|泄露|泄漏|舆情|疫情|上访|信访|事件|火灾|故障|隐患|案件|纠纷|溺水|溺亡|中毒|感染|险情|拖欠|欠薪|欠发|漏发|错发|冒领|瞒报|漏报|缺陷|挪用|截留|克扣|断档|断供|停水|停电|返贫|重大问题|"
    r"安全问题|质量问题|食品安全问题|违约|逾期|延误|超期|差评|污染|缺项|遗漏|漏检|误检|人员伤害|跑冒滴漏|误工|中断|瘫痪|丢失|损毁|外溢|反弹|传染|爆发|致贫|辍学|失学|复耕|积压|超标|打架|欺凌|伤人|流失|死角|安全责任)"
)
_ZERO = re.compile(
    rf"(?P<before>[一-鿿]{{0,8}}?)(?:实现|保持|做到)?零(?P<what>[一-鿿]{{0,3}}?{_BAD}(?:事故|事件)?|延误|缺陷|报告|新增|增长|差距|容忍|排放)(?!率[^为])"
)
_NOT = re.compile(
    rf"(?:不得?再?|不能|不许|不准|不可|不会|绝不|未|杜绝|严禁|避免|防止|没有|无|确保不|保证不)(?:再|得|能|要|可以)?(?:发生|出现|出|有|产生|存在|引发|造成)?(?:任何|一起|一次|一个|1起|1次|一例|1例)?"
    rf"(?P<what>(?:因[一-鿿]{{1,14}}?(?:造成|引发|导致|引起)的?)?[一-鿿]{{0,9}}?{_BAD}(?:事故|事件|问题|现象|案件|责任)?)"
)
_NOT_ONE = re.compile(
    r"(?:不得?|不能|不许|不会)(?:再|有|出现|让|落下|漏掉|漏|少)*(?:一|任何一?|1)(?:个|名|户|人|起|例|次|处|家)(?P<what>[一-鿿]{1,10})?"
)
_AS_ZERO = re.compile(
    r"(?P<what>[一-鿿]{2,14}?)(?:人数|数量|次数|率|数)?(?:必须|要|都|均|保持|控制|降|归)*(?:为零(?![一-鿿]?[一-鿿]数)|零发生|不发生(?=[,，。;、)]|$)|不出现(?=[,，。;、)]|$))"
)
_NEVER = re.compile(r"(?:(?:不得|不能|不许|不准|绝不|严禁|确保不|保证不)再?(?:发生|出现)|杜绝)(?:任何|一起)?(?P<what>[一-鿿]{2,12})(?=[,，。;、)]|$)")
"""What must not happen whatever it is called: 不得发生套券骗补."""
_NIL = re.compile(
    r"(?<![\d一二两三四五六七八九十百千万亿])零(?!距离|基础|散|星|售|工|部件|件|花钱|碎|门槛|跑腿|接触|容忍|增长|排放|报告|新增|差距|成本|首付|费用|彩礼|食|担保|利率|时)(?P<what>[一-鿿]{2,5})(?=[,，。;、)\s]|$)"
)
"""零踩踏, 零退单: whatever must not happen, told as a whole clause's end."""
_NO_DEATH = re.compile(r"不(?:死|亡|伤)(?:亡)?(?:一|1)个?人")
_SKIPPED = re.compile(r"不(?:漏|落|少|掉)(?:一|1)(?P<unit>户|人|村|个|企|校|项|处)")
_FULL = re.compile(r"应(?P<verb>[一-鿿]{1,2})尽(?P=verb)(?:[、，,和]?应[一-鿿]{1,2}尽[一-鿿]{1,2})*|(?:实现|做到|基本)?全覆盖|百分之?百覆盖|全员覆盖")
_RHYTHM = re.compile(
    r"(?P<what>[一-鿿]{0,8}?)[按逐](?P<period>季度?|半年)(?:度)?(?P<deed>足额发放|打卡发放|拨付|发放|兑付|兑现|结算|支付|缴纳|拨|发|付)(?P<of>[一-鿿]{0,8})(?=[,，。;、]|$)"
)
"""贴息按季拨付: how often is said, the number is not. By the month is how wages are paid anyway, and no target."""
_A_YEAR = {"季": 4, "季度": 4, "半年": 2}
_DEEDS = {"拨": "拨付", "发": "发放", "付": "拨付"}
_RATE_NAMES = {"补": "补助覆盖率", "发": "发放覆盖率", "保": "保障覆盖率", "助": "资助覆盖率", "救": "救助覆盖率", "检": "检查覆盖率", "免": "免疫覆盖率", "查": "检查覆盖率", "收": "收集率", "修": "维修覆盖率", "接": "接种覆盖率", "改": "改造覆盖率", "养": "供养覆盖率", "贷": "放贷覆盖率", "缴": "缴纳覆盖率", "访": "走访覆盖率", "帮": "帮扶覆盖率", "享": "享受政策覆盖率", "治": "治理覆盖率", "管": "管护覆盖率", "归": "归档覆盖率", "建": "建设覆盖率", "种": "接种覆盖率", "筛": "筛查覆盖率", "训": "培训覆盖率", "开": "开放覆盖率", "调": "调解覆盖率", "惠": "惠及覆盖率", "兑": "兑付覆盖率", "减": "减免覆盖率", "清": "清理覆盖率", "拆": "拆除覆盖率", "奖": "奖励覆盖率"}  # fmt: skip
_PERSON_EVENTS = re.compile(r"伤亡|死亡|溺亡|伤害|伤人")


@dataclass(frozen=True)
class Promise:
    """A promise at [start, end): `value` 0 with an event's name and unit, 100 % with a rate's name, or how often a year something is paid."""

    start: int
    end: int
    value: int
    unit: str
    name: str
    object: str


def promises(passage: Passage, subject: str) -> list[Promise]:
    """The promises without a number of a passage, first to last; `subject` names a rate whose object the words leave out (补助对象)."""
    text = passage.text
    found: list[Promise] = []

    def free(start: int, end: int) -> bool:
        return all(end <= p.start or start >= p.end for p in found)

    found += [Promise(m.start(), m.end(), 0, m["unit"].replace("企", "家"), fitted(subject, "遗漏数"), subject) for m in _SKIPPED.finditer(text)]
    for m in _AS_ZERO.finditer(text):
        what = re.sub(r"^(?:今年|全年|确保|力争|实现|做到|的|且|并)+", "", m["what"])
        people = "人数" in m[0]
        found.append(
            Promise(
                m.start("what") + len(m["what"]) - len(what),
                m.end(),
                0,
                "人" if re.search(r"人|生|伤亡|死亡", what) else "起",
                _event_name(what + ("人数" if people and not what.endswith("人数") else ""), subject),
                what,
            )
        )
    found += [Promise(m.start(), m.end(), 0, "人", "死亡人数", "死亡") for m in _NO_DEATH.finditer(text)]
    for m in _ZERO.finditer(text):
        if m["what"] in ("报告", "新增", "增长", "差距", "容忍", "排放") or not free(m.start(), m.end()):
            continue
        what = m["what"]
        found.append(Promise(m.start("what") - 1, m.end(), 0, _unit(what), _event_name(what, subject), what))
    for m in _NIL.finditer(text):
        if free(m.start(), m.end()):
            found.append(Promise(m.start(), m.end(), 0, _unit(m["what"]), _event_name(m["what"], subject), m["what"]))
    for m in _NOT.finditer(text):
        if re.match(r"(?:不|无|未)(?:低|少|超|高|大|小|多|足|到|满)", m[0]) or re.match(r"[率数]", text[m.end() :]) or not free(m.start(), m.end()):
            continue
        if m[0].startswith(("无", "没有", "未", "避免", "防止")) and not _strict(m, text):
            continue
        what = re.sub(r"^(?:任何|一起|一次|再|的|[有出])+", "", m["what"])
        found.append(Promise(m.start(), m.end(), 0, _unit(what), _event_name(what, subject), what))
    for m in _NEVER.finditer(text):
        if free(m.start(), m.end()):
            found.append(Promise(m.start(), m.end(), 0, "起", _event_name(m["what"], subject), m["what"]))
    for m in _NOT_ONE.finditer(text):
        if re.search(r"让|落下", m[0]) and not re.search(rf"{_BAD}|掉队", m["what"] or ""):
            continue  # 不让一户住危房 is told of a state, no event is counted
        if free(m.start(), m.end()):
            what = m["what"] or ""
            found.append(
                Promise(
                    m.start(),
                    m.end(),
                    0,
                    "起" if re.search(_BAD, what) else "人" if re.search(r"[人员童生户]|掉队", what) else "起",
                    _event_name(what or subject, subject),
                    what or subject,
                )
            )
    for m in _FULL.finditer(text):
        if free(m.start(), m.end()):
            verb = (m["verb"] or "")[:1]
            ahead = re.search(r"([一-鿿]{2,10}?)(?:实现|做到|达到|要)?$", text[max(passage.clause(m.start())[0], m.start() - 12) : m.start()])
            near = re.sub(r"^.*?(?:对|将|把|使|让|确保|全县|全区|的)", "", ahead[1]) if ahead and not verb else ""
            rate = _RATE_NAMES.get(verb, "覆盖率")
            found.append(Promise(m.start(), m.end(), 100, "%", _joined(near or subject, rate), near or subject))
    for m in _RHYTHM.finditer(text):
        if free(m.start(), m.end()) and (m["what"] or m["of"] or subject):
            deed = _DEEDS.get(m["deed"], m["deed"])
            paid = m["what"] or m["of"] or subject
            found.append(Promise(m.start(), m.end(), _A_YEAR[m["period"]], "次", fitted(paid, f"{deed}次数"), paid))
    return sorted(found, key=lambda p: p.start)


def _joined(subject: str, rate: str) -> str:
    head = rate.removesuffix("覆盖率")
    if head and head in subject:
        rate = "覆盖率"
    return fitted(subject, rate)


def _strict(m: re.Match[str], text: str) -> bool:
    """无, 没有, 避免 bind only where the clause promises (确保无安全事故), not where it tells (没有发生过事故)."""
    if m[0].startswith(("避免", "防止")):
        return False
    return not re.match(r"过|的|了", text[m.end() :]) and not re.search(r"去年|上年|一直|目前|此前|历年", text[max(0, m.start() - 12) : m.start()])


def _unit(what: str) -> str:
    if _PERSON_EVENTS.search(what) and not what.endswith(("事故", "事件")):
        return "人"
    if re.search(r"拖欠|欠薪|欠发|差错|失误|漏发|错发|投诉|故障|中断|逾期|延误|违规|断|停", what) and not what.endswith(("事故", "事件")):
        return "次" if not re.search(r"投诉|违规", what) else "起"
    return "起"


def _event_name(what: str, subject: str) -> str:
    """安全事故 → 安全事故数; a bare 事故 or 拖欠 says whose."""
    what = re.sub(r"现象$", "", what)
    if what in ("拖欠", "欠薪", "欠发", "漏发", "错发", "差错", "失误", "逾期", "延误"):
        return fitted(subject if len(subject) <= 10 else "", f"{what}次数")
    if what == "事故":
        what = "安全事故"
    if what.endswith("人数"):
        return fitted(what)
    suffix = (
        "人数"
        if _PERSON_EVENTS.search(what) and not what.endswith(("事故", "事件"))
        else "数"
        if what.endswith(("事故", "事件", "案件", "投诉", "疫情", "纠纷", "舆情"))
        else "发生数"
    )
    return fitted(what, suffix)
