"""证明 (proof): does an exported file say what was accepted? The file carries the head hash of its acceptance; the chain tells the rest.

Proven are bytes (the file is one we exported, to the last byte) or content (the file was opened and saved again, but every indicator still reads as accepted).
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.domain.draft import Draft
from assistant.domain.event import Event, Verified, canonical
from assistant.domain.failures import UnreadableForm
from assistant.domain.form import Reading
from assistant.domain.indicator import NOT_APPLICABLE
from assistant.domain.target import Target
from assistant.ledger.dossier import content_of

if TYPE_CHECKING:
    from assistant.ledger.store import Ledger  # sqlalchemy is not imported before a ledger is opened

HASH = re.compile(r"sha256:[0-9a-f]{64}")
LONGEST_PART = 20_000_000
"""Characters of one part of a workbook or document that are looked at."""


def prove(file: Path, ledger: Ledger, whole: Verified, read: Callable[[Path], Reading]) -> Verified:
    """Whether a file says what was accepted; `whole` is what walking the chain showed, `read` reads an official form back."""
    carried = hashes_in(file)
    if not carried:
        return _unproven(whole, file, f"{file.name} 里没有台账校验值：它不是采纳之后导出的。")
    event = next((e for e in map(ledger.event, carried) if e is not None and e.kind == "accepted"), None)
    if event is None:
        return _unproven(whole, file, f"{file.name} 里的校验值不在本机的台账里：台账的末尾被截掉、恢复成了旧的副本，或者它不是从这里导出的。")
    found = whole.model_copy(update={"file": str(file), "dossier": event.dossier, "seq": event.seq, "by": event.by, "at": event.at})
    bytes_digest = digest(file.read_bytes())
    if any(e.kind == "exported" and e.content()["digest"] == bytes_digest for e in ledger.events(event.dossier)):
        return found.model_copy(update={"message": f"与{event.by}采纳的表一致：这就是导出的那个文件，一个字节也没有变。"})
    differs = differences_of_json(file, event) if file.read_bytes()[:2] != b"PK" else differences_of_form(read(file), event)
    if differs:
        return found.model_copy(update={"ok": False, "message": f"与{event.by}采纳的表不一致，有 {len(differs)} 处不同。", "differs": tuple(differs)})
    return found.model_copy(update={"message": f"指标与{event.by}采纳的表一致。"})


def _unproven(whole: Verified, file: Path, message: str) -> Verified:
    return whole.model_copy(update={"ok": False, "message": message, "file": str(file)})


def same_form(form: Draft, acceptance: Event) -> bool:
    """Is this form, field by field, the one accepted by that event?"""
    return canonical(_plain(content_of(form))) == canonical(_plain(acceptance.content()["form"]))


def digest(content: bytes) -> str:
    """The tagged digest of a file's bytes, as an `exported` event keeps it."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def hashes_in(path: Path) -> list[str]:
    """Every chain hash a file carries, in the order found. Workbooks and documents are looked through part by part. Raises UnreadableForm."""
    try:
        content = path.read_bytes()
    except OSError as e:
        raise UnreadableForm(f"打不开文件 {path.name}。", "请检查路径是否写对、是否有权限读取。") from e
    if not content.startswith(b"PK"):
        return _found([content.decode("utf-8", errors="replace")])
    try:
        with zipfile.ZipFile(path) as parts:
            small = [p for p in parts.infolist() if p.filename.endswith(".xml") and p.file_size <= LONGEST_PART]
            return _found(re.sub(r"<[^>]*>", "", parts.read(p).decode("utf-8", errors="replace")) for p in small)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as e:
        raise UnreadableForm(f"{path.name} 已损坏，读不出内容。", "请重新导出，或换一份完整的文件。") from e


def _found(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(h for text in texts for h in HASH.findall(text)))


def differences_of_json(path: Path, acceptance: Event) -> list[str]:
    """Where the `form` of an accepted form's JSON says otherwise than the event; empty where it does not."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError:
        return ["文件不是完整的 JSON"]
    form = data.get("form") if isinstance(data, dict) else None
    if not isinstance(form, dict):
        return ["文件里没有 form（采纳的表）"]
    accepted = acceptance.content()["form"]
    return [f"{field} 与采纳时不同" for field in accepted if canonical(_plain(form.get(field))) != canonical(_plain(accepted[field]))]


def _plain(value: Any) -> Any:
    """The value as it looks after a round through JSON: 1.0 and 1 are one number."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else value if value == value else None
    return value


def differences_of_form(reading: Reading, acceptance: Event) -> list[str]:
    """Where an official form, read again, says otherwise than the event: indicators and their values, each way."""
    accepted = Draft.model_validate(acceptance.content()["form"])
    year = accepted.request.fiscal_year
    ours = Counter((_norm(i.name), _said(i.printed(), year)) for i in accepted.indicators if i.applicable)
    theirs = Counter(
        (_norm(i.name or ""), _said(i.target or "", year))
        for form in reading.forms
        for i in form.indicators
        if i.status == "given" and _norm(i.target or "") != NOT_APPLICABLE and (i.name or i.target)
    )
    missing = [f"采纳的“{name} {target}”在文件里不是这样" for name, target in (ours - theirs)]
    extra = [f"文件里的“{name} {target}”没有被采纳过" for name, target in (theirs - ours)]
    return missing + extra


def _norm(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _said(printed: str, fiscal_year: int) -> str:
    return Target.read(printed, fiscal_year).printed() or _norm(printed)
