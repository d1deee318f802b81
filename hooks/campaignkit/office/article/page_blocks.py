"""The blocks of a page's HTML: what only a site can use (navigation, buttons, scripts) is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from campaignkit.office.article.blocks import (
    Article,
    ArticleHeading,
    ArticlePicture,
    ArticleTable,
    Block,
    Paragraph,
    Style,
    TextRun,
)

_LEFT_OUT = (
    "nav, script, style, noscript, template, form, button, input, select, svg, iframe, object, "
    "video, audio, dialog, [hidden], .ck-actions, .ck-qr-figure, .ck-status, .ck-steps__word, "
    ".ck-pager, .ck-monogram, .headerlink, .footnote-backref"
)
_STYLES = {
    **dict.fromkeys(("strong", "b", "dt", "th"), "bold"),
    **dict.fromkeys(("em", "i"), "italic"),
    **dict.fromkeys(("s", "del"), "strike"),
    **dict.fromkeys(("u", "ins", "mark"), "underline"),
    **{name: name for name in ("sup", "sub", "small")},
}
_BLOCKS = {
    *(
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "aside",
        "figure",
        "figcaption",
        "main",
    ),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "blockquote", "pre", "hr", "details", "summary"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "address", "caption"),
}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SAMPLE = ".ck-mark--sample"
_OWN = "https://site.invalid/"
"""Stands for the site's address while links are joined."""


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site: its body, its address `uri` below `site_url`, the files it shows.

    `left_out` are ids of headings whose sections list other pages, and stay out of an article.
    """

    html: str
    uri: str
    site_url: str
    title: str
    summary: str
    assets: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def page_article(page: SitePage) -> Article:
    """The article of a page. Only pictures among the page's `assets` are in it."""
    html, uri, site_url = page.html, page.uri, page.site_url
    tree = LexborHTMLParser(f"<html><body>{html}</body></html>")
    sample = tree.css_first(_SAMPLE) is not None
    for node in tree.css(_LEFT_OUT):
        node.decompose()
    _drop_sections(tree, page.left_out)
    walk = _BlockWalk(f"{_OWN}{uri}", site_url, frozenset(page.assets))
    if tree.body is not None:
        walk.children(tree.body, _TextPlace())
    walk.flush(_TextPlace())
    address = f"{site_url}{uri}" if site_url else ""
    return Article(
        page.title,
        page.summary,
        address,
        tuple(walk.blocks),
        sample,
        tuple(dict.fromkeys(walk.links)),
    )


def _drop_sections(tree: LexborHTMLParser, names: Sequence[str]) -> None:
    for name in names:
        node = tree.css_first(f"h2[id='{name}']")
        while node is not None:
            following = node.next
            node.decompose()
            node = (
                following if following is not None and following.tag not in ("h1", "h2") else None
            )
            if node is not None and node.tag == "footer":
                break


@dataclass(frozen=True, slots=True)
class _TextPlace:
    """Where in the page a text stands."""

    style: Style = frozenset()
    link: str = ""
    bullet: str = ""
    depth: int = 0
    quoted: bool = False
    note: bool = False


