"""Search in a real browser: what people type is found, and anyone can use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, expect

from support.served import served

pytestmark = pytest.mark.browser

INPUT = "#ck-search-input"
STATUS = ".ck-search__status"
OPTION = "[role=option]"
E21 = "campaigns/2021-"
MANY = "campaigns/2020-craftsmen/profiles/"
QUERIES = (
    # Names, whole, given names alone, surnames, half of a longer name.
    ("张三丰", f"{MANY}n007/"),
    ("三丰", f"{MANY}n007/"),
    ("张三", "people/zhang-san/"),
    ("示例·张三", "people/zhang-san/"),
    ("静文", "people/he-jingwen/"),
    ("何静文", "people/he-jingwen/"),
    ("青岩", "people/ran-qingyan/"),
    ("明月", "people/wu-mingyue/"),
    ("启明", "people/zhou-qiming/"),
    ("晓晓", "people/tang-xiaoxiao/"),
    ("文远", "people/li-wenyuan/"),
    ("守艺", "people/yang-shouyi/"),
    ("小禾", "people/tian-xiaohe/"),
    ("罗原", "people/luo-yuan/"),
    ("彭海", "people/peng-hai/"),
    ("长河", "people/long-changhe/"),
    ("竹音", f"{E21}tongren-craftsman/profiles/yao-zhuyin/"),
    ("马自平", f"{E21}tongren-craftsman/profiles/ma-ziping/"),
    ("兰香", f"{E21}women-pacesetter/profiles/zhu-lanxiang/"),
    ("桂芳", f"{E21}may-day-medal/profiles/tian-guifang/"),
    ("和平", f"{E21}may-day-medal/profiles/wang-heping/"),
    ("远程", f"{E21}most-beautiful-worker/profiles/du-yuancheng/"),
    ("石青", f"{E21}most-beautiful-worker/profiles/shi-qing/"),
    ("韦长明", f"{E21}guizhou-craftsman/profiles/wei-changming/"),
    ("徐承", f"{E21}guizhou-craftsman/profiles/xu-cheng/"),
    ("二妹", f"{E21}essay/entries/what-the-scale-says/"),
    # Parts of words.
    ("劳动者", f"{E21}most-beautiful-worker/"),
    ("最美劳动者", f"{E21}most-beautiful-worker/"),
    ("最美劳动者推荐", f"{E21}most-beautiful-worker/"),
    ("美劳动", f"{E21}most-beautiful-worker/"),
    ("先锋", f"{E21}worker-pioneer/"),
    ("讲习", f"{E21}workers-institute/"),
    ("巾帼", f"{E21}women-pacesetter/"),
    ("工匠", f"{E21}tongren-craftsman/"),
    ("理论研讨", f"{E21}essay/"),
    ("歌唱", f"{E21}singing/"),
    # Units and places.
    ("锦江机械厂", "people/zhang-san/"),
    ("机械厂 钳工", "people/zhang-san/"),
    ("石阡茶厂", "people/ran-qingyan/"),
    ("苗绣合作社", "people/yang-shouyi/"),
    ("碧江医院", "people/wu-mingyue/"),
    ("公交公司", "people/peng-hai/"),
    ("港务", f"{E21}may-day-medal/profiles/sample-port-unit/"),
    ("德江酒厂工会", f"{E21}model-home/profiles/liquor-union/"),
    ("食堂工会小组", f"{E21}model-home/profiles/canteen-group/"),
    ("第38机床厂", f"{MANY}n037/"),
    ("沿河土家族自治县 快递员", f"{E21}most-beautiful-worker/profiles/du-yuancheng/"),
    ("文化宫礼堂", f"{E21}workers-institute/sessions/founding-1925/"),
    # Award titles and years.
    ("金锤奖", MANY),
    ("银锤奖 焊工", MANY),
    ("五一劳动奖章", f"{E21}may-day-medal/profiles/"),
    ("模范职工小家", f"{E21}model-home/profiles/canteen-group/"),
    ("1925", f"{E21}workers-institute/sessions/founding-1925/"),
    ("1925年", f"{E21}party-history/topics/founding-1925/"),
    ("1934年", f"{E21}workers-institute/sessions/qiandong-1934/"),
    ("1934 年", f"{E21}workers-institute/sessions/qiandong-1934/"),
    ("２０２１ 五一巾帼标兵", "people/wu-mingyue/"),
    ("技术能手 2015", "people/zhang-san/"),
    ("2020年 张三丰", f"{MANY}n007/"),
    # Titles and words of texts.
    ("手艺归谁", f"{E21}essay/entries/who-owns-a-skill/"),
    ("维修手册", f"{E21}essay/entries/who-owns-a-skill/"),
    ("交接班", f"{E21}essay/entries/handover-sheet/"),
    ("咱们工人有力量", f"{E21}singing/entries/we-workers-are-strong/"),
    ("编号的花", f"{E21}model-workers-in-schools/sessions/embroidery-class/"),
    ("省港罢工", f"{E21}party-history/topics/canton-hongkong/"),
    ("劳动合同", f"{E21}workers-institute/sessions/labour-contract/"),
    ("测温探头", "people/ran-qingyan/"),
    ("八瓣", f"{E21}photo/entries/embroidery/"),
    ("保温桶", f"{E21}worker-pioneer/profiles/port-crane-crew/"),
    ("zx-0042", f"{MANY}n042/"),
    ("关于本站", "about/"),
    ("全部活动", "campaigns/"),
    ("职工摄影 作品", f"{E21}photo/"),
    # Pinyin: whole, in parts, with spaces, begun; initials; surnames with a reading of their own.
    ("tongren", f"{E21}tongren-craftsman/"),
    ("tr", f"{E21}tongren-craftsman/"),
    ("trgj", f"{E21}tongren-craftsman/"),
    ("Tong Ren", f"{E21}tongren-craftsman/"),
    ("yangshouyi", "people/yang-shouyi/"),
    ("yang shou yi", "people/yang-shouyi/"),
    ("ysy", "people/yang-shouyi/"),
    ("yangshou", "people/yang-shouyi/"),
    ("yangsho", "people/yang-shouyi/"),
    ("zhangsanfeng", f"{MANY}n007/"),
    ("changhe", "people/long-changhe/"),
    ("laomo", f"{E21}model-workers-in-schools/"),
    ("zuimeilaodongzhe", f"{E21}most-beautiful-worker/"),
    # Traditional characters, also with others; characters that sound the same.
    ("一等獎", f"{E21}photo/"),
    ("銅仁工匠", f"{E21}tongren-craftsman/"),
    ("張三豐", f"{MANY}n007/"),
    ("楊守藝 松桃", "people/yang-shouyi/"),
    ("最美勞動者", f"{E21}most-beautiful-worker/"),
    ("劳摸", f"{E21}model-workers-in-schools/"),
    ("杨手艺", "people/yang-shouyi/"),
    ("松桃 杨手艺", "people/yang-shouyi/"),
    ("张三风", f"{MANY}n007/"),
    # Middle dots, spaces between characters, single characters, parts of numbers, slips.
    ("示例杨守艺", "people/yang-shouyi/"),
    ("示例 · 杨守艺", "people/yang-shouyi/"),
    ("杨 守 艺", "people/yang-shouyi/"),
    ("苗 绣", "people/yang-shouyi/"),
    ("绣", "people/yang-shouyi/"),
    ("042", f"{MANY}n042/"),
    ("tongrem", f"{E21}tongren-craftsman/"),
    ("yangshuoyi", "people/yang-shouyi/"),
)
GROUPS = 6
"""Tests that the queries are dealt to, so that workers share them."""


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A page of the site on a wide screen; messages of the console are faults."""
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{address}about/")
        yield page
        assert not faults


