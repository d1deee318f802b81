"""The index and the lists in a build: the same whoever makes them, and only when they must."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaignkit.search import SearchDocument
from campaignkit.site import list_pages as lists
from campaignkit.site import search_pages as search
from support.engine import build_site, organisations
from support.search_reader import Reader
from support.served import add_profiles, name_of
from support.site import fingerprint

COUNT = 600
"""Records in the project: two batches at least, and a last page of a list that is full."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    organisations(root)
    add_profiles(root, "many", COUNT)
    return root


def reader(folder: Path) -> Reader:
    files = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in (folder / "search").rglob("*.*")
    }
    return Reader(files)


def found(folder: Path, key: str) -> set[str]:
    """Titles of the documents that have a key."""
    index = reader(folder)
    texts = index.texts()
    return {texts[number][1] for number, _ in index.find(key)}


@pytest.mark.site
def test_the_same_bytes_with_one_worker_two_and_a_warm_cache(project: Path, tmp_path: Path) -> None:
    build_site(project, tmp_path / "one", workers=1)
    build_site(project, tmp_path / "warm", workers=2)
    elsewhere = tmp_path / "elsewhere"
    organisations(elsewhere)
    add_profiles(elsewhere, "many", COUNT)
    build_site(elsewhere, tmp_path / "two", workers=2)
    first = fingerprint(tmp_path / "one")
    assert "search/index.json" in first
    assert "campaigns/many/profiles/list/10/index.html" in first
    assert fingerprint(tmp_path / "two") == first
    assert fingerprint(tmp_path / "warm") == first


@pytest.mark.site
def test_every_record_and_page_is_in_the_index_once(project: Path, tmp_path: Path) -> None:
    build_site(project, tmp_path / "site")
    uris = [uri for uri, *_ in reader(tmp_path / "site").texts()]
    assert len(uris) == len(set(uris))
    assert {f"campaigns/many/profiles/n{n:03}/" for n in range(COUNT)} <= set(uris)
    assert {"campaigns/many/", "campaigns/many/profiles/"} <= set(uris)
    assert all((tmp_path / "site" / uri / "index.html").exists() for uri in uris)


@pytest.mark.site
def test_texts_are_those_of_the_record_alone(project: Path, tmp_path: Path) -> None:
    build_site(project, tmp_path / "site")
    [(_, title, subtitle, text, *_)] = [
        one for one in reader(tmp_path / "site").texts() if one[0].endswith("/n042/")
    ]
    assert title == name_of(42)
    assert subtitle.endswith("年度工匠名册")
    assert text.startswith("第42号先量准")
    assert "ZX-0042" in text
    assert "示例数据" not in text
    assert "经本人同意" not in text


@pytest.mark.site
def test_nothing_is_made_again_when_nothing_changed(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(project, tmp_path / "site")
    made: list[str] = []
    monkeypatch.setattr(search.SegmentStore, "make", lambda _, name, *more: made.append(name) or [])
    build_site(project, tmp_path / "again")
    assert not made
    assert fingerprint(tmp_path / "again") == fingerprint(tmp_path / "site")


@pytest.mark.site
def test_one_changed_record_makes_its_batch_alone(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(project, tmp_path / "site")
    file = project / "campaigns/many/profiles/n599.yml"
    file.write_text(file.read_text("utf-8").replace("老铣床", "新龙门刨"), "utf-8")
    made: list[str] = []
    make = search.SegmentStore.make

    def counted(shelf: search.SegmentStore, name: str, *more: object) -> object:
        made.append(name)
        return make(shelf, name, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(search.SegmentStore, "make", counted)
    build_site(project, tmp_path / "site")
    kept = [file.stem for file in (project / ".campaignkit/search").glob("many_*.segments")]
    assert len(kept) > 1
    assert len(made) == 1
    assert made[0] in kept
    assert found(tmp_path / "site", "龙门") == {name_of(599)}


@pytest.mark.site
@pytest.mark.parametrize("damage", [b"", b"not a pickle", b"\x80\x05N."])
def test_a_damaged_cache_is_made_anew(project: Path, tmp_path: Path, damage: bytes) -> None:
    build_site(project, tmp_path / "site")
    for file in (project / ".campaignkit/search").iterdir():
        file.write_bytes(damage)
    build_site(project, tmp_path / "again")
    assert fingerprint(tmp_path / "again") == fingerprint(tmp_path / "site")


@pytest.mark.site
def test_a_removed_record_leaves_the_index(project: Path, tmp_path: Path) -> None:
    build_site(project, tmp_path / "site")
    assert "张三丰" in found(tmp_path / "site", "三丰")
    (project / "campaigns/many/profiles/n007.yml").unlink()
    build_site(project, tmp_path / "again")
    assert "张三丰" not in found(tmp_path / "again", "三丰")


@pytest.mark.site
def test_withdrawn_consent_leaves_the_index_and_the_lists(project: Path, tmp_path: Path) -> None:
    file = project / "campaigns/many/profiles/n007.yml"
    text = file.read_text("utf-8").replace("scope: 网站}", "scope: 网站, withdrawn: 2021-01-01}")
    file.write_text(text, "utf-8")
    build_site(project, tmp_path / "site")
    assert found(tmp_path / "site", "三丰") == set()  # no page names anyone who withdrew
    cards = (tmp_path / "site/campaigns/many/profiles/list/cards.json").read_text("utf-8")
    assert "张三丰" not in cards


@pytest.mark.site
def test_a_page_of_a_list_is_rendered_only_when_it_changed(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(project, tmp_path / "site")
    rendered: list[int] = []
    page = lists.ListStamper._page

    def counted(stamper: lists.ListStamper, listing: lists.Listing, number: int) -> bytes:
        rendered.append(number)
        return page(stamper, listing, number)

    monkeypatch.setattr(lists.ListStamper, "_page", counted)
    tree = search.Tree(tmp_path / "other")
    build_site(project, tree.folder, tree=tree)
    assert rendered == list(range(1, 11))
    rendered.clear()
    build_site(project, tree.folder, tree=search.Tree(tree.folder, known=tree.entries))
    assert rendered == []


def test_front_matter_keeps_pages_out_or_their_titles_in() -> None:
    def document(meta: dict[str, object]) -> SearchDocument | None:
        html = "<h1>题 &amp; 目</h1><p>正文</p>"
        return search.prose_document("a/", "题 &amp; 目", meta, html)

    assert document({}) == SearchDocument("a/", "题 & 目", text="正文")
    assert document({"search": {"exclude": True}}) is None
    assert document({"search": {"title_only": True}}) == SearchDocument("a/", "题 & 目")
    assert document({"search": "nonsense"}) == document({})
