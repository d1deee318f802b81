"""Where a page can refer to something: element and attribute -> how it is used, how it is written.

Source: HTML Standard, index of attributes; SVG 2, linking; ARIA 1.2, relationship attributes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from campaignkit.links.html import values
from campaignkit.links.html.values import names


class Use(StrEnum):
    """What becomes of a reference; it decides which rule speaks when it leads nowhere."""

    PAGE = "page"
    """A reader goes there: links, forms, refreshes, sources of quotations."""
    LOAD = "load"
    """The browser fetches it to show the page: images, scripts, styles, frames."""
    TELL = "tell"
    """Other programs read it: canonical addresses, cards, feeds, JSON-LD."""
    ORIGIN = "origin"
    """Only the host counts: `preconnect`, `dns-prefetch`."""
    ID = "id"
    """An id in the same page: `for`, `headers`, `aria-*`."""


Reader = Callable[[str], Iterator[tuple[str, int]]]


def one(raw: str) -> Iterator[tuple[str, int]]:
    """The whole value as one URL."""
    yield values.decoded(raw), 0


def _table(rows: str, use: Use, reader: Reader = one) -> dict[tuple[str, str], tuple[Use, Reader]]:
    pairs = [(element, key) for element, key in (row.split(".") for row in rows.split())]
    return dict.fromkeys(pairs, (use, reader))


URLS: Mapping[tuple[str, str], tuple[Use, Reader]] = {
    **_table(
        "a.href area.href form.action button.formaction input.formaction blockquote.cite q.cite "
        "ins.cite del.cite img.longdesc iframe.longdesc frame.longdesc",
        Use.PAGE,
    ),
    **_table(
        "script.src img.src source.src video.src audio.src track.src video.poster iframe.src "
        "frame.src embed.src object.data input.src img.data-src iframe.data-src video.data-src "
        "audio.data-src source.data-src body.background table.background tbody.background "
        "tr.background td.background th.background script.href script.xlink:href",
        Use.LOAD,
    ),
    **_table(
        "img.srcset source.srcset link.imagesrcset img.data-srcset source.data-srcset",
        Use.LOAD,
        values.srcset,
    ),
    **_table("a.ping area.ping", Use.TELL, values.words),
}
"""HTML's own. `link[href]` and `meta[content]` depend on other attributes: see `extract`."""

ANY_ELEMENT: Mapping[str, Use] = {
    "data-background-image": Use.LOAD,
    "data-background-video": Use.LOAD,
    "data-background-iframe": Use.LOAD,
}
"""Slide decks (reveal.js) write these on `section`; they are loaded like any picture."""

IDS: Mapping[str, frozenset[str]] = {
    "for": frozenset({"label", "output"}),
    "headers": frozenset({"td", "th"}),
    "list": frozenset({"input"}),
    "form": names("button fieldset input object output select textarea"),
    "popovertarget": frozenset({"button", "input"}),
    "commandfor": frozenset({"button"}),
    "itemref": frozenset(),
    **{
        f"aria-{name}": frozenset()
        for name in names(
            "labelledby describedby controls owns flowto details activedescendant errormessage"
        )
    },
}
"""Attributes that name ids; an empty set stands for every element."""

LINK_TYPES: Mapping[str, Use] = {
    **dict.fromkeys(
        names(
            "stylesheet icon apple-touch-icon apple-touch-icon-precomposed mask-icon manifest "
            "preload modulepreload apple-touch-startup-image"
        ),
        Use.LOAD,
    ),
    **dict.fromkeys(names("preconnect dns-prefetch"), Use.ORIGIN),
}
"""Types of `link[rel]` that the browser fetches; every other type is told, not fetched."""

SVG_PAINT = names(
    "fill stroke filter clip-path mask marker marker-start marker-mid marker-end cursor"
)
"""SVG attributes whose value may be `url(#id)`."""

SVG_LOADS = names(
    "use image feimage mpath textpath lineargradient radialgradient pattern filter script "
    "animate animatemotion animatetransform set cursor font-face-uri tref"
)
"""SVG elements whose `href` is fetched; on any other, `a` above all, a reader follows it."""

CARD_URLS = names(
    "og:url og:image og:image:url og:image:secure_url og:video og:video:url og:video:secure_url "
    "og:audio og:audio:url og:audio:secure_url og:see_also twitter:image twitter:image:src "
    "twitter:url twitter:player twitter:player:stream "
    "msapplication-config msapplication-tileimage msapplication-square70x70logo "
    "msapplication-square150x150logo msapplication-wide310x150logo "
    "msapplication-square310x310logo thumbnail"
)
"""`meta[property]` or `meta[name]` whose content is a URL."""
