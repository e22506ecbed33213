"""How a server is asked for JSON: held to the schema, to any JSON object, or only in words; and whether it takes temperature 0.

Compatible servers differ, and say so with an error about the request: `next_manner` is the ladder down.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

ABOUT_THE_FORMAT = ("response_format", "json_schema", "json_object", "schema", "grammar", "structured output", "guided")
TOO_LONG = ("context_length", "context length", "context window", "maximum context", "prompt is too long", "exceed_context_size")


class Manner(NamedTuple):
    """How a server takes a question: the form JSON is asked for in, and whether it accepts temperature 0."""

    format: Literal["json_schema", "json_object", "words"] = "json_schema"
    steady: bool = True


def next_manner(manner: Manner, said: str, schema: Mapping[str, object] | None) -> Manner | None:
    """The next manner to try after a server refused one with these words; None where the manner is not at fault or none is left."""
    if mentions(said, TOO_LONG):
        return None
    if manner.steady and "temperature" in said.lower():
        return manner._replace(steady=False)
    if schema is None or manner.format == "words":
        return None
    return manner._replace(format="json_object" if manner.format == "json_schema" else "words")


def parameters(schema: Mapping[str, object] | None, manner: Manner) -> dict[str, Any]:
    """What goes with the messages. The format goes in `extra_body`: given openly, the client parses the answer itself and loses one cut short."""
    steady: dict[str, Any] = {"temperature": 0} if manner.steady else {}
    if schema is None or manner.format == "words":
        return steady
    if manner.format == "json_object":
        return {**steady, "extra_body": {"response_format": {"type": "json_object"}}}
    asked = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": dict(schema)}}
    return {**steady, "extra_body": {"response_format": asked}}


def worded(messages: Sequence[tuple[str, str]], schema: Mapping[str, object] | None, manner: Manner) -> list[tuple[str, str]]:
    """The messages; where the server cannot be held to a schema, the first one says it in words."""
    if schema is None or manner.format == "json_schema":
        return list(messages)
    said = "\n\n只输出一个 JSON 对象，不要代码围栏和解释，须符合这个 JSON Schema：\n" + json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
    (role, text), *rest = messages
    return [(role, text + said), *rest]


def mentions(text: str, words: Sequence[str]) -> bool:
    """Does a server's message name one of these things?"""
    return any(word in text.lower() for word in words)
