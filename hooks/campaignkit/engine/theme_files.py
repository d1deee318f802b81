"""Which files of Material (9.8) a site publishes: those that one of its pages may load.

Material copies a megabyte of source maps, scripts and word lists into every site. Its frame is
ours (`theme/main.html` extends its `base.html` and has its scripts only where a feature asks for
them), so of its files we use the style sheets alone:

    assets/stylesheets/main.*.min.css        loaded by every page
    assets/stylesheets/palette.*.min.css     loaded where the settings choose a palette
    assets/javascripts/**                    loaded where `theme.features` or its search are in use
"""

from __future__ import annotations

from pathlib import Path

from campaignkit.engine.protocol import EngineConfig
from campaignkit.site.assets import FOLDER

_THEME = "material"
_SCRIPTS = "assets/javascripts/"
_PALETTE = "assets/stylesheets/palette."
_FAVICON = "assets/images/favicon.png"


OVERLAY = str(Path(__file__).parent / "overlay")
"""Templates that every theme gets from us: the site map, which lists the pages that we stamp."""


def overlay_theme(config: EngineConfig) -> None:
    """Put our templates before those of the theme, and behind those of the site's own."""
    if OVERLAY not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, OVERLAY)


def is_unused(uri: str, config: EngineConfig) -> bool:
    """Whether no page of the site loads a file of the theme, by its address below the site's root.

    Our own files are published under other names, see `site.assets`.
    """
    if uri.startswith(FOLDER):
        return True
    if config.theme.name != _THEME or not is_own(config) or not uri.startswith("assets/"):
        return False
    if uri.startswith(_SCRIPTS):
        return uri.endswith(".map") or not has_scripts(config)
    if uri.startswith(_PALETTE):
        return uri.endswith(".map") or not config.theme.get("palette")
    return uri.endswith(".map") or (uri == _FAVICON and not has_scripts(config))


def is_own(config: EngineConfig) -> bool:
    """Whether the pages have our own frame: our theme, or a copy of it, is the `custom_dir`."""
    return any(Path(folder, FOLDER, "site.css").is_file() for folder in config.theme.dirs)


def has_scripts(config: EngineConfig) -> bool:
    """Whether pages load Material's scripts: where one of its features or its search is in use."""
    return bool(config.theme.get("features")) or "material/search" in config.plugins
