"""Pages of a theme that does not know us: what a shell lacks is put in, and our sheets are loaded.

Our own theme gives a shell all its holes and every page our style sheets. Any other theme shows a
page's title and content, and nothing else can be counted on.
"""

from __future__ import annotations

import re
from datetime import datetime

from campaignkit.site.assets import FOLDER, asset
from campaignkit.site.shell import Markers

_CODE = re.compile(r"(<(script|style)\b[^>]*>)(.*?)(</\2\s*>)", re.DOTALL | re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_TITLE = re.compile(r"(<title>)((?! - )[^<])*", re.IGNORECASE)
"""A page's title as far as the site's name follows."""

_MAIN = re.compile(r"<(main|body)(?=[\s>])([^>]*)>", re.IGNORECASE)
_BARE = r"[^\s\"'<>=]"
"""A character of a value without quotation marks."""

_SKIP_TARGET = "ck-content"


def with_holes(html: str, markers: Markers) -> str:
    """The engine's page for a shell, with holes where the theme has none.

    A title that the theme writes into a script is left out there: escaping for HTML is not enough
    inside one. A value without quotation marks, as a minifier leaves it, is given them: what will
    stand there has spaces.
    """
    html = _CODE.sub(lambda code: f"{code[1]}{markers.pattern.sub('', code[3])}{code[4]}", html)
    html = re.sub(rf"(\s[\w:-]+)=({_BARE}*{markers.pattern.pattern}{_BARE}*)", r'\1="\2"', html)
    if markers["title"] not in html:  # the navigation's own name of the page
        html = _TITLE.sub(lambda title: title[1] + markers["title"], html, count=1)
    head = ""
    if markers["description"] not in html:
        head += f'<meta name="description" content="{markers["description"]}">'
    if markers["head"] not in html:
        head += markers["head"]
    return _before_head_end(html, head)


def with_assets(
    html: str, depth: int, *, search: bool, preview: bool = False, now: datetime | None = None
) -> str:
    """A page, `depth` folders below the site's root, that loads our style sheets and scripts.

    `now` is the instant of a site that stands still, for our scripts.

    A page of our own theme does so already, and is returned as it is but for one thing: a template
    that replaces the theme's column, as a blog's does, leaves the skip link without a target.
    """
    if f"{FOLDER}site." in html:
        return _with_skip_target(html)
    root = "../" * depth
    names = ["records.css", "print.css", "site.js"]
    names += ["search.js"] if search else []
    names += ["preview.css", "preview.js"] if preview else []
    still = f'<meta name="ck-now" content="{now.isoformat()}">' if now else ""
    return _before_head_end(html, still + "".join(_tag(root, name) for name in names))


def _tag(root: str, name: str) -> str:
    address = root + asset(name).uri
    if name.endswith(".css"):
        media = ' media="print"' if name == "print.css" else ""
        return f'<link rel="stylesheet" href="{address}"{media}>'
    # Not deferred: the reader's size and colours must hold before the first paint.
    return f'<script src="{address}"{"" if name == "site.js" else " defer"}></script>'


def _before_head_end(html: str, text: str) -> str:
    return _HEAD_END.sub(lambda end: text + end[0], html, count=1) if text else html


def _with_skip_target(html: str) -> str:
    if f'id="{_SKIP_TARGET}"' in html or f'href="#{_SKIP_TARGET}"' not in html:
        return html
    return _MAIN.sub(lambda tag: f'<{tag[1]} id="{_SKIP_TARGET}" tabindex="-1"{tag[2]}>', html, 1)
