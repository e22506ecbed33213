"""旁注 (asides): numbers that are no promise, and why — history, document numbers, telephones, floors, plan years, conditions, parts of a name.

Two ways to know: what a number looks like (〔2019〕88号, 0759-6612308, 4楼, 65岁以上) and what the sentence is telling (去年…, 到2030年…).
A sentence about the past ends where a word of the plan takes over (去年180名，今年争取…); brackets speak for themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant import lexicon
from assistant.domain.fact import FactRole
from assistant.understanding.passage import Passage
from assistant.understanding.quantities import Figure

WHY: dict[str, str] = {
    "history": "说的是以前或现状，不是今年的目标",
    "document": "文号、标准号或文件年份",
    "contact": "电话、热线或号码",
    "address": "楼层、门牌等位置",
    "plan": "多年规划或总投资的数，不是今年的目标",
    "condition": "对象的限定条件，不是目标",
    "project_name": "名称里的数字或序号",
    "other": "不单独成为目标",
}


@dataclass(frozen=True)
class Aside:
    """A place [start, end) of a passage whose numbers are no targets."""

    start: int
    end: int
    role: FactRole
    why: str


_LOOKS: tuple[tuple[FactRole, re.Pattern[str]], ...] = (
    ("document", re.compile(r"[一-鿿]{0,6}[〔\[(【]\s*(?:19|20)\d\d\s*[〕\])】]\s*第?\s*\d{1,9}\s*号")),
    (
        "document",
        re.compile(
            r"(?:19|20)\d\d年?第\d{1,9}号|第?\d{1,9}号(?:文件?|令|公告|通知)|(?:GB|DB|ISO|JGJ|CJJ|JTG|SL|HJ)\s*/?T?\s*[\d.\-—/]+|[\(]?(?:19|20)\d\d\s*年?(?:修订|修正)?版[\)]?"
        ),
    ),
    ("document", re.compile(r"《[^》]{1,40}》")),
    ("contact", re.compile(r"\d{6,8}(?:19|20)\d{2}(?:0\d|1[0-2])\d{5}[\dXx]")),
    ("contact", re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—]?\d{7,8}|[48]00[-—]?\d{3}[-—]?\d{4}|\d{7,8}(?=[,，。)]|$))(?!\d)")),
    (
        "contact",
        re.compile(
            r"(?:电话|热线|手机号?|咨询|拨打|联系方式|联系人|传真|微信|QQ|邮编|举报|(?<=[请可询])打|(?<![一-鿿])打)[^\d,，。;]{0,6}(?<!\d)(?:\d{3,5}(?![\d.]|[万千百亿]?[人个件次名起通宗条户元%])|\d{6,12})(?:[-—]\d{1,9})?"
        ),
    ),
    (
        "contact",
        re.compile(
            r"(?<!\d)(?:12[0-9]{3}|96\d{3,4}|95\d{3}|1[12][0-9])(?=(?:市长|政务|便民|维权|法律|妇女|应急|残疾人|青少年|消费|投诉|公共|社保|人社|卫生|心理|服务)*(?:热线|平台|电话|专线|接警|指挥中心|急救))"
        ),
    ),
    ("contact", re.compile(r"(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,9})?")),
    ("address", re.compile(r"(?:路|街|巷|大道|弄|村|胡同)\s*\d{1,9}号(?:院|楼)?")),
    (
        "address",
        re.compile(
            r"(?:(?<!\d)\d{1,4}|[一二三四五六七八九十]{1,5})\s*(?:(?:-|—|至|到)\s*\d{1,4})?\s*(?:号楼|楼(?![房道梯])|层(?!次|级)|单元|室|号院|号厅)"
        ),
    ),
    (
        "condition",
        re.compile(
            r"(?:\d{1,9}|[一二三四五六七八九十]{1,5})\s*(?:周岁|岁)?\s*(?:-|—|~|至|到|―)?\s*(?:\d{1,9}|[一二三四五六七八九十]{1,5})\s*(?:周岁|岁)(?:[(][^)]{0,6}[)])?(?:及?以上|及?以下|以内)?"
        ),
    ),
    ("condition", re.compile(r"每[千百万十]+(?:常住)?(?:人|户|平方米|平米|名)[^,，。;\d]{0,4}\d{1,9}(?:\.\d{1,9})?[一-鿿]{0,3}")),
    ("condition", re.compile(r"(?:连续|满|居住|工龄|党龄|任职|参保|服役|入职|从业)[^,，。;\d]{0,4}\d{1,9}(?:个月|年|天)(?:以上|及以上)?")),
    (
        "project_name",
        re.compile(
            r"(?<![\d一二三四五六七八九十])[一二三四五六1-6]期(?:工程|项目|建设|改造|平台)|第\s*(?:[一二三四五六七八九十百]+|\d{1,9})\s*(?:届|次|批|期|号|轮|中学|小学|幼儿园|医院|人民医院|季(?!度)|师|代)"
        ),
    ),
    (
        "other",
        re.compile(
            r"按(?:照)?(?:全年|每年|一年)?\d{1,9}(?:\.\d{1,9})?(?:天|个月|人|名|日|周|学时|%)(?=计|测|算|核|[,，。;)、]|$)|(?<=每)(?:半年|两年|两个月|三年|两周|半月)"
            r"|(?<![\d十百千万每])一年(?=按|共|要|里|内|下来|算|大概|约|需|能|[,，])|(?<=[抓干做好])[\d一二两三四五六七八九十]{1,2}件(?:大事|实事|事)(?!项)|(?<!\d)[\d二两三四五六七八九]项(?:重点|主要)?(?:任务|工作)(?=[,，。]|$)|[\d二两三四五六七八九十]{1,2}(?:大?块|个?方面|条线)(?=安排|工作|展开|推进|发力)"
            r"|(?<![\d十百千万])一年(?=[一-鿿]{1,6}[\d一两二三四五六七八九十]+[次回遍])"
        ),
    ),
    (
        "other",
        re.compile(
            r"\d{1,2}[:时点]\d{0,2}分?(?:\s*(?:-|—|~|至|到)+\s*\d{1,2}[:时点]\d{0,2}分?)?(?![一-鿿]?[%\d])|[57][×xX*]\d{1,9}(?:小时)?|\d{1,9}[:比]\d{1,9}(?![%\d])"
        ),
    ),
    ("history", re.compile(r"(?<![一-鿿])(?:现有)?馆藏(?:文物|图书|档案|藏品|资料)?(?:约|近|共|有|达)*\d{1,9}(?:\.\d{1,9})?万?余?[件册卷份幅套]")),
    ("history", re.compile(r"(?:楼龄|房龄|车龄|树龄|役龄)[^,，。;、\d]{0,6}\d{1,4}年")),
    (
        "history",
        re.compile(
            r"(?<![给对为在])(?:下辖|管辖|辖区?)(?:内|共|有)*\d{1,9}(?:\.\d{1,9})?万?个?(?:社区|行政村|村|镇|乡|街道|居委会|人|户)|(?:常住|户籍|总)人口(?:数|约|近|有|为)*\d{1,9}(?:\.\d{1,9})?万?余?人?"
        ),
    ),
    (
        "project_name",
        re.compile(
            r"(?:\d{1,3}|[一二三四五六七八九十]{1,4})届[一-鿿]{0,6}?(?:(?:\d{1,3}|[一二三四五六七八九十]{1,3})次)?(?:全体)?(?:会议|全会|代表大会|常委会)"
        ),
    ),
    (
        "other",
        re.compile(
            r"24小时(?=[一-鿿]{0,4}热线|(?:城市|智能|无人|自助|便民)*(?:书房|书店|书吧|图书|自助|药房|药店|便利店|借还|驿站|警务|政务)|[一-鿿]{0,2}电话)"
        ),
    ),
    ("project_name", re.compile(r"[一-鿿]{2,4}[、和][一-鿿]{2,4}(?:两|三|四|2|3|4)个?(?:镇|乡|县|区|村|校|地|市)(?!级)")),
    ("project_name", re.compile(r"[“\"][^”\"“]{0,4}[一二三四五六七八九十百千万\d]+[^”\"“]{0,8}[”\"]")),
)
_MADE_THEN = re.compile(
    r"[一-鿿]{0,3}?(?:建成?|修建?|买|购[买置进]?|装|上线?|投用|投产|启用|并网|成立|竣工|交付|落成|开馆|开通|出版|配备?|种)(?:的|了|(?=[,，。;)]|$))"
)
_TIME_OF_DAY = re.compile(r"\d{1,2}点(?![位击])")

_CONDITIONAL = re.compile(
    r"的?(?:村|企业|单位|家庭|老人|老年人|人员|项目|公司|学校|机构|商户|工程|党员|职工|教师|农户|大户|合作社|道路|建筑|设备|车辆|古树|水库|小区|人群|妇女|儿童|楼房|桥梁|群体|困难|党组织|行政村|自然村)"
)
_AGREED = re.compile(r"不算今年|不在这次|不在本次|不计入|不纳入本|不含在内|不包括在内|另行安排|另算|不列入本")


def looks(passage: Passage, project: str = "") -> list[Aside]:
    """Places whose look alone says they hold no target; also the project's own name where the text repeats it."""
    found: list[Aside] = []
    for role, pattern in _LOOKS:
        found += [
            Aside(m.start(), m.end(), role, WHY[role]) for m in pattern.finditer(passage.text) if re.search(r"[\d一二三四五六七八九十两半]", m[0])
        ]
    name = Passage(project).text
    at = passage.text.find(name) if len(name) > 3 and re.search(r"[\d一二三四五六七八九十]", name) else -1
    while at >= 0:
        found.append(Aside(at, at + len(name), "project_name", WHY["project_name"]))
        at = passage.text.find(name, at + 1)
    kept: list[Aside] = []
    for aside in sorted(found, key=lambda a: (a.start, -a.end)):
        if not kept or aside.start >= kept[-1].end:
            kept.append(aside)
    return kept


