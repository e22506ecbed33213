"""Recorded answers are found by what was asked, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain.failures import ModelUnavailable
from assistant.model.chat import Chat
from assistant.model.replay import Recorder, Replay
from tests.server.openai_server import Says, ScriptedServer

ASKED = [("system", "你是助手。"), ("human", "写一行。")]


def test_what_was_recorded_is_answered_again_without_a_server(tmp_path: Path) -> None:
    path = tmp_path / "recorded.jsonl"
    with ScriptedServer([Says("甲"), Says("乙")]) as server:
        recorder = Recorder(Chat(server.settings()), path)
        assert [recorder.ask(ASKED), recorder.ask(ASKED, {"type": "object"})] == ["甲", "乙"]
    replay = Replay(path)
    assert [replay.ask(ASKED), replay.ask(ASKED, {"type": "object"})] == ["甲", "乙"]
    assert replay.name == "test-model"


def test_a_changed_question_has_no_answer_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "recorded.jsonl"
    path.write_text("")
    with pytest.raises(ModelUnavailable, match="没有录下"):
        Replay(path).ask(ASKED)
