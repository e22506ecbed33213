"""What one file may cost (`limits.toml`): sizes as data, refused in words when exceeded."""

from __future__ import annotations

import tomllib
import zipfile
from functools import cache
from pathlib import Path

from assistant.domain.failures import UnreadableForm


@cache
def limit(name: str) -> int:
    """A limit by its name in `limits.toml`."""
    return int(tomllib.loads(Path(__file__).with_name("limits.toml").read_text(encoding="utf-8"))[name])


def check_size(path: Path) -> None:
    """Raises UnreadableForm where the file is missing, a folder, empty or too large."""
    if not path.exists():
        raise UnreadableForm(f"找不到文件“{path.name}”。", "请检查路径和文件名。")
    if path.is_dir():
        raise UnreadableForm(f"“{path.name}”是文件夹，不是文件。", "请给出文件夹里的具体文件。")
    size = path.stat().st_size
    if size == 0:
        raise UnreadableForm(f"“{path.name}”是空文件。", "请重新导出或下载一份。")
    if size > limit("file_bytes"):
        raise UnreadableForm(
            f"“{path.name}”有 {size // 1048576} MB，超过 {limit('file_bytes') // 1048576} MB 的上限。", "请只保留绩效表所在的页再读。"
        )


def check_archive(path: Path) -> None:
    """Raises UnreadableForm for an archive that is broken, or would unpack to more than a form ever needs."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except Exception as failure:  # zipfile fails in several ways on broken directories
        raise UnreadableForm(f"“{path.name}”不完整，打不开（多半是传输中断）。", "请重新下载或让对方重发。") from failure
    unpacked = sum(e.file_size for e in entries)
    packed = max(1, path.stat().st_size)
    if (
        len(entries) > limit("entries")
        or unpacked > limit("unpacked_bytes")
        or (unpacked > 10_000_000 and unpacked / packed > limit("unpacked_ratio"))
    ):
        raise UnreadableForm(f"“{path.name}”解开后大得不像一张表（{unpacked // 1048576} MB），没有读。", "请确认文件来源，或另存一份再读。")
    if any(e.flag_bits & 1 for e in entries):
        raise UnreadableForm(f"“{path.name}”有密码。", "请去掉密码另存一份再读。")
