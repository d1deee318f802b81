"""A deployed site on a loopback server, with the habits that servers and attackers have."""

from __future__ import annotations

import gzip
import threading
import time
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from tests.handover.deploy_server import Deployed, Given, deployed
from tests.handover.packing import FILES, Packed, packed

from campaignkit.handover import verify_url as module
from campaignkit.handover.difference import FileResult, FileState
from campaignkit.handover.site_address import SiteAddress
from campaignkit.handover.site_client import ClientLimits, UnreachableError, may_follow
from campaignkit.handover.verify_url import verify_url

LIMITS = ClientLimits(rate=10_000, timeout=20, retry_wait=0.001)
HTML = {"Content-Type": "text/html"}
ABOUT = FILES["about/index.html"]


@pytest.fixture
def pack(tmp_path: Path) -> Packed:
    return packed(tmp_path)


def results(server: Deployed, pack: Packed, limits: ClientLimits = LIMITS) -> list[FileResult]:
    return list(verify_url(SiteAddress.parse(server.url), pack.manifest(), limits))


def differing(server: Deployed, pack: Packed) -> dict[str, tuple[FileState, str]]:
    found = results(server, pack)
    assert len(found) == len({result.path for result in found})
    return {r.path: (r.state, r.detail) for r in found if r.state is not FileState.SAME}


def test_the_same_site_agrees_and_each_file_is_asked_once(pack: Packed) -> None:
    with deployed(FILES) as server:
        assert {result.state for result in results(server, pack)} == {FileState.SAME}
        assert len(server.asked) == len(set(server.asked)) == len(FILES) + 1  # and no such page
        assert {"/gonghui/", "/gonghui/about/"} <= set(server.asked)
        assert "/gonghui/%E9%99%84%E4%BB%B6/%E6%8A%A5%E5%90%8D%E8%A1%A8.txt" in server.asked
        assert server.agents == {LIMITS.user_agent}
        assert server.hosts == {f"127.0.0.1:{server.port}"}


def test_changed_missing_and_hidden_files(pack: Packed) -> None:
    files = {**FILES, "a.js": b"evil()"}
    del files["empty.txt"]
    with deployed(files, {"附件/报名表.txt": Given(403)}) as server:
        assert differing(server, pack) == {
            "a.js": (FileState.CHANGED, "有 6 个字节，应当是 15 个"),
            "empty.txt": (FileState.MISSING, "HTTP 404"),
            "附件/报名表.txt": (FileState.MISSING, "服务器不给，HTTP 403"),
        }


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (gzip.compress(ABOUT), "gzip"),
        (gzip.compress(ABOUT), "X-GZIP"),
        (brotli.compress(ABOUT), "br"),
        (ABOUT, "identity"),
    ],
)
def test_content_codings_are_undone(pack: Packed, body: bytes, coding: str) -> None:
    given = Given(200, body, {**HTML, "Content-Encoding": coding})
    with deployed(FILES, {"about/": given}) as server:
        assert differing(server, pack) == {}


def test_a_compressed_file_that_is_called_a_coding_agrees_as_it_was_sent(tmp_path: Path) -> None:
    data = gzip.compress(b"<urlset/>")
    pack = packed(tmp_path, {**FILES, "sitemap.xml.gz": data})
    given = Given(200, data, {"Content-Encoding": "gzip"})
    with deployed({**FILES}, {"sitemap.xml.gz": given}) as server:
        assert differing(server, pack) == {}


@pytest.mark.parametrize(
    ("body", "coding"),
    [(b"no gzip", "gzip"), (b"x", "br"), (b"x", "zstd"), (gzip.compress(ABOUT)[:-9], "gzip")],
)
def test_a_body_that_cannot_be_decoded_is_a_change(pack: Packed, body: bytes, coding: str) -> None:
    given = Given(200, body, {**HTML, "Content-Encoding": coding})
    with deployed(FILES, {"about/": given}) as server:
        ((state, detail),) = differing(server, pack).values()
        assert (state, detail[:9]) == (FileState.CHANGED, "压缩过的内容解不开")


