"""Tables of results in a real Chromium: sorted by a click or a key, and without a script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

RANKING = "campaigns/2021-skills-competition/ranking/"


@pytest.fixture
def page(chromium: Browser, example: str) -> Iterator[Page]:
    with chromium.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.goto(example + RANKING)
        yield page


def column(page: Page, at: int) -> list[str]:
    cells = page.locator("table").first.locator(f"tbody tr > :nth-child({at + 1})")
    return [text.strip() for text in cells.all_text_contents()]


def test_a_key_sorts_and_says_so(page: Page) -> None:
    table = page.locator("table").first
    heads = [text.strip() for text in table.locator("thead th").all_text_contents()]
    at = heads.index("理论")
    marks = [float(text) for text in column(page, at)]
    head = table.get_by_role("button", name="理论")
    head.focus()
    page.keyboard.press("Enter")
    assert [float(text) for text in column(page, at)] == sorted(marks, reverse=True)
    expect(table.locator("thead th").nth(at)).to_have_attribute("aria-sort", "descending")
    expect(table.locator("[data-ck-said]")).to_have_text("，已按理论从高到低排列")
    page.keyboard.press("Space")
    assert [float(text) for text in column(page, at)] == sorted(marks)
    table.get_by_role("button", name="名次").click()
    assert column(page, 0) == [str(rank) for rank in range(1, len(marks) + 1)]
    expect(table.locator("thead th").nth(at)).not_to_have_attribute("aria-sort", "ascending")


def test_who_is_not_ranked_stays_last(page: Page) -> None:
    table = page.locator("table").filter(has_text="缺考").first
    table.get_by_role("button", name="总分").click()
    expect(table.locator("tbody tr").last).to_contain_text("缺考")
    table.get_by_role("button", name="总分").click()
    expect(table.locator("tbody tr").last).to_contain_text("缺考")


def test_without_a_script_it_reads_by_rank(chromium: Browser, example: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(example + RANKING)
        assert column(page, 0) == ["1", "2", "3", "4", "5", "6"]
        assert page.locator("table button").count() == 0
