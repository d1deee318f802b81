"""幻灯片里的链接要能打开。

`#编号` 要是这套幻灯片里的一页（封面是 #opening，封底是 #closing）。通往网站别的页面，写那个页面的
YAML 文件名，例如 `sessions/anyuan-1922.yml`；别的网站写完整的网址，由链接检查去看。

错误：

    见[第二部分](#no-such-slide)

正确：

    <!-- id: five-days -->
    ## 五天

    见[第二部分](#five-days)
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from campaignkit.base.findings import Finding
from campaignkit.model.addresses import page_uri
from campaignkit.model.nearest import did_you_mean
from campaignkit.slides.deck_view import DeckView
from campaignkit.slides.output.sheets import CLOSING, OPENING
from campaignkit.slides.parse.page_links import is_page_link, source_of

ID = "deck-link"


def check(view: DeckView) -> Iterator[Finding]:
    """Links without an address, to slides that are not there, and to files that make no page."""
    ids = {slide.id for slide in view.deck.slides} | {OPENING, CLOSING}
    ids |= view.context.left_out
    for link in (link for slide in view.deck.slides for link in slide.links):
        told = _fault(view, unquote(link.href), ids)
        if told:
            message, hint = told
            yield Finding(link.position, ID, message.format(text=link.text), hint)


def _fault(view: DeckView, href: str, ids: set[str]) -> tuple[str, str] | None:
    """What is wrong with a link, and the remedy."""
    if not href:
        return "链接“{text}”没有地址", "写成 [文字](地址)"
    if href.startswith("#"):
        name = href[1:].lstrip("/")
        hint = did_you_mean(name, ids) or "给要去的那一页写 <!-- id: 英文编号 -->，链接写 #英文编号"
        return None if name in ids else (f"没有“{_plain(name)}”这一页", hint)
    if not is_page_link(href):
        return None
    source = source_of(href, f"campaigns/{view.media.root.name}")
    project = view.media.root.parent.parent
    if source and page_uri(source) and (project / source).is_file():
        return None
    hint = "写活动、场次或人物的 YAML 文件名，例如 sessions/anyuan-1922.yml；别的网站写完整的网址"
    return f"没有“{_plain(href)}”这个页面", hint


def _plain(text: str) -> str:
    """A text that `str.format` leaves alone."""
    return text.replace("{", "{{").replace("}", "}}")
