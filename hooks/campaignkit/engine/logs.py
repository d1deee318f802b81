"""The engine's log while it runs us: what is no news is left out, and warnings are noticed."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

_SKIPPED = re.compile(r"Page skipped: '([^']*)'")
"""What both engines say of a page that came out empty."""


class _Warned(logging.Handler):
    """Notices whether the engine, or we, have warned of anything."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.any = False

    def emit(self, record: logging.LogRecord) -> None:
        """Take note."""
        self.any = True


class EngineLog:
    """Listens to the loggers of an engine, by the name of its package.

    `is_shell` tells by its path whether a Markdown page is a shell, which is never written: the
    engine says so of each, which is no news to an editor.
    """

    def __init__(self, engine: str, is_shell: Callable[[str], bool]) -> None:
        self._logger = logging.getLogger(engine)
        self._build = logging.getLogger(f"{engine}.commands.build")
        self._is_shell, self._warned = is_shell, _Warned()

    def open(self) -> None:
        """Begin to listen; nothing more happens where we do already."""
        self._logger.addHandler(self._warned)
        self._build.addFilter(self._is_news)

    def close(self) -> None:
        """Leave the loggers as they were."""
        self._logger.removeHandler(self._warned)
        self._build.removeFilter(self._is_news)

    @property
    def warned(self) -> bool:
        """Whether anybody has warned of anything since we began to listen."""
        return self._warned.any

    def _is_news(self, entry: logging.LogRecord) -> bool:
        skipped = _SKIPPED.search(entry.getMessage())
        return not (skipped and self._is_shell(skipped[1]))
