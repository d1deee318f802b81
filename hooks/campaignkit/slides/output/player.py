"""Scripts and styles of the player: reveal.js from the package `pyreveal`, verified, and our own.

Reveal is MIT-licensed; its licence goes wherever its files go.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from campaignkit.base.fingerprint import named_by_content

REVEAL_VERSION = "6.0.1"

_MANIFEST = {
    "LICENSE": ("b2883e4b610bfa1b4d8fff84c4d4b825cc7d553cbd9fec4777c04068a2859dc0"),
    "dist/reset.css": ("39413c3490fdcf826427c26ff4c1ee59ea961a0aa8507c18454e0c6dc96c12d8"),
    "dist/reveal.css": ("64e6203ee2048665c9f49c368f345fb3d7f936c404934162c70369a7682f388f"),
    "dist/reveal.js": ("3fb84c30d2e610dd598843d75a123ef2c4dbc588847cda86cd8c7a61e18ddb6b"),
    "dist/plugin/notes.js": ("946159680c70354c665dbf4f3c9023a737d8b14b48c6c9af452553717a046729"),
    "dist/plugin/search.js": ("887591079bebb965a8d07300b323339ed98d9f4504987713379174f2480d2eb0"),
    "dist/plugin/zoom.js": ("3e00750e0991ca91435fe1c7d0b3ef5494bb398c40b3d9946dd5a66c4260af70"),
}
"""The files we use and their sha256, as published on npm in reveal.js 6.0.1."""

STYLES = ("tokens.css", "layouts.css", "layouts-more.css", "player.css", "phone.css")
"""Our style sheets in the order of the cascade; the first three suffice for sheets alone."""

_OWN = ("fit.js", "player.js")
_LICENCE = "reveal-LICENSE.txt"
_ASSETS = Path(__file__).parent / "assets"


class PlayerError(Exception):
    """`pyreveal` is missing, or a file differs from its pinned digest. The message says which."""


@lru_cache(maxsize=1)
def reveal_files() -> dict[str, str]:
    """The text of every file we use, by its name in the manifest.

    Raises `PlayerError` if `pyreveal` is not installed, lacks a file or has another one.
    """
    spec = find_spec("pyreveal")
    if spec is None or spec.origin is None:
        raise PlayerError("没有安装 pyreveal（幻灯片播放器），请重新执行 make site 安装依赖")
    return _verified(Path(spec.origin).parent / "revealjs")


def _verified(base: Path) -> dict[str, str]:
    files = {}
    for name, expected in _MANIFEST.items():
        try:
            raw = (base / name).read_bytes()
        except OSError:
            raise PlayerError(f"pyreveal 里缺少 {name}，请重新安装依赖") from None
        actual = hashlib.sha256(raw).hexdigest()
        if actual != expected:
            raise PlayerError(
                f"pyreveal 里的 {name} 与 reveal.js {REVEAL_VERSION} 不一致："
                f"应为 sha256 {expected}，现为 {actual}。"
                "不要使用，请按 requirements.lock 重新安装依赖"
            )
        files[name] = raw.decode("utf-8")
    return files


@lru_cache(maxsize=16)
def theme_file(name: str) -> str:
    """One of our own style sheets or scripts."""
    return (_ASSETS / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """Every style a deck needs, in one file."""
    reveal = reveal_files()
    own = "\n".join(map(theme_file, STYLES))
    # The browser's own print of a deck: the rules of the print file, where the player stands by.
    printed = theme_file("print.css") + theme_file("print-player.css")
    rules = f"@media print {{\n{printed}\n}}"
    return "\n".join((reveal["dist/reset.css"], reveal["dist/reveal.css"], own, rules))


@lru_cache(maxsize=1)
def noscript_stylesheet() -> str:
    """Styles that turn a deck into a page to scroll where JavaScript is off.

    The rules of the phone's scroll view, for a viewport that never gets reveal's class.
    """
    phone = theme_file("phone.css").replace(".reveal-viewport.reveal-scroll", ".reveal-viewport")
    return phone.replace(".reveal-scroll", ".reveal-viewport") + theme_file("noscript.css")


@lru_cache(maxsize=2)
def script(lecturer: bool) -> str:
    """Every script a deck needs, in one file; `lecturer` adds the speaker's window."""
    reveal = reveal_files()
    plugins = ["notes", "zoom", "search"] if lecturer else ["zoom", "search"]
    own = ["speaker.js", *_OWN] if lecturer else _OWN
    parts = [reveal["dist/reveal.js"], *(reveal[f"dist/plugin/{name}.js"] for name in plugins)]
    return "\n;".join([*parts, *map(theme_file, own)])


def site_assets() -> dict[str, str]:
    """What all public decks of a site share, by published name: styles, script, Reveal's licence.

    Names change with the content, so that browsers may keep the files.
    """
    files = _shared_files()
    return {asset_name(name): text for name, text in files.items()}


@lru_cache(maxsize=16)
def asset_name(name: str) -> str:
    """The published name of a file that decks share; the licence keeps its own."""
    return name if name == _LICENCE else named_by_content(name, _shared_files()[name].encode())


@lru_cache(maxsize=1)
def _shared_files() -> dict[str, str]:
    return {
        "slides.css": stylesheet(),
        "slides.js": script(lecturer=False),
        "handout.css": "\n".join(theme_file(name) for name in (*STYLES[:3], "handout.css")),
        "handout.js": theme_file("fit.js") + theme_file("handout.js"),
        "noscript.css": noscript_stylesheet(),
        "icon.svg": theme_file("icon.svg"),
        _LICENCE: reveal_files()["LICENSE"],
    }
