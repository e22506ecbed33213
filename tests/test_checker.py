"""The organisation's own checker adds findings and can take none away; however it fails, that is said and acceptance waits."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest

from assistant.checker import OwnChecker, checker_from
from assistant.domain.draft import Draft, Request
from assistant.domain.finding import Finding
from assistant.domain.indicator import Indicator
from assistant.settings import Settings

DRAFT = Draft(
    request=Request(project="送戏下乡", fiscal_year=2025, budget_wan=12, description="演出40场。"),
    indicators=(
        Indicator(id="a", level1="产出指标", level2="数量指标", name="演出场次", comparator="≥", value=40, unit="场"),
        Indicator(id="b", level1="产出指标", level2="质量指标", name="演出达标率", comparator="≥", value=95, unit="%"),
    ),
)


def program(tmp_path: Path, body: str) -> str:
    script = tmp_path / "own_checker.py"
    script.write_text(f"import json, sys\ndraft = json.load(sys.stdin)\n{body}\n", encoding="utf-8")
    return f"'{sys.executable}' '{script}'"


def findings(tmp_path: Path, body: str, timeout_s: float = 10) -> list[Finding]:
    return OwnChecker(program(tmp_path, body), timeout_s).check(DRAFT)


def test_without_the_setting_there_is_none() -> None:
    assert checker_from(Settings(checker=None)) is None


@pytest.mark.parametrize(
    "shape", ["json.dumps(found)", "json.dumps({'findings': found})", "'\\n'.join(map(json.dumps, found))"], ids=["a list", "an object", "lines"]
)
def test_its_findings_are_read_in_any_of_the_three_shapes(tmp_path: Path, shape: str) -> None:
    body = f"found = [dict(message='本单位要求演出场次不超过30场', indicator=draft['indicators'][0]['name'], severity='warning')] * 2\nprint({shape})"
    found = findings(tmp_path, body)
    assert [(f.kind, f.severity, f.index) for f in found] == [("external", "warning", 0)] * 2


def test_a_function_is_called_with_the_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "our_rules.py").write_text("def check(draft):\n    return [{'message': draft['request']['project'], 'index': 1}]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = OwnChecker("our_rules:check", 10).check(DRAFT)
    assert [(f.message, f.index, f.severity) for f in found] == [("送戏下乡", 1, "error")]


def test_nothing_to_say_is_no_finding(tmp_path: Path) -> None:
    assert findings(tmp_path, "pass") == []
    assert findings(tmp_path, "print('[]')") == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("import time; time.sleep(60)", "秒没有结果"),
        ("raise SystemExit(3)", "退出码 3"),
        ("import os; os.kill(os.getpid(), 9)", "没有正常结束"),
        ("print('一切正常')", "输出不是核查意见"),
        ("print('[1, 2]')", "读不懂"),
        ("print(json.dumps([{'severity': 'error'}]))", "读不懂"),
        ("print(json.dumps([{'message': 'x', 'severity': 'fatal'}]))", "读不懂"),
        ("print('x' * 5_000_000)", "输出太长"),
        ("sys.stdout.buffer.write(b'\\xff\\xfe\\x00[')", "输出不是核查意见"),
    ],
)
def test_however_it_fails_there_is_one_open_error_that_says_so(tmp_path: Path, body: str, said: str) -> None:
    found = findings(tmp_path, body, timeout_s=1.5)
    assert [(f.kind, f.severity, f.open_error) for f in found] == [("external", "error", True)]
    assert said in found[0].message


@pytest.mark.parametrize("command", ["/no/such/program", "no_such_module:check", "'unfinished"])
def test_a_program_that_cannot_be_started_is_said(command: str) -> None:
    found = OwnChecker(command, 10).check(DRAFT)
    assert [f.severity for f in found] == ["error"]


def test_what_it_had_printed_before_it_crashed_is_kept(tmp_path: Path) -> None:
    found = findings(tmp_path, "print(json.dumps([{'message': '缺附件'}]), flush=True)\nraise SystemExit(1)")
    assert ["缺附件" in f.message for f in found] == [True, False]


def test_it_cannot_waive_nor_pose_as_one_of_our_rules(tmp_path: Path) -> None:
    given = {"message": "x", "kind": "duplicate", "id": "ours", "waived": {"finding": "x", "rule": "y", "reason": "z", "by": "它"}}
    found = findings(tmp_path, f"print(json.dumps([{json.dumps(given)}]))")
    assert (found[0].kind, found[0].waived, found[0].id != "ours") == ("external", None, True)


def test_a_silent_one_is_ended_with_all_it_started(tmp_path: Path) -> None:
    marker = tmp_path / "still-alive"
    child = f"import time; time.sleep(3); open({str(marker)!r}, 'w')"
    findings(tmp_path, f"import subprocess; subprocess.Popen([sys.executable, '-c', {child!r}]).wait()", timeout_s=0.7)
    time.sleep(3)
    assert not marker.exists()


def test_it_is_not_told_the_key_of_the_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_MODEL_API_KEY", "a-key-of-ours")
    found = findings(tmp_path, "import os; print(json.dumps([{'message': os.environ.get('JIXIAO_MODEL_API_KEY', '没有')}]))")
    assert found[0].message == "没有"