@cache
def _cues() -> re.Pattern[str]:
    speech = lexicon.table("speech")

    def any_of(words: list[str]) -> str:
        return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))

    comparing = "".join(f"(?<!{w})" for w in speech["history"]["comparing"])
    return re.compile(
        rf"(?P<range>(?<!\d)(?:19|20)\d\d\s*年?\s*(?:-|—|~|至|到|―)+\s*(?P<until>(?:19|20)\d\d)\s*年?)"
        rf"|(?P<year>(?<!\d)(?:19|20)\d\d)\s*年"
        rf"|(?P<next>明年|来年|次年|下一年|后年)"
        rf"|(?P<strong>今年|本年度|本年|当年|这次|本次|此次|本项目)"
        rf"|(?P<soon>十[二三四五]五[\"”]?(?:期间|末|时期)|(?:今后|往后|后面|后续|未来|接下来|后)[两二三四五六]年)"
        rf"|(?P<total>{any_of(['总投资', '总概算', '总规模', '项目总额', '建设周期', '三年内', '五年内', '分三年', '分两年', '分五年', '三年共', '远期', '规划期'])})"
        rf"|(?<![对给为将把])(?P<standing>{any_of(speech['history']['standing'])}|(?:老|旧)[一-鿿]{{1,4}}(?:还有|还剩|只有|还是|才|已))"
        rf"|(?:{comparing}(?<![对将把])(?P<past>{any_of(speech['history']['words'])}))(?!(?:的?基础上|相比|同期相比|持平|增长|提高|提升|下降|一样|水平))"
        rf"|(?P<present>{any_of(speech['history']['present'])})"
    )


