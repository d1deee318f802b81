"""The entries of a contest as its judges see and mark them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from campaignkit.kinds.contest.divisions import CATEGORY, GROUP
from campaignkit.kinds.contest.entry import Author, Entry, EntryStage
from campaignkit.kinds.contest.innovation import benefit_line
from campaignkit.kinds.contest.model import Contest
from campaignkit.kinds.judged_work import (
    DropRule,
    JudgedRecords,
    JudgedWork,
    PrizeOffer,
    ScoreItem,
)
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record


def _items(campaign: Campaign) -> tuple[ScoreItem, ...]:
    assert isinstance(campaign, Contest)
    criteria = campaign.judging.criteria if campaign.judging else ()
    return tuple(ScoreItem(one.name, Decimal(str(one.weight)).normalize()) for one in criteria)


def _drops(campaign: Campaign) -> DropRule:
    assert isinstance(campaign, Contest)
    judging = campaign.judging
    if judging is None:
        return DropRule()
    return DropRule(judging.drop_high, judging.drop_low, judging.decimals)


def _work(record: Record, campaign: Campaign, catalogue: Catalogue) -> JudgedWork | None:
    assert isinstance(record, Entry)
    assert isinstance(campaign, Contest)
    if not record.public:
        return None
    titles = (
        campaign.local_titles(CATEGORY).get(record.category or ""),
        campaign.local_titles(GROUP).get(record.group or ""),
    )
    texts = (
        ("", record.body),
        ("要解决的问题", record.problem),
        ("做法", record.solution),
        ("效益", benefit_line(record.benefits)),
    )
    return JudgedWork(
        title=record.title,
        division="、".join(filter(None, titles)),
        divisions=_divisions(record.category, record.group),
        texts=tuple((head, text) for head, text in texts if text),
        text_file=record.file or "",
        pictures=record.media,
        verse=any(c.id == record.category and c.unit == "行" for c in campaign.categories),
        elsewhere="这件作品有视频，请由工作人员播放" if record.video else "",
        names=tuple(dict.fromkeys(filter(None, _names(record, catalogue)))),
    )


def _divisions(category: str | None, group: str | None) -> frozenset[str]:
    named = {"category": category, "group": group}
    return frozenset(f"{key} {value}" for key, value in named.items() if value)


def _names(record: Entry, catalogue: Catalogue) -> Iterator[str]:
    """Every name that a file gives of authors and units, also of people who are not shown."""
    for author in record.authors:
        yield from _author_names(author, catalogue)
    yield from record.team
    for benefit in record.benefits:
        yield benefit.verified_by or ""
    for picture in record.media:
        yield picture.credit or ""


def _author_names(author: Author, catalogue: Catalogue) -> Iterator[str]:
    yield author.name or ""
    yield from author.members
    yield from _unit_names(author.unit or "", catalogue)
    person = catalogue.people.get(author.person or "")
    if person:
        yield person.name
        yield from _unit_names(person.unit, catalogue)


def _unit_names(unit: str, catalogue: Catalogue) -> Iterator[str]:
    found = catalogue.organisations.get(unit)
    yield unit
    if found:
        yield found.name
        yield found.short_name or ""


def _offers(campaign: Campaign) -> tuple[PrizeOffer, ...]:
    """The prizes that judges give: none for units, nor the one that votes decide."""
    assert isinstance(campaign, Contest)
    voted = campaign.vote.prize if campaign.vote else None
    return tuple(
        PrizeOffer(
            prize.id,
            prize.title,
            prize.count if isinstance(prize.count, int) else None,
            _divisions(prize.category, prize.group),
        )
        for prize in campaign.prizes
        if prize.recipient == "work" and prize.id != voted
    )


def _standing(record: Record) -> str | None:
    assert isinstance(record, Entry)
    return record.award


def _proposal(prize: str) -> dict[str, str]:
    return {"stage": str(EntryStage.PROPOSED), "award": prize}


JUDGED_ENTRIES = JudgedRecords(_items, _drops, _work, _offers, _standing, _proposal)
