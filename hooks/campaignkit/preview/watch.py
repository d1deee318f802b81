"""Tell when a save below a folder is complete."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

QUIET = 0.05
"""Seconds without a further change after which a save is taken to be complete."""


def watch(folder: Path, changed: Callable[[set[str]], None]) -> Callable[[], None]:
    """Call `changed` with paths below `folder` once a save is complete; returns how to stop.

    Needs watchdog, which the engine brings.
    """
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    pending: set[str] = set()
    timer: list[threading.Timer] = []
    lock = threading.Lock()

    def settle() -> None:
        with lock:
            paths = set(pending)
            pending.clear()
        changed(paths)

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.is_directory or event.event_type in ("opened", "closed_no_write"):
                return
            with lock:
                for path in (event.src_path, event.dest_path):
                    if path:
                        pending.add(_below(folder, str(path)))
                for running in timer:
                    running.cancel()
                timer[:] = [threading.Timer(QUIET, settle)]
                timer[0].daemon = True
                timer[0].start()

    observer = Observer()
    observer.schedule(Handler(), str(folder), recursive=True)
    observer.daemon = True
    observer.start()
    return observer.stop


def _below(folder: Path, path: str) -> str:
    try:
        return Path(path).relative_to(folder).as_posix()
    except ValueError:
        return path
