"""What is given (inputs): bytes of a file or of stdin become JSON, or one sentence that says what they are instead."""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
from pathlib import Path
from typing import IO, Any

from assistant.domain.failures import BadInput, UnreadableForm

STDIN = "-"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
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


def read_json(file: str) -> Any:
    """The JSON in a file, or on stdin for “-”. Raises BadInput saying what the file is instead."""
    return parse(_bytes(file), named(file))


def parse(content: bytes, name: str) -> Any:
    """JSON from bytes. NaN and Infinity come through as such: whoever reads the field refuses it by name."""
    text = _text(content, name)
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
    try:
        return _path(file).read_bytes()
    except FileNotFoundError as e:
        raise BadInput(f"没有找到文件 {file}。", "请检查路径是否写对。") from e
    except IsADirectoryError as e:
        raise BadInput(f"{file} 是一个文件夹。", "请给出其中的一个文件。") from e
    except OSError as e:
        raise BadInput(f"打不开文件 {file}。", "请检查是否有权限读取。") from e


def _path(file: str) -> Path:
    if not file.strip():
        raise BadInput("文件名是空的。", "请写出要读的文件。")
    return Path(file)


def _text(content: bytes, name: str) -> str:
    _refuse_other_kinds(content, name)
    for encoding in ("utf-16",) if content.startswith(_UTF16) else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(f"{name}不是文本文件。", _INPUT_REMEDY)


def _refuse_other_kinds(content: bytes, name: str) -> None:
    """BadInput where the bytes are a picture, an Office file … by their first characters."""
    for start, what in (_PICTURES | _OTHERS).items():
        if content.startswith(start):
            remedy = (
                "请先把内容写成文字，或给出带文字层的文件。" if start in _PICTURES else "如果它是一张绩效表，请用 jixiao read 或 jixiao check 读它。"
            )
            raise BadInput(f"{name}是{what}，不是 JSON。", remedy)


def opened(file: str) -> IO[bytes]:
    """The lines of a file or of stdin; UTF-16, as some office programs save text, becomes UTF-8. A picture or the like is refused as a whole."""
    if file == STDIN:
        return sys.stdin.buffer
    path = _path(file)
    try:
        stream = path.open("rb")
        start = stream.peek(16)
    except OSError as e:
        raise BadInput(f"打不开文件 {file}。", "请检查路径是否写对、是否有权限读取。") from e
    if not start.startswith((*_UTF16, *_PICTURES, *_OTHERS)):
        return stream
    with stream:
        return io.BytesIO(_text(stream.read(), named(file)).encode("utf-8", "replace"))


def is_json(file: Path) -> bool:
    """Does the file hold a JSON object? Decided by what is in it, not by its name. Raises UnreadableForm where it cannot be opened."""
    try:
        with file.open("rb") as stream:
            start = stream.read(4096)
    except FileNotFoundError as e:
        raise UnreadableForm(f"没有找到文件 {printed(file)}。", "请检查路径是否写对。") from e
    except IsADirectoryError as e:
        raise UnreadableForm(f"{printed(file)} 是一个文件夹。", "请给出其中的一个文件。") from e
    except OSError as e:
        raise UnreadableForm(f"打不开文件 {file}。", "请检查路径是否写对、是否有权限读取。") from e
    return start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")


def named(file: str) -> str:
    """A file as a sentence speaks of it."""
    return "标准输入" if file == STDIN else Path(file).name


def printed(file: Path) -> str:
    """A path as text, whatever the terminal's locale made of its bytes."""
    return os.fsencode(file).decode("utf-8", errors="replace")
