"""PowerPoint files: slides with their numbers, notes, comments."""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.attachments.file_extract import Piece
from campaignkit.attachments.package import Package, attribute, local
from campaignkit.attachments.parts import other_parts, paragraphs

_SHOW = "ppt/presentation.xml"
_SORTS = {"notesSlide": "备注", "comments": "批注"}


def presentation_pieces(package: Package) -> Iterator[Piece]:
    """All text of a .pptx with its places."""
    read = {_SHOW}
    for number, name in enumerate(_slides(package), start=1):
        place = f"第{number}页"
        read.add(name)
        yield from paragraphs(package, name, place)
        for sort, target in package.related(name).values():
            if sort in _SORTS and target in package.names:
                read.add(target)
                yield from paragraphs(package, target, f"{place}的{_SORTS[sort]}")
    yield from other_parts(package, read)


def _slides(package: Package) -> Iterator[str]:
    """The part of each slide in the order of the show."""
    targets = package.related(_SHOW)
    for event, element in package.elements(_SHOW):
        if event == "end" and local(element) == "sldId":
            relation = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
            _, target = targets.get(relation or attribute(element, "id"), ("", ""))
            if target in package.names:
                yield target
