"""The public deck, handout and text version in a real Chromium."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize
from pypdf import PdfReader

from campaignkit.slides.browser import chromium, measure, pdf_text
from campaignkit.slides.output.sheets import make_sheets
from slides.samples import CONTEXT, EVERYTHING, parse, view
from support.browser import NewPage

pytestmark = pytest.mark.browser

HALL: ViewportSize = {"width": 1280, "height": 720}
PHONE: ViewportSize = {"width": 390, "height": 844}
SETTLED = """(n) => Reveal.getIndices().h === n
    && document.getAnimations().every((one) => one.playState !== "running")"""


def open_deck(new_page: NewPage, site: Path, name: str, viewport: ViewportSize) -> Page:
    page = new_page(viewport)
    page.goto((site / "site/campaigns/x/sessions/y/slides" / name).as_uri())
    return page


def current(page: Page) -> str:
    return str(page.evaluate("Reveal.getCurrentSlide().id"))


def test_a_changed_deck_opens_at_the_same_slide(new_page: NewPage, site: Path) -> None:
    """What the preview does when a deck was saved: it writes the page anew and loads it again."""
    written = site / "site/campaigns/x/sessions/y/slides/index.html"
    file = written.with_name("changing.html")
    old = written.read_text("utf-8")
    file.write_text(old, "utf-8")
    page = open_deck(new_page, site, "changing.html", HALL)
    page.wait_for_selector("html[data-ready]")
    page.evaluate("Reveal.slide(7)")
    page.wait_for_url(re.compile(r"#.*p7$"))  # the page's policy lets no test evaluate strings
    added = '<section id="new"><div class="sheet theme-light"></div></section>\n'
    first = '<section id="第一部分"'
    file.write_text(old.replace(first, added + first), "utf-8")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert current(page) == "p7"
    assert page.evaluate("Reveal.getIndices().h") == 8


def test_print_view_has_a_page_for_each_slide(
    new_page: NewPage, site: Path, tmp_path: Path
) -> None:
    page = open_deck(new_page, site, "index.html", HALL)
    page.goto(page.url.partition("#")[0] + "?view=print")
    page.wait_for_selector("html[data-print-ready]")
    file = tmp_path / "deck.pdf"
    page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    pdf_text.replace_radicals(file)
    reader = PdfReader(file)
    assert len(reader.pages) == len(make_sheets(parse(EVERYTHING), CONTEXT))
    text = re.sub(r"\s", "", "".join(one.extract_text() for one in reader.pages))
    for words in ("每样都有", "甲项", "未伤一人，未败一事。", "因为如此", "示例·职工文化宫礼堂"):
        assert words in text


@pytest.mark.parametrize("viewport", [HALL, PHONE], ids=["hall", "phone"])
@pytest.mark.parametrize("name", ["index.html", "handout/index.html", "text/index.html"])
def test_axe_finds_nothing(
    new_page: NewPage, site: Path, name: str, viewport: ViewportSize
) -> None:
    page = open_deck(new_page, site, name, viewport)
    total = 1
    if name == "index.html":
        page.wait_for_selector("html[data-ready]")
        page.evaluate("Reveal.configure({transition: 'none'})")
        total = 1 if viewport is PHONE else int(page.evaluate("Reveal.getTotalSlides()"))
    violations = []
    for number in range(total):
        if total > 1:
            page.evaluate("(n) => Reveal.slide(n, 0, 99)", number)
            page.wait_for_function(SETTLED, arg=number)
        found = Axe().run(page).response["violations"]
        violations += [(number, v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found]
    assert violations == []


@pytest.mark.parametrize("theme", ["as written", "swapped"])
def test_phone_reads_the_deck_by_scrolling(new_page: NewPage, site: Path, theme: str) -> None:
    page = open_deck(new_page, site, "index.html", PHONE)
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


def test_text_version_says_what_the_slides_say(new_page: NewPage, site: Path) -> None:
    phone = open_deck(new_page, site, "index.html", PHONE)
    phone.wait_for_selector("html[data-ready]")
    phone.evaluate("document.querySelectorAll('section').forEach(s => s.classList.add('answered'))")
    phone.evaluate("document.querySelectorAll('.visually-hidden').forEach(e => e.remove())")
    shown = set(re.findall(r"\w+", phone.locator(".slides").inner_text()))
    page = open_deck(new_page, site, "text/index.html", HALL)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    said = set(re.findall(r"\w+", page.locator("main").inner_text()))
    page_furniture = {"扫码看讲座页面", "文字版", "讲义", "报名", "张"}
    numbers = {str(number) for number in range(1, 40)}
    assert shown - said - page_furniture - numbers - {"示例人物"} == set()


def test_handout_prints_three_or_two_to_a_page(new_page: NewPage, site: Path) -> None:
    page = open_deck(new_page, site, "handout/index.html", HALL)
    rows = page.locator(".row").count()
    assert rows == len(parse(EVERYTHING).slides)
    for choice, per_page in (("3", 3), ("2", 2)):
        page.locator(f'input[value="{choice}"]').check()
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(printed.pages) == -(-rows // per_page), choice


def test_browser_measures_what_the_estimate_cannot(
    chromium_path: Path, site: Path, tmp_path: Path
) -> None:
    crowded = "\n".join(
        f"- 第{n}条要写的事情比一行长得多，所以在礼堂里谁也看不清楚它" for n in range(24)
    )
    pale = '<!--\nbackground: "#FFFFFF"\nink: "#DDDDDD"\n-->\n看不清'
    one = view(f"## 太满\n\n{crowded}\n---\n{pale}\n---\n## 好\n\n- 一条", site / "campaign")
    found = list(measure.findings(one, measure.measure(chromium_path, one, {})))
    assert sorted({(f.rule, f.position.line) for f in found}) == [
        ("deck-contrast", 32),
        ("deck-overfull", 1),
    ]


def test_everything_fits_and_can_be_read(chromium_path: Path, site: Path) -> None:
    one = view(EVERYTHING, site / "campaign")
    measured = measure.measure(chromium_path, one, {})
    assert list(measure.findings(one, measured)) == []
    assert len(measured) == 16


def test_chinese_font_is_looked_for(chromium_path: Path) -> None:
    assert chromium.has_chinese_font(chromium_path)


def test_neighbours_that_touch_are_reported(chromium_path: Path, site: Path) -> None:
    """Dates of a timeline are not wrapped; five long ones have no room at any size."""
    moments = "\n\n".join(f"公元一九二{n}年第{n}季度的一天\n: 事情{n}" for n in range(5))
    one = view(f"## 时间线\n\n{moments}", site / "campaign")
    found = list(measure.findings(one, measure.measure(chromium_path, one, {})))
    assert any("挨在一起" in f.message for f in found)
    short = view("## 时间线\n\n1922年1月\n: 甲\n\n1922年5月\n: 乙", site / "campaign")
    assert not list(measure.findings(short, measure.measure(chromium_path, short, {})))


@pytest.mark.parametrize("viewport", [HALL, PHONE], ids=["hall", "phone"])
def test_without_javascript_the_deck_is_a_page_to_scroll(
    chromium: Browser, site: Path, viewport: ViewportSize
) -> None:
    with chromium.new_context(java_script_enabled=False, viewport=viewport) as context:
        page = context.new_page()
        page.goto((site / "site/campaigns/x/sessions/y/slides/index.html").as_uri())
        boxes = [one.bounding_box() for one in page.locator("section:not(.end)").all()]
        tops = [box["y"] for box in boxes if box]
        assert len(tops) == len(make_sheets(parse(EVERYTHING), CONTEXT))
        assert tops == sorted(set(tops))
        assert page.locator("li.fragment").first.is_visible()
        assert page.locator(".explanation").first.is_visible()
        assert page.get_by_role("link", name="文字版").is_visible()
        assert not page.get_by_role("button").count()


def test_the_browser_s_own_print_has_a_page_for_each_slide(new_page: NewPage, site: Path) -> None:
    page = open_deck(new_page, site, "index.html", HALL)
    page.wait_for_selector("html[data-ready]")
    page.evaluate("Reveal.slide(3)")
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert len(reader.pages) == len(make_sheets(parse(EVERYTHING), CONTEXT))
    assert all(one.mediabox.width > one.mediabox.height for one in reader.pages)
