"""One finding per cause, hints, ignores, policy, baseline, cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaignkit.base.findings import Level
from campaignkit.links.baseline import Baseline
from campaignkit.links.baseline import write as write_baseline
from campaignkit.links.finding import LinkFinding
from campaignkit.links.judge.site_files import Site
from campaignkit.links.policy import IgnoredLink, Policy, policy_file, policy_from
from campaignkit.links.site_check import check_site


def site(root: Path, **pages: str) -> Path:
    """Write pages by name; `__` in a name is a folder, and each page gets `.html`."""
    for name, text in pages.items():
        path = root / (name.replace("__", "/") + ".html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def only(found: list[LinkFinding]) -> LinkFinding:
    assert len(found) == 1, found
    return found[0]


def test_a_fault_of_the_shell_is_one_finding_with_all_places(tmp_path: Path) -> None:
    for number in range(500):
        depth = number % 3
        up = "../" * depth
        page = "d/" * depth + f"p{number}"
        site(tmp_path, **{page.replace("/", "__"): f"\n<a href='{up}gone/'>x</a>"})
    found = only(check_site(tmp_path))
    assert found.count == 500
    assert "共 500 处" in found.message
    assert len(found.as_json()["positions"]) == 500
    assert {place["line"] for place in found.as_json()["positions"]} == {2}


def test_json_has_the_contract_and_the_keys_of_links(tmp_path: Path) -> None:
    found = only(check_site(site(tmp_path, index="<a href='Gone/?q#x'>x</a>"))).as_json()
    assert list(found)[:7] == ["path", "line", "column", "level", "rule", "message", "hint"]
    assert (found["link"], found["target"]) == ("Gone/?q#x", "Gone/#x")
    assert found["positions"] == [{"page": "index.html", "line": 1, "column": 10}]


@pytest.mark.parametrize(
    ("link", "hint"),
    [
        ("toipcs.html", "是不是“topics.html”？"),
        ("topics/", "是不是“topics.html”？"),
        ("topics.md", "是不是“topics.html”？"),
        ("deep.md", "是不是“deep/”？"),
        ("wrong/moved.html", "是不是“deep/moved.html”？"),
        ("deep//moved.html", "是不是“deep/moved.html”？"),
        ("dep/moved.html", "是不是“deep/moved.html”？"),
        ("topics.html#plna", "是不是“#plan”？"),
        ("topics.html#PLAN", "是不是“#plan”？"),
        ("topics.html#schedule", "“#schedule”在“deep/”页上：是不是移到了那里？"),
        ("zzzzzz.html", ""),
    ],
)
def test_hints(tmp_path: Path, link: str, hint: str) -> None:
    site(
        tmp_path,
        index=f"<a href='{link}'>x</a>",
        topics="<p id=plan>",
        deep__index="<p id=schedule>",
        deep__moved="",
    )
    assert only(check_site(tmp_path)).hint == hint


def test_a_removed_page_gets_the_redirect_to_write(tmp_path: Path) -> None:
    root = tmp_path / "site"
    cache = tmp_path / "cache.sqlite"
    site(root, index="<a href='old/'>x</a>", old__index="")
    assert check_site(root, cache_file=cache) == []
    (root / "old" / "index.html").unlink()
    found = only(check_site(root, cache_file=cache))
    assert "extra.campaigns.redirects" in found.hint
    assert "old/: 新地址" in found.hint


def test_the_cache_sees_every_change(tmp_path: Path) -> None:
    root, cache = tmp_path / "site", tmp_path / "cache.sqlite"
    site(root, index="<a href='a.html#x'>x</a>", a="<p id=x>")
    assert check_site(root, cache_file=cache) == []
    site(root, a="<p id=y>")
    assert only(check_site(root, cache_file=cache)).rule == "link-anchor"
    (root / "a.html").unlink()
    assert only(check_site(root, cache_file=cache)).rule == "link-broken"
    site(root, a="<p id=x>")
    assert check_site(root, cache_file=cache) == []
    site(root, index="<a href='b.html'>x</a>")
    assert only(check_site(root, cache_file=cache)).rule == "link-broken"
    site(root, index="<a href='/x/a.html'>x</a>")
    assert only(check_site(root, cache_file=cache)).rule == "link-broken"
    assert check_site(root, "https://example.org/x/", cache_file=cache) == []


def test_a_damaged_cache_is_thrown_away(tmp_path: Path) -> None:
    root, cache = tmp_path / "site", tmp_path / "cache.sqlite"
    site(root, index="<a href=gone>x</a>")
    for damage in (b"", b"not a database at all" * 100):
        cache.write_bytes(damage)
        assert only(check_site(root, cache_file=cache)).rule == "link-broken"


def test_a_cache_that_cannot_be_used_is_done_without(tmp_path: Path) -> None:
    root = site(tmp_path / "site", index="<a href=gone>x</a>")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for cache in (tmp_path / "file" / "cache.sqlite", tmp_path / "site"):
        assert only(check_site(root, cache_file=cache)).rule == "link-broken"


@pytest.mark.parametrize("link", ["/", "./", "index.html"])
def test_a_missing_home_page_is_to_be_written_not_redirected(tmp_path: Path, link: str) -> None:
    root, cache = tmp_path / "site", tmp_path / "cache.sqlite"
    site(root, index="", about=f"<a href='{link}'>x</a>")
    assert check_site(root, cache_file=cache) == []
    (root / "index.html").unlink()
    for found in (check_site(root, cache_file=cache), check_site(root)):
        assert "index.md" in only(found).hint
        assert "redirects" not in only(found).hint


def test_inline_ignores_need_a_reason_and_a_use(tmp_path: Path) -> None:
    site(
        tmp_path,
        index=(
            "<a href=a>x</a> <!-- ignore: link-broken 下月发布 -->\n"
            "<a href=b>x</a> <!-- ignore: link-broken -->\n"
            "<a href=index.html>x</a> <!-- ignore: link-case 用不着 -->\n"
        ),
    )
    found = [(f.position.line, f.rule, f.level) for f in check_site(tmp_path)]
    assert found == [
        (2, "link-broken", Level.ERROR),
        (2, "unused-ignore", Level.ERROR),
        (3, "unused-ignore", Level.WARNING),
    ]


def test_policy_sets_levels_and_ignores_and_tells_unused_ones(tmp_path: Path) -> None:
    site(tmp_path, index="<a href=a>x</a><a href=b>x</a><a href=d>x</a>", d__index="")
    policy = Policy(
        levels={"link-slash": None, "link-broken": Level.WARNING},
        ignores=(IgnoredLink("旧站", link="a"), IgnoredLink("没有", link="zzz")),
    )
    found = check_site(tmp_path, policy=policy)
    assert [(f.rule, f.level, f.link) for f in found] == [
        ("unused-ignore", Level.WARNING, ""),
        ("link-broken", Level.WARNING, "b"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colour = 1", "colour"),
        ("[levels]\nlink-brokn = 'error'", "link-brokn"),
        ("[levels]\nlink-broken = 'fatal'", "fatal"),
        ("[[ignore]]\nlink = 'x'", "reason"),
        ("[[rewrite]]\npattern = '('\nto = ''\nreason = 'x'", "pattern"),
        ("[external]\nspeed = 1", "external.speed"),
        ("[[ignore]]\nreason = 'x'\nurl = 'y'", "ignore.url"),
    ],
)
def test_a_policy_file_at_fault_says_what(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "links.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        policy_file(file)


def test_a_policy_from_settings() -> None:
    policy = policy_from(
        {
            "levels": {"link-slash": "off", "link-case": "warning"},
            "ignore": [{"link": "x", "reason": "y"}],
            "external": {"timeout": 5},
        }
    )
    assert policy.levels == {"link-slash": None, "link-case": Level.WARNING}
    assert policy.ignores == (IgnoredLink("y", link="x"),)
    assert policy.external.timeout == 5


def test_a_baseline_lets_only_new_faults_through(tmp_path: Path) -> None:
    root, file = tmp_path / "site", tmp_path / "known.json"
    site(root, a="<a href=gone>x</a>", b="<a href=gone>x</a>")
    write_baseline(file, check_site(root))
    known = Baseline.load(file)
    assert known.new(check_site(root)) == []
    assert known.unused() == []
    site(root, b="<p>", c="<a href=gone>x</a>")
    known = Baseline.load(file)
    new = only(known.new(check_site(root)))
    assert (str(new.position), new.page, new.count) == ("c.html:1:9", "c.html", 1)
    assert known.unused() == [("link-broken", "gone", "b.html")]


def test_undecodable_and_unreadable_pages_are_findings_and_still_checked(tmp_path: Path) -> None:
    (tmp_path / "gbk.html").write_bytes("<a href='没有.html'>劳动</a>".encode("gb18030"))
    (tmp_path / "bad.html").write_bytes(b"<a href=gone.html>\xff\xff\xfe</a>")
    found = {(f.page, f.rule) for f in check_site(tmp_path)}
    assert found == {
        ("gbk.html", "link-page"),
        ("gbk.html", "link-broken"),
        ("bad.html", "link-page"),
        ("bad.html", "link-broken"),
    }


def test_a_huge_page_is_a_finding_and_still_checked(tmp_path: Path) -> None:
    site(tmp_path, big="<p>" + "劳动" * 3_000_000 + "<a href=gone>x</a>")
    assert {f.rule for f in check_site(tmp_path)} == {"link-page", "link-broken"}


def test_only_what_will_be_published_counts(tmp_path: Path) -> None:
    site(tmp_path, index="<a href=left-over.html>x</a>", **{"left-over": "<a href=gone>x</a>"})
    assert only(check_site(tmp_path, site=Site.of(["index.html"]))).link == "left-over.html"
