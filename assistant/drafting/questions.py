"""提问 (questions): the two to five things only the unit knows, ranked by how much an answer improves the draft.

Every row that is 待确认 is named in a question; gaps of one tier share one. What the draft can do without is asked only while there are few.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.draft import Question, Request
from assistant.domain.fact import Fact
from assistant.domain.frame import QUALITY, QUANTITY, SERVED_SATISFACTION, TIMELINESS, is_benefit, is_cost
from assistant.domain.indicator import Indicator
from assistant.drafting.brief import Brief
from assistant.drafting.measuring import fitting

AT_MOST, AT_LEAST = 5, 2
ABOUT_SERVED, UNNAMED_GROUP = "request.served", "服务对象"
"""The field asked about where no words and no type tell whom a satisfaction asks, and what the row calls them until then."""
_WHY = {
    QUANTITY: "数量是测算单位成本、核对预算的基础",
    QUALITY: "没有质量标准，验收和自评无从打分",
    TIMELINESS: "有了日期，时效才能考核",
    SERVED_SATISFACTION: "满意度须有对象、有调查才算数",
}


def ask(rows: Sequence[Indicator], raised: Sequence[Question], notes: Sequence[str], brief: Brief) -> tuple[Question, ...]:
    """The questions of a draft, best first: gaps in the rows, then doubts raised by the words or by last year's form, then money and schedule."""
    gaps = _gaps(rows, raised, brief)
    raised = [q for q in raised if not any(r.id == q.about and r.status == "unconfirmed" for r in rows)]
    money = [Question(about="request.budget_wan", question=note + "。", why="数量、单价和预算须对得上") for note in notes]
    doubts = [*(_ambiguous(f, rows) for f in brief.promises if f.ask), *raised, *_of_group(rows)]
    asked = [*money, *gaps, *_one_each(doubts, room=AT_MOST - len(money) - len(gaps))]
    for question in of_the_form(brief.request):
        if len(asked) < AT_LEAST or (len(asked) < AT_MOST and not gaps):
            asked.append(question)
    return tuple(asked[: max(AT_MOST, len(money) + len(gaps))])


def _gaps(rows: Sequence[Indicator], raised: Sequence[Question], brief: Brief) -> list[Question]:
    """One question for each tier with rows to be confirmed, the tiers a draft is weakest without first."""
    tiers = dict.fromkeys(r.level2 for r in rows if r.status == "unconfirmed")
    order = sorted(tiers, key=lambda t: (t != QUANTITY, not is_cost(t), t != TIMELINESS, t != QUALITY, is_benefit(t)))
    return [_gap(level2, [r for r in rows if r.level2 == level2 and r.status == "unconfirmed"], raised, brief) for level2 in order]


def _gap(level2: str, rows: list[Indicator], raised: Sequence[Question], brief: Brief) -> Question:
    why = _WHY.get(level2) or ("单位成本比照开支标准，才不是重复预算" if is_cost(level2) else "效益要用看得见的变化来说")
    if len(rows) > 1:
        listed = "、".join(f"“{r.name}”" for r in rows)
        return Question(about=level2, question=f"{listed}各是多少？请逐项补充。", why=why)
    row = rows[0]
    if (already := next((q for q in raised if q.about == row.id), None)) is not None:
        return already
    pattern = next((p for p in brief.patterns for g in row.sources if g.kind == "library" and g.ref == p.id), None) or fitting(row, brief)
    if level2 == TIMELINESS and row.value is not None:
        said = f"“{row.name}”暂按{row.printed()}填写，最迟什么时候完成？"
    elif is_cost(level2) and "/" in row.unit:
        money, per = row.unit.split("/", 1)
        said = f"“{row.name}”待确认：每{per}控制在多少{money}以内，依据的是哪个开支标准、合同或询价？"
    elif pattern is not None and pattern.question:
        said = f"“{row.name}”待确认：{pattern.question.replace('{object}', brief.object_for(pattern)).replace('{group}', brief.group)}"
    else:
        said = f"“{row.name}”的目标值是多少？"
    return Question(about=row.id, question=said, why=why)


def _ambiguous(fact: Fact, rows: Sequence[Indicator]) -> Question:
    told = next((r for r in rows if any(g.quote == fact.span.quote for g in r.sources)), None)
    return Question(about=told.id if told else fact.name, question=fact.ask or "", why="用语可有两种理解，按确认的日期或数值考核")


def _one_each(doubts: list[Question], room: int) -> list[Question]:
    """As many doubts as there is room for; what does not fit is gathered into the last."""
    if len(doubts) <= max(room, 1):
        return doubts
    kept, rest = doubts[: max(room, 1) - 1], doubts[max(room, 1) - 1 :]
    text = " ".join(q.question for q in rest)
    return [*kept, Question(about=rest[0].about, question=text, why=rest[0].why)]


def _of_group(rows: Sequence[Indicator]) -> list[Question]:
    """Whom the satisfaction asks, where nothing tells."""
    if not any(r.name == f"{UNNAMED_GROUP}满意度" and all(g.kind not in ("description", "user", "previous") for g in r.sources) for r in rows):
        return []
    return [Question(about=ABOUT_SERVED, question="满意度调查问哪些人（例如来访群众、使用部门、沿线居民）？", why=_WHY[SERVED_SATISFACTION])]


def of_the_form(request: Request) -> list[Question]:
    """What no indicator hangs on, but the form has cells for."""
    questions = []
    if not request.schedule:
        questions.append(
            Question(about="request.schedule", question="资金计划到3月、6月、9月、12月底各支出百分之多少？", why="资金支出计划须填，未知的不代填")
        )
    if request.funding is None:
        questions.append(Question(about="request.funding", question="预算资金中财政拨款和其他资金各多少？", why="资金构成须与部门预算一致"))
    if not questions:
        questions.append(
            Question(about="request.purpose", question="项目的立项依据是哪份文件（文号、条款）？", why="指标值的依据写到文件，评审更容易通过")
        )
    return questions
