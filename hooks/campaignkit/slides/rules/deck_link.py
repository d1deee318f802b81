"""幻灯片里的链接要能打开。

`#编号` 要是这套幻灯片里的一页（封面是 #opening，封底是 #closing）。通往网站别处的链接，建站时由
链接检查去看。

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

from campaignkit.findings import Finding
from campaignkit.model.nearest import did_you_mean
from campaignkit.slides.hall import View
from campaignkit.slides.sheets import CLOSING, OPENING

ID = "deck-link"


def check(view: View) -> Iterator[Finding]:
    """Links without an address, and links to slides that are not there."""
    ids = {slide.id for slide in view.deck.slides} | {OPENING, CLOSING}
    for slide in view.deck.slides:
        for link in slide.links:
            target = unquote(link.href)
            if not target:
                yield Finding(link.position, ID, f"链接“{link.text}”没有地址", "写成 [文字](地址)")
            elif target.startswith("#") and target[1:].lstrip("/") not in ids:
                near = did_you_mean(target[1:], ids)
                hint = near or "给要去的那一页写 <!-- id: 英文编号 -->，链接写 #英文编号"
                yield Finding(link.position, ID, f"没有“{target[1:]}”这一页", hint)
