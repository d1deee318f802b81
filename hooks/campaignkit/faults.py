"""What to say when not the content but the machine, or this program, is at fault."""

from __future__ import annotations

import errno
import tempfile
import traceback

_REASONS = {
    errno.ENOSPC: "磁盘满了，网站没有更新。清出空间后再试",
    errno.EDQUOT: "磁盘配额用完了，网站没有更新。清出空间后再试",
    errno.EACCES: "没有写入权限，网站没有更新。请检查文件夹的权限",
    errno.EPERM: "没有写入权限，网站没有更新。请检查文件夹的权限",
    errno.EROFS: "磁盘是只读的，网站没有更新。请换到能写入的磁盘",
}


def explain(error: Exception) -> str:
    """A fault of the machine, or a wrong environment, in the editors' language."""
    if isinstance(error, OSError) and error.errno is not None:
        reason = _REASONS.get(error.errno, f"读写文件出错（{error.strerror}），网站没有更新")
        return f"{reason}：{error.filename}" if error.filename else f"{reason}。"
    return str(error)


def keep_traceback(error: BaseException) -> str:
    """Write the traceback of a fault of ours to a file; the message that names it."""
    with tempfile.NamedTemporaryFile(
        "w",
        prefix="campaignkit-",
        suffix=".log",
        delete=False,
        encoding="utf-8",
        errors="backslashreplace",  # a file's name may hold bytes that are no text
    ) as log:
        traceback.print_exception(error, file=log)
    return f"campaignkit 自己出错了，不是内容的问题。详情在 {log.name}，请转给维护人员。"
