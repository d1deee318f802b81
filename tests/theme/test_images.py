"""What a phone loads of pictures when a page opens, counted in a real Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Response

pytestmark = pytest.mark.browser

FIRST_VIEW = 300_000
"""Bytes of pictures that the first view of any page may take on a phone."""

PAGES = {
    "home": "",
    "landing": "campaigns/2021-photo/",
    "list": "campaigns/2021-photo/entries/",
    "faces": "campaigns/2021-most-beautiful-worker/profiles/",
    "profile": "campaigns/2021-most-beautiful-worker/profiles/zhang-san/",
    "people": "people/",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_first_view_of_a_page_loads_little(chromium: Browser, example: str, name: str) -> None:
    loaded: dict[str, int] = {}

    def count(response: Response) -> None:
        if response.request.resource_type == "image":
            loaded[response.url] = len(response.body())

    phone = {"width": 390, "height": 844}
    with chromium.new_context(viewport=phone, device_scale_factor=2) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.on("response", count)
        page.goto(example + PAGES[name], wait_until="networkidle")
        pictures = page.locator("main img")
        seen = pictures.evaluate_all(
            """all => all.filter(e => e.getBoundingClientRect().top < innerHeight)
            .map(e => [e.currentSrc, e.naturalWidth, e.getAttribute('width')])"""
        )
        wide = page.evaluate("document.documentElement.scrollWidth")
    assert seen or name == "home", "the page shows a picture at once"
    assert all(width and place for _, width, place in seen)
    assert all(uri.endswith(".webp") for uri, _, _ in seen)
    assert wide <= phone["width"]
    assert sum(loaded.values()) <= FIRST_VIEW, loaded
