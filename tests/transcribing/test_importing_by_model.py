"""The corpus page with a model beside it: what a model read is seen before it is kept, kept as it was seen, and signed."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import gradio as gr
import pytest

from assistant.domain.failures import ModelUnavailable
from assistant.model.chat import Chat
from assistant.pages.corpus import CorpusTab, sighting_html
from assistant.pages.speaking import Speaker
from assistant.workbench.collaborators import Collaborators
from assistant.workbench.keeping import Workbench
from corpus.intake import CorpusIntake
from corpus.store import ImportedRecords
from prompts.library import prompt
from tests.server.openai_server import Fails, Says, ScriptedServer
from tests.transcribing.test_by_model import GOOD, PROSE, answer

BUTTON = "让模型试读没读出来的部分"


def _unasked() -> None:
    raise AssertionError("an import asks for the corpus and the model, nothing else")


class Office:
    """A workbench that can only import, over a database of its own."""

    def __init__(self, folder: Path) -> None:
        database = f"sqlite:///{(folder / 'corpus.db').as_posix()}"
        self.intake = CorpusIntake(lambda: ImportedRecords(database, _noon), (folder / "corpus.db").exists, lambda: [], lambda: None)
        self._alone = Collaborators(
            precedents=_unasked, library=_unasked, records=_unasked, ledger=_unasked, conversation=lambda: None, prompt=_unasked, clock=_noon,
            intake=lambda: self.intake, read_prompt=lambda: prompt("read"),
        )  # type: ignore[arg-type] # fmt: skip

    def alone(self) -> Workbench:
        return Workbench(self._alone)

    def with_model(self, server: ScriptedServer) -> Workbench:
        return Workbench(dataclasses.replace(self._alone, model_configured=True, conversation=lambda: Chat(server.settings(), ())))


def _noon() -> str:
    return "2025-03-01T12:00:00+00:00"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def prose(tmp_path: Path) -> Path:
    file = tmp_path / "绩效情况.txt"
    file.write_text(PROSE, encoding="utf-8")
    return file


def button_shown(workbench: Workbench) -> bool:
    with gr.Blocks() as page:
        CorpusTab(workbench, Speaker(None)).declare()
    (button,) = [b for b in page.blocks.values() if isinstance(b, gr.Button) and b.value == BUTTON]
    return bool(button.visible)


def test_what_was_seen_is_what_is_kept_and_the_record_says_who_read_it(office: Office, prose: Path) -> None:
    with ScriptedServer([Says(GOOD), Says(answer())]) as server:  # asked again, the model would find nothing
        workbench = office.with_model(server)
        sighting = workbench.sighted_by_model(prose)
        assert office.intake.all() == ()
        workbench.take_in(prose, sighting.digest, [0], by="李霞", reading=sighting.reading)
        assert len(server.requests) == 1
    (record,) = office.intake.all()
    assert (record.project, len(record.indicators)) == ("流动书车进村项目", 3)
    assert record.provenance is not None
    assert record.provenance.read_by == f"jixiao read、模型 test-model（{prompt('read').stamp}）"


def test_the_page_marks_in_the_original_what_a_model_read(office: Office, prose: Path) -> None:
    with ScriptedServer([Says(GOOD)]) as server:
        sighting = office.with_model(server).sighted_by_model(prose)
    assert [[c.line for c in sheet.cells if c.doubts] for sheet in sighting.original] == [[4, 5, 6]]
    assert "试读" in sighting_html(sighting)


def test_a_model_that_is_down_leaves_nothing_behind(office: Office, prose: Path) -> None:
    with ScriptedServer([Fails(500)]) as server, pytest.raises(ModelUnavailable):
        office.with_model(server).sighted_by_model(prose)
    assert office.intake.all() == ()


def test_without_a_model_there_is_no_button_and_the_verb_says_why(office: Office, prose: Path) -> None:
    assert not button_shown(office.alone())
    with pytest.raises(ModelUnavailable, match="还没有设置模型"):
        office.alone().sighted_by_model(prose)


def test_with_a_model_the_button_is_there(office: Office) -> None:
    with ScriptedServer([]) as server:
        assert button_shown(office.with_model(server))
