"""A real HTTP server on loopback that speaks the chat-completions protocol and behaves as a test scripts it.

    with ScriptedServer([Says('{"rows":[]}')]) as server:
        Chat(server.settings())

Each question takes the next behaviour; the last one stays. `requests` keeps every body that arrived, `headers` its headers.
"""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from assistant.settings import Settings


@dataclass(frozen=True)
class Says:
    """A well-formed completion. `text` may be a function of the request body."""

    text: str | Callable[[dict[str, Any]], str]
    finish: str = "stop"
    refusal: str | None = None

    def reply(self, body: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        text = self.text if isinstance(self.text, str) else self.text(body)
        message = {"role": "assistant", "content": None if self.refusal else text, "refusal": self.refusal}
        completion = {
            "id": "c", "object": "chat.completion", "created": 0, "model": body["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": self.finish, "logprobs": None}],
            "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
        }  # fmt: skip
        return 200, {"Content-Type": "application/json"}, json.dumps(completion, ensure_ascii=False).encode()


@dataclass(frozen=True)
class Fails:
    """An error status with the message servers put in their JSON."""

    status: int
    message: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def reply(self, body: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        said = json.dumps({"error": {"message": self.message, "type": "error", "code": None}}).encode()
        return self.status, {"Content-Type": "application/json", **self.headers}, said


@dataclass(frozen=True)
class Page:
    """A web page with status 200: a login form or a gateway at the address."""

    def reply(self, body: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        return 200, {"Content-Type": "text/html; charset=utf-8"}, "<html><body>请登录</body></html>".encode()


@dataclass(frozen=True)
class Raw:
    """Any body with status 200 that calls itself JSON."""

    body: bytes

    def reply(self, body: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        return 200, {"Content-Type": "application/json"}, self.body


@dataclass(frozen=True)
class Slow:
    """Silence for so many seconds, then another behaviour. With `drip`, one blank after another, so that no single read is silent for long."""

    seconds: float
    then: Behaviour
    drip: bool = False

    def reply(self, body: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        if not self.drip:
            time.sleep(self.seconds)
        return self.then.reply(body)


@dataclass(frozen=True)
class Holds:
    """Accepts only some forms of asking for JSON; others get status 400 (or `status`)."""

    formats: tuple[str, ...]
    then: Behaviour
    status: int = 400

    def reply(self, body: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        wanted = body.get("response_format", {}).get("type", "words")
        if wanted in self.formats:
            return self.then.reply(body)
        return Fails(self.status, f"response_format type {wanted} is not supported").reply(body)


Behaviour = Says | Fails | Page | Raw | Slow | Holds


class ScriptedServer:
    """The server; a context manager. Nothing but 127.0.0.1 hears it."""

    def __init__(self, script: Sequence[Behaviour]) -> None:
        self.script = list(script)
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                behaviour = outer.script[min(len(outer.requests), len(outer.script) - 1)]
                outer.requests.append(body)
                outer.headers.append(dict(self.headers.items()))
                outer.paths.append(self.path)
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    self._send(*behaviour.reply(body), drip=behaviour.seconds if isinstance(behaviour, Slow) and behaviour.drip else 0)

            def _send(self, status: int, headers: dict[str, str], content: bytes, drip: float) -> None:
                blanks = int(drip / 0.05)
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(content) + blanks)}.items():
                    self.send_header(name, value)
                self.end_headers()
                for _ in range(blanks):
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(0.05)
                self.wfile.write(content)

            def log_message(self, *args: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.base_url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> ScriptedServer:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def settings(self, timeout: float = 5, key: str | None = None) -> Settings:
        """Settings that name this server and nothing of the machine's own `.env`."""
        return Settings(
            _env_file=None,  # type: ignore[call-arg]
            model_base_url=self.base_url, model_name="test-model", model_api_key=key, model_timeout_s=timeout,
        )  # fmt: skip


class Stranger:
    """Someone who must not be spoken to: counts who connects, whatever they say. A context manager."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.visitors = 0

    def __enter__(self) -> Stranger:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                visitor, _ = self._socket.accept()
                self.visitors += 1
                visitor.close()

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
