"""HTML blocks of our own pages go round the engine, not through it.

The engine's Markdown parser would read every tag of a list of thousands, for seconds, only to hand
it back as it was. So each block is lifted out and a small empty one stands for it; when the engine
has made the page, the blocks are put back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from campaignkit.base.fingerprint import digest

_TAGS = "article|blockquote|details|div|dl|figure|footer|form|header|nav|ol|p|section|table|ul"
_OPENING = re.compile(rf"^<({_TAGS})\b", re.MULTILINE)
_SMALL = 400
"""Characters below which a block is not worth lifting."""


@dataclass(frozen=True, slots=True)
class LiftedBlocks:
    """A page's Markdown with stand-ins, and the blocks that they stand for."""

    markdown: str
    blocks: tuple[str, ...]
    key: str

    def restore(self, html: str) -> str:
        """Put the blocks back into what the engine made."""
        if not self.blocks or self.key not in html:
            return html
        stand_in = re.compile(rf'<div data-ck-block="{self.key}-(\d+)"></div>')
        return stand_in.sub(lambda match: self.blocks[int(match[1])], html)


def lift(path: str, text: str) -> LiftedBlocks:
    """Lift the HTML blocks that begin at the start of a line out of a page.

    A block ends with the line on which its first element ends. Text in our pages is escaped and
    prose is cleaned, so that tags are balanced and none is anybody else's.
    """
    key = digest(path.encode()).hex()
    parts: list[str] = []
    blocks: list[str] = []
    at = 0
    while match := _OPENING.search(text, at):
        end = _end_of(text, match)
        if end - match.start() < _SMALL:
            parts.append(text[at:end])
        else:
            stand_in = f'<div data-ck-block="{key}-{len(blocks)}"></div>'
            parts.append(text[at : match.start()] + stand_in)
            blocks.append(text[match.start() : end])
        at = end
    parts.append(text[at:])
    return LiftedBlocks("".join(parts), tuple(blocks), key)


def _end_of(text: str, opening: re.Match[str]) -> int:
    """Just after the end of the line on which the element that begins here ends."""
    tag = re.compile(rf"<(/?){opening[1]}\b[^>]*>")
    depth = 0
    for match in tag.finditer(text, opening.start()):
        depth += -1 if match[1] else 1
        if depth == 0:
            end = text.find("\n", match.end())
            return len(text) if end < 0 else end
    return len(text)
