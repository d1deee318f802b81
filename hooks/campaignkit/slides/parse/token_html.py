"""Renders tokens of the deck grammar to safe HTML: allow-listed tags, attributes and schemes."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from campaignkit.slides.parse.grammar import markdown
from campaignkit.slides.parse.page_links import SCHEME, is_page_link

MEDIA = "media/"
"""Folder of a deck's images, relative to the deck's page."""

_TAGS = {
    *("a", "br", "code", "dd", "del", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("hr", "img", "li", "ol", "p", "pre", "s", "span", "strong", "table", "tbody", "td", "th"),
    *("thead", "tr", "ul", "blockquote", "div", "cite", "footer", "mark", "sub", "sup", "u"),
}
_ATTRIBUTES = {
    "*": {"class"},
    "a": {"href", "target"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "th": {"scope"},
}
_SCHEMES = {"http", "https", "mailto", "tel", SCHEME.rstrip(":")}


def media_name(ref: str) -> str:
    """The published name of a picture: ASCII, and always the same for the same file."""
    path = PurePosixPath(ref.replace("\\", "/"))
    suffix = ".jpg" if path.suffix.lower() == ".jpeg" else path.suffix.lower()
    return hashlib.sha256(str(path).encode()).hexdigest()[:12] + suffix


def render(tokens: Sequence[Token]) -> str:
    """Render tokens to HTML that holds nothing but text, structure, links and local pictures."""
    md = _renderer()
    return clean(md.renderer.render(list(tokens), md.options, {}))


def render_markdown(text: str) -> str:
    """Render a text of its own, such as notes or a person's life, to safe HTML."""
    return render(markdown().parse(text))


def render_inline(text: str) -> str:
    """Render one line of Markdown, without a paragraph round it, to safe HTML."""
    return render(markdown().parseInline(text)).strip()


def first_paragraph(text: str) -> str:
    """The words of the first paragraph of a Markdown text, without markup and links."""
    tokens = markdown().parse(text)
    inline = next((token for token in tokens if token.type == "inline"), None)
    children = inline.children or [] if inline else []
    return unwrap("".join("\n" if c.type.endswith("break") else c.content for c in children))


def unwrap(text: str) -> str:
    """Join lines that were wrapped in a file: Latin words by a blank, Chinese without one."""
    joined = re.sub(r"(?<=[!-~])[ \t]*\n(?=[!-~])", " ", text)
    return re.sub(r"(?<!\n)\n(?!\n)", "", joined)


def clean(markup: str) -> str:
    """Drop whatever is not on the list of tags, attributes and link schemes."""
    return nh3.clean(
        markup, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener"
    )


def plain(markup: str) -> str:
    """The words of safe HTML, entities resolved, on one line."""
    spaced = markup.replace("<", " <")
    text = html.unescape(nh3.clean(spaced, tags=set(), clean_content_tags=set()))
    return " ".join(text.split())


@lru_cache(maxsize=1)
def _renderer() -> MarkdownIt:
    md = markdown()
    for name in ("comment", "notes_mark"):
        md.add_render_rule(name, _nothing)
    md.add_render_rule("image", _image)
    md.add_render_rule("link_open", _link_open)
    md.add_render_rule("heading_open", _heading)
    md.add_render_rule("heading_close", _heading)
    md.add_render_rule("th_open", _cell)
    md.add_render_rule("td_open", _cell)
    return md


def _nothing(
    _: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return ""


def _image(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    alt = self.renderInlineAsText(token.children or [], options, env)
    credit = str(token.attrGet("title") or "")
    return picture(image_ref(token), alt, credit)


def image_ref(token: Token) -> str:
    """The file that a picture names, as it was written; the parser percent-encodes Chinese."""
    return unquote(str(token.attrGet("src") or ""))


def picture(ref: str, alt: str, credit: str) -> str:
    """An image with its credit. One of another host is left out; `external-media` reports it."""
    shown = html.escape(alt)
    if is_external(ref):
        return f'<span class="picture missing">{shown}</span>'
    image = f'<img src="{MEDIA}{media_name(ref)}" alt="{shown}">'
    note = f'<span class="credit">{html.escape(credit)}</span>' if credit else ""
    return f'<span class="picture">{image}{note}</span>'


def is_external(ref: str) -> bool:
    """Whether a picture is somewhere else than in the campaign's folder."""
    return "://" in ref or ref.startswith(("//", "data:"))


def _heading(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """A heading inside a slide; the slide's own has level two, so others begin at three."""
    token = tokens[index].copy(tag=f"h{max(3, int(tokens[index].tag[1]))}")
    return self.renderToken([token], 0, options, env)


def _link_open(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    href = str(token.attrGet("href") or "")
    attributes = dict(token.attrs)
    if "://" in href:
        attributes["target"] = "_blank"
    elif is_page_link(href):
        attributes["href"] = SCHEME + href
    return self.renderToken([token.copy(attrs=attributes)], 0, options, env)


_ALIGN: Mapping[str, str] = {"text-align:right": "right", "text-align:center": "center"}


def _cell(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """A table cell; its alignment becomes a class, because pages allow no inline styles."""
    token = tokens[index]
    style: Any = token.attrs.pop("style", None)
    if style in _ALIGN:
        token.attrJoin("class", _ALIGN[style])
    if token.tag == "th":
        token.attrSet("scope", "col")
    return self.renderToken(tokens, index, options, env)
