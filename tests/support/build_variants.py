"""Build projects with the engine, one after the other in this process; say what each came to.

Called as `python build_variants.py ROOT...`; prints a JSON object by root: the exit code, and what
was said of warnings and errors. A process of its own, because plugins warn as they are imported,
keep state, and may end the process.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path


def build(root: Path) -> tuple[object, list[str]]:
    """Build the project in `root` as `mkdocs build` does."""
    from mkdocs.commands.build import build as make
    from mkdocs.config import load_config
    from mkdocs.exceptions import ClickException

    said: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    handler, logger = Kept(logging.WARNING), logging.getLogger("mkdocs")
    logger.addHandler(handler)
    os.chdir(root)
    code: object = 0
    try:
        config = load_config("mkdocs.yml")
        config.plugins.on_startup(command="build", dirty=False)
        try:
            make(config)
        finally:
            config.plugins.on_shutdown()
    except ClickException as error:
        code = error.exit_code
        said.append(str(error))
    except SystemExit as error:
        code = error.code
    logger.removeHandler(handler)
    return code, said


if __name__ == "__main__":
    print(json.dumps({root: build(Path(root)) for root in sys.argv[1:]}))
