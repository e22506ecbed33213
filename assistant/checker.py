"""单位自有核查程序 (the organisation's own checker): a command line, or a Python entry point `module:function`, named in JIXIAO_CHECKER.

It runs as a process of its own: a `Draft` goes in on stdin as JSON, findings come out on stdout as a JSON list, as {"findings": […]} or one a line.
(A function is called with the draft as a dict and returns the list.) Its findings are marked kind "external" and stand beside ours; it can add,
never take away. If it cannot be started, is silent for too long, ends badly or prints what cannot be read, that is itself one error finding,
so that acceptance waits for a person's waiver.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from assistant.domain.draft import Draft
from assistant.domain.finding import Basis, Finding
from assistant.domain.indicator import stable_id
from assistant.ports import Checker
from assistant.settings import Settings

RULE = "organisation_checker"
LONGEST_OUTPUT = 4_000_000
"""Bytes of output that are read; a checker that prints more has gone astray."""
_ENTRY_POINT = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")
_CALL = """
import importlib, json, sys
sys.path.insert(0, "")
module, function = sys.argv[1].split(":")
draft = json.load(sys.stdin)
found = getattr(importlib.import_module(module), function)(draft)
if found is not None:
    json.dump(found, sys.stdout, ensure_ascii=True)
"""


def checker_from(settings: Settings) -> Checker | None:
    """The checker the settings name, or None."""
    return OwnChecker(settings.checker, settings.checker_timeout_s) if settings.checker else None


class OwnChecker:
    """Answers `ports.Checker` by running the organisation's program. `timeout_s` is how long it may take for one draft, in seconds."""

    def __init__(self, command: str, timeout_s: float) -> None:
        self._command = command
        self._timeout_s = timeout_s

    def check(self, draft: Draft) -> list[Finding]:
        """Its findings; one error finding more where it failed. Never raises."""
        try:
            output = self._run(draft.model_dump_json())
        except _Failed as failed:
            return [*_readable(failed.output), _failure(failed.why)]
        try:
            items = _items(output)
        except ValueError:
            return [_failure("输出不是核查意见（应为 JSON 列表，每条至少有 message）")]
        return _findings(items, draft)

    def _run(self, draft: str) -> str:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as given:
            given.write(draft.encode())
            given.seek(0)
            try:
                process = subprocess.Popen(
                    self._words(), stdin=given, stdout=out, stderr=subprocess.DEVNULL, env=_environment(), start_new_session=os.name == "posix"
                )
            except (OSError, ValueError) as e:
                raise _Failed("启动不了，请检查 JIXIAO_CHECKER 里的命令") from e
            try:
                code = process.wait(self._timeout_s)
            except subprocess.TimeoutExpired as e:
                _end(process)
                raise _Failed(f"超过 {self._timeout_s:g} 秒没有结果") from e
            out.seek(0)
            output = out.read(LONGEST_OUTPUT + 1)
        text = output[:LONGEST_OUTPUT].decode("utf-8", errors="replace")
        if len(output) > LONGEST_OUTPUT:
            raise _Failed("输出太长，不像核查意见")
        if code != 0:
            raise _Failed(f"没有正常结束（退出码 {code}）", text)
        return text

    def _words(self) -> list[str]:
        if _ENTRY_POINT.fullmatch(self._command):
            return [sys.executable, "-c", _CALL, self._command]
        return shlex.split(self._command, posix=os.name == "posix")


class _Failed(Exception):  # noqa: N818 - ends in a finding, never leaves this file
    """Why the program gave no findings, as the rest of “自有核查程序…”, and what it had printed by then."""

    def __init__(self, why: str, output: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.output = output


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program and whatever it started."""
    with contextlib.suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _environment() -> dict[str, str]:
    """Our environment without our key: the program has no business with the model. Text is UTF-8 on every platform."""
    return {k: v for k, v in os.environ.items() if k != "JIXIAO_MODEL_API_KEY"} | {"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}


def _items(output: str) -> list[Any]:
    """What was printed, as a list. Raises ValueError where it is neither a list, nor {"findings": […]}, nor JSON lines."""
    text = output.strip()
    if not text:
        return []
    try:
        data = json.loads(text)
    except ValueError:
        data = [json.loads(line) for line in text.splitlines() if line.strip()]
    if isinstance(data, dict) and "findings" in data:
        data = data["findings"]
    if isinstance(data, dict):
        data = [data]
    if not isinstance(data, list):
        raise ValueError("not a list of findings")
    return data


def _readable(output: str) -> list[Finding]:
    """The findings a program had printed before it ended badly."""
    try:
        return [found for found in (_finding(item, None) for item in _items(output)) if found is not None]
    except ValueError:
        return []


def _findings(items: Sequence[Any], draft: Draft) -> list[Finding]:
    found = [_finding(item, draft) for item in items]
    unread = sum(f is None for f in found)
    kept = [f for f in found if f is not None]
    return [*kept, _failure(f"有 {unread} 条意见读不懂（每条至少要有 message）")] if unread else kept


def _finding(item: Any, draft: Draft | None) -> Finding | None:
    """One finding as ours: marked external, with an id of its own, unwaived whatever it says; None where it cannot be read."""
    if not isinstance(item, dict) or not str(item.get("message") or "").strip():
        return None
    given = {k: v for k, v in item.items() if k not in ("waived", "id", "kind", "fix")}
    try:
        found = Finding.model_validate({"severity": "error", **{k: v for k, v in given.items() if v is not None}})
    except ValidationError:
        return None
    index = _place(found, draft)
    rule = found.rule or RULE
    return found.model_copy(
        update={"kind": "external", "rule": rule, "index": index, "id": stable_id("external", rule, index, found.indicator, found.message)}
    )


def _place(found: Finding, draft: Draft | None) -> int | None:
    """Which row is meant: by its place if that exists, else by its name."""
    if draft is None:
        return found.index
    if found.index is not None:
        return found.index if 0 <= found.index < len(draft.indicators) else None
    return next((n for n, row in enumerate(draft.indicators) if found.indicator and row.name == found.indicator), None)


def _failure(why: str) -> Finding:
    message = f"单位自有核查程序{why}，这张表没有经过它的核查。请排除故障后重新核查，或由负责人说明理由后豁免。"
    return Finding(
        id=stable_id("external", "failed", why),
        rule=RULE,
        kind="external",
        severity="error",
        message=message,
        basis=Basis(document="单位设置 JIXIAO_CHECKER", verified=True, rests_on="practice"),
    )
