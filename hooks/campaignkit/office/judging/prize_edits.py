"""Proposed prizes as edits of the works' files, which keep their comments and order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.content.fixes import FixedFile
from campaignkit.kinds.judged_work import JudgedRecords
from campaignkit.model.outline import keys_of
from campaignkit.model.record import Record
from campaignkit.office.intake.hand_edited import CommentInTheWayError, with_changes

PRIZE_RULE = "judging-prize"


def prize_edits(
    root: Path, judging: JudgedRecords, records: Mapping[str, Record], prizes: Mapping[str, str]
) -> tuple[list[FixedFile], list[Finding]]:
    """The files that would change, for prize ids by record; one that gives another stays."""
    edits, findings = [], []
    for record, prize in prizes.items():
        standing = judging.standing(records[record])
        if standing == prize:
            continue
        path = records[record].document.path
        if standing:
            told = f"文件里写的奖是 {standing}，按名次拟奖 {prize}，没有改"
            hint = "请评委定；要按名次的，先删掉文件里的 stage 和 award"
            findings.append(Finding(Position(path), PRIZE_RULE, told, hint, Level.WARNING))
            continue
        raw = (root / path).read_bytes()
        try:
            after = _edited(raw, judging.proposal(prize), list(keys_of(type(records[record]))))
        except CommentInTheWayError as error:
            told = f"“{error}”这一项里有注释，没有改"
            hint = f"手工写：{'；'.join(f'{k}: {v}' for k, v in judging.proposal(prize).items())}"
            findings.append(Finding(Position(path), PRIZE_RULE, told, hint, Level.WARNING))
            continue
        edits.append(FixedFile(path, raw, after, 1))
    return edits, findings


def _edited(raw: bytes, changes: Mapping[str, object], order: list[str]) -> bytes:
    bom = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    text = raw.removeprefix(bom).decode()
    return bom + with_changes(text, dict(changes), (), order).encode()
