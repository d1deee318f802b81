"""A deck on a site and on a USB stick, and a browser to open them in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from campaignkit.slides.output import deck_images, documents, player
from slides.samples import CONTEXT, EVERYTHING, campaign_folder, parse
from slides.watch import Watch

HALL: ViewportSize = {"width": 1280, "height": 720}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one deck, and the lecturer's file at a path with Chinese and a blank."""
    base = tmp_path_factory.mktemp("site")
    folder = deck_images.MediaFolder(campaign_folder(base / "campaign"), "decks/a.md")
    deck = parse(EVERYTHING)
    pictures = deck_images.publish((image.ref for image in deck.images), folder)
    slides = base / "site/campaigns/x/sessions/y/slides"
    for name, content in documents.render_session(
        deck, CONTEXT, pictures, "../../../../../"
    ).items():
        (slides / name).parent.mkdir(parents=True, exist_ok=True)
        (slides / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (base / "site/assets/slides").mkdir(parents=True)
    for name, text in player.site_assets().items():
        (base / "site/assets/slides" / name).write_text(text, "utf-8")
    (slides / "text").mkdir()
    version = documents.text_version(deck, CONTEXT)
    shell = '<!doctype html><html lang="zh-CN"><title>文字版</title><body><main><h1>文字版</h1>'
    (slides / "text/index.html").write_text(f"{shell}{version.html}</main>", "utf-8")
    (base / "讲习所 第一讲").mkdir()
    single = documents.single_file(deck, CONTEXT, pictures)
    (base / "讲习所 第一讲/单文件.html").write_text(single, "utf-8")
    return base


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def hall(chromium: Browser, site: Path, watch: Watch) -> Iterator[Page]:
    """The lecturer's file, open, offline."""
    context = chromium.new_context(viewport=HALL, offline=True)
    context.on("page", watch.listen)
    page = context.new_page()
    page.goto((site / "讲习所 第一讲/单文件.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    yield page
    context.close()
