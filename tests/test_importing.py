"""Taking published forms in: look first, accept what was seen, never the same project twice, a folder that goes on where it stopped."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.domain.failures import BadInput, NotAcceptable
from assistant.domain.importing import FileReport
from assistant.pages.corpus import entered_html, report_html, sighting_html
from assistant.workbench.collaborators import Collaborators
from assistant.workbench.importing import Importing
from corpus.intake import CorpusIntake
from corpus.records import Corpus
from corpus.store import ImportedRecords

FORMS = Path(__file__).parent / "forms"


class Office:
    """A workbench that can only import, over a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.learned = 0
        self.file = folder / "corpus.db"
        self.corpus = Corpus(self)  # what is imported is asked of the office
        self.intake = CorpusIntake(self.store, self.file.exists, self.corpus.shipped, self.learn)
        self.workbench = Importing(
            Collaborators(
                precedents=_none, library=_none, records=_none, ledger=_none, conversation=_none, prompt=_none, clock=_noon, intake=lambda: self.intake
            )
        )  # fmt: skip

    def all(self) -> object:
        return self.intake.all()

    def store(self) -> ImportedRecords:
        return ImportedRecords(f"sqlite:///{self.file.as_posix()}", _noon)

    def learn(self) -> None:
        self.learned += 1


def _none() -> None:
    raise AssertionError("an import asks for the corpus and nothing else")


