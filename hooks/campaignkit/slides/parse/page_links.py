"""Links from a deck to pages of the site, which are written as the page's YAML file name.

A deck is rendered before it is known at which depth its page will be, so such a link carries the
scheme `page:` until `resolve_page_links` replaces it.
"""

from __future__ import annotations

import html
import posixpath
import re
from urllib.parse import unquote

from campaignkit.model.addresses import is_external, page_uri, source_path, suffix_of
from campaignkit.slides.context import DeckContext

SCHEME = "page:"
"""Scheme of an unresolved link to a page of the site."""

_LINK = re.compile(r'(<a [^>]*?href=")' + SCHEME + r'([^"]*)"([^>]*>)(.*?)</a>', re.DOTALL)
_INSIDE = re.compile(r'<a [^>]*?href="#/?([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


def is_page_link(href: str) -> bool:
    """Whether a link is to a page of the site, and not into the deck or out of the site."""
    return not href.startswith("#") and not is_external(href)


def source_of(href: str, home: str) -> str | None:
    """The file that a link means, from the project; None where it leads out of it.

    Links count from the campaign's folder `home`; with `./` or `../` in front, from its decks/.
    """
    own = unquote(href).startswith(("./", "../"))
    return source_path(href, posixpath.join(home, "decks") if own else home)


def resolve_page_links(markup: str, context: DeckContext, prefix: str) -> str:
    """Replace each `page:` link in HTML by an address; `prefix` is the path to the site's root.

    A link to no page becomes `#`; the rule `deck-link` has reported it. Of a link to a page that is
    withheld, or to a slide that was left out, the words stay.
    """
    home = "/".join(context.page.split("/")[:2])

    def address(match: re.Match[str]) -> str:
        href = html.unescape(match[2])
        source = source_of(href, home) or ""
        if source in context.withheld:
            return match[4]
        uri = page_uri(source)
        target = html.escape(f"{prefix}{uri}{suffix_of(href)}") if uri else "#"
        return f'{match[1]}{target}"{match[3]}{match[4]}</a>'

    def inside(match: re.Match[str]) -> str:
        return match[2] if unquote(html.unescape(match[1])) in context.left_out else match[0]

    linked = _LINK.sub(address, markup)
    return _INSIDE.sub(inside, linked) if context.left_out else linked
