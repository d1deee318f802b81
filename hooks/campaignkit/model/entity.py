"""A model that is a whole file: it has an id and knows where each of its words stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from campaignkit.base.findings import Finding, Position
from campaignkit.model.fields import Model
from campaignkit.model.marks import Marked, marked
from campaignkit.source import Document, Path


class Entity(Model):
    """One file of content. Its `id` is the file's or the folder's name."""

    # Slots, and hidden from pydantic, whose private attributes cost time in every record: to be
    # made, and to be searched for each time they are asked for.
    __slots__ = ("_document", "_id", "_lost", "_marks", "_root")
    if TYPE_CHECKING:
        _id: str
        _document: Document
        _root: Path
        _lost: frozenset[str]
        _marks: tuple[Marked, ...] | None

    def placed(
        self,
        entity_id: str,
        document: Document,
        root: Path = (),
        lost: frozenset[str] = frozenset(),
    ) -> Self:
        """Tell the entity who it is; `root` is where in the document it stands.

        `lost` are the keys from which wrong values were left out.
        """
        told = {"_id": entity_id, "_document": document, "_root": root, "_lost": lost}
        for name, value in {**told, "_marks": None}.items():
            object.__setattr__(self, name, value)
        return self

    def __getstate__(self) -> dict[Any, Any]:
        """Take the slots along, which pydantic does not know, to a worker that is not forked."""
        places = {name: getattr(self, name) for name in ("_document", "_id", "_lost", "_root")}
        return {**super().__getstate__(), "places": places}

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """Come back with them."""
        places = state.pop("places")
        super().__setstate__(state)
        for name, value in {**places, "_marks": None}.items():
            object.__setattr__(self, name, value)

    def lost(self, *keys: str) -> bool:
        """Whether one of these keys was written, but wrongly, so that its absence says nothing."""
        return not self._lost.isdisjoint(keys)

    @property
    def id(self) -> str:
        """The name of its file without `.yml`, or of its folder."""
        return self._id

    @property
    def document(self) -> Document:
        """The file it was read from."""
        return self._document

    @property
    def marks(self) -> tuple[Marked, ...]:
        """Every reference, file and Markdown text in it, looked for once for all rules."""
        if self._marks is None:
            object.__setattr__(self, "_marks", tuple(marked(self)))
        assert self._marks is not None
        return self._marks

    def owns(self, path: Path) -> bool:
        """Whether the value at a path of its document is its own: some files hold several."""
        return path[: len(self._root)] == self._root

    def own_path(self, path: Path) -> Path:
        """A path of its document as its own fields and marks have it."""
        return path[len(self._root) :]

    def field(self, name: str) -> Any:
        """The value of a field, None where this sort of file has no such field."""
        return self.__dict__.get(name)

    def sibling(self, path: Path, name: str) -> Any:
        """The value of another key beside the value at `path`; None where there is none."""
        data = self.document.data
        try:
            for step in (*self._root, *path[:-1], name):
                data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
        return data

    @property
    def folder(self) -> str:
        """The folder its file references are relative to, from the project, with `/`."""
        return self.document.path.rpartition("/")[0]

    def value_position(self, *path: str | int) -> Position:
        """Where the value at `path` stands."""
        return self.document.value_position((*self._root, *path))

    def text_position(self, path: Path, line: int, column: int) -> Position:
        """Where a place inside the text at `path` stands."""
        return self.document.text_position((*self._root, *path), line, column)

    def key_position(self, *path: str | int) -> Position:
        """Where the key at `path` stands; the entity itself without a path."""
        return self.document.key_position((*self._root, *path))

    def finding(self, path: Path, rule: str, message: str, hint: str = "") -> Finding:
        """A finding at the value that stands at `path`."""
        return Finding(self.value_position(*path), rule, message, hint)
