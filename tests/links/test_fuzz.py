"""Any bytes, as any kind of file, end in findings and never in an exception."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from campaignkit.base import report
from campaignkit.links.html.css import css_urls
from campaignkit.links.html.decode import decode
from campaignkit.links.html.extract import extract
from campaignkit.links.html.resolve import Resolver, TargetKind
from campaignkit.links.site_check import check_site
from support.examples import examples

_BITS = st.sampled_from(
    [
        b"<a href=",
        b"<link rel=icon href='",
        b'"',
        b"'",
        b">",
        b"<style>",
        b"url(",
        b"@import ",
        b"\\",
        b"<base href=",
        b"<script type=application/ld+json>",
        b'{"url":',
        b"[",
        b"]",
        b"{",
        b"}",
        b"</script>",
        b"<svg>",
        b"#",
        b"%",
        b"%E5",
        b"%ff",
        b"..",
        b"/",
        b":",
        b"//",
        b"http:",
        b"mailto:",
        b"tel:",
        b"C:\\",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x00",
        b"&#x",
        b"&#99999999999;",
        b"\xe5\x8a",
        "（）：＠。".encode(),
        b"<meta charset=gbk>",
        b"<meta charset=x>",
        b"<?xml version='1.0' encoding='gbk'?>",
        b"<rss>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"<link>",
        b"&b;",
        b"<!-- ignore: link-broken ",
        b"-->",
        b"\n",
    ]
)
_BYTES = st.one_of(st.binary(max_size=300), st.lists(_BITS | st.binary(max_size=4)).map(b"".join))
_NAMES = st.sampled_from(["a.html", "b.css", "c.svg", "d.xml", "e.webmanifest", "manifest.json"])


@examples(400)
@given(_NAMES, _BYTES)
def test_any_bytes_can_be_read(name: str, data: bytes) -> None:
    text, _, _ = decode(data)
    facts = extract(name, text)
    assert all(0 <= reference.offset <= len(text) for reference in facts.references)


@examples(400)
@given(st.text(max_size=60), st.text(max_size=20), st.sampled_from([None, "http://a.cn/b/"]))
def test_any_text_is_a_link_of_some_kind(link: str, base: str, root: str | None) -> None:
    for page in (Resolver(root).page("a/b.html"), Resolver(root).page("a/b.html", base)):
        assert page.resolve(link).kind in TargetKind


@examples(300)
@given(st.text(max_size=200))
def test_any_text_is_css(css: str) -> None:
    assert all(0 <= offset <= len(css) for offset, _ in css_urls(css))


@examples(60)
@given(st.dictionaries(_NAMES, _BYTES, min_size=1))
def test_any_site_gets_a_report_in_every_format(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        findings = check_site(Path(folder))
        for form in (report.as_json, report.as_sarif, report.as_github, report.as_junit):
            form(findings).encode("utf-8")
        report.as_text(findings, report.lines_under(Path(folder))).encode("utf-8")
