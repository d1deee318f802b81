"""What an engine's settings say of what a site is made from.

Where the engine runs plugins or extensions that may look at anything else, it cannot be told, and
the site is built.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from campaignkit.base.fingerprint import Signature, signature
from campaignkit.engine.protocol import EngineConfig
from campaignkit.publish.up_to_date import CONTENT, SiteInputs

_PACKAGE = str(Path(__file__).parents[1])
_HOOKS = str(Path(__file__).resolve().parents[2] / "campaign_hooks.py")
_SITE_PACKAGES = frozenset({"site-packages", "dist-packages"})
_OUTSIDE = re.compile(r"^INHERIT\b|!ENV\b", re.MULTILINE)
"""Settings that come from elsewhere."""

_PLUGINS = frozenset({"search", "material/search"})
_EXTENSIONS = frozenset(
    {
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "fenced_code", "footnotes"),
        *("md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
    }
)
_READERS = frozenset({"pymdownx.b64", "pymdownx.pathconverter", "pymdownx.snippets"})
"""Extensions of a package that is otherwise known to read nothing but the page."""


def site_inputs(config: EngineConfig) -> SiteInputs | None:
    """All that a site is made from; None where it cannot be told.

    A package that is installed counts as a whole: its folder changes when it is updated.
    """
    file = Path(config.config_file_path)
    themes = [str(folder) for folder in config.theme.dirs]
    try:
        if not _reads_only_files(config) or _OUTSIDE.search(file.read_text("utf-8-sig")):
            return None
    except (OSError, ValueError):
        return None
    values = (
        *(config.site_dir, config.site_url, config.docs_dir, config.use_directory_urls),
        *(str(config.theme.name), themes, type(config).__module__, sys.version, _installed()),
    )
    folders = [str(file.parent / CONTENT), config.docs_dir, _PACKAGE, *themes]
    own = [folder for folder in folders if folder == _PACKAGE or not _is_installed(folder)]
    return SiteInputs(values, (str(file), *map(str, config.hooks)), tuple(own))


def runs_only_us(config: EngineConfig) -> bool:
    """Whether the engine runs no plugin but our hooks."""
    return not set(config.plugins) - set(config.hooks) - _PLUGINS


def _reads_only_files(config: EngineConfig) -> bool:
    """Whether the engine runs nothing but us and what is known to read pages and nothing else."""
    ours = [str(Path(hook).resolve()) for hook in config.hooks] == [_HOOKS]
    others = set(config.plugins) - set(config.hooks)
    return ours and others <= _PLUGINS and all(map(_reads_only_pages, config.markdown_extensions))


def _reads_only_pages(extension: str) -> bool:
    name = extension.removeprefix("markdown.extensions.")
    return name in _EXTENSIONS or (name.startswith("pymdownx.") and name not in _READERS)


def _is_installed(folder: str) -> bool:
    return not _SITE_PACKAGES.isdisjoint(Path(folder).parts)


def _installed() -> list[tuple[str, Signature]]:
    """Changes when a package is installed, updated or removed."""
    return [(folder, signature(folder)) for folder in sys.path if _is_installed(folder)]
