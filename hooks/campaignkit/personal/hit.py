"""A piece of personal data that was found in a text."""

from __future__ import annotations

from dataclasses import dataclass

ID_NUMBER = "personal-id-number"
MOBILE = "personal-mobile"
BANK_CARD = "personal-bank-card"
EMAIL = "personal-email"


@dataclass(frozen=True, slots=True)
class Hit:
    """`start` and `end` are offsets, in characters, in the text that was searched.

    `sort` is one of the four names above, which are also the rules' ids. `value` is the number
    without its separators, or the address in lower case.
    """

    sort: str
    start: int
    end: int
    value: str

    @property
    def masked(self) -> str:
        """The value as a report may show it: reports go to logs that others read."""
        name, at, domain = self.value.partition("@")
        if at:
            return f"{name[:2]}***@{domain}"
        head, tail = (6, 2) if self.sort == ID_NUMBER else (3, 4)
        if self.sort == BANK_CARD:
            head = 4
        return f"{self.value[:head]}****{self.value[-tail:]}"
