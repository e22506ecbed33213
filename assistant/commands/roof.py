"""What the commands ask of the roof: it alone knows the index, the corpus and the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.workbench import Workbench

Progress = Callable[[int, int], None]
"""Called with (done, of all) while something long is going on."""


class Roof(Protocol):
    """`app.py` answers this. `index` names another folder for the index than the one in the data folder."""

    def compose(self, settings: Settings, index: Path | None = None) -> Workbench: ...

    def build_index(self, settings: Settings, index: Path | None, corpus: Sequence[Path], progress: Progress) -> dict[str, Any]:
        """Builds the index, or adds only what changed; `corpus` names the records to index instead of the shipped and imported ones. Returns its status."""
        ...

    def index_status(self, settings: Settings, index: Path | None) -> dict[str, Any]: ...

    def serve(self, settings: Settings, host: str, port: int | None) -> None:
        """Serves the pages until interrupted."""
        ...
