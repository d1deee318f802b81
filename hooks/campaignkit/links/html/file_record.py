"""One built file after `extract` and `resolve`: what crosses processes and rests in the cache.

Only built-in types, so that `marshal` can store it: 10,000 pages must load within a second. Where a
link stands is kept packed, for it is asked for only when a link is at fault.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from campaignkit.links.html.attributes import Use
from campaignkit.links.html.decode import decode
from campaignkit.links.html.extract import extract
from campaignkit.links.html.facts import Facts, Reference
from campaignkit.links.html.fragment_cache import FragmentCache
from campaignkit.links.html.resolve import PageBase, Resolver, TargetKind

HUGE = 16_000_000
"""Bytes from which a page is reported as too big for a phone; it is checked all the same."""

_MAY_BE_EMPTY = frozenset({"iframe[src]", "embed[src]", "object[data]", "frame[src]", "input[src]"})


# An enumeration's members and their values are found anew each time they are named, which tells
# where it happens for each of a million links.
_INERT, _ID, _PAGE = TargetKind.INERT, Use.ID, Use.PAGE
_TEXT: dict[str, str] = {member: member.value for member in (*TargetKind, *Use)}


class Wanted(NamedTuple):
    """Something that a file refers to, once however often it does: a `Target` and its use."""

    kind: str
    path: str
    fragment: str
    use: str
    image: bool


class Occurrence(NamedTuple):
    """Where a file refers to the `wanted` of that index."""

    offset: int
    place: str
    link: str
    wanted: int


@dataclass(slots=True)
class FileRecord:
    """What a file wants and what it offers.

    `notes` are faults that need no other file; `refresh` is the index of what a `meta refresh`
    jumps to at once, or -1.
    """

    ids: frozenset[str]
    wanted: list[Wanted]
    notes: list[tuple[int, str, str, str]]
    comments: list[tuple[int, str]]
    scripted: bool
    refresh: int
    packed: bytes

    def occurrences(self) -> Iterator[Occurrence]:
        """Every place of every reference, in the order of the file."""
        return map(Occurrence._make, marshal.loads(self.packed))

    def dump(self) -> bytes:
        """The record as bytes."""
        wanted = [tuple(item) for item in self.wanted]
        parts: tuple[Any, ...] = (
            tuple(self.ids),
            wanted,
            self.notes,
            self.comments,
            self.scripted,
            self.refresh,
            self.packed,
        )
        return marshal.dumps(parts)

    @classmethod
    def load(cls, data: bytes) -> FileRecord:
        """The record that `dump` wrote; raises `ValueError`, `EOFError` or `TypeError` else."""
        ids, wanted, notes, comments, scripted, refresh, packed = marshal.loads(data)
        return cls(
            frozenset(ids),
            list(map(Wanted._make, wanted)),
            notes,
            comments,
            scripted,
            refresh,
            packed,
        )


def read(
    path: str, data: bytes, resolver: Resolver, cache: FragmentCache | None = None
) -> FileRecord:
    """The record of the file built as `path` with the content `data`.

    `cache` keeps the fragments of pages from one call to the next.
    """
    text, charset, misfit = decode(data)
    facts = extract(path, text, cache)
    notes = [(note.offset, note.code, note.text, "") for note in facts.notes]
    if misfit:
        notes.append((0, "undecodable", misfit, charset))
    if len(data) > HUGE:
        notes.append((0, "huge", str(len(data)), ""))
    page = resolver.page(path, facts.base, charset)
    wanted, packed = _resolved(facts, page, notes)
    return FileRecord(
        ids=frozenset(facts.ids) | facts.named,
        wanted=wanted,
        notes=notes,
        comments=facts.comments,
        scripted=facts.scripted,
        refresh=next((row[3] for row in packed if row[1] == "meta[content] refresh"), -1),
        packed=marshal.dumps(packed),
    )


def _resolved(
    facts: Facts, page: PageBase, notes: list[tuple[int, str, str, str]]
) -> tuple[list[Wanted], list[tuple[int, str, str, int]]]:
    """What is wanted, each thing once, and where; faults of single references go to `notes`."""
    indexes: dict[tuple[str, str, bool], int] = {}
    wanted: list[Wanted] = []
    packed: list[tuple[int, str, str, int]] = []
    for reference in facts.references:
        offset, place, use, link = reference
        if use is _ID:
            notes += _id_note(reference, facts)
            continue
        if use is not _PAGE and not link.strip() and place not in _MAY_BE_EMPTY:
            notes.append((offset, "empty", place, place))
            continue
        image = place.startswith(("img", "input", "image", "video[poster]"))
        key = (link, use, image)
        index = indexes.get(key)
        if index is None:
            kind, target, fragment = page.resolve(link)
            index = indexes[key] = -1 if kind is _INERT else len(wanted)
            if index >= 0:
                wanted.append(Wanted(_TEXT[kind], target, fragment, _TEXT[use], image))
        if index >= 0:
            packed.append((offset, place, link, index))
    return wanted, packed


def _id_note(reference: Reference, facts: Facts) -> Iterator[tuple[int, str, str, str]]:
    """A fault where an id reference names no element of its page."""
    name = reference.link
    if reference.place.endswith("[usemap]"):
        is_found = f"map {name.partition('#')[2]}" in facts.named or name[1:] in facts.ids
    else:
        is_found = (
            name.removeprefix("#") in facts.ids
            if "url()" in reference.place
            else (name in facts.ids)
        )
    if not is_found:
        yield reference.offset, "id-reference", name, reference.place


def unreadable(reason: str) -> FileRecord:
    """The record of a file that can't be read: a finding, never silence."""
    return FileRecord(
        ids=frozenset(),
        wanted=[],
        notes=[(0, "unreadable", reason, "")],
        comments=[],
        scripted=False,
        refresh=-1,
        packed=marshal.dumps([]),
    )
