"""Comments of a deck: settings of a slide, or words for the lecturer alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from campaignkit import source
from campaignkit.base.findings import Finding
from campaignkit.model.validate import validate
from campaignkit.slides.deck_settings import SlideSettings
from campaignkit.slides.positions import Places

_SETTING = re.compile(r"\s*[A-Za-z][A-Za-z_-]*\s*[:：](?!//)")


@dataclass(frozen=True, slots=True)
class Comments:
    """What the comments of one slide say; `notes` is Markdown."""

    settings: SlideSettings
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]


def read_comments(tokens: Sequence[Token], places: Places) -> Comments:
    """Tell settings from notes in the comments among `tokens`.

    A comment whose first line looks like `name:` is settings, so that a mistyped name is reported
    and not taken for a note.
    """
    settings = SlideSettings()
    notes: list[str] = []
    findings: list[Finding] = []
    for token in tokens:
        for comment, row in _comments(token, places):
            if not comment.meta["closed"]:
                findings.append(_unclosed(comment, places))
            inner = comment.content.removeprefix("<!--").removesuffix("-->")
            if not _SETTING.match(inner):
                notes.append(inner.strip())
                continue
            said, found = _settings(comment, row, places)
            settings = settings.model_copy(update=_written(said)) if said else settings
            findings += found
    return Comments(settings, tuple(filter(None, notes)), tuple(findings))


def _comments(token: Token, places: Places) -> list[tuple[Token, int]]:
    """Comments in a token, each with the column it begins at, counted from 0."""
    if token.type == "comment":
        return [(token, int(token.meta["column"]))]
    found = []
    for child in token.children or ():
        if child.type == "comment":
            place = places.inline(token, child.meta["offset"])
            child.map = [place.line - places.first_line, place.line - places.first_line + 1]
            found.append((child, place.column - 1))
    return found


def _settings(
    comment: Token, column: int, places: Places
) -> tuple[SlideSettings | None, tuple[Finding, ...]]:
    """Validate a comment as YAML that stands where the comment stands."""
    blank = comment.content.replace("<!--", "    ", 1)
    text = " " * column + re.sub(r"-->\s*$", "", blank)
    row = comment.map[0] if comment.map else 0
    document, findings = source.parse(text, places.path, places.first_line + row)
    if document is None or not isinstance(document.data, dict):
        return None, findings
    checked = validate(document, SlideSettings)
    return checked.model, (*findings, *checked.findings)


def _written(said: SlideSettings) -> dict[str, object]:
    return {name: getattr(said, name) for name in said.model_fields_set}


def _unclosed(comment: Token, places: Places) -> Finding:
    message = "注释没有写完：只有 <!--，没有 -->，到这一页末尾的内容都不会显示"
    return Finding(places.block(comment), "deck-unclosed", message, "在注释后面补上 -->")
