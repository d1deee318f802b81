"""What an article consists of, whatever it is written as: headings, paragraphs, lists, tables."""

from __future__ import annotations

from dataclasses import dataclass, field

Style = frozenset[str]
"""Any of `bold`, `italic`, `underline`, `strike`, `sup`, `sub`, `small`."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words of one look; `link` is the address that they lead to, or empty."""

    text: str
    style: Style = frozenset()
    link: str = ""


@dataclass(frozen=True, slots=True)
class ArticleHeading:
    """A heading; level 1 is the article's title."""

    level: int
    runs: tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; in a list, `bullet` is what stands before it, and `depth` how far it is in.

    `quoted` ones are quotations; `note` ones are set small.
    """

    runs: tuple[TextRun, ...]
    bullet: str = ""
    depth: int = 0
    quoted: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True)
class ArticleTable:
    """Rows of cells; the first `heads` rows are headings. All rows are equally long."""

    rows: tuple[tuple[tuple[TextRun, ...], ...], ...]
    heads: int = 0


@dataclass(frozen=True, slots=True)
class ArticlePicture:
    """A picture by its source path from the project."""

    path: str
    alt: str


Block = ArticleHeading | Paragraph | ArticleTable | ArticlePicture


@dataclass(frozen=True, slots=True)
class Article:
    """A title, its blocks in order, and the page's full address, empty where that is not known."""

    title: str
    summary: str
    address: str
    blocks: tuple[Block, ...]
    sample: bool = False
    links: tuple[str, ...] = field(default=())
    """Addresses that its words lead to, in their order, each once."""
