"""Office files of today are ZIP archives of XML; here they are opened within limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser, fromstring

from campaignkit.attachments.file_extract import Budget, Fault, ReadFaultError

MAX_MEMBERS = 10_000
_STEP = 1 << 16
_ENCRYPTED = 0x1
"""Bit of a member's flags."""


@dataclass(frozen=True, slots=True)
class Package:
    """An open archive. Every byte that is unpacked counts against the budget."""

    archive: zipfile.ZipFile
    budget: Budget

    @property
    def names(self) -> list[str]:
        """Names of its members, folders left out."""
        return [info.filename for info in self.archive.infolist() if not info.is_dir()]

    def read(self, name: str) -> bytes:
        """A member's bytes; none where there is no such member."""
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return b""
        if info.flag_bits & _ENCRYPTED:
            raise ReadFaultError(Fault.ENCRYPTED)
        if info.file_size > self.budget.unpacked:
            raise ReadFaultError(Fault.TOO_LARGE)
        parts = []
        with self.archive.open(info) as stream:
            while part := stream.read(_STEP):
                self.budget.spend_bytes(len(part))
                self.budget.check_time()
                parts.append(part)
        return b"".join(parts)

    def elements(self, name: str) -> Iterator[tuple[str, Element]]:
        """Events (`start`, `end`) and elements of an XML member; an ended element may be cleared.

        No document type is accepted: office files have none, and entities can be made to explode.
        """
        data = self.read(name)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise ReadFaultError(Fault.BROKEN)
        parser: Any = XMLPullParser(("start", "end"))
        try:
            for at in range(0, len(data), _STEP):
                self.budget.check_time()
                parser.feed(data[at : at + _STEP])
                yield from parser.read_events()
            parser.close()
        except ParseError as error:
            raise ReadFaultError(Fault.BROKEN) from error

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Type (its last word) and target of a part's relationships, by their ids.

        Targets outside the package, such as `mailto:` addresses, are as they are written.
        """
        folder, base = posixpath.split(name)
        data = self.read(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        if not data or b"<!DOCTYPE" in data:
            return {}
        found = {}
        for relation in fromstring(data):
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                inside = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
                target = posixpath.normpath(inside)
            sort = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = (sort, target)
        return found


def open_package(data: bytes, budget: Budget) -> Package:
    """Open an archive. Raises `ReadFaultError`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadFaultError(Fault.BROKEN) from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise ReadFaultError(Fault.TOO_LARGE)
    return Package(archive, budget)


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without the namespace; empty where there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""
