"""Which form a workbook is: a hidden sheet says so, so that intake need not guess from heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from campaignkit.office.form_columns import FormColumn, FormSubject
from campaignkit.office.private_columns import PrivateColumn

IDENTITY_SHEET = "_campaignkit"
FORM_FORMAT = "campaignkit form 1"

ID_KEY = "id"
"""Stands for the column of record ids, which is no field of the model."""
ID_HEAD = "编号"
SAMPLE_MARK = "示例"
"""In the first cell of the sample row: intake passes over it."""


@dataclass(frozen=True, slots=True)
class FormIdentity:
    """What the hidden sheet holds; `keys` are those of the columns, from the left."""

    campaign: str
    collection: str
    schema: str
    keys: tuple[str, ...]


def identity_of(
    subject: FormSubject, columns: Sequence[FormColumn], private: Sequence[PrivateColumn]
) -> FormIdentity:
    """The identity of a form with these columns."""
    keys = (ID_KEY, *(c.key for c in columns), *(c.key for c in private))
    return FormIdentity(subject.campaign.id, subject.collection.name, subject.schema_digest(), keys)


def identity_rows(identity: FormIdentity) -> list[list[str]]:
    """The rows of the hidden sheet."""
    return [
        [FORM_FORMAT],
        ["campaign", identity.campaign],
        ["collection", identity.collection],
        ["schema", identity.schema],
        ["columns", *identity.keys],
    ]


def read_identity(rows: Iterable[Sequence[object]]) -> FormIdentity | None:
    """The identity in the rows of a hidden sheet; None where they are none of ours."""
    texts = [[str(cell).strip() for cell in row] for row in rows]
    if not texts or texts[0][:1] != [FORM_FORMAT]:
        return None
    told = {row[0]: [cell for cell in row[1:] if cell] for row in texts[1:] if row}
    single = {name: (told.get(name) or [""])[0] for name in ("campaign", "collection", "schema")}
    return FormIdentity(**single, keys=tuple(told.get("columns", ())))
