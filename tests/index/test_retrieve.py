"""The index as the assistant sees it: who is found, why, and what is never shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.domain.failures import BadInput, IndexUnavailable
from assistant.domain.form import Record
from index.document import Document
from index.retrieve import Index
from tests.index.conftest import REPOSITORY, CountingEmbedder

SECRET = Record(id="s1", project="涉密项目甲", description="给老人送年货的秘密行动", organisation="某单位", confidential=True)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("腊月里给老人送年货", "o1"),
        ("买几台电脑", "o2"),
        ("培训中心空调坏了要请人来修", "o3"),
        ("把坑坑洼洼的马路补一补", "o4"),
        ("姐妹们开店借的钱，利息公家帮着出", "o5"),
        ("请老师给股长们上课", "o6"),
    ],
)
def test_plain_words_find_the_project_of_their_kind(own: list[Record], tmp_path: Path, said: str, found: str) -> None:
    assert Index(own, tmp_path).ranking(said)[0] == found


def test_a_comparable_says_why_and_where_it_differs(own: list[Record], tmp_path: Path) -> None:
    best = Index(own, tmp_path).comparables("春节前看望80户困难老人", organisation="望溪县民政局", budget_wan=5)[0]
    assert best.id == "o1"
    assert 0 < best.score <= 1
    assert any("走访慰问" in phrase for phrase in best.why)
    assert any("预算相近（6万元）" in phrase for phrase in best.why)
    far = Index(own, tmp_path).comparables("修一条乡村公路", budget_wan=3)[0]
    assert any("100倍" in phrase for phrase in far.differs)


def test_the_ranking_holds_every_record_but_confidential_ones(own: list[Record], tmp_path: Path) -> None:
    index = Index([*own, SECRET], tmp_path)
    assert sorted(index.ranking("给老人送年货")) == [r.id for r in own]
    assert SECRET.id not in [c.id for c in index.comparables("给老人送年货的秘密行动", limit=20)]


def test_a_confidential_record_leaves_no_word_in_the_folder(own: list[Record], tmp_path: Path) -> None:
    Index([*own, SECRET], tmp_path).build()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert "秘密行动".encode() not in data
            assert b"s1" not in data or b'"s1"' not in data


def test_nothing_comparable_is_an_empty_list(own: list[Record], tmp_path: Path) -> None:
    assert Index(own, tmp_path).comparables("zzz qqq") == []


UNHEARD_OF = ("买一艘潜艇", "研制可控核聚变装置", "开一家赌场", "收购比特币", "给南极科考站送给养", "深海捞沉船宝藏", "建设航天发射场", "给领导的游艇做保养",
              "购买一座海外足球俱乐部", "发行地方数字货币", "拍摄好莱坞科幻大片", "举办奥运会开幕式", "发射一颗气象卫星", "你好", "阿斯顿飞")  # fmt: skip


def test_of_what_nobody_published_nothing_is_called_comparable(shipped: list[Record], tmp_path: Path) -> None:
    index = Index(shipped, tmp_path)
    assert [said for said in UNHEARD_OF if index.comparables(said, organisation="云屏县某局", budget_wan=50)] == []


def test_what_clerks_ask_for_keeps_its_comparables(shipped: list[Record], tmp_path: Path) -> None:
    index = Index(shipped, tmp_path)
    queries = [json.loads(line)["query"] for line in (REPOSITORY / "eval/cases/retrieval/queries.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum(bool(index.comparables(query)) for query in queries) >= 0.97 * len(queries)


def test_an_empty_question_is_refused(own: list[Record], tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        Index(own, tmp_path).comparables("  ")


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({"region": "河北"}, {"o2", "o3", "o6"}),
        ({"year": 2021}, {"o4", "o5"}),
        ({"year": "2021"}, {"o4", "o5"}),
        ({"organisation": "云屏县"}, {"o2", "o3", "o6"}),
        ({"kind": "目标表"}, {"o1", "o2", "o3", "o4", "o5", "o6"}),
        ({"kind": "自评表"}, set()),
        ({"budget_min": 30, "budget_max": 50}, {"o3", "o5", "o6"}),
        ({"type": "贷款贴息"}, {"o5"}),
        ({"region": "河北", "year": 2022}, {"o2"}),
        ({"region": None, "year": ""}, {"o1", "o2", "o3", "o4", "o5", "o6"}),
    ],
)
def test_filters_let_through_only_what_they_name(own: list[Record], tmp_path: Path, filters: dict[str, object], left: set[str]) -> None:
    index = Index(own, tmp_path)
    assert set(index.ranking("项目经费", filters=filters)) == left
    assert {c.id for c in index.comparables("购置维修培训慰问养护贴息", limit=20, filters=filters)} <= left


@pytest.mark.parametrize("filters", [{"colour": "red"}, {"year": "去年"}, {"budget_min": "很多"}])
def test_a_filter_that_does_not_do_is_refused_by_name(own: list[Record], tmp_path: Path, filters: dict[str, object]) -> None:
    with pytest.raises(BadInput) as refused:
        Index(own, tmp_path).ranking("修路", filters=filters)
    assert refused.value.fields == [f"filters.{next(iter(filters))}"]


def test_the_same_question_gets_the_same_answer_whatever_the_order_and_the_place(shipped: list[Record], tmp_path: Path) -> None:
    asked = "给低收入乡亲发放物资，节前送到家"
    one = Index(shipped, tmp_path / "a")
    two = Index(shipped[::-1], tmp_path / "b")
    two.own()
    two.build()
    assert one.status().vectors == "memory"
    assert two.status().vectors == "chroma"
    assert one.ranking(asked) == two.ranking(asked)
    assert [c.model_dump() for c in one.comparables(asked, limit=20)] == [c.model_dump() for c in two.comparables(asked, limit=20)]
    assert one.fingerprint == two.fingerprint
    two.close()
    assert [c.id for c in two.comparables(asked, limit=20)] == [c.id for c in one.comparables(asked, limit=20)]


def test_the_best_are_the_head_of_the_ranking(shipped: list[Record], tmp_path: Path) -> None:
    index = Index(shipped, tmp_path)
    for asked in ("街道请保安", "给学生发助学金", "打机井浇菜地"):
        best = [c.id for c in index.comparables(asked, limit=8)]
        assert best
        assert best == index.ranking(asked)[: len(best)]


def test_adding_one_record_embeds_that_one_and_finds_it(own: list[Record], tmp_path: Path, counting: Callable[[], CountingEmbedder]) -> None:
    embedder = counting()
    index = Index(own, tmp_path, embedder)
    index.own()
    assert index.build().embedded == len(own)
    embedder.texts.clear()
    new = Record(id="n1", project="人工增雨作业", description="租飞机增雨", fiscal_year=2024)
    built = index.update([*own, new])
    assert (built.added, built.embedded, built.kept, built.removed) == (1, 1, len(own), 0)
    assert [t.splitlines()[0] for t in embedder.texts] == ["人工增雨作业"]
    assert index.ranking("让旱地下雨")[0] == "n1"
    assert index.comparables("人工降雨")[0].id == "n1"
    index.close()


def test_a_record_changed_or_gone_is_changed_or_gone(own: list[Record], tmp_path: Path, counting: Callable[[], CountingEmbedder]) -> None:
    embedder = counting()
    Index(own, tmp_path, embedder).build()
    embedder.texts.clear()
    changed = [r.model_copy(update={"project": "路灯安装", "description": "安装路灯"}) if r.id == "o4" else r for r in own if r.id != "o6"]
    index = Index(changed, tmp_path, embedder)
    assert (index.status().health, index.status().to_add, index.status().to_remove) == ("stale", 1, 1)
    built = index.build()
    assert (built.added, built.removed, built.embedded) == (1, 1, 1)
    assert index.status().health == "ready"
    assert index.ranking("装路灯")[0] == "o4"
    assert "o6" not in index.ranking("培训")


def test_what_is_held_need_not_be_embedded_again(own: list[Record], tmp_path: Path, counting: Callable[[], CountingEmbedder]) -> None:
    Index(own, tmp_path).build()
    embedder = counting()
    index = Index(own, tmp_path, embedder)
    index.ranking("修路")
    assert embedder.texts == []


def test_another_embedder_never_meets_the_vectors_of_the_first(
    own: list[Record], tmp_path: Path, counting: Callable[[str], CountingEmbedder]
) -> None:
    Index(own, tmp_path).build()
    other = counting("-other")
    index = Index(own, tmp_path, other)
    assert index.status().health == "missing"
    assert index.fingerprint != Index(own, tmp_path).fingerprint
    assert index.build().embedded == len(own)
    assert len(other.texts) == len(own)
    assert len(list(tmp_path.glob("holdings-*.db"))) == 1, "the old ones are removed once the new index is complete"


def test_the_old_index_serves_until_the_new_one_is_complete(own: list[Record], tmp_path: Path) -> None:
    index = Index(own, tmp_path)
    index.build()
    seen: list[tuple[int, int]] = []
    during: list[list[str]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))
        during.append(index.ranking("人工增雨"))
        assert index.status().health == "building"

    index.update([*own, Record(id="n1", project="人工增雨", description="飞机增雨")], progress)
    assert seen == [(1, 1)]
    assert "n1" not in during[0]
    assert index.ranking("人工增雨")[0] == "n1"


def test_a_folder_knows_the_records_it_was_built_from(own: list[Record], tmp_path: Path) -> None:
    Index(own, tmp_path).build()
    again = Index(None, tmp_path)
    assert again.ranking("过年慰问")[0] == "o1"
    assert again.comparables("过年慰问老人")[0].project == "春节走访慰问经费"
    with pytest.raises(IndexUnavailable, match="index build"):
        Index(None, tmp_path / "nowhere")


def test_a_second_writer_is_told_and_a_second_reader_is_not_kept_out(own: list[Record], tmp_path: Path) -> None:
    first = Index(own, tmp_path)
    first.own()
    first.build()
    second = Index(own, tmp_path)
    with pytest.raises(IndexUnavailable, match="另一个进程"):
        second.build()
    assert second.ranking("买电脑") == first.ranking("买电脑")
    assert second.status().health == "ready"
    first.close()
    assert second.build().added == 0


def test_library_entries_are_found_in_a_collection_of_their_own(own: list[Record], tmp_path: Path) -> None:
    entries = [Document(id="会议培训/培训人次", title="培训人次", body="参训"), Document(id="道路养护/养护里程", title="养护里程", body="公路")]
    index = Index(own, tmp_path, entries=entries)
    index.build()
    assert index.entries("办班培训干部")[0][0] == "会议培训/培训人次"
    assert not any("/" in i for i in index.ranking("办班培训干部"))


def test_damaged_holdings_are_set_aside_and_made_anew(own: list[Record], tmp_path: Path) -> None:
    Index(own, tmp_path).build()
    holdings = next(tmp_path.glob("holdings-*.db"))
    for path in tmp_path.glob("holdings-*"):
        path.unlink()
    holdings.write_bytes(b"this is no database, it only looks long enough to be one" * 100)
    index = Index(own, tmp_path)
    assert index.ranking("买电脑")[0] == "o2", "a search does not depend on the folder"
    built = index.build()
    assert built.embedded == len(own)
    assert any("损坏" in note for note in built.notes)
    assert Index(own, tmp_path).status().health == "ready"


@pytest.mark.parametrize("content", ["", "{", '{"embedder": 3}', json.dumps([1, 2])])
def test_a_manifest_that_cannot_be_read_is_no_manifest(own: list[Record], tmp_path: Path, content: str) -> None:
    Index(own, tmp_path).build()
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    index = Index(own, tmp_path)
    assert index.status().health == "stale"
    assert index.build().embedded == 0
    assert index.status().health == "ready"
