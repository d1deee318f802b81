"""The rows of a table become records' data, or findings at their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from campaignkit.base.findings import Finding, Level
from campaignkit.kinds.record_form import CellReader
from campaignkit.office.form_columns import CellSort, FormColumn
from campaignkit.office.identity import ID_KEY
from campaignkit.office.intake.cell_notes import CellNotes
from campaignkit.office.intake.cell_values import CellError, as_plain_text, is_blank, read_cell
from campaignkit.office.intake.head_names import IGNORED
from campaignkit.office.intake.match_heads import HeadMatch
from campaignkit.office.intake.private_numbers import (
    holds_one_of,
    numbers_in,
    read_private,
    told,
)
from campaignkit.office.intake.row_skips import blank_rows, skipped
from campaignkit.office.intake.sheet_place import CELL_RULE, PRIVATE_RULE, SheetTable
from campaignkit.office.private_columns import PRIVATE_COLUMNS

Path = tuple[str | int, ...]

_FORMULA_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")


@dataclass(slots=True)
class IntakeRow:
    """One row: the id that it names, if any, its data and private values, and what is wrong.

    `cells` gives the sheet's column of each path of the data. `covered` are the top-level fields
    that the table has a column for, `places` the sheet's column of each key, blank or not.
    """

    table: SheetTable
    number: int
    covered: frozenset[str]
    places: Mapping[str, int] = field(default_factory=dict)
    id: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    private: dict[str, str] = field(default_factory=dict)
    cells: dict[Path, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether something is so wrong that nothing of the row is written."""
        return any(finding.level is Level.ERROR for finding in self.findings)

    def refuse(self, column: int, rule: str, message: str, hint: str = "") -> None:
        """Add an error at one of its cells; numbers of persons in the words are masked."""
        place = (self.number, column)
        self.findings.append(self.table.finding(place, rule, masked(message), masked(hint)))


def masked(text: str) -> str:
    """The text with ID, bank and mobile numbers masked: reports are passed on."""
    for hit in reversed(numbers_in(text)):
        text = text[: hit.start] + hit.masked + text[hit.end :]
    return text


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one table. `readers` are a kind's own for some fields."""

    table: SheetTable
    heads: HeadMatch
    columns: Mapping[str, FormColumn]
    readers: Mapping[str, CellReader]

    def rows(self) -> Iterator[IntakeRow | Finding]:
        """Rows with records, and findings on others and on the table as a whole."""
        notes = CellNotes(self.table)
        gap = blank_rows(self.table, self.heads)
        if gap:
            yield gap
        places = {key: number for number, key in self.heads.keys.items()}
        covered = frozenset(
            str(self.columns[key].path[0])
            for key in self.heads.keys.values()
            if key in self.columns
        )
        for number in range(self.heads.row + 1, len(self.table.rows) + 1):
            skip = skipped(self.table, self.heads, number)
            if isinstance(skip, Finding):
                yield skip
            elif not skip:
                yield self._row(IntakeRow(self.table, number, covered, places), notes)
        yield from notes.findings()

    def _row(self, row: IntakeRow, notes: CellNotes) -> IntakeRow:
        if row.number in self.table.hidden:
            hint = "不要的行请删掉，不要只是隐藏"
            notes.add("这一行是隐藏的，也读了", row.number, 1, Level.WARNING, hint)
        for number, key in self.heads.keys.items():
            cell = self._cell(row, number, notes)
            if key == IGNORED or is_blank(cell):
                continue
            try:
                self._put(row, number, key, cell, notes)
            except CellError as error:
                rule = CELL_RULE if key in self.columns else PRIVATE_RULE
                row.refuse(number, rule, error.message, error.hint)
        _compact(row)
        _keep_out_numbers(row)
        return row

    def _cell(self, row: IntakeRow, number: int, notes: CellNotes) -> object:
        cells = self.table.rows[row.number - 1]
        cell = cells[number - 1] if number <= len(cells) else None
        place = (row.number, number)
        if place in self.table.merged:
            top, left = self.table.merged[place]
            if left == number and top > self.heads.row:
                cell = self.table.rows[top - 1][left - 1]
                notes.add("合并的单元格，每一行都读作同样的内容", *place)
            else:
                hint = "取消合并，每格分别填"
                notes.add("这一格被合并的单元格盖住了，读作空", *place, Level.WARNING, hint)
        if place in self.table.formulas:
            if is_blank(cell):
                message = "公式没有结果"
                row.refuse(number, CELL_RULE, message, "在 Excel 里打开再存一次，或直接填内容")
            else:
                hint = "复制后“选择性粘贴”为数值，免得内容跟着别处变"
                notes.add("这里是公式，读的是它的结果", *place, Level.WARNING, hint)
        return cell

    def _put(self, row: IntakeRow, number: int, key: str, cell: object, notes: CellNotes) -> None:
        if isinstance(cell, str) and cell.strip() in _FORMULA_ERRORS:
            raise CellError(f"公式出错了（{cell.strip()}）", "改好公式，或直接填内容")
        column = self.columns.get(key)
        if key == ID_KEY:
            row.id = as_plain_text(cell).strip().lower()
            row.cells[(ID_KEY,)] = number
        elif column is None:
            secret = next(one for one in PRIVATE_COLUMNS if one.key == key)
            row.private[key] = read_private(cell, secret)
        else:
            reader = self.readers.get(column.field)
            if reader and isinstance(cell, str):
                cell = reader(cell.strip())
            if isinstance(cell, list):
                _set(row.data, column.path, cell)
            else:
                found = read_cell(cell, column)
                for note in found.notes:
                    notes.add(note, row.number, number)
                _set(row.data, column.path, found.value)
                if _holds_several_names(column, found.value):
                    hint = "一人一列；没有那一列的，在表里加上"
                    notes.add(
                        "这一格像有几个人，读成了一个", row.number, number, Level.WARNING, hint
                    )
            row.cells[column.path] = number