def test_a_compression_bomb_is_not_unpacked(pack: Packed) -> None:
    bomb = gzip.compress(bytes(200_000_000), 1)
    given = Given(200, bomb, {**HTML, "Content-Encoding": "gzip"})
    with deployed(FILES, {"about/": given}) as server:
        ((state, detail),) = differing(server, pack).values()
        assert state is FileState.CHANGED
        size = int(detail.partition(" 个字节")[0].removeprefix("有 ").replace(",", ""))
        assert 8_000_000 < size < 9_000_000


def test_bom_and_rewritten_html_are_told_apart(pack: Packed) -> None:
    rewritten = ABOUT.replace(b"</body>", b"<script src=//ad.example/x.js></script></body>")
    marked = b"\xef\xbb\xbf" + FILES["index.html"]
    files = {**FILES, "index.html": marked, "about/index.html": rewritten}
    with deployed(files) as server:
        found = {r.path: r for r in results(server, pack) if r.state is not FileState.SAME}
        assert {r.state for r in found.values()} == {FileState.CHANGED}
        assert found["index.html"].detail == "开头多了 BOM，内容没有变"
        assert found["index.html"].foreign == ()
        keys = [element.key for element in found["about/index.html"].foreign]
        assert keys == ["script https://ad.example/x.js"]


def test_redirects_within_the_site_are_told_and_others_not_followed(pack: Packed) -> None:
    with deployed(FILES) as elsewhere, deployed(FILES) as server:
        server.habits |= {
            "about/": Given(302, headers={"Location": "/gonghui/neu/"}),
            "neu/": Given(200, ABOUT, HTML),
            "a.js": Given(301, headers={"Location": f"{elsewhere.url}a.js"}),
            "empty.txt": Given(302, headers={"Location": "//169.254.169.254/latest/"}),
            "404.html": Given(302, headers={"Location": "404.html"}),
        }
        found = differing(server, pack)
        assert found["about/index.html"] == (FileState.MOVED, f"到 {server.url}neu/")
        assert found["a.js"] == (FileState.LED_AWAY, f"{elsewhere.url}a.js")
        assert found["empty.txt"] == (FileState.LED_AWAY, "http://169.254.169.254/latest/")
        assert found["404.html"] == (FileState.MISSING, "服务器不给，HTTP 302")
        assert elsewhere.asked == []


def test_a_redirect_to_chinese_letters_is_followed(pack: Packed) -> None:
    location = "/gonghui/新/".encode().decode("latin-1")
    with deployed(FILES, {"about/": Given(301, headers={"Location": location})}) as server:
        server.habits["新/"] = Given(200, ABOUT, HTML)
        found = differing(server, pack)
        assert found["about/index.html"] == (FileState.MOVED, f"到 {server.url}%E6%96%B0/")


@pytest.mark.parametrize(
    ("start", "target", "follow"),
    [
        ("http://a.cn/x", "http://A.CN/y", True),
        ("http://a.cn/x", "https://a.cn/x", True),
        ("http://a.cn:80/x", "https://a.cn:443/x", True),
        ("https://a.cn/x", "http://a.cn/x", False),
        ("http://a.cn/x", "http://a.cn:8080/x", False),
        ("http://a.cn/x", "http://b.cn/x", False),
        ("http://a.cn/x", "http://a.cn.b.cn/x", False),
        ("http://a.cn/x", "http://u@a.cn/x", False),
        ("http://a.cn/x", "ftp://a.cn/x", False),
        ("http://a.cn/x", "http://a.cn:bad/x", False),
        ("http://a.cn/x", "", False),
    ],
)
def test_where_a_redirect_may_lead(start: str, target: str, follow: bool) -> None:
    assert may_follow(start, target) is follow


def test_a_not_found_page_with_200_is_a_missing_file(pack: Packed) -> None:
    files = {path: data for path, data in FILES.items() if path not in ("a.js", "about/index.html")}
    with deployed(files, not_found=Given(200, FILES["404.html"], HTML)) as server:
        assert differing(server, pack) == dict.fromkeys(
            ("a.js", "about/index.html"),
            (FileState.MISSING, "服务器给的是“找不到”的页面，却说 HTTP 200"),
        )


