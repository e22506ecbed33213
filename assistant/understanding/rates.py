"""比率 (rates): what a percentage says — 满意度九成以上, 合格率不低于95%, 较上年提高5个百分点, 80%的村完成改造 — as a statement with its name."""

from __future__ import annotations

import re

from assistant.domain.target import Comparator
from assistant.understanding import naming, phrases
from assistant.understanding.groups import group_in
from assistant.understanding.passage import Passage
from assistant.understanding.quantities import Figure
from assistant.understanding.statements import LINK, SETTING, Statement, inner, made

_RATE = re.compile(r"(?:率|度|比例|占比|比重|份额|覆盖面|指数|得分|评分|比|达标|合格|面)$")
_SHORT = 8
_CHANGE = re.compile(
    r"(?:(?:比|较|同比)(?:上年|去年|往年|上一年|年初)?(?:同期)?)?(?P<verb>提高|提升|增长|增加|上升|下降|降低|减少|压减|压缩|节约|增|降|升|缩短|节省)了?$"
)


def rate(figure: Figure, passage: Passage, left: int, right: int, subject: str) -> Statement:
    """满意度九成以上, 合格率不低于95%, 较上年提高5个百分点, 80%的村完成改造."""
    text = passage.text
    clause = max(left, passage.clause(figure.start)[0])
    stretch = text[clause : figure.left]
    change = _CHANGE.search(text[clause : figure.start].rstrip())
    if change and not re.search(r"[到至]$", text[clause : figure.start].rstrip()):
        return _changed(figure, passage, clause, change, subject)
    trimmed = LINK.sub("", inner(stretch))
    offset = stretch.rfind(trimmed) if trimmed else len(stretch)
    tail = re.search(r"[一-鿿A-Za-z0-9“”\"、]*$", trimmed)
    words = tail[0] if tail else ""
    if len(words) < 2 or not re.search(r"[一-鿿]", words):
        return _share(figure, passage, left, right, subject)
    at = clause + offset + (tail.start() if tail else 0)
    name = re.sub(r"[“”\"]|^\d{1,2}月(?:\d{1,2}日|底|中旬|末)?前?|^年底前?", "", words)
    shorter = SETTING.sub("", name)
    name = _asked(name if _is_bare(shorter) and len(name) <= _SHORT else shorter)
    if not _RATE.search(name):
        name = _with_rate(name, text[figure.right : right])
    if _is_bare(name) and subject:
        name = naming.fitted(subject, name)
    full = figure.value == 100 and figure.high is None and figure.comparator in (None, "=", "≥")
    sign = "=" if full else figure.comparator if figure.comparator != "=" else None
    bad = re.search(
        r"差错|投诉|返工|失误|故障|复发|流失|辍学|死亡|发病|违规|漏|误差|损耗|空置|逾期|不良|偏差|超支|退件|退回|发案|重访|再犯|返贫|拥堵|事故", name
    )
    low: Comparator = "≤" if bad and figure.value < 50 else "≥"
    group = (group_in(name) or re.sub(r"(?:总体|综合)?满意.*$", "", name) or None) if "满意" in name else None
    if limit := re.search(r"\d{1,3}个?(?:秒|分钟|小时|工作日|天|日)内?$", text[max(0, at - 8) : at]):
        name, at = naming.fitted(limit[0] + name), at - len(limit[0])  # 15秒接通率
    start = min(at + words.find(name[:2]) if name[:2] in words else at, figure.left)
    return made(
        figure,
        passage,
        start,
        figure.right,
        name,
        re.sub(r"(?:率|度)$", "", name),
        sign or low,
        figure.unit if figure.unit == "‰" or "百分点" in figure.unit else "%",
        "rate",
        group=group,
    )


def _is_bare(name: str) -> bool:
    """A rate without its object: 合格率 alone, 完成率."""
    return bool(
        re.fullmatch(r"(?:一次)?(?:合格|完成|达标|优良|优秀|及时|在线|完好|覆盖|通过|到位|就业|结业|成活|开工|出勤|参训|好评|准确|完工|交付)率", name)
    )


def _asked(name: str) -> str:
    """企业、求职者满意度 → 企业和求职者满意度; 对残联工作的满意度 drops what they are satisfied with."""
    name = re.sub(r"对(?!象)[^对、]{1,14}?的?(?=满意)", "", name).replace("、", "和")
    name = re.sub(r"^(?:和|的|其|对|以|由|按(?![时期需月季规质量揭摩]))+", "", name)
    if len(name) > naming.LONGEST:
        name = name.split("的")[-1]
    return naming.fitted(name.replace("的", ""))


def _with_rate(name: str, behind: str) -> str:
    if re.search(r"满意$", name):
        return name + "度"
    return naming.fitted(name, "率" if re.search(r"(?:完成|合格|达标|覆盖|通过|到位|办结|及时|成活|入学|参与)$", name) else "比例")


def _share(figure: Figure, passage: Passage, left: int, right: int, subject: str) -> Statement:
    """A share of what stands behind the number: 80%以上的行政村完成改造."""
    back = phrases.behind(passage.text, figure.right, right)
    stretch = re.match(r"的?(?P<who>[一-鿿]{2,12}?)(?=[完实得达有参通能接享,，。]|$)", passage.text[figure.right : right])
    words = stretch["who"] if stretch else back.words
    rest = re.search(r"(?:完成|实现|达到|通过|参加|享受|接受)([一-鿿]{2,8})", passage.text[figure.right : right])
    name = (
        naming.fitted(words + (rest[1] if rest else ""), "" if re.search(r"率$", words) else "比例")
        if words or rest
        else naming.fitted(subject, "比例")
    )
    end = figure.right + (len(stretch[0]) if stretch else 0)
    return made(
        figure, passage, figure.left, end, name, words or subject, figure.comparator if figure.comparator not in (None, "=") else "≥", "%", "rate"
    )


def _changed(figure: Figure, passage: Passage, clause: int, change: re.Match[str], subject: str) -> Statement:
    """A change against last year: the name says so (能耗较上年下降5% → 能耗下降率)."""
    text = passage.text
    head = SETTING.sub("", re.sub(r"[^一-鿿].*?(?=[一-鿿]*$)", "", inner(text[clause : clause + change.start()])))
    head = re.sub(r"(?:比|较|同比|要|力争|争取|再|都|均|预计|将|可|能)+$", "", head) or subject
    verb = {"增": "增长", "降": "下降", "升": "上升"}.get(change["verb"], change["verb"])
    name = naming.fitted(head, f"{verb}{'幅度' if '百分点' in figure.unit or head.endswith('率') else '率'}")
    return made(
        figure,
        passage,
        clause + change.start() - len(head) if head in text else figure.left,
        figure.right,
        name,
        head,
        figure.comparator if figure.comparator in ("≤", "<", ">") else "≥",
        figure.unit,
        "rate",
    )