def telling(passage: Passage, fiscal_year: int) -> list[Aside]:
    """Stretches of a passage that tell of the past, or of other years than the fiscal year."""
    found: list[Aside] = []
    text = passage.text
    brackets = [(m.start(), m.end()) for m in re.finditer(r"\([^()]*\)", text)]
    at = 0
    while at < len(text):
        _, end = passage.sentence(at)
        found += _in_sentence(passage, at, end, [b for b in brackets if at <= b[0] < end], fiscal_year)
        for m in _AGREED.finditer(text, at, end):
            found.append(Aside(at, m.start(), "plan", WHY["plan"]))
        at = max(end, at + 1)
    return found


def _in_sentence(passage: Passage, start: int, end: int, brackets: list[tuple[int, int]], fiscal_year: int) -> list[Aside]:
    found: list[Aside] = []
    for inner in brackets:
        found += _stretches(passage, inner[0] + 1, inner[1] - 1, [], fiscal_year)
    return found + _stretches(passage, start, end, brackets, fiscal_year)


def _stretches(passage: Passage, start: int, end: int, skipped: list[tuple[int, int]], fiscal_year: int) -> list[Aside]:
    """Walk the cues of one sentence: each opens or closes a stretch of history or of plan."""
    found: list[Aside] = []
    state: FactRole | None = None
    since, clause_of_cue = start, start
    weak = False

    def close(at: int) -> None:
        if state and at > since:
            pieces, left = [], since
            for a, b in skipped:
                if left <= a < at:
                    pieces.append((left, a))
                    left = b
            pieces.append((left, at))
            found.extend(Aside(a, b, state, WHY[state]) for a, b in pieces if b > a)

    for m in _cues().finditer(passage.text, start, end):
        if any(a <= m.start() < b for a, b in skipped):
            continue
        turn = _turn(m, fiscal_year)
        clause = passage.clause(m.start())[0]
        if m["standing"]:  # 在册老人3200人 speaks of its own clause only
            if state is None:
                stop = min(passage.clause(m.start())[1], _comma(passage.text, m.end(), end))
                found.append(Aside(m.start(), stop, "history", WHY["history"]))
            continue
        if turn is None and m["present"] and (state is None or state == "plan" or clause == clause_of_cue):
            continue  # 去年计划培训130人 is still last year; 要有 says nothing against 到2030年
        if turn is None and state is None:
            continue
        if turn == state and not weak:
            clause_of_cue = clause
            continue
        close(m.start())
        if m["year"] and turn == "history" and state is None and _MADE_THEN.match(passage.text, m.end()):
            found.append(Aside(clause, m.start(), "history", WHY["history"]))  # 粮仓6栋是2016年建的
        state, since, clause_of_cue = turn, m.start(), clause
        weak = bool(m["total"])
        if weak:  # 总投资 speaks of its own clause only
            stop = min((p for p in (passage.clause(m.start())[1], _comma(passage.text, m.end(), end)) if p > m.start()), default=end)
            found.append(Aside(m.start(), stop, "plan", WHY["plan"]))
            state, weak = None, False
    close(end)
    return found


