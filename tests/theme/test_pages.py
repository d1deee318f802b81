"""Every sort of page in a real Chromium: frame, requests, console, accessibility."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page
from pypdf import PdfReader

from campaignkit.site.assets import asset
from support.case import parse
from support.site import CONFIG, REPOSITORY, run_mkdocs, write_site

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "campaigns": "campaigns/",
    "study": "campaigns/2021-party-history/",
    "topic": "campaigns/2021-party-history/topics/anyuan/",
    "essay contest": "campaigns/2021-essay/",
    "essay": "campaigns/2021-essay/entries/two-notebooks/",
    "essays": "campaigns/2021-essay/entries/",
    "photo contest": "campaigns/2021-photo/",
    "photo": "campaigns/2021-photo/entries/one-road-three-times/",
    "gallery": "campaigns/2021-photo/entries/",
    "lectures": "campaigns/2021-workers-institute/",
    "session": "campaigns/2021-workers-institute/sessions/heat-safety/",
    "sessions": "campaigns/2021-workers-institute/sessions/",
    "honour": "campaigns/2021-most-beautiful-worker/",
    "profile": "campaigns/2021-most-beautiful-worker/profiles/zhang-san/",
    "profiles": "campaigns/2021-tongren-craftsman/profiles/",
    "notice": "campaigns/2021-most-beautiful-worker/notice/",
    "roll": "campaigns/2021-most-beautiful-worker/roll/",
    "quiz": "campaigns/2021-staff-quiz/",
    "question": "campaigns/2021-staff-quiz/questions/union-law-06/",
    "questions": "campaigns/2021-staff-quiz/questions/",
    "question book": "campaigns/2021-staff-quiz/book/union-law/",
    "self-test": "campaigns/2021-staff-quiz/self-test/",
    "paper": "campaigns/2021-staff-quiz/papers/practice/",
    "answers": "campaigns/2021-staff-quiz/papers/practice/answers/",
    "innovation": "campaigns/2021-innovation/entries/quick-tool-post/",
    "competition": "campaigns/2021-skills-competition/",
    "goals": "campaigns/2021-labour-competition/",
    "ranking": "campaigns/2021-skills-competition/ranking/",
    "result": "campaigns/2021-skills-competition/results/tea-f01/",
    "results": "campaigns/2021-skills-competition/results/",
    "notice of results": "campaigns/2021-skills-competition/notice/",
    "team": "campaigns/2021-sanitation-skills/results/sweep-1/",
    "activity": "campaigns/2021-four-seasons/",
    "event": "campaigns/2021-four-seasons/events/summer-cool/",
    "cancelled event": "campaigns/2021-practical-deeds/events/evening-registration/",
    "events": "campaigns/2021-practical-deeds/events/",
    "service places": "campaigns/2021-worker-services/",
    "service": "campaigns/2021-worker-services/services/outdoor-dejiang/",
    "services": "campaigns/2021-worker-services/services/",
    "directory": "campaigns/2021-worker-services/directory/",
    "person": "people/zhang-san/",
    "people": "people/",
    "calendar": "calendar/",
    "month": "calendar/2021-05/",
    "campaign's calendar": "campaigns/2021-workers-institute/calendar/",
    "session ahead": "campaigns/2021-model-workers-in-schools/sessions/tea-and-hands/",
    "about": "about/",
    "lost": "404.html",
}
STRAINED = {
    "home": "",
    "campaigns": "campaigns/",
    "calendar": "calendar/",
    "long contest": "campaigns/long-contest/",
    "long entry": "campaigns/long-contest/entries/only/",
    "one entry": "campaigns/long-contest/entries/",
    "no profiles": "campaigns/empty-honour/profiles/",
    "no candidates": "campaigns/empty-honour/",
    "no sessions": "campaigns/empty-lecture/",
    "study": "campaigns/plain-study/",
    "topic": "campaigns/plain-study/topics/first/",
    "notice": "campaigns/notice-honour/notice/",
    "long name": "campaigns/notice-honour/profiles/one/",
}
PHONE, DESK = 390, 1280
LOAD_ALL = """async () => {
    const images = [...document.images];
    images.forEach(image => { image.loading = 'eager'; });
    await Promise.all(images.map(image => image.decode()));
}"""
AXE_OPTIONS = {"resultTypes": ["violations"]}


class Visit:
    """A tab that remembers what it asked for and what it complained about."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.host = urlsplit(address).netloc
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self._listeners: dict[str, Callable[[Any], None]] = {
            "request": lambda request: self._request(request.url),
            "pageerror": lambda error: self.errors.append(str(error)),
            "console": self._console,
        }
        for event, listener in self._listeners.items():
            page.on(event, listener)  # type: ignore[call-overload]

    def close(self) -> None:
        """Leave the tab as it was: nothing is open, kept, emulated or listened to."""
        for event, listener in self._listeners.items():
            self.page.remove_listener(event, listener)
        if self.page.url.startswith("http"):
            self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.page.context.clear_cookies()
        self.page.emulate_media(color_scheme="null")
        self.page.goto("about:blank")

    def _console(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.errors.append(said.text)

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != "data" and parts.netloc != self.host:
            self.foreign.append(url)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.page.evaluate(LOAD_ALL)

    def overflow(self) -> int:
        script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.page.evaluate(script))


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    """One tab for the many tests that only look at a page: a new one takes a second to begin."""
    with chromium.new_context() as context:
        yield context.new_page()


