"""Snippets of Markdown in `tests/dialect/snippets`, and HTML without what differs by place."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

BLOCKS = "p|h[1-6]|ul|ol|li|table|thead|tbody|tr|th|td|blockquote|pre|hr|br|div"


@dataclass(frozen=True)
class Snippet:
    """One piece: what is typed, what a reader expects, and what is told."""

    name: str
    typed: str
    expected: str
    told: tuple[str, ...]


def _read(file: Path) -> list[Snippet]:
    found = []
    for piece in re.split(r"^%% ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, _, rest = piece.partition("\n")
        typed, _, shown = rest.partition("\n=>\n")
        told = tuple(re.findall(r"^!! (.*)$", shown, re.MULTILINE))
        expected = re.sub(r"^!! .*\n?", "", shown, flags=re.MULTILINE).rstrip("\n")
        found.append(Snippet(f"{file.stem}: {head}", typed, expected, told))
    return found


def snippets() -> list[Snippet]:
    """All of them, in the order of the files."""
    folder = Path(__file__).parents[1] / "dialect" / "snippets"
    return [snippet for file in sorted(folder.glob("*.txt")) for snippet in _read(file)]


def bare(markup: str) -> str:
    """HTML without what the theme, the depth of headings and the place of a page add."""
    kept = re.sub(r'\s(?!href=|start=)[a-z-]+="[^"]*"(?=[^<>]*>)', "", markup)
    kept = re.sub(r"<(/?)h[1-6]", r"<\1h", kept)
    kept = re.sub(rf"\s*(</?(?:{BLOCKS}|h)\b[^>]*>)\s*", r"\1", kept.replace(" />", ">"))
    parts = re.split(r"(<pre>.*?</pre>|<[^<>]*>)", kept, flags=re.DOTALL)
    words = [part if part.startswith("<") else re.sub(r"[ \t\n]+", " ", part) for part in parts]
    return html.unescape("".join(words)).strip()
