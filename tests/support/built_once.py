"""Sites that many tests look at are built once in a run, whichever worker needs them first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def built_once(
    tmp_path_factory: pytest.TempPathFactory, name: str, build: Callable[[Path], None]
) -> Path:
    """The folder `name` as `build` filled it; workers of one run share it and must not change it.

    A build that fails leaves no mark, so that the next test fails for the same reason.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base  # a worker's is one deeper
    folder = shared / f"built-{name}"
    with FileLock(f"{folder}.lock"):
        if not (folder / ".built").exists():
            folder.mkdir(exist_ok=True)
            build(folder)
            (folder / ".built").touch()
    return folder
