"""From the source path that an editor writes to the address that a reader opens, and back.

URLs are ASCII and stable (DESIGN §5): they follow from the path of the file alone.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, unquote

_CAMPAIGN = re.compile(r"campaigns/([a-z0-9-]+)/(?:campaign\.yml)?$")
_PERSON = re.compile(r"campaigns/people/([a-z0-9-]+)\.yml$")
_RECORD = re.compile(r"campaigns/([a-z0-9-]+)/([a-z]+)/([a-z0-9-]+)\.yml$")
_EXTERNAL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def page_uri(path: str) -> str | None:
    """The address below the site's root of the page made from a source file, or None."""
    if match := _PERSON.match(path):
        return f"people/{match[1]}/"
    if match := _CAMPAIGN.match(path):
        return f"campaigns/{match[1]}/"
    if match := _RECORD.match(path):
        return f"campaigns/{match[1]}/{match[2]}/{match[3]}/"
    return None


def is_external(target: str) -> bool:
    """Whether a link names a scheme or a host, and so leaves the site."""
    return _EXTERNAL.match(target) is not None


def source_path(target: str, home: str) -> str | None:
    """The file that a relative link in a file below the folder `home` means, from the project.

    None for an external link and for one that is only an anchor or leads above the project.
    """
    path = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
    if not path or is_external(target) or path.startswith("/") or "\\" in path:
        return None
    joined = posixpath.normpath(posixpath.join(home, path))
    return None if joined == ".." or joined.startswith("../") else joined


def suffix_of(target: str) -> str:
    """The query and anchor of a link, with their `?` and `#`."""
    match = re.search(r"[?#].*", target)
    return match[0] if match else ""


def file_uri(path: str) -> str:
    """The address of a file that is published as it is, percent-encoded."""
    return quote(path, safe="/~")


def to_root(uri: str) -> str:
    """The relative way from the page at `uri` to the site's root: `../` for each folder."""
    return "../" * uri.count("/") or "./"
