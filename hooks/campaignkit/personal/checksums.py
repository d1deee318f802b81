"""What makes a row of digits an identity number, a bank card or a mobile number."""

from __future__ import annotations

import re
from calendar import monthrange

_PROVINCES = frozenset(
    (
        *(11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46),
        *(50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91),
    )
)
"""First two digits of an area code (GB/T 2260); 81 to 83 are residence permits for people of Hong
Kong, Macao and Taiwan."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_YEARS = range(1900, 2100)
_LAST_PREFECTURE = 90
"""Prefecture codes: 01-20 and 51-70 cities, 21-50 prefectures, 90 what the province governs."""

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_HOTLINES = frozenset({"13800138000"})
"""Public service numbers in the form of a mobile."""

_CARDS = re.compile(
    r"62[0-9]{14,17}"  # UnionPay
    r"|(?:9558|9559|4367|4563|6013|6014|5268|6018|8[1-7][0-9]{2})[0-9]{12,15}"  # old debit cards
    r"|405512[0-9]{11}|4[0-9]{15}|4[0-9]{18}"
    r"|5[1-5][0-9]{14}|(?:222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}"
    r"|35(?:2[89]|[3-8][0-9])[0-9]{12}|6(?:011|5[0-9]{2})[0-9]{12}"
)
"""Numbers of the lengths that the issuers of known prefixes use: UnionPay, Visa, Mastercard, JCB,
Discover, and the debit cards that Chinese banks issued before UnionPay."""


def is_id_number(value: str) -> bool:
    """Whether 18 characters are a citizen's or foreigner's number (GB 11643): area, date, check."""
    if not (_is_area(value[:6]) or (value[0] == "9" and _is_province(value[1:3]))):
        return False
    if not _is_date(int(value[6:10]), int(value[10:12]), int(value[12:14])):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(value, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == value[17]


def is_old_id_number(value: str) -> bool:
    """Whether 15 digits are a number of the form before 1999, which has no check digit."""
    year, month, day = int(value[6:8]), int(value[8:10]), int(value[10:12])
    return _is_area(value[:6]) and value[0] != "9" and _is_date(1900 + year, month, day)


def is_mobile(value: str) -> bool:
    """Whether 11 digits are a mobile number of the mainland and no public service's."""
    return bool(_MOBILE.fullmatch(value)) and value not in _HOTLINES


def is_bank_card(value: str) -> bool:
    """Whether 16 to 19 digits are a card number: known prefix, length, and Luhn's check digit."""
    if not _CARDS.fullmatch(value) or len(set(value)) == 1:
        return False
    doubled = [int(digit) * 2 for digit in value[-2::-2]]
    single = sum(int(digit) for digit in value[-1::-2])
    return (single + sum(number - 9 * (number > 9) for number in doubled)) % 10 == 0


def _is_province(code: str) -> bool:
    return int(code) in _PROVINCES


def _is_area(code: str) -> bool:
    return _is_province(code[:2]) and int(code[2:4]) <= _LAST_PREFECTURE


def _is_date(year: int, month: int, day: int) -> bool:
    return year in _YEARS and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
