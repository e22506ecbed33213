"""申请案例: a clerk's plain words and the facts a good draft turns into rows. `requests.jsonl` is our own; organisations and figures are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.domain.draft import Request
from assistant.domain.intake import read_request

FILE = Path(__file__).with_name("requests.jsonl")


class _Case(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Stated(_Case):
    """A promise of the description: its exact words, what it is about, its value, and every tier a fair reviewer accepts."""

    quote: str
    object: str
    comparator: str
    value: float | str
    """A number, or an ISO date with unit "date": the last day that keeps the promise."""
    unit: str
    level2: tuple[str, ...]


class Derived(_Case):
    """A value the description does not say but gives by a sum (5.6万元/200)."""

    object: str
    value: float
    unit: str
    how: str


class RequestCase(_Case):
    """One request and what is true of it. `distractors` are words holding numbers that must not become targets."""

    id: str
    type: str
    given: dict[str, Any] = Field(alias="request")
    facts: tuple[Stated, ...] = ()
    distractors: tuple[str, ...] = ()
    derived: tuple[Derived, ...] = ()
    carried: tuple[str, ...] = ()
    expect: str | None = None

    @property
    def confidential(self) -> bool:
        return self.expect == "confidential"

    @property
    def request(self) -> Request:
        return read_request(self.given)[0]


def request_cases(file: Path = FILE) -> list[RequestCase]:
    """The cases of a file of JSON lines, in its order."""
    return [RequestCase.model_validate(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
