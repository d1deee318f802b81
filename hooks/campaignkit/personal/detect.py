"""Find personal data in a text.

The digits of a number may be full-width or Chinese, and stand apart; see `runs`. A number counts
by its own form and check digit first, then by the words around it; see `surroundings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from campaignkit.personal import surroundings as around
from campaignkit.personal.checksums import (
    is_bank_card,
    is_id_number,
    is_mobile,
    is_old_id_number,
)
from campaignkit.personal.email import find_emails
from campaignkit.personal.hit import BANK_CARD, EMAIL, ID_NUMBER, MOBILE, Hit
from campaignkit.personal.prefilter import may_hold_any
from campaignkit.personal.runs import Window, windows

_NUMERALS = "〇零一二三四五六七八九幺"
_SPOKEN = re.compile(f"[{_NUMERALS}]{{11,19}}")
_DIGIT_OF = {ord(sign): digit for sign, digit in zip(_NUMERALS, "00123456789" + "1", strict=True)}
_HALF_WIDTH = {0xFEE0 + code: code for code in range(0x21, 0x7F)}
"""Each full-width letter, digit and sign to the ordinary one: offsets stay as they are."""

_STRICT = frozenset({(11,), (3, 4, 4), (3, 8), (13,), (15,), (12,), (2, 11), (4, 11), (2, 3, 4, 4)})
"""How the digits of a mobile are grouped where no word says that it is one."""

_CARD_SHAPES = re.compile(r"(?:1[6-9]|4(?:,4){3}(?:,[1-3])?|6,1[0-3])")
_PREFIXES = ("86", "0086", "0")
_ORDER = {EMAIL: 0, ID_NUMBER: 1, BANK_CARD: 2, MOBILE: 3}


@lru_cache(maxsize=8)
def find(text: str) -> tuple[Hit, ...]:
    """All personal data in a text, in order, without overlaps.

    Several rules in turn ask for the hits of one text: it is searched once.
    """
    if not may_hold_any(text):
        return ()
    plain = _SPOKEN.sub(lambda spoken: spoken[0].translate(_DIGIT_OF), text)
    plain = plain.translate(_HALF_WIDTH)
    found = [*find_emails(plain), *_numbers(plain)]
    return tuple(_without_overlaps(found))


def _numbers(plain: str) -> Iterator[Hit]:
    for window in windows(plain):
        hit = _id_number(plain, window) or _bank_card(plain, window) or _mobile(plain, window)
        if hit:
            yield hit


def _without_overlaps(found: list[Hit]) -> list[Hit]:
    """The surest of the hits that share characters: an ID number before a card in it."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda one: (_ORDER[one.sort], -len(one.value), one.start)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda one: one.start)


def _id_number(plain: str, window: Window) -> Hit | None:
    value, end = window.digits, window.end
    if len(value) == 17:
        tail = re.compile(r"[\s*_-]{0,2}[xX](?![A-Za-z0-9])").match(plain, end)
        if not tail:
            return None
        value, end = f"{value}X", tail.end()
    sure = len(value) == 18 and is_id_number(value)
    if not sure and not (len(value) == 15 and is_old_id_number(value)):
        return None
    if _is_decimal(window) or around.overrules_check_digit(plain, window.start):
        return None
    return (
        Hit(ID_NUMBER, window.start, end, value) if sure or _stands_alone(plain, window) else None
    )


def _bank_card(plain: str, window: Window) -> Hit | None:
    if not is_bank_card(window.digits) or not _stands_alone(plain, window):
        return None
    usual = _CARD_SHAPES.fullmatch(",".join(map(str, window.shape)))
    if not usual and not around.speaks_of_bank(plain, window.start):
        return None
    return Hit(BANK_CARD, window.start, window.end, window.digits)


def _mobile(plain: str, window: Window) -> Hit | None:
    value = window.digits
    if len(value) > 11:
        prefix = next((one for one in _PREFIXES if value == one + value[-11:]), "")
        if not prefix or (window.shape[0] not in (len(prefix), len(value), len(prefix) + 3)):
            return None
        value = value[len(prefix) :]
    if len(value) != 11 or not is_mobile(value) or not _stands_alone(plain, window):
        return None
    if window.shape not in _STRICT and not around.speaks_of_phone(plain, window.start):
        return None
    return Hit(MOBILE, window.start, window.end, value)


def _stands_alone(plain: str, window: Window) -> bool:
    """Whether a number without a sure check digit is neither part of another nor something else."""
    if len(window.shape) > 1 and _is_glued(window):
        return False
    return not (
        _is_decimal(window)
        or around.is_part_of_word(plain, window.start, window.end)
        or around.is_amount(plain, window.start, window.end)
        or around.is_serial(plain, window.start)
        or around.is_in_address(plain, window.start)
    )


def _is_decimal(window: Window) -> bool:
    return window.before == "." or window.after == "."


def _is_glued(window: Window) -> bool:
    """Whether more digits follow a dashed number, or stand before it, without a blank."""
    before = window.before is not None and not re.search(r"\s", window.before)
    after = window.after is not None and not re.search(r"\s", window.after)
    return after or (before and window.previous not in _PREFIXES)