def test_pages_that_were_put_in_are_found_by_links_and_sitemap(pack: Packed) -> None:
    spoilt = ABOUT.replace(
        b"</body>",
        b"<a href='../casino/?id=3'>x</a><a href=../about>x</a><a href='https://e.example/y'>x</a>"
        b"<a href='../dead/'>x</a></body>",
    )
    sitemap = FILES["sitemap.xml"].replace(
        b"<urlset>", b"<urlset><url><loc>{url}%E5%BD%A9/</loc></url>"
    )
    casino = b"<script>bet()</script><a href=deeper.html>x</a><a href=../../outside/>x</a>"
    files = {
        **FILES,
        "about/index.html": spoilt,
        "casino/index.html": casino,
        "casino/deeper.html": b"<a href=./>x</a>",
        "彩/index.html": b"x",
    }
    with deployed(files) as server:
        server.files["sitemap.xml"] = sitemap.replace(b"{url}", server.url.encode())
        found = {r.path: r for r in results(server, pack) if r.state is FileState.ADDED}
        assert set(found) == {"casino/index.html", "casino/deeper.html", "彩/index.html"}
        assert [e.excerpt for e in found["casino/index.html"].foreign] == ["bet()"]
        assert not [path for path in server.asked if path.startswith("/outside")]


def test_the_search_for_added_pages_is_bounded(
    pack: Packed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_EXTRA", 5)
    links = "".join(f"<a href={number}.html>x</a>" for number in range(20))
    files = {**FILES, "index.html": links.encode()}
    with deployed(files, not_found=Given(404, b"none")) as server:
        found = differing(server, pack)
        assert found["13.html"] == (FileState.UNREAD, "多出的网址太多，还有 15 个没有看")
        assert len(server.asked) == len(FILES) + 1 + 5


def test_a_busy_server_is_asked_again_and_a_broken_one_left(pack: Packed) -> None:
    busy = Given(503, headers={"Retry-After": "0"}, then=Given(200, ABOUT, HTML))
    habits = {"about/": busy, "a.js": Given(500), "empty.txt": Given(0)}
    with deployed(FILES, habits) as server:
        assert differing(server, pack) == {
            "a.js": (FileState.UNREAD, "HTTP 500"),
            "empty.txt": (FileState.UNREAD, "连接中断"),
        }
        assert server.asked.count("/gonghui/a.js") == LIMITS.retries + 1


def test_a_server_that_is_not_there_is_told_at_once(pack: Packed) -> None:
    with deployed(FILES) as server:
        site = SiteAddress.parse(server.url)
    with pytest.raises(UnreachableError, match=r"连不上 .*拒绝连接"):
        list(verify_url(site, pack.manifest(), LIMITS))


def test_a_server_that_fell_silent_is_left_in_peace(
    pack: Packed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 2)
    limits = replace(LIMITS, connections=1, retries=0)
    habits = {path: Given(500) for path in ("404.html", "a.js", "about/", "", "empty.txt")}
    with deployed(FILES, habits) as server:
        found = {result.path: result.detail for result in results(server, pack, limits)}
        assert list(found.values()).count("HTTP 500") == 2
        assert found["sitemap.xml"] == "服务器一直没有回答，没有再问"
        assert set(found) == set(FILES)
        assert len(server.asked) < len(FILES)


def test_what_was_right_before_is_not_asked_again(pack: Packed) -> None:
    with deployed(FILES) as server:
        site = SiteAddress.parse(server.url)
        agreed = frozenset(FILES) - {"a.js"}
        found = list(verify_url(site, pack.manifest(), LIMITS, agreed))
        assert {result.path for result in found} == set(FILES)
        assert len(server.asked) == 2


def test_requests_keep_their_distance(pack: Packed) -> None:
    with deployed(FILES) as server:
        begun = time.monotonic()
        results(server, pack, replace(LIMITS, rate=20))
        assert time.monotonic() - begun >= len(FILES) / 20


def test_no_more_connections_than_allowed(pack: Packed) -> None:
    before = threading.active_count()
    with deployed(FILES) as server:
        most = 0
        for _ in verify_url(SiteAddress.parse(server.url), pack.manifest(), LIMITS):
            most = max(most, threading.active_count() - before)
    # our threads, the server's own, and one of the server's for each connection
    assert most <= 2 * LIMITS.connections + 2
