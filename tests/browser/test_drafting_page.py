"""A clerk at the page: says what the project is, corrects what was drafted, accepts it, takes the form away."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest

pytestmark = pytest.mark.browser

SAID = (
    "河湾县妇联2026年办家政服务技能培训4期，每期50人，9月底前全部办完，结业考核合格率不低于95%，参训学员满意度九成以上，培训后就业率不低于60%。"
    "去年办了3期、参训130人。全年预算5.6万元。"
)


def _read(page: Any, said: str = SAID) -> None:
    page.fill("#by input, #by textarea", "李会计")
    page.fill("#said textarea", said)
    page.click("#read")
    page.wait_for_function("document.querySelector('#budget input, #budget textarea')?.value")


def _draft(page: Any, said: str = SAID) -> None:
    _read(page, said)
    page.click("#make")
    page.wait_for_selector("#table table", timeout=60_000)


def _cell(page: Any, name: str, field: str) -> Any:
    row = page.locator("#table tr", has=page.locator(f'[data-field="name"]:text-is("{name}")'))
    return row.locator(f'[data-field="{field}"]')


def _names(page: Any) -> list[str]:
    return [str(t) for t in page.locator('#table [data-field="name"]').all_text_contents()]


def test_what_was_said_is_read_back_and_drafted_with_its_grounds(page: Any) -> None:
    _read(page)
    shown = {field: page.input_value(f"#{field} input, #{field} textarea") for field in ("project", "organisation", "year", "budget")}
    assert shown == {"project": "家政服务技能培训", "organisation": "河湾县妇联", "year": "2026", "budget": "5.6"}
    page.click("#make")
    page.wait_for_selector("#table table", timeout=60_000)
    text = page.inner_text("#table")
    assert "原话" in text
    assert re.search(r"≥\s*200\s*人", text)
    assert "九成以上" in text
    assert "130" not in text.replace("去年", "")


def test_a_cell_is_edited_in_place_and_outlives_a_reload(page: Any) -> None:
    _draft(page)
    name = next(n for n in _names(page) if "合格率" in n)
    cell = _cell(page, name, "target")
    cell.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("≥97%")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#table').innerText.includes('已改')")
    page.reload()
    page.wait_for_selector("#table table")
    assert _cell(page, name, "target").inner_text() == "≥97%"


def test_two_cells_edited_in_a_row_are_both_kept(page: Any) -> None:
    _draft(page)
    first, second = _names(page)[:2]
    for name, text in ((first, first + "（改）"), (second, second + "（再改）")):
        cell = _cell(page, name, "name")
        cell.click()
        page.keyboard.press("Control+A")
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.wait_for_function(
        "(t => t.includes('（改）') && t.includes('（再改）') && !document.querySelector('.jx-saving'))(document.querySelector('#table').innerText)"
    )
    page.reload()
    page.wait_for_selector("#table table")
    assert {first + "（改）", second + "（再改）"} <= set(_names(page))


def test_enter_that_ends_a_chinese_word_sends_nothing(page: Any) -> None:
    _draft(page)
    page.click("#line textarea, #line input")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "pei'xun", "selectionStart": 7, "selectionEnd": 7})
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Process", "code": "Enter"})
    session.send("Input.insertText", {"text": "培训"})
    page.wait_for_timeout(400)
    assert page.input_value("#line textarea, #line input") == "培训"
    assert page.locator("#talk .message").count() == 0


def test_a_sentence_changes_the_table_and_one_that_is_unclear_asks_back(page: Any) -> None:
    _draft(page)
    line = "#line textarea, #line input"
    name = next(n for n in _names(page) if "合格率" in n)
    page.fill(line, f"{name}改成98%")
    page.press(line, "Enter")
    page.wait_for_function("document.querySelector('#table').innerText.includes('98%')")
    page.fill(line, "改一下那个")
    page.press(line, "Enter")
    page.wait_for_function(
        "document.querySelectorAll('#talk .message').length >= 4 || document.querySelector('#talk').innerText.includes('改一下那个')"
    )
    assert "98%" in page.inner_text("#table")


def test_acceptance_waits_for_a_name_and_for_what_is_open_then_gives_the_files(page: Any, tmp_path: Path) -> None:
    _draft(page, "河湾县司法局2026年请律师到中小学讲法，再印点宣传册，场次还没定，年底前做完。预算6万元。")
    page.fill("#accept-by input, #accept-by textarea", "")
    page.click("#accept")
    page.wait_for_selector("text=还没有写采纳人")
    page.fill("#accept-by input, #accept-by textarea", "王主任")
    page.click("#accept")
    page.wait_for_selector("text=还不能采纳")
    for _ in range(30):
        waiting = page.locator("#table tr.jx-row-unconfirmed")
        if not waiting.count():
            break
        seq = page.get_attribute("#table table", "data-seq")
        row = waiting.first
        if row.locator('button[data-act="confirm"]').count():
            row.locator('button[data-act="confirm"]').click()
        else:
            row.locator('button[data-act="remove"]').click()
        page.wait_for_function("s => document.querySelector('#table table').dataset.seq !== s", arg=seq)
    while page.locator('button[data-act="waive"]').count():
        seq = page.get_attribute("#table table", "data-seq")
        page.locator('button[data-act="waive"]').first.click()
        page.fill("#waive-reason input, #waive-reason textarea", "本次为试点，已报主任办公会同意")
        page.get_by_role("button", name="放行", exact=True).click()
        page.wait_for_function("s => document.querySelector('#table table').dataset.seq !== s", arg=seq)
    page.click("#accept")
    page.wait_for_selector("#download-xlsx", state="visible", timeout=30_000)
    assert "王主任" in page.inner_text("#accepted")
    for kind in ("xlsx", "docx"):
        with page.expect_download() as download:
            page.click(f"#download-{kind}")
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        assert zipfile.is_zipfile(path)
        assert path.suffix == f".{kind}"
    assert page.locator("#table [contenteditable]").count() == 0


def test_a_confidential_project_shows_nothing_of_itself(page: Any) -> None:
    secret = "河湾县某局2026年涉密机房改造，更换屏蔽门2樘，布线1800米，8月底前完工，预算86万元。"
    _read(page, secret)
    page.click("#make")
    page.wait_for_selector("#heading :text('涉密项目')")
    assert "屏蔽门" not in page.inner_text("#heading")
    assert page.locator("#table table").count() == 0


def test_an_empty_box_is_answered_with_a_sentence(page: Any) -> None:
    page.click("#read")
    page.wait_for_selector("text=还没有写项目说明")


def test_markup_in_a_name_is_shown_as_text(page: Any) -> None:
    _read(page, "2026年举办“<script>window.hacked=1</script>”展览12场，<img src=x onerror=window.hacked=1>观众满意度不低于90%，预算8万元。")
    page.fill("#project input, #project textarea", "<img src=x onerror=window.hacked=1>展览")
    page.click("#make")
    page.wait_for_selector("#table table", timeout=60_000)
    assert "<img" in page.inner_text("#heading")
    assert page.evaluate("window.hacked") is None


def test_no_other_host_is_asked_for_anything(page: Any) -> None:
    _draft(page)
    hosts = {urlparse(url).hostname for url in page.asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}
