"""What to say when not the content but the machine, or this program, is at fault."""

from __future__ import annotations

import errno
import tempfile
import traceback

NOT_UPDATED = "网站没有更新"

_CAUSES = {
    errno.ENOSPC: ("磁盘满了", "清出空间后再试"),
    errno.EDQUOT: ("磁盘配额用完了", "清出空间后再试"),
    errno.EFBIG: ("文件太大，系统不让写", "请维护人员检查大小限制"),
    errno.EACCES: ("没有权限", "请检查文件和文件夹的权限"),
    errno.EPERM: ("没有权限", "请检查文件和文件夹的权限"),
    errno.EROFS: ("磁盘是只读的", "请换到能写入的磁盘"),
    errno.ENOENT: ("文件或文件夹不见了", "检查它是不是被移走或改名"),
    errno.EEXIST: ("已经有一个同名的文件", "把它移走或删掉再试"),
    errno.ENOTDIR: ("这里应当是文件夹，却是一个文件", "把它移走或删掉再试"),
    errno.EISDIR: ("这里应当是文件，却是一个文件夹", "把它移走或改名"),
    errno.EBUSY: ("它正在被占用，或者是一个挂载点，不能替换", "site_dir 换成它里面的文件夹"),
    errno.EXDEV: ("不能移到另一个磁盘上", "换一个 site_dir"),
    errno.ENAMETOOLONG: ("文件名或路径太长", "改短再试"),
    errno.ELOOP: ("链接绕成了圈", "删掉这个链接，把文件本身放进来"),
    errno.EMFILE: ("同时打开的文件太多", "关掉别的程序再试"),
    errno.ENFILE: ("同时打开的文件太多", "关掉别的程序再试"),
    errno.ENOMEM: ("内存不够", "关掉别的程序再试"),
    errno.EIO: ("磁盘读写出错", "检查磁盘，先做备份"),
    errno.ENXIO: ("它不是普通文件", "删掉它，或放到别处"),
}
"""What the system says in English, and what to do about it."""


def cause(error: OSError) -> str:
    """Why the system refused, in the editors' language as far as we know the reason."""
    known = _CAUSES.get(error.errno or 0)
    return known[0] if known else error.strerror or "输入输出错误"


def explain(error: Exception, outcome: str = NOT_UPDATED) -> str:
    """A fault of the machine, or a wrong environment, in the editors' language."""
    if not isinstance(error, OSError) or error.errno is None:
        return str(error)
    known = _CAUSES.get(error.errno)
    reason = f"{cause(error)}，{outcome}。{known[1]}" if known else f"{cause(error)}，{outcome}"
    place = error.filename2 or error.filename  # of two files, the one that is written
    return f"{reason}：{place}" if place else f"{reason}。"


OURS = "campaignkit 自己出错了，不是内容的问题。"


def keep_traceback(error: BaseException, whose: str = OURS) -> str:
    """Write the traceback of a fault to a file; the message that names it, and `whose` it is."""
    try:
        place = f"详情在 {_write_log(error)}"
    except OSError as refused:
        place = f"详情写不下来（{cause(refused)}）：{type(error).__name__}: {error}"
    return f"{whose}{place}，请转给维护人员。"


def _write_log(error: BaseException) -> str:
    with tempfile.NamedTemporaryFile(
        "w",
        prefix="campaignkit-",
        suffix=".log",
        delete=False,
        encoding="utf-8",
        errors="backslashreplace",  # a file's name may hold bytes that are no text
    ) as log:
        traceback.print_exception(error, file=log)
    return log.name
