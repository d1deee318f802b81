"""What intake would do: for each row a record that is new, changed, the same, or in conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from campaignkit.base.findings import Finding, Level
from campaignkit.content.folders import CONTENT
from campaignkit.office.form_columns import FormSubject
from campaignkit.office.intake.hand_edited import CommentInTheWayError, with_changes
from campaignkit.office.intake.private_files import ImportedRecord, IntakeState, text_digest
from campaignkit.office.intake.record_yaml import read_back, record_yaml
from campaignkit.office.intake.sheet_place import CONFLICT_RULE
from campaignkit.office.intake.table_rows import IntakeRow
from campaignkit.office.intake.three_way import NOTHING, merge


class Fate(StrEnum):
    """What happens to a record; the words stand in the table that an editor sees."""

    NEW = "新增"
    CHANGED = "改动"
    SAME = "不变"
    CONFLICT = "冲突"
    REFUSED = "没有读"


@dataclass(slots=True)
class PlannedRecord:
    """What becomes of a record's file.

    `text` is the file as it would be, None where it stays as it is; `before` is what it is now,
    None where there is no file. `changes` are pairs of a key and what it becomes, in words.
    """

    id: str
    label: str
    fate: Fate
    row: IntakeRow
    text: str | None = None
    before: str | None = None
    imported: ImportedRecord | None = None
    changes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class IntakePlan:
    """Everything that a run found out; nothing of it is written yet."""

    records: list[PlannedRecord] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    works: dict[str, bytes] = field(default_factory=dict)
    """Files of works by their paths from the project."""
    learnt: dict[str, str] = field(default_factory=dict)
    """Heads of the office's own, with the keys that they were taken for."""


