"""Our style sheets, scripts and drawings as published: bundled, minified, named by content.

A name that changes with the content lets a server have browsers keep the file for ever, and still
no reader is left with the file of an older site.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rcssmin
import rjsmin

from campaignkit.base.fingerprint import named_by_content

FOLDER = "assets/campaignkit/"
"""Where they stand, below the root of the theme and of the site."""

MANIFEST = "site.webmanifest"
ROBOTS = "robots.txt"

_SOURCES = Path(__file__).parents[1] / "theme" / FOLDER
_BUNDLES = {
    "site.css": ("site.css", "parts.css", "pages.css", "search.css"),
    # In this order: each uses what the one before it has left in window.ckSearch.
    "search.js": ("search-index.js", "search-ranking.js", "search.js"),
}
"""What every page loads is one file of each sort; other files are their own bundle."""

_URL = re.compile(r"url\(([\w-]+\.svg)\)")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to publish at `uri`, below the site's root."""

    uri: str
    content: bytes


@cache
def asset(name: str) -> Asset:
    """The published form of a file of the theme, by its plain name (`site.css`).

    Raises `FileNotFoundError` for a name that is none. The package's files do not change while a
    process runs, so the answer is kept.
    """
    texts = [(_SOURCES / part).read_text("utf-8") for part in _BUNDLES.get(name, (name,))]
    if name.endswith(".css"):
        content = rcssmin.cssmin("\n".join(map(_with_drawings, texts)))
    elif name.endswith(".js"):
        content = ";\n".join(map(rjsmin.jsmin, texts))
    else:
        content = "\n".join(texts)
    return Asset(FOLDER + named_by_content(name, content.encode()), content.encode())


def assets(preview: bool) -> list[Asset]:
    """Every file to publish, by name; some are for a preview alone."""
    parts = {part for bundle in _BUNDLES.values() for part in bundle}
    names = {file.name for file in _SOURCES.iterdir()} - parts | set(_BUNDLES)
    if not preview:
        names -= {name for name in names if name.startswith("preview.")}
    return [asset(name) for name in sorted(names)] + list(icons().values())


@cache
def icons() -> dict[str, Asset]:
    """The mark as pixels, by plain name, for what shows no SVG: home screens of phones."""
    from campaignkit.publish.mark import (
        icon,
    )  # Pillow, which a site that is up to date need not load

    drawn = {
        "icon-32.png": icon(32),
        "icon-192.png": icon(192),
        "icon-512.png": icon(512),
        "icon-maskable.png": icon(512, bleed=0.14),
        "apple-touch-icon.png": icon(180, bleed=0.06),
    }
    return {
        name: Asset(FOLDER + named_by_content(name, content), content)
        for name, content in drawn.items()
    }


def manifest(site_name: str) -> Asset:
    """The web app manifest (W3C), at the site's root; its addresses are relative to it."""
    sizes = {"icon-192.png": "192x192", "icon-512.png": "512x512", "icon-maskable.png": "512x512"}
    pictures = [
        {
            "src": icons()[name].uri,
            "sizes": size,
            "type": "image/png",
            "purpose": "maskable" if "maskable" in name else "any",
        }
        for name, size in sizes.items()
    ]
    told = {
        "name": site_name,
        "lang": "zh-CN",
        "start_url": "./",
        "display": "browser",
        "background_color": "#faf6ef",
        "theme_color": "#c7000b",
        "icons": pictures,
    }
    return Asset(MANIFEST, json.dumps(told, ensure_ascii=False, indent=1).encode())


def robots(site_url: str) -> Asset:
    """Leave to read everything, and where the site map is.

    Search engines read it at the root of a host only.
    """
    base = f"{site_url.rstrip('/')}/" if site_url else ""
    site_map = f"Sitemap: {base}sitemap.xml\n" if base else ""
    return Asset(ROBOTS, f"User-agent: *\nAllow: /\n{site_map}".encode())


def _with_drawings(sheet: str) -> str:
    """A style sheet that asks for drawings by their published names; they lie beside it."""
    return _URL.sub(lambda found: f"url({Path(asset(found[1]).uri).name})", sheet)
