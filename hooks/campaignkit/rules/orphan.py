"""活动文件夹里的附件、课件和作品正文，要有地方用到。

没有被任何文件提到的，网站上看不到：多半是文件名写错了，或者换了新文件忘了删旧的。放错文件夹的 Word
文件、没有用上的图片也会提醒；隐藏文件、办公软件的临时文件不算。一个活动的记录多于五千个时，只查
files/、decks/ 和放作品的文件夹里的 .md。

错误（contest）：

    attachments: []

正确（contest）：

    attachments: [{file: files/entry-form.txt, title: 报名表}]
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from campaignkit.base.findings import Finding, Position
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.source import decode, read_bytes

ID = "orphan"

_SHARED = ("files", "decks")
"""Folders whose every file is there to be named. In a folder of records, Markdown is, where some of
it has the name of a record."""


_MOST_RECORDS = 5000
"""Records up to which other folders are looked at: to find a picture's name, all texts are read."""

_YAML = (".yml", ".yaml", ".yml.txt")
_RESTS = ("thumbs.db", "desktop.ini")
_PROSE = (".txt", ".doc", ".docx", ".wps", ".rtf", ".odt")
_TABLES = ("csv", "xls", "xlsx", "et")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """One finding for each file that no file of its campaign names."""
    for campaign in catalogue.campaigns.values():
        home = catalogue.root / campaign.folder
        candidates = list(_unnamed(home, campaign, catalogue))
        if candidates:
            texts = _texts(home)
            for path in candidates:
                name = path.rpartition("/")[2]
                if not any(name in text for file, text in texts.items() if file.name != name):
                    message = f"没有地方用到这个文件：{path}"
                    beside = path.partition("/")[0] in catalogue.cards.get(campaign.id, {})
                    place = Position(f"{campaign.folder}/{path}")
                    yield Finding(place, ID, message, _hint(path, beside))


def _unnamed(home: Path, campaign: Campaign, catalogue: Catalogue) -> Iterator[str]:
    """Files that campaign.yml, cards and their own names do not tell to be used.

    A record's text seldom has another name than the record, and the records are not in memory.
    """
    cards = catalogue.cards.get(campaign.id, {})
    decks = {card.deck.rpartition("/")[2] for held in cards.values() for card in held.values()}
    for folder in _SHARED:
        for path, _ in _files(home / folder, folder):
            name = path.rpartition("/")[2]
            if name not in campaign.document.text and name not in decks:
                yield path
    if sum(map(len, cards.values())) <= _MOST_RECORDS:
        kept = type(campaign).keeps_lists
        yield from _elsewhere(home, campaign, cards, kept)
    for folder, held in cards.items():
        texts = [found for found in _files(home / folder, folder) if found[0].endswith(".md")]
        if any(stem in held for _, stem in texts):
            yield from (path for path, stem in texts if stem not in held)


def _elsewhere(
    home: Path, campaign: Campaign, cards: Mapping[str, Mapping[str, Card]], kept: bool
) -> Iterator[str]:
    """Files in no folder of `_SHARED` that are neither YAML nor a record's Markdown.

    A table beside campaign.yml may hold the records of a collection (`results.csv`); one that does
    not is told when the folder is read.
    """
    pictures = {card.picture for held in cards.values() for card in held.values()}
    for path in _deep_files(home):
        folder, _, name = path.rpartition("/")
        stem, _, suffix = name.rpartition(".")
        top = path.partition("/")[0]
        told = name.lower().endswith(_YAML) or path in pictures
        listed = not folder and (stem in cards or (kept and suffix in _TABLES))
        if told or (top in _SHARED and folder == top) or listed:
            continue
        if name not in campaign.document.text and not (folder in cards and suffix == "md"):
            yield path


def _deep_files(home: Path) -> Iterator[str]:
    """Every file below a folder, from there, but hidden ones and what programs leave behind."""
    for folder, folders, names in os.walk(home):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            rests = name.startswith((".", "~$")) or name.lower() in _RESTS or name.endswith("~")
            if not rests:
                yield (Path(folder) / name).relative_to(home).as_posix()


def _hint(path: str, beside_records: bool) -> str:
    """What to do with a file; `beside_records` where it lies in the folder of a collection."""
    if beside_records and path.lower().endswith(_PROSE):
        return "把文字粘贴到 .yml 的正文里，或另存为 .md、在 .yml 里写 file；不用就删掉"
    if path.lower().endswith(_PICTURES):
        return "写进 cover、media 或 portrait，或者删掉它"
    return "写进 attachments、file 或 deck，或者删掉它"


def _files(folder: Path, path: str) -> Iterator[tuple[str, str]]:
    """Path in the campaign and stem of each file straight in a folder."""
    try:
        with os.scandir(folder) as found:
            names = sorted(entry.name for entry in found if entry.is_file())
    except OSError:
        return
    for name in names:
        if not name.startswith("."):
            yield f"{path}/{name}", name.rpartition(".")[0]


def _texts(home: Path) -> dict[Path, str]:
    """The texts of all YAML and Markdown files of a campaign."""
    files = [file for file in home.rglob("*") if file.suffix in (".yml", ".md")]
    found = {file: decode(read_bytes(file), "").content for file in files if file.is_file()}
    return {file: text for file, text in found.items() if text}
