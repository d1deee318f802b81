"""What browsers and search engines ask a site for: icons in pixels, the manifest, robots.txt."""

from __future__ import annotations

import json
from functools import cache

from campaignkit.base.fingerprint import named_by_content
from campaignkit.site.assets import FOLDER, Asset

MANIFEST = "site.webmanifest"
ROBOTS = "robots.txt"


@cache
def icons() -> dict[str, Asset]:
    """The mark as pixels, by plain name, for what shows no SVG: home screens of phones."""
    from campaignkit.publish.mark import icon  # Pillow: a site that is up to date need not load it

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
