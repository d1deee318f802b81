"""HTML comments of a slide: YAML settings, or speaker notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from campaignkit import source
from campaignkit.base.findings import Finding
from campaignkit.model.validate import validate
from campaignkit.slides.parse.deck_settings import SlideSettings
from campaignkit.slides.parse.token_positions import TokenPositions

_SETTING = re.compile(r"\s*[A-Za-z][A-Za-z_-]*\s*[:：](?!//)")


@dataclass(frozen=True, slots=True)
class SlideComments:
    """The settings and notes found in the comments of one slide; each note is Markdown."""

    settings: SlideSettings
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]


def read_comments(tokens: Sequence[Token], positions: TokenPositions) -> SlideComments:
    """Collect settings and notes from the comments among a slide's `tokens`.

    A comment whose first line looks like `name:` is settings, so that a mistyped name is reported
    and not taken for a note.
    """
    settings = SlideSettings()
    notes: list[str] = []
    findings: list[Finding] = []
    for token in tokens:
        for comment, column in _comments(token, positions):
            if not comment.meta["closed"]:
                findings.append(_unclosed(comment, positions))
            inner = comment.content.removeprefix("<!--").removesuffix("-->")
            if not _SETTING.match(inner):
                notes.append(inner.strip())
                continue
            parsed, found = _settings(comment, column, positions)
            settings = settings.model_copy(update=_set_fields(parsed)) if parsed else settings
            findings += found
    return SlideComments(settings, tuple(filter(None, notes)), tuple(findings))


def _comments(token: Token, positions: TokenPositions) -> list[tuple[Token, int]]:
    """SlideComments in a token, each with the column it begins at, counted from 0."""
    if token.type == "comment":
        return [(token, int(token.meta["column"]))]
    found = []
    for child in token.children or ():
        if child.type == "comment":
            place = positions.inline(token, child.meta["offset"])
            child.map = [place.line - positions.first_line, place.line - positions.first_line + 1]
            found.append((child, place.column - 1))
    return found


def _settings(
    comment: Token, column: int, positions: TokenPositions
) -> tuple[SlideSettings | None, tuple[Finding, ...]]:
    """Validate a comment as YAML that stands where the comment stands."""
    blank = comment.content.replace("<!--", "    ", 1)
    text = " " * column + re.sub(r"-->\s*$", "", blank)
    row = comment.map[0] if comment.map else 0
    document, findings = source.parse(text, positions.path, positions.first_line + row)
    if document is None or not isinstance(document.data, dict):
        return None, findings
    checked = validate(document, SlideSettings)
    return checked.model, (*findings, *checked.findings)


def _set_fields(parsed: SlideSettings) -> dict[str, object]:
    """The fields that the comment names, so that a second comment keeps those of the first."""
    return {name: getattr(parsed, name) for name in parsed.model_fields_set}


def _unclosed(comment: Token, positions: TokenPositions) -> Finding:
    message = "注释没有写完：只有 <!--，没有 -->，到这一页末尾的内容都不会显示"
    return Finding(positions.block(comment), "deck-unclosed", message, "在注释后面补上 -->")
