"""涉密的不留 (withholding): before anything is kept, the words a person wrote are looked through for what says that the project is confidential.

A request is looked through when it is drafted (`understanding.secrecy`); here are the words that come later, by a cell, the chat line or a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.domain.draft import Draft, Request
from assistant.domain.failures import BadInput, NotAcceptable
from assistant.ledger.acceptance import reasons_against
from assistant.understanding.secrecy import secrecy, secret_word


def refuse_secret_words(texts: Iterable[str | None]) -> None:
    """BadInput where one of the texts says that it is confidential: it must not be entered, not even as what was refused."""
    if any(text and secret_word(text) for text in texts):
        raise BadInput(
            "这里写到了涉密的内容，没有保存。",
            "确属涉密的，请另建一个项目并勾选“这是涉密项目”，不写内容；不涉密的，请去掉这些字样再改。",
            ["confidential"],
        )


def refuse_secret_draft(draft: Draft) -> None:
    """NotAcceptable for a confidential project that came in as an ordinary file: it leaves no trace."""
    request = draft.request
    if not draft.confidential and isinstance(request, Request) and (secrecy(request) is not None or any(map(secret_word, written(draft)))):
        raise NotAcceptable(reasons_against(draft.model_copy(update={"confidential": True})), "请按保密规定在涉密环境中办理。")


def written(draft: Draft) -> Iterator[str]:
    """The words of a draft that stand on its form."""
    yield draft.objective
    yield from draft.notes
    for statement in (*draft.measures, *draft.sub_objectives):
        yield statement.text
    for row in draft.indicators:
        yield from (row.name, row.target, row.explanation, row.basis, row.task or "", row.reason or "")


def newly_written(before: Draft, after: Draft) -> list[str]:
    """The words of `after` that did not stand on `before`."""
    known = set(written(before))
    return [text for text in written(after) if text not in known]
