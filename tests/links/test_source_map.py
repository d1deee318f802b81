"""From a built page back to the line of YAML or Markdown that wrote the link."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaignkit.base.findings import Position
from campaignkit.links.origin import source_map as sources_module
from campaignkit.links.origin.mirror import mirrored_sources
from campaignkit.links.origin.source_map import TextSources
from campaignkit.links.site_check import check_site

CAMPAIGN = """\
kind: contest
sources:
  - {title: 通知, url: "https：//example.org/a"}
attachments:
  - {file: files/rules.pdf, title: 章程}
about: |
  见[征稿](plan.md#step)和[公告]（notice.md）。
  再见[征稿](plan.md#step)。
  <a href="../gone/?a=1&amp;b=2">旧</a>
"""


@pytest.mark.parametrize(
    ("link", "target", "ordinal", "line", "column", "length"),
    [
        ("https：//example.org/a", "", 0, 3, 23, 21),
        ("files/rules.pdf", "campaigns/x/files/rules.pdf", 0, 5, 12, 15),
        ("../../files/rules.pdf", "campaigns/x/files/rules.pdf", 0, 5, 12, 15),
        ("../plan/#step", "campaigns/x/plan/#step", 0, 7, 9, 12),
        ("../plan/#step", "campaigns/x/plan/#step", 1, 8, 10, 12),
        ("../plan/#step", "campaigns/x/plan/#step", 7, 8, 10, 12),
        ("[公告]（notice.md）", "", 0, 7, 23, 15),
        ("../gone/?a=1&b=2", "campaigns/gone/", 0, 9, 12, 20),
    ],
)
def test_where_a_link_was_written(
    link: str, target: str, ordinal: int, line: int, column: int, length: int
) -> None:
    sources = TextSources.of({"c.yml": CAMPAIGN}, {"x/index.html": ["c.yml"]})
    found = sources.locate("x/index.html", link, target, ordinal)
    assert found == Position("c.yml", line, column, length)


def test_what_nobody_wrote_is_nowhere() -> None:
    sources = TextSources.of({"c.yml": CAMPAIGN}, {"x/index.html": ["c.yml"]})
    assert sources.locate("x/index.html", "nix/", "campaigns/x/nix/", 0) is None
    assert sources.locate("y/index.html", "files/rules.pdf", "", 0) is None


def _write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def test_a_site_mirrors_its_sources(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {
            "campaigns/essay/campaign.yml": "about: 见[丙](https：//c.cn)\n",
            "campaigns/essay/entries/two.yml": "title: 二\nbody: '[甲](#nix)'\n",
            "campaigns/essay/entries/two.md": "见[乙](http//b.cn)\n",
            "site_src/about.md": "# 关于\n\n[丁](C:\\a.doc)\n",
            "mkdocs.yml": "extra:\n  social: www.example.org/x\n",
            "site/campaigns/essay/entries/two/index.html": (
                "<a href=#nix>甲</a><a href=http//b.cn>乙</a><a href=https：//c.cn>丙</a>"
            ),
            "site/about/index.html": "<a href=C:\\a.doc>丁</a><a href=www.example.org/x>戊</a>",
        },
    )
    sources = mirrored_sources(tmp_path, ("campaigns", "site_src"), ("mkdocs.yml",))
    found = {
        (str(finding.position), finding.page)
        for finding in check_site(tmp_path / "site", sources=sources)
    }
    page = "campaigns/essay/entries/two/index.html"
    assert found == {
        ("campaigns/essay/entries/two.yml:2:12", page),
        ("campaigns/essay/entries/two.md:1:6", page),
        ("campaigns/essay/campaign.yml:1:13", page),
        ("site_src/about.md:3:5", "about/index.html"),
        ("mkdocs.yml:2:11", "about/index.html"),
    }


def test_each_source_line_gets_its_own_finding(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {
            "site_src/a.md": "\n[x](gone.md)\n",
            "site_src/b.md": "[x](gone.md)\n",
            "site/a.html": "<a href=gone.md>x</a><a href=gone.md>x</a>",
            "site/b.html": "<a href=gone.md>x</a>",
            "site/c.html": "<a href=gone.md>x</a>",
        },
    )
    sources = mirrored_sources(tmp_path, ("site_src",))
    found = check_site(tmp_path / "site", sources=sources)
    assert [(str(f.position), f.count) for f in found] == [
        ("c.html:1:9", 1),
        ("site_src/a.md:2:5", 2),
        ("site_src/b.md:1:5", 1),
    ]


def test_an_ignore_in_the_source_silences_its_line(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {
            "site_src/a.md": (
                "[x](gone.md) <!-- ignore: link-broken 下月才发布 -->\n"
                "[x](gone2.md) <!-- ignore: link-broken -->\n"
                "[x](b.md) <!-- ignore: link-anchor 没有用 -->\n"
                "`<!-- ignore: link-anchor 代码 -->`\n"
                "```\n<!-- ignore: link-anchor 代码 -->\n```\n"
                "[x](https://example.org/) <!-- ignore: link-external 不是每次都问 -->\n"
            ),
            "site/a.html": "<a href=gone.md>x</a><a href=gone2.md>x</a>",
        },
    )
    found = check_site(tmp_path / "site", sources=mirrored_sources(tmp_path, ("site_src",)))
    assert [(str(f.position), f.rule) for f in found] == [
        ("site_src/a.md:2:5", "link-broken"),
        ("site_src/a.md:2:15", "unused-ignore"),
        ("site_src/a.md:3:11", "unused-ignore"),
    ]


def test_a_crowd_of_records_is_searched_once_for_each_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "campaigns" / "x"
    (folder / "entries").mkdir(parents=True)
    (folder / "campaign.yml").write_text("title: 征文\n", encoding="utf-8")
    for number in range(100):
        text = f"title: 第 {number} 篇\nbody: |\n  [甲](own-{number}.pdf)\n"
        (folder / "entries" / f"{number:03}.yml").write_text(text, encoding="utf-8")
    sources = mirrored_sources(tmp_path, ("campaigns",))
    read: list[str] = []
    monkeypatch.setattr(sources, "_read", lambda path: read.append(path) or "")
    for number in range(100):
        page = f"campaigns/x/entries/{number:03}/index.html"
        own = sources.locate(page, f"own-{number}.pdf", f"campaigns/x/own-{number}.pdf", 0)
        assert own == Position(
            f"campaigns/x/entries/{number:03}.yml", 3, 7, len(f"own-{number}.pdf")
        )
        assert sources.locate(page, "../shell/", "campaigns/x/shell/", 0) is None
    assert len(read) == 3 * 100  # once for each way to search, not for each of 100 pages


def test_a_list_is_led_back_to_the_record_among_many(tmp_path: Path) -> None:
    folder = tmp_path / "campaigns" / "x" / "entries"
    folder.mkdir(parents=True)
    for number in range(100):
        (folder / f"{number:03}.yml").write_text(f"body: '[甲](f{number}.pdf)'\n", encoding="utf-8")
    sources = mirrored_sources(tmp_path, ("campaigns",))
    page = "campaigns/x/entries/list/2/index.html"
    for link in ("f70.pdf", "../../f70.pdf"):
        found = sources.locate(page, link, "campaigns/x/entries/f70.pdf", 0)
        assert found == Position("campaigns/x/entries/070.yml", 1, 12, 7)


def test_groups_are_not_searched_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaignkit.links.origin.source_map._MAX_TEXTS_SEARCHED", 500)
    folder = tmp_path / "campaigns" / "x"
    folder.mkdir(parents=True)
    for number in range(100):
        (folder / f"{number:03}.yml").write_text("title: 甲\n", encoding="utf-8")
    sources = mirrored_sources(tmp_path, ("campaigns",))
    read: list[str] = []
    monkeypatch.setattr(sources, "_read", lambda path: read.append(path) or "")
    for number in range(100):
        assert sources.locate("campaigns/x/001/index.html", f"n{number}/", f"n{number}/", 0) is None
    assert len(read) == 500


def test_a_link_that_is_written_often_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = TextSources.of({"a.md": "[甲](gone/)\n" * 2000}, {"index.html": ["a.md"]})
    asked: list[str] = []
    search = sources_module._Text._spelled
    monkeypatch.setattr(
        sources_module._Text,
        "_spelled",
        lambda text, link: asked.append(link) or search(text, link),
    )
    lines = [sources.locate("index.html", "gone/", "gone/", ordinal) for ordinal in range(2000)]
    assert [place.line for place in lines if place] == list(range(1, 2001))
    assert asked == ["gone/"]
