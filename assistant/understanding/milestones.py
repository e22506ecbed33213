"""节点 (milestones): what is due on a day — 9月底前全部办完, 春防5月底, 11月底前提交报告 — as a statement with a name.

A day binds by its own words (前, 底, 旬) or by a verb beside it; a bare half-year that only says when something goes on (下半年地震演练) does not.
"""

from __future__ import annotations

import re

from assistant.understanding import naming, phrases
from assistant.understanding.asides import WHY, Aside
from assistant.understanding.deadlines import Due
from assistant.understanding.passage import Passage
from assistant.understanding.statements import Statement

_DONE = re.compile(
    r"完成|完工|竣工|办完|做完|结束|结题|结项|验收|到位|到账|发放|拨付|拨|提交|上线|投用|投入使用|交付|发完|放完|装好|修好|建成|建好|开工|启动|印发|出台|体检|报送|审结|开馆|开放|通过|完毕|出版|终审|演完|种完|清完|改完|搞完|收官|实现|达到|全部|兑现|兑付|发到|办好|办结|做好|采购|招标|入库|归档|举办|举行|开展|召开|付清|支付|公示|反馈|落实|搬迁|布展|换完|整改|放|训完|补种|放流|打卡|接种|备齐|备好|配齐|储备|检完|查完|印完|拍完|整完|弄完|搬完|弄好|搞好|办|发"
)
_ACTIONS: tuple[tuple[str, str], ...] = (
    (r"通过初验|初验", "初验完成时间"), (r"终验", "终验完成时间"), (r"竣工验收", "竣工验收时间"), (r"(?:完工|竣工)[并、和]?(?:通过)?验收", "完工验收时间"), (r"通过[^,，。]{0,4}验收|验收", "验收完成时间"), (r"完工|竣工|修完|修好|建成|建好|改完", "完工时间"), (r"开工|动工|进场", "开工时间"),
    (r"启动", "启动时间"), (r"结题", "结题时间"), (r"结项", "结项时间"), (r"提交|报送|上报|交(?!付|通|流|易)", "提交时间"), (r"印发|出台", "印发时间"), (r"上线|试运行", "上线时间"), (r"投用|投入使用|启用|交付", "投用时间"), (r"发放|发完|发到|到账|打卡|兑付|兑现|补助到位|发下去|发到位", "发放完成时间"),
    (r"拨付|拨到|支付|付清|下达|拨|到(?:经办)?银行", "拨付时间"), (r"安装|装好|装完", "安装完成时间"), (r"采购|招标|购", "采购完成时间"), (r"配齐|配发|配送", "配备完成时间"), (r"体检", "体检完成时间"), (r"反馈", "反馈时间"), (r"放完|放映", "放映完成时间"), (r"演完|演出", "演出完成时间"), (r"种完|栽|补植|造林", "栽植完成时间"),
    (r"归档|入库", "入库完成时间"), (r"培训|训完|开班", "培训完成时间"), (r"接种", "接种完成时间"), (r"演练", "演练完成时间"), (r"开馆|开放", "开放时间"), (r"审结|办结", "办结时间"), (r"公示|公布", "公布时间"), (r"换完|更换", "更换完成时间"), (r"整改", "整改完成时间"), (r"搬迁|搬完", "搬迁完成时间"), (r"调查|普查|摸底|排查", "排查完成时间"), (r"储备|备齐|备好", "储备到位时间"),
)  # fmt: skip
_SEASONS = re.compile(
    r"(?:春|秋|夏|冬)[季]?(?:学期|防|播|耕|灌)?|上半年|下半年|第?[一二三四]批(?:次)?|第?[一二]期|首批|前期|头一[笔批期]|第一[笔批]|第二[笔批]|春季学期|秋季学期"
)


def dated(due: Due, passage: Passage, told: list[Aside], fiscal_year: int, subject: str, standard: str) -> Statement:
    """The statement of a day: a deadline with its name, or set aside as history, another year's, or a mere period."""
    text = passage.text
    if due.recurring is not None:
        name = naming.fitted(_monthly(passage, due), "日")
        return Statement(passage, due.start, due.end, name=name, object=name, comparator="≤", value=due.recurring, unit="日", dimension="deadline")
    assert due.day is not None
    words = text[due.start : due.end]
    aside = next((a for a in told if a.start <= due.start < a.end and (a.role != "plan" or due.day.year > fiscal_year)), None)
    if due.day.year < fiscal_year or (aside is not None and aside.role == "history"):
        return _set_aside(passage, due, "history", WHY["history"])
    if due.day.year > fiscal_year and due.year_said:
        return _set_aside(passage, due, "plan", WHY["plan"])
    if due.day.year == fiscal_year and re.fullmatch(r"(?:19|20)\d\d\s*年度?|本年度?|今年|全年", words):
        return _set_aside(passage, due, "other", "预算年度本身")
    if due.opening and not re.search(r"开工|启动", text[due.end : due.end + 6]):
        return _set_aside(passage, due, "other", "开始的时间，不是完成时限")
    start, end = passage.clause(due.start)[0], passage.clause(due.end if due.end < len(text) and text[due.end - 1] == ")" else due.start)[1]
    after = text[due.end : max(due.end, min(end, due.end + 24))]
    ahead = text[start : due.start]
    if re.match(r"[一-鿿]{0,8}率", after):
        return _set_aside(passage, due, "other", "率的统计时点，不单独成为时限")
    if not due.firm and (not (_DONE.search(after) or _DONE.search(ahead[-6:])) or _alternating(words, ahead, after)):
        return _set_aside(passage, due, "other", "说的是时段，不是完成时限")
    if re.match(r"下半年", words) and not re.search(r"完成|完工|办完|结束|验收|到位|做完|全部", after):
        return _set_aside(passage, due, "other", "说的是时段，不是完成时限")
    name, object_, right = _named(passage, due, ahead, after, subject)
    left = _season_start(ahead, start)
    return Statement(
        passage,
        min(left, due.start),
        right,
        name=name,
        object=object_,
        comparator="≤",
        value=due.day.isoformat(),
        unit="date",
        dimension="deadline",
        ask=due.ask,
    )


