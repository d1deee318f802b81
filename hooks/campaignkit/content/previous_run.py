"""What an earlier run of this process knows of records, so that a preview need not wait for them.

A changed campaign.yml, person or organisation puts all records of a campaign into a new context:
before a site is published each of them is read and checked again. A preview takes over what it
knew of records whose own files are as they were, shows the pages at once, and checks those records
again behind them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from campaignkit.content.batch import BatchJob, is_current
from campaignkit.content.load import Batch
from campaignkit.content.record_cache import CachedRecord, Chunk
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.settings import Settings

FEW = 16
"""Changed records of a batch up to which they are read in this process, without a worker."""


@dataclass(frozen=True, slots=True)
class Known:
    """A batch's chunk, and what it was made under."""

    batch: Batch
    chunk: Chunk
    campaign: Campaign | None
    settings: Settings


@dataclass(frozen=True, slots=True)
class PreviousRun:
    """What is known of records from an earlier run of this process: chunks by batch name."""

    known: Mapping[str, Known] = field(default_factory=dict)

    def merged_with(
        self, catalogue: Catalogue, chunks: Iterable[tuple[Batch, Chunk]]
    ) -> PreviousRun:
        """A copy with the chunks of a newer run.

        A campaign whose file is broken now keeps its older chunks, for when it is mended.
        """
        folders = catalogue.files.get("campaign", frozenset())
        known = {name: one for name, one in self.known.items() if one.batch.campaign in folders}
        for batch, chunk in chunks:
            campaign = catalogue.campaigns.get(batch.campaign)
            if campaign or batch.name not in known:
                known[batch.name] = Known(batch, chunk, campaign, catalogue.settings)
        return PreviousRun(known)

    def carry(self, job: BatchJob, batch: Batch, reading: Collection[str]) -> Chunk | None:
        """A batch's chunk, with what has changed read anew; None where all is to be read.

        It has the context that it was made in: another one than the job's tells that its records
        are still to be checked again. `reading` are the rules that reading a file applies.
        """
        chunk = self._usable(job, batch, reading)
        if chunk is None:
            return None
        records = dict(chunk.records)
        changed = [record for record in batch.ids if not _holds(records, job, batch, record)]
        if len(changed) > FEW:
            return None
        checker = job.checker(batch)
        records.update((record, checker.look(record)[0]) for record in changed)
        return Chunk(chunk.context, {record: records[record] for record in batch.ids})

    def _usable(self, job: BatchJob, batch: Batch, reading: Collection[str]) -> Chunk | None:
        known = self.known.get(batch.name)
        if known is None or known.batch.kind != batch.kind:
            return None
        context = job.contexts[batch.campaign]
        if known.chunk.context == context:
            return known.chunk
        catalogue = job.catalogue
        if known.campaign is None or known.settings != catalogue.settings:
            return None
        if batch.campaign in catalogue.campaigns:
            return known.chunk
        without = {record: _read(old, reading) for record, old in known.chunk.records.items()}
        return Chunk(context, without)


def _holds(records: Mapping[str, CachedRecord], job: BatchJob, batch: Batch, record: str) -> bool:
    root: Path = job.catalogue.root
    return record in records and is_current(records[record], root, batch, record)


def _read(old: CachedRecord, reading: Collection[str]) -> CachedRecord:
    """What is known of a record whose campaign cannot be read: what is wrong with its own file.

    A record that could not be read itself has no card, and all its findings are of that sort.
    """
    kept = (one for one in old.findings if old.card is None or one.rule in reading)
    return old._replace(card=None, findings=tuple(kept), depends=())
