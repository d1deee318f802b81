"""Collections whose records may come in one file: which ids it has, and the part of each.

The file is read twice: when the content is loaded, for its ids and what is wrong with it as a
whole, and by each batch for the records that it is to check.
"""

from __future__ import annotations

import re
from collections.abc import Collection as Ids
from collections.abc import Mapping
from pathlib import Path

from campaignkit import kinds
from campaignkit.base.findings import Finding
from campaignkit.content.entities import Gathered
from campaignkit.content.folders import leads_out, outside
from campaignkit.kinds import Collection
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.columns import columns_of
from campaignkit.model.fields import ID_PATTERN
from campaignkit.model.nearest import as_id
from campaignkit.source import Columns, Document, ListItem, read_list


def columns_of_lists() -> dict[str, Columns]:
    """What the columns of each collection's list file may be called, by the collection's name."""
    return {
        collection.name: columns_of(collection.model)
        for kind in kinds.KINDS
        for collection in kind.collections
        if collection.list_file
    }


def list_names(
    base: Path, folder: str, collection: Collection, taken: Ids[str], gathered: Gathered
) -> list[str]:
    """Ids of the records in a collection's list file, in its order; none where there is no file.

    `folder` is the campaign's, from the project; `taken` are ids of records with files. Records
    without an id, or with one that another has, are reported and left out.
    """
    path = f"{folder}/{collection.list_file}"
    file = base.parent / path
    if not collection.list_file or not file.exists():
        return []
    if leads_out(file, base):
        gathered.findings.append(outside(path))
        return []
    listed = read_list(file, path, columns_of(collection.model))
    gathered.findings += listed.findings
    first: dict[str, ListItem] = {}
    for item in listed.items:
        fault = _fault(item, collection, taken, first)
        if fault:
            gathered.findings.append(fault)
        else:
            first[item.id] = item
    return list(first)


def list_items(catalogue: Catalogue, path: str, collection: Collection) -> dict[str, Document]:
    """The records of a list file by id, the first of each; empty where it cannot be read."""
    listed = read_list(catalogue.root / path, path, catalogue.columns[collection.name])
    return {item.id: item.document for item in reversed(listed.items)}


def _fault(
    item: ListItem, collection: Collection, taken: Ids[str], first: Mapping[str, ListItem]
) -> Finding | None:
    """What is wrong with an id, if anything is."""
    if not item.id:
        message = f"这一条{collection.noun}没有编号"
        hint = "写上 id（编号），它会进入网址；只用小写字母、数字和短横线，例如 a-01"
        return Finding(item.place, "missing-field", message, hint)
    if not re.fullmatch(ID_PATTERN, item.id):
        kept = as_id(item.id, "")
        message = f"“{item.id}”不能用作编号"
        hint = f"只用小写字母、数字和短横线，例如 {kept or 'a-01'}"
        return Finding(item.place, "bad-value", message, hint)
    if item.id in first:
        line = first[item.id].place.line
        message = f"编号“{item.id}”用了两次，第一次在第 {line} 行"
        return Finding(item.place, "duplicate-id", message, "给其中一个换一个编号")
    if item.id in taken:
        message = f"编号“{item.id}”在 {collection.name}/{item.id}.yml 里已经用了"
        return Finding(item.place, "duplicate-id", message, "只留一处，或换一个编号")
    return None
