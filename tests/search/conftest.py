"""The example with a larger collection and a draft, built once and served to a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.served import build, copy_example, served


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    root = copy_example(tmp_path_factory.mktemp("searched"))
    build(root, root / "www")
    return root / "www"


@pytest.fixture(scope="session")
def address(searched: Path) -> Iterator[str]:
    """Where it is served."""
    with served(searched) as found:
        yield found
