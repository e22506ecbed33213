"""The embedded embedder: frozen, the same everywhere, and at home in everyday words."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.failures import BadInput
from index.embedding import EmbeddedEmbedder, embedder_named, unit
from tests.index.conftest import REPOSITORY


def likeness(one: str, other: str) -> float:
    a, b = unit(EmbeddedEmbedder().embed_documents([one, other]))
    return float(a @ b)


@pytest.mark.parametrize(
    ("said", "near", "far"),
    [
        ("腊月里给老人送米送油", "春节走访慰问困难老年人", "购置办公电脑"),
        ("买电脑", "办公设备购置", "干部培训班"),
        ("培训中心空调坏了要修", "房屋修缮", "举办培训班"),
        ("银行借的钱公家出利息", "贷款贴息项目", "银行安保服务"),
        ("挑水吃的寨子接管子", "农村饮水安全工程", "社区矫正"),
    ],
)
def test_everyday_words_lie_near_the_official_ones(said: str, near: str, far: str) -> None:
    assert likeness(said, near) > likeness(said, far) + 0.1


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_every_text_has_a_unit_vector(text: str) -> None:
    assert np.linalg.norm(EmbeddedEmbedder().embed_query(text)) == pytest.approx(1.0)


def test_a_vector_owes_nothing_to_other_texts_or_other_processes() -> None:
    text = "给低收入家庭送砖茶"
    alone = EmbeddedEmbedder().embed_query(text)
    assert EmbeddedEmbedder().embed_documents(["修路", text, "办班"])[1] == alone
    code = "import json; from index.embedding import EmbeddedEmbedder as E; print(json.dumps(E().embed_query('给低收入家庭送砖茶')))"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY, env={**os.environ, "PYTHONHASHSEED": "7"}
    )
    assert [float(x) for x in answer.stdout.strip("[] \n").split(",")] == alone


def test_an_unknown_embedder_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="word2vec"):
        embedder_named("word2vec")


def test_an_endpoint_needs_an_address_and_a_model() -> None:
    with pytest.raises(BadInput) as refused:
        embedder_named("openai", model="bge-m3")
    assert "settings.embedder_base_url" in refused.value.fields


def test_a_local_model_whose_library_is_missing_says_what_to_install() -> None:
    pytest.importorskip  # noqa: B018 - the extra may be installed here
    try:
        import fastembed  # noqa: F401
    except ImportError:
        with pytest.raises(BadInput, match="fastembed"):
            embedder_named("fastembed", model="bge-small-zh")
    else:
        pytest.skip("fastembed is installed here")
