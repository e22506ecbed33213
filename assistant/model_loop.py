"""问、读、再问: the one loop over a model. Ask → read → say what is wrong → ask again, a bounded number of times.

What is wrong with an answer is a value (`Complaint`) and goes back to the model as a message; only the end of the tries is a failure.
`read` sees the answer and what the earlier answers left (`kept`), so a second answer may hold just the rows that failed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from assistant.domain.failures import ModelUnavailable, UnusableAnswer
from assistant.ports import Conversation

T = TypeVar("T")

OFFLINE_REMEDY = "也可以改用内置起草，它不需要模型。"
_UNUSABLE_REMEDY = "请再试一次，或换一个能力更强的模型；" + OFFLINE_REMEDY
_SHOWN_OF_A_FAILED_ANSWER = 2000
_SHOWN_COMPLAINTS = 30
_LONGEST_QUOTATION = 20000
_FENCE = re.compile(r"[<＜](?=\s*/?\s*材料)")


@dataclass(frozen=True)
class Complaint:
    """One thing wrong with an answer: `where` in the answer (“第3行 培训人次”; empty for the whole), `what` is wrong and what would be right."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}：{self.what}" if self.where else self.what


@dataclass(frozen=True)
class Heard(Generic[T]):
    """What could be read so far (`kept`, None where nothing could) and what is still wrong."""

    kept: T | None
    complaints: tuple[Complaint, ...] = ()


Read = Callable[[str, T | None], Heard[T]]


def ask_until(
    conversation: Conversation, messages: Sequence[tuple[str, str]], read: Read[T], schema: Mapping[str, object] | None = None, attempts: int = 2
) -> T:
    """What `read` kept of the model's answers, asked at most `attempts` times, until it has no more complaints.

    Whatever was kept is returned even if complaints are left at the end: the caller's value knows which of its parts are sound. A model that falls
    silent after something was kept ends the loop early. Raises UnusableAnswer with the last raw answer if nothing was ever kept, ModelUnavailable
    if no answer came at all.
    """
    said = list(messages)
    kept: T | None = None
    complaints: tuple[Complaint, ...] = ()
    answer = ""
    for _ in range(attempts):
        cut: tuple[Complaint, ...] = ()
        try:
            answer = conversation.ask(said, schema)
        except UnusableAnswer as failure:  # cut short or refused: what there is of it is still read
            answer, cut = failure.answer, (Complaint("", failure.message),)
        except ModelUnavailable:
            if kept is None:
                raise
            return kept
        heard = read(answer, kept) if answer or not cut else Heard(kept)
        kept = heard.kept if heard.kept is not None else kept
        complaints = cut + heard.complaints
        if not complaints and kept is not None:
            return kept
        shown = answer[:_SHOWN_OF_A_FAILED_ANSWER] if cut or kept is None else answer
        said += [("ai", shown or "（没有内容）"), ("human", _again(complaints))]
    if kept is not None:
        return kept
    why = "；".join(map(str, complaints[:3]))
    raise UnusableAnswer(f"模型“{conversation.name}”答了 {attempts} 次，仍不是要求的内容：{why}。", _UNUSABLE_REMEDY, answer=answer)


def _again(complaints: Sequence[Complaint]) -> str:
    lines = [f"- {c}" for c in complaints[:_SHOWN_COMPLAINTS]]
    return "上面的回答有这些问题：\n" + "\n".join(lines) + "\n请只改正这些地方，用同样的 JSON 格式再答一次：没有问题的行不必重复，不要解释。"


def quoted(text: str) -> str:
    """What others wrote, for a place between <材料> and </材料> of a prompt: it cannot open or close a quotation, and has an end."""
    return _FENCE.sub("〈", text)[:_LONGEST_QUOTATION]


def first_object(answer: str) -> dict[str, Any] | None:
    """The first JSON object in an answer, whatever stands around it: reasoning, code fences, courtesies. None where there is none.

    An object that was cut short is closed after its last complete part, so that whole rows of a truncated answer are not lost.
    """
    text = re.sub(r"<think>.*?</think>", "", answer, flags=re.DOTALL)
    start = text.find("{")
    while start >= 0:
        end, closed = _object_at(text, start)
        try:
            found = json.loads(closed, strict=False) if closed else None
        except ValueError:
            found = None
        if isinstance(found, dict):
            return found
        start = text.find("{", end)
    return None


def _object_at(text: str, start: int) -> tuple[int, str]:
    """(where it ends, the object) for the brace at `start`; one that never closes ends with its last complete part, empty where it has none."""
    open_brackets: list[str] = []
    whole, closing = 0, ""
    for at, char in _outside_strings(text, start):
        if char in "{[":
            open_brackets.append("}" if char == "{" else "]")
        elif char == open_brackets[-1]:
            open_brackets.pop()
            whole, closing = at + 1, "".join(reversed(open_brackets))
            if not open_brackets:
                return whole, text[start:whole]
        elif char in "}]":
            return at, ""  # brackets that do not match: no object
    return len(text), text[start:whole] + closing if whole else ""


def _outside_strings(text: str, start: int) -> Iterator[tuple[int, str]]:
    """The characters of JSON text that are not inside a string."""
    inside = escaped = False
    for at in range(start, len(text)):
        char = text[at]
        if inside:
            inside = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == '"':
            inside = True
        else:
            yield at, char


def strict_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of an answer as strict servers take it: references inlined, every field required, no further ones, no titles or defaults."""
    schema = model.model_json_schema()
    definitions = schema.pop("$defs", {})

    def strict(node: Any) -> Any:
        if isinstance(node, list):
            return [strict(part) for part in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return strict(definitions[node["$ref"].rsplit("/", 1)[1]])
        out = {k: strict(v) for k, v in node.items() if k not in ("title", "default", "properties")}
        if "properties" in node:
            properties = {name: strict(field) for name, field in node["properties"].items()}
            out |= {"properties": properties, "required": list(properties), "additionalProperties": False}
        return out

    return strict(schema)  # type: ignore[no-any-return]
