"""Filters in a real browser: by mouse, by keyboard, from an address, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from support.served import served

pytestmark = pytest.mark.browser

LIST = "campaigns/2020-craftsmen/profiles/"
FAR = f"{LIST}list/2/"
SMALL = "campaigns/2021-essay/entries/"
STATUS = "[data-ck-found]"
TITLES = ".ck-record__title a"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page on a wide screen; messages of the console are faults."""
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
        assert not faults


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize("uri", [LIST, FAR])
def test_a_menu_filters_all_pages(page: Page, address: str, uri: str) -> None:
    page.goto(address + uri)
    page.select_option("#ck-filter-award", "金锤奖")
    expect(page.locator(STATUS)).to_have_text("符合条件 10 项")
    expect(page.locator(TITLES)).to_have_count(10)
    expect(page.locator("[data-ck-pager]")).to_be_hidden()
    assert query(page) == {"award": ["金锤奖"]}
    page.select_option("#ck-filter-label", "青年")
    expect(page.locator(STATUS)).to_have_text("符合条件 5 项")
    page.click(f"{TITLES} >> text=张三丰")
    page.wait_for_url(f"{address}{LIST}n007/")


def test_numbers_follow_the_other_filters(page: Page, address: str) -> None:
    page.goto(address + LIST)
    page.select_option("#ck-filter-award", "金锤奖")
    expect(page.locator("#ck-filter-trade option").nth(1)).to_have_text("钳工（4）")
    expect(page.locator("#ck-filter-award option").nth(1)).to_have_text("金锤奖（10）")


def test_typing_filters_names_units_and_excerpts(page: Page, address: str) -> None:
    page.goto(address + LIST)
    for text, count in (("三丰", 1), ("第8机床厂 焊工", 1), ("第 7 号先量准", 1), ("青年", 65)):
        page.fill("#ck-filter-q", text)
        expect(page.locator(STATUS)).to_contain_text(f"符合条件 {count} 项")


def test_a_part_of_a_unit_will_do_and_a_whole_one_is_exact(page: Page, address: str) -> None:
    page.goto(address + LIST)
    page.fill("#ck-filter-unit", "第1")
    expect(page.locator(STATUS)).to_have_text("符合条件 33 项")  # 1, 10 to 19: three each
    page.fill("#ck-filter-unit", "第1机床厂")
    expect(page.locator(STATUS)).to_have_text("符合条件 3 项")


def test_sorting_by_name_follows_pinyin(page: Page, address: str) -> None:
    page.goto(address + LIST)
    page.select_option("#ck-filter-sort", "title")
    expect(page.locator(STATUS)).to_have_text("符合条件 130 项，显示前 60 项")
    names = page.locator(TITLES).all_inner_texts()
    ordered = page.evaluate(
        "(all) => all.slice().sort(new Intl.Collator('zh-Hans-CN').compare)", names
    )
    assert names == ordered
    assert names[0].startswith("曹")


def test_more_are_shown_on_demand_and_the_focus_goes_on(page: Page, address: str) -> None:
    page.goto(address + LIST)
    page.select_option("#ck-filter-sort", "title")
    page.click("text=再显示 60 项")
    expect(page.locator(TITLES)).to_have_count(120)
    expect(page.locator(TITLES).nth(60)).to_be_focused()
    page.click("text=再显示 10 项")
    expect(page.locator(TITLES)).to_have_count(130)
    expect(page.locator(".ck-filter__next")).to_be_hidden()


def test_back_and_forward_and_an_address_that_was_sent(page: Page, address: str) -> None:
    page.goto(address + LIST)
    page.select_option("#ck-filter-award", "金锤奖")
    page.fill("#ck-filter-q", "三丰")
    expect(page.locator(STATUS)).to_have_text("符合条件 1 项")
    sent = page.url
    page.go_back()
    expect(page.locator(STATUS)).to_have_text("符合条件 10 项")
    expect(page.locator("#ck-filter-q")).to_have_value("")
    page.go_back()
    expect(page.locator(STATUS)).to_have_text("全部 130 项")
    expect(page.locator("[data-ck-pager]")).to_be_visible()
    expect(page.locator(TITLES)).to_have_count(60)
    page.go_forward()
    expect(page.locator(STATUS)).to_have_text("符合条件 10 项")
    page.goto(sent)
    expect(page.locator(STATUS)).to_have_text("符合条件 1 项")
    expect(page.locator("#ck-filter-award")).to_have_value("金锤奖")


def test_an_address_with_nonsense_shows_the_list(page: Page, address: str) -> None:
    page.goto(f"{address}{LIST}?award=没有这个奖&sort=x&other=1")
    expect(page.locator(TITLES)).to_have_count(60)
    expect(page.locator("#ck-filter-award")).to_have_value("")


def test_clearing_brings_everything_back(page: Page, address: str) -> None:
    page.goto(f"{address}{FAR}?region=万山区")
    expect(page.locator(STATUS)).to_contain_text("符合条件")
    page.click("text=清除条件")
    expect(page.locator("[data-ck-pager]")).to_be_visible()
    expect(page.locator("#ck-filter-q")).to_be_focused()
    assert query(page) == {}
    assert page.locator(TITLES).count() == 60


def test_nothing_is_fetched_until_a_filter_is_touched(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + LIST)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(".json")]
    page.focus("#ck-filter-q")
    page.wait_for_load_state("networkidle")
    assert len([url for url in asked if url.endswith(".json")]) == 2
    assert all(url.startswith(address) for url in asked)


def test_the_keyboard_is_enough_and_the_number_is_announced(page: Page, address: str) -> None:
    page.goto(address + LIST)
    page.focus("#ck-filter-q")
    for _ in range(2):  # past the summary to the first menu
        page.keyboard.press("Tab")
    expect(page.locator("#ck-filter-award")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(STATUS)).to_have_text("符合条件 10 项")
    assert page.get_attribute(STATUS, "role") == "status"


def test_a_list_of_one_page_keeps_its_own_cards(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    before = page.inner_html("[data-ck-items] li:nth-child(4)")
    page.fill("#ck-filter-q", "闸口")
    expect(page.locator(STATUS)).to_have_text("符合条件 1 项")
    page.fill("#ck-filter-q", "")
    expect(page.locator(STATUS)).to_have_text("全部 6 项")
    assert page.inner_html("[data-ck-items] li:nth-child(4)") == before


def test_a_broken_network_is_told_and_does_not_last(page: Page, listed: Path) -> None:
    spoilt = {"facets.json"}
    with served(listed, spoilt=spoilt) as address:
        page.goto(address + LIST)
        page.select_option("#ck-filter-award", "金锤奖")
        expect(page.locator(STATUS)).to_contain_text("加载失败")
        spoilt.clear()
        page.select_option("#ck-filter-award", "银锤奖")
        expect(page.locator(STATUS)).to_contain_text("符合条件 120 项")


def test_without_javascript_the_pages_are_there(chromium: Browser, address: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + LIST)
        expect(page.locator("form.ck-filter")).to_be_hidden()
        expect(page.locator("[data-ck-search]")).to_be_hidden()
        page.click(".ck-pager a[rel=next]")
        page.wait_for_url(address + FAR)
        assert page.locator(TITLES).count() == 60


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, address: str, width: int, scheme: str) -> None:
    size = {"width": width, "height": 800}
    with chromium.new_context(viewport=size, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{address}{LIST}?award=金锤奖")
        expect(page.locator(STATUS)).to_contain_text("符合条件")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
