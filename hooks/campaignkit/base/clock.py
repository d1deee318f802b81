"""The clock and the environment, read once, at the edge of the program."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime


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
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"SOURCE_DATE_EPOCH 不是秒数：{epoch}") from None
