"""What click says in English about a command that was called wrongly, in Chinese."""

from __future__ import annotations

import re

import click


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
        return f"没有这个文件或文件夹（{_quoted(error.message)}）\n   改法：检查路径，或不写"
    return error.message


def _quoted(text: str) -> str:
    return text.partition("'")[2].rpartition("'")[0] or text
