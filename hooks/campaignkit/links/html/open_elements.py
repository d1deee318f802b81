"""The elements that are open at a place of an HTML text: only they tell what is SVG or MathML.

Source: HTML Standard, §13.2.6.4.7 ("in body") and §13.2.6.5 (foreign content). No tree is built.
Not followed: foster parenting, frames, and what `select` leaves out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from campaignkit.links.html.element_names import (
    BLOCKS,
    BREAKOUT,
    BREAKOUT_ENDS,
    CLOSES_P,
    FORMATTING,
    HEADINGS,
    INTEGRATION,
    MARKED,
    NEVER_OPEN,
    NO_RECONSTRUCTION,
    TABLE_PARTS,
    VOID,
)
from campaignkit.links.html.element_stack import MAX_FORMATTING, Element, ElementStack


class OpenElements(ElementStack):
    """The stack of open elements, fed with every tag from some place on where none was open."""

    @property
    def templates(self) -> int:
        """How many of the open elements are templates of HTML."""
        return sum(element.name == "template" and not element.root for element in self.stack)

    def reaches_outside(self, name: str, *, closing: bool) -> bool:
        """Whether the tag `name` may close what was open before the place of beginning."""
        if not self.stack or name in NEVER_OPEN or name in BREAKOUT_ENDS:
            return False
        if name in TABLE_PARTS and (closing or (name != "table" and self._is_html_next(name))):
            return not any(_bounds_table(element) for element in self.stack)
        if not closing:
            return False
        for element in reversed(self.stack):
            if element.name == name or not element.root or element.bounds_scope:
                return False
        return True

    def text(self) -> None:
        """Characters: they open anew the formatting that the end of another element has closed."""
        if self._is_html_next():
            self.reconstruct()

    def start(self, name: str, attributes: str, *, empty: bool) -> bool:
        """A start tag (`empty`: it ends in `/>`); returns whether it is SVG or MathML."""
        if not self._is_html_next(name):
            if not _breaks_out(name, attributes):
                if not empty:
                    self._push_foreign(name, self.stack[-1].root, attributes)
                return True
            self._leave_foreign()
        if name in INTEGRATION:
            self.reconstruct()
            if not empty:
                self._push_foreign(name, name, attributes)
            return True
        self._start_html(name)
        return False

    def end(self, name: str) -> bool:
        """An end tag; returns whether it stands in SVG or MathML."""
        if not self.in_foreign:
            self._end_html(name)
            return False
        if name in BREAKOUT_ENDS:
            self._leave_foreign()
            self._end_html(name)
            return False
        if not self.pop_to({name}, lambda element: not element.root, foreign=True):
            self._end_html(name)
        return True

    def _push_foreign(self, name: str, root: str, attributes: str) -> None:
        is_point = name in INTEGRATION[root]
        holds_html = is_point and (name != "annotation-xml" or "html" in attributes.lower())
        self.push(Element(name, root, holds_html))

    def _is_html_next(self, name: str = "") -> bool:
        """Whether a start tag `name`, or text, is HTML here."""
        if not self.in_foreign:
            return True
        current = self.stack[-1]
        if current.root == "math" and name in {"mglyph", "malignmark"}:
            return False
        return current.holds_html or (current.name == "annotation-xml" and name == "svg")

    def _leave_foreign(self) -> None:
        while self.in_foreign and not self.stack[-1].holds_html:
            self.stack.pop()

    def _start_html(self, name: str) -> None:
        if name in TABLE_PARTS and name != "table" and not any(map(_bounds_table, self.stack)):
            return
        if name in CLOSES_P:
            self._close_block("p")
        if name in HEADINGS and self.stack and self.stack[-1].name in HEADINGS:
            self.stack.pop()
        elif name in _CLOSES:
            self.pop_to(*_CLOSES[name])
        elif name == "a" and (link := self.active("a")):
            self.adopt("a")
            self.formatting = [element for element in self.formatting if element is not link]
            self.stack = [element for element in self.stack if element is not link]
        if name not in NO_RECONSTRUCTION:
            self.reconstruct()
        if name in VOID or name in NEVER_OPEN:
            return
        element = Element(name)
        self.push(element)
        if len(self.formatting) < MAX_FORMATTING:
            if name in FORMATTING:
                self.formatting.append(element)
            elif name in MARKED:
                self.formatting.append(None)

    def _end_html(self, name: str) -> None:
        if name in NEVER_OPEN:
            return
        if name == "br":
            self.reconstruct()
        elif name in FORMATTING:
            self.adopt(name)
        elif name == "form":
            self._remove_form()
        elif name == "template" or name in TABLE_PARTS:
            closed = self.pop_to({name}, _bounds_table if name in TABLE_PARTS else _bounds_nothing)
            if closed and name in MARKED:
                self.clear_to_marker()
        elif name in BLOCKS:
            if self._close_block(name) and name in MARKED:
                self.clear_to_marker()
        else:
            self.pop_to({name}, lambda element: element.is_special)

    def _close_block(self, name: str) -> bool:
        bounds = _BOUNDS_MORE.get(name, ())
        return self.pop_to(
            HEADINGS if name in HEADINGS else {name},
            lambda element: element.bounds_scope or (not element.root and element.name in bounds),
        )

    def _remove_form(self) -> None:
        """A form leaves the stack alone: what was opened in it stays open."""
        for index in range(len(self.stack) - 1, -1, -1):
            if self.stack[index].bounds_scope:
                return
            if not self.stack[index].root and self.stack[index].name == "form":
                del self.stack[index]
                return


def _bounds_nothing(_: Element) -> bool:
    return False


def _bounds_table(element: Element) -> bool:
    return not element.root and element.name in {"table", "template"}


def _bounds_item(element: Element) -> bool:
    return element.is_special and element.name not in {"address", "div", "p"}


def _bounds_scope(element: Element) -> bool:
    return element.bounds_scope


_BOUNDS_MORE = {"li": ("ol", "ul"), "p": ("button",)}
_CLOSES: dict[str, tuple[Collection[str], Callable[[Element], bool]]] = {
    "li": ({"li"}, _bounds_item),
    "dd": ({"dd", "dt"}, _bounds_item),
    "dt": ({"dd", "dt"}, _bounds_item),
    "button": ({"button"}, _bounds_scope),
    "option": ({"option"}, lambda element: True),
    "optgroup": ({"optgroup"}, lambda element: element.name != "option"),
    "td": ({"td", "th"}, _bounds_table),
    "th": ({"td", "th"}, _bounds_table),
    "tr": ({"tr", "caption"}, _bounds_table),
    **dict.fromkeys(("tbody", "tfoot", "thead"), ({"tbody", "tfoot", "thead"}, _bounds_table)),
}
"""What a start tag closes: up to the last of these names, unless one that bounds comes first."""


def _breaks_out(name: str, attributes: str) -> bool:
    lower = attributes.lower()
    return name in BREAKOUT or (
        name == "font" and any(word in lower for word in ("color", "face", "size"))
    )
