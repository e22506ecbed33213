"""How a failure is said on the command line: one plain sentence on stderr, an error object where a line of output was due, never a traceback."""

from __future__ import annotations

import sys
from typing import Any

from assistant.domain.failures import AssistantFailure, NotAcceptable

DONE, REFUSED, UNUSABLE = 0, 1, 2
"""Exit codes of the contract: done; part of the input refused; command line or whole input unusable."""


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
