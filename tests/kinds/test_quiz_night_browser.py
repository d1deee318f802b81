"""The contest night's file in a real Chromium: from a file, with the network off."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from campaignkit.commands.cli import cli
from kinds.night_project import night_project
from slides.watch import Watch

pytestmark = pytest.mark.browser

HALL: ViewportSize = {"width": 1280, "height": 720}
OLD_PROJECTOR: ViewportSize = {"width": 1024, "height": 768}
FORBIDDEN = (
    "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name,"
    " { get() { throw new DOMException('no', 'SecurityError'); } })"
)
SMALLEST = 1.87
"""Least size of type that the hall reads, in hundredths of a slide's width: as in decks."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = night_project(tmp_path_factory.mktemp("night"))
    before = Path.cwd()
    os.chdir(root)
    try:
        result = CliRunner().invoke(cli, ["slides", "export", "night", "--to", "U 盘/决赛.html"])
    finally:
        os.chdir(before)
    assert result.exit_code == 0, result.output
    return root / "U 盘/决赛.html"


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def context(chromium: Browser, watch: Watch) -> Iterator[BrowserContext]:
    with chromium.new_context(viewport=HALL, offline=True) as context:
        context.on("page", watch.listen)
        yield context


@pytest.fixture
def night(context: BrowserContext, file: Path) -> Page:
    return opened(context, file)


def opened(context: BrowserContext, file: Path) -> Page:
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]")
    return page


def title(page: Page) -> str:
    return page.locator("h1:visible").inner_text()


def scores(page: Page) -> list[str]:
    return page.locator("[data-seat]:visible .total").all_inner_texts()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_night_by_mouse(night: Page, watch: Watch) -> None:
    night.get_by_label("第 3 队的队名").fill("")
    night.get_by_label("第 4 队的队名").fill("丁队")
    night.get_by_role("button", name="开始比赛").click()
    assert title(night) == "必答题"
    expect(night.get_by_role("button", name="必答题 余 3")).to_have_attribute(
        "aria-pressed", "true"
    )
    night.get_by_role("button", name="2 号，10 分").click()
    assert title(night) == "必答题 2 号"
    clock = night.get_by_role("timer")
    expect(clock).to_have_text("7 秒")
    night.get_by_role("button", name="开始计时").click()
    expect(clock).to_have_text("5 秒")
    assert clock.evaluate("e => e.classList.contains('short')")
    answer = night.locator(".answer:visible")
    assert answer.count() == 0
    night.get_by_role("button", name="看答案").click()
    assert answer.locator(".said").inner_text().startswith("答案：")
    assert "zxsource，第二条" in answer.inner_text()
    night.get_by_role("button", name="丁队 ＋10").click()
    assert night.get_by_role("button", name="甲队 －10").count() == 0
    assert scores(night) == ["0", "0", "10"]
    night.reload()
    night.wait_for_selector("html[data-ready]")
    assert title(night) == "必答题 2 号"
    assert night.locator(".answer:visible").count() == 1
    assert scores(night) == ["0", "0", "10"]
    night.get_by_role("button", name="撤销").click()
    assert scores(night) == ["0", "0", "0"]
    night.get_by_role("button", name="题号板").click()
    expect(night.get_by_role("button", name="2 号，10 分，已开")).to_have_class("done")
    night.get_by_role("button", name="撤销").click()
    assert night.get_by_role("button", name="必答题 余 3").is_visible()
    assert (watch.requests, watch.errors) == ([], [])


def test_a_night_by_keyboard_alone(night: Page, watch: Watch) -> None:
    press(night, "PageDown")
    assert title(night) == "必答题"
    press(night, "ArrowRight", "ArrowRight", "ArrowLeft", "Enter")
    assert title(night) == "必答题 2 号"
    press(night, "Space")
    assert night.locator(".clock.runs").is_visible()
    press(night, "Space")
    assert night.locator(".clock.runs").count() == 0
    press(night, "r")
    expect(night.get_by_role("timer")).to_have_text("7 秒")
    press(night, "1", "3", "Shift+2")
    assert scores(night) == ["10", "0", "10"], "wrong answers cost nothing in this part"
    press(night, "Escape", "n")
    assert title(night) == "风险题"
    press(night, "ArrowDown", "Enter")
    assert title(night) == "风险题 2 号"
    press(night, "a", "Shift+2", "1")
    assert night.locator(".said:visible").inner_text() == "答案：1922年 或 1922"
    assert scores(night) == ["40", "−30", "10"]
    press(night, "u")
    assert scores(night) == ["10", "−30", "10"]
    press(night, "s")
    assert title(night) == "计分板"
    ranks = night.locator("tbody tr").all_inner_texts()
    assert [re.split(r"\s+", row)[:2] for row in ranks] == [
        ["1", "甲队"],
        ["1", "丙队"],
        ["3", "乙队"],
    ]
    assert night.locator(".ties").inner_text() == "同分时怎么排\n加答一题"
    night.get_by_label("丙队的得分").fill("15")
    press(night, "Tab", "Escape")
    assert scores(night) == ["10", "−30", "15"]
    assert (watch.requests, watch.errors) == ([], [])