def _alternating(words: str, ahead: str, after: str) -> bool:
    return bool(re.search(r"[上、]\s*$", ahead) and words == "下半年") or bool(re.match(r"[、和]?下半年", after)) or "各" in after[:6]


def _set_aside(passage: Passage, due: Due, role: str, why: str) -> Statement:
    value = due.day.isoformat() if due.day else due.recurring
    return Statement(passage, due.start, due.end, role=role, why_not=why, value=value, unit="date" if due.day else "日", dimension="deadline")  # type: ignore[arg-type]


def _season_start(ahead: str, start: int) -> int:
    m = re.search(rf"({_SEASONS.pattern})[^,，。\d]{{0,3}}$", ahead)
    return start + m.start() if m else start + len(ahead)


def _named(passage: Passage, due: Due, ahead: str, after: str, subject: str) -> tuple[str, str, int]:
    """Name and object of a deadline, and where its words end."""
    season = next(reversed(list(_SEASONS.finditer(ahead[-10:]))), None)
    halfway = re.match(r"[一-鿿]{0,4}?(?:一半|过半|[一二三四五六七八九]成)|完成[一-鿿]{0,8}?\d+%", after)
    action = next(((p, n) for p, n in _ACTIONS if re.search(p, after)), None)
    if action is None and (behind := next(((p, n) for p, n in _ACTIONS if re.search(p, ahead[-8:])), None)):
        action = behind
    ending = action[1] if action else "完成时间"
    front = phrases.before(passage.text, due.start, passage.clause(due.start)[0])
    object_ = front.words if len(front.words) >= 2 and not re.match(rf"一[笔批期次]|(?:{_SEASONS.pattern})$", front.words) else ""
    if not object_:
        object_ = _object_behind(after, action[0] if action else "")
    object_ = object_ or subject
    object_ = re.sub(r"(?:全部|完成|率|满意度|人数|数量|次数|期数)$", "", object_)
    if halfway:
        ending = "过半完成时间" if "半" in halfway[0] else "阶段完成时间"
        object_ = "" if re.search(r"一半|成$", object_) else object_
        object_ = object_ or subject
    stem = re.sub(r"(?:完成)?时间$", "", ending)
    if stem and object_.endswith(stem):
        object_ = object_[: -len(stem)]
    when = season[0] if season and season[0] not in object_ else ""
    return when + naming.fitted(object_, ending, naming.LONGEST - len(when)), when + object_, due.end + _reach(after)


def _object_behind(after: str, action: str) -> str:
    """What stands behind the verb: 11月底前提交报告 → 报告; 6月底前到经办银行 has none."""
    m = re.search(action, after) if action else re.search(r"完成|做完|办完|结束|实现", after)
    if not m:
        return ""
    words = phrases.behind(after, m.end(), len(after)).words
    return "" if re.match(r"一[批次]|不|并|且|到位|齐|完|好|通过|经办|银行|使用|上级|就|即可|能|影响", words) else words


def _reach(after: str) -> int:
    m = re.match(r"[^,，。;、()\d]{0,14}", after)
    return len(re.sub(r"[在对向把将给]$", "", m[0])) if m else 0


def _monthly(passage: Passage, due: Due) -> str:
    text = passage.text
    what = re.match(
        r"(?:之前|以前|前|把|将)*(?P<verb>发放?|到账|打卡|打到|支付|拨付|缴纳|报送|上报|完成|公布|提交|通报|结算)?(?P<object>[一-鿿]{0,6})",
        text[due.end : passage.clause(due.start)[1]],
    )
    verb = (what["verb"] or "") if what else ""
    object_ = re.sub(r"(?:到位|到账|完毕|完成)$", "", what["object"] or "") if what else ""
    verb = {"发": "发放", "支付": "支付", "": "办理"}.get(verb, verb)
    if not object_ and (
        paid := re.findall(r"[一-鿿]{0,2}(?:工资|补贴|补助|津贴|薪酬|报表|数据|费用|保费)", text[passage.sentence(due.start)[0] : due.start])
    ):
        object_ = re.sub(r"^(?:发放|发|月|的|和|给|按)+", "", paid[-1])
    verb = {"打到": "到账", "打卡": "到账"}.get(verb, verb)
    every = re.match(r"每个?(月|季度?首月|季度?)", text[due.start : due.end])
    return f"每{every[1] if every else '月'}{object_}{verb}"
