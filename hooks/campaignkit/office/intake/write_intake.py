"""Write a plan. A kill at any moment leaves each file old or new, and the next run goes on."""

from __future__ import annotations

from pathlib import Path

from campaignkit.base.findings import Finding, Position
from campaignkit.base.store import write_whole
from campaignkit.content.folders import CONTENT, leads_out
from campaignkit.office.form_columns import FormSubject
from campaignkit.office.intake.agreed_heads import agreed_path, with_learnt
from campaignkit.office.intake.intake_plan import IntakePlan, PlannedRecord
from campaignkit.office.intake.private_files import (
    IntakeState,
    read_state,
    text_digest,
    write_numbers,
    write_state,
)
from campaignkit.office.intake.sheet_place import CONFLICT_RULE


def open_state(subject: FormSubject) -> tuple[IntakeState, list[Finding]]:
    """The state before a run; where the last one was cut short, as far as that had come."""
    root, collection = subject.catalogue.root, subject.collection.name
    state, findings = read_state(root, subject.campaign.id, collection)
    for name, record in state.pending.items():
        file = root / CONTENT / subject.campaign.id / collection / f"{name}.yml"
        if file.is_file() and text_digest(file.read_bytes()) == record.text:
            state.records[name] = record
    state.pending = {}
    return state, findings


def write_plan(subject: FormSubject, state: IntakeState, plan: IntakePlan) -> list[Finding]:
    """Write numbers, works, records and the state, in this order. Raises `OSError`.

    A record whose file was changed since it was compared stays as it is: that is a finding.
    """
    root, campaign = subject.catalogue.root, subject.campaign.id
    collection = subject.collection.name
    folder = root / CONTENT / campaign / collection
    if leads_out(folder, folder.parent):
        message = "这个文件夹是指向外面的链接，没有写"
        path = f"{CONTENT}/{campaign}/{collection}"
        return [Finding(Position(path), CONFLICT_RULE, message, "换成真的文件夹")]
    numbers = {record.id: record.row.private for record in plan.records if record.row.private}
    write_numbers(root, campaign, collection, numbers)
    for path, data in plan.works.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(root / path, data)
    state.pending = {record.id: record.imported for record in plan.records if record.imported}
    write_state(root, campaign, collection, state)
    findings = []
    for record in plan.records:
        found = _write_record(root, folder, record)
        if found:
            findings.append(found)
        elif record.imported:
            state.records[record.id] = record.imported
    state.pending = {}
    write_state(root, campaign, collection, state)
    _write_learnt(root, campaign, collection, plan)
    return findings


def _write_record(root: Path, folder: Path, record: PlannedRecord) -> Finding | None:
    if record.text is None:
        return None
    file = folder / f"{record.id}.yml"
    now = file.read_bytes().decode("utf-8-sig") if file.is_file() else None
    if now != record.before:
        path = file.relative_to(root).as_posix()
        message = "这个文件刚被改过，没有写"
        return Finding(Position(path), CONFLICT_RULE, message, "再运行一次 intake")
    folder.mkdir(exist_ok=True)
    write_whole(file, record.text.encode())
    return None


def _write_learnt(root: Path, campaign: str, collection: str, plan: IntakePlan) -> None:
    """Add heads to intake.yml that are not in it yet."""
    file = root / agreed_path(campaign)
    text = file.read_text("utf-8-sig") if file.is_file() else ""
    new = with_learnt(text, collection, plan.learnt)
    if new != text:
        write_whole(file, new.encode())
