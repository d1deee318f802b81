"""The self-test of a quiz: drawn, answered, resumed, marked and reviewed in a real Chromium."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from support.site import REPOSITORY

pytestmark = pytest.mark.browser

QUIZ = "campaigns/2021-staff-quiz/"
SELF_TEST = f"{QUIZ}self-test/"
SCRIPT = REPOSITORY / "hooks/campaignkit/theme/assets/campaignkit/quiz.js"
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { value: null })"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context(viewport={"width": 390, "height": 844}) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page


def bank(page: Page) -> dict[str, Any]:
    """The questions of the page by their id."""
    text = page.locator("[data-ck-quiz-data]").text_content()
    assert text is not None
    return {question["id"]: question for question in json.loads(text)["questions"]}


def state(page: Page) -> dict[str, Any]:
    """What is kept on the device."""
    script = "JSON.parse(localStorage[Object.keys(localStorage).find(k => k.includes(':quiz/'))])"
    found = page.evaluate(script)
    assert isinstance(found, dict)
    return found


def items(page: Page) -> list[str]:
    return [item[0] for item in state(page)["items"]]


def press_until(page: Page, script: str) -> None:
    """Press Tab until the focused element is the wanted one."""
    for _ in range(60):
        if page.evaluate(f"(e => {script})(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"no Tab leads to {script}")


def answer_by_keyboard(page: Page, question: dict[str, Any], right: bool) -> None:
    """Answer the question that is shown, by keys alone."""
    if question["type"] == "blank":
        press_until(page, "e.name === 'answer'")
        page.keyboard.type(f" {question['accepted'][0]}。" if right else "不知道")
        return
    numbers = list(range(1, len(question["options"]) + 1))
    wanted = question["right"] if right else [n for n in numbers if n not in question["right"]][:1]
    if not right and not wanted:
        wanted = question["right"][:1]  # all options are right: one of them alone is wrong
    press_until(page, "e.name === 'answer'")
    if question["type"] == "multiple":
        for number in wanted:
            press_until(page, f"e.value === '{number}'")
            page.keyboard.press("Space")
            page.locator(".ck-quiz__heading").focus()
        return
    page.keyboard.press("Space")
    for _ in numbers:
        if page.evaluate("document.activeElement.value") == str(wanted[0]):
            return
        page.keyboard.press("ArrowDown")
    pytest.fail("no arrow leads to the option")


def test_a_whole_test_by_keyboard_with_a_reload_in_the_middle(page: Page, guarded: str) -> None:
    page.goto(f"{guarded}{SELF_TEST}?paper=practice&seed=k3f9")
    questions = bank(page)
    press_until(page, "e.textContent === '开始答题'")
    page.keyboard.press("Enter")
    drawn = items(page)
    wrong = {drawn[0], drawn[15], drawn[19]}
    for at, name in enumerate(drawn):
        heading = page.locator(".ck-quiz__heading")
        expect(heading).to_contain_text(f"第 {at + 1} 题，共 20 题")
        expect(heading).to_be_focused()
        answer_by_keyboard(page, questions[name], name not in wrong)
        if at == 9:
            page.reload()
            expect(heading).to_contain_text("第 10 题，共 20 题")
            expect(page.get_by_role("button", name="，已答")).to_have_count(10)
            expect(page.get_by_role("status").first).to_have_text("接着上次的自测")
        press_until(page, "e.type === 'submit'")
        page.keyboard.press("Enter")
    expect(page.locator(".ck-quiz__heading")).to_be_focused()
    expect(page.locator(".ck-quiz__score")).to_contain_text("得 85 分，满分 100 分，及格")
    expect(page.locator(".ck-quiz h3")).to_have_text("错题")
    expect(page.locator(".ck-quiz .ck-book__item")).to_have_count(3)
    first = questions[drawn[0]]
    review = page.locator(".ck-quiz .ck-book__item").first
    expect(review).to_contain_text(re.sub("<[^>]+>", "", first["explanation"]).strip())
    expect(review).to_contain_text("出处：中华人民共和国工会法")
    total = page.locator(".ck-quiz tbody tr").evaluate_all(
        "rows => rows.map(row => row.lastChild.textContent.split(' / ').map(Number))"
    )
    assert [sum(column) for column in zip(*total, strict=True)] == [85, 100]
    assert Axe().run(page).violations_count == 0
    press_until(page, "e.textContent === '只做错题'")
    page.keyboard.press("Enter")
    assert set(items(page)) == wrong
    expect(page.locator(".ck-quiz__heading")).to_contain_text("第 1 题，共 3 题")


def test_the_address_is_the_paper(context: BrowserContext, page: Page, example: str) -> None:
    page.goto(f"{example}{SELF_TEST}?paper=preliminary&seed=abc")
    page.get_by_role("button", name="开始答题").click()
    first, address = items(page), page.url
    assert "paper=preliminary&seed=abc" in address
    page.evaluate("localStorage.clear()")
    page.goto(address)
    page.get_by_role("button", name="开始答题").click()
    assert items(page) == first
    page.goto(f"{example}{SELF_TEST}?paper=preliminary&seed=abd")
    page.get_by_role("button", name="开始答题").click()
    assert items(page) != first


def test_a_paper_follows_its_plan(page: Page, example: str) -> None:
    for seed in ("a", "b", "c"):
        page.goto(f"{example}{SELF_TEST}?paper=practice&seed={seed}")
        page.get_by_role("button", name="开始答题").click()
        drawn = [bank(page)[name] for name in items(page)]
        assert len({question["id"] for question in drawn}) == 20
        singles = [question["topic"] for question in drawn[:15] if question["type"] == "single"]
        assert len(singles) == 15
        assert singles.count("union-law") == 3
        kinds = [question["type"] for question in drawn[15:]]
        assert kinds == ["multiple", "multiple", "judge", "judge", "blank"]


def test_time_runs_out(page: Page, example: str) -> None:
    page.clock.install()
    page.goto(f"{example}{SELF_TEST}?paper=practice&seed=a")
    page.get_by_role("button", name="开始答题").click()
    expect(page.get_by_role("timer")).to_have_text("还剩 20:00")
    page.clock.run_for("15:01")
    expect(page.get_by_role("status").first).to_have_text("还剩 5 分钟")
    page.clock.run_for("05:00")
    expect(page.locator(".ck-quiz__score")).to_contain_text("得 0 分")
    expect(page.get_by_role("status").first).to_have_text("时间到，已经交卷")


@pytest.mark.parametrize(
    "kept",
    ["{", "null", "[]", '{"items": [["nothing", 5]]}', '{"paper": "practice", "items": [[1]]}'],
)
def test_damaged_state_counts_as_none(page: Page, example: str, kept: str) -> None:
    page.goto(example + SELF_TEST)
    page.get_by_role("button", name="开始答题").click()
    script = "k => { for (const key of Object.keys(localStorage)) localStorage[key] = k; }"
    page.evaluate(script, kept)
    page.goto(example + SELF_TEST)
    expect(page.get_by_role("button", name="开始答题")).to_be_visible()


def test_without_storage_it_works_and_says_so(page: Page, example: str) -> None:
    page.add_init_script(NO_STORAGE)
    page.goto(example + SELF_TEST)
    expect(page.locator(".ck-quiz")).to_contain_text("本机不允许保存")
    page.get_by_role("button", name="开始答题").click()
    page.get_by_role("button", name="现在交卷").click()
    expect(page.locator(".ck-quiz__score")).to_contain_text("没有及格")


def test_without_scripts_the_book_has_the_answers(chromium: Browser, example: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(example + SELF_TEST)
        page.get_by_role("link", name="题本").click()
        answer = page.locator(".ck-question details").first
        expect(answer.get_by_text("答案：")).not_to_be_visible()
        answer.locator("summary").click()
        expect(answer.get_by_text("答案：")).to_be_visible()
        expect(answer.get_by_text("出处：")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "numbered"),
    [("papers/practice/", ".ck-paper__questions"), ("book/injury/", ".ck-book")],
)
def test_questions_have_numbers_and_options_letters(
    page: Page, example: str, path: str, numbered: str
) -> None:
    page.goto(f"{example}{QUIZ}{path}")
    style = "e => getComputedStyle(e).listStyleType"
    assert page.locator(numbered).first.evaluate(style) == "decimal"
    assert page.locator(f"{numbered} li ol").first.evaluate(style) == "upper-alpha"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_while_answering(
    chromium: Browser, example: str, width: int, scheme: Any
) -> None:
    with chromium.new_context(viewport={"width": width, "height": 844}) as context:
        page = context.new_page()
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{example}{SELF_TEST}?paper=practice&seed=a")
        page.get_by_role("button", name="开始答题").click()
        for at in (1, 16, 20):  # a single choice, a multiple one, a blank
            page.get_by_role("button", name=f"第 {at} 题", exact=True).click()
            result = Axe().run(page)
            assert result.violations_count == 0, result.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_script_is_small() -> None:
    assert len(gzip.compress(Path(SCRIPT).read_bytes(), mtime=0)) <= 12 * 1024
