"""What the picture beside a shared link says; apart from what draws it, which needs Pillow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardText:
    """What a card says. `sort` is a word or two (征集评选), `status` may be empty."""

    title: str
    sort: str = ""
    status: str = ""
    date: str = ""
    publisher: str = ""
    sample: bool = False
