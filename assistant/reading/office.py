"""doc, et, wps, ods, rtf … → xlsx or docx, by LibreOffice where it is installed; else one sentence saying what to do."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.domain.failures import UnreadableForm
from assistant.reading.limits import limit


@contextmanager
def converted(path: Path, to: str) -> Iterator[Path]:
    """The file as `to` (docx or xlsx) in a folder that is gone afterwards. Raises UnreadableForm without LibreOffice, or when it fails or takes too long."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise UnreadableForm(f"“{path.name}”是旧格式，本机没有装 LibreOffice，转换不了。", f"请用办公软件把它另存为 {to} 再读。")
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        command = [
            office,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            to,
            "--outdir",
            folder,
            str(path),
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            process.wait(limit("office_seconds"))
        except subprocess.TimeoutExpired as late:
            os.killpg(process.pid, signal.SIGKILL)
            raise UnreadableForm(f"“{path.name}”转换超过 {limit('office_seconds')} 秒，没有读成。", f"请手工另存为 {to} 再读。") from late
        out = Path(folder) / f"{path.stem}.{to}"
        if not out.is_file():
            raise UnreadableForm(f"“{path.name}”转换不成，文件可能已损坏或有密码。", f"请用办公软件打开另存为 {to} 再读。")
        yield out
