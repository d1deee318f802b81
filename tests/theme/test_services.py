"""The directory of services in a real Chromium: open now, filters, stale entries, paper."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from support.site import REPOSITORY

pytestmark = pytest.mark.browser

PLACES = "campaigns/2021-worker-services/"
LIST = f"{PLACES}services/"
ASSETS = REPOSITORY / "hooks/campaignkit/theme/assets/campaignkit"
OFF = "outdoor-yanhe"  # Mo-Sa 08:00-20:00; PH off
ON = "baby-station"  # Mo-Su,PH 06:30-19:00
ASK = "baby-palace"  # Tu-Su 09:00-17:30
ALWAYS = "outdoor-bijiang-square"  # 24/7
SEASON = "care-dalong"  # school terms only
OPEN, CLOSED, NO_CLAIM = "现在开着", "现在没开", ""


@pytest.fixture(params=["Asia/Shanghai", "America/New_York"])
def context(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    """A reader here, and one far away."""
    with chromium.new_context(timezone_id=request.param) as context:
        yield context


def at(page: Page, address: str, moment: str) -> None:
    """Open a page at a moment of Chinese time."""
    page.clock.set_fixed_time(datetime.fromisoformat(f"{moment}+08:00"))
    page.goto(address)


def told(page: Page, place: str) -> str:
    """What the list says of a place: open, closed, or nothing."""
    tag = page.locator(f".ck-record:has(a[href*='/{place}/']) [data-ck-week]")
    return tag.inner_text() if tag.count() and tag.is_visible() else NO_CLAIM


MOMENTS = [
    ("2021-09-14T12:00", {OFF: OPEN, ON: OPEN, ASK: OPEN, ALWAYS: OPEN, SEASON: NO_CLAIM}),
    ("2021-09-14T18:59", {OFF: OPEN, ON: OPEN, ASK: CLOSED, ALWAYS: OPEN}),
    ("2021-09-14T19:00", {OFF: OPEN, ON: CLOSED}),
    ("2021-09-13T12:00", {ASK: CLOSED}),  # a Monday
    ("2021-10-01T12:00", {OFF: CLOSED, ON: OPEN, ASK: NO_CLAIM, ALWAYS: OPEN}),  # a holiday
    ("2021-10-09T12:00", {OFF: NO_CLAIM, ON: OPEN, ASK: NO_CLAIM, ALWAYS: OPEN}),  # made up for
    ("2021-12-31T23:59", {ALWAYS: OPEN, OFF: CLOSED}),
    ("2022-01-01T08:30", {OFF: CLOSED, ON: OPEN, ASK: NO_CLAIM}),
    ("2035-09-11T12:00", {OFF: NO_CLAIM, ON: OPEN, ASK: NO_CLAIM}),  # no calendar yet
]


@pytest.mark.parametrize(("moment", "wanted"), MOMENTS, ids=[moment for moment, _ in MOMENTS])
def test_open_now_is_told_in_chinese_time(
    context: BrowserContext, example: str, moment: str, wanted: dict[str, str]
) -> None:
    page = context.new_page()
    at(page, example + LIST, moment)
    assert {place: told(page, place) for place in wanted} == wanted


def test_filter_of_what_is_open_now(context: BrowserContext, example: str) -> None:
    page = context.new_page()
    at(page, example + LIST, "2021-09-13T12:00")
    page.get_by_label("开放").select_option(OPEN)
    expect(page.locator("[data-ck-found]")).to_contain_text("符合条件")
    shown = page.locator("[data-ck-items] .ck-record")
    assert shown.count() == page.locator("[data-ck-items] .ck-open--yes").count() > 5
    assert told(page, ASK) == NO_CLAIM  # it is not in the list
    assert "open=" in page.url
    page.get_by_label("地区").select_option("江口县")
    expect(shown).to_have_count(1)
    page.get_by_label("设施").select_option("尿布台")
    expect(shown).to_have_count(1)
    expect(page.locator(f"#ck-filter-open option[value='{CLOSED}']")).to_be_disabled()
    page.get_by_role("button", name="清除条件").click()
    expect(shown).to_have_count(13)


def test_the_count_beside_a_choice_is_what_it_shows(chromium: Browser, example: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        at(page, f"{example}{LIST}?open={OPEN}", "2021-09-14T12:00")
        shown = page.locator("[data-ck-items] .ck-record")
        expect(shown).to_have_count(10)
        assert page.get_by_label("开放").locator(":checked").inner_text() == f"{OPEN}（10）"


@pytest.mark.parametrize(
    ("moment", "marked"), [("2021-08-30T23:59", False), ("2022-08-31T00:00", True)]
)
def test_what_nobody_checked_for_a_year_is_marked(
    context: BrowserContext, example: str, moment: str, marked: bool
) -> None:
    """It was checked on 30 August 2021."""
    page = context.new_page()
    for path in (f"{LIST}{ALWAYS}/", LIST, f"{PLACES}directory/", PLACES):
        at(page, example + path, moment)
        mark = page.locator("[data-ck-checked='2021-08-30']").first
        assert mark.is_visible() == marked, path


def test_a_page_of_a_service_tells_too(context: BrowserContext, example: str) -> None:
    page = context.new_page()
    at(page, f"{example}{LIST}{ON}/", "2021-10-01T06:29")
    tag = page.locator("[data-ck-week]")
    expect(tag).to_have_text(CLOSED)
    page.clock.set_fixed_time(datetime.fromisoformat("2021-10-01T06:30+08:00"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(tag).to_have_text(OPEN)
    assert page.get_by_role("link", name="用地图程序打开").get_attribute("href") == (
        "geo:27.7,108.84?q=27.7,108.84"
    )


def test_without_scripts_nothing_is_claimed(chromium: Browser, example: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(example + LIST)
        assert not page.get_by_text(OPEN).first.is_visible()
        assert page.get_by_text("周一至周六 8:00—20:00，法定节假日休息").first.is_visible()
        page.goto(f"{example}{LIST}{OFF}/")
        assert page.get_by_text("2021年6月30日").first.is_visible()


def test_the_directory_is_for_paper(chromium: Browser, example: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{example}{PLACES}directory/")
        page.emulate_media(media="print")
        for gone in (".ck-header", ".ck-breadcrumb", ".ck-noprint", ".ck-footer__nav"):
            assert not page.locator(gone).first.is_visible(), gone
        text = "".join(
            sheet.extract_text()
            for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        )
        assert text.count("0856-00000") == 13
        assert OPEN not in text


def test_scripts_are_small() -> None:
    assert len(gzip.compress((ASSETS / "hours.js").read_bytes())) <= 2 * 1024
