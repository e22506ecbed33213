"""What was scanned, cut or shifted is doubted, with the mending where it is plain; what is merely a poor indicator is not."""

from __future__ import annotations

import pytest

from assistant.domain.form import Record, RecordIndicator
from corpus.doubts import row_doubts, with_doubts
from corpus.records import Corpus


def row(name: str, target: str, actual: str | None = None) -> RecordIndicator:
    return RecordIndicator(level2="质量指标", name=name, target=target, actual=actual)


@pytest.mark.parametrize(
    ("name", "target", "kind", "mending"),
    [
        ("更新验收合格率", "292%", "scanned_sign", "≥92%"),
        ("种苗合格率", "290$", "scanned_sign", "≥90%"),
        ("群众认知度", "250%", "scanned_sign", "≥50%"),
        ("资金使用效率", "二100百分比", "scanned_sign", "≥100%"),
        ("亩均收入增幅", "工5%", "scanned_sign", "≥5%"),
        ("工作完成及时率", "%=99百分比", "scanned_sign", "≥99%"),
        ("认知度", "5=50%", "scanned_sign", "≥50%"),
        ("推广比例", "^80%", "scanned_sign", "≥80%"),
        ("补助县数量", "2312222", "scanned_sign", None),
        ("工程验收合格率", "≧ %", "cut_off", None),
        ("新建堤防长度", "公里", "cut_off", None),
        ("项目总成本", "≤****000元", "cut_off", None),
        ("群众安全感", "较上年提升5*", "cut_off", None),
        ("资金到位时间", "=44,561", "shifted_type", None),
        ("在线率", "≥0.97比例", "unit", None),
        ("补助成本", "≤28.40/株", "unit", None),
        ("0", "0.00%", "placeholder", None),
        ("培训人次", "培训] 50人次以上", "misprint", None),
        ("重雋地区整治率", "≥90%", "misprint", "重点地区整治率"),
        ("等科普宣传活", "已完成", "cut_off", None),
    ],
)
def test_a_scan_or_a_cut_is_doubted(name: str, target: str, kind: str, mending: str | None) -> None:
    first = row_doubts(row(name, target))[0]
    assert (first.kind, first.mending) == (kind, mending)


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("培训人次", "≥280人次"), ("培训人次", "2280人次"), ("出差人数", "=8"), ("满意度", "≥95百分比"), ("合格率", "≥100%"), ("增长率", "230%"[1:]),
        ("是否完成", "是/否"), ("完成时间", "2022年9月前"), ("误差率", "±3%以内"), ("争议率", "0%"), ("重大事故数", "0次"), ("投诉率", "小于1%"), ("预算", "≤1681680元"),
        ("服务质量", "定性高中低"), ("补贴标准", "1130元/月/人"), ("受益对象(含脱贫户)", "≥20户"), ("小区居民满意度(≥**%)", "≥90%"), ("培训成本", "400元/人、天"),
    ],
)  # fmt: skip
def test_what_is_printed_plainly_is_not_doubted(name: str, target: str) -> None:
    assert row_doubts(row(name, target)) == []


def test_a_two_before_a_count_is_doubted_only_beside_a_share_that_shows_the_fault() -> None:
    plain = with_doubts(Record(id="a", indicators=(row("维修次数", "2280次"), row("合格率", "≥92%"))))
    faulty = with_doubts(Record(id="b", indicators=(row("维修次数", "2280次"), row("合格率", "292%"), row("巡察次数", "200次"))))
    assert [bool(i.doubts) for i in plain.indicators] == [False, False]
    assert [bool(i.doubts) for i in faulty.indicators] == [True, True, False]
    assert faulty.indicators[0].doubts == ("指标值“2280次”的“≥”疑似扫描成了“2”，疑为“≥280次”",)


def test_what_is_printed_stays_as_printed() -> None:
    before = Record(id="b", indicators=(row("合格率", "292%", "290$"),))
    after = with_doubts(before)
    assert (after.indicators[0].target, after.indicators[0].actual) == ("292%", "290$")


def test_doubts_worked_out_twice_are_the_same() -> None:
    for record in Corpus().all():
        assert with_doubts(record) == record


def test_a_record_says_what_was_inferred_or_cut() -> None:
    record = with_doubts(Record(id="a", project="河道保洁(名称推定)", organisation="某县", fiscal_year=2020, truncated=True))
    assert len(record.doubts) == 2
    assert "推定" in record.doubts[1]
