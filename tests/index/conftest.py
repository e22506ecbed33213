"""What the index's tests share: the shipped records, a small corpus of our own, and an embedder that counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.domain.form import Record
from index.embedding import EmbeddedEmbedder

REPOSITORY = Path(__file__).resolve().parents[2]

OWN = (
    ("o1", "春节走访慰问经费", "春节前走访慰问困难老人和困难家庭120户，每户慰问金500元。", "青禾市民政局", "广东省", 2023, 6.0),
    ("o2", "办公设备购置", "购置台式电脑20台、打印机5台。", "云屏县财政局", "河北省", 2022, 15.0),
    ("o3", "培训中心空调及屋面维修", "维修培训中心中央空调，屋面防水修缮800平方米。", "云屏县委党校", "河北省", 2023, 40.0),
    ("o4", "农村公路养护", "养护农村公路120公里，修补路面3000平方米。", "柳湾区交通运输局", "四川省", 2021, 300.0),
    ("o5", "妇女创业担保贷款贴息", "为60名创业妇女的担保贷款贴息。", "银湾市妇女联合会", "广东省", 2021, 50.0),
    ("o6", "干部培训班", "举办干部培训班4期，培训200人次。", "云屏县委组织部", "河北省", 2023, 30.0),
)


@pytest.fixture(scope="session")
def own() -> list[Record]:
    """Six projects of our own, of six types."""
    return [
        Record(id=i, project=p, description=d, organisation=o, region=r, fiscal_year=y, budget_wan=b, kind="项目目标表")
        for i, p, d, o, r, y, b in OWN
    ]


@pytest.fixture(scope="session")
def shipped() -> list[Record]:
    """The records of the repository."""
    lines = [line for path in sorted((REPOSITORY / "corpus" / "records").glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Record.model_validate_json(line) for line in lines if line.strip()]


class CountingEmbedder(EmbeddedEmbedder):
    """The embedded embedder, keeping account of what it was asked."""

    def __init__(self, name: str = "") -> None:
        self.texts: list[str] = []
        self._suffix = name

    @property
    def fingerprint(self) -> str:
        return super().fingerprint + self._suffix

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.texts += texts
        return super().embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        return super().embed_documents([text])[0]


@pytest.fixture()
def counting() -> Callable[[str], CountingEmbedder]:
    return CountingEmbedder