def ask(page: Page, query: str) -> list[str]:
    """Addresses of the first results, as they stand on the page."""
    if not page.locator("dialog[open]").count():
        page.keyboard.press("/")
    page.fill(INPUT, query)
    answered = "query => document.getElementById('ck-search-list').dataset.query === query"
    page.wait_for_function(answered, arg=query.strip())
    return [str(link.get_attribute("href")) for link in page.query_selector_all(OPTION)]


def test_there_are_enough_queries() -> None:
    assert len(QUERIES) >= 90


@pytest.mark.parametrize("group", range(GROUPS))
def test_everything_is_found_in_the_first_ten(page: Page, address: str, group: int) -> None:
    missed = {}
    for query, wanted in QUERIES[group::GROUPS]:
        found = [link.removeprefix(address) for link in ask(page, query)]
        assert len(found) <= 10
        prefix = wanted == MANY or wanted.endswith("/profiles/")
        if not any(link.startswith(wanted) if prefix else link == wanted for link in found):
            missed[query] = found
    assert not missed


def test_the_person_asked_for_comes_first(page: Page, address: str) -> None:
    assert ask(page, "张三丰")[0] == f"{address}{MANY}n007/"
    assert ask(page, "张三")[0] == f"{address}people/zhang-san/"


def test_the_rarest_word_counts_most_where_no_page_has_both(page: Page, address: str) -> None:
    found = [link.removeprefix(address) for link in ask(page, "枫香溪 2020")]
    assert f"{E21}workers-institute/sessions/qiandong-1934/" in found
    assert not any(link.startswith(MANY) for link in found)


