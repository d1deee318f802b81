"""A cell's value becomes what YAML would hold; what can't be read says what to write instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from campaignkit.model.moments import suggest_date
from campaignkit.model.nearest import did_you_mean
from campaignkit.office.form_columns import CellSort, FormColumn
from campaignkit.office.labels import NO, YES
from campaignkit.source import parse

SERIAL_NOTE = "日期是表格软件的序号，已换成日期"
SPELLING_NOTE = "日期的写法已改成 2021-05-01 这样"
BLANK_NOTE = "前后有空格，已去掉"
WIDTH_NOTE = "全角的数字和字母，已改成半角"
LINES_NOTE = "格里有换行，已改成空格"
CLOCK_NOTE = "只要日期，时刻没有读"


@dataclass(frozen=True, slots=True)
class CellValue:
    """What the data holds, and what was changed on the way."""

    value: Any
    notes: tuple[str, ...] = ()


class CellError(Exception):
    """A cell that can't be read: what is wrong, and what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


_YES = frozenset((YES, "有", "同意", "已签", "对", "√", "✓", "true", "yes", "y", "1", "已"))
_NO = frozenset((NO, "无", "没有", "不同意", "未签", "错", "×", "x", "false", "no", "n", "0", "未"))
_TRUE_WORDS, _FALSE_WORDS = ("对", "正确", "√"), ("错", "错误", "×")
_FULL_WIDTH = {
    0xFEE0 + code: code for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))
}
_SPLIT = re.compile(r"[；;\n\r]+")
_SPLIT_CHOICES = re.compile(r"[；;、，,\n\r]+")
_DAY = re.compile(r"(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?[日号]?")
_BARE_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_CLOCK = re.compile(r"[T ]*(\d{1,2})[:时点](\d{2})?(?::00|分)?")
_SERIALS = range(36526, 73051)
"""Numbers of the days of 2000 to 2099 in spreadsheets."""
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  spreadsheets know no zones
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def is_blank(cell: object) -> bool:
    """Whether there is nothing in a cell but blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip(" \t\r\n\u3000\u00a0\ufeff"))


def as_plain_text(cell: object) -> str:
    """A cell as one would read it on the sheet; numbers without a fraction have no point."""
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e21:
        return str(int(cell))
    if isinstance(cell, datetime):
        return _moment_text(cell)
    return str(cell)


def read_cell(cell: object, column: FormColumn) -> CellValue:
    """The value of a cell that is not blank. Raises `CellError`."""
    if column.many:
        return _several(cell, column)
    return _READERS[column.sort](cell, column)


def _several(cell: object, column: FormColumn) -> CellValue:
    text, notes = _cleaned(as_plain_text(cell), keep_lines=True)
    parts = (_SPLIT_CHOICES if column.choices else _SPLIT).split(text)
    values = [_READERS[column.sort](part, column).value for part in parts if part.strip()]
    return CellValue(values, notes)


def _cleaned(text: str, *, keep_lines: bool = False) -> tuple[str, tuple[str, ...]]:
    """Text without blanks around it, controls and full-width digits; what was changed."""
    notes = []
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_FULL_WIDTH)
    if plain != text.replace("\r\n", "\n").replace("\r", "\n"):
        notes.append(WIDTH_NOTE)
    plain = "".join(char for char in plain if char.isprintable() or char in "\n\u3000\u00a0")
    bare = plain.strip(" \n\u3000\u00a0")
    if bare != plain:
        notes.append(BLANK_NOTE)
    if "\n" in bare and not keep_lines:
        bare = " ".join(bare.split())
        notes.append(LINES_NOTE)
    return bare, tuple(notes)


def _text(cell: object, column: FormColumn) -> CellValue:
    del column
    text, notes = _cleaned(as_plain_text(cell))
    return CellValue(text, notes)


def _prose(cell: object, column: FormColumn) -> CellValue:
    del column
    text, notes = _cleaned(as_plain_text(cell), keep_lines=True)
    lines = (line.rstrip(" \u3000\u00a0") for line in text.split("\n"))
    return CellValue(re.sub("\n{3,}", "\n\n", "\n".join(lines)), notes)


def _choice(cell: object, column: FormColumn) -> CellValue:
    text, notes = _cleaned(as_plain_text(cell))
    wanted = _plain(text)
    for value, label in column.choices:
        if wanted in (_plain(label), _plain(value)):
            return CellValue(value, notes)
    labels = [label for _, label in column.choices]
    shown = "、".join(labels[:8]) + "……" * (len(labels) > 8)
    hint = f"{did_you_mean(text, labels)}可以写：{shown}"
    raise CellError(f"“{column.head}”里没有“{text[:30]}”", hint)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def _truth(cell: object, column: FormColumn) -> CellValue:
    word = _plain(as_plain_text(cell))
    if word in _YES or word in _NO:
        return CellValue(word in _YES)
    raise CellError(f"“{column.head}”要写{YES}或{NO}，现在是“{word[:30]}”", f"写“{YES}”或“{NO}”")


def _day(cell: object, column: FormColumn) -> CellValue:
    moment, notes = _when(cell, column)
    if moment.time() != time.min:
        notes = (*notes, CLOCK_NOTE)
    return CellValue(moment.date().isoformat(), notes)


def _moment(cell: object, column: FormColumn) -> CellValue:
    moment, notes = _when(cell, column)
    return CellValue(_moment_text(moment), notes)


def _moment_text(moment: datetime) -> str:
    bare = moment.time() == time.min
    return moment.date().isoformat() if bare else f"{moment:%Y-%m-%dT%H:%M}"


def _when(cell: object, column: FormColumn) -> tuple[datetime, tuple[str, ...]]:
    if isinstance(cell, datetime):
        return cell, ()
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day), ()  # noqa: DTZ001
    text = unicodedata.normalize("NFKC", as_plain_text(cell)).strip()
    if _NUMBER.fullmatch(text) and int(float(text)) in _SERIALS:
        return _EPOCH + timedelta(days=float(text)), (SERIAL_NOTE,)
    text = re.sub("[—–―−]", "-", _BARE_DAY.sub(r"\1-\2-\3", text))
    match = _DAY.match(text)
    rest = text[match.end() :].strip() if match else text
    clock = _CLOCK.fullmatch(rest) if rest else None
    if match and (clock or not rest):
        hour, minute = (int(clock[1]), int(clock[2] or 0)) if clock else (0, 0)
        year, month, day = map(int, match.groups())
        try:
            found = datetime(year, month, day, hour, minute)  # noqa: DTZ001
        except ValueError:
            raise CellError(f"没有“{text[:30]}”这一天", "检查月份、日子和时刻") from None
        return found, () if re.match(r"\d{4}-\d\d-\d\d", text) else (SPELLING_NOTE,)
    raise CellError(
        f"“{column.head}”要写日期，现在是“{text[:30]}”",
        suggest_date(text, with_time=column.sort is CellSort.MOMENT),
    )


def _whole(cell: object, column: FormColumn) -> CellValue:
    number, notes = _as_number(cell, column)
    if not number.is_integer():
        raise CellError(f"“{column.head}”要写整数，现在是“{number:g}”", "只写整数")
    return CellValue(int(number), notes)


def _number(cell: object, column: FormColumn) -> CellValue:
    number, notes = _as_number(cell, column)
    return CellValue(int(number) if number.is_integer() else number, notes)


def _as_number(cell: object, column: FormColumn) -> tuple[float, tuple[str, ...]]:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell), ()
    text = as_plain_text(cell)
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    if _NUMBER.fullmatch(plain):
        return float(plain), (WIDTH_NOTE,) if plain != text.strip() else ()
    digits = _NUMBER.findall(plain)
    hint = f"写成 {digits[0]}，不写单位" if len(digits) == 1 else "只写数字，例如 2021"
    raise CellError(f"“{column.head}”要写数字，现在是“{text.strip()[:30]}”", hint)


def _raw(cell: object, column: FormColumn) -> CellValue:
    """What YAML makes of the text; 对 and 错 are true and false."""
    if isinstance(cell, float) and cell.is_integer():
        return CellValue(int(cell))
    if isinstance(cell, (bool, int, float)):
        return CellValue(cell)
    text, notes = _cleaned(as_plain_text(cell))
    if text in (*_TRUE_WORDS, *_FALSE_WORDS):
        return CellValue(text in _TRUE_WORDS, notes)
    document, findings = parse(text.replace("，", ","), "")
    plain = document is not None and not findings and not isinstance(document.data, dict)
    return CellValue(document.data if plain and document else text, notes)


_READERS: dict[CellSort, Callable[[object, FormColumn], CellValue]] = {
    CellSort.TEXT: _text,
    CellSort.PROSE: _prose,
    CellSort.CHOICE: _choice,
    CellSort.TRUTH: _truth,
    CellSort.DAY: _day,
    CellSort.MOMENT: _moment,
    CellSort.WHOLE: _whole,
    CellSort.NUMBER: _number,
    CellSort.FILE: _text,
    CellSort.RAW: _raw,
}
