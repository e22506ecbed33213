"""命名 (naming): a short noun phrase for an indicator, and the tier it belongs to.

    培训班 + 期 → 培训班期数      慰问留守儿童 + 名 → 慰问留守儿童人数      改造公厕 + 座 → 改造公厕数量      参训学员满意度 stays as it is

Never the value; at most 20 characters; the words of the object stay in it, so that a reviewer sees what it counts. Tiers are data (`lexicon/placement.toml`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from assistant import lexicon
from assistant.domain.frame import Standard, level2_in
from assistant.understanding.phrases import Phrase, verbs, words_of
from assistant.understanding.quantities import unit_of

LONGEST = 20
_LIGHT = frozenset(["举办", "办", "搞", "做", "开展", "组织", "配", "提供", "接受", "享受"])

_ENDINGS: tuple[tuple[str, str], ...] = (  # what the object is decides how its count is called
    (r"(?:人员|工作者|队员|从业者)$", "数"),
    (r"户$|人口$", "数"),
    (
        r"(?:人次|场次|批次|次数|人数|户数|数量|数|面积|里程|长度|金额|总额|额|量|率|度|年限|时间|时长|用时|工期|周期|期限|天数|单价|价格|标准|规模|产值|收入|寿命|容量|分数|得分|指数|浓度|期数|成本|费用|能力|倍数)$",
        "",
    ),
)
_BUILT = re.compile(r"新建|新增|改造|维修|建设|铺设|种植|修复|改建|养护|补植|治理|整治|购置|发放|扩建")
_PLACES = re.compile(
    r"(?:部门|乡镇|镇|村|社区|街道|学校|单位|机构|企业|县|点|站|网点|园区|基地|中心|场所|校|公司|合作社|岗位|模块|系统|组织|支部|品牌)$"
)


class Tier(NamedTuple):
    """The level 2 a fact belongs to, and others a fair reviewer accepts, as the request's standard names them."""

    level2: str
    alternatives: tuple[str, ...]


@cache
def _tiers() -> tuple[tuple[frozenset[str] | None, re.Pattern[str], str, tuple[str, ...]], ...]:
    return tuple(
        (frozenset(t["dimension"]) if "dimension" in t else None, re.compile(t["words"]), t["level2"], tuple(t.get("also", ())))
        for t in lexicon.table("placement")["placed"]
    )


def tier(name: str, dimension: str, standard: Standard) -> Tier:
    """Where a quantity of this dimension and name belongs."""
    for dimensions, words, level2, also in _tiers():
        if (dimensions is None or dimension in dimensions) and words.search(name or "。"):
            return Tier(level2_in(level2, standard), tuple(level2_in(a, standard) for a in also))
    return Tier(level2_in("数量指标", standard), ())


def counted(core: str, unit: str) -> str:
    """The name of a count: the object with the ending its unit asks for (公厕 + 座 → 公厕数量)."""
    known = unit_of(unit)
    suffix = known.suffix if known else "数量"
    dimension = known.dimension if known else ""
    if suffix == "里程" and not re.search(r"路|道|线|里程|行驶|行车|航行|巷|街|养护|渠|堤|河", core):
        suffix = "长度"
    if suffix == "期数":
        core = re.sub(r"(?<=[一-鿿]{2})班$", "", core)
    if unit.endswith("轮") or unit.endswith("轮次"):
        suffix = "轮次"
    if unit.endswith("届"):
        suffix = "届数"
    if dimension == "duration":
        suffix = "天数" if unit in ("天", "日", "个工作日", "工作日") else "月数" if unit == "个月" else "年限" if unit in ("年", "周年") else "时间"
    if dimension == "things" and _PLACES.search(core):
        suffix = "数"
    for ending, instead in _ENDINGS:
        if re.search(ending, core):
            if dimension in ("people", "households") and instead == "数":
                suffix = "数"
            elif instead == "" or core.endswith(suffix):
                suffix = ""
            break
    if suffix and core.endswith(suffix):
        suffix = ""
    return fitted(core, suffix)


def fitted(core: str, suffix: str = "", longest: int = LONGEST) -> str:
    """Core and suffix within 20 characters; what is cut goes word by word from the front, where the qualifiers stand."""
    room = longest - len(suffix)
    return last_words(core, room).strip("的和及、").lstrip("与") + suffix


def last_words(text: str, room: int) -> str:
    """The last words of a phrase that fit; never a torn word unless one word alone is too long."""
    if len(text) <= room:
        return text
    kept = ""
    for word in reversed(words_of(text)):
        if len(word) + len(kept) > room:
            break
        kept = word + kept
    return kept or text[-room:]


def core_of(front: Phrase, back: Phrase, context: str) -> str:
    """The object of a count from the words before and behind its number, or from what the sentence is about."""
    verb = front.verb if len(front.verb) > 1 else verbs().get(front.verb, "")
    if back.words and len(parts := words_of(front.words)) > 1 and parts[-1] in verbs():
        return back.words if parts[-1] in _LIGHT else verbs().get(parts[-1], parts[-1]) + back.words  # 给学校图书室添2000册新书
    if front.words and front.words[-2:] in verbs() and back.words and len(front.words) <= 4:
        return front.words + back.words
    if front.words:
        core = front.words
        joined = verb + core if verb and len(verb + core) <= 14 else core
        about = context.removesuffix(core)
        return f"{about}{core if verb in about else verb + core}" if is_bare(core) and about and about not in verb + core else joined
    if back.words:
        return (verb + back.words) if verb and not back.words.startswith(verb) else back.words
    if verb and context:
        return context if verb in context else (verb + context if _BUILT.fullmatch(verb) and len(context) <= 10 else verb)
    return context or verb


def is_bare(words: str) -> bool:
    """A measure without what it measures (面积, 总播放量, 单价): it needs the object said before."""
    return bool(
        re.fullmatch(
            r"(?:总|合计|平均|建筑|使用|服务|有效|完成|总的|预计|每[期场次个人]?)?(?:面积|长度|里程|播放量|阅读量|点击量|浏览量|单价|造价|费用|规模|数量|工期|人数|次数|场次|时间|时长|人次|投资|金额|期数|产量|频次|参训|参加|参与|观众|受众)",
            words,
        )
    )
