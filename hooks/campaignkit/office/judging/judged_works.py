"""The works of a campaign that judges mark, read from their files."""

from __future__ import annotations

from dataclasses import dataclass, field

from campaignkit.base.findings import Finding, Position
from campaignkit.content.entities import Gathered
from campaignkit.content.folders import CONTENT, record_names
from campaignkit.content.load import read_record
from campaignkit.kinds.judged_work import JudgedRecords, JudgedWork
from campaignkit.model.record import Record
from campaignkit.office.form_columns import FormSubject
from campaignkit.office.judging.anonymous_pack import BareWork, NumberedWork, bare_work
from campaignkit.office.judging.number_map import NumberMap

WORK_FAULT = "judging-work"
"""What the findings on works that judges cannot be given are filed under."""


@dataclass(slots=True)
class JudgedWorks:
    """Records and what judges see of them, by record id; what is wrong with files."""

    records: dict[str, Record] = field(default_factory=dict)
    works: dict[str, JudgedWork] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def judged_works(subject: FormSubject, judging: JudgedRecords) -> JudgedWorks:
    """All works that are judged; files with errors are told and left out."""
    catalogue, campaign = subject.catalogue, subject.campaign
    folder = f"{CONTENT}/{campaign.id}/{subject.collection.name}"
    names, findings = record_names(catalogue.root / folder, folder)
    gathered, found = Gathered(), JudgedWorks(findings=findings)
    for name in names:
        record, _ = read_record(catalogue, subject.collection, campaign.id, name, gathered)
        work = judging.work(record, campaign, catalogue) if record else None
        if record and work:
            found.records[name], found.works[name] = record, work
    found.findings += gathered.findings
    return found


def bare_works(subject: FormSubject, found: JudgedWorks, kept: NumberMap) -> dict[int, BareWork]:
    """The works without names, by number; what keeps one from judges goes to the findings."""
    root, home = subject.catalogue.root, f"{CONTENT}/{subject.campaign.id}"
    bare = {}
    for number, record in kept.records.items():
        folder = found.records[record].folder
        made = bare_work(NumberedWork(number, root, home, folder, found.works[record]))
        bare[number] = made
        place = Position(found.records[record].document.path)
        for fault in dict.fromkeys(made.faults):
            hint = "改好正文里的写法，再做一次"
            found.findings.append(Finding(place, WORK_FAULT, fault, hint))
    return bare
