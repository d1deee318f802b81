"""What reviewers look at besides the pages: sources, and who agreed to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from campaignkit.content.batch import collection_of
from campaignkit.content.check import CheckResult
from campaignkit.content.entities import Gathered
from campaignkit.content.list_files import list_items
from campaignkit.content.load import read_record
from campaignkit.model.campaign import Campaign
from campaignkit.model.record import Record
from campaignkit.model.ref_target import PERSON
from campaignkit.model.shared import Consent, Source


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """Whom something is about, where it stands, and what was agreed to, in words."""

    name: str
    place: str
    agreed: str


def records_of(checked: CheckResult, campaign: Campaign) -> Iterator[Record]:
    """The records of a campaign that can be read."""
    for batch in checked.loaded.batches:
        if batch.campaign != campaign.id:
            continue
        collection = collection_of(batch)
        path = batch.path("")
        items = list_items(checked.catalogue, path, collection) if batch.list_file else {}
        for name in batch.ids:
            found, _ = read_record(
                checked.catalogue, collection, campaign.id, name, Gathered(), items.get(name)
            )
            if found is not None:
                yield found


def consent_rows(
    checked: CheckResult, campaign: Campaign, records: Iterable[Record]
) -> Iterator[ConsentRow]:
    """One row for each record about people, and one for each person with a file of their own."""
    people: dict[str, str] = {}
    for record in records:
        consent = record.field("consent")
        if consent is not None or record.needs_consent(campaign):
            yield ConsentRow(record.label, record.document.path, _agreed(consent))
        for _, name, marker in record.marks:
            if getattr(marker, "target", None) == PERSON:
                people.setdefault(name, record.label)
    for _, name, marker in campaign.marks:
        if getattr(marker, "target", None) == PERSON:
            people.setdefault(name, campaign.title)
    for name in people:
        person = checked.catalogue.people.get(name)
        if person:
            yield ConsentRow(person.name, person.document.path, _agreed(person.consent))


def _agreed(consent: Consent | None) -> str:
    if consent is None:
        return "没有同意的记录"
    if consent.withdrawn:
        return f"{consent.withdrawn} 撤回，不公开"
    told = "同意公开事迹" if consent.profile else "不同意公开事迹"
    told += "和照片" if consent.shows_portrait else "，不公开照片"
    return f"{told}，{consent.date} 签，范围：{consent.scope}"


def source_lines(campaign: Campaign, records: Iterable[Record]) -> list[str]:
    """All sources in words, each once."""
    lines = [source_line(source) for source in campaign.sources]
    for record in records:
        held = record.field("sources") or record.field("source") or ()
        lines += [
            f"{source_line(source)}（{record.label}）"
            for source in (held if isinstance(held, tuple) else (held,))
            if isinstance(source, Source)
        ]
    return list(dict.fromkeys(lines))


def source_line(source: Source) -> str:
    """A source in one line."""
    when = source.date or source.year
    parts = (source.author, source.publisher, when, source.pages, source.url)
    return "，".join((f"《{source.title}》", *(str(part) for part in parts if part)))
