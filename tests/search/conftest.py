"""The example with a larger collection and a draft, built once and served to a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.built_once import built_once
from support.served import build_crowded, served


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    return built_once(tmp_path_factory, "crowded", build_crowded) / "www"


@pytest.fixture(scope="session")
def address(searched: Path) -> Iterator[str]:
    """Where it is served."""
    with served(searched) as found:
        yield found