@pytest.mark.parametrize(
    ("one", "other"), [("苗 绣", "苗绣"), ("示例杨守艺", "示例·杨守艺"), ("杨 守 艺", "杨守艺")]
)
def test_spaces_and_dots_change_nothing(page: Page, one: str, other: str) -> None:
    assert ask(page, one) == ask(page, other)


def test_a_person_appears_once(page: Page, address: str) -> None:
    found = [link.removeprefix(address) for link in ask(page, "杨守艺")]
    assert found[0] == "people/yang-shouyi/"
    assert f"{E21}tongren-craftsman/profiles/yang-shouyi/" not in found


def test_one_character_is_found_in_texts(page: Page) -> None:
    ask(page, "焊")
    titles = page.locator(".ck-search__title").all_inner_texts()
    assert any("焊" not in title for title in titles)


def test_sessions_name_their_campaign(page: Page) -> None:
    ask(page, "劳动合同里最常见")
    assert "新时代工人讲习所" in page.locator(".ck-search__sub").first.inner_text()


def test_back_from_a_result_comes_back_to_the_search(page: Page, address: str) -> None:
    ask(page, "张三丰")
    assert page.url == f"{address}about/?q=%E5%BC%A0%E4%B8%89%E4%B8%B0"
    page.locator(OPTION).first.click()
    page.wait_for_url(f"{address}{MANY}n007/")
    page.go_back()
    expect(page.locator(INPUT)).to_have_value("张三丰")
    expect(page.locator(OPTION).first).to_be_visible()
    page.keyboard.press("Escape")
    page.wait_for_url(f"{address}about/")


def test_an_address_opens_the_search_beside_the_filter_of_a_list(page: Page, address: str) -> None:
    page.goto(f"{address}?q=tongren")
    expect(page.locator(OPTION).first).to_be_visible()
    page.goto(f"{address}{MANY}?search=tongren&q=张")
    expect(page.locator(OPTION).first).to_be_visible()
    assert page.input_value("#ck-filter-q") == "张"
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "search=" not in url and "q=" in url)


def test_the_empty_dialog_says_how_to_search_and_where_to_go(page: Page, address: str) -> None:
    page.keyboard.press("/")
    guide = page.locator(".ck-search__guide")
    expect(guide).to_contain_text("tongren")
    places = [str(link.get_attribute("href")) for link in guide.locator("a").all()]
    assert {f"{address}campaigns/", f"{address}people/"} <= set(places)
    ask(page, "张三丰")
    expect(guide).to_be_hidden()
    ask(page, "")
    expect(guide).to_be_visible()


