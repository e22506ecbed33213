"""The model door against a real HTTP server: what is sent, what is made of each way a server can behave."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.failures import ModelUnavailable, UnusableAnswer
from assistant.model.chat import Chat, Usage
from assistant.settings import Settings
from tests.server.openai_server import Behaviour, Fails, Holds, Page, Raw, Says, ScriptedServer, Slow, Stranger

ASKED = [("system", "你是助手。"), ("human", "写一行。")]
SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": False}
REPOSITORY = Path(__file__).resolve().parents[2]
ONCE: tuple[float, ...] = ()
GOOD = Says('{"a":"好"}')


def ask(*script: Behaviour, timeout: float = 5, pauses: tuple[float, ...] = (0.01, 0.01), schema: Any = SCHEMA) -> tuple[str, ScriptedServer]:
    with ScriptedServer(script) as server:
        return Chat(server.settings(timeout), pauses).ask(ASKED, schema), server


def test_an_answer_comes_back_as_it_stands_and_its_tokens_are_counted() -> None:
    with ScriptedServer([Says("```json\n{}\n```")]) as server:
        chat = Chat(server.settings())
        assert chat.ask(ASKED) == "```json\n{}\n```"
        assert chat.usage == Usage(answers=1, input_tokens=11, output_tokens=7)
        assert chat.name == "test-model"


def test_the_messages_and_the_schema_are_sent_as_given() -> None:
    _, server = ask(GOOD)
    (body,) = server.requests
    assert body["messages"] == [{"role": "system", "content": "你是助手。"}, {"role": "user", "content": "写一行。"}]
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert body["temperature"] == 0
    assert server.paths == ["/v1/chat/completions"]


def test_an_earlier_answer_goes_back_as_the_models_own() -> None:
    with ScriptedServer([GOOD]) as server:
        Chat(server.settings()).ask([*ASKED, ("ai", "一"), ("human", "二")])
    assert [m["role"] for m in server.requests[0]["messages"]] == ["system", "user", "assistant", "user"]


@pytest.mark.parametrize(
    ("behaviour", "kind", "said"),
    [
        (Fails(401, "bad key"), ModelUnavailable, "JIXIAO_MODEL_API_KEY"),
        (Fails(403), ModelUnavailable, "无权"),
        (Fails(404, "no such model"), ModelUnavailable, "JIXIAO_MODEL_NAME"),
        (Fails(400, "maximum context length is 4096 tokens"), ModelUnavailable, "超过这个模型能读的长度"),
        (Fails(418), ModelUnavailable, "不接受"),
        (Fails(429), ModelUnavailable, "额度"),
        (Fails(500), ModelUnavailable, "自身出错"),
        (Fails(302, headers={"Location": "http://127.0.0.1:9/"}), ModelUnavailable, "不是模型服务"),
        (Page(), ModelUnavailable, "不是模型服务"),
        (Raw(b"{}"), ModelUnavailable, "不是模型服务"),
        (Raw(b'{"choices":[]}'), ModelUnavailable, "不是模型服务"),
        (Raw(b"not json"), ModelUnavailable, "不是模型服务"),
        (Raw(b'{"error":{"message":"out of memory"}}'), ModelUnavailable, "不是模型服务"),
        (Says("", refusal="I cannot"), UnusableAnswer, "I cannot"),
        (Says("", finish="content_filter"), UnusableAnswer, "拒绝"),
        (Says('{"a":"半', finish="length"), UnusableAnswer, "截断"),
        (Says("  "), UnusableAnswer, "没有给出内容"),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else str(value)[:40],
)  # fmt: skip
def test_every_way_to_fail_is_a_failure_with_a_remedy(behaviour: Behaviour, kind: type[ModelUnavailable], said: str) -> None:
    with pytest.raises(kind, match=said) as caught:
        ask(behaviour)
    assert "内置起草" in caught.value.remedy


def test_a_cut_answer_keeps_its_text() -> None:
    with pytest.raises(UnusableAnswer) as caught:
        ask(Says('{"a":"半', finish="length"))
    assert caught.value.answer == '{"a":"半'


def test_nobody_listening_is_said_at_once() -> None:
    with ScriptedServer([GOOD]) as server:
        settings = server.settings(timeout=30)
    started = time.monotonic()
    with pytest.raises(ModelUnavailable, match="连不上"):
        Chat(settings).ask(ASKED)
    assert time.monotonic() - started < 2


def test_no_model_configured_is_said_with_the_names_of_the_settings() -> None:
    with pytest.raises(ModelUnavailable, match="JIXIAO_MODEL_BASE_URL"):
        Chat(Settings(_env_file=None, model_base_url=None, model_name=None))  # type: ignore[call-arg]


class TestTryingAgain:
    def test_a_busy_server_is_asked_again_after_the_time_it_names(self) -> None:
        started = time.monotonic()
        answer, server = ask(Fails(429, headers={"Retry-After": "0.2"}), GOOD)
        assert answer == GOOD.text
        assert len(server.requests) == 2
        assert time.monotonic() - started >= 0.2

    def test_a_server_that_asks_for_more_time_than_there_is_ends_the_wait(self) -> None:
        started = time.monotonic()
        with pytest.raises(ModelUnavailable, match="60 秒"):
            ask(Fails(429, headers={"Retry-After": "60"}), GOOD)
        assert time.monotonic() - started < 2

    def test_an_error_of_the_server_is_tried_again_and_then_told(self) -> None:
        assert ask(Fails(503), Fails(500), GOOD)[0] == GOOD.text
        with pytest.raises(ModelUnavailable):
            ask(Fails(503), Fails(500), Fails(500), GOOD)

    def test_a_wrong_key_is_not_tried_again(self) -> None:
        with ScriptedServer([Fails(401), GOOD]) as server, pytest.raises(ModelUnavailable):
            Chat(server.settings()).ask(ASKED)
        assert len(server.requests) == 1


class TestWaiting:
    @pytest.mark.parametrize("drip", [False, True], ids=["silent", "dripping"])
    def test_the_waiting_time_is_kept_whatever_the_server_does(self, drip: bool) -> None:
        started = time.monotonic()
        with pytest.raises(ModelUnavailable, match="没有答完"):
            ask(Slow(1.5, GOOD, drip=drip), timeout=0.3)
        assert time.monotonic() - started < 1.0

    def test_tries_share_one_waiting_time(self) -> None:
        started = time.monotonic()
        with pytest.raises(ModelUnavailable):
            ask(Slow(0.2, Fails(500)), timeout=0.5, pauses=(0.01,) * 20)
        assert time.monotonic() - started < 1.0

    def test_a_conversation_shares_one_waiting_time_and_a_new_one_starts_afresh(self) -> None:
        with ScriptedServer([Slow(0.3, GOOD)]) as server:
            chat = Chat(server.settings(timeout=0.5), ONCE)
            chat.ask(ASKED)
            with pytest.raises(ModelUnavailable, match="没有答完"):
                chat.ask([*ASKED, ("ai", "一"), ("human", "再来")])
            assert chat.ask(ASKED) == GOOD.text


class TestTheLadder:
    @pytest.mark.parametrize(("takes", "tries"), [("json_schema", 1), ("json_object", 2), ("words", 3)])
    def test_a_server_is_asked_for_json_the_strictest_way_it_takes_and_that_is_remembered(self, takes: str, tries: int) -> None:
        with ScriptedServer([Holds((takes,), GOOD)]) as server:
            assert Chat(server.settings()).ask(ASKED, SCHEMA) == GOOD.text
            assert len(server.requests) == tries
            Chat(server.settings()).ask(ASKED, SCHEMA)
        assert len(server.requests) == tries + 1

    def test_a_server_that_calls_it_its_own_error_is_understood(self) -> None:
        answer, server = ask(Holds(("json_object",), GOOD, status=500))
        assert answer == GOOD.text
        assert len(server.requests) == 2

    def test_where_the_schema_cannot_be_enforced_it_is_said(self) -> None:
        _, server = ask(Holds(("words",), GOOD))
        assert "JSON Schema" not in str(server.requests[0]["messages"])
        assert '"additionalProperties":false' in server.requests[-1]["messages"][0]["content"]

    def test_a_model_that_fixes_its_own_temperature_is_asked_without(self) -> None:
        answer, server = ask(Fails(400, "Unsupported value: 'temperature' must be 1"), GOOD)
        assert answer == GOOD.text
        assert "temperature" not in server.requests[1]
        assert server.requests[1]["response_format"]["type"] == "json_schema"

    def test_a_request_refused_in_every_manner_is_a_failure(self) -> None:
        with pytest.raises(ModelUnavailable, match="不接受"):
            ask(Fails(400, "no"))


class TestNothingElseSwitchesSendingOn:
    OTHERS = {
        "OPENAI_API_KEY": "sk-other", "OPENAI_ADMIN_KEY": "sk-admin", "OPENAI_ORG_ID": "org-other", "OPENAI_PROJECT_ID": "proj-other",
        "OPENAI_CUSTOM_HEADERS": "X-Leak: yes\nAuthorization: Bearer sk-other", "LANGSMITH_API_KEY": "ls-other", "LANGSMITH_TRACING": "true",
        "LANGCHAIN_TRACING_V2": "true",
    }  # fmt: skip

    ADDRESSES = (
        "OPENAI_BASE_URL",
        "OPENAI_API_BASE",
        "OPENAI_PROXY",
        "HTTP_PROXY",
        "http_proxy",
        "ALL_PROXY",
        "LANGSMITH_ENDPOINT",
        "LANGSMITH_GATEWAY",
    )

    ASK = (
        "from assistant.model.chat import Chat; from assistant.settings import Settings\n"
        "print(Chat(Settings(_env_file=None)).ask([('system', 's'), ('human', 'h')], {'type': 'object'}))"
    )

    def test_addresses_keys_proxies_and_traces_of_other_products_are_not_heeded(self) -> None:
        """In a process of its own: libraries read such variables once, and a tracer sends at the end."""
        with Stranger() as stranger, ScriptedServer([GOOD]) as server:
            ours = {"JIXIAO_MODEL_BASE_URL": server.base_url, "JIXIAO_MODEL_NAME": "m"}
            environment = {**os.environ, **dict.fromkeys(self.ADDRESSES, stranger.address), **self.OTHERS, **ours, "NO_PROXY": ""}
            asked = subprocess.run([sys.executable, "-c", self.ASK], capture_output=True, text=True, check=True, env=environment, cwd=REPOSITORY)
            assert asked.stdout.strip() == GOOD.text
            assert stranger.visitors == 0
        sent = {name.lower(): value for name, value in server.headers[0].items()}
        assert set(sent) <= {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent"}
        assert sent["user-agent"] == "jixiao"

    def test_with_them_alone_there_is_no_model(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
        monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
        settings = Settings(_env_file=None)  # type: ignore[call-arg]
        assert not settings.model_configured
        with pytest.raises(ModelUnavailable):
            Chat(settings)

    def test_our_own_key_is_sent(self) -> None:
        with ScriptedServer([GOOD]) as server:
            Chat(server.settings(key="ours")).ask(ASKED)
        assert server.headers[0]["Authorization"] == "Bearer ours"


def test_the_module_costs_no_start_up_time() -> None:
    heavy = "import sys, assistant.model.chat; print([m for m in ('openai', 'langchain_openai', 'langchain_core') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True).stdout.strip() == "[]"
