"""What tests say of tabs of a browser."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Page, ViewportSize


class NewPage(Protocol):
    """Opens a tab in a context of its own; the fixture `new_page` closes all when a test ends."""

    def __call__(self, viewport: ViewportSize | None = None) -> Page: ...
