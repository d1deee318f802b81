"""What the theme's overrides may ask for, on any page (`config.extra.campaigns_view`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from campaignkit.engine.theme_files import has_scripts
from campaignkit.site.assets import asset
from campaignkit.site.web_app import icons

if TYPE_CHECKING:
    from campaignkit.engine.protocol import EngineConfig
    from campaignkit.model.settings import Settings
    from campaignkit.site.build import Content, Order
    from campaignkit.site.composition import Composition


class Progress(Protocol):
    """What a command has made so far; see `engine.run.Run`."""

    content: Content
    pages: Composition

    def is_shell(self, path: str) -> bool:
        """Whether a Markdown page is a shell, which is not itself published."""


@dataclass(frozen=True, slots=True)
class ThemeView:
    """One command's answers to the theme. Content is asked for only once it has been read."""

    run: Progress
    order: Order
    config: EngineConfig
    preview: bool
    stands_still: bool
    """Whether the site shows another day than the reader's."""
    content_policy: str
    """The Content-Security-Policy for a page's head, or empty."""

    @property
    def settings(self) -> Settings:
        """Those of `extra.campaigns`."""
        return self.order.project.settings

    @property
    def as_of(self) -> datetime:
        """The instant that the site is built for."""
        return self.order.as_of

    @property
    def has_scripts(self) -> bool:
        """Whether pages load Material's scripts."""
        return has_scripts(self.config)

    def is_shell(self, path: str) -> bool:
        """Whether a Markdown page is a shell, which is not itself published."""
        return self.run.is_shell(path)

    def asset(self, name: str) -> str:
        """The address of one of our style sheets, scripts or drawings, by its plain name."""
        return asset(name).uri

    def icon(self, name: str) -> str:
        """The address of a drawn icon, by its plain name."""
        return icons()[name].uri

    def stamped_pages(self) -> list[tuple[str, date | None]]:
        """Addresses of all pages made from data, each with the day of its last change if known."""
        return list(self.run.pages.located())

    def website(self) -> str:
        """The home page as structured data, ready for its script element."""
        from campaignkit.site.environment import json_ld
        from campaignkit.site.structured_data import website_data

        about = self.config.site_description or ""
        publisher = self.settings.publisher.name
        return json_ld(website_data(self.config.site_name, about, self.order.address, publisher))

    def near_pages(self) -> Sequence[tuple[str, str]]:
        """Addresses and titles of what a reader may have looked for, newest first."""
        campaigns = self.run.content.catalogue.visible_campaigns()
        return [(f"campaigns/{one.id}/", one.title) for one in campaigns]

    def share_picture(self, uri: str) -> str:
        """The full address of the picture that chat apps show for a page of prose, or empty."""
        from campaignkit.site.share_pictures import picture_of

        if not self.order.address:
            return ""
        picture = picture_of(uri, self.run.content.catalogue)
        return self.order.address + picture if picture else ""
