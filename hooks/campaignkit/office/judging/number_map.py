"""Which work has which number, who judges, and by what: kept in `private/`, mode 0600."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from campaignkit.kinds.judged_work import ScoreItem
from campaignkit.office.intake.private_files import PRIVATE, write_private

_FORMAT = 1


class BadMapError(Exception):
    """The file is damaged; the argument is its path from the project."""


@dataclass(frozen=True, slots=True)
class NumberMap:
    """What was handed out. Numbers stay with their works when works or judges are added.

    `pack` tells score sheets of this judging from those of others. `items` are the criteria at the
    time of handing out.
    """

    pack: str
    seed: str
    collection: str
    judges: tuple[str, ...] = ()
    items: tuple[ScoreItem, ...] = ()
    records: dict[int, str] = field(default_factory=dict)

    def order_for(self, judge: str) -> list[int]:
        """The numbers in the order of one judge: no two judges begin with the same works."""
        return sorted(self.records, key=lambda number: _shuffled(self.seed, judge, str(number)))


def numbered(
    before: NumberMap, judges: Iterable[str], items: Sequence[ScoreItem], records: Iterable[str]
) -> NumberMap:
    """The map with these judges and works: known works keep their numbers, gone ones lose them."""
    present = set(records)
    kept = {number: record for number, record in before.records.items() if record in present}
    new = sorted(present - set(kept.values()), key=lambda one: _shuffled(before.seed, "", one))
    first = max(before.records, default=0) + 1
    numbers = kept | dict(enumerate(new, first))
    known = tuple(dict.fromkeys((*before.judges, *judges)))
    return NumberMap(
        before.pack,
        before.seed,
        before.collection,
        known,
        tuple(items),
        dict(sorted(numbers.items())),
    )


def _shuffled(seed: str, judge: str, what: str) -> bytes:
    return hashlib.sha256("\0".join((seed, judge, what)).encode()).digest()


def map_file(root: Path, campaign: str) -> Path:
    """Where the map of a campaign is kept."""
    return root / PRIVATE / f"{campaign}.judging.json"


def read_map(root: Path, campaign: str) -> NumberMap | None:
    """The map; None where nothing was handed out. Raises `BadMapError` and `OSError`."""
    file = map_file(root, campaign)
    try:
        told = json.loads(file.read_text("utf-8"))
        return NumberMap(
            str(told["pack"]),
            str(told["seed"]),
            str(told["collection"]),
            tuple(map(str, told["judges"])),
            tuple(ScoreItem(str(name), Decimal(full)) for name, full in told["items"]),
            {int(number): str(record) for number, record in told["records"].items()},
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation):
        raise BadMapError(file.relative_to(root).as_posix()) from None


def write_map(root: Path, campaign: str, kept: NumberMap) -> None:
    """Keep the map. Raises `OSError`."""
    told = {
        "format": _FORMAT,
        "pack": kept.pack,
        "seed": kept.seed,
        "collection": kept.collection,
        "judges": kept.judges,
        "items": [[item.name, f"{item.full:f}"] for item in kept.items],
        "records": {str(number): record for number, record in kept.records.items()},
    }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    write_private(map_file(root, campaign), f"{text}\n".encode())
