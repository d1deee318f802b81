"""Run the rules on every batch and on the whole, and settle what is reported.

`check` is `load` and then all the rules; a build is the same with a visitor that also renders each
record while it is in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from campaignkit.base.findings import Finding, Level, in_order
from campaignkit.base.pool import map_parallel, workers_for
from campaignkit.base.progress import followed
from campaignkit.content.batch import (
    GUARDS,
    BatchJob,
    Visit,
    context_of,
    each_rule,
    is_unchanged,
    shared_context,
)
from campaignkit.content.load import Batch, Loaded, load
from campaignkit.content.previous_run import PreviousRun
from campaignkit.content.record_cache import Chunk, Store
from campaignkit.content.rule_set import READING_RULES, all_rules, rule_ids
from campaignkit.content.texts import levelled, site_findings
from campaignkit.links.rules import RULE_IDS as LINK_RULE_IDS
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.rule import Context
from campaignkit.model.settings import Settings
from campaignkit.rules import unused_ignore
from campaignkit.source import Ignore

ATTACHMENTS = "attachments"
"""Beside the store of records: what is known of attachments by their content."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A Catalogue with all its cards, and every finding in order."""

    catalogue: Catalogue
    findings: tuple[Finding, ...]
    loaded: Loaded
    chunks: tuple[tuple[Batch, Chunk], ...] = ()
    job: BatchJob | None = None
    """What made the chunks, for whoever finds one damaged later on."""
    contexts: Mapping[str, bytes] = field(default_factory=dict)
    """What the records of each campaign depend on."""

    @property
    def stale(self) -> list[Batch]:
        """Batches whose records are known from another context, and are to be checked again."""
        return [
            batch
            for batch, chunk in self.chunks
            if chunk.context != self.contexts.get(batch.campaign, chunk.context)
        ]

    def failed(self, *, strict: bool = False) -> bool:
        """Whether the content may not be published."""
        grave = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
        return any(finding.level in grave for finding in self.findings)


FEW = 64
"""Records below which starting processes takes longer than checking them."""


def check(
    root: Path,
    as_of: datetime,
    settings: Settings,
    *,
    preview: bool = False,
    visit: Visit | None = None,
    workers: int | None = None,
    store: Store | None = None,
    sources: Sequence[bytes] = (),
    earlier: PreviousRun | None = None,
) -> CheckResult:
    """Load the content and run every rule. `workers` is by default one for each core.

    With a `store`, records that are as they were are not read again; `sources` is what the visit
    depends on besides the content. With `earlier` too, the result may be `stale` in part.
    """
    loaded = load(root, as_of, settings, preview=preview)
    if store:
        cache = store.files.folder.parent / ATTACHMENTS
        loaded = replace(loaded, catalogue=replace(loaded.catalogue, cache=cache))
    shared = shared_context(loaded.catalogue, sources) if store else b""
    names = {batch.campaign for batch in loaded.batches}
    contexts = {
        name: context_of(loaded.catalogue, name, shared) if store else b"" for name in names
    }
    job = BatchJob(loaded.catalogue, store, visit, contexts)
    chunks = _chunks(job, loaded.batches, workers, earlier or PreviousRun())
    return replace(conclude(loaded, chunks), job=job, contexts=contexts)


def conclude(loaded: Loaded, chunks: Sequence[tuple[Batch, Chunk]]) -> CheckResult:
    """Run the rules of scope *whole* on the cards of all batches, and settle every finding."""
    catalogue = replace(loaded.catalogue, cards=_cards(chunks))
    findings = [*loaded.gathered.findings, *_check_few(loaded), *site_findings(loaded.catalogue)]
    ignores = list(loaded.gathered.ignores)
    for _, chunk in chunks:
        for record in chunk.records.values():
            findings += record.findings
            ignores += record.ignores
    for rule in all_rules():
        if rule.whole:
            findings += levelled(rule.whole(catalogue), rule.level)
    settled = settle(findings, ignores, catalogue.settings)
    return CheckResult(catalogue, tuple(settled), loaded, tuple(chunks))


def _chunks(
    job: BatchJob, batches: Sequence[Batch], workers: int | None, earlier: PreviousRun
) -> list[tuple[Batch, Chunk]]:
    """Every batch's chunk: known or remembered where it still holds, else made, over the cores."""
    catalogue, store = job.catalogue, job.store
    found: dict[str, Chunk] = {}
    for batch in batches if store else ():
        assert store is not None
        chunk = earlier.carry(job, batch, READING_RULES)
        if chunk is None:
            chunk = store.recall(batch.name, job.contexts[batch.campaign])
            if chunk and not is_unchanged(chunk, catalogue.root, batch):
                chunk = None
        if chunk:
            found[batch.name] = chunk
    stale = [batch for batch in batches if batch.name not in found]
    workers = workers_for(sum(len(batch.ids) for batch in stale), FEW, workers)
    packs = followed(map_parallel(job, stale, workers), len(stale), "读取和检查")
    for batch, packed in zip(stale, packs, strict=True):
        found[batch.name] = Chunk.unpack(packed)
    if store and not earlier.known:  # else a worker of this process may be writing there
        store.forget_all_but(found)
    return [(batch, found[batch.name]) for batch in batches]


def settle(
    findings: Iterable[Finding], ignores: Iterable[Ignore], settings: Settings
) -> list[Finding]:
    """Apply ignores and the levels of the settings, and sort."""
    ignored = list(ignores)
    refused = [_refused(ignore) for ignore in ignored if ignore.rule in GUARDS]
    heard = [ignore for ignore in ignored if ignore.rule not in GUARDS]
    kept = [
        *unused_ignore.apply(in_order(findings), heard, rule_ids(), READING_RULES, LINK_RULE_IDS),
        *refused,
    ]
    levels = {rule: level for rule, level in settings.rules.items() if rule not in GUARDS}
    return in_order(
        replace(finding, level=Level(levels[finding.rule])) if finding.rule in levels else finding
        for finding in kept
        if levels.get(finding.rule) != "off"
    )


def _refused(ignore: Ignore) -> Finding:
    message = f"{ignore.rule} 不能忽略：它保护个人信息和读者的电脑"
    hint = "改好它，删掉这条 # ignore"
    return Finding(ignore.position, unused_ignore.ID, message, hint, Level.WARNING)


def _check_few(loaded: Loaded) -> list[Finding]:
    catalogue = loaded.catalogue
    findings: list[Finding] = []
    for entity in (*catalogue.organisations.values(), *catalogue.people.values()):
        findings += each_rule(entity, Context(catalogue, None))
    for campaign in catalogue.campaigns.values():
        findings += each_rule(campaign, Context(catalogue, campaign))
    return findings


def _cards(chunks: Iterable[tuple[Batch, Chunk]]) -> dict[str, dict[str, dict[str, Card]]]:
    """Cards by campaign, collection and id, each collection in the order of its list."""
    grouped: dict[str, dict[str, list[Card]]] = {}
    for batch, chunk in chunks:
        cards = grouped.setdefault(batch.campaign, {}).setdefault(batch.collection, [])
        cards += (record.card for record in chunk.records.values() if record.card)
    return {
        campaign: {
            name: {card.id: card for card in sorted(cards, key=lambda card: card.order)}
            for name, cards in collections.items()
        }
        for campaign, collections in grouped.items()
    }
