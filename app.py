"""The roof: composes the house from settings, and serves its two front doors — pages and commands. Nothing else.

python app.py                  the workbench in the browser        (also: jixiao, jixiao serve)
python app.py COMMAND …        a command                           (also: jixiao COMMAND …)
"""

from __future__ import annotations

import os
import sys

# Nothing is told to anybody: set before any library that would is imported.
os.environ.update(
    {
        "GRADIO_ANALYTICS_ENABLED": "False",
        "ANONYMIZED_TELEMETRY": "False",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_OFFLINE": "1",
        "DO_NOT_TRACK": "1",
        "LANGSMITH_TRACING": "false",
        "LANGCHAIN_TRACING_V2": "false",
        "OTEL_SDK_DISABLED": "true",
    }
)

import datetime as dt
import signal
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.commands import run
from assistant.domain.failures import BadInput
from assistant.mishap import told
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.drafting.by_model import DraftPrompt
    from assistant.ledger.store import Ledger
    from assistant.ports import Conversation
    from assistant.transcribing.by_model import ReadPrompt
    from assistant.workbench import Workbench
    from corpus.intake import CorpusIntake
    from corpus.library import Shelf
    from corpus.records import Corpus
    from corpus.store import ImportedRecords
    from index.document import Document
    from index.retrieve import Index

T = TypeVar("T")


def compose(settings: Settings, index: Path | None = None) -> Workbench:
    """The workbench over these settings; `index` names another folder for the index than the one in the data folder."""
    return _Rooms(settings, index).workbench


class _Rooms:
    """The rooms, each furnished when first entered, once, whichever thread comes first."""

    def __init__(self, settings: Settings, index: Path | None = None, corpus: Sequence[Path] = (), *, building: bool = False) -> None:
        """`corpus`: records to work with instead of the shipped and imported ones. `building`: the index is about to be written."""
        self._settings = settings
        self._index_folder = index
        self._corpus_paths = tuple(corpus)
        self._building = building
        self.index: Callable[[], Index] = _once(self._make_index)
        self.corpus: Callable[[], Corpus] = _once(self._make_corpus)
        self.intake: Callable[[], CorpusIntake] = _once(self._make_intake)
        self.imported: Callable[[], ImportedRecords] = _once(self._make_imported)
        self.library: Callable[[], Shelf] = _once(self._make_library)
        self.ledger: Callable[[], Ledger] = _once(self._make_ledger)
        self.conversation: Callable[[], Conversation | None] = _once(self._make_conversation)

    @cached_property
    def workbench(self) -> Workbench:
        from assistant.checker import checker_from  # the rooms themselves: a third of a second that --help does not pay
        from assistant.workbench import Collaborators, Workbench

        return Workbench(
            Collaborators(
                precedents=self.index,
                library=self.library,
                records=self.corpus,
                ledger=self.ledger,
                conversation=self.conversation,
                prompt=_draft_prompt,
                clock=_now,
                model_configured=self._settings.model_configured,
                checker=checker_from(self._settings),
                place=self._settings.place,
                drafter=self._settings.drafter,
                intake=self.intake,
                read_prompt=_read_prompt,
            )
        )

    def _make_index(self) -> Index:
        from index.embedding import embedder_named
        from index.manifest import Manifest  # numpy and the lexical lane: not for commands that search nothing
        from index.retrieve import Index

        folder = self._index_folder or self._settings.data / "index"
        elsewhere = self._index_folder is not None and not self._building  # such an index may be of other records: it knows them itself
        # Library entries are searched where they are held; reading hundreds of them anew is not for a command that asks once.
        held = Manifest.of(folder)
        entries = self._entries() if (self._building and not self._corpus_paths) or (held is not None and held.entries) else []
        wanted = self._settings
        embedder = embedder_named(wanted.embedder, model=wanted.embedder_model, base_url=wanted.embedder_base_url, api_key=wanted.embedder_api_key)
        return Index(None if elsewhere else self.corpus().all(), folder, embedder, entries=entries, chroma_url=wanted.chroma_url)

    def _entries(self) -> list[Document]:
        """The entries of the indicator library as the index reads them."""
        from index.document import Document

        shelf = self.library()
        patterns = [pattern for name in shelf.types() for pattern in shelf.profile(name).entries]
        return [
            Document(
                id=p.id,
                title=p.name.format(object="", group=""),
                body="，".join((*p.words, p.explanation)),
                kind="指标库",
                project_type=p.project_type,
            )
            for p in patterns
        ]

    def _make_corpus(self) -> Corpus:
        from corpus.records import FOLDER, Corpus

        if self._corpus_paths:
            return Corpus(shipped=self._corpus_paths)
        return Corpus(self.intake(), shipped=(FOLDER,))

    def _make_intake(self) -> CorpusIntake:
        from corpus.intake import CorpusIntake

        file = self._settings.data / "corpus.db"
        return CorpusIntake(
            store=self.imported,
            there=lambda: bool(self._settings.database_url) or file.exists(),  # no database is opened to learn that nothing was ever imported
            shipped=lambda: self.corpus().shipped(),
            learned=lambda: self.index().update(self.corpus().all()),
        )

    def _make_imported(self) -> ImportedRecords:
        from corpus.store import ImportedRecords

        return ImportedRecords(self._settings.database_url or f"sqlite:///{(self._settings.data / 'corpus.db').as_posix()}", _now)

    def _make_library(self) -> Shelf:
        from corpus.library import Shelf

        return Shelf()

    def _make_ledger(self) -> Ledger:
        from assistant.ledger.store import Ledger  # sqlalchemy: a third of a second that drafting and checking do not pay

        return Ledger(self._settings.database, _now)

    def _make_conversation(self) -> Conversation | None:
        from assistant.model.chat import Chat

        return Chat(self._settings) if self._settings.model_configured else None


