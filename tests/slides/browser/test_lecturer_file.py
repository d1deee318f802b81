"""The lecturer's file in a real Chromium: from a file, with the network off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from slides.samples import SECRET
from slides.watch import Watch

pytestmark = pytest.mark.browser


def current(page: Page) -> str:
    return str(page.evaluate("Reveal.getCurrentSlide().id"))


def test_the_lecture_from_a_usb_stick(hall: Page, watch: Watch) -> None:
    assert hall.locator("section.present h2").inner_text() == "每样都有"
    hall.keyboard.press("PageDown")
    assert current(hall) == "第一部分"
    hall.keyboard.press("PageDown")
    assert current(hall) == "逐条"
    items = hall.locator("section.present li.fragment")
    assert items.evaluate_all("all => all.map((e) => e.matches('.visible'))") == [False]
    assert hall.locator("section.present li").first.is_visible()
    hall.keyboard.press("PageDown")
    assert items.evaluate_all("all => all.map((e) => e.matches('.visible'))") == [True]
    hall.keyboard.press("PageDown")
    assert current(hall) == "表格"
    hall.keyboard.press("PageUp")
    assert current(hall) == "逐条"
    hall.keyboard.press("o")
    assert hall.evaluate("Reveal.isOverview()")
    hall.keyboard.press("o")
    assert not hall.evaluate("Reveal.isOverview()")
    hall.keyboard.press("b")
    assert hall.evaluate("Reveal.isPaused()")
    hall.locator(".pause-overlay").wait_for(state="visible")
    hall.keyboard.press("b")
    assert not hall.evaluate("Reveal.isPaused()")
    hall.keyboard.press("End")
    assert current(hall) == "end"
    assert (
        hall.evaluate("document.querySelector('.reveal-viewport').style.background")
        == "rgb(0, 0, 0)"
    )
    hall.keyboard.press("PageUp")
    assert current(hall) == "closing"
    assert (watch.requests, watch.errors) == ([], [])


def test_speaker_window_follows_with_notes_and_plan(hall: Page, watch: Watch) -> None:
    with hall.context.expect_page() as opened:
        hall.keyboard.press("s")
    speaker = opened.value
    speaker.wait_for_selector("#current-slide iframe")
    hall.keyboard.press("PageDown")
    notes = speaker.locator(".speaker-controls-notes .value")
    notes.get_by_text(f"{SECRET}一").wait_for()
    hall.keyboard.press("PageDown")
    notes.get_by_text(f"{SECRET}二").wait_for()
    frame = speaker.frame_locator("#current-slide iframe")
    frame.locator("section.present h2", has_text="逐条").wait_for()
    before = speaker.locator(".timer").inner_text()
    expect(speaker.locator(".timer")).not_to_have_text(before)
    assert speaker.locator(".pacing-title").inner_text() == "这一页还剩"
    # opening 1, first part 5, list 10 minutes; 1 + 90 + 1 in all
    assert speaker.locator(".plan").inner_text() == "计划：讲完这一页 16:00，全部 92:00"
    assert speaker.locator(".clock-value").inner_text().count(":") == 1
    label = speaker.locator("#upcoming-slide .label").bounding_box() or {}
    box = speaker.locator("#upcoming-slide").bounding_box() or {}
    assert label["y"] > box["y"] + box["height"] / 2, "it would hide the next slide's title"
    assert "AM" not in speaker.locator(".clock-value").inner_text()
    assert (watch.requests, watch.errors) == ([], [])


def test_answer_is_revealed_by_a_click_and_by_a_key(hall: Page) -> None:
    hall.evaluate("Reveal.slide(9)")
    assert current(hall) == "现场题"
    explanation = hall.locator("section.present .explanation")
    assert not explanation.is_visible()
    hall.locator("section.present .ask").click()
    assert explanation.is_visible()
    hall.keyboard.press("PageUp")
    assert not explanation.is_visible()
    hall.keyboard.press("PageDown")
    assert hall.locator("section.present .correct .verdict").is_visible()


def test_start_key_of_a_clicker_does_not_load_the_page_again(hall: Page) -> None:
    prevented = "(e) => { window.prevented = e.key === 'F5' && e.defaultPrevented; }"
    hall.evaluate(f"window.addEventListener('keydown', {prevented})")
    hall.keyboard.press("F5")
    assert hall.evaluate("window.prevented") is True


def test_a_link_leads_to_another_slide(hall: Page) -> None:
    hall.evaluate("Reveal.slide(2, 0, 1)")
    hall.locator("section.present").get_by_role("link", name="链接").click()
    hall.wait_for_function("Reveal.getCurrentSlide().id === 'last'")


def test_keys_are_listed_on_request(hall: Page) -> None:
    hall.keyboard.press("?")
    assert hall.locator("dialog.keys").is_visible()
    hall.keyboard.press("Escape")
    assert not hall.locator("dialog.keys").is_visible()
    assert not hall.evaluate("Reveal.isOverview()")


def test_search_finds_a_slide(hall: Page) -> None:
    hall.mouse.move(30, 700)
    hall.get_by_role("button", name="查找").click()
    box = hall.get_by_label("在幻灯片里查找")
    box.fill("书记部")
    box.press("End")  # the plugin looks at the box when a key is let go, as after an input method
    box.press("Enter")
    assert current(hall) == "时间线"


def test_type_can_be_set_larger_and_the_slide_still_fits(hall: Page) -> None:
    hall.evaluate("Reveal.slide(3)")
    size = "parseFloat(getComputedStyle(document.querySelector('.present td')).fontSize)"
    before = hall.evaluate(size)
    hall.mouse.move(30, 700)
    hall.get_by_role("button", name="放大字号").click()
    assert hall.evaluate(size) > before
    assert hall.locator(".present .sheet").get_attribute("data-overflows") == "false"


def test_a_click_advances_unless_it_does_something_else(hall: Page) -> None:
    hall.mouse.click(640, 400)
    assert current(hall) == "第一部分"
    hall.keyboard.press("?")
    hall.locator("dialog.keys dl").click()
    assert current(hall) == "第一部分"
    hall.keyboard.press("Escape")
    hall.keyboard.press("o")
    assert hall.evaluate("Reveal.isOverview()")


def test_a_key_of_an_input_method_is_not_the_player_s(hall: Page) -> None:
    send = (
        "(code) => document.dispatchEvent(Object.defineProperty("
        "new KeyboardEvent('keydown', {key: ' ', bubbles: true}), 'keyCode', {value: code}))"
    )
    hall.evaluate(send, 229)
    assert current(hall) == "opening"
    hall.evaluate(send, 32)
    assert current(hall) == "第一部分"
