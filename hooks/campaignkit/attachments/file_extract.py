"""What reading a file gives, and the limits within which it is read."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import StrEnum

MAX_SECONDS = 20.0
"""Time for one file, with everything in it."""

MAX_UNPACKED = 300_000_000
"""Bytes that all compressed parts of a file may unpack to, together."""

MAX_CHARACTERS = 20_000_000
"""Text of one file that is looked through."""

MAX_DEPTH = 3
"""How deep a file may lie in others: a workbook in a document in an archive."""


class Fault(StrEnum):
    """Why a file, or a part of it, could not be read."""

    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too-large"
    WRONG_TYPE = "wrong-type"


class ReadFaultError(Exception):
    """Reading stops; `fault` says why. Caught inside this room."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Piece:
    """A text and where in the file an editor finds it, such as `第2张表 C7`."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """Width and height in pixels as shown, and whether its metadata says where it was taken."""

    width: int
    height: int
    located: bool = False


@dataclass(frozen=True, slots=True)
class Extract:
    """All text that was found, and what kept the rest from being read.

    `actual` is the type that the content has (`png`, `docx` …), for a fault of the type.
    """

    pieces: tuple[Piece, ...] = ()
    fault: Fault | None = None
    actual: str = ""
    picture: PictureFacts | None = None


@dataclass(slots=True)
class Budget:
    """What one file, and all files in it, may still cost."""

    deadline: float = field(default_factory=lambda: time.monotonic() + MAX_SECONDS)
    unpacked: int = MAX_UNPACKED
    characters: int = MAX_CHARACTERS

    def check_time(self) -> None:
        """Raise `ReadFaultError` when the time is up."""
        if time.monotonic() > self.deadline:
            raise ReadFaultError(Fault.TOO_LARGE)

    def spend_bytes(self, count: int) -> None:
        """Count unpacked bytes. Raises `ReadFaultError` past the limit."""
        self.unpacked -= count
        if self.unpacked < 0:
            raise ReadFaultError(Fault.TOO_LARGE)

    def piece(self, place: str, text: str) -> Piece:
        """A piece, counted. Raises `ReadFaultError` past the limits."""
        self.characters -= len(text)
        if self.characters < 0:
            raise ReadFaultError(Fault.TOO_LARGE)
        self.check_time()
        return Piece(place, text)