def test_drafts_are_not_found(page: Page) -> None:
    for query in ("保密的草稿活动", "只在草稿里的词"):
        assert all("draft" not in link for link in ask(page, query))


def test_results_are_grouped_marked_and_counted(page: Page) -> None:
    ask(page, "最美劳动者")
    groups = page.locator(".ck-search__group").all_inner_texts()
    assert {"活动", "人物", "人选与集体"} <= set(groups)
    assert "最美劳动者" in page.locator("mark").all_inner_texts()
    assert page.locator(STATUS).inner_text().startswith("找到 ")
    assert page.locator("#ck-search-list img").count() >= 1
    assert page.locator("[role=group]").first.get_attribute("aria-labelledby")


def test_what_is_not_there_is_said(page: Page) -> None:
    assert ask(page, "魑魅") == []
    assert "没有找到" in page.locator(STATUS).inner_text()


def test_something_near_is_offered(page: Page) -> None:
    assert ask(page, "张三丰的徒孙")
    assert "比较接近" in page.locator(STATUS).inner_text()


def test_more_results_are_shown_on_demand(page: Page) -> None:
    assert len(ask(page, "机床厂")) == 10
    page.click(".ck-search__more")
    expect(page.locator(OPTION)).to_have_count(20)
    expect(page.locator(INPUT)).to_be_focused()


def test_the_keyboard_is_enough(page: Page, address: str) -> None:
    page.focus("[data-ck-search]")
    page.keyboard.press("Enter")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.type("张三丰")
    expect(page.locator(OPTION).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    active = page.locator(INPUT).get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator("[data-ck-search]")).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}{MANY}n007/")


def test_a_slash_in_a_field_is_a_slash(page: Page, address: str) -> None:
    page.goto(f"{address}{MANY}")
    page.fill("#ck-filter-q", "")
    page.locator("#ck-filter-q").press("/")
    assert page.input_value("#ck-filter-q") == "/"
    assert page.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, address: str, width: int, scheme: str) -> None:
    size = {"width": width, "height": 800}
    with chromium.new_context(viewport=size, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{address}about/")
        for query in ("", "劳动者"):
            if query:
                ask(page, query)
            else:
                page.keyboard.press("/")
                expect(page.locator(".ck-search__guide")).to_be_visible()
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_is_fetched_before_search_is_opened_and_little_after(
    chromium: Browser, address: str
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        moved: dict[str, int] = {}

        def note(response: Response) -> None:
            moved[response.url] = len(response.body())

        page.on("response", note)
        page.goto(f"{address}about/")
        page.wait_for_load_state("networkidle")
        assert not any("/search/" in url for url in moved)
        moved.clear()
        ask(page, "劳动者")
        page.wait_for_load_state("networkidle")
        assert all(url.startswith(address) for url in moved)
        assert sum(moved.values()) <= 300_000


def test_it_works_under_a_strict_policy(chromium: Browser, searched: Path) -> None:
    policy = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'"
    guarded = served(searched, {"Content-Security-Policy": policy})
    with guarded as address, chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}about/")
        assert ask(page, "张三丰")


def test_keys_in_the_browser_are_those_of_the_index(page: Page, address: str) -> None:
    """Characters outside the basic plane, and those that change when they are compared."""
    assert ask(page, "𠮷野家") == []  # no page has it, and asking is no fault
    assert f"{address}{MANY}n007/" in ask(page, "“張三丰”")


def test_a_broken_network_is_told_and_does_not_last(page: Page, searched: Path) -> None:
    spoilt = {"/search/"}
    with served(searched, spoilt=spoilt) as address:
        page.goto(f"{address}about/")
        page.keyboard.press("/")
        page.fill(INPUT, "张三丰")
        expect(page.locator(STATUS)).to_contain_text("加载失败")
        spoilt.clear()
        assert f"{address}{MANY}n007/" in ask(page, "三丰")
