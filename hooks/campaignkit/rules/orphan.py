"""活动文件夹里的附件、课件和作品正文，要有地方用到。

没有被任何文件提到的，网站上看不到：多半是文件名写错了，或者换了新文件忘了删旧的。只查 files/、
decks/ 和放作品的文件夹里的 .md。

错误（contest）：

    attachments: []

正确（contest）：

    attachments: [{file: files/entry-form.txt, title: 报名表}]
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from campaignkit.base.findings import Finding, Position
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.source import decode, read_bytes

ID = "orphan"

_SHARED = ("files", "decks")
"""Folders whose every file is there to be named. In a folder of records, Markdown is, where some of
it has the name of a record."""


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
                    hint = "写进 attachments、file 或 deck，或者删掉它"
                    yield Finding(Position(f"{campaign.folder}/{path}"), ID, message, hint)


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
    for folder, held in cards.items():
        texts = [found for found in _files(home / folder, folder) if found[0].endswith(".md")]
        if any(stem in held for _, stem in texts):
            yield from (path for path, stem in texts if stem not in held)


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
