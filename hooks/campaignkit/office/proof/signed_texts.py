"""The texts of a campaign as they were last signed, kept in `private/` to compare with.

The fingerprints in campaign.yml tell that a part has changed, not what it said. So whoever signs
keeps the texts, on this machine only; a copy counts while its fingerprint is that of the last
signature. `.campaignkit/` is no place for them, since it may be deleted at any time, and git is
not where most offices work.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from campaignkit.model.campaign import Campaign
from campaignkit.office.intake.private_files import PRIVATE, write_private
from campaignkit.office.intake.record_yaml import field_yaml
from campaignkit.source import decode, read_bytes

_FORMAT = 1
_TEXTS = (".yml", ".md", ".csv", ".txt")
_LARGEST = 1_000_000
"""Bytes of a file whose text is kept; larger ones are data, and told by name."""
_TOO_LARGE = "（文件太大，没有留下文字）\n"

Row = tuple[str, str]
"""`same`, `old`, `new` or `skip`, and a piece of text; line breaks are in it."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """A field of campaign.yml, or a file, whose text is another than the signed one."""

    part: str
    rows: tuple[Row, ...]


def campaign_texts(campaign: Campaign, root: Path) -> dict[str, str]:
    """Every text of a campaign by its part, as in a fingerprint. Raises `OSError`."""
    data = campaign.document.data
    found = {key: field_yaml(key, value) for key, value in data.items() if key != "review"}
    home = root / campaign.folder
    for file in sorted(home.rglob("*")):
        name = file.relative_to(home).as_posix()
        hidden = any(part.startswith((".", "~")) for part in file.relative_to(home).parts)
        if file.suffix in _TEXTS and name != "campaign.yml" and not hidden and file.is_file():
            found[name] = _text(file)
    return found


def _text(file: Path) -> str:
    if file.stat().st_size > _LARGEST:
        return _TOO_LARGE
    return decode(read_bytes(file), file.name).content or ""


def signed_file(root: Path, campaign: str) -> Path:
    """Where the signed texts of a campaign are kept."""
    return root / PRIVATE / f"{campaign}.signed.json"


def keep_signed(campaign: Campaign, root: Path, fingerprint: Mapping[str, str]) -> None:
    """Keep the texts that were just signed, in place of older ones. Raises `OSError`."""
    told = {
        "format": _FORMAT,
        "fingerprint": dict(fingerprint),
        "texts": campaign_texts(campaign, root),
    }
    text = json.dumps(told, ensure_ascii=False)
    write_private(signed_file(root, campaign.id), f"{text}\n".encode())


def read_signed(campaign: Campaign, root: Path) -> dict[str, str] | None:
    """The texts of the last signature; None where it has none here, or where they are damaged."""
    last = next((step for step in reversed(campaign.review) if step.fingerprint), None)
    try:
        told = json.loads(signed_file(root, campaign.id).read_text("utf-8"))
        if last is None or told["fingerprint"] != last.fingerprint:
            return None
        return {str(part): str(text) for part, text in told["texts"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def text_changes(signed: Mapping[str, str], current: Mapping[str, str]) -> list[TextChange]:
    """What is new, gone or different, part by part, in the order of the campaign's files."""
    return [
        TextChange(part, tuple(_rows(signed.get(part, ""), current.get(part, ""))))
        for part in {**current, **signed}
        if signed.get(part) != current.get(part)
    ]


def _rows(old: str, new: str) -> Iterator[Row]:
    """Lines that stayed, with only two beside a change; changed lines character by character."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for tag, first, last, start, end in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag == "equal":
            yield from _context(before[first:last])
        else:
            yield from _characters("".join(before[first:last]), "".join(after[start:end]))


def _context(lines: list[str]) -> Iterator[Row]:
    if len(lines) <= 5:
        yield "same", "".join(lines)
        return
    yield "same", "".join(lines[:2])
    yield "skip", f"……（{len(lines) - 4} 行没有改）……\n"
    yield "same", "".join(lines[-2:])


_MOST_CHARACTERS = 4000
"""Characters up to which a change is told to the character; longer ones as a whole."""


def _characters(old: str, new: str) -> Iterator[Row]:
    before, after = (re.findall(r"[A-Za-z0-9]+|.|\n", text) for text in (old, new))
    if not old or not new or len(old) + len(new) > _MOST_CHARACTERS:
        yield "old", old
        yield "new", new
        return
    for tag, first, last, start, end in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(before[first:last])
        else:
            yield "old", "".join(before[first:last])
            yield "new", "".join(after[start:end])
