"""A passage is the original, character for character, in plain form."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.passage import Passage, aligned


@given(st.text(max_size=200))
def test_the_plain_form_never_changes_the_length(text: str) -> None:
    assert len(aligned(text)) == len(text) == len(Passage(text).text)


@given(st.text(alphabet="一二三，。；（）(),1 890\n年", max_size=60), st.data())
def test_every_position_lies_in_its_sentence_and_its_clause(text: str, data: st.DataObject) -> None:
    if not text:
        return
    at = data.draw(st.integers(0, len(text) - 1))
    passage = Passage(text)
    (a, b), (c, d) = passage.sentence(at), passage.clause(at)
    assert a <= at < b and c <= at < d


def test_typos_and_width_are_made_plain_in_place() -> None:
    assert aligned("小薇企业１２家，管里率≥９５％") == "小微企业12家，管理率≥95%"


def test_the_thousands_mark_is_no_clause_end_but_a_chinese_comma_is() -> None:
    assert Passage("受助学生1,860人，其中").clause(0) == (0, 10)


def test_enumerators_count_nothing() -> None:
    assert "1" not in Passage("1.检测500批次；2.快检300个").text.replace("100", "")
