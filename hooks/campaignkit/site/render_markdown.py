"""Markdown of YAML fields and contest entries becomes clean HTML.

It comes from many hands, so it is treated as hostile: raw HTML is shown as text, and what
markdown-it-py makes is cleaned by nh3 once more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import nh3
from markdown_it.token import Token
from markupsafe import Markup

from campaignkit.base.fingerprint import digest
from campaignkit.dialect import FIRST_OF_LINES, join_chinese_lines, joined_text, joins
from campaignkit.model.addresses import file_uri, is_external, page_uri, source_path, suffix_of
from campaignkit.model.markdown import parser

_MARKS = re.compile(
    r"[!-/:-@\[-`{-~\t\r\f\v\x00-\x08\x0e-\x1f\x85\xa0\u2028\u2029]|  | \n|\n [^ \n]|^ "
    rf"|(?:^|\n) *(?:[{FIRST_OF_LINES}])"
)
"""Anything that Markdown, HTML or white space may give a meaning to."""
_BLANK_LINES = re.compile(r"\n(?:[ ]*\n)+")
_TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "a", "img", "sup", "div"),
    *("mark", "sub", "u", "picture", "source"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "section"),
    *("h2", "h3", "h4", "h5", "h6"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "class", "id", "rel"},
    "img": {
        *("src", "srcset", "sizes", "alt", "title", "class", "width", "height"),
        *("loading", "fetchpriority", "decoding"),
    },
    "source": {"type", "srcset", "sizes"},
    "ol": {"start", "class"},
    "th": {"style"},
    "td": {"style"},
    "li": {"id", "class"},
    "section": {"class"},
    "hr": {"class"},
    "sup": {"class"},
    "div": {"class"},
    "code": {"class"},
}


@dataclass(slots=True)
class Setting:
    """Where a text stands: the folder its links are relative to, and the way to the site's root.

    Files that it shows or links to must lie below `home`, its campaign's folder, and are gathered
    in `assets` by their source path, to be published with it. `shown` says whether the page at an
    address exists in this build; `picture` gives the HTML of a picture by its source path and
    alternative text, in the sizes that a browser chooses from.
    """

    folder: str
    home: str
    root: str
    shown: Callable[[str], bool]
    assets: set[str] = field(default_factory=set)
    picture: Callable[[str, str], str] | None = None


def render(text: str, setting: Setting, *, heading: int = 3, verse: bool = False) -> Markup:
    """HTML of a Markdown text whose top heading becomes an `<h{heading}>`.

    In `verse`, each line of the text is a line on the page, and begins as it was typed.
    """
    if not verse and not _MARKS.search(text):
        return Markup(_paragraphs(text))
    markdown = parser()
    # Several texts stand on one page: the anchors of each one's footnotes carry its digest.
    names = {"docId": digest(text.encode()).hex()[:8], "verse": verse}
    tokens = markdown.parse(text, names)
    _walk(tokens, setting, heading, verse)
    html = markdown.renderer.render(tokens, markdown.options, names)
    return Markup(_clean(html))


def _paragraphs(text: str) -> str:
    """What the parser would make of a text without a single Markdown sign."""
    paragraphs = (part for part in _BLANK_LINES.split(text) if part.strip(" \n"))
    joined = (re.sub("\n", _soft_break, part.strip()) for part in paragraphs)
    return "".join(f"<p>{part}</p>\n" for part in joined)


def _soft_break(match: re.Match[str]) -> str:
    """Nothing between Chinese characters, where a browser would show a space."""
    before, after = match.string[match.start() - 1], match.string[match.end()]
    return "" if joins(before, after) else "\n"


def plain(text: str, limit: int) -> str:
    """The first words of a Markdown text without its marks, cut at `limit` characters."""
    blocks = (joined_text(token.children or ()) for token in parser().parse(text[: 3 * limit]))
    joined = "".join(blocks).strip()
    return joined if len(joined) <= limit else joined[: limit - 1] + "…"


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def _walk(tokens: Sequence[Token], setting: Setting, heading: int, verse: bool = False) -> None:
    """Move headings below those of the page, and point links and pictures at their addresses."""
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = heading - min(levels, default=heading)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, max(2, int(token.tag[1]) + shift))}"
        if token.children:
            _walk_inline(token.children, setting)
            _keep_lines(token.children) if verse else join_chinese_lines(token.children)


def _walk_inline(tokens: Sequence[Token], setting: Setting) -> None:
    closing: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            kept = _point(token, setting)
            closing.append(kept)
            if not kept:
                token.type, token.tag, token.attrs = "text", "", {}
        elif token.type == "link_close" and closing and not closing.pop():
            token.type, token.tag = "text", ""
        elif token.type == "image":
            _picture(token, setting)


def _keep_lines(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.type == "softbreak":
            token.type, token.tag = "hardbreak", "br"


def _point(token: Token, setting: Setting) -> bool:
    """Give a link its address; False where its page is not shown, and only its words stay."""
    target = str(token.attrGet("href") or "")
    if is_external(target):
        token.attrSet("rel", "noopener")
        return True
    path = source_path(target, setting.folder)
    if path is None:
        return target.startswith("#")
    uri = page_uri(path)
    if uri is None:
        if not _is_own_file(path, setting):
            return False
        setting.assets.add(path)
        uri = file_uri(path)
    elif not setting.shown(uri):
        return False
    token.attrSet("href", setting.root + uri + suffix_of(target))
    return True


def _picture(token: Token, setting: Setting) -> None:
    path = source_path(str(token.attrGet("src") or ""), setting.folder)
    if path is None or not _is_own_file(path, setting):
        # No page loads anything from a foreign host: the words stand for the picture.
        token.type, token.tag, token.attrs, token.children = "text", "", {}, None
        return
    if setting.picture is not None and not token.attrGet("title"):
        token.content = setting.picture(path, joined_text(token.children or ()))
        token.type, token.tag, token.attrs, token.children = "html_inline", "", {}, None
        return
    setting.assets.add(path)
    token.attrSet("src", setting.root + file_uri(path))
    token.attrSet("loading", "lazy")


def _is_own_file(path: str, setting: Setting) -> bool:
    """Whether a file may be published: it lies in the text's own folder and is no content."""
    return path.startswith(f"{setting.home}/") and not path.endswith((".yml", ".yaml", ".md"))
