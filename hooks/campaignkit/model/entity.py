"""A model that is a whole file: it has an id and knows where each of its words stands."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import PrivateAttr

from campaignkit.findings import Finding, Position
from campaignkit.model.fields import Model
from campaignkit.model.marks import Marked, marked
from campaignkit.source import Document, Path


class Entity(Model):
    """One file of content. Its `id` is the file's or the folder's name."""

    _id: str = PrivateAttr(default="")
    _document: Document | None = PrivateAttr(default=None)
    _root: Path = PrivateAttr(default=())
    _marks: tuple[Marked, ...] | None = PrivateAttr(default=None)
    _lost: frozenset[str] = PrivateAttr(default=frozenset())

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
        self._id, self._document, self._root, self._lost = entity_id, document, root, lost
        return self

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
        assert self._document is not None, "an entity is placed as soon as it is read"
        return self._document

    @property
    def marks(self) -> tuple[Marked, ...]:
        """Every reference, file and Markdown text in it, looked for once for all rules."""
        if self._marks is None:
            self._marks = tuple(marked(self))
        return self._marks

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


class Record(Entity):
    """One of many: an entry, a profile, a session. Each kind says what its records hold.

    The properties below are the questions that shared rules and lists ask of any record.
    """

    collection: ClassVar[str] = ""

    @property
    def label(self) -> str:
        """The name that lists and page titles show."""
        raise NotImplementedError

    @property
    def prize(self) -> str | None:
        """Id of the prize or award it has been given, if any; a nomination is none."""
        return None

    @property
    def public(self) -> bool:
        """Whether a page may be made of it: False once consent is withdrawn."""
        return True
