"""The page that looks for comparable projects: cards, folding, and an honest nothing."""

from __future__ import annotations

from assistant.domain.form import Comparable, RecordIndicator
from assistant.pages import searching
from assistant.pages.folding import fold, nearly_same
from assistant.pages.speaking import Speaker

ROWS = tuple(RecordIndicator(name=name, target=target) for name, target in (("慰问户数", "120户"), ("慰问金标准", "500元"), ("发放及时率", "100%")))


def _project(record_id: str, project: str, **more: object) -> Comparable:
    return Comparable.model_validate({"id": record_id, "project": project, "organisation": "青禾市民政局", "score": 0.5, **more})


class Bench:
    """Remembers what it was asked and finds what it was given."""

    def __init__(self, *found: Comparable) -> None:
        self.found, self.asked = found, {}

    def search(self, text: str, **asked: object) -> list[Comparable]:
        self.asked = {"text": text, **asked}
        return list(self.found)


def _search(bench: Bench, text: str, *given: str) -> str:
    tab = searching.SearchingTab(bench, Speaker(None))  # type: ignore[arg-type]
    return str(tab._search(text, *(given or ("",) * len(searching.FILTERS))))


def test_the_same_table_printed_again_is_one_card() -> None:
    first = _project("a", "春节慰问", indicators=ROWS, fiscal_year=2022)
    again = _project("b", "走访慰问经费", indicators=ROWS, fiscal_year=2023, organisation="云屏县民政局")
    other = _project("c", "春节慰问", indicators=(*ROWS[:1], RecordIndicator(name="满意度", target="≥90%")))
    assert [(one.id, [o.id for o in others]) for one, others in fold([first, again, other])] == [("a", ["b"]), ("c", [])]
    page = searching.cards([first, again, other], narrowed=False)
    assert page.count('jx-card"') == 2
    assert "另有 1 份几乎相同的表" in page and "云屏县民政局（2023年）" in page


def test_a_plain_name_shared_by_two_units_is_no_duplicate() -> None:
    assert not nearly_same(_project("a", "设备购置"), _project("b", "设备购置", organisation="云屏县财政局"))
    assert nearly_same(_project("a", "2022年设备购置"), _project("b", "2023年度设备购置"))


def test_a_card_says_why_where_it_differs_and_what_is_wrong_with_it() -> None:
    page = searching.cards(
        [_project("a", "<b>慰问", why=("同属走访慰问",), differs=("对方预算大得多",), findings=("指标值没有单位",), indicators=ROWS)], narrowed=False
    )
    assert all(words in page for words in ("同属走访慰问", "对方预算大得多", "指标值没有单位", "&lt;b&gt;慰问")) and "<b>慰问" not in page


def test_nothing_comparable_is_said_and_what_to_do_about_it() -> None:
    assert "没有可比的项目" in searching.cards([], narrowed=False)
    assert "放宽范围" in searching.cards([], narrowed=True)


def test_blank_filters_ask_for_nothing_and_given_ones_reach_the_index() -> None:
    bench = Bench()
    _search(bench, "慰问老人")
    assert bench.asked["filters"] == {}
    _search(bench, "慰问老人", " 广州 ", "2022", "不限", "走访慰问", "", "5", "")
    assert bench.asked["filters"] == {"region": "广州", "year": "2022", "type": "走访慰问", "budget_min": "5"}


def test_the_types_on_offer_are_those_of_the_lexicon() -> None:
    assert "房屋修缮" in searching.project_types() and len(searching.project_types()) >= 45
