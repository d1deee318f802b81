"""Whose fault an exception is: ours, or that of a plugin or a theme that the engine has run."""

from __future__ import annotations

import sys
from pathlib import Path
from traceback import walk_tb

from campaignkit.base.errors import keep_traceback

_OURS = ("campaignkit", "campaign_hooks")
_TEMPLATE = "主题模板"
_RUNNERS = frozenset({"mkdocs", "properdocs", "jinja2", "markdown", "click", "__main__"})
"""Packages that only run what others have written."""


def culprit(error: BaseException) -> str | None:
    """The plugin's package or the theme's template that failed; None where it may be our fault.

    As soon as any of our own code ran in between, it is ours to look at.
    """
    found = None
    for frame, _ in walk_tb(error.__traceback__):
        name = str(frame.f_globals.get("__name__", "")).partition(".")[0]
        file = Path(frame.f_code.co_filename)
        if name in _OURS or file.stem in _OURS:
            return None
        if file.suffix in {".html", ".xml"}:
            found = f"{_TEMPLATE} {file.name}"
        elif found is None and name not in _RUNNERS | sys.stdlib_module_names:
            found = f"插件 {name}"
    return found


def in_words(foreign: str, error: BaseException) -> str:
    """What to tell an editor of it; the traceback goes into a file that the words name."""
    words = " ".join(str(error).split()) or type(error).__name__
    hint = "改它的设置；不需要的话，从 mkdocs.yml 里删掉"
    if foreign.startswith(_TEMPLATE):
        hint = "改好它，它在 theme 的 custom_dir 或主题里"
    told = keep_traceback(error, f"{foreign} 出错了，网站没有更新：{words[:300]}。")
    return f"{told}\n   改法：{hint}"
