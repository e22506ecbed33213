"""`accept`, `verify`, `export`: what a named person does, the proof of it, and the official form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.commands.failing import DONE, REFUSED, error_of, say
from assistant.commands.inputs import STDIN, read_json
from assistant.commands.lines import put
from assistant.commands.options import Data, workbench
from assistant.commands.outputs import write_file
from assistant.domain.draft import Draft
from assistant.domain.event import Accepted
from assistant.domain.failures import BadInput, NotAcceptable, StaleDraft
from assistant.domain.intake import as_json, read_draft

DraftFile = Annotated[str, typer.Argument(metavar="FILE", help="草稿（JSON 文件，或 - 为标准输入）。")]
AnyFile = Annotated[Path | None, typer.Argument(metavar="FILE", help="导出的表（xlsx、docx）或采纳的结果（JSON）；不写就核验整个台账。")]


def offer(application: typer.Typer) -> None:
    """Puts these commands on the application."""
    application.command("accept", help="由具名的人采纳一份草稿，记入台账。")(accept)
    application.command("verify", help="核验台账，或证明一份导出的表与采纳的一致。")(verify)
    application.command("export", help="导出成官方表样或单位自己的模板。")(export)


def accept(
    context: typer.Context,
    file: DraftFile,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="采纳人的姓名。")],
    waive: Annotated[list[str] | None, typer.Option("--waive", metavar="FINDING=REASON", help="豁免一条意见并写明理由。可写多次。")] = None,
    data: Data = None,
) -> int:
    draft, _ = read_draft(read_json(file))
    waivers = _waivers(waive or [])
    try:
        accepted = workbench(context, data).accept_file(draft, by, waivers)
    except (NotAcceptable, StaleDraft) as refusal:
        say(refusal)
        put({"error": error_of(refusal)})
        return REFUSED
    put(as_json(accepted))
    return DONE


def _waivers(given: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    if any(not sign for _, sign, _ in pairs):
        raise BadInput("--waive 要写成“意见编号=理由”。", "例如：--waive 3f2a9c=按合同分两年支付。", ["waive"])
    return {finding.strip(): reason.strip() for finding, _, reason in pairs}


def verify(context: typer.Context, file: AnyFile = None, data: Data = None) -> int:
    verified = workbench(context, data).verify(file)
    put(as_json(verified))
    if not verified.ok:
        say(verified.message)
    return DONE if verified.ok else REFUSED


def export(
    context: typer.Context,
    file: DraftFile,
    layout: Annotated[str, typer.Option("--layout", metavar="NAME", help="表样：shanhaiguan、zhanjiang、guangzhou、chengdu……")],
    as_: Annotated[str, typer.Option("--as", metavar="xlsx|docx", help="文件格式。")],
    out: Annotated[str, typer.Option("-o", "--out", metavar="OUT", help="写到哪个文件（- 为标准输出）。")],
    template: Annotated[Path | None, typer.Option("--template", metavar="FILE", help="单位自己的空白表（xlsx）。")] = None,
    data: Data = None,
) -> int:
    content = workbench(context, data).export(_to_export(read_json(file)), layout, as_, template)
    write_file(out, content)
    if out != STDIN:
        put({"file": out, "layout": layout, "as": as_, "bytes": len(content)})
    return DONE


def _to_export(given: Any) -> Draft | Accepted:
    """A draft, or what `accept` printed."""
    if not isinstance(given, dict) or "form" not in given:
        return read_draft(given)[0]
    form, _ = read_draft(given["form"], "form")
    known = {k: str(given.get(k) or "") for k in ("dossier", "hash", "by", "at")}
    return Accepted(**known, seq=given["seq"] if isinstance(given.get("seq"), int) else 0, form=form)
