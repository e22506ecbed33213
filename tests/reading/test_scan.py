"""Scans: what is recognised becomes rows and columns, each doubt said; without the extra one sentence says what to do."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant.domain.failures import UnreadableForm
from assistant.reading.extract import extract
from assistant.reading.read import read_file
from assistant.reading.scan import Word, grid_of_words

LINES = [
    (100, ["项目名称", "河道保洁"]),
    (140, ["一级指标", "二级指标", "三级指标", "指标值"]),
    (180, ["产出指标", "数量指标", "保洁长度", "≥12公里"]),
    (221, [None, "质量指标", "巡查合格率", "295%"]),
]


def page(*, unsure: str = "") -> list[Word]:
    """Words as an engine gives them: a little crooked, in no order."""
    words = []
    for top, texts in LINES:
        for k, text in enumerate(texts):
            if text:
                left, wave = 60 + 180 * k + (k * 7) % 5, (k * 3) % 4
                words.append(
                    Word(
                        text=text,
                        score=0.6 if text == unsure else 0.97,
                        left=left,
                        top=top + wave,
                        right=left + 22 * len(text),
                        bottom=top + wave + 24,
                    )
                )
    return words[::-1]


def test_what_stands_side_by_side_is_a_row_under_its_heads() -> None:
    grid, doubts = grid_of_words([page()], "扫描.png")
    (form,) = extract([grid], "扫描.png").forms
    assert [(i.level1, i.level2, i.name, i.target) for i in form.indicators] == [
        ("产出指标", "数量指标", "保洁长度", "≥12公里"),
        ("产出指标", "质量指标", "巡查合格率", "295%"),
    ]
    assert doubts == []


def test_what_the_engine_was_unsure_of_is_a_doubt_at_its_place() -> None:
    _, (doubt,) = grid_of_words([page(unsure="≥12公里")], "扫描.png")
    assert (doubt.kind, doubt.location.row, doubt.location.column) == ("recognised", 3, 4)


def test_a_second_page_follows_the_first() -> None:
    grid, _ = grid_of_words([page(), page()], "扫描.pdf")
    assert grid.height == 8


@pytest.mark.skipif(find_spec("rapidocr_onnxruntime") is not None, reason="文字识别已装")
def test_without_the_extra_a_picture_is_refused_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "照片.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 200)
    with pytest.raises(UnreadableForm, match="图片") as failure:
        read_file(file)
    assert "ocr" in failure.value.remedy


@pytest.mark.skipif(find_spec("rapidocr_onnxruntime") is None, reason="没有装文字识别 [ocr]")
def test_a_drawn_form_is_recognised(tmp_path: Path) -> None:
    from PIL import Image, ImageDraw, ImageFont

    fonts = [*Path("/usr/share/fonts").rglob("*CJK*.tt[cf]"), *Path("/usr/share/fonts").rglob("*wqy*.tt[cf]")]
    if not fonts:
        pytest.skip("本机没有中文字体")
    picture = Image.new("RGB", (900, 360), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(str(fonts[0]), 26)
    for word in page():
        pen.text((word.left, word.top), word.text, fill="black", font=font)
    file = tmp_path / "扫描.png"
    picture.save(file)
    reading = read_file(file)
    assert {i.name for f in reading.forms for i in f.indicators} == {"保洁长度", "巡查合格率"}
    assert "recognised" in {d.kind for d in reading.doubts}
