"""Works that were handed in with the rows: found by name, read, and put where the site wants them.

Before rows are validated, `assign` writes the names of files into rows that leave them out; once
rows have ids, `place` reads the files and writes where they went in their stead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from campaignkit.base.findings import Finding, Level
from campaignkit.content.folders import CONTENT
from campaignkit.model.files import content_file
from campaignkit.office.form_columns import CellSort, FormColumn, FormSubject
from campaignkit.office.intake.given_files import DOCUMENTS, PICTURES, GivenFile
from campaignkit.office.intake.private_files import ImportedRecord
from campaignkit.office.intake.private_numbers import holds_one_of
from campaignkit.office.intake.sheet_place import PRIVATE_RULE, WORK_RULE, file_finding
from campaignkit.office.intake.table_rows import IntakeRow
from campaignkit.office.intake.word_work import WorkError
from campaignkit.office.intake.work_files import WorkFiles
from campaignkit.office.intake.work_names import WorkNames, leaves, stem


class RowWorks:
    """The works of one run, and the rows that they belong to."""

    def __init__(
        self, subject: FormSubject, columns: Sequence[FormColumn], given: Sequence[GivenFile]
    ) -> None:
        self.subject, self.form = subject, subject.collection.form
        named = [column for column in columns if column.sort is CellSort.FILE]
        self.keys = {str(c.path[0]): str(c.path[-1]) if len(c.path) > 1 else "" for c in named}
        self.labels = {value: label for c in columns for value, label in c.choices}
        self.written = WorkFiles(subject)
        self.findings: list[Finding] = []
        self.given: dict[str, GivenFile] = {}
        self._prose: dict[int, GivenFile] = {}
        for file in given:
            if file.ending in DOCUMENTS | PICTURES:
                first = self.given.setdefault(stem(file.name), file)
                if first is not file:
                    self._tell(file, f"和“{first.name}”同名，没有读", "改一个名字")

    def _tell(self, file: GivenFile, message: str, hint: str) -> None:
        self.findings.append(file_finding(file.name, message, hint, WORK_RULE))

    def assign(self, rows: Sequence[IntakeRow]) -> list[GivenFile]:
        """Find the row of each file, and name the file in it; the files that fit no row."""
        if not self.given:
            return []
        unnamed = dict(self.given)
        for row in rows:
            for name in self._named(row):
                unnamed.pop(stem(name), None)
        names = WorkNames({str(n): self._values(row) for n, row in enumerate(rows)})
        left = []
        for file in sorted(unnamed.values(), key=lambda file: file.name):
            found = names.find(file.name)
            if len(found) == 1:
                self.name(rows[int(found[0])], file)
            elif found:
                places = [rows[int(n)].table.place(rows[int(n)].number, 1) for n in found[:4]]
                self.tell_unmatched(file, f"，可能是 {'、'.join(places)}")
            else:
                left.append(file)
        return left

    def _named(self, row: IntakeRow) -> Iterator[str]:
        for field, key in self.keys.items():
            held = row.data.get(field)
            for part in held if isinstance(held, list) else [held]:
                name = part.get(key) if isinstance(part, dict) else part
                if isinstance(name, str):
                    yield name

    def _values(self, row: IntakeRow) -> Iterator[object]:
        for value in leaves(row.data):
            yield value
            yield self.labels.get(str(value), "")
        yield row.id

    def tell_unmatched(self, file: GivenFile, guess: str = "") -> None:
        """Say that nobody knows whose a file is."""
        hint = "在表里写上这个文件名，或照“类别-姓名-题目”这样给文件改名"
        self._tell(file, f"对不上是哪一条{guess}，没有读", hint)

    def name(self, row: IntakeRow, file: GivenFile) -> None:
        """Write a file's name where the form wants one of its sort."""
        if file.ending in DOCUMENTS:
            self._name_document(row, file)
            return
        key = self.keys.get(self.form.pictures, "")
        held = row.data.get(self.form.pictures)
        parts = held if isinstance(held, list) else [held]
        free = [part for part in parts if isinstance(part, dict) and key not in part]
        if free and key:
            rest = dict(free[0])
            free[0].clear()
            free[0].update({key: file.name.rpartition("/")[2], **rest})
            return
        hint = f"在表里 {row.table.place(row.number, 1)} 那一行的“替代文字”写图上有什么"
        self._tell(file, "表里没有给这张图写替代文字，没有读", hint)

    def _name_document(self, row: IntakeRow, file: GivenFile) -> None:
        field = self.form.document
        if not field:
            self._tell(file, "这里不收 Word 文件", "把它从交来的文件里拿走")
        elif field in row.data or id(row) in self._prose:
            hint = "留下一种：清空那一格，或拿走这个文件"
            self._tell(file, f"{row.table.place(row.number, 1)} 那一条的正文已经有了", hint)
        elif field in self.keys:
            row.data[field] = file.name.rpartition("/")[2]
        else:
            self._prose[id(row)] = file

    def place(
        self, row: IntakeRow, record: str, label: str, before: ImportedRecord | None
    ) -> dict[str, str]:
        """Read the files of a row and put their paths into its data; where each file went."""
        went: dict[str, str] = {}
        self.written.open(before)
        prose = self._prose.get(id(row))
        try:
            if prose:
                row.data[self.form.document] = self.written.prose(prose, record, label)
        except WorkError as error:
            row.refuse(1, WORK_RULE, f"“{prose.name if prose else ''}”{error.message}", error.hint)
        for field, key in self.keys.items():
            held = row.data.get(field)
            parts = held if isinstance(held, list) else [held]
            for number, part in enumerate(parts, start=1):
                holder, own = (part, key) if isinstance(part, dict) else (row.data, field)
                if isinstance(holder.get(own), str):
                    target = f"{record}-{number}"
                    self._place_one(row, holder, own, target, label, went, before)
            _drop_unplaced(row.data, field, key)
        texts = self.written.texts() if row.private else []
        texts += [row.data[self.form.document]] if prose and not row.refused else []
        if texts and holds_one_of(texts, row.private.values()):
            message = "作品里有这一行的私人号码，不能上网，这一行没有读"
            row.refuse(1, PRIVATE_RULE, message, "从作品里删掉，再交一次")
        if not row.refused:
            self.findings += self.written.close()
        return went

    def _place_one(
        self,
        row: IntakeRow,
        holder: dict[str, Any],
        key: str,
        target: str,
        label: str,
        went: dict[str, str],
        before: ImportedRecord | None,
    ) -> None:
        name = str(holder[key])
        file = self.given.get(stem(name))
        column = next((n for p, n in row.cells.items() if _at(row.data, p) == name), 1)
        if file is not None:
            try:
                document = holder is row.data and key == self.form.document
                holder[key] = went[name] = self.written.file(file, target, label, document)
            except WorkError as error:
                row.refuse(column, WORK_RULE, f"“{file.name}”{error.message}", error.hint)
            return
        if before and name in before.works:
            holder[key] = before.works[name]
            return
        home = self.subject.catalogue.root / CONTENT / self.subject.campaign.id
        there = content_file(home, name)
        if there is None or not there.is_file():
            message, hint = f"“{name}”没有交来，先不写这一项", "交来以后，和表一起再读一次"
            told = row.table.finding((row.number, column), WORK_RULE, message, hint, Level.WARNING)
            row.findings.append(told)
            del holder[key]


def _drop_unplaced(data: dict[str, Any], field: str, key: str) -> None:
    """Leave out pictures whose file has not come yet: they can't be written without one."""
    held = data.get(field)
    if isinstance(held, dict) and key not in held:
        del data[field]
    elif isinstance(held, list):
        data[field] = [part for part in held if not isinstance(part, dict) or key in part]
        if not data[field]:
            del data[field]


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data
