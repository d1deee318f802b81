"""Where content may hold personal data, for the four rules that look for it. No rule itself.

A YAML file is searched as it is written, so that a finding stands on its very characters, in
blocks and comments too. Office telephones and addresses have their fields, where any number may
stand that the office has chosen to publish.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from campaignkit.base.findings import Finding, Position
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSource
from campaignkit.personal import BANK_CARD, EMAIL, ID_NUMBER, MOBILE, Hit, find, may_hold_any
from campaignkit.rules import attached_files
from campaignkit.rules.attached_files import AttachedFile, Complaint
from campaignkit.rules.inspection import Inspection, value_key

_OFFICE = {
    MOBILE: frozenset(("contacts", "objection", "offices", "nomination_offices")),
    EMAIL: frozenset(("contacts", "objection", "offices", "nomination_offices", "submission")),
}
"""Keys below which an office writes how it can be reached."""

_NAMES = {
    ID_NUMBER: "身份证号",
    MOBILE: "手机号",
    BANK_CARD: "银行卡号",
    EMAIL: "私人邮箱",
}
_HINTS = {
    ID_NUMBER: "删掉它；要区分同名的人，写单位和职务",
    MOBILE: "删掉它；办公电话写在 contacts 里",
    BANK_CARD: "删掉它；网站上不放任何个人账号",
    EMAIL: "删掉它；办公邮箱写在 contacts 里，投稿邮箱写在 submission 里",
}
_SHOWN = 3
"""Places of one attachment that a finding names."""


def entity_findings(entity: Entity, context: Context, sort: str) -> Iterator[Finding]:
    """One sort of personal data in a YAML file and in the files it names."""
    document = entity.document
    for hit in find(document.text):
        if hit.sort == sort:
            place = _position(document.path, document.text, hit, document.first_line)
            path = document.path_at(place.line, place.column)
            if entity.owns(path) and not _is_office(path, hit, context):
                yield _finding(place, hit)
    if "\\" in document.text:
        yield from _escaped(entity, context, sort)
    yield from attached_files.entity_findings(entity, context, sort, _in_file(sort))


def text_findings(source: TextSource, context: Context, sort: str) -> Iterator[Finding]:
    """One sort of personal data in a Markdown file and in the files it links to."""
    for hit in find(source.text):
        if hit.sort == sort and not _is_office((), hit, context):
            yield _finding(source.position(hit.start, hit.end), hit)
    yield from attached_files.text_findings(source, context, sort, _in_file(sort))


def loose_findings(path: str, context: Context, sort: str) -> Iterator[Finding]:
    """One sort of personal data in the name and the content of a file of the docs folder."""
    for hit in find(path):
        if hit.sort == sort:
            yield Finding(Position(path), sort, f"文件名里有{_NAMES[sort]}：{hit.masked}", "改名")
    yield from attached_files.loose_findings(path, context, sort, _in_file(sort))


def _in_file(sort: str) -> attached_files.Check:
    def check(
        attached: AttachedFile, inspection: Inspection, context: Context
    ) -> Iterator[Complaint]:
        hits = [hit for hit in inspection.hits if hit.sort == sort]
        if sort == EMAIL and hits:
            known = set(map(value_key, _office_addresses(context)))
            hits = [hit for hit in hits if hit.key not in known]
        if hits:
            shown = "；".join(f"{hit.place}（{hit.masked}）" for hit in hits[:_SHOWN])
            rest = f"……共 {len(hits)} 处" if len(hits) > _SHOWN else ""
            message = f"文件里有{_NAMES[sort]}：{attached.name} {shown}{rest}"
            yield message, "打开这个文件删掉它，再保存；隐藏的表、批注、修订和文档属性也会被人看到"

    return check


def _finding(place: Position, hit: Hit) -> Finding:
    return Finding(place, hit.sort, f"这里有{_NAMES[hit.sort]}：{hit.masked}", _HINTS[hit.sort])


def _position(path: str, text: str, hit: Hit, first_line: int) -> Position:
    line = text.count("\n", 0, hit.start)
    column = hit.start - text.rfind("\n", 0, hit.start)
    return Position(path, first_line + line, column, hit.end - hit.start)


def _is_office(path: tuple[str | int, ...], hit: Hit, context: Context) -> bool:
    """Whether a number or address stands where offices have theirs, or is one of these."""
    if not _OFFICE.get(hit.sort, frozenset()).isdisjoint(map(str, path)):
        return True
    return hit.sort == EMAIL and hit.value in _office_addresses(context)


def _office_addresses(context: Context) -> set[str]:
    """Addresses that stand in the contacts of the campaign; of all, for what belongs to none."""
    catalogue = context.catalogue
    campaigns = [context.campaign] if context.campaign else list(catalogue.campaigns.values())
    return {
        hit.value
        for campaign in campaigns
        for path, text in _texts(campaign.document.data)
        if not _OFFICE[EMAIL].isdisjoint(map(str, path))
        for hit in find(text)
        if hit.sort == EMAIL
    }


def _escaped(entity: Entity, context: Context, sort: str) -> Iterator[Finding]:
    """Values that spell some of their characters as escapes."""
    document = entity.document
    seen = {hit.value for hit in find(document.text)}
    for path, text in _texts(document.data):
        if may_hold_any(text) and entity.owns(path):
            for hit in find(text):
                known = hit.value in seen or _is_office(path, hit, context)
                if hit.sort == sort and not known:
                    yield _finding(document.value_position(path), hit)


def _texts(
    data: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _texts(value, (*path, number))
    elif data is not None and not isinstance(data, bool):
        yield path, str(data)
