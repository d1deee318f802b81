"""A second check reads what has changed and nothing else, and finds what a first one would."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.links.corpus import write as write_corpus

from campaignkit.links.cache import read_site as reading_module
from campaignkit.links.cache.link_store import LinkStore
from campaignkit.links.cache.read_site import BatchRequest, BatchResult, ReadBatch, SiteReading
from campaignkit.links.finding import LinkFinding
from campaignkit.links.judge.site_files import BuiltFile, Site
from campaignkit.links.origin.source_map import TextSources
from campaignkit.links.site_check import check_site
from support.examples import examples

PAGE = "<title>{0}</title><a href='/'>首页</a><a href='/r/{1}.html#plan'>下一页</a><p id=plan>"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Forty pages, each leading to the next."""
    for number in range(40):
        _write(tmp_path / "site" / "r" / f"{number}.html", PAGE.format(number, (number + 1) % 40))
    _write(tmp_path / "site" / "index.html", "<p>首页")
    return tmp_path / "site"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of files that are read, as the test goes on."""
    found: list[str] = []
    read = reading_module.record.read

    def counted(path: str, *rest: object) -> object:
        found.append(path)
        return read(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reading_module.record, "read", counted)
    return found


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_nothing_changed_reads_nothing(
    root: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = root.parent / "c.sqlite"
    assert check_site(root, cache_file=cache) == []
    assert len(reads) == 41
    reads.clear()
    monkeypatch.setattr(SiteReading, "update", None)
    monkeypatch.setattr(LinkStore, "rows", None)
    monkeypatch.setattr(LinkStore, "records", None)
    assert check_site(root, cache_file=cache) == []
    assert reads == []


def test_one_changed_page_is_read_alone(root: Path, reads: list[str]) -> None:
    cache = root.parent / "c.sqlite"
    check_site(root, cache_file=cache)
    reads.clear()
    _write(root / "r" / "7.html", PAGE.format("七", 8) + "<a href=gone>")
    assert [finding.link for finding in check_site(root, cache_file=cache)] == ["gone"]
    assert reads == ["r/7.html"]
    reads.clear()
    _write(root / "r" / "7.html", "<p>没有 plan 了")
    found = check_site(root, cache_file=cache)
    assert [(finding.rule, finding.page) for finding in found] == [("link-anchor", "r/6.html")]
    assert reads == ["r/7.html"]


def test_a_page_written_anew_with_the_same_bytes_is_not_read(root: Path, reads: list[str]) -> None:
    cache = root.parent / "c.sqlite"
    check_site(root, cache_file=cache)
    reads.clear()
    _write(root / "r" / "7.html", PAGE.format(7, 8))
    assert check_site(root, cache_file=cache) == []
    assert reads == []


def test_healthy_pages_are_judged_without_their_records(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for page in (root / "r").iterdir():
        _write(page, "<a href='/'>首页</a><a href='#a'>甲</a><p id=a>")

    def refuse(_: LinkStore, number: int) -> dict[str, bytes]:
        raise AssertionError(number)

    monkeypatch.setattr(LinkStore, "records", refuse)
    assert check_site(root, cache_file=root.parent / "c.sqlite") == []


def test_who_knows_the_files_spares_the_walk(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site.under(root)
    monkeypatch.setattr(Site, "under", None)
    assert check_site(root, site=site) == []
    left = Site({path: file for path, file in site.files.items() if path != "r/8.html"})
    assert {finding.page for finding in check_site(root, site=left)} == {"r/7.html"}


def test_jobs_run_on_the_pool_of_the_caller(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "_MIN_FILES_FOR_POOL", 1)
    asked: list[int | None] = []

    def map_parallel(
        job: Callable[[BatchRequest], BatchResult],
        items: Sequence[BatchRequest],
        workers: int | None,
    ) -> Iterator[BatchResult]:
        assert isinstance(job, ReadBatch)
        asked.append(workers)
        return map(job, items)

    (root / "r" / "8.html").unlink()
    plain = check_site(root)
    assert check_site(root, workers=3, map_parallel=map_parallel) == plain != []
    assert asked == [3]
    assert check_site(root, workers=2) == plain


_CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["a.html", "b/index.html", "c.html", "d/e.svg", "index.html"]),
        st.sampled_from(
            [
                None,
                "",
                "<a href='/b/#x'>",
                "<p id=x><a href='/c.html'>",
                "<a href='#x'><a href='/a.html#x'>",
                "<img src='/d/e.svg'><img src='/b/'>",
                "<svg id='x'><a href='../gone'></a></svg>",
                "<meta http-equiv=refresh content='0; url=/c.html'>",
                "<meta http-equiv=refresh content='0; url=/a.html'>",
                "<!-- ignore: link-broken 原因 --><a href=nix>",
                "<p id=x><p id=x><a href='http://other.example/'><img src='http://other.example/'>",
            ]
        ),
    ),
    max_size=8,
)


@examples(150)
@given(changes=_CHANGES)
def test_a_site_that_changes_is_as_one_checked_for_the_first_time(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, str | None]]
) -> None:
    folder = tmp_path_factory.mktemp("again")
    root, cache = folder / "site", folder / "c.sqlite"
    root.mkdir()
    for path, text in changes:
        if text is None:
            (root / path).unlink(missing_ok=True)
        else:
            _write(root / path, text)
        assert _but_for_hints(check_site(root, cache_file=cache)) == _but_for_hints(
            check_site(root)
        )
    shutil.rmtree(folder)


def _but_for_hints(found: list[LinkFinding]) -> list[dict[str, object]]:
    """A check that remembers knows pages that are gone, and says so in its hints."""
    return [{**finding.as_json(), "hint": ""} for finding in found]


def test_a_cache_that_breaks_in_use_is_done_without(root: Path) -> None:
    cache = root.parent / "c.sqlite"
    (root / "r" / "8.html").unlink()
    plain = check_site(root, cache_file=cache)
    for damage in ("UPDATE batches SET rows = x'00'", "UPDATE about SET data = x'ff'"):
        with sqlite3.connect(cache) as database:
            database.execute(damage)
        database.close()
        assert check_site(root, cache_file=cache) == plain
        assert check_site(root, cache_file=cache) == plain
    cache.write_bytes(cache.read_bytes()[:5000] + b"\xff" * 20000)
    assert check_site(root, cache_file=cache) == plain


def test_a_cache_that_another_check_writes_is_done_without(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = root.parent / "c.sqlite"
    plain = check_site(root, cache_file=cache)
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda name: connect(name, timeout=0.01))
    other = connect(cache)
    other.execute("BEGIN IMMEDIATE")
    _write(root / "r" / "7.html", PAGE.format("七", 8))
    assert check_site(root, cache_file=cache) == plain
    other.close()


def test_the_corpus_with_and_without_a_cache_and_a_walk(tmp_path: Path) -> None:
    corpus = write_corpus("root", tmp_path / "site")
    plain = check_site(corpus.root)
    files = Site.under(corpus.root).files
    site = Site({path: BuiltFile(*built) for path, built in files.items()})
    for _ in range(2):
        found = check_site(corpus.root, cache_file=tmp_path / "c.sqlite", site=site)
        assert found == plain != []


def test_sources_are_read_again_only_when_they_have_changed(root: Path) -> None:
    texts = {f"{number}.yml": "title: 甲\n" for number in range(9)}
    texts["bad.md"] = "[甲](htp://example.org/)\n\n[乙](b.md) <!-- ignore: link-broken 原因 -->\n"
    states = dict.fromkeys(texts, 1)
    read: list[str] = []

    def text(path: str) -> str:
        read.append(path)
        return texts[path]

    def rules() -> set[str]:
        read.clear()
        sources = TextSources(text, lambda _: [], (), texts, states)
        found = check_site(root, sources=sources, cache_file=root.parent / "c.sqlite")
        return {finding.rule for finding in found}

    assert rules() == {"link-typo", "unused-ignore"}
    assert sorted(read) == sorted(texts)
    assert rules() == {"link-typo", "unused-ignore"}
    assert read == []
    texts["3.yml"], states["3.yml"] = "about: '[x](mailto:)'\n", 2
    assert rules() == {"link-typo", "link-mail", "unused-ignore"}
    assert read == ["3.yml"]
    texts["bad.md"], states["bad.md"] = "", 3
    assert rules() == {"link-mail"}
    assert read == ["bad.md"]
