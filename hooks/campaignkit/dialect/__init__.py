"""The one dialect of Markdown: of YAML fields, decks, texts of entries and pages of `site_src`.

CommonMark with tables, strikethrough, marks, boxes and bare addresses; emphasis and line breaks as
Chinese needs them; and what is clearly meant, though not written as CommonMark wants it, is made
(`typed_lines`, `own_lines`, `typed_tables`, `typed_inline`). What may have been meant is told
(`leftovers`). Blanks at the beginning of a line never make code, and a line of dashes is never an
underline.
"""

from markdown_it import MarkdownIt

from campaignkit.dialect.characters_wide import joins
from campaignkit.dialect.cjk_emphasis import use_cjk_emphasis
from campaignkit.dialect.leftovers import Leftover, leftovers, use_leftovers
from campaignkit.dialect.own_lines import STARTS, use_own_lines
from campaignkit.dialect.soft_breaks import join_chinese_lines, joined_text
from campaignkit.dialect.typed_inline import use_typed_inline
from campaignkit.dialect.typed_lines import BULLETS, use_typed_lines
from campaignkit.dialect.typed_tables import use_typed_tables

FIRST_OF_LINES = STARTS + BULLETS + "·"
"""What a line begins with that the dialect may treat as more than words; for a class."""


def dialect(*, html: bool = False, breaks: bool = False) -> MarkdownIt:
    """A parser of the dialect, without footnotes and the elements of a deck.

    With `html`, tags are passed on (pages of `site_src` alone); with `breaks`, a line of the file
    is a line on the page (decks). A text parsed with `{"verse": True}` keeps its lines untouched.
    """
    md = MarkdownIt("commonmark", {"html": html, "breaks": breaks})
    md.enable(["table", "strikethrough"]).disable(["lheading", "code"])
    for use in (
        use_typed_lines,
        use_own_lines,
        use_typed_tables,
        use_cjk_emphasis,
        use_typed_inline,
        use_leftovers,
    ):
        use(md)
    return md


__all__ = [
    "FIRST_OF_LINES",
    "Leftover",
    "dialect",
    "join_chinese_lines",
    "joined_text",
    "joins",
    "leftovers",
]
