"""The same door against llama.cpp's own server, which holds an answer to our schema byte by byte."""

from __future__ import annotations

import importlib.util
import json
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from assistant.domain.failures import ModelUnavailable
from assistant.drafting.answer import DraftAnswer, RowAnswer, answer_schema
from assistant.model.chat import Chat
from assistant.model_loop import strict_schema
from assistant.settings import Settings
from tests.server import llama

pytestmark = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("xllamacpp", "gguf")), reason="no llama.cpp server here: pip install -e .[llm-test]"
)
ASKED = [("system", "起草。"), ("human", "办培训班4期。")]


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    model = tmp_path_factory.mktemp("llama") / "bytes.gguf"
    llama.write_model(model)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, llama.__file__, str(model), str(port)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout is not None
    assert server.stdout.readline().startswith("http")
    yield f"http://127.0.0.1:{port}/v1"
    server.kill()
    server.wait()
    server.stdout.close()


def chat(base_url: str, key: str = "ours") -> Chat:
    return Chat(Settings(_env_file=None, model_base_url=base_url, model_name="bytes", model_api_key=key, model_timeout_s=20))  # type: ignore[call-arg]


def test_a_row_comes_back_as_the_schema_asks(base_url: str) -> None:
    asked = chat(base_url)
    row = RowAnswer.model_validate_json(asked.ask(ASKED, strict_schema(RowAnswer)))
    assert row.comparator in ("≥", ">", "=", "<", "≤", "定性")
    assert asked.usage.output_tokens > 0


def test_the_schema_of_a_whole_draft_is_one_a_real_server_can_hold_to(base_url: str) -> None:
    schema = answer_schema("2021")
    schema["properties"]["rows"]["maxItems"] = 2  # a model that knows nothing would fill all sixty
    answer = json.loads(chat(base_url).ask(ASKED, schema))
    assert DraftAnswer.model_validate(answer).rows is not None
    assert {row["level2"] for row in answer["rows"]} <= set(schema["properties"]["rows"]["items"]["properties"]["level2"]["enum"])


def test_a_wrong_key_is_told(base_url: str) -> None:
    with pytest.raises(ModelUnavailable, match="密钥"):
        chat(base_url, key="other").ask(ASKED)
