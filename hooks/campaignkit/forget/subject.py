"""Whom to forget, and what gives them away: names, files, pages and sentences of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from campaignkit.content.folders import CONTENT
from campaignkit.model.catalogue import Catalogue
from campaignkit.source import read

_SAMPLE = "示例·"
_SENTENCE = re.compile(r"[\u3400-\u9fff]{10,}")
_RECORD = re.compile(rf"{CONTENT}/([a-z0-9-]+)/([a-z]+)/([a-z0-9-]+)\.yml")
_REF = re.compile(r"([a-z0-9-]+)/([a-z0-9-]+)")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


class UnknownError(ValueError):
    """Nobody is called so, or several are; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What gives a person away.

    `names` are as written in texts; `pages` the ends of the paths of their own files and pages
    (`people/zhang-san`); `sentences` occur in their own files alone; `files` are those files, from
    the project; `records` campaign, collection and id of their own records; `shown` is true while
    the content still lets their page be published.
    """

    names: tuple[str, ...]
    pages: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    records: frozenset[tuple[str, str, str]] = frozenset()
    shown: bool = False
    namesake: bool = False
    """Whether somebody else of that name is shown: then `names` is empty."""


def subject_of(catalogue: Catalogue, person: str) -> Subject:
    """Find a person by id, name or `campaign/record`. Raises `UnknownError`.

    A Chinese name that the content does not have any more is looked for as it stands.
    """
    found = [one for one in catalogue.people.values() if person in (one.id, _said(one.name))]
    if len(found) > 1:
        ids = "、".join(one.id for one in found)
        raise UnknownError(f"有几个人叫“{person}”：写编号，{ids} 中的一个")
    if found:
        one = found[0]
        own = [one.document.path, *_works(catalogue.root, one.id)]
        made = _subject(catalogue.root, _said(one.name), own, shown=one.public)
        others = (other for other in catalogue.people.values() if other is not one)
        same = any(other.public and _said(other.name) == _said(one.name) for other in others)
        return replace(made, names=(), namesake=True) if same else made
    if match := _REF.fullmatch(person):
        files = sorted((catalogue.root / CONTENT / match[1]).glob(f"*/{match[2]}.yml"))
        paths = [file.relative_to(catalogue.root).as_posix() for file in files]
        data = _data(catalogue.root, paths[0]) if paths else {}
        if isinstance(data.get("name"), str):
            consent = data.get("consent")
            gone = isinstance(consent, dict) and bool(consent.get("withdrawn"))
            return _subject(catalogue.root, _said(data["name"]), paths[:1], shown=not gone)
    if _HAN.fullmatch(_said(person).replace("·", "")):
        return Subject((_said(person),))
    hint = "写人物的编号（people 里的文件名）、姓名，或 活动/编号"
    raise UnknownError(f"没有“{person}”这个人\n   改法：{hint}")


def _said(name: str) -> str:
    return name.removeprefix(_SAMPLE).strip()


def _subject(root: Path, name: str, own: list[str], *, shown: bool) -> Subject:
    texts = [text for path in own for text in _strings(_data(root, path))]
    folders = {path: path.split("/")[1] for path in own}
    named = [
        f"{CONTENT}/{folder}/{text}"
        for path, folder in folders.items()
        for text in _strings(_data(root, path))
        if "\n" not in text and 0 < len(text) < 200 and (root / CONTENT / folder / text).is_file()
    ]
    files = (*own, *named)
    texts += [_text(root / path) for path in named if path.endswith(".md")]
    sentences = {match[0] for text in texts for match in _SENTENCE.finditer(text)}
    records = frozenset(
        (match[1], match[2], match[3]) for path in own if (match := _RECORD.fullmatch(path))
    )
    return Subject(
        (name,),
        tuple(path.removeprefix(f"{CONTENT}/").removesuffix(".yml") for path in files),
        tuple(sorted(sentences - _elsewhere(root, files, sentences))),
        files,
        records,
        shown,
    )


def _works(root: Path, person: str) -> Iterator[str]:
    """Records that are about a person alone, or made by nobody else."""
    for file in sorted((root / CONTENT).glob("*/*/*.yml")):
        path = file.relative_to(root).as_posix()
        if person not in _text(file):
            continue
        data = _data(root, path)
        authors = data.get("authors")
        authors = authors if isinstance(authors, list) else []
        ids = {one.get("person") if isinstance(one, dict) else one for one in authors}
        if data.get("person") == person or ids == {person}:
            yield path


def _elsewhere(root: Path, own: tuple[str, ...], sentences: set[str]) -> set[str]:
    """Of some sentences those that other content says as well."""
    others = (
        file
        for file in (root / CONTENT).rglob("*")
        if file.suffix in (".yml", ".md") and file.relative_to(root).as_posix() not in own
    )
    found: set[str] = set()
    for file in others:
        text = _text(file)
        found |= {sentence for sentence in sentences if sentence in text}
    return found


def _data(root: Path, path: str) -> dict[str, Any]:
    document = read(root / path, path)[0]
    return document.data if document and isinstance(document.data, dict) else {}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace")
    except OSError:
        return ""
