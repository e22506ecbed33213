"""Everyday words read as official ones."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lexicon import table
from index.thesaurus import Thesaurus, normal, thesaurus
from tests.index.conftest import REPOSITORY


def officials(text: str) -> set[str]:
    return {sense.official for mention in thesaurus().mentions(text) for sense in mention.senses}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("给孤寡老人送年货", "慰问"),
        ("买几台电脑", "办公设备"),
        ("楼顶漏雨", "维修改造"),
        ("把土路硬化", "道路建设养护"),
        ("替他们出一部分利息", "贴息"),
        ("请保安和保洁", "物业管理"),
        ("油钱和保养", "公务用车运行"),
        ("协警工资", "劳务派遣"),
        ("打疫苗、量血压", "基本公共卫生"),
        ("发传单讲常识", "宣传"),
    ],
)
def test_a_clerks_words_mean_the_official_ones(said: str, meant: str) -> None:
    assert meant in officials(said)


def test_a_longer_name_hides_the_words_inside_it() -> None:
    senses = {s.facet for m in thesaurus().mentions("培训中心的空调") for s in m.senses if m.word == "培训中心"}
    assert senses == {"place"}
    assert "培训" not in officials("培训中心的空调")


def test_a_ceremonial_clause_is_left_out_unless_nothing_else_remains() -> None:
    read = thesaurus()
    assert read.substance("深入贯彻会议精神，买两台拖拉机") == "买两台拖拉机"
    assert read.substance("深入贯彻会议精神") == "深入贯彻会议精神"


def test_what_a_project_is_not_is_not_read() -> None:
    assert thesaurus().substance("库房装灭火系统，不是请律师") == "库房装灭火系统"
    assert thesaurus().substance("不是请律师") == "不是请律师"


def test_a_clause_says_last_what_it_is_about() -> None:
    first, last = (next(m for m in thesaurus().mentions(text) if m.word == "宣传片") for text in ("宣传片残疾人就业", "残疾人就业宣传片"))
    assert last.weight > first.weight


def test_a_clause_read_before_is_read_the_same_again() -> None:
    fresh = Thesaurus(table("everyday"), table("project_types"))
    text = "给孤寡老人送年货，买三台电脑，给孤寡老人送年货"
    first = fresh.mentions(text)
    assert fresh.mentions(text) == first == thesaurus().mentions(text)
    assert [m.word for m in first if m.start < 8] == [m.word for m in first if m.start >= len(text) - 8]


def test_no_word_reaches_over_the_end_of_a_clause() -> None:
    assert "送…油" in {m.word for m in thesaurus().mentions("送两桶油")}
    assert "送…油" not in {m.word for m in thesaurus().mentions("送件，加油")}


def test_a_number_of_machines_is_a_purchase() -> None:
    assert "设备购置" in officials("缝纫机三十台")
    assert "#台" in {m.word for m in thesaurus().mentions("12台")}
    assert "#台" not in {m.word for m in thesaurus().mentions("舞台")}


@pytest.mark.parametrize(("said", "least", "most"), [("购置办公电脑", 0.9, 1.0), ("开一家赌场", 0.0, 0.2), ("", 0.0, 0.0), ("，。1", 0.0, 0.0)])
def test_how_much_of_a_request_is_understood_can_be_said(said: str, least: float, most: float) -> None:
    assert least <= thesaurus().understood(said) <= most


@given(st.text(alphabet="买电脑修路老人慰问的，。 a1\n", max_size=40))
def test_the_share_understood_is_a_share(text: str) -> None:
    assert 0 <= thesaurus().understood(text) <= 1


def test_width_case_and_spaces_make_no_difference() -> None:
    assert normal("ＡＰＰ 上 线") == normal("app上线")
    assert officials("APP上线") == officials("ａｐｐ　上线")


@given(st.text(alphabet="买电脑修路老人慰问的，。 a1", max_size=40))
def test_mentions_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    clean = normal(text)
    ends = 0
    for mention in thesaurus()._walk(clean):
        assert clean[mention.start : mention.start + len(mention.word)] == mention.word
        assert mention.start >= ends
        ends = mention.start + len(mention.word)


def test_another_word_is_another_digest() -> None:
    everyday, types = table("everyday"), table("project_types")
    changed = json.loads(json.dumps(everyday))
    changed["activity"]["走访慰问"]["慰问"].append("送点心意")
    assert Thesaurus(changed, types).digest != Thesaurus(everyday, types).digest


def test_every_activity_stands_under_a_known_project_type() -> None:
    known = {entry["name"] for entry in table("project_types")["type"]}
    assert set(table("everyday")["activity"]) <= known
    assert known - set(table("everyday")["activity"]) <= {"其他"}, "every type has everyday words"


def test_the_vocabulary_is_broad_and_says_nothing_twice_in_one_entry() -> None:
    everyday = tomllib.loads((REPOSITORY / "assistant" / "lexicon" / "everyday.toml").read_text(encoding="utf-8"))
    entries = [(o, w) for facet in ("activity", "object") for section in everyday[facet].values() for o, w in section.items()]
    entries += [(o, w) for facet in ("group", "place", "occasion") for o, w in everyday[facet].items()]
    assert len(entries) >= 200
    assert len({w for _, words in entries for w in words}) >= 3000
    doubled = [(official, w) for official, words in entries for w in words if words.count(w) > 1]
    assert doubled == []
