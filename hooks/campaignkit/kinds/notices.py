"""公示: the page with the names that stand open to objection, for every kind that has one.

The page is public from the first instant of the notice on, and stays; before that it is in the
preview alone, where the sheet to be stamped is printed. Without a name on it there is no page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from campaignkit.kinds.kind import PageItem
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue

NOTICE_ASSETS = ("notice.css",)
"""What the notice page needs besides the styles of every page."""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A name on the notice: the text of its first column, its page or none, the other columns.

    `uri` is the page's address below the site's root, or empty.
    """

    name: str
    uri: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeTable:
    """The names for one award. `columns` are the headings after 序号; `rows` agree with them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[NoticeRow, ...]


def has_begun(campaign: Campaign, catalogue: Catalogue) -> bool:
    """Whether a campaign's notice has begun at the as-of instant."""
    notice = campaign.published_notice
    return notice is not None and catalogue.as_of >= notice.start.start


def is_shown(campaign: Campaign, catalogue: Catalogue, tables: Sequence[NoticeTable]) -> bool:
    """Whether there is a notice page in this build."""
    if campaign.published_notice is None or not tables:
        return False
    return catalogue.preview or has_begun(campaign, catalogue)


def notice_page(
    campaign: Campaign, catalogue: Catalogue, tables: Sequence[NoticeTable], noun: str
) -> Iterator[PageItem]:
    """The notice page, or nothing. `noun` is what is listed: 拟获奖名单, 名单"""
    if not is_shown(campaign, catalogue, tables):
        return
    heading = f"{campaign.title}{noun}公示"
    yield PageItem(
        "notice",
        f"{campaign.title}公示",
        heading,
        {
            "tables": list(tables),
            "total": sum(len(table.rows) for table in tables),
            "early": not has_begun(campaign, catalogue),
        },
        heading=heading,
        crumb="公示",
    )
