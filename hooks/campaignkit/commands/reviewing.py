"""`campaignkit review` signs the content of a campaign: an item of its `review` list."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import click

from campaignkit.content.fixes import FixedFile, write
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.content_fingerprint import fingerprint
from campaignkit.model.nearest import did_you_mean
from campaignkit.office.proof.signed_texts import keep_signed
from campaignkit.source import Document, parse

_PLAIN = re.compile(r"\w[\w·./-]*")


def sign(catalogue: Catalogue, campaign_id: str, step: str, by: str, day: date) -> Path:
    """Add a signed step to a campaign.yml, and return its path from the project.

    Raises `UsageError` for a campaign or a step that does not exist, and `OSError`.
    """
    campaign = catalogue.campaigns.get(campaign_id)
    if campaign is None:
        hint = did_you_mean(campaign_id, catalogue.campaigns) or "先用 campaignkit check 改好它"
        raise click.UsageError(f"没有能读的活动“{campaign_id}”\n   改法：{hint}")
    steps = {known.id: known.title for known in catalogue.settings.review_steps}
    if step not in steps:
        allowed = "、".join(f"{key}（{title}）" for key, title in steps.items())
        raise click.UsageError(f"没有叫“{step}”的审校步骤\n   改法：可以写 {allowed}")
    if not by.strip():
        raise click.UsageError("--by 要写审校人的姓名")
    path = campaign.document.path
    raw = (catalogue.root / path).read_bytes()
    signed = fingerprint(campaign, catalogue.root)
    item = _item(step, by.strip(), day, signed)
    after = _with_item(campaign, raw.decode("utf-8-sig").replace("\r\n", "\n"), item)
    if b"\r\n" in raw:
        after = after.replace("\n", "\r\n")
    if not write(catalogue.root, FixedFile(path, raw, after.encode(), 1)):
        raise click.UsageError(f"{path} 刚被另一个程序改了，没有签\n   改法：看过以后再签")
    keep_signed(campaign, catalogue.root, signed)
    return Path(path)


def _item(step: str, by: str, day: date, parts: dict[str, str]) -> list[str]:
    """The rows of an item without indentation."""
    rows = [f"- step: {step}", f"  by: {_text(by)}", f"  date: {day.isoformat()}", "  fingerprint:"]
    return [*rows, *(f"    {_text(part)}: {found}" for part, found in parts.items())]


def _text(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _with_item(campaign: Campaign, text: str, item: list[str]) -> str:
    """The file with the item at the end of its list; a new list at the file's end if it has none.

    Raises `UsageError` where the list is written in brackets.
    """
    document, _ = parse(text, campaign.document.path)
    held = document.data.get("review") if document and isinstance(document.data, dict) else None
    ends = [end for path, _, end in document.scalars() if path[0] == "review"] if document else []
    if document is None or (held is None and "review" in document.data):
        raise click.UsageError("review 里没有内容\n   改法：删掉这一行，再签")
    if held is None:
        body = "".join(f"  {row}\n" for row in item)
        return f"{text.rstrip()}\nreview:\n{body}"
    margin = _margin(document)
    if margin is None:
        raise click.UsageError("review 写在方括号里\n   改法：改成每步一行，以“- ”开头，再签")
    at = text.find("\n", max(ends) - 1) + 1 or len(text)
    before = text[:at] if text[:at].endswith("\n") else f"{text[:at]}\n"
    return before + "".join(f"{margin}{row}\n" for row in item) + text[at:]


def _margin(document: Document) -> str | None:
    """The blanks before the dashes of the review list; None where it has none."""
    place = document.value_position(("review", 0))
    row = document.text.split("\n")[place.line - 1]
    found = re.match(r"( *)- ", row)
    return found[1] if found else None
