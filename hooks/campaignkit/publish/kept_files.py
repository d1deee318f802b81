"""Files in the published site that no build wrote: a domain's proof, or a leftover.

The next site is made without them. They are told, and carried over only where the settings' `keep`
names them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.publish.output import Tree, files_in

RULE = "foreign-file"
_SHOWN = 5


def carry_kept(tree: Tree, keep: Sequence[str], config: str) -> list[Finding]:
    """Put the kept files of the published site into the next one; a finding for the others.

    `keep` are paths from the site's root: of a file, of a folder with `/` at its end, or with `*`.
    `config` is the settings' file. Where nobody knows what a build wrote, as with the site of
    another program, the others are only an advice.
    """
    if tree.site is None or not tree.site.is_dir():
        return []
    others = []
    for path in files_in(tree.site):
        if path in tree.entries:
            continue
        file = tree.site / path
        if _names(keep, path) and file.is_file() and not file.is_symlink():
            tree.put(path, file.read_bytes())
        elif path not in tree.published:
            others.append(path)
    return [_finding(sorted(others), config, is_rebuild=bool(tree.published))] if others else []


def _names(keep: Sequence[str], path: str) -> bool:
    return any(
        path.startswith(one) if one.endswith("/") else fnmatchcase(path, one) for one in keep
    )


def _finding(paths: Sequence[str], config: str, *, is_rebuild: bool) -> Finding:
    more = f"等 {len(paths)} 个" if len(paths) > _SHOWN else ""
    message = f"网站文件夹里有别人放的文件，新网站不带上它们：{'、'.join(paths[:_SHOWN])}{more}"
    hint = "要保留的，把路径写进 extra.campaigns.keep，例如 keep: [verify.txt]，并把它再放回去"
    return Finding(
        Position(config), RULE, message, hint, Level.WARNING if is_rebuild else Level.INFO
    )
