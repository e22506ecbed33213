"""Files that commands write: whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from assistant.commands.inputs import STDIN
from assistant.domain.failures import AssistantFailure, BadInput


def write_file(out: str, content: bytes) -> None:
    """Whole or not at all: a full disk or a lost connection leaves no half form behind."""
    if out == STDIN:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    if not out.strip():
        raise BadInput("没有写要导出到哪个文件。", "例如：-o 绩效目标表.xlsx。", ["out"])
    path = Path(out).resolve()
    try:
        if path.exists() and not path.is_file():  # a pipe or a device is written to, never put another file in the place of
            path.write_bytes(content)
            return
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)  # still there only where it could not take its place
    except OSError as e:
        raise AssistantFailure(f"写不了文件 {out}。", "请检查文件夹是否存在、是否有权限、文件是否正被打开。") from e
