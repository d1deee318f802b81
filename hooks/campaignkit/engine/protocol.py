"""What we use of an engine. MkDocs 1.6 and ProperDocs 1.6 both have it.

The members with an underscore are private there too: neither engine has a public way to reload a
page without building everything anew.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application."""


class EngineTheme(Protocol):
    """A theme that was found."""

    name: str | None
    custom_dir: str | None
    dirs: list[str]

    def get(self, name: str) -> Any:
        """A setting of the theme's, or None."""


class EngineConfig(Protocol):
    """The settings file, read and validated by the engine.

    The mappings are of names: only their keys are looked at.
    """

    config_file_path: str
    docs_dir: str
    site_dir: str
    site_name: str
    site_description: str | None
    site_url: str | None
    use_directory_urls: bool
    theme: EngineTheme
    plugins: Mapping[str, object]
    hooks: Mapping[str, object]
    markdown_extensions: list[Any]
    extra: dict[str, Any]
    nav: Any


class EngineFile(Protocol):
    """A file below the engine's folder of Markdown, or one that we have added to it."""

    src_uri: str
    dest_uri: str


class EngineFiles(Protocol):
    """All files that an engine knows."""

    def append(self, file: Any) -> None:
        """Add a file of the engine's own class, see `running`."""

    def remove(self, file: Any) -> None:
        """Take a file out, so that it is not published."""

    def __iter__(self) -> Iterator[EngineFile]:
        """Every file."""


class EnginePage(Protocol):
    """A page that an engine has rendered."""

    file: EngineFile
    url: str
    title: str | None
    meta: Mapping[str, Any]


class LiveServer(Protocol):
    """The server of a preview, which builds anew when a file changes and reloads open pages."""

    url: str
    mount_path: str
    root: str
    builder: Callable[[], None]
    build_delay: float
    poll_response_timeout: float
    error_handler: Callable[[int], bytes | None]
    _epoch_cond: threading.Condition
    _rebuild_cond: threading.Condition
    _visible_epoch: int
    _wanted_epoch: int
    _want_rebuild: bool

    def get_app(self) -> App | None:
        """The WSGI application in place."""

    def set_app(self, application: App) -> None:
        """Put another application in its place."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Add the script that waits for a reload."""
