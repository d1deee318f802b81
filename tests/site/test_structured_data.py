"""Structured data of the example's pages, of every kind, against a table of shapes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from campaignkit.kinds import KINDS
from support.engine import build_site
from support.site import REPOSITORY
from support.structured import blocks, problems

pytestmark = pytest.mark.site

BASE = "https://example.org/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("structured")
    (root / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    (root / "campaigns").symlink_to(REPOSITORY / "campaigns")
    build_site(root, root / "site")
    return root / "site"


def pages(site: Path) -> dict[str, list[dict[str, Any]]]:
    files = sorted(site.rglob("index.html"))
    return {
        file.parent.relative_to(site).as_posix(): blocks(file.read_text("utf-8")) for file in files
    }


def test_every_block_has_the_shape_of_its_type(site: Path) -> None:
    found = {
        page: wrong
        for page, data in pages(site).items()
        for one in data
        if (wrong := problems(one))
    }
    assert found == {}


def test_every_kind_s_landing_pages_and_records_say_what_they_are(site: Path) -> None:
    data = pages(site)
    kinds = {}
    for file in (REPOSITORY / "campaigns").glob("*/campaign.yml"):
        kind = re.search(r"^kind: (\w+)", file.read_text("utf-8"), re.MULTILINE)
        assert kind
        page = data.get(f"campaigns/{file.parent.name}")
        if page is not None:
            kinds.setdefault(kind[1], set()).update(one["@type"] for one in page)
    assert set(kinds) == {kind.name for kind in KINDS}
    assert all(len(types - {"BreadcrumbList"}) == 1 for types in kinds.values())
    for page, found in data.items():
        if re.fullmatch(r"campaigns/[^/]+/(entries|sessions|profiles|results|events)/[^/]+", page):
            assert len(found) == 2, page


def test_a_page_with_a_breadcrumb_says_it_to_machines_too(site: Path) -> None:
    seen = 0
    for file in sorted(site.rglob("index.html")):
        html = file.read_text("utf-8")
        shown = re.search(r'<nav class="ck-breadcrumb".*?</nav>', html, re.DOTALL)
        lists = [one for one in blocks(html) if one["@type"] == "BreadcrumbList"]
        if not shown:
            assert not lists
            continue
        names = [re.sub("<[^>]+>", "", item) for item in re.findall(r"<li>(.*?)</li>", shown[0])]
        (told,) = lists
        assert len(told["itemListElement"]) == len(names), file
        assert told["itemListElement"][0]["item"] == BASE
        here = f"{BASE}{file.parent.relative_to(site).as_posix()}/"
        assert told["itemListElement"][-1]["item"] == here
        seen += 1
    assert seen > 100


def test_a_broken_block_is_noticed() -> None:
    event = {"@context": "https://schema.org", "@type": "Event", "name": "x", "startDate": "五月"}
    assert problems(event) == ["Event.startDate: 五月 is no date"]
    assert problems({"@type": "Wedding"}) == ["no @context", "Wedding: unknown type Wedding"]
    person = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "x",
        "startDate": "2021-05-01",
        "organizer": {"@type": "Person", "name": "y"},
    }
    assert problems(person) == ["Event.organizer: Person must not stand here"]
