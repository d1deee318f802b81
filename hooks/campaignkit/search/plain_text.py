"""HTML that we or the engine made becomes the plain text that search finds and shows.

Not a parser: it gets well-formed HTML from our own templates and from Markdown, and what it
returns is only ever shown as text.
"""

from __future__ import annotations

import re
from html import unescape

_UNSEEN = re.compile(
    r"<!--.*?-->"
    r"|<(nav|script|style|svg|template|button|select|label|dt|figcaption)\b[^>]*>.*?</\1\s*>"
    r"|<([a-z0-9]+)\b[^>]* (?:aria-hidden=\"true\"|data-search=\"off\")[^>]*>.*?</\2\s*>"
    # What a page is today, and marks that many pages share, are no words of its own.
    r"|<(span|p) class=\"ck-(?:status|mark|credit)\b[^>]*>.*?</\3\s*>",
    re.DOTALL | re.IGNORECASE,
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|em|i|mark|s|small|span|strong|sub|sup|time|u)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
_GAPS = re.compile(r" *\n\s*")


def plain_text(html: str) -> str:
    """The text of an HTML page's content, a line for each block.

    Left out are navigation, scripts, labels, captions, and any element without elements of its own
    name inside that is hidden from screen readers or says `data-search="off"`.
    """
    seen = _TAG.sub("\n", _INLINE.sub("", _UNSEEN.sub("\n", " ".join(html.split()))))
    return _GAPS.sub("\n", unescape(seen)).strip()
