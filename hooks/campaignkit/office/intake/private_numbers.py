"""Numbers of private columns, and the search for such numbers where they must not be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from campaignkit.office.intake.cell_values import CellError, as_plain_text
from campaignkit.office.private_columns import PrivateColumn
from campaignkit.personal import BANK_CARD, ID_NUMBER, MOBILE, Hit, find, may_hold_any
from campaignkit.personal.checksums import is_id_number, is_mobile, is_old_id_number

_KEPT_OUT = {ID_NUMBER: "身份证号", MOBILE: "手机号", BANK_CARD: "银行卡号"}
_LOST_DIGITS = 1e15
"""Spreadsheets keep fifteen digits of a number; the others become zeros."""
_FEWEST_DIGITS = 8
"""A shorter private text is not looked for in other cells: it would be there by chance."""


def read_private(cell: object, column: PrivateColumn) -> str:
    """The number without blanks, as text. Raises `CellError`, which never quotes it."""
    if isinstance(cell, float) and abs(cell) >= _LOST_DIGITS:
        message = f"{column.head}被当成了数字，后几位已经丢了"
        raise CellError(message, "把这一列设成文本格式，再照原件重新填")
    text = unicodedata.normalize("NFKC", as_plain_text(cell)).strip()
    if not column.sort:
        return text.lstrip("=+-@\t")  # a spreadsheet would run it as a formula
    plain = "".join(char for char in text.upper() if char not in " -\u3000\n'")
    if column.sort == MOBILE:
        plain = plain.removeprefix("+86")
    if not _is_right(plain, column.sort):
        raise CellError(f"{column.head}不对：{_fault(plain, column.sort)}", "照原件核对，重新填")
    return plain


def _is_right(plain: str, sort: str) -> bool:
    if sort == ID_NUMBER:
        is_new = len(plain) == 18 and plain[:17].isdigit() and plain.isascii()
        is_old = len(plain) == 15 and plain.isdigit() and plain.isascii()
        return (is_new and is_id_number(plain)) or (is_old and is_old_id_number(plain))
    if sort == MOBILE:
        return plain.isascii() and is_mobile(plain)
    return plain.isascii() and plain.isdigit() and 12 <= len(plain) <= 19


def _fault(plain: str, sort: str) -> str:
    lengths = {ID_NUMBER: (15, 18), MOBILE: (11,), BANK_CARD: range(12, 20)}[sort]
    if len(plain) not in lengths:
        return f"现在是 {len(plain)} 位"
    return "校验码不符，有一位写错了" if sort == ID_NUMBER else "不是这样的号码"


def numbers_in(value: Any) -> tuple[Hit, ...]:
    """Numbers that must not be in a text, or in any text of a list or a mapping."""
    joined = "\n".join(_texts(value))
    if not may_hold_any(joined):
        return ()
    return tuple(hit for hit in find(joined) if hit.sort in _KEPT_OUT)


def holds_one_of(value: Any, numbers: Iterable[str]) -> bool:
    """Whether a private value of the row also stands in another cell, in whatever form."""
    plain = unicodedata.normalize("NFKC", "\n".join(_texts(value)))
    digits = re.sub(r"[\W_]+", "", plain).upper()
    return any(len(number) >= _FEWEST_DIGITS and number in digits for number in numbers)


def told(hits: Iterable[Hit]) -> str:
    """The numbers that were found, masked: 手机号 139****0000."""
    return "、".join(sorted({f"{_KEPT_OUT[hit.sort]} {hit.masked}" for hit in hits}))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
        yield str(value)
