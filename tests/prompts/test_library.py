"""Prompts are files with versions, listed slots, no logic, and a digest that never changes once live."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.library import FOLDER, Prompt, PromptFileError, SlotError, every_prompt, prompt, read_prompt, tasks, versions
from prompts.page import page

REPOSITORY = Path(__file__).resolve().parents[2]
GOOD = '+++\npurpose = "p"\n[slots]\nwho = "w"\n[sample]\nwho = "x"\n+++\n# system\nJSON {"a": {"b": 1}} stays\n# user\nfor <<who>>\n'


def written(folder: Path, text: str, name: str = "greet.v1.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_list_of_versions_is_complete_and_its_digests_are_those_of_the_files() -> None:
    listed = {(task, int(number)): digest for task, entry in versions().items() for number, digest in entry["sha256"].items()}  # type: ignore[attr-defined]
    assert listed == {(p.task, p.version): p.digest for p in every_prompt()}
    assert all((task, versions()[task]["live"]) in listed for task in tasks())


def test_every_file_of_the_folder_is_a_prompt_that_reads() -> None:
    assert len(every_prompt()) == len(list(FOLDER.glob("*.md")))


@pytest.mark.parametrize("one", every_prompt(), ids=lambda p: p.stamp)
def test_the_sample_fills_every_slot_and_is_found_in_the_text(one: Prompt) -> None:
    messages = one.messages(one.sample)
    assert [role for role, _ in messages] == ["system", "human"]
    said = "".join(text for _, text in messages)
    assert all(value in said for value in one.sample.values())
    assert "<<" not in said


def test_braces_of_json_are_no_slots(tmp_path: Path) -> None:
    one = read_prompt(written(tmp_path, GOOD))
    assert one.messages({"who": "{name}"}) == [("system", 'JSON {"a": {"b": 1}} stays'), ("human", "for {name}")]


@given(value=st.text())
def test_what_fills_a_slot_is_said_as_it_is(value: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    one = Prompt("t", 1, "0" * 64, "p", {"who": "w"}, {"who": "x"}, "s", "[<<who>>]")
    assert one.messages({"who": value})[1] == ("human", f"[{value}]")


def test_all_missing_and_all_unknown_values_are_named_at_once() -> None:
    with pytest.raises(SlotError) as caught:
        prompt("judge").messages({"rule": "r", "colour": "red"})
    assert all(name in str(caught.value) for name in ("form", "question", "colour"))


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (GOOD, "greet.md", "name"),
        (GOOD.replace("# user\n", ""), "greet.v1.md", "# user"),
        (GOOD.replace('[slots]\nwho = "w"', "[slots]"), "greet.v1.md", "slots"),
        (GOOD.replace('[sample]\nwho = "x"', "[sample]"), "greet.v1.md", "sample"),
        (GOOD.replace("<<who>>", "you"), "greet.v1.md", "text uses"),
        (GOOD.replace('purpose = "p"\n', ""), "greet.v1.md", "purpose"),
    ],
)  # fmt: skip
def test_a_prompt_that_does_not_agree_with_itself_is_refused(tmp_path: Path, text: str, name: str, said: str) -> None:
    with pytest.raises(PromptFileError, match=said):
        read_prompt(written(tmp_path, text, name))


def test_the_page_of_the_prompts_is_the_one_in_docs() -> None:
    assert (REPOSITORY / "docs" / "prompts.md").read_text(encoding="utf-8") == page(), "python -m prompts.page > docs/prompts.md"
