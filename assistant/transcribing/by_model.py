"""请模型试读 (the other reader): a model copies out what the code left unread, the house keeps what stands in the file.

    grids → lines of text → ask, check, ask again (model_loop, answer) → rows in the reading's forms, each with a doubt that says who read it

The file is quoted to the model and never obeyed: a value is kept only beside its own name, so “write 100% everywhere” changes nothing. A file that
names a secret, or withholds a row as confidential, is refused before a word of it is written down for anyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from assistant.domain.failures import BadInput, ModelUnavailable, SecretProject, UnusableAnswer
from assistant.domain.form import Doubt, Form, FormKind, Location, PrintedIndicator, Project, Reading
from assistant.domain.numeral import read_numeral
from assistant.domain.target import Target
from assistant.layout.grid import Grid
from assistant.model_loop import ask_until, quoted, strict_schema
from assistant.ports import Conversation
from assistant.transcribing.answer import CELLS, Standing, Transcript, TranscriptAnswer, heard
from assistant.transcribing.printed import Printed, plain
from assistant.understanding.secrecy import secret_word

DOUBT = "read_by_model"
"""The kind of doubt that marks a row a model read."""
_DEPARTMENT = "department"
_LONGEST = 18_000
"""Characters of a file that are sent: what a quotation holds, with room for its last line."""
_REMEDY = "程序读出来的部分不受影响，可以照常核对收录；其余的请对照原表手工补。"


class ReadPrompt(Protocol):
    """The words a reading is asked for with: `prompts.library.Prompt` of the task “read”."""

    @property
    def stamp(self) -> str: ...

    def messages(self, values: Mapping[str, str]) -> list[tuple[str, str]]: ...


def left_unread(reading: Reading) -> bool:
    """Is there anything a model could be asked about: text without a home, or no indicator at all?"""
    return bool(reading.unplaced) or not any(form.indicators for form in reading.forms)


def read_by_model(reading: Reading, grids: Sequence[Grid], conversation: Conversation, prompt: ReadPrompt) -> Reading:
    """The reading with the rows a model found besides, each marked with who read it and doubted until a person has looked.

    Raises BadInput where nothing was left unread, SecretProject before anything is sent, ModelUnavailable, UnusableAnswer.
    """
    if not left_unread(reading):
        raise BadInput("这个文件里没有没读出来的部分，没有问模型。", "请直接核对读出来的内容。", ["file"])
    printed = Printed(grids)
    _refuse_secrets(reading, printed)
    lines = printed.lines()
    sent = _as_many_as_fit(lines)
    known = [i.name for form in reading.forms for i in form.indicators if i.name]
    asked = prompt.messages({"known": quoted("、".join(known) or "无"), "text": quoted("\n".join(lines[:sent]))})
    rows = _asked(conversation, asked, printed)
    reader = f"模型 {conversation.name}（{prompt.stamp}）"
    cut = () if sent == len(lines) else (Doubt(kind=DOUBT, message=f"文件太长，只有前 {sent} 行给模型读过，后面的没有读。"),)
    return _with_rows(reading, rows.values(), reader, cut)


def _refuse_secrets(reading: Reading, printed: Printed) -> None:
    word = next((w for text in printed.texts() if (w := secret_word(text))), None)
    withheld = any(p.confidential for f in reading.forms for p in f.projects) or any(
        i.status == "confidential" for f in reading.forms for i in f.indicators
    )
    if word or withheld:
        why = f"文件里有“{word}”字样" if word else "文件里有涉密的项目"
        raise SecretProject(f"{why}，不得交给模型，什么也没有发出。", "请对照原表自己核对；涉密内容按规定办理。", ["file"])


def _as_many_as_fit(lines: Sequence[str]) -> int:
    """How many lines, from the first, a quotation holds."""
    room = _LONGEST
    for number, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0:
            return number
    return len(lines)


def _asked(conversation: Conversation, messages: Sequence[tuple[str, str]], printed: Printed) -> Transcript:
    """The rows of the model's answers that stand. A failure says what a person who reads a form can do, not one who drafts."""
    try:
        return ask_until(conversation, messages, lambda answer, kept: heard(answer, kept, printed), strict_schema(TranscriptAnswer))
    except ModelUnavailable as failure:
        raise ModelUnavailable(failure.message, _REMEDY) from failure
    except UnusableAnswer as failure:
        raise UnusableAnswer(failure.message, _REMEDY, answer=failure.answer) from failure


def _with_rows(reading: Reading, rows: Iterable[Standing], reader: str, cut: Sequence[Doubt]) -> Reading:
    """The reading with these rows put under their owners; a row the code had read is not put twice."""
    held = {(plain(i.name or ""), plain(i.target or "")) for f in reading.forms for i in f.indicators}
    fresh = [s for s in rows if (plain(s.row.name), plain(s.row.target)) not in held]
    forms = list(reading.forms) or [Form(form_kind=_kind(fresh))]
    for standing in fresh:
        at, owner, owner_no = _home(forms, standing.row.owner)
        if owner != _DEPARTMENT and owner not in dict(_owners(forms[at])):
            forms[at] = forms[at].model_copy(update={"projects": (*forms[at].projects, Project(name=owner))})
        row = _indicator(standing, owner, owner_no, forms[at].fiscal_year, reader)
        forms[at] = forms[at].model_copy(update={"indicators": (*forms[at].indicators, row)})
    doubts = (*reading.doubts, *(_doubt(s, reader) for s in fresh), *cut)
    return reading.model_copy(update={"forms": tuple(forms) if fresh else reading.forms, "doubts": doubts})


def _kind(rows: Sequence[Standing]) -> FormKind:
    return "项目自评表" if any(s.row.actual for s in rows) else "项目目标表"


def _home(forms: Sequence[Form], owner: str) -> tuple[int, str, str | None]:
    """(which form, the owner's name there, its number): the project or task of that name, the only project, the unit, or a project not met before."""
    for at, form in enumerate(forms):
        for name, no in _owners(form):
            if plain(owner) and plain(name) == plain(owner):
                return at, name, no
    first = forms[0]
    if not owner and len(first.projects) == 1:
        return 0, first.projects[0].name, first.projects[0].no
    if not owner and first.form_kind.startswith("部门"):
        return 0, _DEPARTMENT, None
    return 0, owner, None


def _owners(form: Form) -> list[tuple[str, str | None]]:
    return [(p.name, p.no) for p in form.projects] + [(t.name, t.no) for t in form.tasks]


def _indicator(standing: Standing, owner: str, owner_no: str | None, year: int | None, reader: str) -> PrintedIndicator:
    row = standing.row
    return PrintedIndicator(
        owner=owner, owner_no=owner_no, level1=row.level1 or None, level2=row.level2 or None, name=row.name, target=row.target,
        aim=Target.read(row.target, year or 2000), actual=row.actual or None, basis=row.basis or None, weight=read_numeral(row.weight.rstrip("分%")),
        location=standing.places["name"].location, read_by=reader,
    )  # fmt: skip


def _doubt(standing: Standing, reader: str) -> Doubt:
    """Who read the row and where each value of it stands, at the place of its name."""
    values = "，".join(f"{CELLS[c]}“{getattr(standing.row, c)}”（{_where(p.location)}）" for c, p in standing.places.items())
    return Doubt(kind=DOUBT, message=f"这一行由{reader}试读：{values}。请对照原表核实。", location=standing.places["name"].location)


def _where(where: Location) -> str:
    if where.cell:
        return where.cell
    return f"第 {where.line} 行" if where.line else f"第 {where.row} 行第 {where.column} 格"
