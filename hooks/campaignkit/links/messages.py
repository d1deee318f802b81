"""Codes of faults -> what a finding says; the sentences stand with their rules, in `rules`."""

from __future__ import annotations

import re
from typing import NamedTuple

from campaignkit.base.findings import Level
from campaignkit.links.rules import RULE_OF, SENTENCES


class LinkFault(NamedTuple):
    """What is wrong with a link, before it is known where it stands."""

    rule: str
    message: str
    hint: str = ""
    level: Level = Level.ERROR


def fault(code: str, text: str = "", detail: str = "", hint: str = "") -> LinkFault:
    """The fault for `code` about `text`, as written on the page; `hint` replaces the rule's own.

    Raises `KeyError` where no rule has such a code.
    """
    sentence = SENTENCES[code]
    shown = (_short(printable(text)), printable(detail))
    return LinkFault(
        RULE_OF[code],
        sentence.message.format(*shown),
        hint or sentence.hint.format(*shown),
        sentence.level,
    )


def printable(text: str) -> str:
    """Text that can be written anywhere: bytes that are not UTF-8 as in a URL, `%B1`."""
    text = re.sub("[\udc80-\udcff]", lambda found: f"%{ord(found[0]) - 0xDC00:02X}", text)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _short(text: str) -> str:
    return text if len(text) <= 200 else text[:120] + "…" + text[-40:]
