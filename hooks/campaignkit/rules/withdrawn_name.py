"""撤回同意的人，正文、课件和图片说明里也不能再写姓名。

程序自动撤下本人的页面和照片，文字里写的姓名要编辑来删。在同一活动里自己写了同意的同名的人，和人物
里有同名而没有撤回的，不查。依据个人信息保护法第十五条。

错误（contest）：

    about: 获奖的有示例·李小明和另外两位。
    ---
    # campaigns/people/li-xiaoming.yml
    name: 示例·李小明
    unit: 机械厂
    occupation: 钳工
    bio: 已撤回。
    consent: {profile: true, date: 2021-01-04, scope: 网站, withdrawn: 2021-02-01}

正确（contest）：

    about: 获奖的有一位钳工和另外两位。
    ---
    # campaigns/people/li-xiaoming.yml
    name: 示例·李小明
    unit: 机械厂
    occupation: 钳工
    bio: 已撤回。
    consent: {profile: true, date: 2021-01-04, scope: 网站, withdrawn: 2021-02-01}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from campaignkit.base.findings import Finding
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Entity
from campaignkit.model.passages import matches
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSort, TextSource
from campaignkit.source import Document, decode, read, read_bytes

ID = "withdrawn-name"

_HINT = "删掉姓名，或改成“一位钳工”这样的说法"
_SAMPLE = "示例·"
_AFTER = r"(?:(?![\u3400-\u9fff])|(?=同志|师傅|老师|先生|女士|说|和|与|及|等))"
"""What may follow a name of two characters: more of them might be another word."""


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Names of people who withdrew, in a YAML file that is not their own."""
    names = context.catalogue.withdrawn_names
    if names:
        own = entity.field("name")
        yield from _findings(entity, [name for name in names if name != own])


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """Names of people who withdrew, in a Markdown file."""
    if context.catalogue.withdrawn_names:
        yield from _findings(source, context.catalogue.withdrawn_names)


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """Names of those who withdrew in their own record, in all else of its campaign."""
    for campaign in catalogue.campaigns.values():
        names = names_of_records(catalogue, campaign.id)
        if names:
            yield from _findings(campaign, names)
            yield from _in_files(catalogue, campaign.folder, names)


def names_of_records(catalogue: Catalogue, campaign: str) -> set[str]:
    """Names of those of a campaign who withdrew in their own record, and have no other file."""
    known = {person.name for person in catalogue.people.values()}
    hidden = (card for held in catalogue.cards.get(campaign, {}).values() for card in held.values())
    return {
        name
        for card in hidden
        if not card.public
        for name in _withdrawn_in(_plain(catalogue.document_of(card)))
        if name not in known
    }


def name_pattern(name: str) -> str:
    """The regular expression of a name in a text: a short one may be part of another word."""
    said = name.removeprefix(_SAMPLE).strip()
    return re.escape(said) + (_AFTER if len(said) < 3 else "")


def _findings(where: Entity | TextSource, names: Iterable[str]) -> Iterator[Finding]:
    for name in names:
        for passage, match in matches(where, re.compile(name_pattern(name))):
            message = f"{name}撤回了同意，这里还写着姓名"
            yield passage.finding(
                *match.span(), ID, message, "删掉姓名，或改成“一位钳工”这样的说法"
            )


def _data(catalogue: Catalogue, path: str) -> Mapping[str, Any]:
    return _plain(read(catalogue.root / path, path)[0])


def _plain(document: Document | None) -> Mapping[str, Any]:
    data = document.data if document else None
    return data if isinstance(data, dict) else {}


def _withdrawn_in(data: Mapping[str, Any]) -> Iterator[str]:
    """Names that a record gives whose consent was withdrawn in the record itself."""
    consent = data.get("consent")
    if not isinstance(consent, dict) or not consent.get("withdrawn"):
        return
    people = [data, *(value for held in data.values() if isinstance(held, list) for value in held)]
    for one in people:
        name = one.get("name") if isinstance(one, dict) else None
        if isinstance(name, str) and len(name.strip()) > 1:
            yield name


def _in_files(catalogue: Catalogue, folder: str, names: set[str]) -> Iterator[Finding]:
    """The names in the records and Markdown files of a campaign, but in their own records."""
    home = catalogue.root / folder
    for file in sorted(home.rglob("*")):
        path = f"{folder}/{file.relative_to(home).as_posix()}"
        if file.suffix not in (".yml", ".md") or not file.is_file() or file.parent == home:
            continue
        text = decode(read_bytes(file), path).content or ""
        if any(name.removeprefix(_SAMPLE) in text for name in names):
            own = _names(_data(catalogue, path)) if file.suffix == ".yml" else set()
            yield from _findings(TextSource(path, text, TextSort.ENTRY), names - own)


def _names(data: Mapping[str, Any]) -> set[str]:
    """Names of those whom a record is about."""
    lists = (value for value in data.values() if isinstance(value, list))
    people = [data, *(one for held in lists for one in held if isinstance(one, dict))]
    return {name for one in people if isinstance(name := one.get("name"), str)}
