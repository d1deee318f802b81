"""What can be found, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Icon = Literal["page", "campaign", "person", "record", "event", "deck"]


@dataclass(frozen=True, slots=True)
class Group:
    """A sort of documents: its heading among the results, and the icon of those without picture.

    The icon `person` stands for the first character of the name.
    """

    title: str
    icon: Icon


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One page of the site as search knows it.

    `uri` and `picture` are addresses below the site's root. `subtitle` is shown below the title;
    `words` are found but not shown: years, award titles, the campaign. All are plain text.
    `same_as` is the address of the page about the same person; of the two one is shown.
    """

    uri: str
    title: str
    subtitle: str = ""
    words: tuple[str, ...] = ()
    text: str = ""
    picture: str = ""
    same_as: str = ""
