"""URLs in JSON: JSON-LD blocks of a page and web app manifests.

Source: JSON-LD 1.1, schema.org's URL properties, W3C Web Application Manifest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from campaignkit.links.html.values import names

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]')

LD_URLS = names(
    "url image logo sameAs contentUrl thumbnailUrl thumbnail embedUrl downloadUrl installUrl "
    "mainEntityOfPage item relatedLink significantLink isBasedOn license codeRepository hasMap map "
    "photo screenshot discussionUrl archivedAt acceptsReservations target urlTemplate"
)
_LD_IDS_ARE_PAGES = frozenset({"mainEntityOfPage", "item", "isPartOf"})
_TEMPLATE = re.compile(r"[{}]|%s")


def json_strings(text: str) -> Iterator[tuple[tuple[str, ...], str, int]]:
    """Each string value with the keys that lead to it and the offset of its first character.

    Raises `ValueError` where `text` is not JSON.
    """
    try:
        json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    keys: list[str] = []
    pending = ""
    expects_key: list[bool] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in "{[":
            keys.append(pending)
            expects_key.append(token == "{")
            pending = "" if token == "{" else pending
        elif token in "}]":
            pending = keys.pop()
            expects_key.pop()
        elif token == ",":
            pending = "" if expects_key[-1] else keys[-1]
        elif token == ":":
            continue
        elif expects_key and expects_key[-1] and not pending:
            pending = _string(token)
        else:
            yield (*filter(None, keys), pending), _string(token), match.start() + 1


_decode = json.JSONDecoder(strict=False).decode


def _string(token: str) -> str:
    """The text of a string of a document that has been found to be JSON."""
    return str(_decode(token)) if "\\" in token else token[1:-1]


def ld_urls(text: str) -> Iterator[tuple[int, str]]:
    """Offset and URL of what a JSON-LD block points to; raises `ValueError` as `json_strings`.

    An `@id` names a thing and need not be a page, so it counts only where schema.org says that a
    page stands there.
    """
    for path, value, offset in json_strings(text):
        key, parent = path[-1], path[-2] if len(path) > 1 else ""
        points = key in LD_URLS or (key == "@id" and parent in _LD_IDS_ARE_PAGES)
        if points and _looks_like_url(value) and not _TEMPLATE.search(value):
            yield offset, value.partition("#")[0] or value


def _looks_like_url(value: str) -> bool:
    return bool(re.match(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|\.{0,2}/|[^\s:]+\.\w{2,5}\Z)", value))


_MANIFEST = frozenset({"src", "url", "start_url", "action"})


def manifest_urls(text: str) -> Iterator[tuple[int, str, bool]]:
    """Offset, URL and whether it is loaded (icons) rather than opened, of a web app manifest."""
    for path, value, offset in json_strings(text):
        key = path[-1]
        if key in _MANIFEST and not _TEMPLATE.search(value) and "related_applications" not in path:
            yield offset, value, key == "src"


def is_manifest(path: str, text: str) -> bool:
    """Tell a web app manifest by its name or, under any other name, by its members."""
    if path.endswith((".webmanifest", "/manifest.json")) or path == "manifest.json":
        return True
    return path.endswith(".json") and '"icons"' in text and '"start_url"' in text
