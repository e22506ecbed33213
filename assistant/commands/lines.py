"""Lines in, lines out: one line of output an input, in the order given, as soon as each is there; a bad one is answered with its error."""

from __future__ import annotations

import contextlib
import json
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.commands.failing import DONE, REFUSED, UNUSABLE, error_of, say
from assistant.commands.inputs import named, opened, parse, printed
from assistant.domain.failures import BadInput
from assistant.mishap import told


def put(value: Any) -> None:
    """One line of output, flushed: whoever reads us sees each result as soon as it is there."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def batch(file: str, answer: Callable[[dict[str, Any]], dict[str, Any]], data: Path | None) -> int:
    """Answers each line of a JSON-lines file with one line, keyed by its id; a bad line yields its error and the rest goes on. Returns the exit code."""
    answered, refused = 0, False
    with contextlib.closing(opened(file)) as stream, progress() as advance:
        for n, raw in enumerate(stream, start=1):
            if not raw.strip():
                continue
            line = _answered(n, raw, answer, data)
            answered, refused = answered + 1, refused or "error" in line
            put(line)
            advance(n, 0)
    if not answered:
        raise BadInput(f"{named(file)}里一行输入也没有。", '请每行写一个 JSON 对象，例如 {"id":"a1", …}。')
    return REFUSED if refused else DONE


def _answered(n: int, raw: bytes, answer: Callable[[dict[str, Any]], dict[str, Any]], data: Path | None) -> dict[str, Any]:
    given: Any = None
    try:
        given = parse(raw.strip(), f"第 {n} 行")
        if not isinstance(given, dict):
            raise BadInput(f"第 {n} 行应是一个 JSON 对象。", '每行一个输入，例如 {"id":"a1", …}。')
        return {"id": _id_of(given), **answer(given)}
    except Exception as error:  # a batch goes on whatever one line did to us
        failed = told(error, data)
    say(failed, f"第 {n} 行")
    return {"id": _id_of(given), "line": n, "error": error_of(failed)}


def _id_of(given: Any) -> Any:
    """The id of an input line as JSON can carry it back; None where there is none."""
    identity = given.get("id") if isinstance(given, dict) else None
    return None if isinstance(identity, float) and not math.isfinite(identity) else identity


def each_file(files: Sequence[Path], answer: Callable[[Path], dict[str, Any]], data: Path | None) -> int:
    """Answers each file with one line; a file that cannot be read yields its error. Returns the exit code: 2 where nothing could be done at all."""
    refused = 0
    with progress() as advance:
        for n, file in enumerate(files, start=1):
            try:
                said = answer(file)
            except Exception as error:  # the other files are still read
                failed = told(error, data)
                say(failed, file.name)
                said = {"error": error_of(failed)}
                refused += 1
            put({"file": printed(file), **said})
            advance(n, len(files))
    return DONE if not refused else UNUSABLE if refused == len(files) else REFUSED


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr while the block runs, only where a person is looking: (done, of all; 0 where that is not known)."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console  # 0.1 s that a program reading our lines does not pay
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("处理中", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)
