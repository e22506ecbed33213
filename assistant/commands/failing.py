"""How a failure is said on the command line: one plain sentence on stderr, an error object where a line of output was due, never a traceback."""

from __future__ import annotations

import datetime as dt
import secrets
import sys
import traceback
from pathlib import Path
from typing import Any

from assistant.domain.failures import AssistantFailure, NotAcceptable

DONE, REFUSED, UNUSABLE = 0, 1, 2
"""Exit codes of the contract: done; part of the input refused; command line or whole input unusable."""
LOG = "errors.log"


def error_of(failure: AssistantFailure) -> dict[str, Any]:
    """The `error` object of the contract; a refused acceptance also lists its reasons."""
    said: dict[str, Any] = failure.as_error()
    if isinstance(failure, NotAcceptable):
        said["reasons"] = failure.reasons
    return said


def say(failure: AssistantFailure | str, where: str = "") -> None:
    """One sentence on stderr."""
    text = " ".join(str(failure).split())
    print(f"{where}：{text}" if where and not text.startswith(where) else text, file=sys.stderr, flush=True)


def unexpected(error: BaseException, data: Path | None) -> AssistantFailure:
    """What went wrong inside us, as a failure with a log id. The log keeps where it happened and the kind of error, no word of the input."""
    name = secrets.token_hex(4)
    frames = "".join(f"  {f.filename}:{f.lineno} {f.name}\n" for f in traceback.extract_tb(error.__traceback__))
    entry = f"{dt.datetime.now(dt.UTC).isoformat(timespec='seconds')} {name} {type(error).__name__}\n{frames}"
    where = _log(entry, data)
    return AssistantFailure(
        f"程序内部出错了（编号 {name}），您的数据没有受影响。", f"详情记在 {where}，请连同编号一起反馈。" if where else "请把编号反馈给我们。"
    )


def _log(entry: str, data: Path | None) -> Path | None:
    if data is None:
        return None
    try:
        data.mkdir(parents=True, exist_ok=True)
        with (data / LOG).open("a", encoding="utf-8") as log:
            log.write(entry)
    except OSError:
        return None
    return data / LOG
