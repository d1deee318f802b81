"""Compiled templates, kept for the next run: compiling takes longer than filling."""

from __future__ import annotations

import hashlib
from contextlib import suppress

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from campaignkit.base.store import FileStore


class TemplateCache(BytecodeCache):
    """Bytecode of templates, one file each. Jinja itself looks at a file's head only."""

    def __init__(self, files: FileStore) -> None:
        self._files = files

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A name for each template file; by default templates of different folders share one."""
        return hashlib.sha256(f"{name}|{filename}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was kept of it, if that is whole and of the same source."""
        data = self._files.read(bucket.key)
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the compiled template; without a disk to write to it is compiled again."""
        with suppress(OSError):
            self._files.write(bucket.key, bucket.bytecode_to_string())