def _noon() -> str:
    return "2025-03-01T12:00:00+00:00"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def put(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        shutil.copy(FORMS / name, folder / name)
    return folder


def test_looking_at_a_file_keeps_nothing(office: Office) -> None:
    sighting = office.workbench.sighted(FORMS / "目标表_成本在前.csv")
    assert [p.record.project for p in sighting.proposed] == ["馆藏文物预防性保护"]
    assert not office.file.exists()


def test_what_is_accepted_is_kept_with_where_it_came_from(office: Office) -> None:
    file = FORMS / "目标表_成本在前.csv"
    sighting = office.workbench.sighted(file)
    entered = office.workbench.take_in(file, sighting.digest, [0], by="李霞")
    (record,) = office.intake.all()
    assert entered.added == (record.id,)
    assert record.provenance is not None
    assert (record.provenance.source, record.provenance.digest, record.provenance.imported_at) == (file.name, sighting.digest, _noon())
    assert office.learned == 1
    assert office.corpus.record(record.id) is not None


def test_the_same_project_is_not_entered_twice_whatever_file_it_stands_in(office: Office, tmp_path: Path) -> None:
    file = FORMS / "目标表_成本在前.csv"
    office.workbench.take_in(file, office.workbench.sighted(file).digest, [0], by="李霞")
    other = tmp_path / "另存.txt"
    other.write_text(file.read_text(encoding="utf-8").replace(",", "\t") + "\n", encoding="utf-8")
    sighting = office.workbench.sighted(other)
    assert [p.known is not None for p in sighting.proposed] == [True]
    assert office.workbench.take_in(other, sighting.digest, [0], by="王强").added == ()
    assert len(office.intake.all()) == 1


def test_a_file_changed_since_it_was_seen_is_not_entered(office: Office, tmp_path: Path) -> None:
    file = put(tmp_path / "表", "目标表_成本在前.csv") / "目标表_成本在前.csv"
    seen = office.workbench.sighted(file).digest
    file.write_text(file.read_text(encoding="utf-8").replace("180", "1800"), encoding="utf-8")
    with pytest.raises(BadInput, match="改过"):
        office.workbench.take_in(file, seen, [0], by="李霞")


def test_nobody_imports_without_a_name_and_nothing_is_imported_unasked(office: Office) -> None:
    file = FORMS / "目标表_成本在前.csv"
    seen = office.workbench.sighted(file).digest
    with pytest.raises((BadInput, NotAcceptable)):
        office.workbench.take_in(file, seen, [0], by=" ")
    with pytest.raises(BadInput, match="勾选"):
        office.workbench.take_in(file, seen, [], by="李霞")


def test_a_folder_enters_what_is_beyond_doubt_and_reports_every_file(office: Office, tmp_path: Path) -> None:
    folder = put(tmp_path / "表", "目标表_成本在前.csv", "目标表_扫描错字断页.txt", "转移支付_星号核心指标.txt")
    (folder / "散文.txt").write_text("今天天气很好。", encoding="utf-8")
    (folder / "照片.png").write_bytes(b"\x89PNG")
    reports = [r for _, _, r in office.workbench.take_in_folder(folder, by="李霞")]
    assert {r.file: r.outcome for r in reports} == {
        "散文.txt": "refused",
        "目标表_成本在前.csv": "imported",
        "目标表_扫描错字断页.txt": "to_check",
        "转移支付_星号核心指标.txt": "imported",
    }
    assert office.learned == 1, "the index learns once, at the end"


def test_an_interrupted_folder_goes_on_where_it_stopped(office: Office, tmp_path: Path) -> None:
    folder = put(tmp_path / "表", "目标表_成本在前.csv", "目标表_空格对齐.txt", "转移支付_星号核心指标.txt")
    going = office.workbench.take_in_folder(folder, by="李霞")
    assert next(going)[2].outcome == "imported"
    going.close()  # the window was closed here
    outcomes = [r.outcome for _, _, r in office.workbench.take_in_folder(folder, by="李霞")]
    assert outcomes == ["known", "imported", "imported"]
    assert [r.outcome for _, _, r in office.workbench.take_in_folder(folder, by="李霞")] == ["known"] * 3
    assert len(office.intake.all()) == 3


def test_a_mistaken_import_can_be_taken_out_again(office: Office) -> None:
    file = FORMS / "目标表_成本在前.csv"
    (added,) = office.workbench.take_in(file, office.workbench.sighted(file).digest, [0], by="李霞").added
    assert office.workbench.take_out(added, by="李霞")
    assert not office.workbench.take_out(added, by="李霞")
    assert office.intake.all() == []


# -- what the page shows -------------------------------------------------------------------------------------------------


def test_the_page_shows_doubts_first_and_marks_them_in_the_original(office: Office) -> None:
    page = sighting_html(office.workbench.sighted(FORMS / "目标表_扫描错字断页.txt"))
    assert page.index("处存疑，请先看") < page.index("读出来的内容") < page.index("原表：")
    assert "≥95%" in page, "the mending is proposed"
    assert '<a href="#doubt-1"' in page
    assert page.count("2150套") >= 2, "as printed, in the reading and in the original"


def test_nothing_a_form_says_is_markup_on_the_page(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "表.txt"
    text = (FORMS / "目标表_成本在前.csv").read_text(encoding="utf-8").replace("某市博物馆", "<img src=x onerror=alert(1)>")
    file.write_text(text, encoding="utf-8")
    assert "<img" not in sighting_html(office.workbench.sighted(file))
    assert "<b>x" not in report_html([FileReport(file="<b>x", outcome="refused", message="<b>x")], 1)


@pytest.mark.parametrize("name", [f.name for f in sorted(FORMS.glob("*.html"))])
def test_the_original_is_shown_whole(office: Office, name: str) -> None:
    sighting = office.workbench.sighted(FORMS / name)
    page = sighting_html(sighting)
    assert all(c.text[:8].replace("<", "&lt;") in page for s in sighting.original for c in s.cells)


def test_a_second_import_says_that_nothing_was_entered_twice(office: Office) -> None:
    file = FORMS / "目标表_成本在前.csv"
    seen = office.workbench.sighted(file).digest
    office.workbench.take_in(file, seen, [0], by="李霞")
    assert "没有重复收录" in entered_html(office.workbench.take_in(file, seen, [0], by="李霞"))


def test_a_missing_folder_is_said(office: Office, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="找不到文件夹"):
        list(office.workbench.take_in_folder(tmp_path / "没有", by="李霞"))
