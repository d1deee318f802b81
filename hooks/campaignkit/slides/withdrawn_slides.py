"""Slides about people who withdrew their consent are left out, so that the site can be built."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from campaignkit.base.findings import Finding, Level
from campaignkit.slides.parse.deck import Deck, Slide

ID = "withdrawn-name"
"""The rule of the content that decks share: its entry is in `rules/withdrawn_name.py`."""


def without_withdrawn(
    deck: Deck, withdrawn: Collection[str]
) -> tuple[Deck, frozenset[str], tuple[Finding, ...]]:
    """A deck without the people in `withdrawn`; the ids of slides left out, and warnings.

    A slide that shows others as well stays for them.
    """
    kept: list[Slide] = []
    left_out: set[str] = set()
    findings: list[Finding] = []
    for slide in deck.slides:
        people = slide.settings.person
        rest = tuple(person for person in people if person not in withdrawn)
        if len(rest) == len(people):
            kept.append(slide)
            continue
        gone = "、".join(person for person in people if person in withdrawn)
        findings.append(_left_out(slide, gone, whole=not rest))
        if rest:
            settings = slide.settings.model_copy(update={"person": rest})
            kept.append(replace(slide, settings=settings))
        else:
            left_out.add(slide.id)
    return replace(deck, slides=tuple(kept)), frozenset(left_out), tuple(findings)


def _left_out(slide: Slide, gone: str, *, whole: bool) -> Finding:
    what = "这一页没有放进幻灯片" if whole else "这一页没有放他"
    hint = "删掉这一页" if whole else "从 person 里删掉他的编号"
    return Finding(slide.position, ID, f"“{gone}”撤回了同意，{what}", hint, Level.WARNING)
