"""The decks in a real Chromium, from files, with the network off."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request
from pypdf import PdfReader

from campaignkit.slides import chromium as tool
from campaignkit.slides import measure, media, pages, pdf_text, player
from campaignkit.slides.sheets import make_sheets
from slides.samples import CONTEXT, EVERYTHING, SECRET, campaign_folder, parse, view

pytestmark = pytest.mark.browser

HALL = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}


class Watch:
    """What a page asked for and what it complained about."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []

    def listen(self, page: Page) -> None:
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _request(self, request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "about:", "blob:")):
            self.requests.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one deck, and the lecturer's file at a path with Chinese and a blank."""
    base = tmp_path_factory.mktemp("site")
    folder = media.MediaFolder(campaign_folder(base / "campaign"), "decks/a.md")
    deck = parse(EVERYTHING)
    pictures = media.publish((image.ref for image in deck.images), folder)
    slides = base / "site/campaigns/x/sessions/y/slides"
    for name, content in pages.render_session(deck, CONTEXT, pictures, "../../../../../").items():
        (slides / name).parent.mkdir(parents=True, exist_ok=True)
        (slides / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (base / "site/assets/slides").mkdir(parents=True)
    for name, text in player.site_assets().items():
        (base / "site/assets/slides" / name).write_text(text, "utf-8")
    (slides / "text").mkdir()
    version = pages.text_version(deck, CONTEXT)
    shell = '<!doctype html><html lang="zh-CN"><title>文字版</title><body><main><h1>文字版</h1>'
    (slides / "text/index.html").write_text(f"{shell}{version.html}</main>", "utf-8")
    (base / "讲习所 第一讲").mkdir()
    single = pages.single_file(deck, CONTEXT, pictures)
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


def open_deck(chromium: Browser, site: Path, name: str, viewport: dict[str, int]) -> Page:
    page = chromium.new_page(viewport=viewport)  # type: ignore[arg-type]
    page.goto((site / "site/campaigns/x/sessions/y/slides" / name).as_uri())
    return page


def current(page: Page) -> str:
    return str(page.evaluate("Reveal.getCurrentSlide().id"))


def test_the_lecture_from_a_usb_stick(hall: Page, watch: Watch) -> None:
    assert hall.locator("section.present h2").inner_text() == "每样都有"
    hall.keyboard.press("PageDown")
    assert current(hall) == "第一部分"
    hall.keyboard.press("PageDown")
    assert current(hall) == "逐条"
    items = hall.locator("section.present li.fragment")
    assert items.evaluate_all("all => all.map((e) => e.matches('.visible'))") == [False, False]
    hall.keyboard.press("PageDown")
    assert items.evaluate_all("all => all.map((e) => e.matches('.visible'))") == [True, False]
    hall.keyboard.press("PageDown")
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
    speaker.wait_for_timeout(1300)
    assert speaker.locator(".timer").inner_text() != before
    assert speaker.locator(".pacing-title").inner_text() == "这一页还剩"
    # opening 1, first part 5, list 10 minutes; 1 + 90 + 1 in all
    assert speaker.locator(".plan").inner_text() == "计划：讲完这一页 16:00，全部 92:00"
    assert speaker.locator(".clock-value").inner_text().count(":") == 1
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
    hall.evaluate("window.kept = true")
    hall.keyboard.press("F5")
    hall.wait_for_timeout(300)
    assert hall.evaluate("window.kept") is True


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
    hall.get_by_role("button", name="字大").click()
    assert hall.evaluate(size) > before
    assert hall.locator(".present .sheet").get_attribute("data-overflows") == "false"


def test_a_changed_deck_opens_at_the_same_slide(chromium: Browser, site: Path) -> None:
    """What the preview does when a deck was saved: it writes the page anew and loads it again."""
    written = site / "site/campaigns/x/sessions/y/slides/index.html"
    file = written.with_name("changing.html")
    old = written.read_text("utf-8")
    file.write_text(old, "utf-8")
    page = open_deck(chromium, site, "changing.html", HALL)
    page.wait_for_selector("html[data-ready]")
    page.evaluate("Reveal.slide(7)")
    page.wait_for_function("location.hash.endsWith('p7')")
    added = '<section id="new"><div class="sheet theme-light"></div></section>\n'
    first = '<section id="第一部分"'
    file.write_text(old.replace(first, added + first), "utf-8")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert current(page) == "p7"
    assert page.evaluate("Reveal.getIndices().h") == 8
    page.close()


def test_print_view_has_a_page_for_each_slide(
    chromium: Browser, site: Path, tmp_path: Path
) -> None:
    page = open_deck(chromium, site, "index.html", HALL)
    page.goto(page.url.partition("#")[0] + "?view=print")
    page.wait_for_selector("html[data-print-ready]")
    file = tmp_path / "deck.pdf"
    page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    page.close()
    pdf_text.mend(file)
    reader = PdfReader(file)
    assert len(reader.pages) == len(make_sheets(parse(EVERYTHING), CONTEXT))
    text = re.sub(r"\s", "", "".join(one.extract_text() for one in reader.pages))
    for words in ("每样都有", "甲项", "未伤一人，未败一事。", "因为如此", "示例·职工文化宫礼堂"):
        assert words in text


@pytest.mark.parametrize("viewport", [HALL, PHONE], ids=["hall", "phone"])
@pytest.mark.parametrize("name", ["index.html", "handout/index.html", "text/index.html"])
def test_axe_finds_nothing(
    chromium: Browser, site: Path, name: str, viewport: dict[str, int]
) -> None:
    page = open_deck(chromium, site, name, viewport)
    total = 1
    if name == "index.html":
        page.wait_for_selector("html[data-ready]")
        page.evaluate("Reveal.configure({transition: 'none'})")
        total = 1 if viewport is PHONE else int(page.evaluate("Reveal.getTotalSlides()"))
    violations = []
    for number in range(total):
        if total > 1:
            page.evaluate("(n) => Reveal.slide(n, 0, 99)", number)
            page.wait_for_timeout(250)
        found = Axe().run(page).response["violations"]
        violations += [(number, v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found]
    page.close()
    assert violations == []


@pytest.mark.parametrize("theme", ["as written", "swapped"])
def test_phone_reads_the_deck_by_scrolling(chromium: Browser, site: Path, theme: str) -> None:
    page = open_deck(chromium, site, "index.html", PHONE)
    page.wait_for_selector("html[data-ready]")
    if theme == "swapped":
        page.get_by_role("button", name="深浅").click()
    assert page.evaluate("Reveal.isScrollView()")
    assert page.evaluate("document.scrollingElement.scrollWidth") == PHONE["width"]
    widest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.sheet *')]"
        ".map((e) => e.getBoundingClientRect().right))"
    )
    assert widest <= PHONE["width"] + 1
    sizes = page.evaluate(
        "[...document.querySelectorAll('.sheet h2, .sheet li, .sheet p, .sheet td, .sheet dd')]"
        ".filter((e) => e.getClientRects().length && !e.closest('.visually-hidden'))"
        ".map((e) => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 14
    heights = page.evaluate(
        "[...document.querySelectorAll('section')].map((s) => {"
        " const box = s.getBoundingClientRect();"
        " const inner = s.querySelector('.sheet').scrollHeight;"
        " return inner - box.height; })"
    )
    assert max(heights) <= 1, "a slide is cut"
    ask = page.locator(".ask").first
    ask.scroll_into_view_if_needed()
    assert (ask.bounding_box() or {})["height"] >= 44
    ask.click()
    assert page.locator(".answered .explanation").first.is_visible()
    page.close()


def test_text_version_says_what_the_slides_say(chromium: Browser, site: Path) -> None:
    phone = open_deck(chromium, site, "index.html", PHONE)
    phone.wait_for_selector("html[data-ready]")
    phone.evaluate("document.querySelectorAll('section').forEach(s => s.classList.add('answered'))")
    phone.evaluate("document.querySelectorAll('.visually-hidden').forEach(e => e.remove())")
    shown = set(re.findall(r"\w+", phone.locator(".slides").inner_text()))
    phone.close()
    page = open_deck(chromium, site, "text/index.html", HALL)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    said = set(re.findall(r"\w+", page.locator("main").inner_text()))
    page.close()
    page_furniture = {"扫码看讲座页面", "文字版", "讲义", "报名", "张"}
    numbers = {str(number) for number in range(1, 40)}
    assert shown - said - page_furniture - numbers - {"示例人物"} == set()


def test_handout_prints_three_or_two_to_a_page(chromium: Browser, site: Path) -> None:
    page = open_deck(chromium, site, "handout/index.html", HALL)
    rows = page.locator(".row").count()
    assert rows == len(parse(EVERYTHING).slides)
    for choice, per_page in (("3", 3), ("2", 2)):
        page.locator(f'input[value="{choice}"]').check()
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(printed.pages) == -(-rows // per_page), choice
    page.close()


def test_browser_measures_what_the_estimate_cannot(
    chromium_path: Path, site: Path, tmp_path: Path
) -> None:
    crowded = "\n".join(
        f"- 第{n}条要写的事情比一行长得多，所以在礼堂里谁也看不清楚它" for n in range(24)
    )
    pale = '<!--\nbackground: "#FFFFFF"\nink: "#DDDDDD"\n-->\n看不清'
    one = view(f"## 太满\n\n{crowded}\n---\n{pale}\n---\n## 好\n\n- 一条", site / "campaign")
    found = list(measure.findings(one, measure.measure(chromium_path, one, {})))
    assert [(f.rule, f.position.line) for f in found] == [
        ("deck-overfull", 1),
        ("deck-contrast", 32),
    ]


def test_everything_fits_and_can_be_read(chromium_path: Path, site: Path) -> None:
    one = view(EVERYTHING, site / "campaign")
    measured = measure.measure(chromium_path, one, {})
    assert list(measure.findings(one, measured)) == []
    assert len(measured) == 16


def test_chinese_font_is_looked_for(chromium_path: Path) -> None:
    assert tool.has_chinese_font(chromium_path)
