"""What site.js does: the status of the day, study progress, reading size, life without storage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

STUDY = "campaigns/plain-study/"
NO_STORAGE = {
    "forbidden": "{ get() { throw new DOMException('denied', 'SecurityError') } }",
    "absent": "{ value: null }",
}


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context(viewport={"width": 390, "height": 844}) as context:
        yield context


def open_at(context: BrowserContext, address: str, now: str) -> Page:
    page = context.new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(now))
    page.goto(address)
    return page


@pytest.mark.parametrize(
    ("now", "word", "key"),
    [
        ("2021-02-28T23:59:00+08:00", "未开始", "upcoming"),
        ("2021-03-01T00:00:00+08:00", "进行中", "running"),
        ("2021-04-01T23:59:00+08:00", "进行中", "running"),
        ("2021-04-02T00:00:00+08:00", "评审中", "judging"),
        ("2021-05-12T00:00:00+08:00", "公示中", "notice"),
        ("2021-05-21T00:00:00+08:00", "待公布", "decided"),
        ("2021-09-02T00:00:00+08:00", "已结束", "over"),
    ],
)
def test_status_is_that_of_the_readers_day(
    context: BrowserContext, strained: str, now: str, word: str, key: str
) -> None:
    page = open_at(context, f"{strained}campaigns/notice-honour/", now)
    chip = page.locator(".ck-lead .ck-status")
    expect(chip).to_have_text(word)
    expect(chip).to_have_attribute("data-ck-status", key)


@pytest.mark.parametrize("now", ["2021-02-28T23:59:00+08:00", "2031-01-01T00:00:00+08:00"])
def test_status_of_a_site_that_stands_still_is_that_of_its_day(
    context: BrowserContext, still: str, now: str
) -> None:
    page = open_at(context, f"{still}campaigns/notice-honour/", now)
    expect(page.locator("html")).to_have_attribute("data-ck", "on")
    expect(page.locator(".ck-lead .ck-status")).to_have_text("公示中")
    states = page.locator(".ck-steps li").evaluate_all("all => all.map(li => li.dataset.ckState)")
    assert states == ["past", "past", "now", "next"]
    expect(page.locator(".ck-foot__still")).to_have_text("示例网站：时间停在 2021年5月15日")


def test_status_of_an_archived_campaign_stays(context: BrowserContext, strained: str) -> None:
    page = open_at(context, f"{strained}campaigns/old-study/", "2021-05-15T10:00:00+08:00")
    expect(page.locator(".ck-lead .ck-status")).to_have_text("已结束")


def test_dates_are_past_now_and_next(context: BrowserContext, strained: str) -> None:
    def states(now: str) -> list[str]:
        page = open_at(context, f"{strained}campaigns/notice-honour/", now)
        script = "all => all.map(li => li.dataset.ckState)"
        return list(page.locator(".ck-steps li").evaluate_all(script))

    assert states("2021-01-01T00:00:00+08:00") == ["next", "future", "future", "future"]
    assert states("2021-04-01T12:00:00+08:00") == ["past", "now", "next", "future"]
    assert states("2021-05-20T23:00:00+08:00") == ["past", "past", "now", "next"]
    assert states("2022-01-01T00:00:00+08:00") == ["past"] * 4


def test_status_is_refreshed_when_the_reader_comes_back(
    context: BrowserContext, strained: str
) -> None:
    page = open_at(context, f"{strained}campaigns/notice-honour/", "2021-05-20T23:00:00+08:00")
    page.clock.set_fixed_time(datetime.fromisoformat("2021-05-21T08:00:00+08:00"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".ck-lead .ck-status")).to_have_text("待公布")


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        # Built as of 15 May: by the reader's day a campaign has moved to another group.
        ("2021-05-15T10:00:00+08:00", {"now": 3, "upcoming": 1, "deciding": 1, "over": 0}),
        ("2021-07-15T10:00:00+08:00", {"now": 2, "deciding": 3}),
        ("2022-07-15T10:00:00+08:00", {"now": 0, "over": 5}),
    ],
)
@pytest.mark.parametrize("path", ["", "campaigns/"])
def test_groups_are_those_of_the_readers_day(
    context: BrowserContext, strained: str, now: str, shown: dict[str, int], path: str
) -> None:
    page = open_at(context, strained + path, now)
    for key, count in shown.items():
        group = page.locator(f"section:has(> h2#{key})")
        expect(group.locator(".ck-card")).to_have_count(count)
        if count:
            expect(group).to_be_visible()
    expect(page.locator("[data-ck-none]")).to_be_visible(visible=not shown["now"])


def test_study_progress_stays_on_the_device(context: BrowserContext, strained: str) -> None:
    page = context.new_page()
    page.goto(f"{strained}{STUDY}topics/first/")
    page.get_by_label("我学完了这个专题").check()
    page.goto(strained + STUDY)
    expect(page.locator("[data-ck-progress-done]")).to_have_text("1")
    expect(page.locator("progress")).to_have_js_property("value", 1)
    expect(page.locator("[data-ck-topic=first]")).to_contain_text("已学完")
    expect(page.locator("[data-ck-topic=second]")).not_to_contain_text("已学完")
    page.goto(f"{strained}{STUDY}topics/first/")
    page.get_by_label("我学完了这个专题").uncheck()
    page.goto(strained + STUDY)
    expect(page.locator("[data-ck-progress-done]")).to_have_text("0")


def test_damaged_progress_counts_as_none(context: BrowserContext, strained: str) -> None:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(strained + STUDY)
    page.evaluate("Object.keys(localStorage).forEach(key => localStorage.setItem(key, '{'))")
    page.evaluate("localStorage.setItem('ck:/:study/plain-study', '{\"a\": 1}')")
    page.reload()
    expect(page.locator("[data-ck-progress-done]")).to_have_text("0")
    assert errors == []


def test_reading_size_is_chosen_by_keyboard_announced_and_kept(
    context: BrowserContext, strained: str
) -> None:
    page = context.new_page()
    page.goto(strained)
    before = page.locator("main h1").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    page.locator(".ck-display summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("标准")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("status")).to_have_text("字号：特大")
    page.keyboard.press("Escape")
    expect(page.locator(".ck-display summary")).to_be_focused()
    page.goto(f"{strained}campaigns/")
    expect(page.locator("html")).to_have_attribute("data-ck-size", "larger")
    page.goto(strained)
    after = page.locator("main h1").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert after == pytest.approx(before * 1.44)


def test_colours_follow_the_system_until_the_reader_chooses(
    context: BrowserContext, strained: str
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark")
    page.goto(strained)
    html = page.locator("html")
    expect(html).to_have_attribute("data-ck-scheme", "dark")
    page.emulate_media(color_scheme="light")
    expect(html).to_have_attribute("data-ck-scheme", "light")
    page.locator(".ck-display summary").click()
    page.get_by_label("深色").check()
    page.reload()
    expect(html).to_have_attribute("data-ck-scheme", "dark")


@pytest.mark.parametrize("property_", NO_STORAGE.values(), ids=NO_STORAGE)
def test_without_storage_nothing_fails_and_nothing_is_promised(
    context: BrowserContext, strained: str, property_: str
) -> None:
    context.add_init_script(f"Object.defineProperty(window, 'localStorage', {property_})")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(strained + STUDY)
    assert not page.locator("[data-ck-progress]").is_visible()
    page.goto(f"{strained}{STUDY}topics/first/")
    assert not page.get_by_text("我学完了这个专题").is_visible()
    page.locator(".ck-display summary").click()
    page.get_by_label("特大").check()
    expect(page.locator("html")).to_have_attribute("data-ck-size", "larger")
    expect(page.get_by_role("status")).to_contain_text("只在这一页有效")
    assert errors == []


def test_print_button_prints_with_all_answers_open(context: BrowserContext, strained: str) -> None:
    context.add_init_script("window.print = () => { window.printed = true; }")
    page = context.new_page()
    page.goto(f"{strained}campaigns/notice-honour/notice/")
    page.get_by_role("button", name="打印公示").click()
    assert page.evaluate("window.printed")
    page.goto(f"{strained}campaigns/long-contest/")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_text("看附件。")).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_text("看附件。")).to_be_hidden()


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2021-05-15T23:59:00+08:00", "2021-05-15"),
        ("2021-05-16T00:01:00+08:00", "2021-05-16"),
    ],
)
def test_the_calendar_marks_the_day_in_china(
    context: BrowserContext, strained: str, now: str, day: str
) -> None:
    page = open_at(context, f"{strained}calendar/", now)
    expect(page.locator("td[aria-current=date]")).to_have_attribute("data-ck-day", day)


def test_what_is_over_by_the_readers_day_is_ahead_no_more(
    context: BrowserContext, strained: str
) -> None:
    def shown(now: str) -> int:
        page = open_at(context, strained, now)
        expect(page.locator("html")).to_have_attribute("data-ck", "on")
        return page.locator(".ck-ahead li:visible").count()

    assert shown("2021-05-15T12:00:00+08:00") > 0
    assert shown("2031-01-01T00:00:00+08:00") == 0
