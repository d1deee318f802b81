"""How much a reader's browser moves for lists, filters and a first query, and whether that holds.

    python bench/search_size.py SITE

SITE is a built site of `bench/generate.py FOLDER 10000`. Queries are made in a real Chromium; their
files count as they are sent, with their headers, since a plain server compresses nothing; pages and
the data of the filters count gzipped. Ends with 1 where a budget of the issue is exceeded.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import shutil
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

LIST = "campaigns/2021-best-worker/profiles/"
PAGE_BUDGET, DATA_BUDGET, QUERY_BUDGET = 60_000, 300_000, 300_000
"""Bytes: the first page and the filters' data gzipped, a first query as it is sent."""

QUERIES = (
    "劳动者",
    "最美劳动者 碧江区",
    "张安",
    "第37公司",
    "快递员 2019",
    "合理化建议",
    "先量准",
    "zhangan",
    "za",
    "勞動者",
    "张暗",
    "焊",
    "zhangna",
)
QUIET = 0.5
"""Seconds without traffic after which a query has fetched all that it shows."""

FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *args: object) -> None:  # type: ignore[override]
        """Nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6))


class Traffic:
    """What a tab moves, in bytes on the line with the headers, as its network log tells it.

    `Response.body` would miss what arrives after the last look, and all headers.
    """

    def __init__(self, page: Page) -> None:
        self.bytes, self.files, self.pending, self.changed = 0, 0, set[str](), time.monotonic()
        self._log = page.context.new_cdp_session(page)
        self._log.on("Network.requestWillBeSent", self._sent)
        self._log.on("Network.loadingFinished", self._arrived)
        self._log.on("Network.loadingFailed", self._over)
        self._log.send("Network.enable")

    def _sent(self, event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            self.pending.add(event["requestId"])
            self.changed = time.monotonic()

    def _arrived(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.pending:
            self.bytes += int(event["encodedDataLength"])
            self.files += 1
        self._over(event)

    def _over(self, event: dict[str, Any]) -> None:
        self.pending.discard(event["requestId"])
        self.changed = time.monotonic()

    def wait(self, page: Page) -> None:
        """Return when nothing has been under way for `QUIET` seconds."""
        while self.pending or time.monotonic() - self.changed < QUIET:
            page.wait_for_timeout(50)


def ask(page: Page, address: str, query: str) -> tuple[int, int]:
    """Bytes and files of a first query, from opening the search to its results and pictures."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    traffic = Traffic(page)
    page.keyboard.press("/")
    page.fill("#ck-search-input", query)
    answered = "query => document.getElementById('ck-search-list').dataset.query === query"
    page.wait_for_function(answered, arg=query, timeout=20_000)
    traffic.wait(page)
    return traffic.bytes, traffic.files


def queries(site: Path) -> Iterator[tuple[str, int, int]]:
    """Each query in a browser that has seen nothing yet."""
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(FLAGS)
        )
        for query in QUERIES:
            with browser.new_context() as context:
                yield query, *ask(context.new_page(), address, query)
        browser.close()


def main(site: Path) -> int:
    page = packed(site / LIST / "index.html")
    data = {name: packed(site / LIST / "list" / name) for name in ("facets.json", "cards.json")}
    print(f"first page of the list, gzipped     {page:>9,} bytes (at most {PAGE_BUDGET:,})")
    for name, size in data.items():
        print(f"{name:<13} of the filters, gzipped {size:>7,} bytes")
    print(f"data of the filters, gzipped        {sum(data.values()):>9,} (at most {DATA_BUDGET:,})")
    moved = list(queries(site))
    for query, size, files in moved:
        print(f"first query {query:<24} {size:>9,} bytes in {files} files")
    most = max(size for _, size, _ in moved)
    print(f"most that a first query moves       {most:>9,} (at most {QUERY_BUDGET:,})")
    shards = sorted(file.stat().st_size for file in (site / "search/k").iterdir())
    texts = sorted(file.stat().st_size for file in (site / "search/d").iterdir())
    manifest = json.loads((site / "search/index.json").read_text("utf-8"))
    print(f"index: {sum(count for count, _, _ in manifest['segments']):,} pages;", end=" ")
    for title, sizes in (("postings", shards), ("texts", texts)):
        middle = statistics.median(sizes)
        print(f"{title} {sum(sizes):,} bytes in {len(sizes)} files of {middle:,.0f}", end="; ")
    print()
    fits = page <= PAGE_BUDGET and sum(data.values()) <= DATA_BUDGET and most <= QUERY_BUDGET
    return 0 if fits else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
