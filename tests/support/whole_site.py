"""Whole sites: who may build one, and how one is built once for all workers of a run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

MARKS = ("site", "browser")
"""A test with one of these may build a whole site; `make quick` leaves them out."""

_QUICK = "TEST_THAT_BUILDS_NO_SITE"


def note_test(item: pytest.Item) -> None:
    """Remember whether the test that begins now may build a site."""
    if any(item.get_closest_marker(name) for name in MARKS):
        os.environ.pop(_QUICK, None)
    else:
        os.environ[_QUICK] = item.nodeid


def asked_for() -> None:
    """Say that a whole site is built now. `AssertionError` where the test has no mark for it."""
    test = os.environ.get(_QUICK)
    assert not test, f"{test} builds a whole site: give it @pytest.mark.site"


def once_per_run(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]
) -> Path:
    """The folder that `make` fills, made by one worker of a run and only read by all."""
    asked_for()
    base = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent
    shared = base / "once-per-run"
    shared.mkdir(exist_ok=True)
    folder, done = shared / name, shared / f"{name}.done"
    with FileLock(shared / f"{name}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed half-way
            folder.mkdir()
            make(folder)
            done.touch()
    return folder
