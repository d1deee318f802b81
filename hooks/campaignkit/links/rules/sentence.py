"""What a rule on links says, with places for what was written."""

from __future__ import annotations

from typing import NamedTuple

from campaignkit.base.findings import Level


class Sentence(NamedTuple):
    """A message and its remedy as templates for `str.format`.

    `{0}` is the link or name as written, `{1}` a detail; which detail, says the caller of
    `messages.fault`.
    """

    message: str
    hint: str = ""
    level: Level = Level.ERROR
