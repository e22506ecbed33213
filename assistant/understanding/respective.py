"""分别 (respective): counts told one after another for things listed before — 小学、初中、高中分别资助120人、80人、40人.

The things stand in a list before 分别 (or 依次), or are those the prices just told were for (80—89岁老人每人每月50元, …，分别发2600人、410人).
Each count takes the name of its own thing. Lists of another length than the counts are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.understanding import naming, phrases
from assistant.understanding.passage import Passage
from assistant.understanding.statements import LINK, SETTING, Statement

_EACH_OWN = re.compile(r"分别|依次")
_BETWEEN = re.compile(r"\s*[、，,和]?\s*")
_LIST_END = re.compile(r"(?:预计|计划|将|要|都|拟|各|今年|年内)+$")
_LABEL = 8


def respectively(said: Sequence[Statement]) -> list[Statement]:
    """The statements of a passage, in the order of its text, with the counts behind a 分别 named after the things before it."""
    out = list(said)
    if not out:
        return out
    passage = out[0].passage
    told: list[str] = []
    for m in _EACH_OWN.finditer(passage.text):
        run = _run(out, m.end(), passage)
        labels = _labels(out, passage, m.start(), len(run)) if len(run) > 1 else []
        labels = labels or (told if len(told) == len(run) else [])  # …, 标准分别为每人500元、800元
        figure = out[run[0]].figure if run else None
        doing = _doing(passage.text[m.end() : figure.left]) if figure else ""
        for n, label in zip(run, labels, strict=False):
            out[n] = _named(out[n], label, doing)
        told = labels or told
    return out


def _run(out: Sequence[Statement], after: int, passage: Passage) -> list[int]:
    """The indices of the counts that follow one another behind a place, with nothing but commas between."""
    end = passage.sentence(after)[1]
    places = [n for n, s in enumerate(out) if s.figure and after <= s.figure.start < end]
    run: list[int] = []
    for n in places:
        figure = out[n].figure
        assert figure is not None
        if run:
            last = out[run[-1]].figure
            assert last is not None
            if not _BETWEEN.fullmatch(passage.text[last.right : figure.left]) or out[n].unit != out[run[0]].unit:
                break
        elif figure.left - after > _LABEL:
            break
        run.append(n)
    kinds = {out[n].dimension for n in run}
    return run if all(out[n].role == "target" for n in run) and (kinds == {"price"} or not kinds & {"rate", "price", "deadline"}) else []


def _labels(out: Sequence[Statement], passage: Passage, at: int, many: int) -> list[str]:
    """The names of so many things before a place: a list in its clause, else what the last prices of the sentence were for."""
    words = _LIST_END.sub("", passage.text[passage.clause(at)[0] : at].strip())
    listed = [SETTING.sub("", part.strip()) for part in re.split(r"、|(?<!普)[和与及]", words) if part.strip()]
    if len(listed) == many and all(2 <= len(part) <= 2 * _LABEL and not re.search(r"\d", part) for part in listed):
        return [naming.last_words(part, _LABEL) for part in listed]
    start = passage.sentence(at)[0]
    priced = [s.object for s in out if s.dimension == "price" and s.figure and start <= s.figure.start < at]
    return priced[-many:] if len(priced) >= many and all(len(p) > 1 for p in priced[-many:]) else []


def _doing(words: str) -> str:
    """What 分别 does with them, as a noun: 发 → 发放; blank where it only says how many (为, 是, 有)."""
    doing = re.sub(r"[^一-鿿]", "", LINK.sub("", words))
    return doing[:4] if len(doing) > 1 else phrases.verbs().get(doing, "")


def _named(s: Statement, label: str, doing: str) -> Statement:
    if s.dimension == "price":
        return replace(s, object=label, name=naming.fitted(label, re.sub(r"^.*?(?=每)", "", s.name)))
    core = label + doing
    return replace(s, object=core, name=naming.counted(core, s.unit))
