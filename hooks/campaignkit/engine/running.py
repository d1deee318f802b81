"""Which engine runs us, and the classes of its own that we have to make instances of."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Any

ENGINES = ("mkdocs", "properdocs")
"""The packages of engines that run us, the older one first."""


@dataclass(frozen=True, slots=True)
class RunningEngine:
    """The engine of this process. Its classes are `Any`: none of them is installed for certain.

    `name` is its package, and the root of its loggers.
    """

    name: str
    File: Any
    InclusionLevel: Any
    Abort: Any
    BuildError: Any
    get_plugin_logger: Any
    event_priority: Any
    CombinedEvent: Any


def running_engine() -> RunningEngine:
    """The engine that has been started.

    ProperDocs puts itself in the place of the module `mkdocs`, for plugins that import that; so the
    module's own name tells. Where nobody has started one, as in a test that imports the hooks, it
    is the first that is installed. Raises `ImportError` where there is none.
    """
    started = sys.modules.get(ENGINES[0]) or sys.modules.get(ENGINES[1])
    name = started.__name__ if started else _installed()
    exceptions, files = (
        import_module(f"{name}.exceptions"),
        import_module(f"{name}.structure.files"),
    )
    plugins = import_module(f"{name}.plugins")
    return RunningEngine(
        name,
        files.File,
        files.InclusionLevel,
        exceptions.Abort,
        exceptions.BuildError,
        plugins.get_plugin_logger,
        plugins.event_priority,
        plugins.CombinedEvent,
    )


def _installed() -> str:
    for name in ENGINES:
        try:
            return import_module(name).__name__
        except ModuleNotFoundError:
            continue
    raise ImportError(f"none of these is installed: {', '.join(ENGINES)}")
