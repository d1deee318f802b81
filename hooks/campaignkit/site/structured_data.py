"""Structured data (schema.org, as JSON-LD) that pages of all kinds have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.people import Person

Step = tuple[str, str | None]
"""A step of a breadcrumb: its title, and its address below the site's root, none on the page
itself."""

_CONTEXT = {"@context": "https://schema.org"}


def breadcrumb(trail: Iterable[Step], site_url: str, uri: str) -> dict[str, Any] | None:
    """A breadcrumb as BreadcrumbList, home first; None where the site's address is not known.

    The last step is the page itself, at `uri`; search engines want absolute addresses.
    """
    steps = [("首页", ""), *trail]
    if not site_url or len(steps) < 2:
        return None
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": title,
            "item": site_url + (uri if address is None else address),
        }
        for number, (title, address) in enumerate(steps, 1)
    ]
    return {**_CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def campaign_data(campaign: Campaign, catalogue: Catalogue) -> dict[str, Any]:
    """The landing page of a kind that says nothing more of its own: a WebPage with its dates."""
    changed = campaign.changed_on(catalogue.as_of.date())
    data: dict[str, Any] = {
        **_CONTEXT,
        "@type": "WebPage",
        "name": campaign.title,
        "description": campaign.summary,
        "publisher": _organisation(catalogue.settings.publisher.name),
        "inLanguage": "zh-CN",
    }
    if changed:
        data["dateModified"] = changed.isoformat()
    return data


def person_data(person: Person, catalogue: Catalogue) -> Mapping[str, Any] | None:
    """A person's page as ProfilePage; None for somebody who has not agreed to be shown."""
    if not person.public:
        return None
    about: dict[str, Any] = {
        "@type": "Person",
        "name": person.name,
        "jobTitle": person.occupation,
        "affiliation": _organisation(catalogue.unit_name(person.unit)),
    }
    if person.honours:
        about["award"] = [f"{honour.year} {honour.title}" for honour in person.honours]
    publisher = _organisation(catalogue.settings.publisher.name)
    page = {"@type": "ProfilePage", "name": person.name, "mainEntity": about}
    return {**_CONTEXT, **page, "publisher": publisher, "inLanguage": "zh-CN"}


def website_data(name: str, description: str, url: str, publisher: str) -> dict[str, Any]:
    """The home page as WebSite."""
    data: dict[str, Any] = {**_CONTEXT, "@type": "WebSite", "name": name, "url": url}
    data |= {"publisher": _organisation(publisher), "inLanguage": "zh-CN"}
    return {**data, "description": description} if description else data


def _organisation(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}
