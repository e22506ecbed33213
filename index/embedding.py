"""向量 (embedding), the embedded embedder: a text as a unit vector, without a download and without having seen the records.

Half of a vector is meaning: the senses of everyday and official words (`thesaurus`), so that 送年货 and 春节慰问 lie together. The other half is
spelling: character pairs and triples. Both are hashed into fixed coordinates, so the embedder is frozen: a new record changes no other vector,
and the same text gives the same bytes on every machine. Other embedders plug in behind LangChain's `Embeddings` (`embedder_named`).
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from functools import lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.domain.failures import BadInput
from index.facets import LANES, query_facets
from index.gloss import glosses
from index.terms import grams
from index.thesaurus import thesaurus

Vectors = npt.NDArray[np.float32]
_VERSION = 2
_SENSES = 256
_SPELLING = 256
_MEANING_SHARE = 0.75
_LANE_WEIGHT = {"type": 1.0, "activity": 1.0, "field": 0.3, "object": 0.7, "group": 0.3, "place": 0.05, "occasion": 0.15}
_GLOSS_WEIGHT = 6.0
_TITLE = 3.0
"""Weight of a title among the guesses of a document."""

_COORDINATES = 4


class Embedder(Protocol):
    """LangChain's `Embeddings` with a fingerprint: vectors of different fingerprints are never compared."""

    @property
    def fingerprint(self) -> str: ...

    @property
    def local(self) -> bool:
        """True where embedding a query costs no network and no waiting."""
        ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]: ...

    def embed_query(self, text: str) -> list[float]: ...


class EmbeddedEmbedder:
    """The default. Answers LangChain's `Embeddings` by shape; it does not import LangChain, which the air-gapped path has no need of."""

    local = True
    dimension = _SENSES + _SPELLING

    @property
    def fingerprint(self) -> str:
        return f"embedded-{_VERSION}-{thesaurus().digest}"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._vector(text).tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]

    def _vector(self, text: str) -> npt.NDArray[np.float64]:
        meaning = _scatter(_senses(text), _SENSES)
        spelling = _scatter(_spelling(text), _SPELLING)
        vector = np.concatenate([meaning * math.sqrt(_MEANING_SHARE), spelling * math.sqrt(1 - _MEANING_SHARE)])
        norm = float(np.linalg.norm(vector))
        if not norm:
            # A text of signs only still needs a place of its own: a store takes no zero vectors.
            vector[zlib.crc32(text.encode()) % len(vector)] = 1.0
            return vector
        return vector / norm


def _senses(text: str) -> dict[str, float]:
    """Known senses and guessed ones. A document's first line is its title and counts twice; a query is a first line only."""
    title, *rest = text.split("\n")
    lanes = query_facets("\n".join([title, title, *rest]) if rest else text).lanes
    known = {f"{lane}|{word}": _LANE_WEIGHT[lane] * weight for lane in LANES for word, weight in lanes.get(lane, {}).items()}
    guessed = {
        f"gloss|{word}": _GLOSS_WEIGHT * likeness**0.7
        for word, likeness in glosses(((title, _TITLE if rest else 1.0), *((line, 1.0) for line in rest if line))).items()
    }
    return known | guessed


def _spelling(text: str) -> dict[str, float]:
    read = thesaurus()
    counts: Counter[str] = Counter()
    for run in read.content(read.substance(text)).split():
        for size in (2, 3):
            counts.update(grams(run, size))
    return {gram: 1 + math.log(count) for gram, count in counts.items()}


def _scatter(weights: dict[str, float], width: int) -> npt.NDArray[np.float64]:
    """Weighted words as a unit vector: each word owns a few coordinates, with signs, by its hash; zeros where there are no words."""
    words = sorted(weights)
    if not words:
        return np.zeros(width)
    places = np.concatenate([_coordinates(word, width) for word in words])
    values = np.repeat(np.array([weights[word] for word in words]), _COORDINATES)
    # `bincount` adds in the order given, so the bytes are the same on every machine.
    signed = np.where(places < width, values, -values)
    scattered = np.bincount(places % width, signed, minlength=width).astype(np.float64)
    norm = float(np.linalg.norm(scattered))
    return scattered / norm if norm else scattered


@lru_cache(maxsize=1 << 16)
def _coordinates(word: str, width: int) -> npt.NDArray[np.int64]:
    """The places of a word, those beyond `width` counted from it and with the sign turned."""
    data, seed, found = word.encode(), 0, []
    for _ in range(_COORDINATES):
        seed = zlib.crc32(data, seed)
        found.append((seed >> 8) % width + (0 if seed & 1 else width))
    return np.array(found)


def unit(vectors: list[list[float]]) -> Vectors:
    """Vectors scaled to length one, as float32: what is stored and compared."""
    array = np.asarray(vectors, dtype=np.float64).reshape(len(vectors), -1)
    norms = np.linalg.norm(array, axis=1, keepdims=True)
    scaled: Vectors = np.divide(array, norms, out=np.zeros_like(array), where=norms > 0).astype(np.float32)
    return scaled


def embedder_named(name: str, *, model: str | None = None, base_url: str | None = None, api_key: str | None = None) -> Embedder:
    """The embedder a setting asks for: embedded, openai, fastembed or sentence-transformers. BadInput names a setting that does not do."""
    if name == "embedded":
        return EmbeddedEmbedder()
    if name == "openai":
        from index.embedding_openai import EndpointEmbedder

        return EndpointEmbedder(model=model, base_url=base_url, api_key=api_key)
    if name in ("fastembed", "sentence-transformers"):
        from index.embedding_local import LocalEmbedder

        return LocalEmbedder("fastembed" if name == "fastembed" else "sentence-transformers", model=model)
    raise BadInput(
        f"没有名为“{name}”的向量模型。", "请把 JIXIAO_EMBEDDER 设为 embedded、openai、fastembed 或 sentence-transformers。", ["settings.embedder"]
    )
