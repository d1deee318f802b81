"""The floor: read all inputs and write files as large as the outputs, and do nothing else.

    python bench/floor.py MANIFEST PROCESSES

The manifest is JSON: `inputs`, paths to read; `outputs`, paths to write with their bytes; `folder`,
which the outputs are below. No program that reads these and writes those can be faster.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def copy(inputs: list[str], outputs: list[tuple[str, int]], folder: str) -> None:
    """Read the inputs, then write the outputs with bytes that were in memory."""
    for path in inputs:
        file = os.open(path, os.O_RDONLY)
        while os.read(file, 1 << 20):
            pass
        os.close(file)
    filling = memoryview(b"x" * max((size for _, size in outputs), default=0))
    for path, size in outputs:
        target = f"{folder}/{path}"
        try:
            os.mkdir(target.rpartition("/")[0])  # noqa: PTH102
        except FileExistsError:
            pass
        except FileNotFoundError:
            os.makedirs(target.rpartition("/")[0], exist_ok=True)  # noqa: PTH103
        file = os.open(target, os.O_WRONLY | os.O_CREAT, 0o644)
        os.write(file, filling[:size])
        os.close(file)


def main(manifest: str, processes: int) -> None:
    plan = json.loads(Path(manifest).read_text("utf-8"))
    Path(plan["folder"]).mkdir(exist_ok=True)
    children = []
    for share in range(1, processes):
        child = os.fork()
        if not child:
            _share(plan, share, processes)
            os._exit(0)
        children.append(child)
    _share(plan, 0, processes)
    failed = any(os.waitpid(child, 0)[1] for child in children)
    raise SystemExit(1 if failed else 0)


def _share(plan: dict[str, list], share: int, of: int) -> None:
    copy(plan["inputs"][share::of], plan["outputs"][share::of], str(plan["folder"]))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
