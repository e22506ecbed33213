"""How pages speak when something does not work: a known failure is its own sentence, an unknown one is logged and named by its id.

The page stays as it was: a handler that failed redraws nothing (an error raised to gradio would lay a veil over every widget it was to draw).
"""

from __future__ import annotations

import functools
import logging
import uuid
from collections.abc import Callable
from typing import Any, ParamSpec

import gradio as gr

from assistant.domain.failures import AssistantFailure

P = ParamSpec("P")
log = logging.getLogger("jixiao.pages")


def spoken(handler: Callable[P, Any]) -> Callable[P, Any]:
    """The handler, its failures said to the person in a Chinese sentence."""

    @functools.wraps(handler)
    def said(*args: P.args, **kwargs: P.kwargs) -> Any:
        try:
            return handler(*args, **kwargs)
        except AssistantFailure as failure:
            gr.Warning(str(failure), title="没有做成", duration=15)
        except Exception:
            name = uuid.uuid4().hex[:8]
            log.exception("unexpected failure %s", name)
            gr.Warning(f"程序出了意外，已记入日志（编号 {name}）。已保存的内容没有丢，可以再试一次。", title="出错了", duration=None)
        return gr.skip()

    return said