def test_a_night_with_two_keys_of_a_clicker(night: Page) -> None:
    seen = []
    for _ in range(4):
        press(night, "PageDown")
        seen.append((title(night), night.locator(".answer:visible").count()))
    assert seen == [("必答题", 0), ("必答题 1 号", 0), ("必答题 1 号", 0), ("必答题 1 号", 1)]
    press(night, "PageUp")
    assert night.locator(".answer:visible").count() == 0
    press(night, "PageUp", "PageDown")
    assert title(night) == "必答题 2 号", "the next that is not opened"
    press(night, "b")
    assert night.locator("button.black").is_visible()
    press(night, "PageDown")
    assert not night.locator("button.black").is_visible()
    assert title(night) == "必答题 2 号"
    press(night, "PageUp", *["PageDown", "PageDown", "PageDown", "PageDown"] * 3)
    press(night, "PageDown")
    assert title(night) == "计分板"


def test_time_runs_out_across_a_reload(night: Page) -> None:
    press(night, "PageDown", "PageDown", "Space")
    night.reload()
    night.wait_for_selector("html[data-ready]")
    assert night.locator(".clock.runs").is_visible()
    expect(night.get_by_role("timer")).to_have_text("0 秒", timeout=15_000)
    expect(night.get_by_role("status")).to_have_text("时间到")
    press(night, "Space")
    assert night.locator(".clock.runs").count() == 0


def test_sound_can_be_switched_off(night: Page) -> None:
    press(night, "PageDown")
    button = night.get_by_role("button", name="声音")
    expect(button).to_have_attribute("aria-pressed", "true")
    press(night, "m")
    expect(button).to_have_attribute("aria-pressed", "false")
    night.reload()
    expect(button).to_have_text("声音：关")


def test_scores_survive_a_reload_where_storage_is_forbidden(
    context: BrowserContext, file: Path, watch: Watch
) -> None:
    context.add_init_script(FORBIDDEN)
    night = opened(context, file)
    press(night, "PageDown", "PageDown", "2")
    night.reload()
    night.wait_for_selector("html[data-ready]")
    assert scores(night) == ["0", "10", "0"]
    assert watch.errors == []


def test_beginning_again_takes_two_clicks(night: Page) -> None:
    press(night, "PageDown", "PageDown", "1", "Escape")
    night.get_by_role("button", name="按键").click()
    night.get_by_role("button", name="重新开始").click()
    assert night.get_by_role("button", name="继续比赛").is_visible()
    night.get_by_role("button", name="再点一次").click()
    night.get_by_role("button", name="开始比赛").click()
    assert scores(night) == ["0", "0", "0"]


def test_one_team_is_no_contest(night: Page) -> None:
    for seat in (2, 3):
        night.get_by_label(f"第 {seat} 队的队名").fill("")
    night.get_by_role("button", name="开始比赛").click()
    expect(night.get_by_role("alert")).to_have_text("至少写两个队的队名")


def test_keys_are_told_on_the_first_slide(night: Page) -> None:
    told = night.locator(".keys").inner_text()
    assert all(key in told for key in ("PageDown", "PageUp", "Shift", "Esc", "B", "U", "S"))


@pytest.mark.parametrize("viewport", [HALL, OLD_PROJECTOR], ids=["1280", "1024"])
def test_every_screen_is_accessible_fits_and_can_be_read_from_afar(
    night: Page, viewport: ViewportSize
) -> None:
    night.set_viewport_size(viewport)
    unit = min(viewport["width"] / 100, viewport["height"] / 56.25)
    wrong = {}
    for name, keys in (
        *(("first", []), ("board", ["PageDown"]), ("question", ["PageDown"])),
        *(("answer", ["a"]), ("scores", ["s"]), ("risk", ["Escape", "n"])),
    ):
        press(night, *keys)
        found = Axe().run(night).response["violations"]
        wrong[name] = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]
        size = "(all) => Math.min(...all.map((e) => parseFloat(getComputedStyle(e).fontSize)))"
        words = night.locator("main :is(p, li, td, th, h1, h2, button):visible")
        assert words.evaluate_all(size) >= SMALLEST * unit, name
        place = "(e) => [e.scrollWidth - innerWidth, e.scrollHeight - innerHeight]"
        across, down = night.locator("html").evaluate(place)
        assert (across <= 0, down <= 0) == (True, True), name
        inner = night.locator(".screen:visible, .fitted:visible, .numbers:visible")
        spare = "(all) => all.map((e) => e.scrollHeight - e.clientHeight)"
        assert max(inner.evaluate_all(spare)) <= 1, name
    assert wrong == {name: [] for name in wrong}
