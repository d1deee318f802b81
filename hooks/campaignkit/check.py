"""Run the rules on every batch and on the whole, and settle what is reported.

`check` is `load` and then all the rules; a build is the same with a visitor that also renders each
record while it is in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from campaignkit.findings import Finding, Level, in_order
from campaignkit.kinds import Collection, kind_named
from campaignkit.load import Batch, Gathered, Loaded, load, read_record
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Entity, Record
from campaignkit.model.settings import Settings
from campaignkit.parallel import spread
from campaignkit.rules import RULES, Context, unused_ignore
from campaignkit.source import Ignore

READING_RULES = (
    "yaml-syntax",
    "yaml-duplicate-key",
    "yaml-encoding",
    "yaml-full-width",
    "unknown-key",
    "missing-field",
    "wrong-type",
    "bad-value",
)
"""What reading a file can find, before any rule looks at it."""

RULE_IDS = (*READING_RULES, *(rule.id for rule in RULES), unused_ignore.ID)
"""Every rule id that a finding of the content can carry."""

Visit = Callable[[Catalogue, Campaign, Collection, Sequence[tuple[Record, Card]]], Any]
"""What a build does with the records of a batch while they are in memory. Must be picklable, and
what it returns too; it gets only records without findings that have a page."""


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What stays of a batch: cards, findings, ignores, and what the visitor made of it."""

    batch: Batch
    cards: tuple[Card, ...]
    findings: tuple[Finding, ...]
    ignores: tuple[Ignore, ...]
    visited: Any = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A Catalogue with all its cards, and every finding in order."""

    catalogue: Catalogue
    findings: tuple[Finding, ...]
    visited: tuple[Any, ...] = ()

    def failed(self, *, strict: bool = False) -> bool:
        """Whether the content may not be published."""
        grave = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
        return any(finding.level in grave for finding in self.findings)


@dataclass(frozen=True, slots=True)
class _Errand:
    """The work on one batch, as a worker gets it."""

    catalogue: Catalogue
    visit: Visit | None

    def __call__(self, batch: Batch) -> BatchResult:
        return check_batch(batch, self.catalogue, self.visit)


def check(
    root: Path,
    as_of: datetime,
    settings: Settings,
    *,
    preview: bool = False,
    visit: Visit | None = None,
    workers: int | None = None,
) -> Checked:
    """Load the content and run every rule. `workers` is by default one for each core."""
    loaded = load(root, as_of, settings, preview=preview)
    results = list(spread(_Errand(loaded.catalogue, visit), loaded.batches, workers))
    catalogue = replace(loaded.catalogue, cards=_cards(results))
    findings = [*loaded.gathered.findings, *_check_few(loaded)]
    ignores = list(loaded.gathered.ignores)
    for result in results:
        findings += result.findings
        ignores += result.ignores
    for rule in RULES:
        if rule.whole:
            findings += _levelled(rule.whole(catalogue), rule.level)
    settled = settle(findings, ignores, settings)
    return Checked(catalogue, tuple(settled), tuple(result.visited for result in results))


def check_batch(batch: Batch, catalogue: Catalogue, visit: Visit | None) -> BatchResult:
    """Read, validate, check and visit the records of one batch, and drop them.

    Where the campaign's own file has grave errors, its records are validated, and the rest waits.
    """
    campaign = catalogue.campaigns.get(batch.campaign)
    collection = kind_named(batch.kind).collection(batch.collection)
    assert collection is not None
    gathered = Gathered()
    cards: list[Card] = []
    sound: list[tuple[Record, Card]] = []
    for record_id in batch.ids:
        record, good = read_record(catalogue, collection, batch.campaign, record_id, gathered)
        if record is None or campaign is None:
            continue
        found = each_rule(record, Context(catalogue, campaign))
        gathered.findings += found
        good = good and all(finding.level is not Level.ERROR for finding in found)
        card = collection.card(record, campaign, catalogue)
        if not good:
            card = replace(card, public=False)  # a preview goes on without its page
        cards.append(card)
        if card.public:
            sound.append((record, card))
    visited = visit(catalogue, campaign, collection, sound) if visit and campaign else None
    findings, ignores = tuple(gathered.findings), tuple(gathered.ignores)
    return BatchResult(batch, tuple(cards), findings, ignores, visited)


def each_rule(entity: Entity, context: Context) -> list[Finding]:
    """Findings of all rules of scope *each* on one file."""
    findings: list[Finding] = []
    for rule in RULES:
        if rule.each:
            findings += _levelled(rule.each(entity, context), rule.level)
    return findings


def settle(
    findings: Iterable[Finding], ignores: Iterable[Ignore], settings: Settings
) -> list[Finding]:
    """Apply ignores and the levels of the settings, and sort."""
    kept = unused_ignore.apply(in_order(findings), ignores, RULE_IDS)
    levels = settings.rules
    return in_order(
        replace(finding, level=Level(levels[finding.rule])) if finding.rule in levels else finding
        for finding in kept
        if levels.get(finding.rule) != "off"
    )


def _check_few(loaded: Loaded) -> list[Finding]:
    catalogue = loaded.catalogue
    findings: list[Finding] = []
    for entity in (*catalogue.organisations.values(), *catalogue.people.values()):
        findings += each_rule(entity, Context(catalogue, None))
    for campaign in catalogue.campaigns.values():
        findings += each_rule(campaign, Context(catalogue, campaign))
    return findings


def _cards(results: Iterable[BatchResult]) -> dict[str, dict[str, dict[str, Card]]]:
    """Cards by campaign, collection and id, each collection in the order of its list."""
    grouped: dict[str, dict[str, list[Card]]] = {}
    for result in results:
        collections = grouped.setdefault(result.batch.campaign, {})
        collections.setdefault(result.batch.collection, []).extend(result.cards)
    return {
        campaign: {
            name: {card.id: card for card in sorted(cards, key=lambda card: card.order)}
            for name, cards in collections.items()
        }
        for campaign, collections in grouped.items()
    }


def _levelled(findings: Iterable[Finding], level: Level) -> list[Finding]:
    if level is Level.ERROR:
        return list(findings)
    return [replace(finding, level=level) for finding in findings]