def _holds_several_names(column: FormColumn, value: object) -> bool:
    """Whether a cell for one of several persons seems to name more than that one."""
    is_name = column.path[-1] == "name" and any(isinstance(step, int) for step in column.path)
    return is_name and isinstance(value, str) and any(sign in value for sign in "、，,；;/")


def _set(data: dict[Any, Any], path: Path, value: object) -> None:
    for step in path[:-1]:
        data = data.setdefault(step, {})
    data[path[-1]] = value


def _compact(row: IntakeRow) -> None:
    """Parts of lists, kept under their numbers until now, become lists without gaps."""
    moved: dict[Path, Path] = {}

    def walk(value: Any, old: Path, new: Path) -> Any:
        moved[old] = new
        if not isinstance(value, dict):
            return value
        if value and all(isinstance(key, int) for key in value):
            ordered = sorted(value)
            return [walk(value[k], (*old, k), (*new, n)) for n, k in enumerate(ordered)]
        return {key: walk(inner, (*old, key), (*new, key)) for key, inner in value.items()}

    row.data = walk(row.data, (), ())
    row.cells = {moved.get(path, path): number for path, number in row.cells.items()}


def _keep_out_numbers(row: IntakeRow) -> None:
    """Refuse a row with a person's numbers anywhere but in their own columns."""
    secrets = list(row.private.values())
    held = [row.id, row.data]
    if not numbers_in(held) and not (secrets and holds_one_of(held, secrets)):
        return
    for path, number in row.cells.items():
        value = row.id if path == (ID_KEY,) else _at(row.data, path)
        hits = numbers_in(value)
        if hits or holds_one_of(value, secrets):
            which = told(hits) or "这一行的私人号码"
            message = f"这里有{which}，不能上网，这一行没有读"
            row.refuse(number, PRIVATE_RULE, message, "从这一格删掉，填到专门的一列")
    if not row.refused:
        row.refuse(1, PRIVATE_RULE, "这一行里有私人号码，没有读", "填到专门的一列")


def _at(data: Any, path: Path) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def file_paths(columns: Mapping[str, FormColumn]) -> frozenset[Path]:
    """Where in the data names of files stand."""
    return frozenset(c.path for c in columns.values() if c.sort is CellSort.FILE)
