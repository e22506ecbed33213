"""Words nobody listed, guessed from their characters."""

from __future__ import annotations

import pytest

from index.document import Document
from index.gloss import document_row, glosses, query_row
from index.thesaurus import thesaurus


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("挑泉水喝的屯子", "饮水"),
        ("坡坎上的护路铁栏", "交通安全设施"),
        ("给牛羊扎防疫针", "动物防疫"),
        ("编纂镇志", "志书编纂"),
        ("楼宇喷淋头锈死", "消防"),
    ],
)
def test_an_unlisted_phrase_lies_near_the_entry_it_shares_characters_with(said: str, meant: str) -> None:
    assert any(meant in name for name in glosses(((said, 1.0),)))


def test_a_text_has_few_glosses_and_a_foreign_one_none() -> None:
    assert 0 < len(glosses((("修一条通往果园的便道", 1.0),))) <= 6
    assert glosses((("zzz", 1.0),)) == {}


def test_a_place_does_not_colour_the_guess() -> None:
    assert not any("培训" in name for name in glosses((("培训中心", 1.0),)))


def test_a_document_and_a_query_of_the_same_words_have_the_same_row() -> None:
    assert document_row(Document(id="d", title="农村饮水安全")).terms.tolist() == query_row("农村饮水安全").terms.tolist()


def test_every_activity_and_object_has_a_gloss() -> None:
    names = [name for name, _ in thesaurus().glosses()]
    assert len(names) == len(set(names)) > 100
