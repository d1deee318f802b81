"""The clock and the environment, read once, at the edge of the program."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime

FIRST_YEAR, LAST_YEAR = 1900, 9000
"""Years that a build may be made in: days around its instant have to be dates too."""


def environment() -> Mapping[str, str]:
    """The process's environment, read here and passed down."""
    return os.environ


def now(environment: Mapping[str, str]) -> datetime:
    """SOURCE_DATE_EPOCH (reproducible-builds.org), else the present instant; aware, in UTC.

    Raises `ValueError` with a Chinese message.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC)
    try:
        found = datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"SOURCE_DATE_EPOCH 不是秒数：{epoch}") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        wanted = f"只能是 {FIRST_YEAR} 年到 {LAST_YEAR} 年的时刻"
        raise ValueError(f"SOURCE_DATE_EPOCH 超出了日历：{epoch}，{wanted}")
    return found
