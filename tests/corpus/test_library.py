"""The library is what a strict reviewer passes: every type has a profile, every usual value cites a sound row that holds it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from assistant import lexicon
from assistant.domain.deadline import find_deadlines
from assistant.domain.frame import BENEFITS, COSTS, PLAIN_COST, QUALITY, QUANTITY, SERVED_SATISFACTION, TIMELINESS
from assistant.domain.numeral import print_number
from assistant.domain.pattern import IndicatorPattern
from assistant.domain.target import Target
from assistant.law.law import Law
from assistant.rules.checking import check_record
from corpus.library import GENERAL, LibraryBroken, Shelf, without_slots
from corpus.records import Corpus, row_text

SHELF = Shelf()
CORPUS = Corpus()
PROFILES = [SHELF.profile(name) for name in SHELF.types()]
ENTRIES = [e for p in PROFILES for e in p.entries]
CITED = [e for e in ENTRIES if e.usual is not None]
VAGUE = re.compile(r"提高|提升|加强|完善|推进|有效性|显著|长期|良好|不超预算|不超过预算|经费控制")


def name_of(entry: IndicatorPattern) -> str:
    return f"{entry.project_type}/{entry.name}"


def test_every_type_of_the_closed_list_has_a_profile() -> None:
    names = {t["name"] for t in lexicon.table("project_types")["type"]}
    assert set(SHELF.types()) == names | {GENERAL}
    assert SHELF.types()[-1] == GENERAL


def test_a_type_is_found_by_its_other_names_and_an_unknown_one_is_the_general_one() -> None:
    assert SHELF.profile("培训").name == "会议培训"
    assert SHELF.profile("养蜂").name == SHELF.profile(None).name == GENERAL


def test_other_names_belong_to_one_type() -> None:
    others = Counter(other for p in PROFILES for other in p.also)
    assert [other for other, times in others.items() if times > 1 or other in SHELF.types()] == []


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
def test_a_profile_fills_the_tiers_a_form_needs(profile: object) -> None:
    p = SHELF.profile(getattr(profile, "name", None))
    core = {e.level2 for e in p.entries if e.core}
    assert {QUANTITY, QUALITY, TIMELINESS, PLAIN_COST, SERVED_SATISFACTION} <= core
    assert core & set(BENEFITS), "no benefit that follows from the activity"
    assert p.served
    assert len(p.entries) >= (5 if p.name == GENERAL else 8)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
def test_a_benefit_tier_is_filled_or_its_absence_explained(profile: object) -> None:
    p = SHELF.profile(getattr(profile, "name", None))
    excused = {n.level2 for n in p.not_applicable} | {n.level2 for n in SHELF.profile(None).not_applicable}
    for tier in BENEFITS:
        assert tier in excused or any(e.level2 == tier for e in p.entries), tier
    assert len({n.level2 for n in p.not_applicable}) == len(p.not_applicable)


@pytest.mark.parametrize("entry", CITED, ids=name_of)
def test_a_usual_value_stands_in_a_sound_row_of_a_record(entry: IndicatorPattern) -> None:
    usual = entry.usual
    assert usual is not None
    record = CORPUS.record(usual.ref)
    assert record is not None, usual.ref
    assert not record.confidential
    rows = [i for i in record.indicators if usual.quote in row_text(i.name, i.target)]
    assert rows, f"no row of {usual.ref} says {usual.quote}"
    assert not rows[0].doubts
    assert re.search(rf"(?<![\d.]){re.escape(print_number(usual.value))}(?![\d.])", usual.quote), usual.quote


def test_no_cited_row_is_one_the_rules_call_wrong_or_past_the_end_of_its_scale() -> None:
    for ref, quote in sorted({(e.usual.ref, e.usual.quote) for e in CITED if e.usual}):
        record = CORPUS.record(ref)
        assert record is not None
        index = next(n for n, i in enumerate(record.indicators) if quote in row_text(i.name, i.target))
        findings = check_record(record, Law.of(record.region, record.fiscal_year or 2024)).get(index, [])
        assert [f.rule for f in findings if f.severity == "error" or f.kind == "percent_over_100"] == [], (ref, quote)


@pytest.mark.parametrize("entry", CITED, ids=name_of)
def test_a_usual_value_keeps_the_unit_of_the_row_it_cites(entry: IndicatorPattern) -> None:
    usual = entry.usual
    assert usual is not None
    printed = re.search(r"[\d.]+(%|百分比|小时|次|起)", usual.quote)
    assert printed
    cited = Target.read(f"1{printed[1]}").unit
    assert cited == Target.read(f"1{entry.units[0]}").unit or {cited, entry.units[0]} <= {"次", "起", "人"} or entry.units[0] == "分钟"


@pytest.mark.parametrize("entry", ENTRIES, ids=name_of)
def test_an_entry_reads_as_a_bureau_prints_it(entry: IndicatorPattern) -> None:
    bare = without_slots(entry.name)
    assert 2 <= len(bare) <= 16
    assert not VAGUE.search(bare)
    assert "（" not in bare
    assert not bare.endswith(("情况", "程度", "影响"))
    assert entry.measurement.evidence
    assert entry.measurement.method or entry.measurement.formula


@pytest.mark.parametrize("entry", ENTRIES, ids=name_of)
def test_unit_and_direction_fit_the_tier(entry: IndicatorPattern) -> None:
    if entry.level2 == QUANTITY:
        assert "%" not in entry.units
    if entry.level2 in COSTS:
        assert entry.comparator in ("≤", "=")
        assert all("/" in u or u in ("%", "个百分点") for u in entry.units), "a cost is a unit cost"
    if entry.level2 == SERVED_SATISFACTION:
        assert entry.units == ("%",)
        assert entry.comparator == "≥"
        assert re.search(r"\d+(?:份|人|%|户|件|次)|\d+人", entry.measurement.method or ""), "a survey names its sample"
    if entry.level2 in BENEFITS:
        assert "date" not in entry.units
    if entry.usual is not None and entry.units[0] == "%":
        assert 0 <= entry.usual.value <= 100
        assert not (entry.comparator == "≥" and entry.usual.value == 100), "≥100% says nothing: ="


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.qualitative], ids=name_of)
def test_a_phrase_is_a_sign_that_can_be_looked_up_and_hides_no_number(entry: IndicatorPattern) -> None:
    phrase = entry.qualitative or ""
    assert Target.read(phrase).comparator == "定性"
    assert not find_deadlines(phrase, 2024)
    assert not re.search(r"\d|[一二三四五六七八九十百]+(?:个|年|月|天|次|成)|%", phrase)
    assert not VAGUE.search(phrase)
    assert entry.measurement.data_source


def test_an_entry_is_found_by_the_id_a_draft_cites() -> None:
    assert len({e.id for e in ENTRIES}) == len(ENTRIES)
    assert SHELF.entry(ENTRIES[0].id) == ENTRIES[0]
    assert SHELF.entry("library:没有") is None


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
def test_no_two_entries_of_a_type_have_one_name(profile: object) -> None:
    names = Counter(e.name for e in SHELF.profile(getattr(profile, "name", None)).entries)
    assert [n for n, times in names.items() if times > 1] == []


class TestABrokenFile:
    GOOD = """name = "修桥"
