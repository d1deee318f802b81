"""Our style sheets, scripts and drawings as published: bundled, minified, named by content.

A name that changes with the content lets a server have browsers keep the file for ever, and still
no reader is left with the file of an older site.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import rcssmin
import rjsmin
from tinycss2 import parse_blocks_contents, parse_stylesheet, serialize

from campaignkit.base.fingerprint import named_by_content

FOLDER = "assets/campaignkit/"
"""Where they stand, below the root of the theme and of the site."""

_SOURCES = Path(__file__).parents[1] / "theme" / FOLDER
FOREIGN = "records.css"
"""The style sheet of records in a theme that is not ours."""

_BUNDLES = {
    "site.css": ("site.css", "parts.css", "pages.css", "search.css"),
    FOREIGN: ("foreign.css", "parts.css", "pages.css", "search.css"),
    # In this order: each uses what the one before it has left in window.ckSearch.
    "search.js": ("search-index.js", "search-ranking.js", "search.js"),
}
"""What every page loads is one file of each sort; other files are their own bundle.

`FOREIGN` takes the place of `site.css` in a theme that is not ours.
"""

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
        sheet = "\n".join(map(_with_drawings, texts))
        content = rcssmin.cssmin(stronger(sheet) if name == FOREIGN else sheet)
    elif name.endswith(".js"):
        content = ";\n".join(map(rjsmin.jsmin, texts))
    else:
        content = "\n".join(texts)
    return Asset(FOLDER + named_by_content(name, content.encode()), content.encode())


def assets(preview: bool, own_theme: bool = True) -> list[Asset]:
    """Every file to publish, by name; some are for a preview alone, some for one theme."""
    parts = {part for bundle in _BUNDLES.values() for part in bundle}
    names = {file.name for file in _SOURCES.iterdir()} - parts | set(_BUNDLES)
    if not preview:
        names -= {name for name in names if name.startswith("preview.")}
    names -= {FOREIGN if own_theme else "site.css"}
    return [asset(name) for name in sorted(names)]


def stronger(sheet: str) -> str:
    """A style sheet whose selectors win over those of a theme, which names its own elements.

    Rules for the page itself (`:root`, `body`) stay as they are.
    """
    return _stronger(parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))


def _stronger(rules: list[Any]) -> str:
    parts = []
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword in _NESTING:
            inner = parse_blocks_contents(rule.content, True, True)
            head = f"@{rule.at_keyword}{serialize(rule.prelude)}"
            parts.append(f"{head}{{{_stronger(inner)}}}")
        elif rule.type == "qualified-rule":
            selectors = ",".join(map(_strengthened, _selectors(rule.prelude)))
            parts.append(f"{selectors}{{{serialize(rule.content)}}}")
        else:
            parts.append(rule.serialize())
    return "\n".join(parts)


def _selectors(prelude: list[Any]) -> list[str]:
    """The selectors of a rule: a comma inside brackets separates none."""
    found: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            found.append([])
        else:
            found[-1].append(token)
    return [serialize(one).strip() for one in found]


def _strengthened(selector: str) -> str:
    page = selector.startswith((":root", "html", "body"))
    return selector if page else f"{_STRENGTH} {selector}"


_NESTING = ("container", "media", "supports")
_STRENGTH = ":root" * 3


def _with_drawings(sheet: str) -> str:
    """A style sheet that asks for drawings by their published names; they lie beside it."""
    return _URL.sub(lambda found: f"url({Path(asset(found[1]).uri).name})", sheet)
