"""How much a reader's browser moves for lists, filters and a first query, and whether that holds.

    python bench/search_size.py SITE

SITE is a built site of `bench/generate.py FOLDER 10000`. Queries are made in a real Chromium; files
count as they are, since a plain server compresses nothing, pages and JSON gzipped as well. Ends
with 1 where a budget of the issue is exceeded.
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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Response, expect, sync_playwright

LIST = "campaigns/2021-best-worker/profiles/"
PAGE_BUDGET, DATA_BUDGET, QUERY_BUDGET = 60_000, 300_000, 300_000
"""Bytes: the first page and the filters' data gzipped, a first query as it is."""

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


def ask(page: Page, address: str, query: str) -> tuple[int, int]:
    """Bytes and files of a first query, from opening the search to its results."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    moved: list[int] = []

    def note(response: Response) -> None:
        moved.append(len(response.body()))

    page.on("response", note)
    page.keyboard.press("/")
    page.fill("#ck-search-input", query)
    expect(page.locator(".ck-search__status")).to_contain_text("找到", timeout=20_000)
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", note)
    return sum(moved), len(moved)


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
