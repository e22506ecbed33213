"""Lines in, lines out: how commands read JSON from outside and print their results, one line an input, in the order given, as soon as each is there."""

from __future__ import annotations

import codecs
import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from assistant.commands.failing import DONE, REFUSED, UNUSABLE, error_of, say, unexpected
from assistant.domain.failures import AssistantFailure, BadInput, UnreadableForm

STDIN = "-"
_PICTURES = {
    b"\x89PNG": "PNG 图片",
    b"\xff\xd8\xff": "JPEG 图片",
    b"GIF8": "GIF 图片",
    b"BM": "位图",
    b"II*\x00": "TIFF 图片",
    b"MM\x00*": "TIFF 图片",
}
_OTHERS = {b"%PDF": "PDF 文件", b"PK\x03\x04": "Office 文件或压缩包", b"\xd0\xcf\x11\xe0": "旧版 Office 文件", b"SQLite format 3": "数据库文件"}
_INPUT_REMEDY = '请给出一个 JSON 文件，例如 {"project":"…","description":"…","fiscal_year":2025,"budget_wan":5.6}。'


def put(value: Any) -> None:
    """One line of output, flushed: whoever reads us sees each result as soon as it is there."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def read_json(file: str) -> Any:
    """The JSON in a file, or on stdin for “-”. Raises BadInput saying what the file is instead."""
    name = "标准输入" if file == STDIN else Path(file).name
    return parse(_text(_bytes(file), name), name)


def parse(text: str, name: str) -> Any:
    """JSON from text. NaN and Infinity come through as such: whoever reads the field refuses it by name."""
    if not text.strip():
        raise BadInput(f"{name}是空的。", _INPUT_REMEDY)
    try:
        return json.loads(text)
    except json.JSONDecodeError as e:
        raise BadInput(
            f"{name}不是完整的 JSON：第 {e.lineno} 行第 {e.colno} 个字符处读不下去。", "请检查引号、逗号、括号是否成对，或重新导出这个文件。"
        ) from e
    except (RecursionError, ValueError) as e:
        raise BadInput(f"{name}里的 JSON 嵌套太深或数字太长，读不了。", _INPUT_REMEDY) from e


def _bytes(file: str) -> bytes:
    if file == STDIN:
        return sys.stdin.buffer.read()
    path = Path(file)
    try:
        return path.read_bytes()
    except FileNotFoundError as e:
        raise BadInput(f"没有找到文件 {file}。", "请检查路径是否写对。") from e
    except IsADirectoryError as e:
        raise BadInput(f"{file} 是一个文件夹。", "请给出其中的一个文件。") from e
    except OSError as e:
        raise BadInput(f"打不开文件 {file}。", "请检查是否有权限读取。") from e


def _text(content: bytes, name: str) -> str:
    for start, what in (_PICTURES | _OTHERS).items():
        if content.startswith(start):
            remedy = (
                "请先把内容写成文字，或给出带文字层的文件。" if start in _PICTURES else "如果它是一张绩效表，请用 jixiao read 或 jixiao check 读它。"
            )
            raise BadInput(f"{name}是{what}，不是 JSON。", remedy)
    for encoding in ("utf-16",) if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(f"{name}不是文本文件。", _INPUT_REMEDY)


def batch(file: str, answer: Callable[[dict[str, Any]], dict[str, Any]], data: Path | None) -> int:
    """Answers each line of a JSON-lines file with one line, keyed by its id; a bad line yields its error and the rest goes on. Returns the exit code."""
    refused = False
    with contextlib.closing(_opened(file)) as stream, progress() as advance:
        for n, raw in enumerate(stream, start=1):
            if not raw.strip():
                continue
            line = _answered(n, raw, answer, data)
            refused = refused or "error" in line
            put(line)
            advance(n, 0)
    return REFUSED if refused else DONE


def _answered(n: int, raw: bytes, answer: Callable[[dict[str, Any]], dict[str, Any]], data: Path | None) -> dict[str, Any]:
    given: Any = None
    try:
        given = parse(_text(raw.strip(), f"第 {n} 行"), f"第 {n} 行")
        if not isinstance(given, dict):
            raise BadInput(f"第 {n} 行应是一个 JSON 对象。", '每行一个输入，例如 {"id":"a1", …}。')
        return {"id": given.get("id"), **answer(given)}
    except AssistantFailure as failure:
        failed = failure
    except Exception as error:  # a batch goes on whatever one line did to us
        failed = unexpected(error, data)
    say(failed, f"第 {n} 行")
    return {"id": given.get("id") if isinstance(given, dict) else None, "line": n, "error": error_of(failed)}


def _opened(file: str) -> IO[bytes]:
    if file == STDIN:
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except OSError as e:
        raise BadInput(f"打不开文件 {file}。", "请检查路径是否写对、是否有权限读取。") from e


def each_file(files: Sequence[Path], answer: Callable[[Path], dict[str, Any]], data: Path | None) -> int:
    """Answers each file with one line; a file that cannot be read yields its error. Returns the exit code: 2 where nothing could be done at all."""
    refused = 0
    with progress() as advance:
        for n, file in enumerate(files, start=1):
            try:
                put({"file": str(file), **answer(file)})
            except AssistantFailure as failure:
                failed = failure
            except Exception as error:  # the other files are still read
                failed = unexpected(error, data)
            else:
                advance(n, len(files))
                continue
            refused += 1
            say(failed, file.name)
            put({"file": str(file), "error": error_of(failed)})
    return DONE if not refused else UNUSABLE if refused == len(files) else REFUSED


def is_json(file: Path) -> bool:
    """Does the file hold a JSON object? Decided by what is in it, not by its name. Raises UnreadableForm where it cannot be opened."""
    try:
        with file.open("rb") as stream:
            start = stream.read(4096)
    except OSError as e:
        raise UnreadableForm(f"打不开文件 {file}。", "请检查路径是否写对、是否有权限读取。") from e
    return start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")


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