@dataclass(frozen=True, slots=True)
class RecordPlanner:
    """Compares rows with files and with what was imported last."""

    subject: FormSubject
    state: IntakeState
    present: frozenset[str]
    """Names of the files that are in the collection's folder."""

    def path(self, record: str) -> str:
        """The file of a record, from the project."""
        return f"{CONTENT}/{self.subject.campaign.id}/{self.subject.collection.name}/{record}.yml"

    def plan(self, row: IntakeRow, record: str, label: str, key: str) -> PlannedRecord:
        """What becomes of one record; findings on conflicts go to its row."""
        planned = PlannedRecord(record, label, Fate.SAME, row)
        before = self.state.records.get(record)
        text = planned.before = self._text(record)
        base = before.data if before else {}
        sheet = self._as_written(self._with_uncovered(row, base))
        if text is None and before:
            return self._deleted(planned, base, sheet)
        if text is None:
            planned.fate, planned.text = Fate.NEW, record_yaml(sheet, self._order())
            planned.imported = ImportedRecord(sheet, text_digest(planned.text), True)
        else:
            self._merge(planned, text, base, sheet, before)
        if planned.imported:
            planned.imported.key = key
            planned.imported.source = f"{row.table.file}:{row.table.number}:{row.number}"
        return planned

    def _merge(
        self,
        planned: PlannedRecord,
        text: str,
        base: dict[str, Any],
        sheet: dict[str, Any],
        before: ImportedRecord | None,
    ) -> None:
        file = read_back(text)
        if not isinstance(file, dict):
            message = f"{self.path(planned.id)} 有错，读不出来，没有改它"
            planned.row.refuse(1, CONFLICT_RULE, message, "先运行 campaignkit check 改好它")
            planned.fate = Fate.CONFLICT
            return
        merged = merge(base, file, sheet)
        for path, ours, theirs in merged.conflicts:
            self._tell_conflict(planned, path, ours, theirs)
        changed = {k: v for k, v in merged.data.items() if not _equal(file.get(k, NOTHING), v)}
        removed = [key for key in file if key not in merged.data]
        planned.changes = [(k, _short(v)) for k, v in changed.items()]
        planned.changes += [(key, "删去") for key in removed]
        if changed or removed:
            planned.text = self._new_text(planned, text, merged.data, changed, removed, before)
        if merged.conflicts or planned.fate is Fate.CONFLICT:
            planned.fate = Fate.CONFLICT
        elif planned.text is not None:
            planned.fate = Fate.CHANGED
        if planned.text is None and (changed or removed):
            return
        digest = text_digest(planned.text if planned.text is not None else text)
        planned.imported = ImportedRecord(merged.base, digest, _is_own(before, text))

    def _new_text(
        self,
        planned: PlannedRecord,
        text: str,
        data: dict[str, Any],
        changed: dict[str, Any],
        removed: Sequence[str],
        before: ImportedRecord | None,
    ) -> str | None:
        if _is_own(before, text):
            return record_yaml(data, self._order())
        try:
            new = with_changes(text, changed, removed, self._order())
        except CommentInTheWayError as error:
            message = f"{self.path(planned.id)} 的“{error}”里有手写的注释，没有改它"
            hint = f"手工把“{error}”改成：{_short(changed.get(str(error), '（删去）'))}"
            planned.row.refuse(1, CONFLICT_RULE, message, hint)
            planned.fate = Fate.CONFLICT
            return None
        if not _equal(read_back(new), data):
            message = f"{self.path(planned.id)} 的写法特别，没有改它"
            keys = "、".join((*changed, *removed))
            planned.row.refuse(1, CONFLICT_RULE, message, f"手工改这几项：{keys}")
            planned.fate = Fate.CONFLICT
            return None
        return new

    def _deleted(
        self, planned: PlannedRecord, base: dict[str, Any], sheet: dict[str, Any]
    ) -> PlannedRecord:
        """A record that somebody removed by hand comes back only if its row has changed."""
        path = self.path(planned.id)
        hint = "表里也删掉这一行；要它回来，就从备份里拿回文件"
        message = f"{path} 被手工删掉了，没有再写"
        level = Level.WARNING if _equal(base, sheet) else Level.ERROR
        place = (planned.row.number, 1)
        table = planned.row.table
        planned.row.findings.append(table.finding(place, CONFLICT_RULE, message, hint, level))
        planned.fate = Fate.CONFLICT
        return planned

    def _tell_conflict(self, planned: PlannedRecord, path: str, ours: Any, theirs: Any) -> None:
        steps = tuple(path.split("."))
        cells = planned.row.cells
        column = next((n for p, n in cells.items() if p[: len(steps)] == steps), 1)
        message = (
            f"“{path}”两边都改了：文件里是“{_short(ours)}”，表里是“{_short(theirs)}”，"
            f"文件没有动（{self.path(planned.id)}）"
        )
        hint = "要用表里的，就照它改文件；要用文件里的，就照它改表；再读一次"
        planned.row.refuse(column, CONFLICT_RULE, message, hint)

    def _as_written(self, data: dict[str, Any]) -> dict[str, Any]:
        """The data as it comes back from the file that it would be written to."""
        found = read_back(record_yaml(data, self._order()))
        assert isinstance(found, dict)
        return found

    def _with_uncovered(self, row: IntakeRow, base: Mapping[str, Any]) -> dict[str, Any]:
        """The row's data; fields that its table says nothing about are as they were imported.

        Works and pictures stay where their cells are blank: they need not be handed in again.
        """
        form = self.subject.collection.form
        said = {key for key in row.covered if key not in (form.document, form.pictures)}
        kept = {key: value for key, value in base.items() if key not in said}
        return {**kept, **row.data}

    def _order(self) -> list[str]:
        return list(self.subject.collection.model.model_fields)

    def _text(self, record: str) -> str | None:
        if f"{record}.yml" not in self.present:
            return None
        file: Path = self.subject.catalogue.root / self.path(record)
        try:
            return file.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            return "\0"


def _is_own(before: ImportedRecord | None, text: str) -> bool:
    """Whether nobody but intake has ever written in a file."""
    return before is not None and before.own and before.text == text_digest(text)


def _equal(one: Any, other: Any) -> bool:
    return type(one) is type(other) and one == other


def _short(value: Any) -> str:
    text = " ".join(str(value).split()) if not isinstance(value, bool) else str(value).lower()
    return text if len(text) <= 40 else f"{text[:39]}…"
