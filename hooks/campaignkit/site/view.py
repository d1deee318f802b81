"""What a template may ask for while it makes one page."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from markupsafe import Markup

from campaignkit.kinds import kind_named
from campaignkit.model.addresses import file_uri, to_root
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Entity
from campaignkit.model.files import content_file, home_folder
from campaignkit.model.moments import Moment, parse_moment
from campaignkit.model.people import Person
from campaignkit.model.shared import Picture
from campaignkit.model.status import Status, phases, status_at
from campaignkit.pictures.renditions import PictureHeader
from campaignkit.site import picture_html
from campaignkit.site import render_markdown as prose
from campaignkit.site.assets import asset
from campaignkit.site.content_policy import PAGE_POLICY
from campaignkit.site.share_pictures import picture_of
from campaignkit.site.structured_data import Step, breadcrumb
from campaignkit.source import decode, read_bytes, split_front_matter

"""Ends of lines inside a paragraph, which Markdown would make spaces of."""

Question = tuple[str, str]
"""What a page asked for and of what: ("file", path below campaigns/ as a source path), ("person" or
"campaign", id), ("shown", address). A page holds as long as the answers are the same."""


@dataclass(slots=True)
class View:
    """One page in the making: where it will lie, and what it takes along.

    `uri` ends with a slash; `site_url` is where the site will stand, or empty. `assets` gathers the
    source paths of the files that the page needs published beside it.
    """

    catalogue: Catalogue
    uri: str
    site_url: str = ""
    assets: set[str] = field(default_factory=set)
    shown: Callable[[str], bool] | None = None
    asked: set[Question] | None = None
    """What the page was told of other content, where somebody keeps it; see `Question`."""
    root: str = field(init=False)
    """The relative way to the site's root."""

    def __post_init__(self) -> None:
        self.root = to_root(self.uri)

    @property
    def absolute(self) -> str:
        """The page's full address, or empty where the site's is not known."""
        return self.site_url + self.uri if self.site_url else ""

    @property
    def share_picture(self) -> str:
        """The full address of the picture that chat apps show; empty where there is none."""
        picture = picture_of(self.uri, self.catalogue) if self.site_url else ""
        return self.site_url + picture if picture else ""

    def breadcrumb(self, trail: Sequence[Step]) -> dict[str, object] | None:
        """The breadcrumb as structured data; None where the site's address is not known."""
        return breadcrumb(trail, self.site_url, self.uri)

    def link(self, uri: str) -> str:
        """A relative link to a page or file below the site's root."""
        return self.root + uri

    def webcal(self, uri: str) -> str:
        """The address at which calendar programs subscribe; empty where the site's is not known."""
        return f"webcal{self.site_url[self.site_url.index(':') :]}{uri}" if self.site_url else ""

    def prose(
        self, text: str | None, owner: Entity, heading: int = 3, verse: bool = False
    ) -> Markup:
        """HTML of a Markdown field of `owner`; `verse` keeps its lines."""
        if not text:
            return Markup("")
        home = home_folder(owner)

        def picture(path: str, alt: str) -> str:
            return str(self.picture_file(path.removeprefix(f"{home}/"), alt, owner))

        setting = prose.Setting(owner.folder, home, self.root, self._is_shown, self.assets, picture)
        return prose.render(text, setting, heading=heading, verse=verse)

    def file(self, name: str, owner: Entity) -> str:
        """A link to a file of `owner`'s, which is published with the page."""
        path = posixpath.normpath(f"{home_folder(owner)}/{name}")
        self.assets.add(path)
        return self.root + file_uri(path)

    def text_of(self, name: str | None, owner: Entity) -> str:
        """The body of a Markdown file of `owner`'s, without its front matter."""
        if name:
            self._ask("file", f"{home_folder(owner)}/{name}")
        file = content_file(self.catalogue.root / home_folder(owner), name) if name else None
        if file is None:
            return ""
        text = decode(read_bytes(file), str(name)).content or ""
        return split_front_matter(text).body

    def picture(
        self,
        picture: Picture | None,
        owner: Entity,
        css: str = "",
        lazy: bool = True,
        place: str = "article",
    ) -> Markup:
        """A picture in the sizes that its place needs, or nothing where there is none.

        `place` is one of `picture_html.PLACES`; not lazy where it is seen at once.
        """
        if picture is None:
            return Markup("")
        where = picture_html.PicturePlace(self.root, place, css, lazy)
        return self.picture_file(picture.file, picture.alt, owner, where)

    def picture_file(
        self, name: str, alt: str, owner: Entity, where: picture_html.PicturePlace | None = None
    ) -> Markup:
        """The picture in a file of `owner`'s; without `where`, as in the text of an article."""
        where = where or picture_html.PicturePlace(self.root, "article")
        path = posixpath.normpath(f"{home_folder(owner)}/{name}")
        if where.place in ("square", "frame"):
            return self._take(picture_html.cut_picture(path, alt, where))
        self._ask("file", f"{home_folder(owner)}/{name}")
        header = self._header(content_file(self.catalogue.root / home_folder(owner), name))
        return self._take(picture_html.whole_picture(path, header, alt, where))

    def card_picture(self, card: Card, css: str = "ck-thumb") -> Markup:
        """The picture of a card in a list, cut as its collection shows it."""
        path = f"campaigns/{card.campaign}/{card.picture}"
        where = picture_html.PicturePlace(self.root, self._card_place(card), css)
        return self._take(picture_html.cut_picture(path, card.picture_alt, where))

    def _card_place(self, card: Card) -> str:
        campaign = self.catalogue.campaigns.get(card.campaign)
        found = kind_named(campaign.kind).collection(card.collection) if campaign else None
        return "frame" if found and found.framed else "square"

    def _header(self, file: Path | None) -> PictureHeader | None:
        if file is None:
            return None
        from campaignkit.pictures.open_picture import picture_header  # most pages have no picture

        return picture_header(file)

    def _take(self, picture: picture_html.PictureHtml) -> Markup:
        self.assets.update(picture.assets)
        return picture.html

    def instant(self, iso: str) -> datetime:
        """A moment that a card carries as ISO 8601; a bare day is its first instant."""
        return datetime.fromisoformat(iso)

    @property
    def content_policy(self) -> str:
        """The Content-Security-Policy of a document of its own.

        None in a preview, which reloads its pages by an inline script.
        """
        return "" if self.catalogue.preview else PAGE_POLICY

    def asset(self, name: str) -> str:
        """A link to one of our style sheets, scripts or drawings, by its plain name."""
        return self.root + asset(name).uri

    def moment(self, iso: str) -> Moment:
        """A day or instant that a card carries, with its words."""
        return parse_moment(iso, self.catalogue.settings.zone)

    def midnight(self, day: date) -> str:
        """The first instant of a day as RFC 3339, for feeds and for the script."""
        return datetime.combine(day, time(), self.catalogue.settings.zone).isoformat()

    def end_of(self, iso: str) -> str:
        """The last instant of a day or instant, as ISO 8601 for the script."""
        return self.moment(iso).end.isoformat()

    def status(self, campaign: Campaign) -> Status:
        """The status at the as-of instant."""
        return status_at(campaign, self.catalogue.as_of)

    def phases(self, campaign: Campaign) -> list[list[str]]:
        """The changes of status for the browser: instant and word."""
        return [[phase.start.isoformat(), str(phase.status)] for phase in phases(campaign)]

    def kind_title(self, campaign: Campaign) -> str:
        """The kind in the reader's words."""
        return kind_named(campaign.kind).title

    def organisations(self, ids: tuple[str, ...]) -> str:
        """Names of organisations, joined."""
        return "、".join(self.catalogue.unit_name(name) for name in ids)

    def person(self, person_id: str) -> Person | None:
        """A person with a page, or None."""
        self._ask("person", person_id)
        found = self.catalogue.people.get(person_id)
        return found if found and found.public else None

    def campaign(self, campaign_id: str) -> Campaign | None:
        """A campaign with a page in this build, or None."""
        self._ask("campaign", campaign_id)
        found = self.catalogue.campaigns.get(campaign_id)
        return found if found and self.catalogue.visible(found) else None

    def campaigns(self, ids: tuple[str, ...]) -> list[Campaign]:
        """Those of some campaigns that have a page in this build."""
        return [found for name in ids if (found := self.campaign(name))]

    def signatory(self, campaign: Campaign) -> str:
        """Who signs a sheet of a campaign; a sample is never signed with a real organisation."""
        return "示例·主办单位" if campaign.sample else self.organisations(campaign.hosts)

    def review_step(self, step: str) -> str:
        """The name of a step of the review, from the settings."""
        titles = {known.id: known.title for known in self.catalogue.settings.review_steps}
        return titles.get(step, step)

    def qr(self, target: str, title: str) -> Markup:
        """A QR code as inline SVG, 4 modules of quiet zone, error correction M (ISO/IEC 18004)."""
        import segno  # next to no page has a QR code

        code = segno.make_qr(target, error="m")
        svg = code.svg_inline(scale=4, border=4, dark="#000", light="#fff", svgclass="ck-qr")
        label = Markup('<figure class="ck-qr-figure">{}<figcaption>{}</figcaption></figure>')
        return label.format(Markup(svg), title)

    def _ask(self, sort: str, subject: str) -> None:
        if self.asked is not None:
            self.asked.add((sort, subject))

    def _is_shown(self, uri: str) -> bool:
        self._ask("shown", uri)
        if self.shown is not None:
            return self.shown(uri)
        return shown_campaigns(self.catalogue)(uri)


def shown_campaigns(catalogue: Catalogue) -> Callable[[str], bool]:
    """Whether the page at an address is in this build.

    Campaigns and people decide it, and records once their cards are known: not inside a batch.
    """

    def shown(uri: str) -> bool:
        parts = uri.split("/")
        if parts[0] == "people":
            person = catalogue.people.get(parts[1])
            return person is not None and person.public
        campaign = catalogue.campaigns.get(parts[1])
        if campaign is None or not catalogue.visible(campaign):
            return False
        collection, record = parts[2], parts[3:4]
        card = catalogue.records(campaign.id, collection).get(*record) if record else None
        return card is None or card.public

    return shown


def render(template: str, view: View, variables: Mapping[str, object]) -> str:
    """Fill a template for one page."""
    from campaignkit.site.environment import environment

    return environment().get_template(template).render(view=view, **variables)
