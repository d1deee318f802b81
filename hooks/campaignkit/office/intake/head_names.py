"""The heads that mean a column: its own, its field's synonyms, and what offices make of them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from campaignkit.kinds.record_form import RecordForm
from campaignkit.office.form_columns import FormColumn
from campaignkit.office.identity import ID_HEAD, ID_KEY
from campaignkit.office.private_columns import PRIVATE_COLUMNS

IGNORED = "-"
"""The key of a column that is not to be read."""

_COMMON = {
    "consent.profile": ("是否同意公开", "本人同意公开", "同意公开"),
    "consent.portrait": ("是否同意公开照片", "同意公开照片"),
    "consent.date": ("签字日期", "签名日期", "同意日期", "签署时间"),
    "consent.scope": ("公开范围",),
}
"""Synonyms for parts that records of several kinds have."""

_PASSED_OVER = ("序号", "编码", "行号", "No", "№")
_ID_HEADS = (ID_HEAD, "记录编号", "id")
_NUMERALS = "一二三四五六七八九"
_IN_BRACKETS = re.compile(r"[(\[【].*?[)\]】]")


def plain_head(text: object) -> str:
    """A head without blanks, marks of required columns and punctuation, in half-width signs."""
    plain = unicodedata.normalize("NFKC", str(text)).casefold()
    return re.sub(r"[\s*·.:,、/\\_-]+", "", plain)


def head_forms(text: object) -> Iterator[str]:
    """The head as it is, then without what stands in brackets: 姓名（必填）."""
    yield plain_head(text)
    yield plain_head(_IN_BRACKETS.sub("", unicodedata.normalize("NFKC", str(text))))


def known_heads(columns: Sequence[FormColumn], form: RecordForm) -> dict[str, str]:
    """Keys of columns by plain heads. Surer names come first, and keep a name that two have."""
    found: dict[str, str] = {}

    def add(key: str, *names: str) -> None:
        for name in names:
            found.setdefault(plain_head(name), key)

    for column in columns:
        add(column.key, column.head)
    add(ID_KEY, *_ID_HEADS)
    for secret in PRIVATE_COLUMNS:
        add(secret.key, secret.head, *secret.synonyms)
    add(IGNORED, *_PASSED_OVER)
    for column in columns:
        synonyms = (*form.synonyms.get(column.field, ()), *_COMMON.get(column.field, ()))
        add(column.key, *_numbered(column, synonyms))
    ends = Counter(column.head.rpartition("·")[2] for column in columns)
    for column in columns:
        end = column.head.rpartition("·")[2]
        parts = re.split("[0-9]·|·", column.head)
        add(column.key, *_numbered(column, ["".join(parts)]), column.key)
        if ends[end] == 1 or _first(column):
            add(column.key, end)
    return found


def _numbered(column: FormColumn, names: Sequence[str]) -> Iterator[str]:
    """`姓名` means the first of several authors; `姓名2` and `第二作者` another."""
    number = next((step for step in column.path if isinstance(step, int)), None)
    for name in names:
        if not number:
            yield name
        if number is not None:
            yield f"{name}{number + 1}"
            yield f"第{_NUMERALS[number % 9]}{name}"


def _first(column: FormColumn) -> bool:
    return 0 in column.path