@pytest.fixture(params=[PHONE, DESK])
def visit(request: pytest.FixtureRequest, tab: Page, example: str) -> Iterator[Visit]:
    tab.set_viewport_size({"width": request.param, "height": 844})
    visit = Visit(tab, example)
    yield visit
    visit.close()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_page_keeps_its_frame_and_asks_no_one_else(visit: Visit, path: str) -> None:
    visit.open(path)
    assert visit.overflow() <= 0
    assert (visit.foreign, visit.errors) == ([], [])
    assert visit.page.locator("h1").count() == 1


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(visit: Visit, scheme: str, path: str) -> None:
    visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    visit.open(path)
    result = Axe().run(visit.page, options=AXE_OPTIONS)
    assert visit.page.evaluate("document.documentElement.dataset.ckScheme") == scheme
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("width", [360, 390, 768, 1280, 1920])
def test_strained_pages_keep_their_frame(chromium: Browser, strained: str, width: int) -> None:
    with chromium.new_context(viewport={"width": width, "height": 844}) as context:
        visit = Visit(context.new_page(), strained)
        for name, path in STRAINED.items():
            visit.open(path)
            for size in ("standard", "larger"):
                visit.page.evaluate(f"document.documentElement.dataset.ckSize = '{size}'")
                assert visit.overflow() <= 0, f"{name} at {width} px, {size} text"
        assert (visit.foreign, visit.errors) == ([], [])


def test_strained_pages_pass_axe(chromium: Browser, strained: str) -> None:
    with chromium.new_context(viewport={"width": PHONE, "height": 844}) as context:
        page = context.new_page()
        for path in STRAINED.values():
            page.goto(strained + path)
            result = Axe().run(page, options=AXE_OPTIONS)
            assert result.violations_count == 0, result.generate_report()


def test_wide_table_scrolls_inside_itself_and_by_keyboard(visit: Visit, strained: str) -> None:
    visit.page.set_viewport_size({"width": PHONE, "height": 844})
    visit.page.goto(f"{strained}campaigns/long-contest/")
    table = visit.page.locator(".ck-prose table")
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    assert table.get_attribute("tabindex") == "0"


