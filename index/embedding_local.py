"""向量 (embedding) from a model on this machine: fastembed (ONNX) or sentence-transformers, an extra: `pip install jixiao[embedding]`.

The model's files must be there already: nothing is downloaded here. `model` is a folder, or a name both libraries find in their own cache.
"""

from __future__ import annotations

import hashlib
import importlib
import os
from pathlib import Path
from typing import Any, Literal

from assistant.domain.failures import BadInput, ModelUnavailable

Library = Literal["fastembed", "sentence-transformers"]
_MODULES = {"fastembed": "fastembed", "sentence-transformers": "sentence_transformers"}


class LocalEmbedder:
    """A learned model, run here. BadInput where the library or the model's name is missing, ModelUnavailable where the model cannot be loaded."""

    local = True

    def __init__(self, library: Library, model: str | None) -> None:
        if not model:
            raise BadInput("没有说用哪个向量模型。", "请把 JIXIAO_EMBEDDER_MODEL 设为模型文件夹或模型名。", ["settings.embedder_model"])
        self._library, self._model_name = library, model
        self._model = _load(library, model)

    @property
    def fingerprint(self) -> str:
        return f"{self._library}-{Path(self._model_name).name}-{_version(self._model_name)}"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors = self._model.embed(texts) if self._library == "fastembed" else self._model.encode(texts, normalize_embeddings=True)
        return [[float(x) for x in vector] for vector in vectors]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def _load(library: Library, model: str) -> Any:
    # The hub must not be asked: what is not here is said to be missing.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        module = importlib.import_module(_MODULES[library])
    except ImportError as problem:
        raise BadInput(f"没有安装 {library}。", "请安装：pip install jixiao[embedding]。", ["settings.embedder"]) from problem
    folder = Path(model)
    try:
        if library == "sentence-transformers":
            return module.SentenceTransformer(model, local_files_only=True)
        if folder.is_dir():
            return module.TextEmbedding(model_name=_known_name(folder), specific_model_path=str(folder), local_files_only=True)
        return module.TextEmbedding(model_name=model, local_files_only=True)
    except Exception as problem:  # either library raises what its loader raises
        raise ModelUnavailable(
            f"向量模型“{model}”没能载入（{type(problem).__name__}）。", "请确认模型文件已放到本机，或把 JIXIAO_EMBEDDER 设回 embedded。"
        ) from problem


def _known_name(folder: Path) -> str:
    """fastembed wants the name of a model it knows beside the folder: the folder's name, with its publisher where written with “__”."""
    return folder.name.replace("__", "/")


def _version(model: str) -> str:
    """Of a folder, a digest of its files' names and sizes, so that another model in the same place is another embedder."""
    folder = Path(model)
    if not folder.is_dir():
        return "named"
    files = sorted((str(p.relative_to(folder)), p.stat().st_size) for p in folder.rglob("*") if p.is_file())
    return hashlib.sha256(repr(files).encode()).hexdigest()[:8]
