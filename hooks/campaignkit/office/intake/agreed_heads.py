"""`campaigns/<id>/intake.yml`: which heads of an office's sheet mean which fields.

    entries:
      作品名称: title
      联系电话: private.mobile
      备注: "-"

Intake writes what it has learnt; an editor may change it, and what an editor wrote stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path

from campaignkit.base.findings import Finding, Position
from campaignkit.content.folders import CONTENT
from campaignkit.content.unread_files import INTAKE_FILE
from campaignkit.model.nearest import did_you_mean
from campaignkit.office.intake.head_names import IGNORED
from campaignkit.office.intake.sheet_place import HEAD_RULE
from campaignkit.source import Document, read

_TOP = '# 报名表的表头和项的对应，由 campaignkit intake 写，可以改；不读的列写 "-"。\n'
_PLAIN = re.compile(r"[一-鿿A-Za-z][\w（）一-鿿]*")


def agreed_path(campaign: str) -> str:
    """The file, from the project."""
    return f"{CONTENT}/{campaign}/{INTAKE_FILE}"


def read_agreed(
    root: Path, campaign: str, collection: str, keys: Collection[str]
) -> tuple[dict[str, str], list[Finding]]:
    """Keys by heads; `keys` are all that may be written. Empty where there is no file."""
    path = agreed_path(campaign)
    if not (root / path).exists():
        return {}, []
    document, findings = read(root / path, path)
    told = document.data if document else None
    if document is None or told is None:
        return {}, list(findings)
    part = told.get(collection, {}) if isinstance(told, dict) else None
    if not isinstance(part, dict):
        place = document.value_position((collection,))
        hint = f"写成 {collection}: 换行，缩进两个空格，每行写 表头: 项"
        return {}, [*findings, Finding(place, HEAD_RULE, "这里要一行一个表头", hint)]
    found = [*findings]
    agreed = {}
    for head, key in part.items():
        if key in keys:
            agreed[str(head)] = str(key)
        else:
            found.append(_unknown(document, collection, head, key, keys))
    return agreed, found


def _unknown(
    document: Document, collection: str, head: str, key: object, keys: Collection[str]
) -> Finding:
    hint = did_you_mean(key, keys) or f"可以写：{'、'.join(list(keys)[:12])}……"
    place: Position = document.value_position((collection, head))
    return Finding(place, HEAD_RULE, f"没有“{key}”这一项", hint)


def with_learnt(text: str, collection: str, learnt: Mapping[str, str]) -> str:
    """The file's text with heads added to the part of a collection; all else stays."""
    rows = "".join(
        f"  {_quoted(head)}: {_quoted(key) if key == IGNORED else key}\n"
        for head, key in learnt.items()
    )
    if not rows:
        return text
    text = text or _TOP
    text += "" if text.endswith("\n") else "\n"
    start = re.search(rf"^{re.escape(collection)}:[ \t]*(?:#.*)?\n", text, re.MULTILINE)
    if not start:
        return f"{text}{collection}:\n{rows}"
    return text[: start.end()] + rows + text[start.end() :]


def _quoted(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
