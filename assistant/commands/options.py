"""What all commands share: the data folder, the roof they were started under, and the settings that follow from both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.roof import Roof
from assistant.settings import Settings, settings_for

if TYPE_CHECKING:
    from assistant.workbench import Workbench

Data = Annotated[Path | None, typer.Option("--data", metavar="DIR", help="数据文件夹：索引、台账、导入的记录都在里面。默认在用户的数据文件夹。")]
Batch = Annotated[str | None, typer.Option("--batch", metavar="FILE.jsonl", help="逐行处理一个 JSON Lines 文件（- 为标准输入），一行输入一行输出。")]
IndexFolder = Annotated[Path | None, typer.Option("--index", metavar="DIR", help="用另一个文件夹里的索引。")]
Drafter = Annotated[str | None, typer.Option("--drafter", metavar="offline|model", help="内置起草（offline）或模型起草（model）。默认看设置。")]


@dataclass
class Start:
    """What one run of the program was started with; `log` is where unexpected errors are noted, once the settings are known."""

    roof: Roof
    data: Path | None = None
    log: Path | None = None


def start_of(context: typer.Context) -> Start:
    started: Start = context.find_object(Start) or context.obj
    return started


def roof(context: typer.Context) -> Roof:
    """The roof the program was started under."""
    return start_of(context).roof


def settings(context: typer.Context, data: Path | None) -> Settings:
    """The settings, with the data folder of this command, else that given before it."""
    started = start_of(context)
    chosen = settings_for(data or started.data)
    started.log = chosen.data
    return chosen


def workbench(context: typer.Context, data: Path | None, index: Path | None = None) -> Workbench:
    """The workbench over those settings."""
    return roof(context).compose(settings(context, data), index)
