"""Faults of links as written in Markdown and YAML, which the engine may have dropped or mended.

A cleaner removes the `href` of `htp://…` and a parser refuses `file:///…`: on the page nothing is
left to be found. So what the sources say is looked at too, for faults that need no site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from campaignkit.links.html.resolve import Resolver, TargetKind
from campaignkit.links.origin.prose_lines import prose

_LINK = re.compile(
    r"\]\((?:<(?P<angle>[^<>\n]+)>|(?P<plain>(?:\\.|[^\s()]|\([^\s()]*\))+))"
    r"|^\s*\[[^\]\n]+\]:\s+<?(?P<defined>[^\s<>]+)"
    r"|<(?P<auto>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>"
    r"|\b(?:href|src)=(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)')"
)
_COMMENT = re.compile(r"\s*#(?!\s*\[)")


_SURVIVES = frozenset({"local-host", "bare-host", "glued", "wide-host", "credentials"})
"""Faults of proper http(s) URLs: no engine drops these, so the built page shows them."""


def source_faults(path: str, lines: Sequence[str]) -> Iterator[tuple[int, int, int, str, str]]:
    """Line, column, length, link and code of each misspelt link of a Markdown or YAML text.

    Code and YAML comments are left out.
    """
    page = Resolver().page("index.html")
    yaml = path.endswith((".yml", ".yaml"))
    for number, line in prose(lines):
        if yaml and _COMMENT.match(line):
            continue
        for match in _LINK.finditer(line):
            group = match.lastgroup or "plain"
            link = match[group]
            meaning = page.resolve(link)
            if meaning.kind is TargetKind.FAULT and meaning.path not in _SURVIVES:
                yield number, match.start(group) + 1, len(link), link, meaning.path
