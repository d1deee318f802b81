r"""想写的格式没有写成，读者看到的是这些符号。

排版符号要用半角，成对，贴着文字写。网页标签只有 `<b>`、`<i>`、`<u>`、`<s>`、`<mark>`、`<sub>`、
`<sup>`、`<br>` 会变成格式，其余原样显示。要的就是这个符号，在前面加一个反斜杠，例如 `\*\*`。

错误（contest）：

    about: |
      ** 注意 **：每人限报两篇。

正确（contest）：

    about: |
      **注意：**每人限报两篇。`**` 写在代码里，2**3 是算式，#话题#是话题。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.base.findings import Finding, Fix, Position
from campaignkit.dialect import Leftover, leftovers
from campaignkit.model.entity import Entity
from campaignkit.model.fields import Prose
from campaignkit.model.markdown import page_parser, parser
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSort, TextSource
from campaignkit.source import Path

ID = "markdown-unwritten"

_MAYBE = re.compile(
    r"\*\*|__|[ \t\u3000]~~|~~[ \t\u3000]|==|[＊～＝｀]|<[A-Za-z/!]"
    r"|^[ \t\u3000>]*(?:[-*+][ \t]|[0-9]+[.)][ \t])*(?:#[^# \t]|[＃＞－｜|\[｀]|''')",
    re.MULTILINE,
)
"""A text without any of these has nothing to tell."""
_WELL_PAIRED = re.compile(r"\*\*(?=[^\s*])[^\n*]*[^\s*]\*\*")
"""Bold words as nearly everybody writes them; they are not looked at twice."""
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LONGEST = 30
_CORRECT = {
    "粗体": "粗体写成 **文字**，星号贴着文字，前后各两个；要的就是星号，写成 \\*\\*",
    "注释": "读者会看到注释：删掉它，或移到 YAML 里 # 的后面",
    "表格": "表头下面一行写 |---|---|，每行的格数和表头一样，竖线用半角",
    "标题": "标题写成 ## 文字，井号和文字之间空一格",
    "代码": "代码前后各写一行 ```",
    "图片": "图片写成 ![画面上是什么](文件)",
    "目录": "目录自动生成，删掉这一行",
}


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Markdown fields of a YAML file."""
    del context
    for path, text, marker in entity.marks:
        if isinstance(marker, Prose) and _may_tell(text):
            for found in leftovers(text, parser()):
                yield _finding(_place(entity, path, found), found)


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """A Markdown file; a page's tags are its own affair, and comments in a deck are settings."""
    del context
    cut = source.cut
    body, page = cut.body, source.sort is TextSort.PAGE
    if not _may_tell(body) or (page and _is_engines(cut.yaml)):
        return
    if source.sort is TextSort.DECK:
        body = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), body)
    for found in leftovers(body, page_parser() if page else parser(), html=page):
        line = cut.body_line + found.line - 1
        yield _finding(source.line_position(line, found.column), found)


def _place(entity: Entity, path: Path, found: Leftover) -> Position:
    """Where it stands in the file; in quoted and folded text, where its characters are found."""
    place = entity.text_position(path, found.line, found.column)
    document = entity.document
    rows = document.text.split("\n")
    row = rows[place.line - document.first_line]
    if row.startswith(found.old.split("\n", 1)[0], place.column - 1):
        return place
    for scalar, start, end in document.scalars():
        own = entity.owns(scalar) and entity.own_path(scalar) == path
        at = document.text.find(found.old, start, end) if own else -1
        if at >= 0:
            line = document.text.count("\n", 0, at)
            column = at - document.text.rfind("\n", 0, at)
            return Position(document.path, document.first_line + line, column)
    return place


def _may_tell(text: str) -> bool:
    """Whether it is worth parsing a text; quick, and never wrong about a no."""
    if not _MAYBE.search(text):
        return False
    return "**" not in text or _MAYBE.search(_WELL_PAIRED.sub("粗", text)) is not None


def _is_engines(front_matter: str | None) -> bool:
    """Whether a page says that the engine's own parser shall read it."""
    return bool(front_matter and re.search(r"^markdown:[ ]*engine\b", front_matter, re.MULTILINE))


def _finding(place: Position, found: Leftover) -> Finding:
    first = found.old.split("\n", 1)[0]
    shown = first if len(first) <= _LONGEST else f"{first[:_LONGEST]}…"
    if found.meant:
        message = f"“{shown}”没有变成{found.meant}，读者看到的是这些符号"
    else:
        message = f"“{shown}”是网页标签，会原样显示"
    if found.new is None:
        hint, fix = _CORRECT[found.meant], None
    else:
        hint, fix = _hint(found.new), Fix(found.old, found.new)
    at = Position(place.path, place.line, place.column, max(1, len(first)))
    return Finding(at, ID, message, hint, fix=fix)


def _hint(new: str) -> str:
    if not new:
        return "删掉这个标签；要强调，写成 **文字**"
    return f"写成 {new}" if len(new) <= 2 * _LONGEST else f"写成 {new[: 2 * _LONGEST]}…"
