"""活动 (activities): each thing the words say is done ends in a row; where no figure tells of it, in a count to be confirmed."""

from __future__ import annotations

import re

from assistant.domain.fact import Activity
from assistant.domain.frame import QUANTITY, TIMELINESS
from assistant.domain.indicator import Ground, Indicator
from assistant.domain.names import bigrams
from assistant.drafting.brief import Brief
from assistant.drafting.measuring import measured
from assistant.drafting.sheet import Sheet

_LIGHT = re.compile(r"开展|组织|举办|实施|进行|做|搞|补充|保障|用于|支付")
_EVENT = re.compile(r"(?:活动|培训|演练|宣传|检查|讲座|比赛|会|展览|演出|调研|巡查|体检|服务|监测|评估|竞赛|班)$")
_NO_COUNT = re.compile(r"第三方|公司|机构|季度|打卡|按月|资金|经费|工资|补助|补贴|方式|制度|机制")
"""What is no thing one counts: who does it, how it is paid."""
_MAKES = re.compile(r"印|发放|购|采买|制作|编")


def put_activities(sheet: Sheet, brief: Brief) -> None:
    """Each activity of the words ends in a row: where none tells of it, a count to be confirmed."""
    for activity in brief.understanding.activities:
        if _NO_COUNT.search(activity.object):
            continue
        loose = brief.request.kind == "department" and activity.task is None
        if loose or not 2 <= len(activity.object) <= 8 or _told(activity, sheet, brief):
            continue
        words = activity.verb + activity.object
        counts = [p for p in brief.patterns if brief.tier(p.level2) == QUANTITY and "{object}" not in p.name and any(w in words for w in p.words)]
        pattern = next((p for p in counts if bigrams(p.name) & bigrams(activity.object)), None)
        said = Ground(kind="description", ref=activity.span.field, quote=activity.span.quote)
        blank = Indicator(
            level2=QUANTITY,
            task=activity.task,
            name=brief.named(pattern) if pattern else f"{activity.verb}{activity.object}数量",
            comparator="≥",
            unit=pattern.units[0] if pattern and pattern.units else "",
            basis=f"单位申报说明：“{activity.span.quote}”，数量待单位确认",
            sources=(said, Ground(kind="assumption")),
            status="unconfirmed",
        )
        sheet.put(measured(blank, brief, pattern=pattern))


def _told(activity: Activity, sheet: Sheet, brief: Brief) -> bool:
    """Does a row speak of the activity: by its fact, by the clause it stands in, by its object — or is it the project itself, or too vague to count?"""
    if activity.task and any(r.task == activity.task and r.level2 == QUANTITY for r in sheet):
        return True
    thing = bigrams(activity.object)
    if thing & bigrams(brief.request.project) or (_LIGHT.search(activity.verb) and not _EVENT.search(activity.object)):
        return True
    for row in sheet:
        fact = sheet.fact_of(row)
        if row.level2 == TIMELINESS and _MAKES.search(activity.verb):
            continue  # a day says when a thing is made, not how many
        if thing & bigrams(row.name) or (fact is not None and (fact.activity == activity.index or brief.same_clause(fact.span, activity.span))):
            return True
    return False
