"""A finding about a link: what every finding has, and what was written and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from campaignkit.base.findings import Finding, Position


class SourceMap(Protocol):
    """Knows which line of the YAML or Markdown wrote a link; the build implements it.

    `text_sources` makes one from the texts themselves. A map that knows nothing may always answer
    `None`: the finding then stands on the line of the built page.
    """

    def locate(self, page: str, link: str, target: str, ordinal: int) -> Position | None:
        """The place in the project's sources that wrote a link of a built page.

        `page` is the built file, relative to the site with `/`; `link` the attribute as built,
        after entities; `target` what it resolves to (`topics/#plan`) or an empty string; `ordinal`
        counts from 0 the same `link` on the same `page`.
        """

    def lines(self, path: str) -> Sequence[str]:
        """The lines of a source file, for ignore comments; empty where it can't be read."""

    def paths(self) -> Iterable[str]:
        """Every source file whose ignore comments count."""

    def state(self, path: str) -> int:
        """A number that is another one when the source has changed; 0 where that is not known."""


@dataclass(frozen=True, slots=True)
class LinkFinding(Finding):
    """A finding with `link` as written, `target` as resolved, and every place of its cause.

    `page` is the built file of `position`; `places` are all places in built files, of which there
    are `count`. `state` is that of an external link, else empty.
    """

    link: str = ""
    target: str = ""
    page: str = ""
    state: str = ""
    places: tuple[Position, ...] = ()

    @property
    def count(self) -> int:
        """How many places one and the same cause has spoilt."""
        return max(1, len(self.places))

    def as_json(self) -> dict[str, Any]:
        """The seven keys of every finding, then a link's own."""
        # Not zero-argument super(): a class with slots is made anew, and the cell holds the old.
        found: dict[str, Any] = {**Finding.as_json(self)}
        found |= {"link": self.link, "target": self.target, "page": self.page}
        if self.state:
            found["state"] = self.state
        found["count"] = self.count
        found["positions"] = [
            {"page": place.path, "line": place.line, "column": place.column}
            for place in self.places
        ]
        return found
