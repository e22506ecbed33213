"""The command line as other programs hold on to it: names, one line an input in order, exit codes, one plain sentence for whatever goes wrong."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import app
from assistant.commands import run
from assistant.commands.application import LOOPBACK
from assistant.domain.draft import Request
from assistant.settings import Settings

Outcome = tuple[int, list[dict[str, Any]], str]
Jixiao = Callable[..., Outcome]


@pytest.fixture()
def jixiao(data: Path, capsys: pytest.CaptureFixture[str]) -> Jixiao:
    """Runs a command line over an empty data folder: (exit code, lines of JSON on stdout, what stderr says)."""

    def call(*words: str) -> Outcome:
        code = run([*words, "--data", str(data)] if words else [], app.House())
        said = capsys.readouterr()
        return code, [json.loads(line) for line in said.out.splitlines() if line.startswith("{")], said.err

    return call


@pytest.fixture()
def request_file(tmp_path: Path, training: dict[str, object]) -> Path:
    return written(tmp_path / "申请.json", training)


def written(file: Path, value: object) -> Path:
    file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return file


def lines(file: Path, *values: object) -> str:
    file.write_text("\n".join(v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in values) + "\n", encoding="utf-8")
    return str(file)


def without(request: dict[str, object], **changes: object) -> dict[str, object]:
    return {k: v for k, v in {**request, **changes}.items() if v is not None}


def is_one_sentence(said: str) -> bool:
    return len(said.strip().splitlines()) == 1 and "Traceback" not in said and said.strip().endswith("。")


# --- draft -----------------------------------------------------------------------------------------------------------------------


def test_a_request_becomes_a_draft(jixiao: Jixiao, request_file: Path, training: dict[str, object]) -> None:
    code, out, said = jixiao("draft", str(request_file))
    assert (code, len(out), said) == (0, 1, "")
    assert out[0]["request"]["project"] == training["project"]
    assert out[0]["authorship"]["drafter"] == "offline"
    assert all(row["sources"] or row["status"] == "not_applicable" for row in out[0]["indicators"])


def test_a_batch_answers_every_line_in_order_and_goes_on_past_a_bad_one(jixiao: Jixiao, training: dict[str, object], tmp_path: Path) -> None:
    bad = without(training, budget_wan=-1)
    batch = lines(
        tmp_path / "b.jsonl",
        {"id": "a", "request": training},
        '{"id": "b", "requ',
        {"id": "c", "request": bad},
        "",
        {"id": 4, "request": training},
        "[1]",
    )
    code, out, said = jixiao("draft", "--batch", batch)
    assert code == 1
    assert [o["id"] for o in out] == ["a", None, "c", 4, None]
    assert [o.get("line") for o in out] == [None, 2, 3, None, 6]
    assert out[0]["draft"] == out[3]["draft"]
    assert out[2]["error"]["fields"] == ["request.budget_wan"]
    assert all(set(o["error"]) == {"kind", "message", "remedy", "fields"} for o in out if "error" in o)
    assert len(said.strip().splitlines()) == 3


def test_standard_input_is_a_file_too(jixiao: Jixiao, training: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(training).encode())))
    code, out, _ = jixiao("draft", "-")
    assert (code, len(out)) == (0, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"budget_wan": None}, "request.budget_wan"),
        ({"budget_wan": -1}, "request.budget_wan"),
        ({"budget_wan": float("nan")}, "request.budget_wan"),
        ({"budget_wan": float("inf")}, "request.budget_wan"),
        ({"budget_wan": {"value": 3}}, "request.budget_wan"),
        ({"fiscal_year": 0}, "request.fiscal_year"),
        ({"fiscal_year": "明年"}, "request.fiscal_year"),
        ({"description": " \n"}, "request.description"),
        ({"description": None}, "request.description"),
        ({"description": 7}, "request.description"),
        ({"project": ""}, "request.project"),
        ({"standard": "2020"}, "request.standard"),
        ({"kind": "village"}, "request.kind"),
        ({"tasks": "培训"}, "request.tasks"),
    ],
)
def test_a_wrong_field_is_refused_by_name_in_one_sentence(
    jixiao: Jixiao, training: dict[str, object], tmp_path: Path, changes: dict[str, object], field: str
) -> None:
    file = written(tmp_path / "r.json", without(training, **changes))
    code, out, said = jixiao("draft", str(file))
    assert (code, out) == (2, [])
    assert is_one_sentence(said)
    assert field in said
    code, out, _ = jixiao("draft", "--batch", lines(tmp_path / "b.jsonl", {"id": "x", "request": without(training, **changes)}))
    assert code == 1
    assert out[0]["error"]["fields"] == [field]


def test_money_in_words_is_read_and_what_does_not_fit_it_is_noted(jixiao: Jixiao, training: dict[str, object], tmp_path: Path) -> None:
    code, out, _ = jixiao("draft", str(written(tmp_path / "r.json", without(training, budget_wan="7.2万元", unheard_of=1))))
    assert code == 0
    assert out[0]["request"]["budget_wan"] == 7.2
    assert any("7.2万元" in note for note in out[0]["notes"])
    assert any("unheard_of" in note for note in out[0]["notes"])


@pytest.mark.parametrize(
    ("content", "said_so"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "图片"),
        (b"\xff\xd8\xff\xe0" + bytes(64), "图片"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04" + bytes(64), "Office"),
        (b"", "空"),
        (b"{", "JSON"),
        (b"\x00\xff\xfe\x80" * 9, "文本"),
        (b"[" * 100000, "嵌套太深"),
        (b"[]", "JSON 对象"),
        (b"null", "JSON 对象"),
        ("培训6期，预算7.2万元".encode(), "JSON"),
    ],
)
def test_what_is_no_request_is_said_to_be_what_it_is(jixiao: Jixiao, tmp_path: Path, content: bytes, said_so: str) -> None:
    (tmp_path / "f").write_bytes(content)
    code, out, said = jixiao("draft", str(tmp_path / "f"))
    assert (code, out) == (2, [])
    assert is_one_sentence(said)
    assert said_so in said


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_request_is_read_in_the_encodings_offices_write(jixiao: Jixiao, training: dict[str, object], tmp_path: Path, encoding: str) -> None:
    (tmp_path / "r.json").write_bytes(json.dumps(training, ensure_ascii=False).encode(encoding))
    assert jixiao("draft", str(tmp_path / "r.json"))[0] == 0


def test_a_broken_character_does_not_end_the_run(jixiao: Jixiao, training: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(json.dumps({**training, "purpose": "\ud800"}), encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "app", "draft", str(tmp_path / "r.json"), "--data", str(tmp_path / "d")], capture_output=True, timeout=60, check=False
    )
    assert ended.returncode in (0, 2)
    assert b"Traceback" not in ended.stderr


def test_without_a_model_asking_for_one_says_what_to_set(jixiao: Jixiao, request_file: Path) -> None:
    code, _, said = jixiao("draft", "--drafter", "model", str(request_file))
    assert code == 2
    assert "JIXIAO_MODEL_BASE_URL" in said
    assert is_one_sentence(said)


# --- what is given in the wrong wrapping -------------------------------------------------------------------------------------------


def test_a_batch_saved_as_utf16_is_read(jixiao: Jixiao, training: dict[str, object], tmp_path: Path) -> None:
    text = "\r\n".join(json.dumps({"id": n, "request": training}, ensure_ascii=False) for n in (1, 2))
    (tmp_path / "b.jsonl").write_bytes(text.encode("utf-16"))
    code, out, _ = jixiao("draft", "--batch", str(tmp_path / "b.jsonl"))
    assert (code, [o["id"] for o in out]) == (0, [1, 2])


@pytest.mark.parametrize(
    ("content", "said_so"),
    [(b"\x89PNG\r\n\x1a\n\0\r\n", "图片"), (b"PK\x03\x04\n\n", "Office"), (b"", "一行输入也没有"), (b"\n \n", "一行输入也没有")],
)
def test_a_batch_that_holds_no_line_is_unusable_as_a_whole(jixiao: Jixiao, tmp_path: Path, content: bytes, said_so: str) -> None:
    (tmp_path / "b.jsonl").write_bytes(content)
    code, out, said = jixiao("draft", "--batch", str(tmp_path / "b.jsonl"))
    assert (code, out) == (2, [])
    assert is_one_sentence(said)
    assert said_so in said


def test_an_id_that_json_has_no_word_for_comes_back_as_none(jixiao: Jixiao, tmp_path: Path) -> None:
    code, out, _ = jixiao("draft", "--batch", lines(tmp_path / "b.jsonl", '{"id": NaN, "request": 5}', '{"id": 1e999}'))
    assert (code, [o["id"] for o in out]) == (1, [None, None])


def test_a_reader_that_has_heard_enough_ends_the_run_quietly(training: dict[str, object], tmp_path: Path) -> None:
    batch = lines(tmp_path / "b.jsonl", *[{"id": n} for n in range(4000)])
    command = [sys.executable, "app.py", "draft", "--batch", batch, "--data", str(tmp_path / "d")]
    process = subprocess.Popen(command, cwd=Path(app.__file__).parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    assert b"Traceback" not in said and "内部出错".encode() not in said
    assert process.wait(30) == 0


@pytest.mark.parametrize("words", [("--kind", "什么"), ("--year", "0"), ("--budget-min", "nan"), ("--budget-max", "-1")])
def test_a_filter_no_record_can_pass_is_a_slip_of_the_pen(jixiao: Jixiao, words: tuple[str, str]) -> None:
    code, out, said = jixiao("search", "培训", *words)
    assert (code, out) == (2, [])
    assert is_one_sentence(said)


# --- the command line itself -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("draft",), ("draft", "a", "b"), ("draft", "/no/such/file"), ("draft", "--drafter", "nobody", "{request}"), ("check",), ("check", "--batch", "/no/such/file"),
        ("search",), ("search", "--year", "abc", "培训"), ("search", "--limit", "0", "培训"), ("accept", "{request}"), ("accept",), ("export", "{request}"), ("fly",), ("draft", "--fly"),
        ("rules", "no_such_rule"), ("verify", "/no/such/file"), ("read",), ("evaluate", "{request}"), ("refine", "改成3"), ("serve", "--port", "99999999"),
        ("index",), ("accept", "{request}", "--by", "李霞"), ("search", " "),
    ],
)  # fmt: skip
def test_a_wrong_command_line_gives_one_sentence_and_2(jixiao: Jixiao, request_file: Path, words: tuple[str, ...]) -> None:
    code, _, said = jixiao(*(w.replace("{request}", str(request_file)) for w in words))
    assert code == 2, said
    assert is_one_sentence(said), said


def test_a_wrong_setting_is_named(jixiao: Jixiao, request_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_MODEL_TIMEOUT_S", "soon")
    code, _, said = jixiao("draft", str(request_file))
    assert code == 2
    assert "JIXIAO_MODEL_TIMEOUT_S" in said


def test_help_is_no_error(jixiao: Jixiao, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"], app.House()) == 0
    assert "起草" in capsys.readouterr().out


def test_without_a_command_the_workbench_is_served_on_this_machine_alone(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[tuple[Settings, str, int | None]] = []
    monkeypatch.setattr(app.House, "serve", lambda self, settings, host, port: served.append((settings, host, port)))
    assert run(["--data", str(data)], app.House()) == 0
    assert run(["serve", "--port", "7999", "--data", str(data)], app.House()) == 0
    assert [(host, port) for _, host, port in served] == [(LOOPBACK, None), (LOOPBACK, 7999)]
    assert served[0][0].data == data


def test_the_unexpected_gives_a_log_id_and_the_log_no_word_of_the_input(
    jixiao: Jixiao, request_file: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.workbench import Workbench

    def breaks(*_: object, **__: object) -> None:
        raise KeyError("家政服务技能培训")

    monkeypatch.setattr(Workbench, "draft", breaks)
    code, out, said = jixiao("draft", str(request_file))
    assert (code, out) == (2, [])
    assert is_one_sentence(said)
    log = (data / "errors.log").read_text(encoding="utf-8")
    assert said.split("编号 ")[1][:8] in log
    assert "家政" not in log + said
    assert "KeyError" in log


def test_nothing_heavy_is_loaded_for_help_and_rules() -> None:
    code = (
        "import sys, app; from assistant.commands import run; run(['rules'], app.House()); "
        "print([m for m in ('gradio', 'chromadb', 'openai', 'langchain_core', 'sklearn', 'sqlalchemy', 'openpyxl', 'pandas') if m in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


# --- check -------------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory, built_index: Path, training: dict[str, object]) -> str:
    """One draft for all tests that need some draft, as JSON text."""
    bench = app.compose(Settings(data=tmp_path_factory.mktemp("drafted")), built_index)
    return bench.draft(Request.model_validate(training)).model_dump_json()


@pytest.fixture()
def draft(drafted: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(drafted)
    return value


def late(draft: dict[str, Any]) -> dict[str, Any]:
    """The draft with a deadline that lies outside its year: an error whoever looks."""
    rows = [{**r, "value": "2027-03-31", "target": "2027年3月31日前"} if r["unit"] == "date" else r for r in draft["indicators"]]
    return {**draft, "indicators": rows}


def test_drafts_and_forms_are_checked_side_by_side(jixiao: Jixiao, draft: dict[str, Any], tmp_path: Path) -> None:
    good, bad = written(tmp_path / "good.json", draft), written(tmp_path / "bad.json", late(draft))
    assert jixiao("export", str(bad), "--layout", "shanhaiguan", "--as", "xlsx", "-o", str(tmp_path / "表.xlsx"))[0] == 0
    code, out, _ = jixiao("check", str(good), str(bad), str(tmp_path / "表.xlsx"))
    assert code == 0
    assert [Path(o["file"]).name for o in out] == ["good.json", "bad.json", "表.xlsx"]
    assert not [f for f in out[0]["findings"] if f["severity"] == "error"]
    for line in out[1:]:
        assert any(f["kind"] == "date_out_of_year" for f in line["findings"])


def test_strict_is_1_where_an_error_is_open(jixiao: Jixiao, draft: dict[str, Any], tmp_path: Path) -> None:
    assert jixiao("check", "--strict", str(written(tmp_path / "good.json", draft)))[0] == 0
    assert jixiao("check", "--strict", str(written(tmp_path / "bad.json", late(draft))))[0] == 1
    assert jixiao("check", str(tmp_path / "bad.json"))[0] == 0


def test_coverage_tells_the_outcome_of_every_rule(jixiao: Jixiao, draft: dict[str, Any], tmp_path: Path) -> None:
    _, out, _ = jixiao("check", "--coverage", str(written(tmp_path / "d.json", draft)))
    assert {c["outcome"] for c in out[0]["coverage"]} <= {"held", "broken", "not_applicable", "cannot_tell", "unasked"}
    assert len({c["rule"] for c in out[0]["coverage"]}) > 30


def test_safe_fixes_are_made_and_the_draft_comes_back(jixiao: Jixiao, draft: dict[str, Any], tmp_path: Path) -> None:
    rows = [{**r, "level1": "产出指标", "level2": "成本指标"} if r["unit"] == "date" else r for r in draft["indicators"]]
    _, out, _ = jixiao("check", "--fix", str(written(tmp_path / "d.json", {**draft, "indicators": rows})))
    assert "draft" in out[0]
    _, again, _ = jixiao("check", "--fix", str(written(tmp_path / "e.json", out[0]["draft"])))
    assert again[0]["draft"]["indicators"] == out[0]["draft"]["indicators"]


def test_every_field_at_fault_is_named_with_its_path(jixiao: Jixiao, draft: dict[str, Any], tmp_path: Path) -> None:
    wrong = {**draft, "objective": 5, "indicators": [draft["indicators"][0], "更新设备12台", {**draft["indicators"][1], "value": ["≥", 95]}]}
    wrong["request"] = {**draft["request"], "budget_wan": {"value": 1}}
    code, out, said = jixiao("check", str(written(tmp_path / "d.json", wrong)))
    assert code == 2
    assert {"request.budget_wan", "objective", "indicators[1]", "indicators[2].value"} <= set(out[0]["error"]["fields"])
    assert is_one_sentence(said)


def test_one_unreadable_file_among_readable_ones_is_1_and_alone_2(jixiao: Jixiao, draft: dict[str, Any], tmp_path: Path) -> None:
    good, picture = written(tmp_path / "good.json", draft), tmp_path / "p.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    for command in ("check", "read"):
        code, out, said = jixiao(command, str(picture))
        assert (code, out[0]["error"]["kind"]) == (2, "unreadable_form")
        assert "图片" in said
    code, out, _ = jixiao("check", str(picture), str(good))
    assert (code, [("error" in o) for o in out]) == (1, [True, False])


# --- search, index, refine ---------------------------------------------------------------------------------------------------------


def test_search_ranks_every_record_and_shows_a_few(jixiao: Jixiao) -> None:
    code, out, _ = jixiao("search", "--limit", "3", "给妇女办家政技能培训班")
    assert code == 0
    assert out[0]["id"] is None
    assert len(out[0]["comparables"]) == 3
    assert out[0]["comparables"][0]["id"] == out[0]["ranking"][0]
    assert len(set(out[0]["ranking"])) == len(out[0]["ranking"]) > 50


def test_search_by_the_line(jixiao: Jixiao, tmp_path: Path) -> None:
    batch = lines(tmp_path / "q.jsonl", {"id": "1", "query": "买电脑"}, {"id": "2", "query": 5}, {"id": "3", "query": "修路", "budget_wan": "很多"})
    code, out, _ = jixiao("search", "--batch", batch)
    assert code == 1
    assert ["error" in o for o in out] == [False, True, True]
    assert [o["error"]["fields"] for o in out[1:]] == [["query"], ["budget_wan"]]


def test_the_index_is_built_and_says_how_it_is(jixiao: Jixiao, tmp_path: Path) -> None:
    record = {
        "id": "x1",
        "source": "own",
        "organisation": "某县",
        "fiscal_year": 2024,
        "kind": "目标表",
        "project": "水渠清淤",
        "budget_wan": 3,
        "description": "清淤水渠5公里。",
        "indicators": [],
    }
    corpus, folder = lines(tmp_path / "own.jsonl", record), str(tmp_path / "idx")
    code, out, _ = jixiao("index", "build", "--corpus", corpus, "--index", folder)
    assert (code, out[0]["records"], out[0]["entries"]) == (0, 1, 0)
    assert jixiao("index", "status", "--index", folder)[1][0]["health"] == "ready"
    assert jixiao("search", "--index", folder, "水渠")[1][0]["ranking"] == ["x1"]


def test_the_shipped_records_and_the_library_are_indexed_together(jixiao: Jixiao) -> None:
    status = jixiao("index", "status")[1][0]
    assert status["health"] == "ready"
    assert status["records"] > 50
    assert status["entries"] > 100


def test_a_sentence_changes_a_draft(jixiao: Jixiao, draft: dict[str, Any], tmp_path: Path) -> None:
    name = draft["indicators"][0]["name"]
    code, out, _ = jixiao("refine", "--draft", str(written(tmp_path / "d.json", draft)), f"把{name}改成8")
    assert (code, out[0]["outcome"], out[0]["indicators"][0]["value"]) == (0, "applied", 8)
    assert out[0]["draft"]["indicators"] == out[0]["indicators"]
    batch = lines(tmp_path / "b.jsonl", {"id": "t", "draft": draft, "turns": [f"{name}改成9", "改成100"]}, {"id": "u", "draft": draft, "turns": []})
    code, out, _ = jixiao("refine", "--batch", batch)
    assert code == 1
    assert (out[0]["outcome"], out[0]["indicators"][0]["value"]) == ("clarify", 9)
    assert out[1]["error"]["fields"] == ["turns"]


# --- accept, export, verify --------------------------------------------------------------------------------------------------------


def settled(draft: dict[str, Any]) -> dict[str, Any]:
    """The draft as a clerk would hand it in: every 待确认 answered in the file."""

    def answered(row: dict[str, Any]) -> dict[str, Any]:
        if row["status"] != "unconfirmed":
            return row
        if row["value"] is not None:
            return {**row, "status": "locked"}
        if row["level1"] == "效益指标":
            return {**row, "status": "not_applicable", "reason": "本项目不产生这类效益"}
        return {**row, "status": "edited", "comparator": "≥", "value": 95, "unit": "%", "target": "≥95%"}

    return {**draft, "indicators": [answered(r) for r in draft["indicators"]]}


def test_a_draft_with_open_questions_is_refused_with_every_reason_and_1(jixiao: Jixiao, draft: dict[str, Any], tmp_path: Path) -> None:
    waiting = [{**r, "status": "unconfirmed"} if n < 2 else r for n, r in enumerate(draft["indicators"])]
    code, out, said = jixiao("accept", str(written(tmp_path / "d.json", {**draft, "indicators": waiting})), "--by", "李霞")
    assert (code, out[0]["error"]["kind"]) == (1, "not_acceptable")
    assert all(any(r["name"] in reason for reason in out[0]["error"]["reasons"]) for r in waiting[:2])
    assert is_one_sentence(said)
    assert jixiao("verify")[1][0]["events"] == 0


def test_accepted_exported_verified(jixiao: Jixiao, draft: dict[str, Any], tmp_path: Path) -> None:
    code, out, _ = jixiao("accept", str(written(tmp_path / "d.json", settled(draft))), "--by", "李霞")
    assert (code, set(out[0]) >= {"dossier", "seq", "hash", "form"}) == (0, True)
    accepted = written(tmp_path / "a.json", out[0])
    for as_ in ("xlsx", "docx"):
        file = tmp_path / f"o.{as_}"
        assert jixiao("export", str(accepted), "--layout", "shanhaiguan", "--as", as_, "-o", str(file))[0] == 0
        code, proof, _ = jixiao("verify", str(file))
        assert (code, proof[0]["ok"], proof[0]["hash" if "hash" in proof[0] else "dossier"]) == (0, True, out[0]["dossier"])
    assert jixiao("verify", str(accepted))[0] == 0
    form = out[0]["form"]
    form["indicators"][0]["value"] = 999
    assert jixiao("verify", str(written(tmp_path / "forged.json", out[0])))[0] == 1
    assert jixiao("verify")[0] == 0


def test_an_open_error_needs_a_waiver_with_a_reason(jixiao: Jixiao, draft: dict[str, Any], tmp_path: Path) -> None:
    file = str(written(tmp_path / "d.json", late(settled(draft))))
    code, out, _ = jixiao("accept", file, "--by", "李霞")
    assert code == 1
    _, checked, _ = jixiao("check", file)
    waivers = [w for f in checked[0]["findings"] if f["severity"] == "error" for w in ("--waive", f"{f['id']}=跨年实施，已报批")]
    assert jixiao("accept", file, "--by", "李霞", *(w.replace("=跨年实施，已报批", "= ") for w in waivers))[0] == 2
    assert jixiao("accept", file, "--by", "李霞", "--waive", "nothing=因为")[0] == 2
    code, out, _ = jixiao("accept", file, "--by", "李霞", *waivers)
    assert code == 0
    assert [f["waived"]["reason"] for f in out[0]["form"]["findings"] if f["severity"] == "error"] == ["跨年实施，已报批"] * (len(waivers) // 2)


@pytest.mark.parametrize("by", ["", "  ", "system", "名" * 99, "李\n霞\x00"])
def test_only_a_named_person_accepts(jixiao: Jixiao, draft: dict[str, Any], tmp_path: Path, by: str) -> None:
    code, _, said = jixiao("accept", str(written(tmp_path / "d.json", settled(draft))), "--by", by)
    assert code == 2
    assert "姓名" in said


def test_a_draft_from_a_dossier_must_be_its_latest(jixiao: Jixiao, draft: dict[str, Any], tmp_path: Path) -> None:
    _, out, _ = jixiao("accept", str(written(tmp_path / "d.json", settled(draft))), "--by", "李霞")
    old = {**out[0]["form"], "seq": out[0]["seq"] - 1}
    for stale in (old, {**old, "dossier": "nowhere"}):
        code, said, _ = jixiao("accept", str(written(tmp_path / "s.json", stale)), "--by", "王强")
        assert (code, said[0]["error"]["kind"]) == (1, "stale_draft")
    assert jixiao("accept", str(written(tmp_path / "n.json", out[0]["form"])), "--by", "王强")[0] == 0


def test_a_broken_chain_is_said_and_1(jixiao: Jixiao, draft: dict[str, Any], data: Path, tmp_path: Path) -> None:
    import sqlite3

    jixiao("accept", str(written(tmp_path / "d.json", settled(draft))), "--by", "李霞")
    with sqlite3.connect(data / "ledger.db") as ledger:
        ledger.execute("update events set body = replace(body, '家政', '月嫂') where seq = 2")
    code, out, said = jixiao("verify")
    assert (code, out[0]["ok"]) == (1, False)
    assert is_one_sentence(said)


def test_an_export_that_cannot_be_written_leaves_nothing_behind(jixiao: Jixiao, draft: dict[str, Any], tmp_path: Path) -> None:
    file = str(written(tmp_path / "d.json", draft))
    assert jixiao("export", file, "--layout", "shanhaiguan", "--as", "xlsx", "-o", str(tmp_path / "no" / "where.xlsx"))[0] == 2
    assert jixiao("export", file, "--layout", "nowhere", "--as", "xlsx", "-o", str(tmp_path / "x.xlsx"))[0] == 2
    assert jixiao("export", file, "--layout", "shanhaiguan", "--as", "pdf", "-o", str(tmp_path / "x.xlsx"))[0] == 2
    (tmp_path / "folder").mkdir()
    assert jixiao("export", file, "--layout", "shanhaiguan", "--as", "xlsx", "-o", str(tmp_path / "folder"))[0] == 2
    assert jixiao("export", file, "--layout", "shanhaiguan", "--as", "xlsx", "-o", "")[0] == 2
    assert not [f for f in tmp_path.iterdir() if f.suffix == ".xlsx" or f.name.startswith(".")]


def test_an_export_through_a_link_or_into_a_pipe_puts_no_file_in_its_place(jixiao: Jixiao, draft: dict[str, Any], tmp_path: Path) -> None:
    file, real, link, pipe = str(written(tmp_path / "d.json", draft)), tmp_path / "real.xlsx", tmp_path / "link.xlsx", tmp_path / "pipe"
    link.symlink_to(real)
    assert jixiao("export", file, "--layout", "shanhaiguan", "--as", "xlsx", "-o", str(link))[0] == 0
    assert link.is_symlink() and real.read_bytes()[:2] == b"PK"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["head", "-c", "2", str(pipe)], stdout=subprocess.PIPE)
    assert jixiao("export", file, "--layout", "shanhaiguan", "--as", "xlsx", "-o", str(pipe))[0] == 0
    assert reader.communicate(timeout=10)[0] == b"PK"
    assert pipe.is_fifo()


@pytest.mark.parametrize("command", [("accept", "{draft}", "--by", "李霞"), ("verify",), ("index", "build")])
def test_a_data_folder_that_cannot_be_written_is_said_plainly(
    draft: dict[str, Any], tmp_path: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    words = [w.replace("{draft}", str(written(tmp_path / "d.json", settled(draft)))) for w in command]
    assert run([*words, "--data", str(tmp_path / "file" / "inside")], app.House()) in (1, 2)
    said = capsys.readouterr().err
    assert is_one_sentence(said)
    assert "内部出错" not in said and "Errno" not in said


@pytest.mark.parametrize("where", ["objective", "row", "name"])
def test_a_file_with_words_of_secrecy_leaves_no_trace(jixiao: Jixiao, draft: dict[str, Any], data: Path, tmp_path: Path, where: str) -> None:
    given = settled(draft)
    if where == "objective":
        given["objective"] = "完成磐石涉密机房改造"
    elif where == "name":
        given["request"] = {**given["request"], "project": "磐石涉密改造"}
    else:
        given["indicators"] = [{**given["indicators"][0], "name": "磐石涉密设备数量"}, *given["indicators"][1:]]
    code, out, said = jixiao("accept", str(written(tmp_path / "d.json", given)), "--by", "李霞")
    assert (code, out[0]["error"]["kind"]) == (1, "not_acceptable")
    assert "磐石" not in said + json.dumps(out, ensure_ascii=False)
    assert not [f for f in data.rglob("*") if f.is_file() and "磐石".encode() in f.read_bytes()]


# --- the bad inputs beside the repository --------------------------------------------------------------------------------------------


def test_every_bad_input_ends_as_its_list_says(jixiao: Jixiao, shared: Path) -> None:
    folder = shared / "cases" / "bad_inputs"
    for case in json.loads((folder / "index.json").read_text(encoding="utf-8")):
        if case["command"] not in ("draft", "check"):
            continue
        words = [case["command"], *(["--batch"] if case.get("batch") else []), str(folder / case["file"])]
        code, out, said = jixiao(*words)
        assert "Traceback" not in said
        assert code == case.get("exit", 0), case["file"]
        if case.get("batch"):
            assert [o["id"] for o in out] == case["ids"]
            assert [o["line"] for o in out if "error" in o] == case["error_lines"]
        elif code == 2:
            assert all(field in said for field in case["fields"]), (case["file"], said)
