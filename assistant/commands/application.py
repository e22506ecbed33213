"""What `jixiao` offers, and the one place where anything that goes wrong becomes a sentence and an exit code."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from assistant.commands import checking, deeds, drafting, finding
from assistant.commands.failing import DONE, REFUSED, UNUSABLE, say
from assistant.commands.options import Data, Start, roof, settings, start_of
from assistant.commands.roof import Roof
from assistant.domain.failures import AssistantFailure, LedgerBroken, NotAcceptable, StaleDraft
from assistant.mishap import told

LOOPBACK = "127.0.0.1"
_REFUSALS = (NotAcceptable, StaleDraft, LedgerBroken)
_USAGE = "运行 jixiao --help 或 jixiao 命令 --help 看用法。"

application = typer.Typer(
    name="jixiao",
    help="预算绩效目标助手：从一段大白话到一张每个数都有出处的绩效目标表。不带命令时在浏览器里打开工作台。",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Host = Annotated[str, typer.Option("--host", help="监听的地址，默认只有本机能访问。")]
Port = Annotated[int | None, typer.Option("--port", min=1, max=65535, help="端口，默认从 7860 起找一个空的。")]


@application.callback(invoke_without_command=True)
def start(context: typer.Context, data: Data = None) -> int:
    """Without a command: the workbench in the browser."""
    start_of(context).data = data
    if context.invoked_subcommand is None:
        roof(context).serve(settings(context, data), LOOPBACK, None)
    return DONE


@application.command(help="在浏览器里打开工作台。")
def serve(context: typer.Context, host: Host = LOOPBACK, port: Port = None, data: Data = None) -> int:
    roof(context).serve(settings(context, data), host, port)
    return DONE


for room in (checking, finding, drafting, deeds):
    room.offer(application)


def run(arguments: Sequence[str], roof: Roof) -> int:
    """Runs one command line and returns its exit code; nothing raised gets past it."""
    _speak_utf8()
    started = Start(roof)
    try:
        return _invoke(arguments, started)
    except _REFUSALS as failure:
        say(failure)
        return REFUSED
    except AssistantFailure as failure:
        say(failure)
        return UNUSABLE
    except BrokenPipeError:  # whoever read our lines has heard enough
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (KeyboardInterrupt, typer.Abort):
        say("已中断。")
        return REFUSED
    except Exception as error:
        say(_misuse(error) or told(error, started.log))
        return UNUSABLE


def _invoke(arguments: Sequence[str], started: Start) -> int:
    command = typer.main.get_command(application)
    try:
        with command.make_context("jixiao", list(arguments), obj=started) as context:
            answer = command.invoke(context)
    except typer.Exit as done:  # --help
        return done.exit_code
    return answer if isinstance(answer, int) else DONE


def _misuse(error: Exception) -> str | None:
    """A wrong command line, said in one Chinese sentence; None for any other error."""
    kind = next((c.__name__ for c in type(error).__mro__ if c.__name__ in _SAID), None)
    if kind is None:
        return None
    message = str(getattr(error, "message", ""))
    if "No such command" in message:
        return f"没有 {message.split()[-1].strip(chr(39) + '.')} 这个命令。{_USAGE}"
    if "unexpected extra argument" in message:
        return f"多写了参数。{_USAGE}"
    return _SAID[kind].format(name=_name_of(error)) + _USAGE


def _name_of(error: Exception) -> str:
    """The option or argument an error is about, as it is written on the command line."""
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "option_name", ""))
    options = [name for name in parameter.opts if name.startswith("-")]
    return options[-1] if options else str(parameter.metavar or parameter.name).upper()


_SAID = {
    "NoSuchOption": "没有“{name}”这个选项。",
    "MissingParameter": "缺少 {name}。",
    "BadParameter": "“{name}”的值不对。",
    "BadOptionUsage": "选项“{name}”用得不对，它后面要跟一个值。",
    "NoSuchCommand": "没有这个命令。",
    "UsageError": "命令写得不对。",
}


def _speak_utf8() -> None:
    """Chinese on every terminal; what is no character comes out as a JSON escape instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
