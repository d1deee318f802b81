"""The example site and a strained one, built once a run, in a real Chromium on loopback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.case import parse
from support.served import build, served
from support.site import REPOSITORY, example_settings, stand_still, write_site
from support.whole_site import once_per_run

BASE = "gonghui/"
"""Where the example lies below its host: its site_url says so, and 404.html relies on it."""

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"


@pytest.fixture(scope="session")
def host_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a host that has the example site, as of 2026-01-01, below `BASE`."""
    return once_per_run(tmp_path_factory, "example", _build_example) / "www"


def _build_example(root: Path) -> None:
    for folder in ("campaigns", "site_src"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    (root / "mkdocs.yml").write_text(example_settings(), "utf-8")
    build(root, root / "www" / BASE)


@pytest.fixture(scope="session")
def example(host_folder: Path) -> Iterator[str]:
    """The address of the example site."""
    with served(host_folder) as address:
        yield address + BASE


@pytest.fixture
def guarded(host_folder: Path) -> Iterator[str]:
    """The address of the example site on a host that allows no inline script, style or handler."""
    with served(host_folder, {"Content-Security-Policy": POLICY}) as address:
        yield address + BASE


@pytest.fixture(scope="session")
def strained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site in edge.txt, as of 2021-05-15."""
    root = once_per_run(tmp_path_factory, "strained", _build_strained)
    with served(root / "site") as address:
        yield address


def _build_strained(root: Path) -> None:
    write_site(parse((Path(__file__).parent / "edge.txt").read_text("utf-8")), root)
    build(root, root / "site", SOURCE_DATE_EPOCH="1621044000")


@pytest.fixture(scope="session")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site in edge.txt, which stands still on 2021-05-15."""
    root = once_per_run(tmp_path_factory, "still", _build_still)
    with served(root / "site") as address:
        yield address


def _build_still(root: Path) -> None:
    write_site(parse((Path(__file__).parent / "edge.txt").read_text("utf-8")), root)
    build(stand_still(root, "2021-05-15"), root / "site")
