"""`make quick` builds no whole site: a test that does has to say so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from support import engine, served, site, whole_site

HELPERS: dict[str, Callable[[Path], object]] = {
    "the command": lambda root: site.run_mkdocs(root, "build"),
    "a preview": lambda _: site.mkdocs_command("serve"),
    "a large site": lambda root: served.build(root, root / "site"),
    "our own engine": lambda root: engine.build_site(root, root / "site"),
}


@pytest.mark.parametrize("name", HELPERS)
def test_no_helper_builds_a_site_for_a_quick_test(name: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"test_quick.py.*pytest\.mark\.site"):
        HELPERS[name](tmp_path)


def test_a_shared_site_is_a_site_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(AssertionError, match=r"pytest\.mark\.site"):
        whole_site.once_per_run(tmp_path_factory, "never-made", lambda folder: folder)


@pytest.mark.site
def test_a_shared_folder_is_made_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    made: list[Path] = []
    first = whole_site.once_per_run(tmp_path_factory, "made-once", made.append)
    assert whole_site.once_per_run(tmp_path_factory, "made-once", made.append) == first
    assert made == [first]


@pytest.mark.site
def test_a_folder_left_half_made_is_made_anew(tmp_path_factory: pytest.TempPathFactory) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError

    with pytest.raises(OSError, match=r"^$"):
        whole_site.once_per_run(tmp_path_factory, "half-made", fail)
    folder = whole_site.once_per_run(tmp_path_factory, "half-made", lambda root: root)
    assert not list(folder.iterdir())
