"""Removes what builds keep: the cache, and the trees beside the site."""

from __future__ import annotations

import shutil
from pathlib import Path

from campaignkit.publish.output import manifest_file
from campaignkit.publish.swap import published
from campaignkit.site.withdrawal import clear_cache


def remove_kept(cache: Path, site: Path) -> None:
    """Delete the cache and the trees beside a site; the site and its manifest stay.

    Raises `BusyError` while a build runs, `OSError` where something cannot be deleted.
    """
    site = site.resolve()
    with published(site):
        clear_cache(cache)
        for name in ("old", "stage", "engine"):
            folder = site.with_name(f".{site.name}.{name}")
            if folder.is_symlink() or folder.is_file():
                folder.unlink()
            elif folder.is_dir():
                shutil.rmtree(folder)
        for manifest in site.parent.glob(f".{site.name}.manifest-*"):
            if manifest != manifest_file(site, site):
                manifest.unlink(missing_ok=True)
