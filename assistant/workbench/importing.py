"""收录 (importing): the verbs that take published forms into the corpus — look first, then accept; or a whole folder, where only what is beyond doubt is entered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.domain.failures import AssistantFailure, BadInput, ModelUnavailable
from assistant.domain.form import Doubt, Location, Reading
from assistant.domain.importing import Entered, FileReport, OriginalCell, OriginalSheet, Proposed, Sighting
from assistant.layout.grid import Cell, Grid
from assistant.ledger.acceptance import named
from assistant.ports import Intake
from assistant.reading.read import read_whatever_stands, read_with_grids
from assistant.transcribing.by_model import read_by_model
from assistant.workbench.looking import Looking

_SHOWN_ROWS = 400
"""Rows of the original that are shown beside what was read."""
_READABLE = frozenset({".txt", ".csv", ".tsv", ".html", ".htm", ".xlsx", ".xlsm", ".xls", ".docx", ".pdf", ".doc", ".et", ".wps", ".rtf", ".ods"})
_HARMLESS = frozenset({"misnamed_file", "residue", "hidden_characters"})
"""Doubts that say how a value was cleaned, not that it may be wrong: they hold no file of a folder back."""


class Importing(Looking):
    """The use cases of the corpus page. `Workbench` has them beside the verbs on dossiers."""

    def sighted(self, path: Path) -> Sighting:
        """What an import of this file would add, with the original beside it; nothing is kept. Raises UnreadableForm."""
        digest = _digest(path)
        return self._sighting(path, digest, *read_with_grids(path))

    def sighted_by_model(self, path: Path) -> Sighting:
        """As `sighted`, with what a model reads of the text the code could not place: every such row doubted and signed; nothing is kept.

        Raises BadInput where nothing was left unread, SecretProject before anything is sent, ModelUnavailable, UnusableAnswer, UnreadableForm.
        """
        conversation = self._with.conversation() if self._with.model_configured else None
        if conversation is None or self._with.read_prompt is None:
            raise ModelUnavailable("还没有设置模型。", "请设置 JIXIAO_MODEL_BASE_URL 和 JIXIAO_MODEL_NAME，或对照原表手工补。")
        digest = _digest(path)
        reading, grids = read_whatever_stands(path)
        return self._sighting(path, digest, read_by_model(reading, grids, conversation, self._with.read_prompt()), grids)

    def take_in(self, path: Path, seen: str, chosen: Sequence[int], by: str, reading: Reading | None = None) -> Entered:
        """Enter the chosen ones (by number) of what was proposed for this file. `seen` is the digest the person saw; the index is brought up to date.

        `reading` is the one the person saw, where a model had a part in it: asked again, a model may read differently.

        Raises BadInput where the file was changed since, nothing was chosen, or nobody is named.
        """
        by = named(by)
        digest = _digest(path)
        if digest != seen:
            raise BadInput("这个文件在核对之后被改过。", "请重新读一遍，核对后再收录。", ["file"])
        proposed = self._intake.proposed(reading or read_with_grids(path)[0], digest)
        records = [proposed[n].record for n in sorted(set(chosen)) if 0 <= n < len(proposed)]
        if not records:
            raise BadInput("没有勾选要收录的项目。", "请至少勾选一个，再点收录。", ["chosen"])
        return self._intake.enter(records, by)

    def take_in_folder(self, folder: Path, by: str) -> Iterator[tuple[int, int, FileReport]]:
        """(number, of how many, report) for each file of a folder, by name. Files entered before are passed over, so an interrupted import goes on.

        What is read without doubt is entered; the rest is left for a person. A file that cannot be read is reported and the next one taken.
        """
        by = named(by)
        if not folder.is_dir():
            raise BadInput(f"找不到文件夹“{folder}”。", "请检查路径。", ["folder"])
        files = sorted(f for f in folder.rglob("*") if f.is_file() and f.suffix.lower() in _READABLE and not f.name.startswith(("~$", ".")))
        held = self._intake.digests()
        entered = False
        try:
            for number, file in enumerate(files, 1):
                report = self._one_of_folder(file, str(file.relative_to(folder)), held, by)
                entered |= report.outcome == "imported"
                yield number, len(files), report
        finally:  # also where the person stopped it half way
            if entered:
                self._intake.settle()

    def take_out(self, record_id: str, by: str) -> bool:
        """Withdraw a mistaken import; False where there is none of that id."""
        named(by)
        return self._intake.withdraw(record_id)

    # --- inside --------------------------------------------------------------------------------------------------------------------

    @property
    def _intake(self) -> Intake:
        if self._with.intake is None:
            raise BadInput("这个工作台没有接语料库，不能收录。", "请用 jixiao serve 打开工作台。")
        return self._with.intake()

    def _sighting(self, path: Path, digest: str, reading: Reading, grids: Sequence[Grid]) -> Sighting:
        return Sighting(
            file=path.name,
            digest=digest,
            reading=reading,
            proposed=tuple(self._intake.proposed(reading, digest)),
            original=tuple(_shown(grid, reading.doubts) for grid in grids),
        )

    def _one_of_folder(self, file: Path, name: str, held: frozenset[str], by: str) -> FileReport:
        try:
            digest = _digest(file)
            if digest in held:
                return FileReport(file=name, outcome="known", message="这个文件以前收录过。")
            reading, _ = read_with_grids(file)
            return self._entered_of(name, reading, self._intake.proposed(reading, digest), by)
        except AssistantFailure as failure:
            return FileReport(file=name, outcome="refused", message=str(failure))

    def _entered_of(self, name: str, reading: Reading, proposed: Sequence[Proposed], by: str) -> FileReport:
        fresh = [p.record for p in proposed if p.known is None]
        serious = [d for d in reading.doubts if d.kind not in _HARMLESS]
        if not fresh:
            return FileReport(file=name, outcome="known", message="里面的项目都收录过。" if proposed else "没有可收录的项目。", doubts=len(serious))
        if serious:
            return FileReport(
                file=name, outcome="to_check", message=f"有 {len(serious)} 处存疑，请单独打开核对：{serious[0].message}", doubts=len(serious)
            )
        entered = self._intake.enter(fresh, by, settle=False)
        return FileReport(file=name, outcome="imported", message=f"收录 {len(entered.added)} 个项目。", added=entered.added)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as e:
        raise BadInput(f"打不开文件“{path.name}”。", "请检查文件还在不在、有没有读取权限。", ["file"]) from e


def _shown(grid: Grid, doubts: Sequence[Doubt]) -> OriginalSheet:
    cells = [c for c in grid.cells if c.row <= _SHOWN_ROWS]
    pointed = {n: d.location for n, d in enumerate(doubts, 1)}
    return OriginalSheet(
        name=grid.name,
        cells=tuple(
            OriginalCell(
                text=c.text, row=c.row, column=c.column, rows=c.row_span, columns=c.col_span, line=c.line,
                doubts=tuple(n for n, where in pointed.items() if _stands_at(where, c, grid)),
            )
            for c in cells
        ),
    )  # fmt: skip


def _stands_at(where: Location, cell: Cell, grid: Grid) -> bool:
    return where.sheet == grid.name and where.row == cell.row and where.column in (cell.column, None)
