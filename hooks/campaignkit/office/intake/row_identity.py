"""Which record each row is: by its id, by what it says, or by what it said before a correction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from campaignkit.base.findings import Level
from campaignkit.content.folders import CONTENT, record_names
from campaignkit.model.fields import ID_PATTERN
from campaignkit.model.nearest import as_id
from campaignkit.model.record import Record
from campaignkit.office.form_columns import FormSubject
from campaignkit.office.identity import ID_KEY
from campaignkit.office.intake.private_files import IntakeState
from campaignkit.office.intake.record_ids import match_corrected, new_id, record_key
from campaignkit.office.intake.sheet_place import CONFLICT_RULE, ROW_RULE
from campaignkit.office.intake.standing_records import standing_records
from campaignkit.office.intake.table_rows import IntakeRow


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row that has been validated, its record, and what tells it from others."""

    row: IntakeRow
    record: Record
    key: str


@dataclass(slots=True)
class RowIdentifier:
    """Gives rows their ids. `subject` and `state` are as they were before the run."""

    subject: FormSubject
    state: IntakeState
    ids: dict[str, KnownRow] = field(default_factory=dict)
    """What has been given, in the order of the rows."""

    def key(self, record: Record, row: IntakeRow) -> str:
        """What tells a row from others."""
        return record_key(record.label, row.data, self.subject.collection.form.key)

    def identify(self, rows: list[KnownRow]) -> dict[str, KnownRow]:
        """Rows by the ids of their records; those left out have been refused, with a finding."""
        unique = self._without_repeats(rows)
        order = {id(known.row): number for number, known in enumerate(unique)}
        left = [known for known in unique if not self._by_id(known)]
        imported = {record.key: name for name, record in self.state.records.items()}
        left = [known for known in left if not self._give(imported.get(known.key, ""), known)]
        old = {n: r.data for n, r in self.state.records.items() if n not in self.ids}
        corrected = match_corrected([known.row.data for known in left], old) if old else {}
        for number, record in corrected.items():
            self._give(record, left[number])
        self._name_new([known for n, known in enumerate(left) if n not in corrected])
        pairs = sorted(self.ids.items(), key=lambda pair: order[id(pair[1].row)])
        return dict(pairs)

    def _without_repeats(self, rows: list[KnownRow]) -> list[KnownRow]:
        first: dict[str, KnownRow] = {}
        for known in rows:
            before = first.setdefault(known.key, known)
            if before is known:
                continue
            row, place = known.row, before.row.table.place(before.row.number, 1)
            where = f"{before.row.table.file} {place}" if before.row.table != row.table else place
            if before.row.data == row.data:
                message = f"和 {where} 那一行相同，只读了前一行"
                told = row.table.finding(
                    (row.number, 1), ROW_RULE, message, "删掉一行", Level.WARNING
                )
                row.findings.append(told)
            else:
                message = f"和 {where} 那一行是同一条，别的内容却不同，这一行没有读"
                row.refuse(1, ROW_RULE, message, "留下对的一行；不是同一条的，把名称改得不同")
        return list(first.values())

    def _by_id(self, known: KnownRow) -> bool:
        """True where the row names its id, right or wrong."""
        name, row = known.row.id, known.row
        if not name:
            return False
        column = row.cells.get((ID_KEY,), 1)
        if not re.fullmatch(ID_PATTERN, name):
            hint = f"只用小写字母、数字和短横线，例如 {as_id(name, 'example-1')}；不知道就空着"
            row.refuse(column, ROW_RULE, f"编号不能是“{name[:30]}”", hint)
        elif name in self.ids:
            row.refuse(column, ROW_RULE, f"编号“{name}”前面已经用过", "一条一个编号；不知道就空着")
        else:
            self.ids[name] = known
        return True

    def _give(self, name: str, known: KnownRow) -> bool:
        if not name or name in self.ids:
            return False
        self.ids[name] = known
        return True

    def _name_new(self, rows: list[KnownRow]) -> None:
        if not rows:
            return
        names, by_hand = self._on_disk()
        taken = {*names, *self.state.records, *self.ids}
        for known in rows:
            there = by_hand.get(known.key)
            if there and there not in self.ids:
                path = f"{self._folder}/{there}.yml"
                hint = f"要用这一行改它，就在“编号”一格写 {there}"
                known.row.refuse(1, CONFLICT_RULE, f"{path} 已经是这一条，不是从表里读入的", hint)
                continue
            name = new_id(known.record.label, taken, f"{self.subject.collection.name}-1")
            taken.add(name)
            self.ids[name] = known

    @property
    def _folder(self) -> str:
        return f"{CONTENT}/{self.subject.campaign.id}/{self.subject.collection.name}"

    def _on_disk(self) -> tuple[list[str], Mapping[str, str]]:
        """Names of all record files, and those that were not imported by what tells them apart."""
        root = self.subject.catalogue.root
        names, _ = record_names(root / self._folder, self._folder)
        new = [name for name in names if name not in self.state.records]
        fields = self.subject.collection.form.key
        found = standing_records(self.subject, new).items()
        return names, {record_key(one.label, one.data, fields): name for name, one in found}
