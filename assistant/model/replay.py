"""Answers from a committed file: a model draft without a model, for evaluation and for tests of the house.

A file holds JSON lines {"digest", "model", "answer"}; the digest is that of the messages and the schema, so a changed prompt or changed material
finds no answer and says so. `Recorder` writes such a file while another conversation answers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.domain.event import canonical
from assistant.domain.failures import ModelUnavailable
from assistant.ports import Conversation


def request_digest(messages: Sequence[tuple[str, str]], schema: Mapping[str, object] | None) -> str:
    """What a recorded answer is found by: sha256 over the canonical JSON of messages and schema."""
    return hashlib.sha256(canonical([[list(m) for m in messages], schema]).encode()).hexdigest()


class Replay:
    """Answers `ports.Conversation` from a recorded file. Raises ModelUnavailable for a question that was never recorded."""

    def __init__(self, path: Path) -> None:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        self._path = path
        self._answers: dict[str, str] = {line["digest"]: line["answer"] for line in lines}
        self._models = sorted({line["model"] for line in lines})

    @property
    def name(self) -> str:
        return "+".join(self._models)

    def ask(self, messages: Sequence[tuple[str, str]], schema: Mapping[str, object] | None = None) -> str:
        digest = request_digest(messages, schema)
        if digest not in self._answers:
            raise ModelUnavailable(f"{self._path.name} 里没有录下这个问题的回答（{digest[:12]}）。", "提示词或材料变了就要重新录制。")
        return self._answers[digest]


class Recorder:
    """Passes every question on to `conversation` and appends its answer to `path`, once a digest."""

    def __init__(self, conversation: Conversation, path: Path) -> None:
        self._conversation = conversation
        self._path = path
        self._seen: set[str] = set()

    @property
    def name(self) -> str:
        return self._conversation.name

    def ask(self, messages: Sequence[tuple[str, str]], schema: Mapping[str, object] | None = None) -> str:
        answer = self._conversation.ask(messages, schema)
        digest = request_digest(messages, schema)
        if digest not in self._seen:
            self._seen.add(digest)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(canonical({"digest": digest, "model": self.name, "answer": answer}) + "\n")
        return answer
