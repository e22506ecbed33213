"""python -m eval run|compare|report|bench [SUBJECT]: quality figures; ratios to floors measured in the same run."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from eval import compare as comparison
from eval import report as reporting
from eval.bench import BENCHES
from eval.house import house
from eval.run import SUBJECTS, Figures, figures

application = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, help=__doc__)


class Measured(StrEnum):
    drafts = "drafts"
    rules = "rules"
    retrieval = "retrieval"


_ALIAS = {"rules": "check"}
"""The whole catalogue over a draft is what a check is."""


class Timed(StrEnum):
    startup = "startup"
    search = "search"
    check = "check"
    rules = "rules"
    draft = "draft"
    read = "read"


Subject = Annotated[Measured | None, typer.Argument(metavar="SUBJECT", help="drafts、rules 或 retrieval；不写就全量。")]
As_json = Annotated[bool, typer.Option("--json", help="打印 JSON：每个量的数值、区间和各案例的得分。")]


@application.command()
def run(subject: Subject = None, as_json: As_json = False) -> None:
    """量一遍。有对照没有明显更差时，退出码为 1：那个量靠不住。"""
    measured = _measured(subject)
    if as_json:
        typer.echo(json.dumps([f.model_dump(mode="json") for f in measured], ensure_ascii=False, indent=1))
    else:
        _print(measured)
    _stop_unless(all(f.trustworthy for f in measured))


@application.command()
def compare(
    subject: Subject = None,
    accept: Annotated[bool, typer.Option("--accept", help="把这一遍的数作为今后比较的基准。")] = False,
) -> None:
    """和已接受的数（eval/baseline.json）比，说出哪些变差了、差在哪些案例上；有变差的，退出码为 1。"""
    measured = _measured(subject)
    found = comparison.changes(comparison.accepted(), measured)
    for c in found:
        typer.echo(
            f"{'变差' if c.worse else '变化'}  {c.subject}.{c.measure}  {c.before} → {c.after}"
            + (f"  变差的案例：{'、'.join(c.cases)}" if c.cases else "")
        )
    if not found:
        typer.echo("与基准相同。" if comparison.accepted() else "还没有基准：加 --accept 记下这一遍。")
    if accept:
        comparison.accept(measured)
    _stop_unless(accept or not any(c.worse for c in found))


@application.command()
def report(subject: Subject = None) -> None:
    """量一遍，把数写进 docs/quality.md。"""
    for name in reporting.write(_measured(subject)):
        typer.echo(f"docs/quality.md 里没有 {name} 的位置。", err=True)


@application.command()
def bench(
    subject: Annotated[Timed | None, typer.Argument(metavar="SUBJECT", help="startup、search、check、draft 或 read；不写就全量。")] = None,
    out: Annotated[Path | None, typer.Option("-o", help="把数写成 JSON。")] = None,
) -> None:
    """量速度：每个时间旁边是同一遍里量出的底线，只看倍数。"""
    results: dict[str, list[dict[str, Any]]] = {}
    for name in [_ALIAS.get(subject.value, subject.value)] if subject else list(BENCHES):
        results[name] = BENCHES[name]()(lambda text: typer.echo(text, err=True))
        for row in results[name]:
            typer.echo(f"{name}  " + "  ".join(f"{key}={value}" for key, value in row.items()))
    if out:
        out.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _measured(subject: Measured | None) -> list[Figures]:
    subjects = [s for s in SUBJECTS if subject is None or s == subject.value]
    with house() as workbench:
        return figures(workbench, subjects, lambda text: typer.echo(text, err=True))


def _print(measured: list[Figures]) -> None:
    for subject in measured:
        typer.echo("\n".join(reporting.plain(subject)))


def _stop_unless(good: bool) -> None:
    if not good:
        raise typer.Exit(1)


if __name__ == "__main__":
    application()
