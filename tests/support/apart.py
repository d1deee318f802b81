"""Calls that need a thread of their own, whatever ran in this one before."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def apart(function: Callable[..., Answer], *arguments: Any, **options: Any) -> Answer:
    """Call a function in a new thread and give or raise what it gives or raises.

    `asyncio.run` refuses to work in a thread in which Playwright's synchronous interface was
    started, as the fixture `chromium` does for the rest of the session.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *arguments, **options).result()