def test_without_scripts_all_is_there(chromium: Browser, strained: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{strained}campaigns/notice-honour/")
        assert page.locator(".ck-lead .ck-status").inner_text() == "公示中"
        steps = page.locator(".ck-steps li")
        states = steps.evaluate_all("all => all.map(li => li.dataset.ckState)")
        assert states == ["past", "past", "now", "next"]
        assert not page.locator(".ck-display").is_visible()
        page.goto(f"{strained}campaigns/plain-study/topics/first/")
        assert not page.get_by_text("我学完了这个专题").is_visible()
        assert not page.get_by_role("button").count()


def test_touch_targets_are_44_px(chromium: Browser, example: str) -> None:
    """WCAG 2.5.5; links inside running text are exempt."""
    script = """all => all.filter(e => {
        const box = e.getBoundingClientRect();
        const whole = getComputedStyle(e, '::after');
        return box.width && box.height < 43.5
            && !e.closest('.ck-prose, .ck-provenance, .ck-text, .ck-article--prose, .ck-skip')
            && !(whole.position === 'absolute' && whole.content !== 'none');
    }).map(e => e.outerHTML.slice(0, 120))"""
    with chromium.new_context(viewport={"width": PHONE, "height": 844}) as context:
        page = context.new_page()
        for path in PAGES.values():
            page.goto(example + path)
            targets = page.locator("a, button, summary, label:has(input, select)")
            assert targets.evaluate_all(script) == [], path


def test_keyboard_starts_at_the_skip_link(chromium: Browser, example: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{example}campaigns/2021-essay/entries/two-notebooks/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "跳到正文"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('#ck-content')")


def test_print_leaves_the_notice_alone_on_the_paper(chromium: Browser, example: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(example + PAGES["notice"])
        page.emulate_media(media="print")
        for gone in (".ck-header", ".ck-breadcrumb", ".ck-noprint", ".ck-footer__nav"):
            assert not page.locator(gone).is_visible(), gone
        assert page.get_by_text("（盖章处）").is_visible()
        assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1
        page.goto(example + PAGES["topic"])
        lines = page.locator(".ck-sheet__lines").bounding_box()
        assert lines is not None
        assert lines["height"] > 400


def test_own_files_are_small() -> None:
    def gzipped(*names: str) -> int:
        return sum(len(gzip.compress(asset(name).content)) for name in names)

    assert gzipped("site.css", "print.css") <= 12 * 1024
    assert gzipped("site.js") <= 4 * 1024
    assert gzipped("search.js") <= 10 * 1024


def test_no_file_of_the_theme_is_published_that_no_page_loads(host_folder: Path) -> None:
    site = host_folder / "gonghui"
    text = "".join(file.read_text("utf-8") for file in site.rglob("*.html"))
    sheets = list(site.rglob("assets/**/*.css"))
    text += "".join(file.read_text("utf-8") for file in sheets)
    text += (site / "site.webmanifest").read_text("utf-8")  # which names icons
    names = [file.name for file in (site / "assets").rglob("*") if file.is_file()]
    optional = re.compile(r"reveal-LICENSE|quiz")  # named by pages that not every site has
    assert [name for name in names if name not in text and not optional.match(name)] == []
    loaded = [name for name in names if name.endswith((".css", ".js", ".svg"))]
    assert all(re.search(r"\.[0-9a-f]{8}\.(min\.)?\w+$", name) for name in loaded), loaded


def test_strict_policy_blocks_nothing(chromium: Browser, guarded: str) -> None:
    """No inline script, style or handler: `script-src 'self'` holds on every sort of page."""
    with chromium.new_context() as context:
        visit = Visit(context.new_page(), guarded)
        for path in PAGES.values():
            visit.open(path)
        assert (visit.foreign, visit.errors) == ([], [])


def test_the_guarded_host_does_guard(chromium: Browser, guarded: str) -> None:
    """The test above could not fail if the policy never came."""
    with chromium.new_context() as context:
        visit = Visit(context.new_page(), guarded)
        visit.open("")
        visit.page.evaluate("document.body.setAttribute('onclick', 'window.ran = true')")
        visit.page.locator("body").dispatch_event("click")
        assert visit.page.evaluate("window.ran") is None
        # The host forbids it, and so does the page itself.
        assert len(visit.errors) == 2


def test_records_are_stamped_without_a_site_url(tmp_path: Path) -> None:
    """The record's id has its hole in our frame, not only in the canonical address."""
    case = parse((Path(__file__).parent / "edge.txt").read_text("utf-8"))
    case.files["mkdocs.yml"] = CONFIG.replace("HOOKS", str(REPOSITORY / "hooks")).encode()
    case.files["mkdocs.yml"] = re.sub(rb"(?m)^site_url.*\n", b"", case.files["mkdocs.yml"])
    result = run_mkdocs(write_site(case, tmp_path), "build", "-q", SOURCE_DATE_EPOCH="1621044000")
    assert result.returncode == 0, result.stdout + result.stderr
    page = (tmp_path / "site/campaigns/notice-honour/profiles/one/index.html").read_text("utf-8")
    assert 'data-ck-page="campaigns/notice-honour/profiles/one/"' in page
    assert "canonical" not in page


def test_every_page_carries_its_policy(host_folder: Path) -> None:
    """README's promise holds on any server: the policy is the first thing after the charset."""
    site = host_folder / "gonghui"
    pages = list(site.rglob("*.html"))
    assert len(pages) > 300
    without = [
        page.relative_to(site).as_posix()
        for page in pages
        if 'http-equiv="Content-Security-Policy"' not in page.read_text("utf-8")[:600]
    ]
    assert without == []
