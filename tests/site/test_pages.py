"""Pages made from data are rendered when what they are made from has changed, and only then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from jinja2 import ChoiceLoader, DictLoader

from campaignkit import kinds
from campaignkit.base.fact_store import FactStore
from campaignkit.kinds import ExtraPage, PageItem
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.publish.output import Tree
from campaignkit.site import pages
from campaignkit.site.environment import environment
from campaignkit.site.pages import PageRenderer, with_contents
from support import engine
from support.engine import build_site
from support.search_reader import Reader
from support.site import fingerprint, site_case, write_site

pytestmark = pytest.mark.site

HOME = ""
ESSAY = "campaigns/essay/"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(site_case("good"), tmp_path / "project")


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses of the pages that were rendered."""
    found: list[str] = []
    render = PageRenderer.__call__

    def counted(renderer: PageRenderer, page: pages.Page) -> object:
        found.append(page.uri)
        return render(renderer, page)

    monkeypatch.setattr(PageRenderer, "__call__", counted)
    return found


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_nothing_is_rendered_twice(root: Path, tmp_path: Path, rendered: list[str]) -> None:
    build_site(root, tmp_path / "one")
    assert {HOME, "campaigns/", "people/", ESSAY, "campaigns/study/topics/one/"} <= set(rendered)
    rendered.clear()
    build_site(root, tmp_path / "two")  # another folder: every page is stamped from memory
    assert rendered == []
    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "two")


