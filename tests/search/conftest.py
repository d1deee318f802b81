"""The example with a larger collection and a draft, built once a run, in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.served import example_site, served


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    return example_site(tmp_path_factory)


@pytest.fixture(scope="session")
def address(searched: Path) -> Iterator[str]:
    """Where it is served."""
    with served(searched) as found:
        yield found
