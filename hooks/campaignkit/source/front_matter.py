"""Front matter of Markdown files, which the engine would swallow silently when it is broken."""

from __future__ import annotations

from dataclasses import dataclass

_FENCE = "---"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A Markdown file cut in two. `body_line` is the line, from 1, on which `body` begins."""

    yaml: str | None
    body: str
    body_line: int


def split_front_matter(text: str) -> FrontMatter:
    """Cut `text` after its front matter; `yaml` is None where there is none.

    Front matter begins on the first line with `---` and ends at the next line that is `---` or
    `...`. Without such an end the whole file is body, as the engine reads it.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return FrontMatter(None, text, 1)
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in (_FENCE, "..."):
            body = "\n".join(lines[number + 1 :])
            return FrontMatter("\n".join(lines[1:number]), body, number + 2)
    return FrontMatter(None, text, 1)
