"""Checks JSON-LD against the shapes that search engines ask of it (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

REQUIRED: dict[str, frozenset[str]] = {
    "BreadcrumbList": frozenset({"itemListElement"}),
    "ListItem": frozenset({"position", "name", "item"}),
    "WebSite": frozenset({"name", "url"}),
    "WebPage": frozenset({"name"}),
    "ProfilePage": frozenset({"name", "mainEntity"}),
    "Event": frozenset({"name", "startDate"}),
    "Place": frozenset({"name"}),
    "Organization": frozenset({"name"}),
    "Person": frozenset({"name"}),
    "CreativeWork": frozenset({"name", "author"}),
    "VideoObject": frozenset({"name"}),
    "Quiz": frozenset({"name"}),
    "Question": frozenset({"name", "acceptedAnswer"}),
    "Answer": frozenset({"text"}),
    "Comment": frozenset({"text"}),
    "CivicStructure": frozenset({"name", "address"}),
    "PostalAddress": frozenset({"streetAddress"}),
    "GeoCoordinates": frozenset({"latitude", "longitude"}),
    "LocationFeatureSpecification": frozenset({"name", "value"}),
    "OpeningHoursSpecification": frozenset({"dayOfWeek", "opens", "closes"}),
    "Course": frozenset({"name", "description", "provider"}),
}
"""What a thing of each type must have; a type that is not listed is not known."""

ALLOWED: dict[str, frozenset[str]] = {
    "mainEntity": frozenset({"Person", "Organization"}),
    "author": frozenset({"Person", "Organization"}),
    "organizer": frozenset({"Organization"}),
    "publisher": frozenset({"Organization"}),
    "location": frozenset({"Place"}),
    "subEvent": frozenset({"Event"}),
    "itemListElement": frozenset({"ListItem"}),
    "acceptedAnswer": frozenset({"Answer"}),
    "isPartOf": frozenset({"WebPage", "Quiz"}),  # schema.org: a CreativeWork, which no Event is
}
"""Which types may stand under a property."""

_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_DATES = ("startDate", "endDate", "previousStartDate", "dateModified")
_URLS = ("url", "item", "eventStatus", "eventAttendanceMode", "dayOfWeek")


def blocks(html: str) -> list[dict[str, Any]]:
    """The structured data of a page."""
    return [json.loads(text) for text in _SCRIPT.findall(html)]


def problems(data: dict[str, Any]) -> list[str]:
    """What is wrong with one block."""
    found = [] if data.get("@context") == "https://schema.org" else ["no @context"]
    return found + list(_thing(data, data.get("@type", "?")))


def _thing(thing: dict[str, Any], where: str) -> Iterator[str]:
    kind = thing.get("@type")
    if kind not in REQUIRED:
        yield f"{where}: unknown type {kind}"
        return
    for name in sorted(REQUIRED[kind]):
        if thing.get(name) in (None, "", {}):
            yield f"{where}: {kind} has no {name}"
    for name, value in thing.items():
        for part in value if isinstance(value, list) else [value]:
            yield from _part(name, part, f"{where}.{name}")


def _part(name: str, part: object, where: str) -> Iterator[str]:
    if isinstance(part, dict):
        if name in ALLOWED and part.get("@type") not in ALLOWED[name]:
            yield f"{where}: {part.get('@type')} must not stand here"
        yield from _thing(part, where)
    elif name in _URLS and not str(part).startswith("https://"):
        yield f"{where}: {part} is no absolute address"
    elif name in _DATES:
        try:
            datetime.fromisoformat(str(part))
        except ValueError:
            yield f"{where}: {part} is no date"
