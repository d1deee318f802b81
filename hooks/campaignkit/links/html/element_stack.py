"""The stack of open elements and the list of active formatting elements of an HTML parser.

Source: HTML Standard, §13.2.4.2, §13.2.4.3, and the adoption agency of §13.2.6.4.7.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from campaignkit.links.html.element_names import INTEGRATION, SCOPE, SPECIAL

MAX_DEPTH = 200
"""What is nested deeper is not followed, so that no page costs square time (Chromium: 512)."""
MAX_FORMATTING = 50
"""Formatting opened beyond this many is not opened anew."""


@dataclass(eq=False, slots=True)
class Element:
    """An open element: lower-case name; `root` is `svg` or `math`, or empty for HTML.

    `bounds_scope`: the search for an open element of HTML ends here. `is_special`: nor can the end
    tag of an ordinary element, such as `span`, reach past it.
    """

    name: str
    root: str = ""
    holds_html: bool = False
    bounds_scope: bool = field(init=False)
    is_special: bool = field(init=False)

    def __post_init__(self) -> None:
        self.bounds_scope = self.name in (INTEGRATION[self.root] if self.root else SCOPE)
        self.is_special = self.name in (INTEGRATION[self.root] if self.root else SPECIAL)


class ElementStack:
    """What is open, the current element last, and which formatting is to be opened anew.

    In `formatting` None is a marker: a table cell, object or template began there.
    """

    def __init__(self) -> None:
        self.stack: list[Element] = []
        self.formatting: list[Element | None] = []

    @property
    def in_foreign(self) -> bool:
        """Whether the current element is SVG or MathML, so that `<![CDATA[` is text."""
        return bool(self.stack) and bool(self.stack[-1].root)

    def push(self, element: Element) -> None:
        """Open `element`, unless too many are open already."""
        if len(self.stack) < MAX_DEPTH:
            self.stack.append(element)

    def pop_to(
        self, wanted: Collection[str], bounds: Callable[[Element], bool], *, foreign: bool = False
    ) -> bool:
        """Pop up to the last element of a `wanted` name, unless one that `bounds` comes first."""
        for index in range(len(self.stack) - 1, -1, -1):
            element = self.stack[index]
            if element.name in wanted and bool(element.root) == foreign:
                del self.stack[index:]
                return True
            if bounds(element):
                return False
        return False

    def clear_to_marker(self) -> None:
        """The cell, object or template that the last marker stands for has ended."""
        while self.formatting and self.formatting.pop() is not None:
            pass

    def active(self, name: str) -> Element | None:
        """The last active formatting element `name` behind the last marker."""
        for element in reversed(self.formatting):
            if element is None or element.name == name:
                return element
        return None

    def reconstruct(self) -> None:
        """Open anew the formatting that is active but was closed together with its block."""
        first = len(self.formatting)
        for element in reversed(self.formatting):
            if element is None or element in self.stack:
                break
            first -= 1
        for element in filter(None, self.formatting[first:]):
            self.push(element)

    def adopt(self, name: str) -> None:
        """The adoption agency: close a formatting element across the blocks opened in it."""
        for _ in range(8):
            element = self.active(name)
            if element is None:
                self.pop_to({name}, lambda other: other.is_special)
                return
            if element not in self.stack:
                self.formatting.remove(element)
                return
            start = self.stack.index(element)
            inner = self.stack[start + 1 :]
            if any(other.bounds_scope for other in inner):
                return
            block = next((place for place, other in enumerate(inner) if other.is_special), None)
            if block is None:
                del self.stack[start:]
                self.formatting.remove(element)
                return
            kept = self._kept_formatting(element, inner[:block])
            self.stack[start:] = [*kept, inner[block], element, *inner[block + 1 :]]

    def _kept_formatting(self, element: Element, between: list[Element]) -> list[Element]:
        """What stays open of the elements between a formatting element and a block in it.

        Also gives `element` the place in the list of active ones that its copy would get.
        """
        kept: list[Element] = []
        for count, other in enumerate(reversed(between), 1):
            if other in self.formatting:
                if count <= 3:
                    kept.insert(0, other)
                else:
                    self.formatting.remove(other)
        if kept:
            self.formatting.remove(element)
            self.formatting.insert(self.formatting.index(kept[-1]) + 1, element)
        return kept
