"""Which page has which picture for chat apps, and the pictures' files.

A campaign has one for all of its pages; records and people have their own where the settings say
`share_pictures: records`; all other pages have that of the site. See `publish.card_picture`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.base.fingerprint import digest
from campaignkit.base.pool import map_parallel
from campaignkit.base.progress import followed
from campaignkit.base.store import FileStore
from campaignkit.kinds import kind_named
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.people import Person
from campaignkit.model.settings import Settings
from campaignkit.model.status import status_at
from campaignkit.publish.card_text import CardText
from campaignkit.publish.chinese_fonts import Faces, find_faces, font_folders
from campaignkit.publish.output import OutputFile, Tree, write_file

NAME = "share.png"
"""The picture's file, in the folder of the page that it is of."""

RULE = "share-picture-font"
MANY = 8
"""Pictures below which starting processes takes longer than drawing them."""

_DRAWING = b"1"
"""Another number where a card is drawn in another way: kept ones then do not hold."""


def picture_of(uri: str, catalogue: Catalogue) -> str:
    """The address of the picture for the page at an address; empty where the site has none."""
    sort = catalogue.settings.share_pictures
    parts = uri.split("/")
    if sort == "off":
        return ""
    if parts[0] == "people" and len(parts) == 3 and sort == "records":
        return f"people/{parts[1]}/{NAME}" if parts[1] in catalogue.people else NAME
    campaign = catalogue.campaigns.get(parts[1]) if parts[0] == "campaigns" else None
    if campaign is None:
        return NAME
    own = sort == "records" and len(parts) == 5 and kind_named(campaign.kind).collection(parts[2])
    return f"{uri}{NAME}" if own else f"campaigns/{campaign.id}/{NAME}"


@dataclass(frozen=True, slots=True)
class SharePicture:
    """A picture to publish at `path`, below the site's root."""

    path: str
    text: CardText


def share_pictures(catalogue: Catalogue) -> Iterator[SharePicture]:
    """Every picture of a site."""
    settings = catalogue.settings
    if settings.share_pictures == "off":
        return
    yield SharePicture(NAME, CardText(settings.publisher.name, "活动网站"))
    for campaign in catalogue.visible_campaigns():
        yield SharePicture(f"campaigns/{campaign.id}/{NAME}", _of_campaign(campaign, catalogue))
    if settings.share_pictures == "records":
        for card in catalogue.shown_cards():
            campaign = catalogue.campaigns[card.campaign]
            yield SharePicture(f"{card.uri}{NAME}", _of_record(card, campaign, settings))
        for person in catalogue.visible_people():
            yield SharePicture(f"people/{person.id}/{NAME}", _of_person(person, catalogue))


def _of_campaign(campaign: Campaign, catalogue: Catalogue) -> CardText:
    first, last = campaign.timeline.open.day, campaign.timeline.close.day
    year = "" if first.year == last.year else f"{last.year}年"
    return CardText(
        campaign.title,
        kind_named(campaign.kind).title,
        str(status_at(campaign, catalogue.as_of)),
        f"{first.year}年{first.month}月{first.day}日—{year}{last.month}月{last.day}日",
        catalogue.settings.publisher.name,
        campaign.sample,
    )


def _of_record(card: Card, campaign: Campaign, settings: Settings) -> CardText:
    return CardText(
        card.title,
        campaign.title,
        card.note,
        card.subtitle,
        settings.publisher.name,
        campaign.sample,
    )


def _of_person(person: Person, catalogue: Catalogue) -> CardText:
    unit, publisher = catalogue.unit_name(person.unit), catalogue.settings.publisher.name
    return CardText(person.name, person.occupation, "", unit, publisher, person.sample)


@dataclass(frozen=True)
class PictureDrawer:
    """Draws pictures, and keeps them by what they show; runs in any process."""

    kept: FileStore

    @cached_property
    def faces(self) -> Faces | None:
        """The fonts of this machine, looked for once."""
        return find_faces(font_folders(os.environ))

    def key(self, picture: SharePicture) -> bytes:
        """The same for the same bytes."""
        font = self.faces.key if self.faces else ""
        return digest(_DRAWING, font.encode(), repr(picture.text).encode())

    def make(self, picture: SharePicture) -> bytes:
        """The picture's bytes, drawn or as they were kept."""
        name = f"{self.key(picture).hex()}.png"
        data = self.kept.read(name)
        if data is None:
            from campaignkit.publish.card_picture import draw_card  # Pillow takes 50 ms

            data = draw_card(picture.text, self.faces)
            self.kept.write(name, data)
        return data


@dataclass(frozen=True, slots=True)
class _DrawJob:
    """Writes one of some pictures by its number, so that a forked worker is sent nothing else."""

    drawer: PictureDrawer
    tree: Tree
    pictures: Sequence[SharePicture]

    def __call__(self, number: int) -> tuple[str, OutputFile]:
        picture = self.pictures[number]
        key, data = self.drawer.key(picture), self.drawer.make(picture)
        return picture.path, write_file(self.tree.folder, picture.path, key, data)


def write_share_pictures(
    catalogue: Catalogue, kept: FileStore, tree: Tree, workers: int | None
) -> list[Finding]:
    """Write the pictures that are not yet in the tree; one finding where no font has Chinese."""
    pictures = list(share_pictures(catalogue))
    if not pictures:
        return []
    drawer = PictureDrawer(kept)
    stale = [one for one in pictures if not tree.has(one.path, drawer.key(one))]
    done = map_parallel(
        _DrawJob(drawer, tree, stale),
        range(len(stale)),
        workers if len(stale) >= MANY else 1,
    )
    tree.entries.update(followed(done, len(stale), "画分享图"))
    return [] if drawer.faces else [_no_font()]


def _no_font() -> Finding:
    message = "这台电脑没有中文字体，微信等显示的分享图上没有文字"
    hint = (
        "装一个（Debian：apt install fonts-noto-cjk），再构建一次；"
        "不要分享图时，在 extra.campaigns 里写 share_pictures: off"
    )
    return Finding(Position("mkdocs.yml"), RULE, message, hint, Level.INFO)