[[entry]]
level2 = "数量指标"
name = "{object}修复数量"
comparator = "≥"
units = ["座"]
explanation = "修复并验收的桥梁数"
question = "修几座？"
measurement = { evidence = "验收单" }
"""

    def shelf(self, folder: Path, text: str) -> Shelf:
        (folder / "bridge.toml").write_text(text, encoding="utf-8")
        (folder / "general.toml").write_text('name = "其他"', encoding="utf-8")
        return Shelf(folder)

    def test_a_unit_may_add_its_own_type(self, tmp_path: Path) -> None:
        assert self.shelf(tmp_path, self.GOOD).profile("修桥").entries[0].units == ("座",)

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            (("数量指标", "数目指标"), "层级“数目指标”不在 2015 框架里"),
            (("{object}", "{thing}"), "{thing} 不是可填的位置"),
            (('units = ["座"]', ""), "没有计量单位 units"),
            (('["座"]', '["%"]'), "数量指标不能以百分比计"),
            (('question = "修几座？"', ""), "既没有通常值又没有问题"),
            (('explanation = "修复并验收的桥梁数"', ""), "没有说明 explanation"),
            (("evidence", "method"), "没有佐证资料"),
            (('comparator = "≥"', 'comparator = "大于"'), "comparator 不对"),
            (('comparator = "≥"', 'comparator = "定性"'), "定性条目须写明"),
            (("question", "asks"), "不认识的键 asks"),
            (("{object}修复数量", "{object}"), "名称去掉填空后不成话"),
            (('name = "修桥"', "name = 修桥"), "不是合格的 TOML"),
        ],
    )
    def test_a_fault_is_named_with_file_and_entry(self, tmp_path: Path, change: tuple[str, str], says: str) -> None:
        with pytest.raises(LibraryBroken, match=re.escape(says)) as caught:
            self.shelf(tmp_path, self.GOOD.replace(*change))
        assert "bridge.toml" in caught.value.message

    def test_every_fault_is_named_at_once(self, tmp_path: Path) -> None:
        twice = self.GOOD + self.GOOD.split("\n", 1)[1].replace("≥", "约").replace("修复", "重建")
        with pytest.raises(LibraryBroken) as caught:
            self.shelf(tmp_path, twice.replace("数量指标", "数目指标", 1))
        assert len(caught.value.complaints) == 2

    def test_an_entry_written_twice_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(LibraryBroken, match="写了两次"):
            self.shelf(tmp_path, self.GOOD + self.GOOD.split("\n", 1)[1])

    def test_a_library_without_a_general_profile_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "bridge.toml").write_text(self.GOOD, encoding="utf-8")
        with pytest.raises(LibraryBroken, match="缺少通用类型"):
            Shelf(tmp_path)
