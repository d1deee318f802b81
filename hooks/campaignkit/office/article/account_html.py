"""An article as HTML that an official account's editor takes: styles inline, few elements.

Such an editor drops style sheets, classes, scripts, forms and links to other sites, and wants
pictures uploaded by hand; so links are numbered and written out, and pictures lie in a folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import css_inline
import nh3
from markupsafe import Markup

from campaignkit.office.article.blocks import (
    Article,
    ArticleHeading,
    ArticlePicture,
    ArticleTable,
    Block,
    Paragraph,
    TextRun,
)

TITLE_LIMIT, SUMMARY_LIMIT, TEXT_LIMIT = 64, 120, 50_000
"""Characters that the editor takes."""
PICTURE_LIMIT = 5_000_000
"""Bytes of one picture."""

_CSS = """
section { font-size: 16px; line-height: 1.75; color: #333333; }
h2 { font-size: 20px; font-weight: bold; margin: 24px 0 12px 0; color: #b01e23; }
h3 { font-size: 17px; font-weight: bold; margin: 18px 0 8px 0; }
p { margin: 0 0 12px 0; text-align: justify; }
p.note { font-size: 13px; color: #888888; }
p.quoted { padding-left: 12px; border-left: 3px solid #cccccc; color: #666666; }
p.in1 { padding-left: 1em; } p.in2 { padding-left: 2em; } p.in3 { padding-left: 3em; }
table { border-collapse: collapse; width: 100%; margin: 0 0 12px 0; font-size: 14px; }
td, th { border: 1px solid #cccccc; padding: 4px 8px; text-align: left; }
th { background-color: #f5f5f5; font-weight: bold; }
img { max-width: 100%; }
span.small { font-size: 13px; } span.underline { text-decoration: underline; }
span.strike { text-decoration: line-through; }
p.sample { color: #b01e23; font-weight: bold; }
"""
_TAGS = {
    *("section", "p", "span", "strong", "em", "br", "sup", "sub", "h2", "h3", "img"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_STYLE_TAGS = {"bold": "strong", "italic": "em", "sup": "sup", "sub": "sub"}
_DEEPEST = 3


def account_html(
    article: Article, pictures: Mapping[str, str], codes: Mapping[str, str]
) -> tuple[str, list[str]]:
    """The HTML to paste, and what is over the editor's limits, in words.

    `pictures` are the files that source paths became, `codes` those of the QR codes by address;
    both relative to the HTML.
    """
    marked = Markup("<section>{}</section>").format(article_markup(article, pictures, codes))
    styled = css_inline.inline_fragment(str(marked), _CSS)
    clean = nh3.clean(
        styled,
        tags=_TAGS,
        attributes={**{tag: {"style"} for tag in _TAGS}, "img": {"style", "src", "alt"}},
        url_schemes=set(),
        link_rel=None,
    )
    return clean, _over(article)


def article_file(article: Article, fragment: str) -> str:
    """The whole file, to be opened in a browser and copied from."""
    head = Markup(
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "img-src 'self' file:; style-src 'unsafe-inline'\">\n<title>{}</title></head><body>\n"
    ).format(article.title)
    return f"{head}{fragment}\n</body></html>\n"


def article_markup(
    article: Article, pictures: Mapping[str, str], codes: Mapping[str, str]
) -> Markup:
    """The article as HTML with classes, which a style sheet gives a look."""
    return Markup("\n").join(_parts(article, pictures, codes))


def _parts(
    article: Article, pictures: Mapping[str, str], codes: Mapping[str, str]
) -> Iterator[Markup]:
    numbers = {address: number for number, address in enumerate(article.links, start=1)}
    if article.sample:
        yield Markup('<p class="sample">示例数据：人名、单位、数字为示例，不是真实信息。</p>')
    shown = 0
    for block in article.blocks:
        if isinstance(block, ArticlePicture):
            if block.path not in pictures:
                continue
            shown += 1
            yield Markup('<p><img src="{}" alt="{}"></p><p class="note">图 {}　{}</p>').format(
                pictures[block.path], block.alt, shown, block.alt
            )
        else:
            yield _block(block, numbers)
    if article.address:
        yield Markup('<p class="note">原文：{}</p>').format(article.address)
        yield _code(article.address, codes)
    if numbers:
        yield Markup("<h3>文中的网址</h3>")
    for address, number in numbers.items():
        yield Markup('<p class="note">〔{}〕{}</p>').format(number, address)
        yield _code(address, codes)


def _code(address: str, codes: Mapping[str, str]) -> Markup:
    if address not in codes:
        return Markup("")
    return Markup('<p><img src="{}" alt="{}"></p>').format(codes[address], f"二维码：{address}")


def _block(block: Block, numbers: Mapping[str, int]) -> Markup:
    if isinstance(block, ArticleHeading):
        tag = "h2" if block.level <= 2 else "h3"
        return Markup("<{0}>{1}</{0}>").format(Markup(tag), _runs(block.runs, numbers))
    if isinstance(block, ArticleTable):
        rows = (
            Markup("<tr>{}</tr>").format(
                Markup("").join(_cell(cell, numbers, head=at < block.heads) for cell in row)
            )
            for at, row in enumerate(block.rows)
        )
        return Markup("<table><tbody>{}</tbody></table>").format(Markup("").join(rows))
    assert isinstance(block, Paragraph)
    names = [f"in{min(block.depth, _DEEPEST)}"] * bool(block.depth)
    names += ["quoted"] * block.quoted + ["note"] * block.note
    words = _runs((TextRun(block.bullet), *block.runs), numbers)
    return Markup('<p class="{}">{}</p>').format(" ".join(names), words)


def _cell(runs: Sequence[TextRun], numbers: Mapping[str, int], *, head: bool) -> Markup:
    tag = Markup("th" if head else "td")
    return Markup("<{0}>{1}</{0}>").format(tag, _runs(runs, numbers))


def _runs(runs: Sequence[TextRun], numbers: Mapping[str, int]) -> Markup:
    return Markup("").join(_run(run, numbers) for run in runs)


def _run(run: TextRun, numbers: Mapping[str, int]) -> Markup:
    words = Markup("<br>").join(run.text.split("\n"))
    for style in sorted(run.style):
        tag = _STYLE_TAGS.get(style)
        if tag:
            words = Markup("<{0}>{1}</{0}>").format(Markup(tag), words)
        else:
            words = Markup('<span class="{}">{}</span>').format(style, words)
    if run.link in numbers and run.text.strip():
        words += Markup("〔{}〕").format(numbers[run.link])
    return words


def _over(article: Article) -> list[str]:
    told = []
    length = sum(len(run.text) for block in article.blocks for run in runs_of(block))
    for what, size, limit in (
        ("标题", len(article.title), TITLE_LIMIT),
        ("摘要", len(article.summary), SUMMARY_LIMIT),
        ("正文", length, TEXT_LIMIT),
    ):
        if size > limit:
            told.append(f"{what}有 {size} 字，公众号最多 {limit} 字：粘贴以后删短")
    return told


def runs_of(block: Block) -> Iterator[TextRun]:
    """All runs of a block."""
    if isinstance(block, ArticleTable):
        for row in block.rows:
            for cell in row:
                yield from cell
    elif not isinstance(block, ArticlePicture):
        yield from block.runs
