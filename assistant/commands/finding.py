"""`search`, `index build`, `index status`: what resembles a project, and the index that finds it."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from assistant.commands.failing import DONE
from assistant.commands.lines import batch, progress, put
from assistant.commands.options import Batch, Data, IndexFolder, roof, settings, workbench
from assistant.domain.failures import BadInput
from assistant.domain.form import FormKind, form_kind
from assistant.domain.intake import as_json, number_in

if TYPE_CHECKING:
    from assistant.workbench import Workbench

Words = Annotated[str | None, typer.Argument(metavar="TEXT", help="一段话：要做什么、给谁、花多少钱。")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=200, help="列出几个可比项目。")]
Corpus = Annotated[
    list[Path] | None, typer.Option("--corpus", metavar="PATH", help="只索引这些记录（文件或文件夹），而不是自带的和导入的。可写多次。")
]
_FILTERS = ("region", "kind", "year", "type", "organisation", "budget_min", "budget_max")


def offer(application: typer.Typer) -> None:
    """Puts these commands on the application."""
    application.command("search", help="查可比的已公开项目。")(search)
    index = typer.Typer(help="可比项目的索引。", rich_markup_mode=None)
    index.command("build", help="建立索引，或只补上变化的部分。")(build)
    index.command("status", help="索引里有多少、是否健康。")(status)
    application.add_typer(index, name="index")


def search(
    context: typer.Context,
    text: Words = None,
    lines: Batch = None,
    limit: Limit = 5,
    organisation: Annotated[str | None, typer.Option("--organisation", help="只看这个单位的。")] = None,
    region: Annotated[str | None, typer.Option("--region", help="只看这个地区的。")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="只看这种表：项目目标表、项目自评表……")] = None,
    year: Annotated[int | None, typer.Option("--year", help="只看这一年的。")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="只看这类项目：会议培训、设备购置……")] = None,
    budget_min: Annotated[float | None, typer.Option("--budget-min", help="预算不少于（万元）。")] = None,
    budget_max: Annotated[float | None, typer.Option("--budget-max", help="预算不超过（万元）。")] = None,
    index: IndexFolder = None,
    data: Data = None,
) -> int:
    if (text is None) == (lines is None):
        raise BadInput("请给出要查的一段话，或者用 --batch 给出一个 JSON Lines 文件。", "例如：jixiao search 给村里的老人办体检。")
    given = dict(zip(_FILTERS, (region, kind, year, type_, organisation, budget_min, budget_max), strict=True))
    filters = {k: v for k, v in given.items() if v is not None}
    _refuse_filters(filters)
    bench = workbench(context, data, index)
    if lines is not None:
        return batch(lines, lambda line: _found(bench, line, limit, filters), settings(context, data).data)
    put({"id": None, "query": text, **_found(bench, {"query": text}, limit, filters)})
    return DONE


def _refuse_filters(filters: dict[str, Any]) -> None:
    """A filter that no record can pass is a slip of the pen: said, instead of an empty answer."""
    kind, year = filters.get("kind"), filters.get("year")
    if kind is not None and form_kind(kind) not in get_args(FormKind):
        raise BadInput(f"没有“{kind}”这种表。", f"可用：{'、'.join(get_args(FormKind))}。", ["kind"])
    if year is not None and not 1990 <= year <= 2100:
        raise BadInput("年度须在 1990 到 2100 之间。", "请改好再试。", ["year"])
    for bound in ("budget_min", "budget_max"):
        if bound in filters and not (math.isfinite(filters[bound]) and filters[bound] >= 0):
            raise BadInput(f"--{bound.replace('_', '-')} 应是不小于 0 的数（万元）。", "请改好再试。", [bound])


def _found(bench: Workbench, line: dict[str, Any], limit: int, filters: dict[str, Any]) -> dict[str, Any]:
    query, organisation, budget = line.get("query"), line.get("organisation"), number_in(line.get("budget_wan"))
    if not isinstance(query, str) or not query.strip():
        raise BadInput("没有要查的内容（query）。", "请写一段话：要做什么、给谁、花多少钱。", ["query"])
    if organisation is not None and not isinstance(organisation, str):
        raise BadInput("单位（organisation）应是文字。", "请改好再试。", ["organisation"])
    if line.get("budget_wan") is not None and (budget is None or not math.isfinite(budget) or budget < 0):
        raise BadInput("预算（budget_wan）应是不小于 0 的数（万元）。", "请改好再试。", ["budget_wan"])
    ranking = bench.ranking(query, organisation=organisation, budget_wan=budget, filters=filters)
    found = bench.search(query, organisation=organisation, budget_wan=budget, limit=limit, filters=filters)
    return {"ranking": ranking, "comparables": [as_json(c) for c in found]}


def build(context: typer.Context, corpus: Corpus = None, index: IndexFolder = None, data: Data = None) -> int:
    with progress() as advance:
        put(roof(context).build_index(settings(context, data), index, corpus or [], advance))
    return DONE


def status(context: typer.Context, index: IndexFolder = None, data: Data = None) -> int:
    put(roof(context).index_status(settings(context, data), index))
    return DONE
