"""What can go wrong, and whose move is next.

    AssistantFailure            a sentence for the person (message) and what to do now (remedy)
    ├── BadInput                the input breaks the contract; `fields` names each place
    ├── UnreadableForm          a file that is not a form we can read
    ├── ModelUnavailable        no model answers in time
    ├── UnusableAnswer          a model answered, but not what was asked, even when asked again
    ├── IndexUnavailable        the index is missing, stale or owned by another process
    ├── SecretProject           a confidential project (涉密) would have to leave the machine
    ├── StaleDraft              someone changed the dossier since this draft was seen
    ├── NotAcceptable           acceptance refused; `reasons` lists every one
    └── LedgerBroken            the chain of deeds does not verify

Findings and doubts are values and never raised. Pages and commands catch AssistantFailure and nothing else.
"""

from __future__ import annotations


class AssistantFailure(Exception):  # noqa: N818 - the house calls it a failure
    """A failure a person can act on. `kind` is the word of the contract; message and remedy are plain Chinese sentences."""

    kind = "bad_input"

    def __init__(self, message: str, remedy: str = "", fields: list[str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.fields = fields or []

    def __str__(self) -> str:
        return f"{self.message}{self.remedy}"

    def as_error(self) -> dict[str, object]:
        """The `error` object of the contract."""
        return {"kind": self.kind, "message": self.message, "remedy": self.remedy, "fields": self.fields}


class BadInput(AssistantFailure):
    kind = "bad_input"


class UnreadableForm(AssistantFailure):
    kind = "unreadable_form"


class ModelUnavailable(AssistantFailure):
    kind = "model_unavailable"


class UnusableAnswer(AssistantFailure):
    """`answer` keeps what the model said last, as it said it: for the page to show, never for the ledger."""

    kind = "unusable_answer"

    def __init__(self, message: str, remedy: str = "", fields: list[str] | None = None, *, answer: str = "") -> None:
        super().__init__(message, remedy, fields)
        self.answer = answer


class IndexUnavailable(AssistantFailure):
    kind = "index_unavailable"


class SecretProject(AssistantFailure):
    kind = "bad_input"


class StaleDraft(AssistantFailure):
    kind = "stale_draft"


class NotAcceptable(AssistantFailure):
    """Acceptance refused (不予受理). `reasons`: one plain sentence each; all of them, not only the first."""

    kind = "not_acceptable"

    def __init__(self, reasons: list[str], remedy: str = "逐条处理后再次采纳。") -> None:
        super().__init__("还不能采纳：" + "；".join(reasons) + "。", remedy)
        self.reasons = reasons


class LedgerBroken(AssistantFailure):
    kind = "ledger_broken"
