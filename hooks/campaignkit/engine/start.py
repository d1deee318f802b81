"""Run the engine's own commands in a process of its own, the same on every system."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from campaignkit.engine.running import ENGINES

SETTINGS = "mkdocs.yml"
_QUIET = {"NO_MKDOCS_2_WARNING": "1"}
"""Material greets with a screenful of English about the future of MkDocs unless this is set."""


class MissingEngineError(RuntimeError):
    """No engine is installed; its message is for the editor."""


def run_engine(root: Path, *arguments: str) -> int:
    """Run a command of the engine (`build`, `serve`) in the project; its exit code.

    An interrupt is for the engine, which ends a preview in good order; we wait for it. Raises
    `MissingEngineError`.
    """
    name = next((name for name in ENGINES if find_spec(name)), None)
    if name is None:
        raise MissingEngineError(
            "没有安装 MkDocs。\n   改法：按 README 重新安装（pip install -r requirements.lock）"
        )
    command = [sys.executable, "-m", name, *arguments, "-f", SETTINGS]
    # A console of Windows may know few characters; what it does not know is no reason to stop.
    environment = {**os.environ, **_QUIET}
    environment.setdefault("PYTHONIOENCODING", ":replace")
    with subprocess.Popen(command, cwd=root, env=environment) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue
