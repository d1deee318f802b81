"""The example site and a strained one, built once and served to a real Chromium on loopback."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.case import parse
from support.site import REPOSITORY, run_mkdocs, write_site

BASE = "gonghui/"
"""Where the example lies below its host: its site_url says so, and 404.html relies on it."""


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing; a browser that leaves early is no error."""

    def log_message(self, *_: object) -> None:
        """Keep the test's output to the test."""

    def copyfile(self, source, outputfile) -> None:  # type: ignore[no-untyped-def]
        try:
            super().copyfile(source, outputfile)
        except ConnectionError:
            self.close_connection = True


def _serve(folder: Path) -> Iterator[str]:
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def _build(root: Path, site: Path, as_of: str) -> None:
    result = run_mkdocs(root, "build", "-q", "--site-dir", str(site), SOURCE_DATE_EPOCH=as_of)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the example site, as of 2026-01-01."""
    root = tmp_path_factory.mktemp("example")
    for folder in ("campaigns", "site_src"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    config = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(config.replace("hooks/", f"{REPOSITORY}/hooks/"), "utf-8")
    _build(root, root / "www" / BASE, "1767225600")
    for address in _serve(root / "www"):
        yield address + BASE


@pytest.fixture(scope="session")
def strained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site in edge.txt, as of 2021-05-15."""
    root = tmp_path_factory.mktemp("strained")
    write_site(parse((Path(__file__).parent / "edge.txt").read_text("utf-8")), root)
    _build(root, root / "site", "1621044000")
    yield from _serve(root / "site")
