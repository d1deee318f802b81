"""Rows of a person in `private/`: what intake read of them, and their numbers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from campaignkit.office.intake.private_files import PRIVATE, write_private

_STATES = ".intake.json"


@dataclass(frozen=True, slots=True)
class PrivateRows:
    """Looks for rows that say one of `names`, or belong to one of `records`.

    A record is its campaign, its collection and its id.
    """

    root: Path
    names: Collection[str]
    records: Collection[tuple[str, str, str]] = ()

    def find(self) -> list[tuple[str, int]]:
        """Files with such rows, from the project, and how many each has."""
        counted = [(file, self._split(file)[1]) for file in self._files()]
        return [(file.relative_to(self.root).as_posix(), count) for file, count in counted if count]

    def remove(self) -> None:
        """Write the files anew without these rows. Raises `OSError`."""
        for file in self._files():
            data, count = self._split(file)
            if count:
                write_private(file, data)

    def _files(self) -> Iterator[Path]:
        folder = self.root / PRIVATE
        yield from sorted(folder.glob(f"*{_STATES}"))
        yield from sorted(folder.glob("*.csv"))

    def _split(self, file: Path) -> tuple[bytes, int]:
        """The bytes of a file without the person's rows, and how many these were.

        A file that is not as intake writes it has none; the search by bytes tells of it.
        """
        try:
            return self._state(file) if file.name.endswith(_STATES) else self._numbers(file)
        except (ValueError, KeyError, TypeError, AttributeError, csv.Error):
            return b"", 0

    def _state(self, file: Path) -> tuple[bytes, int]:
        told = json.loads(file.read_text("utf-8"))
        campaign, count = file.name.removesuffix(_STATES), 0
        for collection, parts in told["collections"].items():
            for part, records in parts.items():
                kept = {
                    key: value
                    for key, value in records.items()
                    if not self._is_own(campaign, collection, key, value)
                }
                count += len(records) - len(kept)
                parts[part] = kept
        return f"{json.dumps(told, ensure_ascii=False)}\n".encode(), count

    def _numbers(self, file: Path) -> tuple[bytes, int]:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            heads, rows = list(reader.fieldnames or ()), list(reader)
        kept = [
            row
            for row in rows
            if not self._is_own(file.stem, row.get("种类") or "", row.get("编号") or "", row)
        ]
        written = io.StringIO(newline="")
        writer = csv.DictWriter(written, heads, restval="")
        writer.writeheader()
        writer.writerows(kept)
        return written.getvalue().encode("utf-8-sig"), len(rows) - len(kept)

    def _is_own(self, campaign: str, collection: str, record: str, value: Any) -> bool:
        text = json.dumps(value, ensure_ascii=False)
        named = any(name in text for name in self.names)
        return named or (campaign, collection, record) in self.records
