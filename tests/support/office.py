"""A project with one contest, and workbooks as an office fills them in."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from campaignkit.commands import cli

CAMPAIGN = "2021-essay"
ENTRIES = f"campaigns/{CAMPAIGN}/entries"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def runner(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in `root` as a shell would."""
    monkeypatch.chdir(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1619827200")  # 2021-05-01T08:00+08:00

    def call(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["campaignkit", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return Ran(int(ended.value.code or 0), printed.out, printed.err)

    return call


def id_number(seed: int) -> str:
    """A citizen's number with a right check digit, of nobody: its area has no such county."""
    body = f"110199{1990 + seed % 9}0307{seed % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def work(number: int, **changes: Any) -> dict[str, Any]:
    """The cells of a right row, by head."""
    row = {
        "题目": f"示例作品{_numeral(number)}",
        "类别": "散文",
        "作者1·姓名": f"示例·王{_numeral(number)}",
        "作者1·单位": "示例机械厂",
        "已签原创声明": "是",
        "本人同意·同意公开事迹": "是",
        "本人同意·同意公开照片": "否",
        "本人同意·签署日期": date(2021, 4, 20),
        "本人同意·公开范围": "本网站",
        "身份证号": id_number(number),
        "手机号": f"1390000{number:04d}",
    }
    return {**row, **{head.replace("_", "·"): value for head, value in changes.items()}}


def _numeral(number: int) -> str:
    digits = "〇甲乙丙丁戊己庚辛壬"
    return "".join(digits[int(digit)] for digit in str(number))


@dataclass
class FilledForm:
    """A form of ours, to be filled in by heads."""

    file: Path
    book: Any = field(init=False)

    def __post_init__(self) -> None:
        self.book = load_workbook(self.file)

    @property
    def sheet(self) -> Worksheet:
        return self.book.worksheets[0]

    @property
    def heads(self) -> list[str]:
        return [str(cell.value).rstrip("*") for cell in self.sheet[1]]

    def column(self, head: str) -> int:
        return self.heads.index(head) + 1

    def put(self, row: int, cells: Mapping[str, Any]) -> None:
        for head, value in cells.items():
            self.sheet.cell(row, self.column(head)).value = value

    def save(self) -> None:
        self.book.save(self.file)


def own_sheet(rows: list[list[Any]]) -> bytes:
    """A workbook with one sheet, as an office makes it."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def bytes_below(folder: Path) -> bytes:
    """All bytes of all files of a folder, and their names."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return b"\n".join(part for f in files for part in (str(f).encode(), f.read_bytes()))
