"""What was in force where and when, read from data."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.law import Law
from assistant.law.law import documents


def test_a_place_is_found_by_its_name_in_a_region_or_a_unit() -> None:
    assert Law.of("河北省秦皇岛市山海关区", 2022).place == "hebei"
    assert Law.of("成都市妇女联合会", 2022).place == "chengdu"
    assert Law.of("某县教育局", 2025).place == "national"
    assert Law.of(None, 2025).place == "national"


def test_the_longest_name_wins_so_that_a_city_comes_before_its_province() -> None:
    assert Law.of("广东省深圳市龙岗区", 2020).place == "shenzhen"
    assert Law.of("四川省成都市", 2022).place == "chengdu"


def test_weights_of_the_rows_add_to_what_execution_leaves() -> None:
    assert Law.of(None, 2025).row_totals() == (90,)
    assert Law.of("湖北省黄冈市", 2021).row_totals() == (80,)


def test_a_place_inherits_what_it_does_not_say() -> None:
    chengdu = Law.of("成都市", 2025)
    assert chengdu.unused_prints == ""
    assert chengdu.tolerance_wan == Law.of(None, 2025).tolerance_wan


def test_a_local_document_binds_its_place_only() -> None:
    assert Law.of("四川省成都市", 2025).document("sichuan-2025-8") is not None
    assert Law.of("湖北省武汉市", 2025).document("sichuan-2025-8") is None


def test_a_document_is_not_in_force_before_its_year() -> None:
    assert Law.of(None, 2020).document("mof-2021-101") is None
    assert Law.of(None, 2021).document("mof-2021-101") is not None


def test_a_unit_adds_its_own_place_without_code(tmp_path: Path) -> None:
    (tmp_path / "qingling.toml").write_text(
        'parent = "sichuan"\nnames = ["青岭县"]\nname_length = 16\n\n[[change]]\nyear = 2026\nname_length = 18\n', encoding="utf-8"
    )
    assert Law.of("青岭县司法局", 2025, tmp_path).name_length == 16
    assert Law.of("青岭县司法局", 2026, tmp_path).name_length == 18
    assert Law.of("青岭县司法局", 2026, tmp_path).unused_prints == ""


@pytest.mark.parametrize("document", documents(), ids=lambda d: d.id)
def test_a_confirmed_clause_names_where_it_was_read(document: object) -> None:
    for clause in document.clause:  # type: ignore[attr-defined]
        assert bool(clause.source) == clause.verified


def test_every_scheme_adds_to_a_hundred() -> None:
    for place in ("", "河北省", "湖北省"):
        for s in Law.of(place, 2025).schemes:
            assert s.execution + s.output + s.benefit + s.satisfaction + (s.cost or 0) == 100
