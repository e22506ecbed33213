"""涉密 (secrecy): is a project confidential — by its flag, or by a word of its name, description or tasks.

保密员培训, 保密宣传教育, 不涉密 are public work: such phrases are struck out before the words are looked for.
"""

from __future__ import annotations

import re
from functools import cache

from assistant import lexicon
from assistant.domain.draft import Request
from assistant.domain.fact import Secrecy
from assistant.understanding.passage import aligned


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = lexicon.table("secrecy")

    def any_of(words: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))))

    return any_of(table["words"]), any_of(table["harmless"])


def secrecy(request: Request) -> Secrecy | None:
    """Why the request counts as confidential: the flag, or the word found; None where it does not."""
    if request.confidential:
        return Secrecy(by="flag")
    texts = [request.project, request.description, request.purpose or ""]
    texts += [t or "" for task in request.tasks for t in (task.name, task.content, task.goal)]
    if request.previous is not None:
        texts += [request.previous.project or "", request.previous.objective or "", *(row.name for row in request.previous.indicators)]
    word = next((w for text in texts if (w := secret_word(text))), None)
    return Secrecy(by="word", word=word) if word else None


def secret_word(text: str) -> str | None:
    """The first word of a text that says it is confidential, or None."""
    words, harmless = _patterns()
    found = words.search(harmless.sub(lambda m: "□" * len(m[0]), re.sub(r"\s+", "", aligned(text))))
    return found[0] if found else None