class House:
    """Answers `commands.Roof`: what the command line asks of the rooms only the roof knows."""

    def compose(self, settings: Settings, index: Path | None = None) -> Workbench:
        return compose(settings, index)

    def build_index(self, settings: Settings, index: Path | None, corpus: Sequence[Path], progress: Callable[[int, int], None]) -> dict[str, Any]:
        rooms = _Rooms(settings, index, corpus, building=True)
        built = rooms.index().build(progress)
        status = rooms.index().status()
        rooms.index().close()
        return {**built.model_dump(mode="json"), "records": status.records, "entries": status.entries}

    def index_status(self, settings: Settings, index: Path | None) -> dict[str, Any]:
        return _Rooms(settings, index).index().status().model_dump(mode="json")

    def serve(self, settings: Settings, host: str, port: int | None) -> None:
        ended = threading.Event()
        for asked in (signal.SIGINT, signal.SIGTERM):
            signal.signal(asked, lambda *_: ended.set())
        # What is uploaded or downloaded passes through a folder that is ours alone and gone when we end; gradio's own is open to all users and stays.
        passing = tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True)
        os.environ["GRADIO_TEMP_DIR"] = passing.name
        from assistant.pages import site  # gradio first: the page is up while the rest is warmed behind it

        rooms = _Rooms(settings, building=True)
        pages = site.build(rooms.workbench, settings.data)
        try:
            address = site.launch(pages, host, port, block=False)
        except OSError as e:
            raise BadInput(f"端口 {port or 7860} 用不了，可能已被占用。", "请用 --port 换一个端口，或关掉占用它的程序。", ["port"]) from e
        print(f"工作台已打开：{address}（按 Ctrl+C 结束）", file=sys.stderr, flush=True)
        threading.Thread(target=_warm, args=(rooms, settings.data), name="warm", daemon=True).start()
        if sys.stderr.isatty():
            webbrowser.open(address)
        while not ended.wait(1):  # a wait without end would not hear Ctrl+C on Windows
            pass
        pages.close(verbose=False)
        passing.cleanup()


def _warm(rooms: _Rooms, data: Path) -> None:
    """Behind the page: the chain is walked, the index brought up to date. What fails is said; the page goes on and says it again where it matters."""
    steps: tuple[Callable[[], object], ...] = (
        rooms.library,
        lambda: rooms.workbench.verify(),
        lambda: rooms.index().own(),
        lambda: rooms.index().build(),
    )
    for step in steps:
        try:
            step()
        except Exception as error:
            print(told(error, data), file=sys.stderr, flush=True)


def _draft_prompt() -> DraftPrompt:
    from prompts.library import prompt

    return prompt("draft")


def _read_prompt() -> ReadPrompt:
    from prompts.library import prompt

    return prompt("read")


def _once(make: Callable[[], T]) -> Callable[[], T]:
    """The thing, made when first asked for; others who ask meanwhile wait for it. A failure is not kept: the next one tries again."""
    lock = threading.Lock()
    made: list[T] = []

    def get() -> T:
        if not made:
            with lock:
                if not made:
                    made.append(make())
        return made[0]

    return get


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def main() -> None:
    """The console script `jixiao`."""
    sys.exit(run(sys.argv[1:], House()))


if __name__ == "__main__":
    main()
