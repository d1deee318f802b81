"""Files in, a plan out: every table read, every row checked, every record compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.content.folders import CONTENT, entries
from campaignkit.office.form_columns import FormSubject
from campaignkit.office.forms.form_workbook import EXPLANATIONS
from campaignkit.office.identity import ID_HEAD, ID_KEY
from campaignkit.office.intake.agreed_heads import read_agreed
from campaignkit.office.intake.given_files import (
    DOCUMENTS,
    PICTURES,
    SHEETS,
    GivenFile,
)
from campaignkit.office.intake.head_names import IGNORED, known_heads
from campaignkit.office.intake.intake_plan import IntakePlan, RecordPlanner
from campaignkit.office.intake.match_heads import match_heads
from campaignkit.office.intake.private_files import IntakeState
from campaignkit.office.intake.read_tables import read_csv, read_workbook
from campaignkit.office.intake.row_identity import KnownRow, RowIdentifier
from campaignkit.office.intake.row_validation import validated
from campaignkit.office.intake.row_works import RowWorks
from campaignkit.office.intake.sheet_place import (
    FILE_RULE,
    HEAD_RULE,
    ROW_RULE,
    SheetTable,
    file_finding,
)
from campaignkit.office.intake.standing_records import standing_records
from campaignkit.office.intake.table_rows import IntakeRow, RowReader
from campaignkit.office.intake.work_names import WorkNames
from campaignkit.office.private_columns import PRIVATE_COLUMNS

_HUGE = ("文件太大", "分成几个文件再交")
_UNKNOWN = ("这种文件读不了", "表格交 .xlsx 或 .csv，作品交 .docx，图片交 .jpg、.png 或 .webp")


def run_intake(subject: FormSubject, state: IntakeState, files: Sequence[GivenFile]) -> IntakeRun:
    """Read and compare everything; nothing is written."""
    run = IntakeRun(subject, state)
    usable = run.usable(files)
    sheets = [file for file in usable if file.ending in SHEETS]
    run.read_rows(run.tables(sheets))
    works = RowWorks(subject, list(run.columns.values()), usable)
    left = works.assign([row for row in run.read if not row.refused])
    run.compare(run.right_rows(), works)
    run.add_works(left, works)
    run.finish(sheets)
    return run


class IntakeRun:
    """One run over the files of one collection; `plan` is what came of it."""

    def __init__(self, subject: FormSubject, state: IntakeState) -> None:
        self.subject, self.state = subject, state
        self.plan = IntakePlan()
        self.read: list[IntakeRow] = []
        self.planner = RecordPlanner(subject, state, _names(subject))
        self.columns = {column.key: column for column in subject.columns()}
        own = {key: column.head for key, column in self.columns.items()}
        secret = {column.key: column.head for column in PRIVATE_COLUMNS}
        self.own_heads = {ID_KEY: ID_HEAD, **own, **secret}
        self.known = known_heads(list(self.columns.values()), subject.collection.form)
        catalogue, campaign = subject.catalogue, subject.campaign.id
        self.agreed, found = read_agreed(
            catalogue.root, campaign, subject.collection.name, (*self.own_heads, IGNORED)
        )
        self.plan.findings += found

    def usable(self, files: Sequence[GivenFile]) -> list[GivenFile]:
        """The files that can be read; others are told."""
        usable = []
        for file in files:
            known = file.ending in SHEETS | DOCUMENTS | PICTURES
            if not known or file.is_huge:
                told = _HUGE if known else _UNKNOWN
                self.plan.findings.append(file_finding(file.name, *told))
            else:
                usable.append(file)
        return usable

    @property
    def refused(self) -> int:
        """How many rows were not read."""
        planned = {id(record.row) for record in self.plan.records}
        return sum(1 for row in self.read if row.refused and id(row) not in planned)

    def tables(self, files: Sequence[GivenFile]) -> list[SheetTable]:
        """All tables of the files; files that are none are told."""
        tables = []
        for file in files:
            found, findings = (read_csv if file.ending == "csv" else read_workbook)(
                file.name, file.read()
            )
            self.plan.findings += findings
            tables += found
            if not found and not findings:
                told = file_finding(file.name, "表格是空的", "检查交来的是不是这个文件")
                self.plan.findings.append(told)
        return tables

    def read_rows(self, tables: Sequence[SheetTable]) -> None:
        """Read the rows of all tables into `read`."""
        self.read = list(self._all_rows(tables))

    def right_rows(self) -> list[KnownRow]:
        """The rows that the model takes; others are told."""
        identifier = RowIdentifier(self.subject, self.state)
        model, zone = self.subject.collection.model, self.subject.catalogue.settings.zone
        known = []
        for row in self.read:
            record = None if row.refused else validated(row, model, zone, self.columns)
            if record:
                known.append(KnownRow(row, record, identifier.key(record, row)))
        return known

    def _all_rows(self, tables: Sequence[SheetTable]) -> Iterator[IntakeRow]:
        readers = self.subject.collection.form.readers
        for file in dict.fromkeys(table.file for table in tables):
            own = [table for table in tables if table.file == file]
            if not self._is_ours(own[0]):
                continue
            matches = [(t, match_heads(t, self.known, self.own_heads, self.agreed)) for t in own]
            for table, heads in matches:
                if heads is None:
                    self._tell_no_heads(table, any(found for _, found in matches))
                    continue
                self.plan.findings += heads.findings
                new = {h: k for h, k in heads.learnt.items() if h not in self.agreed}
                self.plan.learnt.update(new)
                heads = heads.ordered(self.columns)
                for found in RowReader(table, heads, self.columns, readers).rows():
                    if isinstance(found, Finding):
                        self.plan.findings.append(found)
                    else:
                        yield found

    def _is_ours(self, table: SheetTable) -> bool:
        """Whether a form is for this collection; an office's own sheet may be for any."""
        told = table.identity
        subject = self.subject
        if told is None:
            return True
        if (told.campaign, told.collection) != (subject.campaign.id, subject.collection.name):
            message = f"这份表是“{told.campaign}”的（{told.collection}）"
            hint = f"运行 campaignkit intake {told.campaign} --records {told.collection}"
            self.plan.findings.append(file_finding(table.file, message, hint))
            return False
        if told.schema != subject.schema_digest():
            message = "这份表做好以后，活动的项或选项改过；照读，新的项没有"
            hint = "下次用 campaignkit form 重新做表"
            place = Position(table.file)
            self.plan.findings.append(Finding(place, FILE_RULE, message, hint, Level.WARNING))
        return True

    def _tell_no_heads(self, table: SheetTable, others: bool) -> None:
        if table.identity and table.title == EXPLANATIONS:
            return
        heads = "、".join(column.head for column in list(self.columns.values())[:4])
        message = f"没有找到表头，这张表没有读{f'（{table.title}）' if table.title else ''}"
        hint = f"表头里要有“{heads}”等；叫法不同的，在 intake.yml 里写对应"
        level = Level.WARNING if others else Level.ERROR
        self.plan.findings.append(table.finding((1, 1), HEAD_RULE, message, hint, level))

    def compare(self, known: list[KnownRow], works: RowWorks) -> None:
        """Give rows their ids, put their works in place, and compare them with the files."""
        for name, found in RowIdentifier(self.subject, self.state).identify(known).items():
            self._plan(found.row, name, found.record.label, found.key, works)

    def _plan(self, row: IntakeRow, name: str, label: str, key: str, works: RowWorks) -> None:
        before = self.state.records.get(name)
        went = works.place(row, name, label, before)
        if row.refused:
            return
        planned = self.planner.plan(row, name, label, key)
        if planned.imported:
            planned.imported.works = {**(before.works if before else {}), **went}
            planned.imported.files = dict(works.written.digests)
        self.plan.records.append(planned)

    def add_works(self, left: Sequence[GivenFile], works: RowWorks) -> None:
        """Works without a row in this run, for records that are there already."""
        standing = standing_records(self.subject) if left else {}
        present = {planned.id for planned in self.plan.records}
        names = WorkNames({n: one.values() for n, one in standing.items() if n not in present})
        for file in left:
            found = names.find(file.name)
            if len(found) != 1:
                works.tell_unmatched(file, f"，可能是 {'、'.join(found[:4])}" if found else "")
                continue
            field = self.subject.collection.form.document
            row = IntakeRow(SheetTable(file.name, 0, "", ()), 1, frozenset((field,)))
            works.name(row, file)
            before = self.state.records.get(found[0])
            self._plan(row, found[0], standing[found[0]].label, before.key if before else "", works)
            self.read.append(row)
            if before and self.plan.records and self.plan.records[-1].imported:
                self.plan.records[-1].imported.source = before.source
        self.plan.works = works.written.files
        self.plan.findings += works.findings

    def finish(self, files: Sequence[GivenFile]) -> IntakePlan:
        """Gather what the rows have to say, and tell which earlier rows are gone."""
        for row in self.read:
            self.plan.findings += row.findings
        present = {planned.id for planned in self.plan.records}
        given = {file.name for file in files}
        if any(row.refused for row in self.read):
            return self.plan  # a row that was not read may be the one that is missed
        for name, record in self.state.records.items():
            file, _, place = record.source.partition(":")
            if file in given and name not in present:
                message = (
                    f"上次读入的“{name}”（第 {place.rpartition(':')[2]} 行）这次表里没有，文件留着"
                )
                hint = "不要了，就手工删掉它的文件"
                whole = Position(file)
                self.plan.findings.append(Finding(whole, ROW_RULE, message, hint, Level.WARNING))
        return self.plan


def _names(subject: FormSubject) -> frozenset[str]:
    folder = subject.catalogue.root / CONTENT / subject.campaign.id / subject.collection.name
    return frozenset(entry.name for entry in entries(folder))
