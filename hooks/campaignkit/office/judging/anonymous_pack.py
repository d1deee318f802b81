"""The works that one judge reads: one file of HTML, in an order of the judge's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import nh3
from markdown_it.token import Token
from markupsafe import Markup, escape

from campaignkit.kinds.judged_work import JudgedWork
from campaignkit.model.addresses import source_path
from campaignkit.model.files import content_file
from campaignkit.model.markdown import parser
from campaignkit.office.bare_picture import bare_picture
from campaignkit.office.judging.blackout import Blackout
from campaignkit.office.paper import paper
from campaignkit.source import decode, read_bytes, split_front_matter

_TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "img", "sup", "sub"),
    *("mark", "u", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("h4", "h5", "h6", "figure", "figcaption"),
}
_HEADING = 4
"""The level of the highest heading inside of a work."""


@dataclass(frozen=True, slots=True)
class NumberedWork:
    """A work under its number. `root` is the project, `home` the folder of its files.

    `folder` is what links in its texts are relative to; both are from the project, with `/`.
    """

    number: int
    root: Path
    home: str
    folder: str
    work: JudgedWork

    def file(self, name: str) -> Path | None:
        """A file that a field names; None where it leads out of the campaign's folder."""
        return content_file(self.root / self.home, name)

    def linked(self, target: str) -> Path | None:
        """A file that Markdown names; None for an address and for what lies elsewhere."""
        path = source_path(target, self.folder)
        if path is None or not path.startswith(f"{self.home}/"):
            return None
        return self.file(path.removeprefix(f"{self.home}/"))


@dataclass(slots=True)
class BareWork:
    """A work without names: its title and its HTML; `faults` say what keeps it from judges."""

    number: int
    title: str
    division: str
    body: Markup
    faults: list[str] = field(default_factory=list)


def bare_work(numbered: NumberedWork) -> BareWork:
    """The work with its names covered, its pictures inlined, and nothing else of its files."""
    work, black = numbered.work, Blackout.of(numbered.work.names)
    bare = BareWork(numbered.number, black.cover(work.title), work.division, Markup(""))
    parts = [_prose(text, numbered, black, bare) for text in _texts(numbered, bare)]
    parts += [
        _figure(numbered.file(picture.file), black.cover(picture.alt), bare)
        for picture in work.pictures
    ]
    if work.elsewhere:
        parts.append(Markup('<p class="note">（{}。）</p>').format(work.elsewhere))
    bare.body = Markup("\n").join(parts)
    if black.left_in(f"{escape(bare.title)} {bare.body}"):
        bare.faults.append("作者或单位的名字盖不全")
    return bare


def _texts(numbered: NumberedWork, bare: BareWork) -> list[tuple[str, str]]:
    texts = list(numbered.work.texts)
    name = numbered.work.text_file
    file = numbered.file(name) if name else None
    if name:
        raw = read_bytes(file) if file and file.is_file() else b""
        text = decode(raw, name).content
        if text and name.endswith(".md"):
            texts.insert(0, ("", split_front_matter(text).body))
        else:
            bare.faults.append(f"正文文件 {name} 读不出来")
    return texts


def _prose(
    headed: tuple[str, str], numbered: NumberedWork, black: Blackout, bare: BareWork
) -> Markup:
    head, text = headed
    tokens = parser().parse(text, {"verse": numbered.work.verse})
    black.cover_tokens(tokens)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + _HEADING - 1)}"
        children = token.children or []
        for before, child in zip([None, *children], children, strict=False):
            if child.type == "image":
                _inline_picture(child, numbered, black, bare)
            elif child.type == "softbreak":
                _line_end(child, before, verse=numbered.work.verse)
    html = parser().renderer.render(tokens, parser().options, {})
    html = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"img": {"src", "alt"}, "ol": {"start"}},
        url_schemes={"data"},
        generic_attribute_prefixes=set(),
    )
    title = Markup("<h4>{}</h4>\n").format(head) if head else Markup("")
    return title + Markup(html)


def _line_end(token: Token, before: Token | None, *, verse: bool) -> None:
    """A break in verse; nothing after a Chinese character, where browsers would show a blank."""
    if verse:
        token.type, token.tag = "hardbreak", "br"
    elif before is not None and before.content[-1:] >= "\u2e80":
        token.type, token.content = "text", ""


def _inline_picture(token: Token, numbered: NumberedWork, black: Blackout, bare: BareWork) -> None:
    """Put the picture itself where its file is named; its words where there is none."""
    alt = black.cover("".join(child.content for child in token.children or ()))
    shown = _data(numbered.linked(str(token.attrGet("src") or "")))
    if shown is None:
        bare.faults.append("正文里有一张图片读不出来")
        token.type, token.tag, token.content = "text", "", f"（图片：{alt}）"
        token.attrs, token.children = {}, None
        return
    words = Token("text", "", 0, content=alt)
    token.attrs, token.children, token.content = {"src": shown, "alt": ""}, [words], alt


def _figure(file: Path | None, alt: str, bare: BareWork) -> Markup:
    shown = _data(file)
    if shown is None:
        bare.faults.append(f"图片 {file.name if file else alt} 读不出来")
        return Markup("<p>（图片：{}）</p>").format(alt)
    figure = '<figure><img src="{}" alt="{}"><figcaption>{}</figcaption></figure>'
    return Markup(figure).format(shown, alt, alt)


def _data(file: Path | None) -> str | None:
    return bare_picture(file.read_bytes()) if file and file.is_file() else None


def judge_page(title: str, judge: str, works: Sequence[BareWork]) -> str:
    """The file of one judge, the works in the order given."""
    rows = Markup("").join(
        Markup('<tr><td><a href="#w{0}">第 {0} 号</a></td><td>{1}</td><td>{2}</td></tr>\n').format(
            work.number, work.division, work.title
        )
        for work in works
    )
    told = (
        f"评委：{judge}。共 {len(works)} 件，已隐去作者和单位；■■■ 处是盖住的名字。"
        "次序每位评委不同，编号都一样。分数写进同时发来的评分表。"
    )
    body = Markup(
        '<h1>{}：评审作品</h1>\n<p class="note">{}</p>\n'
        "<table><thead><tr><th>编号</th><th>类别</th><th>题目</th></tr></thead>\n"
        "<tbody>\n{}</tbody></table>\n{}"
    ).format(title, told, rows, Markup("\n").join(map(_section, works)))
    return paper(f"{title}：评审作品", body)


def _section(work: BareWork) -> Markup:
    return Markup(
        '<section class="work" id="w{}">\n<h2>第 {} 号　{}</h2>\n<p class="note">{}</p>\n{}\n'
        "</section>"
    ).format(work.number, work.number, work.title, work.division, work.body)
