"""Rules on links: one a file, with its entry in the manual and every sentence that it can say."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from campaignkit.links.rules import (
    link_anchor,
    link_asset,
    link_broken,
    link_case,
    link_data,
    link_duplicate_id,
    link_encoding,
    link_external,
    link_foreign_host,
    link_id,
    link_local,
    link_mail,
    link_outside,
    link_page,
    link_redirect,
    link_slash,
    link_typo,
    link_unwritten,
    unused_ignore,
)
from campaignkit.links.rules.sentence import Sentence

_MODULES: tuple[ModuleType, ...] = (
    link_broken,
    link_asset,
    link_anchor,
    link_case,
    link_slash,
    link_outside,
    link_typo,
    link_encoding,
    link_local,
    link_mail,
    link_unwritten,
    link_duplicate_id,
    link_id,
    link_foreign_host,
    link_data,
    link_page,
    link_redirect,
    link_external,
    unused_ignore,
)

DOCSTRINGS: Mapping[str, str] = {module.ID: module.__doc__ or "" for module in _MODULES}
"""Entries of the manual by rule id, in the order of the chapter."""

RULE_IDS = tuple(DOCSTRINGS)
"""Every rule id that a link finding can have."""

SENTENCES: Mapping[str, Sentence] = {
    code: sentence for module in _MODULES for code, sentence in module.SENTENCES.items()
}
"""Every sentence by its code; a code belongs to one rule."""

RULE_OF: Mapping[str, str] = {code: module.ID for module in _MODULES for code in module.SENTENCES}
"""The id of the rule that a code belongs to."""
