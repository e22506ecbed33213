"""意外 (mishap): what no room foresaw, told to the person as a failure and noted for who mends it.

A machine that has no room or gives no leave is told as such. Anything else gets a number; the log keeps the number, where it happened and the kind
of error — no word of the input, which may be confidential.
"""

from __future__ import annotations

import datetime as dt
import errno
import secrets
import traceback
from pathlib import Path

from assistant.domain.failures import AssistantFailure

LOG = "errors.log"
_MACHINE = {
    errno.ENOSPC: ("磁盘满了", "请腾出空间再试，已保存的内容没有丢。"),
    errno.EDQUOT: ("磁盘配额用完了", "请腾出空间再试，已保存的内容没有丢。"),
    errno.EACCES: ("没有权限", "请检查数据文件夹（--data）和文件的权限。"),
    errno.EPERM: ("没有权限", "请检查数据文件夹（--data）和文件的权限。"),
    errno.EROFS: ("磁盘是只读的", "请换一个可以写的数据文件夹（--data）。"),
    errno.ENOTDIR: ("路径里有一段不是文件夹", "请检查数据文件夹（--data）是否写对。"),
    errno.ENOENT: ("路径不存在，也建不了", "请检查数据文件夹（--data）是否写对。"),
}


def told(error: BaseException, folder: Path | None) -> AssistantFailure:
    """The failure to tell a person for any error; `folder` is where the log is kept, None where there is none."""
    if isinstance(error, AssistantFailure):
        return error
    if isinstance(error, OSError) and error.errno in _MACHINE:
        why, remedy = _MACHINE[error.errno]
        return AssistantFailure(f"读写文件{f' {error.filename} ' if error.filename else ''}时出错：{why}。", remedy)
    name = secrets.token_hex(4)
    where = _noted(name, error, folder)
    return AssistantFailure(
        f"程序内部出错了（编号 {name}），您的数据没有受影响。", f"详情记在 {where}，请连同编号一起反馈。" if where else "请把编号反馈给我们。"
    )


def _noted(name: str, error: BaseException, folder: Path | None) -> Path | None:
    if folder is None:
        return None
    frames = "".join(f"  {f.filename}:{f.lineno} {f.name}\n" for f in traceback.extract_tb(error.__traceback__))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / LOG).open("a", encoding="utf-8") as log:
            log.write(f"{dt.datetime.now(dt.UTC).isoformat(timespec='seconds')} {name} {type(error).__name__}\n{frames}")
    except OSError:
        return None
    return folder / LOG
