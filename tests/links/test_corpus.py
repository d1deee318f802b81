"""The corpus: our check finds every seeded fault at its place and invents none.

An independent oracle, a strict static server and a real Chromium, vouches for the verdicts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Playwright
from tests.conftest import CHROMIUM_FLAGS
from tests.links.corpus import BASE_URL, Corpus, Seed, write
from tests.links.server import serving

from campaignkit.links.site_check import check_site

HOST = "portal.example.cn"


@pytest.fixture(scope="module", params=["root", "sub"])
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return write(request.param, tmp_path_factory.mktemp(request.param))


def test_the_corpus_is_large_enough(tmp_path: Path) -> None:
    seeds = [*write("root", tmp_path / "root").seeds, *write("sub", tmp_path / "sub").seeds]
    assert len(seeds) >= 250
    assert len({(seed.page, len(seed.page)) for seed in seeds}) >= 30


def test_no_fault_is_missed_and_none_invented(corpus: Corpus) -> None:
    found = {
        (place.path, place.line, place.column, finding.rule)
        for finding in check_site(corpus.root, corpus.base_url)
        for place in finding.places
    }
    assert found == corpus.faults()


def test_two_processes_and_a_cache_find_the_same(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaignkit.links.cache.read_site._MIN_FILES_FOR_POOL", 1)
    plain = check_site(corpus.root, corpus.base_url)
    cache = tmp_path / "cache.sqlite"
    assert check_site(corpus.root, corpus.base_url, cache_file=cache, workers=2) == plain
    assert check_site(corpus.root, corpus.base_url, cache_file=cache) == plain


_LOCAL = re.compile(r"localhost|(127|10|192\.168)\..*|\[::1\]|[^.]*|.*\.local")
_KNOWN = {"http:", "https:", "mailto:", "tel:", "data:", "javascript:", "about:", "weixin:"}


def _reaches(told: dict[str, Any]) -> bool:
    return told.get("status") == 200 and told.get("anchor") is not False


def _ok(seed: Seed, told: dict[str, Any]) -> bool:
    if "names" in told:
        return bool(told["names"])
    if told["protocol"] == "mailto:":
        return bool(told["email"]) or seed.link.endswith("例子.中国")
    if seed.link == "#/3":  # a route: only the page's script knows it
        return True
    if told.get("below") is False and seed.link.startswith("http"):
        return True  # another part of the same host: another site
    inert = told["protocol"] not in {"http:", "https:"} and told["protocol"] in _KNOWN
    return inert or told["foreign"] or _reaches(told) or bool(told["idInPage"])


def _asset(seed: Seed, told: dict[str, Any]) -> bool:
    return told["status"] == 404 or "html" in told["type"]


def _outside(seed: Seed, told: dict[str, Any]) -> bool:
    return bool(told["leaves"]) or not told["below"] or told["status"] == 404


def _typo(seed: Seed, told: dict[str, Any]) -> bool:
    # Chromium still encodes a space in a host, which the standard forbids; neither opens it.
    if not told["parsed"] or "%" in told["host"]:
        return True
    if told["protocol"] not in _KNOWN or told["user"]:
        return True
    if re.match(r"https?:(?!//)", seed.link):
        return True  # works or not depending on the page's own scheme
    if told["foreign"] and not re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z0-9-]+", told["host"]):
        return True  # no name server could know it
    if any(unicodedata.category(char) in {"Cf", "Zs"} for char in unquote(seed.link)):
        return True
    wide = not seed.link.isascii() or "%E3%80%82" in seed.link
    return wide if told["foreign"] else told["status"] == 404


def _local(seed: Seed, told: dict[str, Any]) -> bool:
    return told["protocol"] in {"file:", "c:", "d:"} or bool(_LOCAL.fullmatch(told["host"]))


def _mail(seed: Seed, told: dict[str, Any]) -> bool:
    if told["protocol"] == "mailto:":
        # `<input type=email>` takes `a@intranet` and a local part that begins with slashes.
        return not told["email"] or "//" in seed.link or "." not in seed.link.partition("@")[2]
    return told["protocol"] == "tel:" and not re.fullmatch(r"tel:\+?[0-9()\- ]+", seed.link)


_AGREES: dict[str, Callable[[Seed, dict[str, Any]], bool]] = {
    "ok": _ok,
    "none": lambda seed, told: True,
    "link-broken": lambda seed, told: told["status"] == 404,
    "link-asset": _asset,
    "link-case": lambda seed, told: told["status"] == 404,
    "link-encoding": lambda seed, told: told["status"] == 404,
    "link-slash": lambda seed, told: told["status"] == 301,
    "link-anchor": lambda seed, told: told["status"] == 200 and not told["anchor"],
    "link-outside": _outside,
    "link-typo": _typo,
    "link-local": _local,
    "link-mail": _mail,
    "link-foreign-host": lambda seed, told: told["foreign"],
    "link-id": lambda seed, told: told.get("names") is False or told["idInPage"] is False,
    "link-duplicate-id": lambda seed, told: told["copies"] > 1,
    "link-unwritten": lambda seed, told: told["readable"],
    "link-data": lambda seed, told: not told["json"],
    "link-redirect": lambda seed, told: told["status"] == 200,
}


@pytest.fixture(scope="module")
def ask(
    corpus: Corpus, chromium_path: Path, playwright: Playwright
) -> Iterator[Callable[[str, list[Seed]], list[dict[str, Any]]]]:
    """Ask Chromium about the seeds of a page; no name but ours resolves in it."""
    prefix = "/" if corpus.base_url is None else "/" + BASE_URL.split("/", 3)[3]
    script = (Path(__file__).parent / "oracle.js").read_text(encoding="utf-8")
    script = script[script.index("async ") :]
    with serving(corpus.root, prefix) as port:
        rules = f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{port}, MAP * ~NOTFOUND"
        browser = playwright.chromium.launch(
            executable_path=chromium_path, args=[*CHROMIUM_FLAGS, rules]
        )
        page = browser.new_page()
        page.goto(f"http://{HOST}{prefix}only.html")

        def ask(path: str, seeds: list[Seed]) -> list[dict[str, Any]]:
            charset = {"gbk.html": "gb18030", "big5.html": "big5", "utf16.html": "utf-16"}
            about = {
                "page": f"http://{HOST}{prefix}{path}",
                "charset": charset.get(path, "utf-8"),
                "seeds": [{"link": seed.link} for seed in seeds],
                "host": HOST,
                "prefix": prefix,
            }
            answer: list[dict[str, Any]] = page.evaluate(script, about)
            return answer

        yield ask
        browser.close()


@pytest.mark.browser
def test_chromium_agrees_with_every_verdict(
    corpus: Corpus, ask: Callable[[str, list[Seed]], list[dict[str, Any]]]
) -> None:
    disagreements = []
    for path in dict.fromkeys(seed.page for seed in corpus.seeds):
        seeds = [seed for seed in corpus.seeds if seed.page == path]
        for seed, told in zip(seeds, ask(path, seeds), strict=True):
            if not _AGREES[seed.verdict](seed, told) or not _is_where_we_say(seed, told):
                disagreements.append((seed, told))
    assert not disagreements, "\n".join(map(str, disagreements))


def _is_where_we_say(seed: Seed, told: dict[str, Any]) -> bool:
    """Chromium has the link in an attribute or in CSS, or, for `none`, has it nowhere."""
    if not seed.page.endswith(".html"):
        return True
    seen = told["attribute"] or told["text"]
    if seed.verdict == "none":
        return "data-href" in seed.link or not told["attribute"] or "description" in seed.link
    named = "names" in told or told["copies"] or told["readable"] or "\\" in seed.link
    return bool(seen or named)