@dataclass(slots=True)
class _BlockWalk:
    base: str
    site_url: str
    assets: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    runs: list[TextRun] = field(default_factory=list)

    def children(self, node: LexborNode, place: _TextPlace) -> None:
        for child in node.iter(include_text=True):
            self.node(child, place)

    def node(self, node: LexborNode, place: _TextPlace) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "", place)
        elif tag == "br":
            self.runs.append(TextRun("\n", place.style))
        elif tag == "img":
            self._picture(node, place)
        elif tag == "table":
            self.flush(place)
            self._table(node)
        elif tag in ("ul", "ol"):
            self.flush(place)
            self._list(node, place)
        elif re.fullmatch(r"h[1-6]", tag):
            self._heading(node, int(tag[1]), place)
        elif tag in _BLOCKS:
            self._block(node, tag, place)
        elif not tag.startswith(("-", "!")):
            self.children(node, self._inside(node, tag, place))

    def flush(self, place: _TextPlace) -> None:
        """End the paragraph that is being gathered."""
        runs = trimmed(self.runs)
        self.runs = []
        if runs:
            self.blocks.append(Paragraph(runs, place.bullet, place.depth, place.quoted, place.note))

    def _inside(self, node: LexborNode, tag: str, place: _TextPlace) -> _TextPlace:
        style = place.style | ({_STYLES[tag]} if tag in _STYLES else set())
        link = self._address(node) if tag == "a" else place.link
        return _TextPlace(style, link, place.bullet, place.depth, place.quoted, place.note)

    def _text(self, text: str, place: _TextPlace) -> None:
        text = _SPACE.sub(" ", text)
        if text.strip() and place.link and place.link not in self.links:
            self.links.append(place.link)
        self.runs.append(TextRun(text, place.style, place.link))

    def _block(self, node: LexborNode, tag: str, place: _TextPlace) -> None:
        if tag != "dd":
            self.flush(place)
        small = tag in ("footer", "figcaption", "caption") or place.note
        quoted = place.quoted or tag == "blockquote"
        style = place.style | ({_STYLES[tag]} if tag in _STYLES else set())
        inner = _TextPlace(style, place.link, "", place.depth, quoted, small)
        self.children(node, inner)
        if tag == "dt":
            self.runs.append(TextRun("：", style))
        else:
            self.flush(inner)

    def _heading(self, node: LexborNode, level: int, place: _TextPlace) -> None:
        self.flush(place)
        self.children(node, _TextPlace())
        runs = trimmed(self.runs)
        self.runs = []
        if runs:
            self.blocks.append(ArticleHeading(level, runs))

    def _list(self, node: LexborNode, place: _TextPlace) -> None:
        number = 1
        for item in node.iter():
            bullet = f"{number}. " if node.tag == "ol" else "• "
            number += 1
            inner = _TextPlace(place.style, "", bullet, place.depth + 1, place.quoted, place.note)
            first = len(self.blocks)
            self.children(item, inner)
            self.flush(inner)
            self._bullet(first, inner)

    def _bullet(self, first: int, place: _TextPlace) -> None:
        """Only the first paragraph of an item has the bullet."""
        for at in range(first, len(self.blocks)):
            block = self.blocks[at]
            if isinstance(block, Paragraph) and block.depth <= place.depth:
                bullet = place.bullet if at == first else ""
                self.blocks[at] = Paragraph(
                    block.runs, bullet, place.depth, block.quoted, block.note
                )

    def _table(self, node: LexborNode) -> None:
        caption = node.css_first("caption")
        if caption is not None:
            self.blocks.append(Paragraph((TextRun(_plain(caption)),), note=True))
        rows = [
            tuple(self._cell(cell) for cell in row.iter() if cell.tag in ("th", "td"))
            for row in node.css("tr")
        ]
        width = max(map(len, rows), default=0)
        full = tuple(row + ((),) * (width - len(row)) for row in rows)
        if width:
            self.blocks.append(ArticleTable(full, len(node.css("thead tr"))))

    def _cell(self, cell: LexborNode) -> tuple[TextRun, ...]:
        before, self.blocks = self.blocks, []
        self.children(cell, _TextPlace())
        self.flush(_TextPlace())
        found, self.blocks = self.blocks, before
        runs: list[TextRun] = []
        for block in found:
            if isinstance(block, (Paragraph, ArticleHeading)):
                runs += [TextRun("\n")] if runs else []
                runs += block.runs
        return tuple(runs)

    def _picture(self, node: LexborNode, place: _TextPlace) -> None:
        target = self._joined(node.attributes.get("src") or "")
        path = unquote(urlsplit(target).path).lstrip("/")
        alt = _SPACE.sub(" ", node.attributes.get("alt") or "").strip()
        self.flush(place)
        if target.startswith(_OWN) and path in self.assets:
            self.blocks.append(ArticlePicture(path, alt))

    def _address(self, node: LexborNode) -> str:
        """Where a link leads to another site; empty for pages of our own."""
        target = self._joined(node.attributes.get("href") or "")
        inside = target.startswith(_OWN) or (self.site_url and target.startswith(self.site_url))
        return "" if inside or urlsplit(target).scheme not in ("http", "https") else target

    def _joined(self, target: str) -> str:
        try:
            return urljoin(self.base, target)
        except ValueError:
            return ""


def trimmed(runs: Sequence[TextRun]) -> tuple[TextRun, ...]:
    """The runs without blanks at either end and doubled ones between; none where they are blank."""
    found: list[TextRun] = []
    for run in _joined_runs(runs):
        text = run.text
        if not found or found[-1].text.endswith((" ", "\n")):
            text = text.lstrip(" ") if found else text.lstrip(" \n")
        if text:
            found.append(TextRun(text, run.style, run.link))
    while found and not found[-1].text.rstrip(" \n"):
        found.pop()
    if found:
        last = found[-1]
        found[-1] = TextRun(last.text.rstrip(" \n"), last.style, last.link)
    return tuple(found)


def _joined_runs(runs: Sequence[TextRun]) -> Iterator[TextRun]:
    held: TextRun | None = None
    for run in runs:
        if held and (held.style, held.link) == (run.style, run.link):
            held = TextRun(held.text + run.text, run.style, run.link)
        else:
            if held:
                yield held
            held = run
    if held:
        yield held


def _plain(node: LexborNode) -> str:
    return _SPACE.sub(" ", node.text() or "").strip()
