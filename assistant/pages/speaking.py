"""How pages speak when something does not work: a known failure is its own sentence, an unknown one is logged and named by its number.

The page stays as it was: a handler that failed redraws nothing (an error raised to gradio would lay a veil over every widget it was to draw).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, ParamSpec

import gradio as gr

from assistant.domain.failures import AssistantFailure
from assistant.mishap import told

P = ParamSpec("P")


class Speaker:
    """Makes handlers say their failures to the person. `folder`: where what nobody foresaw is noted."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def __call__(self, handler: Callable[P, Any]) -> Callable[P, Any]:
        """The handler, its failures said in a Chinese sentence."""

        @functools.wraps(handler)
        def said(*args: P.args, **kwargs: P.kwargs) -> Any:
            try:
                return handler(*args, **kwargs)
            except AssistantFailure as failure:
                warn(str(failure), "没有做成")
            except Exception as error:
                warn(str(told(error, self._folder)), "出错了")
            return gr.skip()

        return said


def warn(words: str, title: str) -> None:
    """A toast that stays long enough to be read; nothing in the words is markup."""
    gr.Warning(escape(words), title=title, duration=15)
