"""The card of a contest entry: what is kept of it after its batch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from campaignkit.kinds.contest.divisions import CATEGORY, GROUP
from campaignkit.kinds.contest.entry import Author, Entry, EntryStage
from campaignkit.kinds.contest.entry_text import markdown_of, sketch, words_of
from campaignkit.kinds.contest.innovation import benefit_line
from campaignkit.kinds.contest.model import Contest
from campaignkit.kinds.naming import author_name, mentions, unit_of
from campaignkit.kinds.prizes import PRIZE
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.files import home_folder
from campaignkit.model.record import Record


class EntryFacts(NamedTuple):
    """What rules need of an entry besides its card.

    `in_lines` is true of poems, whose lines are kept. `category` and `group` are ids or empty.
    `votes` were counted at `votes_as_of`, in words. `authors` that can be told apart: a person's
    id and nothing, or a name and a unit. `text_key` is the key that gives its words, `sketch` what
    copies are found by, see `entry_text`.
    """

    authors: tuple[tuple[str, str], ...]
    category: str
    group: str
    in_lines: bool
    votes: int | None
    votes_as_of: str
    text_key: str = ""
    sketch: bytes = b""


def entry_card(record: Record, campaign: Campaign, catalogue: Catalogue) -> Card:
    """The card of an entry: winners first, in the order of the prizes."""
    assert isinstance(record, Entry)
    assert isinstance(campaign, Contest)
    prizes = [prize.id for prize in campaign.prizes]
    stage = record.shown_stage(campaign, catalogue.as_of)
    shown = record.award if stage is not EntryStage.SUBMITTED else None
    rank = prizes.index(shown) if shown in prizes else len(prizes)
    units = {unit for author in record.authors if (unit := _unit(author, catalogue))}
    names = "、".join(
        author_name(author.person, author.name, catalogue) for author in record.authors
    )
    categories = campaign.local_titles(CATEGORY)
    groups = campaign.local_titles(GROUP)
    public = record.public and not _all_withdrew(record, catalogue)
    picture = record.media[0] if record.media else record.video.cover if record.video else None
    return Card(
        campaign=campaign.id,
        collection=record.collection,
        id=record.id,
        title=record.title,
        public=public,
        subtitle=names,
        excerpt=benefit_line(record.benefits),
        picture=picture.file if picture else "",
        picture_alt=picture.alt if picture else "",
        order=(rank, record.category or "", record.id),
        prize=record.prize,
        proposed=record.proposed,
        state=str(stage),
        prize_key=record.prize_key,
        facets={
            "category": (categories.get(record.category, ""),) if record.category else (),
            "group": (groups.get(record.group, ""),) if record.group else (),
            "award": _award(stage, record.award, campaign),
            "unit": tuple(sorted(units)),
        },
        mentions=mentions(record, {"authors": "作者"}),
        extra=EntryFacts(
            tuple(_known(record, public=public)),
            record.category or "",
            record.group or "",
            any(c.id == record.category and c.unit == "行" for c in campaign.categories),
            record.votes.count if record.votes else None,
            str(record.votes.as_of) if record.votes else "",
            "file" if record.body is None else "body",
            _sketch(record, catalogue),
        ),
    )


def _sketch(record: Entry, catalogue: Catalogue) -> bytes:
    home = catalogue.root / home_folder(record)
    return sketch(words_of(markdown_of(record.body, record.file, home)))


def _known(record: Entry, *, public: bool) -> Iterator[tuple[str, str]]:
    for author in record.authors if public else ():
        if author.person:
            yield author.person, ""
        elif author.name and author.unit:
            yield author.name, author.unit


def _all_withdrew(record: Entry, catalogue: Catalogue) -> bool:
    """Whether a work has no author left who agrees to be seen with it."""
    people = [catalogue.people.get(author.person or "") for author in record.authors]
    return all(p is not None and p.consent and p.consent.withdrawn for p in people)


def _award(stage: EntryStage, award: str | None, campaign: Contest) -> tuple[str, ...]:
    """The prize as lists name it: 一等奖, or 拟获一等奖 while the notice stands."""
    title = campaign.local_titles(PRIZE).get(award or "")
    if not title or stage is EntryStage.SUBMITTED:
        return ()
    return (title if stage is EntryStage.AWARDED else f"拟获{title}",)


def _unit(author: Author, catalogue: Catalogue) -> str | None:
    return unit_of(author.person, author.unit, catalogue)
