"""`draft`, `refine`, `evaluate`: from plain words to a draft, and a sentence that changes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from assistant.commands.failing import DONE
from assistant.commands.inputs import read_json
from assistant.commands.lines import batch, put
from assistant.commands.options import Batch, Data, Drafter, IndexFolder, settings, workbench
from assistant.domain.draft import Draft
from assistant.domain.failures import BadInput
from assistant.domain.intake import as_json, read_draft, read_request

if TYPE_CHECKING:
    from assistant.workbench import Workbench

RequestFile = Annotated[str | None, typer.Argument(metavar="FILE|-", help="申请（JSON 文件，或 - 为标准输入）。")]
DraftFile = Annotated[str | None, typer.Option("--draft", metavar="FILE", help="要改的草稿（JSON）。")]
Sentence = Annotated[str | None, typer.Argument(metavar="TEXT", help="一句话：把培训人次改成300。")]


def offer(application: typer.Typer) -> None:
    """Puts these commands on the application."""
    application.command("draft", help="按申请起草一套绩效指标，每条写明依据。")(draft)
    application.command("refine", help="用一句话修改草稿。")(refine)
    application.command("evaluate", help="按完成情况写自评（尚未提供）。")(evaluate)


def draft(
    context: typer.Context, file: RequestFile = None, lines: Batch = None, drafter: Drafter = None, index: IndexFolder = None, data: Data = None
) -> int:
    if (file is None) == (lines is None):
        raise BadInput("请给出申请文件，或者用 --batch 给出一个 JSON Lines 文件。", "例如：jixiao draft 申请.json；从标准输入读用 -。")
    bench = workbench(context, data, index)
    if lines is not None:
        return batch(lines, lambda line: {"draft": as_json(_drafted(bench, line.get("request"), drafter))}, settings(context, data).data)
    put(as_json(_drafted(bench, _request_in(read_json(cast(str, file))), drafter)))
    return DONE


def _request_in(given: Any) -> Any:
    """The request itself, where it was given as a batch line is."""
    return given["request"] if isinstance(given, dict) and isinstance(given.get("request"), dict) and "project" not in given else given


def _drafted(bench: Workbench, given: Any, drafter: str | None) -> Draft:
    request, notes = read_request(given)
    made = bench.draft(request, drafter)
    return made if made.confidential or not notes else made.model_copy(update={"notes": (*notes, *made.notes)})


def refine(context: typer.Context, text: Sentence = None, draft: DraftFile = None, lines: Batch = None, data: Data = None) -> int:
    if lines is None and (draft is None or text is None):
        raise BadInput("请给出草稿和要改的一句话。", "例如：jixiao refine --draft 草稿.json 把培训人次改成300；批量用 --batch。")
    bench = workbench(context, data)
    if lines is not None:
        return batch(lines, lambda line: _refined(bench, line.get("draft"), line.get("turns"), "draft"), settings(context, data).data)
    put({"id": None, **_refined(bench, read_json(cast(str, draft)), [text], "")})
    return DONE


def _refined(bench: Workbench, given: Any, turns: Any, at: str) -> dict[str, Any]:
    if not isinstance(turns, list) or not turns or not all(isinstance(t, str) for t in turns):
        raise BadInput("没有要改的话（turns），它应是一组文字。", '例如 "turns":["把培训人次改成300"]。', ["turns"])
    start, _ = read_draft(given, at)
    after, reply = bench.refine(start, turns)
    return {"outcome": reply.outcome, "reply": reply.text, "draft": as_json(after), "indicators": [as_json(i) for i in after.indicators]}


def evaluate(context: typer.Context, file: RequestFile = None, lines: Batch = None, data: Data = None) -> int:
    raise BadInput("这个版本还不能写自评。", "目标申报（draft、check、accept、export）都可以用。")
