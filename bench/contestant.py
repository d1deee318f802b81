"""A program under measurement, prepared on one number of records, and what is done to it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.generate import CAMPAIGN_ID
from bench.measure import Command

RECORDS = f"campaigns/{CAMPAIGN_ID}/profiles"
"""Where the records' pages are, below every contestant's output."""

_CITATION = re.compile(r"^(citation|description): .*$", re.MULTILINE)
_MARK = re.compile(r"ck-citation( ck-edit-\d+)?")


@dataclass(frozen=True, slots=True)
class Contestant:
    """`commands` build `output`, below `folder`; a cold build must not find what `made` matches.

    `source` is the folder of the records' sources, `template` the file that all records are
    rendered with, in which the class `ck-citation` stands.
    """

    key: str
    name: str
    records: int
    folder: Path
    commands: tuple[Command, ...]
    output: Path
    made: tuple[str, ...]
    source: Path
    suffix: str
    template: Path

    def clean(self) -> None:
        """Remove the output and every cache."""
        for target in [found for name in self.made for found in self.folder.glob(name)]:
            if target.is_dir():
                shutil.rmtree(target)
            else:
                target.unlink(missing_ok=True)

    def page(self, number: int) -> Path:
        """The page of one record."""
        return self.output / RECORDS / f"p{number:06}" / "index.html"

    def edit_record(self, turn: int) -> str:
        """Change one record; what its page must say afterwards."""
        file = self.source / f"p{self.records // 2:06}{self.suffix}"
        said = f"第{turn}次改动"
        text, count = _CITATION.subn(rf"\1: {said}", file.read_text("utf-8"), count=1)
        assert count == 1, file
        file.write_text(text, "utf-8")
        return said

    def edit_template(self, turn: int) -> str:
        """Change the records' template; what every page must have afterwards."""
        said = f"ck-citation ck-edit-{turn}"
        text, count = _MARK.subn(said, self.template.read_text("utf-8"))
        assert count, self.template
        self.template.write_text(text, "utf-8")
        return said

    def inputs(self) -> Iterator[Path]:
        """The records' source files."""
        yield from sorted(self.source.glob(f"p*{self.suffix}"))
