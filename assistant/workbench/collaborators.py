"""What the workbench is handed by the roof, and what it answers a chat line with."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.domain.form import Frozen
from assistant.drafting.by_model import DraftPrompt
from assistant.ports import Checker, Clock, Conversation, Intake, Library, Precedents, Records
from assistant.transcribing.by_model import ReadPrompt

if TYPE_CHECKING:
    from assistant.ledger.store import Ledger  # sqlalchemy is not imported before a ledger is opened

DrafterName = Literal["offline", "model"]


@dataclass(frozen=True)
class Collaborators:
    """What the roof hands in. Callables are asked when first needed: a check must not wait for the index, nor a draft for the ledger."""

    precedents: Callable[[], Precedents]
    library: Callable[[], Library]
    records: Callable[[], Records]
    ledger: Callable[[], Ledger]
    conversation: Callable[[], Conversation | None]
    prompt: Callable[[], DraftPrompt]
    clock: Clock
    model_configured: bool = False
    checker: Checker | None = None
    place: str | None = None
    drafter: DrafterName = "offline"
    intake: Callable[[], Intake] | None = None
    read_prompt: Callable[[], ReadPrompt] | None = None
    new_id: Callable[[], str] = lambda: secrets.token_hex(6)


class Reply(Frozen):
    """What the chat line answers: was the sentence applied, does it need an answer first, was it refused, or was it itself a question."""

    outcome: Literal["applied", "clarify", "refused", "answered"]
    text: str
