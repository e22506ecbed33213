"""提示词 (Prompt): text files with named slots, a version and a digest, loaded as LangChain chat prompts.

A file `<task>.v<N>.md` is front matter between two lines `+++` (TOML: `purpose`, `[slots]` name → what belongs there, `[sample]` one filling),
then the texts under the lines `# system` and `# user`. A slot is written `<<name>>`, so JSON may stand in a prompt as it is.
A version that was ever live is never changed: `versions.toml` keeps its sha256, and a test compares. A better wording is a new version.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.prompts import ChatPromptTemplate

FOLDER = Path(__file__).parent
_SLOT = re.compile(r"<<([a-z][a-z0-9_]*)>>")
_FILE = re.compile(r"(?P<task>[a-z][a-z0-9_]*)\.v(?P<version>\d+)\.md")
_PARTS = re.compile(r"\A\+\+\+\n(?P<front>.*?)\n\+\+\+\n+# system\n(?P<system>.*?)\n# user\n(?P<user>.*)\Z", re.DOTALL)


class SlotError(ValueError):
    """The values given are not those the prompt asks for; names every slot left empty and every value nobody asked for."""


class PromptFileError(ValueError):
    """A prompt file that breaks the form described above, or whose text, slots and sample do not agree."""


@dataclass(frozen=True)
class Prompt:
    """One version of one task's words. `slots`: name → what belongs there; `digest` is the sha256 of the file."""

    task: str
    version: int
    digest: str
    purpose: str
    slots: Mapping[str, str]
    sample: Mapping[str, str]
    system: str
    user: str

    @property
    def stamp(self) -> str:
        """What a draft keeps of the prompt that made it: task, version and the first digits of the digest (draft.v1@0f3c9a2b)."""
        return f"{self.task}.v{self.version}@{self.digest[:8]}"

    def template(self) -> ChatPromptTemplate:
        """The prompt for LangChain; braces of the text are literal, only the slots are variables."""
        from langchain_core.prompts import ChatPromptTemplate  # noqa: PLC0415 - 0.3 s that a start without a model does not pay

        return ChatPromptTemplate.from_messages([("system", _braced(self.system)), ("human", _braced(self.user))])

    def messages(self, values: Mapping[str, str]) -> list[tuple[str, str]]:
        """[(role, text)] with every slot filled, as `ports.Conversation.ask` takes them. Raises SlotError naming all that is amiss."""
        missing = sorted(set(self.slots) - set(values))
        unknown = sorted(set(values) - set(self.slots))
        if missing or unknown:
            parts = [f"empty: {', '.join(missing)}"] * bool(missing) + [f"unknown: {', '.join(unknown)}"] * bool(unknown)
            raise SlotError(f"{self.task}.v{self.version}, slots {'; '.join(parts)}")
        return [("human" if m.type == "human" else "system", str(m.content)) for m in self.template().format_messages(**values)]


def _braced(text: str) -> str:
    return _SLOT.sub(r"{\1}", text.replace("{", "{{").replace("}", "}}"))


def read_prompt(path: Path) -> Prompt:
    """One file, checked: its form, and that text, slots and sample name the same things. Raises PromptFileError."""
    name = _FILE.fullmatch(path.name)
    raw = path.read_bytes()
    parts = _PARTS.match(raw.decode())
    if not name or not parts:
        raise PromptFileError(f"{path.name}: needs the name <task>.v<N>.md, front matter between +++ lines, then # system and # user")
    front = tomllib.loads(parts["front"])
    slots, sample = front.get("slots", {}), front.get("sample", {})
    used = set(_SLOT.findall(parts["system"] + parts["user"]))
    if not (used == set(slots) == set(sample)) or not front.get("purpose"):
        raise PromptFileError(
            f"{path.name}: the text uses {sorted(used)}, [slots] names {sorted(slots)}, [sample] fills {sorted(sample)}; purpose is needed"
        )
    return Prompt(
        task=name["task"], version=int(name["version"]), digest=hashlib.sha256(raw).hexdigest(), purpose=front["purpose"],
        slots=slots, sample=sample, system=parts["system"].strip(), user=parts["user"].strip(),
    )  # fmt: skip


@cache
def versions() -> dict[str, dict[str, object]]:
    """`versions.toml`: task → {live, sha256 by version}."""
    return tomllib.loads((FOLDER / "versions.toml").read_text(encoding="utf-8"))


def tasks() -> list[str]:
    """The tasks there are words for, in alphabetical order."""
    return sorted(versions())


@cache
def prompt(task: str, version: int | None = None) -> Prompt:
    """The live version of a task's prompt, or the one named. Raises KeyError for a task that `versions.toml` does not list."""
    number = versions()[task]["live"] if version is None else version
    return read_prompt(FOLDER / f"{task}.v{number}.md")


def every_prompt() -> list[Prompt]:
    """All versions of all prompts, by task and version."""
    found = (read_prompt(path) for path in FOLDER.glob("*.v*.md"))
    return sorted(found, key=lambda p: (p.task, p.version))
