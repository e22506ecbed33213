"""Tables parse, and what code relies on in them holds."""

from __future__ import annotations

import re

import pytest

from assistant import lexicon
from assistant.domain.frame import COSTS, tiers


@pytest.mark.parametrize("name", lexicon.names())
def test_every_table_parses(name: str) -> None:
    assert lexicon.table(name)


def test_a_table_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match="no lexicon table"):
        lexicon.table("nothing")


def test_typos_keep_their_length_so_that_positions_stay() -> None:
    assert all(len(wrong) == len(right) for wrong, right in lexicon.table("typos")["meant"].items())


def test_placement_names_tiers_there_are_and_ends_in_one_that_always_fits() -> None:
    known = {*tiers("2015"), *COSTS}
    placed = lexicon.table("placement")["placed"]
    for entry in placed:
        assert {entry["level2"], *entry.get("also", ())} <= known
        re.compile(entry["words"])
    assert placed[-1]["words"] == "." and "dimension" not in placed[-1]


def test_every_unit_says_what_it_measures_and_how_a_name_ends() -> None:
    for unit in lexicon.table("units")["unit"]:
        assert unit["words"] and unit["dimension"] and unit["suffix"]
