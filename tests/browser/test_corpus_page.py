"""A clerk takes a published form in: reads it, sees the doubts, accepts; the second time nothing is entered twice; then a folder."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.flaky(reruns=2, reruns_delay=1)]
FORMS = Path(__file__).parents[1] / "forms"


def _open(page: Any) -> None:
    page.get_by_role("tab", name="收录公开表").click()
    page.wait_for_selector("#corpus-read")


def _read(page: Any, name: str) -> None:
    remove = page.locator("#corpus-file button[aria-label*='lear'], #corpus-file button[aria-label*='清']")
    if remove.count():
        remove.first.click()
    with page.expect_file_chooser() as chooser:
        page.click("#corpus-file button.upload-container, #corpus-file button")
    chooser.value.set_files(str(FORMS / name))
    page.wait_for_selector("#corpus-file .file-preview, #corpus-file table, #corpus-file a")
    page.click("#corpus-read")
    page.wait_for_selector("#corpus-said table")


def test_a_form_is_seen_beside_its_reading_and_entered_once(page: Any) -> None:
    _open(page)
    _read(page, "目标表_扫描错字断页.txt")
    assert "处存疑，请先看" in page.inner_text("#corpus-said")
    assert page.locator("#corpus-said a[href='#doubt-1']").count() == 1
    page.fill("#corpus-by input, #corpus-by textarea", "李会计")
    page.click("#corpus-accept")
    page.wait_for_selector("#corpus-said :text('收录了 1 个项目')", timeout=60_000)
    _read(page, "目标表_扫描错字断页.txt")
    assert "已收录" in page.inner_text("#corpus-chosen")


def test_a_folder_is_reported_file_by_file(page: Any, tmp_path: Path) -> None:
    for name in ("目标表_成本在前.csv", "目标表_扫描错字断页.txt", "自评表_一级一条.csv"):
        shutil.copy(FORMS / name, tmp_path / name)
    (tmp_path / "散文.txt").write_text("今天天气很好。", encoding="utf-8")
    _open(page)
    page.fill("#corpus-by input, #corpus-by textarea", "李会计")
    page.get_by_text("收录整个文件夹").click()
    page.fill("#corpus-folder input, #corpus-folder textarea", str(tmp_path))
    page.click("#corpus-go")
    page.wait_for_selector("#corpus-report :text('4 / 4 个文件')", timeout=60_000)
    said = page.inner_text("#corpus-report")
    assert "已收录 2" in said
    assert "读不了" in said