def test_a_page_in_its_place_is_not_stamped_again(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Tree(tmp_path / "site")
    build_site(root, first.folder, tree=first)
    monkeypatch.setattr(pages, "stamp", lambda *_: pytest.fail("stamped again"))
    build_site(root, first.folder, tree=Tree(first.folder, first.entries))


EDITS: dict[str, tuple[str, str, str, set[str]]] = {
    "a campaign": (
        "campaigns/essay/campaign.yml",
        "summary: 写写身边的人和事。",
        "summary: 改过的摘要。",
        {HOME, "campaigns/", "campaigns/2021/", ESSAY, f"{ESSAY}calendar/"}
        | {"feed.xml", "feeds/contest.xml", f"{ESSAY}notice/"}
        | {f"{ESSAY}poster/index.html", f"{ESSAY}wall/index.html"},
    ),
    "a record": (
        "campaigns/talks/sessions/first.yml",
        "abstract: 讲一讲",
        "abstract: 说一说",
        set(),  # lists and landing pages show its card, which stays as it was
    ),
    "a session's title": (
        "campaigns/talks/sessions/first.yml",
        "title: ",
        "title: 新的",
        {
            *("campaigns/talks/", "campaigns/study/topics/one/"),
            *("campaigns/talks/calendar/", "calendar/2021-05/"),
            "campaigns/talks/timetable/index.html",
            *("feed.xml", "feeds/lecture.xml"),  # which tell of its campaign
        },
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_renders_what_it_touches(
    root: Path, tmp_path: Path, rendered: list[str], what: str
) -> None:
    build_site(root, tmp_path / "site")
    rendered.clear()
    path, old, new, touched = EDITS[what]
    edit(root, path, old, new)
    build_site(root, tmp_path / "site")
    people = {uri for uri in rendered if uri.startswith("people/")}  # who have a role in it
    assert set(rendered) - people == touched


def test_a_person_renders_the_pages_that_name_them(
    root: Path, tmp_path: Path, rendered: list[str]
) -> None:
    build_site(root, tmp_path / "site")
    rendered.clear()
    edit(root, "campaigns/people/zhang-san.yml", "occupation: ", "occupation: 高级")
    build_site(root, tmp_path / "site")
    assert {"people/", "people/zhang-san/", "campaigns/talks/"} <= set(rendered)
    assert ESSAY not in rendered


def test_a_later_day_renders_what_has_another_status(
    root: Path, tmp_path: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    july = datetime(2021, 7, 14, tzinfo=engine.NOW.tzinfo)
    monkeypatch.setattr(engine, "NOW", july)
    build_site(root, tmp_path / "site")
    rendered.clear()
    monkeypatch.setattr(engine, "NOW", july.replace(hour=13))
    build_site(root, tmp_path / "site")
    assert rendered == []
    monkeypatch.setattr(engine, "NOW", datetime(2026, 1, 1, tzinfo=july.tzinfo))
    build_site(root, tmp_path / "site")
    assert "campaigns/medal/" in rendered  # its award lies between
    assert "people/" not in rendered


@pytest.mark.parametrize("damage", [b"", b"no database"])
def test_a_damaged_store_is_made_anew(root: Path, tmp_path: Path, damage: bytes) -> None:
    build_site(root, tmp_path / "one")
    (root / ".campaignkit/pages.sqlite").write_bytes(damage)
    build_site(root, tmp_path / "two")
    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "two")


def test_a_store_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = FactStore.below(tmp_path / "file", "store.sqlite")
    assert store.recall() == {}
    store.keep([("a", 1, b"x")])
    assert store.payload("a") is None


def test_a_kind_adds_pages_by_declaring_them(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stamped, found by search, with files beside it and structured data: from one declaration."""

    def items(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
        words = {"word": "拖拉机 <手>"}
        data = {"@type": "Thing"}
        files = {"data.json": b"[]"}
        yield PageItem("sub/page", "加页", "说明", words, structured=data, files=files)

    template = '{% extends "page.html.j2" %}{% block body %}<!-- contents -->' + "".join(
        f'<h2 id="s{n}">第{n}节</h2><p>{{{{ word }}}}</p>' for n in range(3)
    )
    own = DictLoader({"contest/more.html.j2": f"{template}{{% endblock %}}"})
    templates = environment()
    assert templates.loader
    monkeypatch.setattr(templates, "loader", ChoiceLoader([own, templates.loader]))
    essay = kinds.kind_named("contest")
    extra = ExtraPage("more.html.j2", items, layout="sections", assets=("lists.css", "lists.js"))
    grown = replace(essay, extra_pages=(extra,))
    monkeypatch.setattr("campaignkit.site.landing.kind_named", _instead(grown))
    build_site(root, tmp_path / "site")
    folder = tmp_path / "site/campaigns/essay/sub/page"
    html = (folder / "index.html").read_text("utf-8")
    assert "<title>加页</title>" in html
    assert '<link href="campaigns/essay/sub/page.md">' in html
    assert "<h1>加页</h1>" in html
    assert "拖拉机 &lt;手&gt;" in html
    assert '<li><a href="#s1">第1节</a></li>' in html
    assert '{"@type":"Thing","url":"https://example.org/campaigns/essay/sub/page/"}' in html
    assert re.search(
        r'<script src="(\.\./){4}assets/campaignkit/lists\.[0-9a-f]{8}\.js" defer>', html
    )
    assert (folder / "data.json").read_bytes() == b"[]"
    index = {
        file.relative_to(tmp_path / "site").as_posix(): file.read_bytes()
        for file in (tmp_path / "site/search").rglob("*.*")
    }
    reader = Reader(index)
    texts = reader.texts()
    assert [texts[number][0] for number, _ in reader.find("拖拉")] == ["campaigns/essay/sub/page/"]


def _instead(grown: kinds.Kind) -> Callable[[str], kinds.Kind]:
    return lambda name: grown if name == grown.name else kinds.kind_named(name)


def test_short_pages_and_prose_have_no_row_of_contents() -> None:
    two = '<!-- contents --><h2 id="a">甲</h2><h2 id="b">乙</h2><h2>文</h2>'
    assert with_contents(two) == two.removeprefix("<!-- contents -->")
    assert with_contents("<h2>文</h2>") == "<h2>文</h2>"
