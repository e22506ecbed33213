"""The shipped records: facts, under stable ids, with provenance; nothing copied, nothing secret."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant import lexicon
from assistant.domain.failures import BadInput
from assistant.domain.form import Record
from assistant.domain.target import Target
from corpus.build import measured_share, sources
from corpus.records import FOLDER, Corpus, as_line, digest, load, read_record

CORPUS = Corpus()
RECORDS = list(CORPUS.all())
FORM_IDS = {
    "seed0": (0, 10, True), "seed1": (0, 0, True), "seed2": (6, 0, False), "seed3": (5, 0, True),
    "seed4": (13, 0, False), "seed5": (1, 5, False), "seed6": (0, 7, True),
}  # fmt: skip


def test_the_seven_tables_of_the_five_forms_are_there_under_their_ids() -> None:
    expected = {
        record_id
        for key, (projects, tasks, department) in FORM_IDS.items()
        for record_id in (
            *(f"{key}-p{n}" for n in range(1, projects + 1)),
            *(f"{key}-t{n}" for n in range(1, tasks + 1)),
            *([f"{key}-dept"] if department else []),
        )
    }
    assert {r.id for r in RECORDS if r.id.startswith("seed")} == expected
    assert sum(r.id.startswith("p0") for r in RECORDS) == 62


def test_a_line_of_the_file_and_the_record_are_the_same_thing() -> None:
    for file in FOLDER.glob("*.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            record = read_record(json.loads(line))
            assert read_record(as_line(record)) == record


def test_every_record_names_its_source_and_the_source_names_it() -> None:
    listed = {record_id: entry for entry in sources() for record_id in entry["records"]}
    assert set(listed) == {r.id for r in RECORDS}
    for record in RECORDS:
        assert record.provenance is not None
        assert record.source == record.provenance.source == listed[record.id]["address"]
        assert not record.truncated or listed[record.id].get("cut_short")


def test_every_record_has_a_type_of_the_closed_list() -> None:
    types = {t["name"] for t in lexicon.table("project_types")["type"]} | {"其他"}
    assert {r.project_type for r in RECORDS if not r.confidential} <= types


def test_the_confidential_project_keeps_its_code_and_amount_and_nothing_else() -> None:
    secret = [r for r in RECORDS if r.confidential]
    assert [(r.id, r.project, r.budget_wan) for r in secret] == [("seed2-p3", "189001", 399)]
    assert secret[0].description is None
    assert secret[0].objective is None
    assert secret[0].indicators == ()


def test_rows_stand_as_printed_misprints_and_all() -> None:
    rows = {(r.id, i.name): i for r in RECORDS for i in r.indicators}
    assert rows["seed3-p4", "女维权宣传培训人数"].target == "≥100人次"
    assert rows["p002_鄂州办公大楼运行2022", "办公大楼日常维修维护次数"].target == "2280次"
    assert rows["seed3-dept", "妇女儿童权益爱保护率"].doubts


def test_every_printed_target_is_read_and_printed_again_as_itself() -> None:
    for record in RECORDS:
        for row in record.indicators:
            for printed in (row.target, row.actual):
                if printed:
                    target = Target.read(printed, record.fiscal_year or 2000)
                    assert Target.read(target.printed(), record.fiscal_year or 2000) == target, printed


def test_most_printed_targets_are_measurable() -> None:
    measured, printed = measured_share(RECORDS)
    assert measured / printed > 0.65


def test_purposes_and_goals_are_one_short_text_of_our_own() -> None:
    for record in RECORDS:
        for text in (record.description, record.objective):
            assert len(text or "") <= 160, record.id


def test_no_cell_holds_a_paragraph() -> None:
    for record in RECORDS:
        for row in record.indicators:
            for text in (row.name, row.target, row.actual, row.explanation, row.basis):
                assert len(text or "") <= 60, (record.id, text)


def test_no_prose_of_a_form_is_copied(shared: Path) -> None:
    printed = {file.name: _bare(file.read_text(encoding="utf-8")) for file in (shared / "seeds").glob("*.txt")}
    for record in RECORDS:
        for text in (record.description, record.objective):
            bare = _bare(text or "")
            for start in range(len(bare) - 24):
                assert bare[start : start + 25] not in printed.get(record.source, ""), f"{record.id}: {bare[start : start + 25]}"


def test_the_published_projects_beside_the_repository_are_all_here_with_their_rows(shared: Path) -> None:
    for line in (shared / "corpus" / "projects.jsonl").read_text(encoding="utf-8").splitlines():
        given = Record.model_validate(json.loads(line))
        ours = CORPUS.record(given.id)
        assert ours is not None
        assert (ours.organisation, ours.project, ours.budget_wan, ours.kind) == (given.organisation, given.project, given.budget_wan, given.kind)
        assert [(i.name, i.target, i.actual) for i in ours.indicators] == [(i.name, i.target, i.actual) for i in given.indicators]


def test_the_digest_tells_contents_and_not_order() -> None:
    assert digest(RECORDS) == digest(reversed(RECORDS)) == CORPUS.digest()
    changed = [RECORDS[0].model_copy(update={"budget_wan": 1.0}), *RECORDS[1:]]
    assert digest(changed) != digest(RECORDS)


class TestReadingOtherFiles:
    def test_a_folder_of_ones_own_takes_the_place_of_the_shipped(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_text('{"id":"x1","project":"修桥","kind":"自评表"}\n\n', encoding="utf-8")
        assert [(r.id, r.kind) for r in Corpus(shipped=[tmp_path]).all()] == [("x1", "项目自评表")]

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ('{"id":"x1"}\n{"id":"x1"}', "x1 重复：a.jsonl 第1行 和 a.jsonl 第2行"),
            ('{"id":"x1"}\n{"id":', "a.jsonl 第2行不是一行 JSON"),
            ('{"project":"修桥"}', "id"),
            ('{"id":"x1","kind":"随便一张表"}', "kind"),
            ('{"id":"x1","indicators":[{"weight":"很重"}]}', "indicators.0.weight"),
        ],
    )
    def test_a_bad_line_is_named(self, tmp_path: Path, text: str, says: str) -> None:
        (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")
        with pytest.raises(BadInput, match=re.escape(says)):
            load([tmp_path])

    def test_a_file_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match="找不到语料文件"):
            load([tmp_path / "没有.jsonl"])

    def test_a_file_in_another_encoding_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_bytes('{"id":"修桥"}'.encode("gb18030"))
        with pytest.raises(BadInput, match="不是 UTF-8"):
            load([tmp_path])


def _bare(text: str) -> str:
    return re.sub(r"[\s*]", "", text)
