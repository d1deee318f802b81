"""The records that are in a campaign's folder already, as far as they are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from campaignkit.content.folders import CONTENT, record_names
from campaignkit.office.form_columns import FormSubject
from campaignkit.office.intake.work_names import leaves
from campaignkit.source import read


@dataclass(frozen=True, slots=True)
class StandingRecord:
    """The name of a record and its data, as its file has them."""

    id: str
    label: str
    data: dict[str, Any]

    def values(self) -> Iterator[object]:
        """All that its file says, and its id."""
        yield self.id
        yield from leaves(self.data)


def standing_records(
    subject: FormSubject, names: Iterable[str] | None = None
) -> dict[str, StandingRecord]:
    """Records by id; all of the collection, or those of `names`. Broken files are left out."""
    root = subject.catalogue.root
    folder = f"{CONTENT}/{subject.campaign.id}/{subject.collection.name}"
    context = {"zone": subject.catalogue.settings.zone}
    found = {}
    for name in record_names(root / folder, folder)[0] if names is None else names:
        document, _ = read(root / folder / f"{name}.yml", f"{folder}/{name}.yml")
        data = document.data if document else None
        if isinstance(data, dict):
            try:
                record = subject.collection.model.model_validate(data, context=context)
            except ValueError:
                continue
            found[name] = StandingRecord(name, record.label, data)
    return found