def _comma(text: str, at: int, end: int) -> int:
    stop = text.find("、", at, end)
    return stop if stop >= 0 else end


def _turn(m: re.Match[str], fiscal_year: int) -> FactRole | None:
    """What a cue turns the sentence to: history, plan, or None for this year."""
    if m["range"]:
        return "history" if int(m["until"]) < fiscal_year else "plan"
    if m["year"]:
        year = int(m["year"])
        return "history" if year < fiscal_year else "plan" if year > fiscal_year else None
    if m["next"] or m["soon"] or m["total"]:
        return "plan"
    return "history" if m["past"] else None


def aside_of(figure: Figure, passage: Passage, looked: list[Aside], told: list[Aside]) -> Aside | None:
    """Why a figure is no target, or None."""
    for aside in looked:
        if aside.start <= figure.start < aside.end or figure.start <= aside.start < figure.end:
            return aside
    for aside in told:
        if aside.start <= figure.start < aside.end:
            return aside
    if _TIME_OF_DAY.match(passage.text, figure.start):
        return Aside(figure.start, figure.end, "other", "钟点")
    limits = figure.dimension in ("people", "duration", "organisations", "area", "money", "things", "class_hours")
    if limits and figure.right > figure.end and re.search(r"以上|以下|以内", passage.text[figure.end : figure.right + 1]):
        behind = passage.text[figure.right :]
        if behind.startswith("的") and _CONDITIONAL.match(behind):
            return Aside(figure.start, figure.right, "condition", WHY["condition"])
    return None
