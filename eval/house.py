"""The house under measurement: composed by the roof as for a user, over a data folder that is thrown away."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import app
from assistant.settings import Settings
from assistant.workbench import Workbench


def settings_in(folder: Path) -> Settings:
    """Settings of nobody: no model, no place, no checker, whatever the environment of the machine says."""
    return Settings(
        data=folder,
        model_base_url=None,
        model_name=None,
        model_api_key=None,
        drafter="offline",
        chroma_url=None,
        database_url=None,
        place=None,
        checker=None,
    )


@contextmanager
def house() -> Iterator[Workbench]:
    """The workbench over the shipped records, library and rules, with a fresh index."""
    with tempfile.TemporaryDirectory(prefix="jixiao-eval-", ignore_cleanup_errors=True) as folder:
        settings = settings_in(Path(folder))
        app.House().build_index(settings, None, [], lambda done, of_all: None)
        yield app.compose(settings)
