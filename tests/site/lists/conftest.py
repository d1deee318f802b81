"""The example with a collection of three pages, built once a run and served to a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.served import example_site, served


@pytest.fixture(scope="session")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    return example_site(tmp_path_factory)


@pytest.fixture(scope="session")
def address(listed: Path) -> Iterator[str]:
    """Where it is served."""
    with served(listed) as found:
        yield found
