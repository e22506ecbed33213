"""docs/records.md says what the data say."""

from __future__ import annotations

from corpus.build import PAGE, page
from corpus.library import Shelf
from corpus.records import Corpus


def test_the_committed_page_is_the_one_the_data_give() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(Corpus(), Shelf()), "run: python -m corpus.build"


def test_the_page_shows_every_doubt() -> None:
    text = page(Corpus(), Shelf())
    doubtful = sum(bool(i.doubts) for r in Corpus().all() for i in r.indicators)
    assert text.count("疑为") + text.count("缺失") + text.count("截断") > 0
    assert sum(line.startswith("| ") for line in text.split("## 存疑的行")[1].split("## 来源")[0].splitlines()) == doubtful + 1
