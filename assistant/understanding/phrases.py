"""短语 (phrases): the noun phrase a number counts, cut out of the words before and behind it.

    办预算绩效管理培训班 4期        → 预算绩效管理培训班        慰问 300名 留守儿童   → 慰问留守儿童
    给 一百二十户 低保户发取暖补贴  → 低保户 (…发取暖补贴)      建设 12个 功能模块    → 建设功能模块

Words are those of jieba's dictionary (rjieba, frozen); which of them belong to no noun is the lexicon's (speech.small).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import rjieba

from assistant import lexicon

_EACH = r"每(?:个|一|名|家|座|所|处|条)?(?:站|期|场|村|校|天|月|人|户|周|日|班|次|季度|季|半年|年|乡镇|社区|县|乡|镇|车|路|批|台|套|项|生|个|名|位|小时|分钟|晚|夜|餐)?"
_EDGE = re.compile(rf"[\s,，。;:()!?、\"“”《》□—+·…/各\d]|{_EACH}|不[少低超高大小多得]|(?:^|(?<=[一-鿿]))[按由](?![摩揭键压期时照])")
_PLACE_END = re.compile(r"(?:村|乡镇|镇|社区|学校|街道|单位|企业|县|小区|部门)$")
_TAKES_OBJECT = frozenset(["提供", "发放", "给予", "接受", "享受", "参加", "参与", "享有", "获得", "得到", "完成", "开展", "实施", "进行"])
_HAN = re.compile(r"[一-鿿A-Za-z]")
_HELD = re.compile(r"^[办搞](?![公理事学证案卡件税结好班赛])(?=[一-鿿]{3})")
_HANDED = re.compile(r"^[人户家校村生]?均?(?:发放|发|送|配发|配)(?:一)?(?:个|套|份|本|件|床)(?=[一-鿿]{2})")
_INTO = re.compile(r"^.*(?:[换改]成|改为|更换为|替换为)(?=[一-鿿A-Za-z]{2})")
_PLACE = re.compile(r"^(?:全[县区市镇乡省州]|[县区市镇乡]域内?|[我本][县区市镇乡局校院]|辖区内?|各[县区市镇乡级地])的?(?=[一-鿿]{2})")
_ENDINGS = frozenset(
    "会员者率费量数点站室队班化师性区馆所机院店册卡证树林田渠桥路仪品物液剂器阀门灯杆牌桶箱柜网线管井池塔泵房库场园棚圈舍片书报图表库员岗工段厕亩"
)
_PAIRS = frozenset(
    [
        "线上",
        "线下",
        "室内",
        "室外",
        "网上",
        "水上",
        "地下",
        "城乡",
        "上门",
        "上岗",
        "下乡",
        "进村",
        "入户",
        "到户",
        "校内",
        "校外",
        "境内",
        "境外",
        "在用",
        "在建",
        "在校",
        "在职",
        "在岗",
        "在编",
        "在站",
        "在园",
        "在院",
        "在库",
        "公厕",
        "社工",
        "义诊",
        "送戏",
        "上新",
        "惠及",
        "普及",
        "社会组织",
        "基层组织",
        "党组织",
        "合作组织",
        "行业组织",
        "群众组织",
    ]
)
_NOWHERE = re.compile(
    r"(?:全|本|我|各)(?:县|区|市|镇|乡|村|街|城|省|州|校|局|院)|(?:县|区|市|镇|乡|村|街|城|省|州|辖区|城区|园区|校园?)(?:里|内|域|上)"
)
LONGEST = 12
"""Characters an object may have: a name of at most 20 must hold it, its verb and its suffix."""


@dataclass(frozen=True)
class Phrase:
    """What stands on one side of a number: the noun phrase `words`, the predicate `verb` that governs it, where it stands."""

    words: str = ""
    verb: str = ""
    start: int = 0
    end: int = 0

    def __bool__(self) -> bool:
        return bool(self.words or self.verb)


@cache
def _small() -> frozenset[str]:
    return frozenset(lexicon.table("speech")["small"]["words"])


@cache
def verbs() -> dict[str, str]:
    """Predicate verbs and their noun form (购 → 购置, 印 → 印制), from the lexicon of activities."""
    known: dict[str, str] = {}
    for a in lexicon.table("activities")["activity"]:
        for w in (a["verb"], *a.get("also", ())):
            known.setdefault(w, a["verb"])
    return known


def words_of(text: str) -> list[str]:
    """The words of a stretch; endings jieba cut off are put back (招聘, 会 → 招聘会), and so are pairs it does not know (线下)."""
    out: list[str] = []
    for word in rjieba.cut(text):
        if out and ((word in _ENDINGS and _HAN.match(out[-1][-1]) and out[-1] not in _small()) or out[-1] + word in _PAIRS):
            out[-1] += word
        elif len(word) == 2 and word[0] == "共" and word[1] in verbs():
            out += [word[0], word[1]]
        elif word:
            out.append(word)
    return out


def before(text: str, start: int, left: int, *, after_figure: bool = False) -> Phrase:
    """The noun phrase that ends at `start`, not reaching left of `left`; `after_figure`: the first word there is what the number before it counts."""
    stretch_from = left
    for m in _EDGE.finditer(text, left, start):
        stretch_from = m.end()
    kept: list[str] = []
    verb = ""
    at = start
    tokens = words_of(text[stretch_from:start])
    if after_figure and stretch_from == left and len(tokens) > 1:
        tokens = tokens[1:]
    for n in range(len(tokens) - 1, -1, -1):
        token = tokens[n]
        if token in _small() or not _HAN.search(token):
            if kept and token in ("和", "与", "及") and n > 0 and tokens[n - 1] not in _small():
                kept.insert(0, token)
                at -= len(token)
                continue
            break
        alone = n == 0 or tokens[n - 1] in _small() or not _HAN.search(tokens[n - 1])
        if token in verbs() and alone and not (kept and len(kept[0]) == 1):
            verb = token
            at -= len(token)
            break
        if sum(map(len, kept)) + len(token) > LONGEST and kept:
            break
        kept.insert(0, token)
        at -= len(token)
    words = trimmed("".join(kept))
    words = "" if _NOWHERE.fullmatch(words) else words  # 镇里8条河道
    return Phrase(words, verb, start - len(words) if words and not verb else at, start)


def behind(text: str, end: int, right: int) -> Phrase:
    """The noun phrase that begins at `end` (的 skipped), not reaching right of `right`."""
    stop = _EDGE.search(text, end, right)
    stretch = text[end : stop.start() if stop else right]
    if quoted := re.match(r"的?[“\"]([一-鿿]{2,10})[”\"]", text[end:right]):
        return Phrase(quoted[1], "", end + quoted.start(1), end + quoted.end())
    skipped = re.match(r"(?:的|多|左右|以上|以内|以下|及以上)*", stretch)
    offset = skipped.end() if skipped else 0
    kept: list[str] = []
    for token in words_of(stretch[offset:]):
        if token in _small() or not _HAN.search(token):
            break
        if kept and token in verbs() and _PLACE_END.search("".join(kept)):
            break
        if kept and (token in _TAKES_OBJECT or (token in verbs() and len(token) == 1)):
            break
        if sum(map(len, kept)) + len(token) > LONGEST:
            break
        kept.append(token)
    words = "".join(kept)
    return Phrase(trimmed(words), "", end + offset, end + offset + len(words))


def trimmed(words: str) -> str:
    """A phrase without the place it opens with (全县, 辖区内), when enough is left."""
    return _HELD.sub("", _HANDED.sub("", _PLACE.sub("", _INTO.sub("", words))))
