"""What a kind adds to the form that an office fills in for its records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

CellReader = Callable[[str], object]
"""Makes of a cell's text what the model takes; text that it does not know comes back as it is."""


@dataclass(frozen=True, slots=True)
class RecordForm:
    """The columns come from the model of the records; this is what the model cannot say.

    Fields are named by their keys joined by dots, without numbers: `authors.unit`.
    """

    omit: frozenset[str] = frozenset()
    """Fields that an office does not fill in. Intake still reads them where a sheet has them."""
    repeats: Mapping[str, int] = field(default_factory=dict)
    """How often the columns of a list of parts stand side by side; twice where it is not said."""
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Heads that offices write for a field, besides its title."""
    samples: Mapping[str, str] = field(default_factory=dict)
    """What the sample row says where the model does not tell what a value looks like."""
    readers: Mapping[str, CellReader] = field(default_factory=dict)
    """For fields that offices write in a way of their own."""
    key: tuple[str, ...] = ()
    """Top-level fields that, with the record's name, tell it from others."""
    document: str = ""
    """The top-level field that a Word file handed in goes to: a file name, or Markdown."""
    pictures: str = ""
    """The top-level field that pictures handed in go to."""
