"""The last inch before the network: what leaves is the address, the body and our own key, whatever the client libraries read from the environment.

Imported by `chat` when a model is first used (httpx2 comes with the openai client).
"""

from __future__ import annotations

import httpx2

_OURS = frozenset({"host", "accept", "accept-encoding", "connection", "content-type", "content-length"})


class Wire(httpx2.HTTPTransport):
    """Sends a request with the headers of HTTP itself and our key alone: no organisation, project or custom header of another product
    (OPENAI_CUSTOM_HEADERS …), nothing about this machine. One connection a question, so that none is found broken later."""

    def __init__(self, key: str | None) -> None:
        super().__init__(trust_env=False, limits=httpx2.Limits(max_keepalive_connections=0))
        self._own = {"User-Agent": "jixiao"} | ({"Authorization": f"Bearer {key}"} if key else {})

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        kept = {name: value for name, value in request.headers.items() if name.lower() in _OURS}
        bare = httpx2.Request(request.method, request.url, headers=kept | self._own, stream=request.stream, extensions=request.extensions)
        return super().handle_request(bare)
