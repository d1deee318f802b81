"""What click says in English about a command that was called wrongly, in Chinese.

Not a gettext catalogue, though click looks most of its sentences up with `gettext.gettext`: that
function reads the domain `messages` from a compiled file which the environment's LANGUAGE chooses,
so the language of a machine would decide, not ours, and setting LANGUAGE changes every library and
child process. Nor would it be enough: metavars (`[OPTIONS]`, `TEXT`), the names of parameter types
and the help of `--version`, which is looked up while click's decorators run, do not go through it,
and a finding ends with a remedy that no translation of a sentence has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

_HEADINGS = {"Options": "选项", "Commands": "命令"}
_PARTS = {
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 …",
    "Show this message and exit.": "显示这段说明。",
    "Show the version and exit.": "显示版本。",
    "TEXT": "文字",
    "DIRECTORY": "文件夹",
    "FILE": "文件",
    "INTEGER RANGE": "整数",
    "INTEGER": "整数",
}
_WORD = re.compile("|".join(rf"(?<![A-Z]){re.escape(part)}(?![A-Z])" for part in _PARTS))


class ChineseHelp(click.HelpFormatter):
    """Help as click lays it out, with its own words in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        super().write_usage(prog, _own_words(args), prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """Write what a section holds."""
        self.write(f"{_HEADINGS.get(heading, heading)}：\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write options or commands with what they do."""
        told = [(_own_words(name), _own_words(text)) for name, text in rows]
        super().write_dl(told, col_max, col_spacing)


def _own_words(text: str) -> str:
    return _WORD.sub(lambda part: _PARTS[part[0]], text)


def in_chinese(error: click.ClickException) -> str:
    """The message to print; errors of our own making are Chinese already."""
    remedy = "加 --help 看用法"
    if isinstance(error, click.NoSuchOption):
        near = f"；是不是想写 {error.possibilities[0]}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项{near}\n   改法：{remedy}"
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        return f"还缺 {name}\n   改法：{remedy}"
    if isinstance(error, click.BadParameter):
        return _bad_parameter(error)
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 用得不对\n   改法：{remedy}"
    text = error.format_message()
    if text.startswith("No such command"):
        unknown, *others = re.findall("'([^']*)'", text)
        meant = f"是不是想写 {others[0]}？" if others else ""
        return f"没有这个命令：{unknown}\n   改法：{meant}{remedy}"
    if text.startswith("Got unexpected extra argument"):
        return f"多写了内容：{text.partition('(')[2].rstrip(')')}\n   改法：{remedy}"
    return text


def _bad_parameter(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        hint = "可以写：" + "、".join(str(choice) for choice in kind.choices)
        option = error.param.opts[0] if error.param else ""
        return f"{option} 的值不能用\n   改法：{hint}"
    if isinstance(kind, click.Path):
        name = _quoted(error.message)
        if error.message.endswith(("is a file.", "is a directory.")):
            wanted = "文件夹" if error.message.endswith("is a file.") else "文件"
            return f"这里要写{wanted}，“{name}”不是\n   改法：检查路径，或不写"
        return f"没有这个文件或文件夹（{name}）\n   改法：检查路径，或不写"
    return error.message


def _quoted(text: str) -> str:
    return text.partition("'")[2].rpartition("'")[0] or text
