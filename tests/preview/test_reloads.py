"""A page loads again when it looks different, and only then."""

from __future__ import annotations

import pytest

from campaignkit.preview import reloads as module
from campaignkit.preview.reloads import Reloads


class Epochs:
    """What a live reload server has to say of time; nothing is waited for."""

    now = 1

    def later_than(self, epoch: int) -> int | None:
        return self.now if self.now > epoch else None


@pytest.fixture
def epochs() -> Epochs:
    return Epochs()


@pytest.fixture
def looks() -> dict[str, bytes]:
    return {"/a/": b"a", "/b/": b"b"}


@pytest.fixture
def reloads(epochs: Epochs, looks: dict[str, bytes]) -> Reloads:
    found = Reloads(epochs, looks.get)
    for path, look in looks.items():
        found.give(path, 1, look)
    return found


def test_nothing_is_new(reloads: Reloads) -> None:
    assert reloads.wait("/a/", 1) == 1


def test_only_the_page_that_looks_different(
    reloads: Reloads, epochs: Epochs, looks: dict[str, bytes]
) -> None:
    looks["/a/"] = b"new"
    epochs.now = 5
    assert reloads.wait("/a/", 1) == 5
    assert reloads.wait("/b/", 1) == 1
    looks["/b/"] = b"new"
    assert reloads.wait("/b/", 1) == 5


def test_all_pages_where_more_than_texts_changed(reloads: Reloads, epochs: Epochs) -> None:
    epochs.now = 5
    reloads.all_before(5)
    assert reloads.wait("/b/", 1) == 5
    reloads.give("/b/", 5, b"b")
    epochs.now = 6
    assert reloads.wait("/b/", 5) == 5


@pytest.mark.parametrize("path", ["", "/unknown/"])
def test_a_page_that_is_not_known_loads_again(reloads: Reloads, epochs: Epochs, path: str) -> None:
    epochs.now = 5
    assert reloads.wait(path, 1) == 5


def test_a_page_that_is_gone_loads_again(
    reloads: Reloads, epochs: Epochs, looks: dict[str, bytes]
) -> None:
    del looks["/a/"]
    epochs.now = 5
    assert reloads.wait("/a/", 1) == 5


def test_what_was_given_out_long_ago_loads_again(
    reloads: Reloads, epochs: Epochs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 1)
    reloads.give("/c/", 1, b"c")
    epochs.now = 5
    assert reloads.wait("/a/", 1) == 5
