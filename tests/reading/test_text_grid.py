"""Text files: encodings, and the many ways a table is written as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain.failures import UnreadableForm
from assistant.reading.read import read_file
from assistant.reading.text_grid import clean, read_csv, read_txt

TABBED = "项目支出绩效目标表\n项目名称\t路灯维护\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t维护路灯数量\t≥680盏\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "gbk"])
def test_every_usual_encoding_reads_the_same(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "表.txt"
    file.write_bytes(TABBED.encode(encoding))
    (row,) = read_file(file).forms[0].indicators
    assert (row.name, row.target) == ("维护路灯数量", "≥680盏")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "表.txt"
    file.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(UnreadableForm):
        read_file(file)


@pytest.mark.parametrize("name", ["自评表_空格对齐.txt", "目标表_竖线.txt", "目标表_一格一行.txt"])
def test_each_way_of_writing_a_table_gives_five_rows_with_their_tiers(forms: Path, name: str) -> None:
    (form,) = read_file(forms / name).forms
    assert len(form.indicators) == 5
    assert all(i.level1 and i.level2 and i.name and i.target for i in form.indicators)
    assert form.indicators[-1].level2 == "服务对象满意度指标"
    assert form.projects[0].budget_wan is not None


def test_a_table_aligned_with_blanks_keeps_its_results(forms: Path) -> None:
    (form,) = read_file(forms / "自评表_空格对齐.txt").forms
    assert [i.actual for i in form.indicators] == ["210株", "96%", "4月20日", "3.1个百分点", "94%"]
    assert (form.total, form.projects[0].spent_wan) == (99.64, 24.1)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_of_a_csv_is_found(tmp_path: Path, separator: str) -> None:
    file = tmp_path / "表.csv"
    file.write_text(TABBED.replace("\t", separator), encoding="utf-8")
    (grid,), _ = read_csv(file)
    assert grid.width == 4


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    file = tmp_path / "表.txt"
    file.write_text("\n\n" + TABBED, encoding="utf-8")
    (grid,), _ = read_txt(file)
    assert next(c.line for c in grid.cells if c.text == "≥680盏") == 6


def test_residue_of_copying_is_taken_off() -> None:
    assert clean("<p>正常运行率达到**95%**</p>") == "正常运行率达到95%"
    assert clean("[bookmark: _Toc_1]1.车辆保险费") == "1.车辆保险费"
    assert clean("≥5 < 8") == "≥5 < 8"
