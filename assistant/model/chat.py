"""A chat model behind any OpenAI-compatible address, through LangChain's chat-model interface.

Only what `Settings` says switches sending on: no proxy, key, address, organisation, header or tracing variable of another product is heeded, no
redirect is followed, and nothing about this machine is told. A conversation has one waiting time, retries included. How a server wants to be
asked for JSON (`json_schema`, else `json_object`, else in words) is found out once and remembered.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import SecretStr

from assistant.domain.failures import AssistantFailure
from assistant.model.manner import ABOUT_THE_FORMAT, TOO_LONG, Manner, mentions, next_manner, parameters, worded
from assistant.model.remedies import failure
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

T = TypeVar("T")

_PASSING = frozenset({408, 409, 429, 500, 502, 503, 504})
_REMEMBERED_CONVERSATIONS = 64


@dataclass(frozen=True)
class Usage:
    """What was spent on a model: questions answered, tokens in and out as the server counted them."""

    answers: int = 0
    input_tokens: int = 0
    output_tokens: int = 0


class Chat:
    """Answers `ports.Conversation` by asking the model the settings name.

    A question that carries no earlier answer opens a conversation and with it the waiting time `JIXIAO_MODEL_TIMEOUT_S`; questions that go on from
    it share what is left. Safe to use from several threads. Raises ModelUnavailable or UnusableAnswer, each with a remedy.
    """

    _manners: dict[tuple[str, str], Manner] = {}

    def __init__(self, settings: Settings, pauses: Sequence[float] = (0.5, 1.5)) -> None:
        """`pauses`: seconds before each further try where the server names none (Retry-After)."""
        if not settings.model_base_url or not settings.model_name:
            raise failure("unset")
        # Imported here: 1.1 s that a start without a model does not pay.
        import openai
        from langchain_openai import ChatOpenAI

        from assistant.model.wire import Wire

        self._server = (settings.model_base_url, settings.model_name)
        self._timeout = settings.model_timeout_s
        self._pauses = tuple(pauses)
        self._deadlines: dict[int, float] = {}
        self._lock = threading.Lock()
        self.usage = Usage()
        key = settings.model_api_key
        self._model = ChatOpenAI(
            model=settings.model_name,
            base_url=settings.model_base_url,
            api_key=SecretStr(key or "-"),
            max_retries=0,  # tries are counted here, where they share one waiting time
            use_responses_api=False,  # most compatible servers have chat completions only
            openai_proxy=None,
            http_socket_options=(),
            http_client=openai.DefaultHttpxClient(transport=Wire(key), trust_env=False, follow_redirects=False),
            http_async_client=openai.DefaultAsyncHttpxClient(trust_env=False),
        )

    @property
    def name(self) -> str:
        """The model's name, as the settings give it."""
        return self._server[1]

    def ask(self, messages: Sequence[tuple[str, str]], schema: Mapping[str, object] | None = None) -> str:
        """The model's answer as it stands. `schema`: the JSON Schema asked for, in the strictest form the server takes."""
        deadline = self._deadline(messages)
        manner = self._manners.get(self._server, Manner())
        while True:
            try:
                message = self._tried(worded(messages, schema, manner), parameters(schema, manner), deadline)
            except _NotThisWay as refusal:
                lower = next_manner(manner, refusal.said, schema)
                if lower is None:
                    raise refusal.failure from refusal
                manner = lower
            else:
                if schema is not None:
                    self._manners[self._server] = manner
                return self._text(message)

    def _deadline(self, messages: Sequence[tuple[str, str]]) -> float:
        opening = hash(tuple(m for m in messages if m[0] == "system") + tuple(m for m in messages if m[0] == "human")[:1])
        with self._lock:
            if opening not in self._deadlines or not any(role == "ai" for role, _ in messages):
                while len(self._deadlines) >= _REMEMBERED_CONVERSATIONS:
                    self._deadlines.pop(next(iter(self._deadlines)))
                self._deadlines[opening] = time.monotonic() + self._timeout
            return self._deadlines[opening]

    def _tried(self, messages: list[tuple[str, str]], chosen: dict[str, Any], deadline: float) -> BaseMessage:
        """One question, tried again while the server is only busy and there is time. Raises _NotThisWay where the manner may be at fault."""
        import openai

        for pause in (*self._pauses, None):
            left = deadline - time.monotonic()
            if left <= 0:
                raise failure("timeout")
            try:
                return _within(left, lambda left=left: self._invoke(messages, chosen, left))  # type: ignore[misc]
            except openai.APIStatusError as error:
                if error.status_code in (400, 422, 501) or (error.status_code == 500 and mentions(error.message, ABOUT_THE_FORMAT)):
                    raise _NotThisWay(error.message, _of_status(error)) from error
                wait = _asked_to_wait(error) or pause
                if error.status_code not in _PASSING or pause is None or wait is None or wait > deadline - time.monotonic():
                    raise _of_status(error) from error
                time.sleep(wait)
            except openai.APITimeoutError as error:
                raise failure("timeout") from error
            except openai.APIConnectionError as error:
                if pause is None or _refused(error):
                    raise failure("unreachable" if _refused(error) else "broken") from error
                time.sleep(min(pause, max(0.0, deadline - time.monotonic())))
            except TimeoutError as error:
                raise failure("timeout") from error
            except (openai.OpenAIError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
                raise failure("foreign") from error  # 200 with a web page, no choices, or JSON of another make
        raise failure("timeout")

    def _invoke(self, messages: list[tuple[str, str]], chosen: dict[str, Any], left: float) -> BaseMessage:
        from langsmith.run_helpers import tracing_context

        with tracing_context(enabled=False):  # LANGSMITH_TRACING would send the whole prompt to a third party
            return self._model.invoke(messages, timeout=left, **chosen)

    def _text(self, message: BaseMessage) -> str:
        spent: Mapping[str, int] = getattr(message, "usage_metadata", None) or {}
        with self._lock:
            self.usage = Usage(
                self.usage.answers + 1,
                self.usage.input_tokens + spent.get("input_tokens", 0),
                self.usage.output_tokens + spent.get("output_tokens", 0),
            )
        text, finish = str(message.text), message.response_metadata.get("finish_reason")
        if refusal := message.additional_kwargs.get("refusal"):
            raise failure("refused", detail=str(refusal), answer=text)
        if finish == "content_filter":
            raise failure("refused", answer=text)
        if finish == "length":
            raise failure("cut", answer=text)
        if not text.strip():
            raise failure("empty")
        return text


class _NotThisWay(Exception):  # noqa: N818 - a turn of the ladder, never seen outside
    """The server refused the manner of asking, perhaps: what it said, and the failure it is if no other manner is left."""

    def __init__(self, said: str, as_failure: AssistantFailure) -> None:
        super().__init__(said)
        self.said = said
        self.failure = as_failure


def _of_status(error: Any) -> AssistantFailure:
    status = int(error.status_code)
    if mentions(error.message, TOO_LONG):
        return failure("too_long")
    if 300 <= status < 400:
        return failure("foreign")
    wait = _asked_to_wait(error)
    detail = f"服务方要求等待 {wait:.0f} 秒" if wait else _said(error)
    return failure(str(status), detail=detail)


def _said(error: Any) -> str:
    """What the server itself gave as its reason; a web page is no reason."""
    body = error.body
    said = body.get("message") if isinstance(body, dict) else None
    return said if isinstance(said, str) else ""


def _asked_to_wait(error: Any) -> float | None:
    try:
        return max(0.0, float(error.response.headers["retry-after"]))
    except (KeyError, ValueError):
        return None


def _refused(error: BaseException) -> bool:
    """Nobody listens there, or the name is unknown: trying again at once is no use."""
    import httpx2

    return isinstance(error.__cause__, httpx2.ConnectError) or isinstance(getattr(error.__cause__, "__cause__", None), httpx2.ConnectError)


def _within(seconds: float, call: Callable[[], T]) -> T:
    """The call's result or error, waited for at most `seconds`: a server that drips bytes, or a name server that hangs, is left behind."""
    outcome: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            outcome.put((call(), None))
        except BaseException as error:  # handed to the waiting thread
            outcome.put((None, error))

    threading.Thread(target=run, name="model", daemon=True).start()
    try:
        result, error = outcome.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if error is not None:
        raise error
    return result  # type: ignore[return-value]
