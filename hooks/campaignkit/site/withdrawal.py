"""What a withdrawal takes out of the cache and out of the search index.

Somebody who withdraws consent loses the page in the next build. What was kept of it for later
builds lies in many stores, and in the free pages of data bases: so the build that first finds
somebody withdrawn deletes the whole cache and reads everything anew.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

from campaignkit.base.fingerprint import digest
from campaignkit.base.store import FileStore
from campaignkit.kinds.naming import WITHDRAWN_NAME
from campaignkit.model.addresses import page_uri
from campaignkit.model.catalogue import Catalogue
from campaignkit.rules.withdrawn_name import name_pattern, names_of_records
from campaignkit.search import SearchDocument

_FILE = "withdrawn"
_KEPT = ".gitignore"
_LINK = re.compile(
    r"""<a\b[^>]*?\shref=(?:"([^"]*)"|'([^']*)')[^>]*>(.*?)</a>""", re.DOTALL | re.IGNORECASE
)


def cleared_for_withdrawals(cache: Path, catalogue: Catalogue) -> bool:
    """Delete the cache if somebody is withdrawn who was not; whether it was deleted.

    Raises `OSError` where something cannot be deleted: better no build than one that keeps it.
    """
    store = FileStore(cache)
    before = store.load(_FILE, frozenset) or frozenset()
    now = frozenset(_withdrawn(catalogue))
    grown = not now <= before
    if grown:
        clear_cache(cache)
    if now != before:
        store.dump(_FILE, now)
    return grown


def clear_cache(cache: Path) -> None:
    """Delete all that is kept for later builds. Raises `OSError`."""
    for entry in sorted(cache.iterdir()) if cache.is_dir() else ():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != _KEPT:
            entry.unlink(missing_ok=True)


def _withdrawn(catalogue: Catalogue) -> Iterator[bytes]:
    """A digest for each person, portrait and record that readers may not see."""
    for person in catalogue.people.values():
        if not person.public:
            yield digest(b"person", person.id.encode())
        if person.portrait and not (person.consent and person.consent.shows_portrait):
            yield digest(b"portrait", person.id.encode())
    for card in catalogue.all_cards():
        if not card.public and card.title == WITHDRAWN_NAME:  # others have errors
            yield digest(card.collection.encode(), card.ref.encode())


def withdrawn_names(catalogue: Catalogue) -> tuple[str, ...]:
    """Names of all who withdrew, unless somebody of that name is still shown."""
    found = set(catalogue.withdrawn_names)
    for campaign in catalogue.visible_campaigns():
        found |= names_of_records(catalogue, campaign.id)
    if not found:
        return ()
    shown = "\n".join(f"{card.title}\n{card.subtitle}" for card in catalogue.shown_cards())
    return tuple(sorted(name for name in found if name not in shown))


def without_links(html: str, page: str, catalogue: Catalogue, site_url: str) -> str:
    """The HTML of a page of site_src with the words alone of links to pages that are withheld.

    `page` is its address below the site's root.
    """
    gone = {f"/{uri}" for path in catalogue.withheld_paths if (uri := page_uri(path))}
    if not gone:
        return html

    def shown(match: re.Match[str]) -> str:
        target = urljoin(f"/{page}", unescape(match[1] or match[2] or ""))
        if site_url and target.startswith(site_url):
            target = f"/{target.removeprefix(site_url)}"
        path = target.partition("#")[0].partition("?")[0].removesuffix("index.html")
        return match[3] if f"{path.rstrip('/')}/" in gone else match[0]

    return _LINK.sub(shown, html)


def nameless(document: SearchDocument, names: Iterable[str]) -> SearchDocument:
    """What search may know of a page: nobody who withdrew is found by name.

    The words of the page are the editor's, whom the rule `withdrawn-name` tells.
    """
    pattern = re.compile("|".join(map(name_pattern, names)) or r"(?!)")

    def clean(text: str) -> str:
        return pattern.sub(WITHDRAWN_NAME, text)

    return replace(
        document,
        title=clean(document.title),
        subtitle=clean(document.subtitle),
        words=tuple(map(clean, document.words)),
        text=clean(document.text),
    )
