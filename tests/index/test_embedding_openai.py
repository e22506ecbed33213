"""An OpenAI-compatible endpoint as the embedder: a real server on loopback that speaks the protocol."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant.domain.failures import ModelUnavailable
from assistant.domain.form import Record
from index.embedding import EmbeddedEmbedder, embedder_named
from index.retrieve import Index


class _Endpoint(ThreadingHTTPServer):
    """Answers /v1/embeddings with the embedded embedder's vectors; `asked` keeps the bodies, `down` makes it fail."""

    asked: list[dict[str, object]]
    down = False


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, _Endpoint)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.asked.append(body)
        if server.down:
            self.send_error(503)
            return
        vectors = EmbeddedEmbedder().embed_documents(body["input"])
        answer = {
            "object": "list",
            "model": body["model"],
            "data": [{"object": "embedding", "index": n, "embedding": v} for n, v in enumerate(vectors)],
            "usage": {"prompt_tokens": 1, "total_tokens": 1},
        }
        payload = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture()
def endpoint() -> Iterator[_Endpoint]:
    server = _Endpoint(("127.0.0.1", 0), _Handler)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_texts_are_sent_as_text_and_the_index_works_with_what_comes_back(endpoint: _Endpoint, own: list[Record], tmp_path: Path) -> None:
    embedder = embedder_named("openai", model="bge-m3", base_url=f"http://127.0.0.1:{endpoint.server_port}/v1")
    index = Index(own, tmp_path, embedder)
    assert endpoint.asked == []
    built = index.build()
    assert built.embedded == len(own)
    assert all(isinstance(text, str) for body in endpoint.asked for text in body["input"])  # type: ignore[attr-defined]
    assert index.ranking("过年给困难老人送点米和油")[0] == "o1"
    assert "bge-m3" in index.fingerprint


def test_before_the_build_words_and_facets_serve_and_it_is_said(endpoint: _Endpoint, own: list[Record], tmp_path: Path) -> None:
    embedder = embedder_named("openai", model="bge-m3", base_url=f"http://127.0.0.1:{endpoint.server_port}/v1")
    index = Index(own, tmp_path, embedder)
    assert index.ranking("过年给困难老人送点米和油")[0] == "o1"
    assert endpoint.asked == [], "a search does not embed a whole corpus over the network"
    assert any("index build" in note for note in index.status().notes)


def test_an_endpoint_that_is_down_is_said_and_not_passed_over(endpoint: _Endpoint, own: list[Record], tmp_path: Path) -> None:
    endpoint.down = True
    embedder = embedder_named("openai", model="bge-m3", base_url=f"http://127.0.0.1:{endpoint.server_port}/v1")
    with pytest.raises(ModelUnavailable, match=r"127\.0\.0\.1"):
        Index(own, tmp_path, embedder).build()
