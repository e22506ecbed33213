"""占用 (owner): one process at a time may write an index folder. Others may always read it."""

from __future__ import annotations

import os
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.domain.failures import IndexUnavailable


class Owner:
    """The right to write a folder: a lock the system takes back when the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder / "owner.lock", thread_local=False)

    @property
    def holds(self) -> bool:
        return bool(self._lock.is_locked)

    def take(self) -> None:
        """Takes the folder, or raises IndexUnavailable naming the process that has it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise IndexUnavailable(
                f"索引文件夹 {self._folder} 正由另一个进程{self._who()}使用。", "请在那个窗口里操作，或关闭它以后再试；只是检索不受影响。"
            ) from None
        (self._folder / "owner.pid").write_text(str(os.getpid()), encoding="utf-8")

    def give_back(self) -> None:
        if self.holds:
            (self._folder / "owner.pid").unlink(missing_ok=True)
            self._lock.release()

    def _who(self) -> str:
        try:
            return f"（进程号 {(self._folder / 'owner.pid').read_text(encoding='utf-8').strip()}）"
        except OSError:
            return ""
