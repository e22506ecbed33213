"""清单 (manifest): which files of an index folder are in force and what they were made from; and the report on an index's health.

The manifest is one small JSON file, replaced in one step: until a new index is complete it names the old one. What it says is never taken
for the truth: records are compared with what is held, digest by digest.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

MANIFEST = "manifest.json"
Health = Literal["ready", "building", "stale", "missing", "in_use"]


class Manifest(BaseModel):
    """`holdings` is the file in force; `records` and `entries` count what it held when it was complete."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    embedder: str
    corpus: str
    records: int
    entries: int = 0
    holdings: str

    @classmethod
    def of(cls, folder: Path) -> Manifest | None:
        """The manifest of a folder; None where there is none, or none that can be read: then everything is built anew."""
        try:
            return cls.model_validate_json((folder / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, ValidationError):
            return None

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{MANIFEST}.{os.getpid()}"
        draft.write_text(json.dumps(self.model_dump(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        draft.replace(folder / MANIFEST)


class Status(BaseModel):
    """索引状态: what `index status` prints. `notes` are sentences for a person: what was found stale or damaged and what was done."""

    model_config = ConfigDict(frozen=True)

    health: Health
    records: int
    entries: int = 0
    to_add: int = 0
    to_remove: int = 0
    embedder: str
    corpus: str
    fingerprint: str
    vectors: Literal["chroma", "memory"]
    folder: str
    notes: tuple[str, ...] = ()


class Built(BaseModel):
    """What a build did: counts, and sentences on anything that was set aside."""

    model_config = ConfigDict(frozen=True)

    records: int
    added: int
    removed: int
    kept: int
    embedded: int
    fingerprint: str
    notes: tuple[str, ...] = ()


def corpus_digest(digests: Mapping[str, str]) -> str:
    """One digest over the digests of all documents, whatever their order."""
    lines = "\n".join(f"{i} {digest}" for i, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode()).hexdigest()[:16]
