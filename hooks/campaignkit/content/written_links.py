"""Faults of links that need no site to be seen, found where the text is written.

A page with `【文字】（a.md）` or `[文字](C:/…)` stops the build, which looks at every link of the
finished pages. These are told by the check already, in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from campaignkit.base.findings import Finding, Position
from campaignkit.links.html.literal_links import find_literal_links
from campaignkit.links.ignores import comment_on
from campaignkit.links.messages import LinkFault, fault
from campaignkit.links.origin.source_faults import source_faults
from campaignkit.model.entity import Entity
from campaignkit.model.fields import Prose
from campaignkit.model.link_settings import LinkSettings
from campaignkit.model.markdown import parser
from campaignkit.model.text_source import TextSort, TextSource

_MAYBE = re.compile(r"[\]］】][ \u3000]?[(（\[]|^\s*\[[^\]\n]+\]:|<[A-Za-z]", re.MULTILINE)
"""A text without any of these has no link that could be wrong."""

_Found = tuple[int, int, str, LinkFault]
"""Line and column in a text, from 1, the link as written, and what is wrong."""


def entity_links(entity: Entity, settings: LinkSettings) -> Iterator[Finding]:
    """Misspelt links in the Markdown fields of a YAML file; its `# ignore:` are heard later."""
    for path, text, marker in entity.marks:
        if isinstance(marker, Prose):
            for line, column, link, told in _faults(text, settings):
                place = entity.text_position(path, line, column)
                at = Position(place.path, place.line, place.column, len(link))
                yield Finding(at, told.rule, told.message, told.hint, told.level)


def text_links(source: TextSource, settings: LinkSettings) -> Iterator[Finding]:
    """The same in the text of an entry, less what a comment on the line takes back.

    Decks have rules of their own; what pages of the docs folder mean, only their engine knows.
    """
    if source.sort is not TextSort.ENTRY:
        return
    cut = source.cut
    rows = cut.body.split("\n")
    for line, column, link, told in _faults(cut.body, settings):
        number = cut.body_line + line - 1
        comment = comment_on(source.path, number, rows[line - 1])
        if comment is None or told.rule not in comment.rules or not comment.reason:
            at = Position(source.path, number, column, len(link))
            yield Finding(at, told.rule, told.message, told.hint, told.level)


def _faults(text: str, settings: LinkSettings) -> Iterator[_Found]:
    """All faults of a text but those that the settings know of, on whatever page."""
    for found in _all_faults(text) if _MAYBE.search(text) else ():
        _, _, link, told = found
        known = (
            fnmatchcase(told.rule, ignore.rule) and fnmatchcase(link, ignore.link)
            for ignore in settings.ignore
        )
        if not any(known):
            yield found


def _all_faults(text: str) -> Iterator[_Found]:
    misspelt = list(source_faults("", text.split("\n")))
    for line, column, _, link, code in misspelt:
        yield line, column, link, fault(code, link)
    after = 0
    for _, words in find_literal_links(parser().render(text)):
        at = text.find(words, after)
        if at < 0:
            continue  # marked up inside: the finished page tells
        after = at + len(words)
        if any(link in words for _, _, _, link, _ in misspelt):
            continue  # what keeps it from being a link is told already
        line = text.count("\n", 0, at) + 1
        code = "unwritten-label" if words.endswith("]") else "unwritten"
        yield line, at - text.rfind("\n", 0, at), words, fault(code, words)
