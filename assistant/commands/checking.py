"""`read`, `check`, `rules`: what a form says, and what rules say of it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.failing import DONE, REFUSED, UNUSABLE
from assistant.commands.inputs import is_json, read_json
from assistant.commands.lines import batch, each_file
from assistant.commands.options import Batch, Data, settings, workbench
from assistant.commands.outputs import write_file
from assistant.domain.failures import BadInput
from assistant.domain.finding import Finding
from assistant.domain.intake import as_json, read_draft

if TYPE_CHECKING:
    from assistant.workbench import Workbench

Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="表或草稿：txt、csv、html、xlsx、xls、docx、pdf、JSON。")]
MaybeFiles = Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help="表或草稿：txt、csv、html、xlsx、xls、docx、pdf、JSON。")]
Strict = Annotated[bool, typer.Option("--strict", help="有未处理的错误时退出码为 1。")]
FixIt = Annotated[bool, typer.Option("--fix", help="直接改好能放心改的，并输出改后的草稿。")]
Coverage = Annotated[bool, typer.Option("--coverage", help="同时列出每条规则查到了什么、为什么没查。")]
Opinion = Annotated[bool, typer.Option("--opinion", help="同时起草审核意见：结论（通过、完善后通过、不通过）和按轻重排列的各点。")]
Annotate = Annotated[Path | None, typer.Option("--annotate", metavar="OUT.xlsx", help="把意见作为批注写进这张 xlsx 表的副本。")]
RuleName = Annotated[str | None, typer.Argument(metavar="RULE", help="规则名；不写就列出全部。")]


def offer(application: typer.Typer) -> None:
    """Puts these commands on the application."""
    application.command("read", help="读已公开或已填好的表，每个文件输出一行。")(read)
    application.command("check", help="按规则核查草稿或任何读得出的表，每个文件输出一行。")(check)
    application.command("rules", help="规则目录，或一条规则的说明页。")(rules)


def read(context: typer.Context, files: Files, data: Data = None) -> int:
    bench = workbench(context, data)
    return each_file(files, lambda file: {k: v for k, v in as_json(bench.read(file)).items() if k != "file"}, settings(context, data).data)


def check(
    context: typer.Context,
    files: MaybeFiles = None,
    lines: Batch = None,
    strict: Strict = False,
    fix: FixIt = False,
    coverage: Coverage = False,
    opinion: Opinion = False,
    annotate: Annotate = None,
    data: Data = None,
) -> int:
    if bool(files) == bool(lines):
        raise BadInput("请给出要核查的文件，或者用 --batch 给出一个 JSON Lines 文件。", "例如：jixiao check 表.xlsx。")
    if annotate is not None and (not files or len(files) != 1 or is_json(files[0])):
        raise BadInput("--annotate 只能配一张表。", "例如：jixiao check 表.xlsx --annotate 表（批注）.xlsx。", ["annotate"])
    bench, folder = workbench(context, data), settings(context, data).data
    tally = _Tally()

    def one(given: Any, at: str) -> dict[str, Any]:
        return tally.seen(_with_opinion(bench, _checked_draft(bench, given, at, fix, coverage), opinion))

    def form(file: Path) -> dict[str, Any]:
        return tally.seen(_with_opinion(bench, _checked_form(bench, file, coverage, annotate), opinion))

    if lines:
        code = batch(lines, lambda line: one(line.get("draft"), "draft"), folder)
    else:
        code = each_file(files or [], lambda file: one(read_json(str(file)), "") if is_json(file) else form(file), folder)
    return REFUSED if strict and tally.open_errors and code != UNUSABLE else code


class _Tally:
    """Whether any error finding stayed open, for `--strict`."""

    def __init__(self) -> None:
        self.open_errors = 0

    def seen(self, answer: dict[str, Any]) -> dict[str, Any]:
        self.open_errors += sum(f["severity"] == "error" and f["waived"] is None for f in answer["findings"])
        return answer


def _checked_draft(bench: Workbench, given: Any, at: str, fix: bool, coverage: bool) -> dict[str, Any]:
    draft, notes = read_draft(given, at)
    answer: dict[str, Any] = {}
    if fix:
        draft, fixed = bench.fixed(draft)
        answer["fixed"] = _listed(fixed)
    checked = bench.check(draft)
    answer = {"findings": _listed(checked.findings), **answer}
    if fix:
        answer["draft"] = as_json(draft.model_copy(update={"findings": tuple(checked.findings)}))
    if coverage:
        answer["coverage"] = [asdict(o) for o in checked.outcomes]
    return {**answer, "notes": notes} if notes else answer


def _with_opinion(bench: Workbench, answer: dict[str, Any], asked: bool) -> dict[str, Any]:
    if not asked:
        return answer
    drafted = bench.opinion([Finding.model_validate(f) for f in answer["findings"]])
    return {**answer, "opinion": asdict(drafted)}


def _checked_form(bench: Workbench, file: Path, coverage: bool, annotate: Path | None = None) -> dict[str, Any]:
    checked = bench.check_form(file)
    answer: dict[str, Any] = {"findings": _listed(checked.findings)}
    if annotate is not None:
        write_file(str(annotate), bench.annotated(file, checked.findings))
        answer["annotated"] = str(annotate)
    if coverage:
        answer["coverage"] = [asdict(o) for o in checked.outcomes]
    return answer


def _listed(findings: Any) -> list[dict[str, Any]]:
    return [as_json(f) for f in findings if isinstance(f, Finding)]


def rules(context: typer.Context, rule: RuleName = None, data: Data = None) -> int:
    bench = workbench(context, data)
    if rule is None:
        for line in bench.rules():
            print(line)
        return DONE
    print(bench.rule_page(rule))
    return DONE
