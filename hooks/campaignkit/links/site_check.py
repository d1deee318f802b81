"""The whole check of a built site: files in, findings out. The build and the command call it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from campaignkit.links.cache.link_store import LinkStore
from campaignkit.links.cache.read_site import MapParallel, ReadBatch, SiteReading
from campaignkit.links.causes import Cause, Place, causes, dump, load, survey
from campaignkit.links.finding import LinkFinding, SourceMap
from campaignkit.links.html.attributes import Use
from campaignkit.links.html.extract import readable
from campaignkit.links.html.file_record import FileRecord
from campaignkit.links.html.resolve import Resolver, TargetKind
from campaignkit.links.judge.site_files import Site
from campaignkit.links.judge.verdict import Judge
from campaignkit.links.origin.source_scan import SourceNotes, scan_sources
from campaignkit.links.policy import Policy
from campaignkit.links.writing import Writer

Web = dict[tuple[str, str], list[Place]]


@dataclass
class LinkCheckResult:
    """The outcome: findings in order, how many files were read, and links to other sites.

    `writer` turns later causes, those of other sites, into findings by the same rules.
    """

    findings: list[LinkFinding]
    files: int
    writer: Writer
    web: Web


def check_site(
    root: Path,
    base_url: str | None = None,
    sources: SourceMap | None = None,
    policy: Policy | None = None,
    cache_file: Path | None = None,
    workers: int | None = None,
    *,
    site: Site | None = None,
    map_parallel: MapParallel | None = None,
) -> list[LinkFinding]:
    """Check every link of the site built in `root`, asking no other site.

    `base_url` is the address that the site will have; its own absolute URLs then count as links
    into the site. `sources` maps faults back to what the editor wrote. With `cache_file` a later
    check reads only what has changed. `site` names the files that will be published, where the
    folder holds others too or need not be looked through; `map_parallel` uses several cores,
    for a caller who knows a better way than new processes. Raises `OSError` if `root` is no
    folder, and `ValueError` if `base_url` is no http(s) URL.
    """
    return check(
        root, base_url, sources, policy, cache_file, workers, site=site, map_parallel=map_parallel
    ).findings


def check(
    root: Path,
    base_url: str | None = None,
    sources: SourceMap | None = None,
    policy: Policy | None = None,
    cache_file: Path | None = None,
    workers: int | None = None,
    *,
    site: Site | None = None,
    map_parallel: MapParallel | None = None,
    web: bool = False,
) -> LinkCheckResult:
    """As `check_site`, and with `web` gather the links to other sites, for `external`."""
    policy = policy or Policy()
    allow_local = policy.external.allow_private
    resolver = Resolver(base_url, allow_local=allow_local)
    job = _CheckJob(root, resolver, site or Site.under(root), sources, workers, map_parallel, web)
    stamp = f"{base_url or ''} {allow_local}"
    cache = LinkStore(cache_file, stamp)
    try:
        gathered = _gather(job, cache)
    except sqlite3.OperationalError:
        cache.close()  # the disk is full, or another check is writing: do without
        gathered = _gather(job, LinkStore(None, stamp))
    except sqlite3.DatabaseError:
        cache.discard()
        gathered = _gather(job, LinkStore(None, stamp))
    finally:
        cache.close()
    writer = Writer(root, sources, policy, gathered.comments, gathered.source_notes)
    findings = writer.findings(gathered.causes)
    findings += writer.source_findings(findings)
    listed = in_order([*findings, *writer.ignore_findings()])
    files = sum(1 for _ in readable(iter(job.site.files)))
    return LinkCheckResult(listed, files, writer, gathered.web)


@dataclass(frozen=True)
class _CheckJob:
    """What to look at, and how."""

    root: Path
    resolver: Resolver
    site: Site
    sources: SourceMap | None
    workers: int | None
    map_parallel: MapParallel | None
    web: bool


@dataclass(frozen=True)
class _Gathered:
    """What the site and its sources say, before policy and ignores."""

    causes: list[Cause]
    comments: list[str]
    source_notes: dict[str, SourceNotes]
    web: Web


def _gather(job: _CheckJob, cache: LinkStore) -> _Gathered:
    found, comments = _causes(job, cache)
    source_notes = scan_sources(job.sources, cache) if job.sources else {}
    cache.commit()
    return _Gathered(
        found, comments, source_notes, web_places(SiteReading(job.site, cache)) if job.web else {}
    )


def _causes(job: _CheckJob, cache: LinkStore) -> tuple[list[Cause], list[str]]:
    """All causes, and the pages with ignore comments: remembered, or found now."""
    key, packed, comments = cache.value("outcome") or (b"", b"", [])
    if key == job.site.key:
        return load(packed), comments
    reading = SiteReading(job.site, cache)
    reading.update(ReadBatch(job.root, job.resolver), job.workers, job.map_parallel)
    judge = Judge(job.site, reading.record, job.resolver.prefix, cache.value("removed") or ())
    surveyed = survey(reading, judge)
    found, comments = causes(reading, judge, surveyed), sorted(surveyed.commented)
    cache.set_value("outcome", (job.site.key, dump(found), comments))
    return found, comments


def web_places(reading: SiteReading) -> Web:
    """URL and fragment of every link to another site, with its places."""
    found: Web = defaultdict(list)
    linking = [
        (page, places) for page, record in reading.all_records() if (places := _web(page, record))
    ]
    for _, places in sorted(linking, key=lambda pair: pair[0]):
        for key, place in places:
            found[key].append(place)
    return found


def _web(page: str, record: FileRecord) -> list[tuple[tuple[str, str], Place]]:
    """The links of one page to other sites, in its order."""
    indexes = {
        index
        for index, wanted in enumerate(record.wanted)
        if wanted.kind == TargetKind.WEB and wanted.use != Use.ORIGIN
    }
    return [
        (
            (record.wanted[index].path, record.wanted[index].fragment),
            Place(page, offset, link),
        )
        for offset, _, link, index in (record.occurrences() if indexes else ())
        if index in indexes
    ]


def in_order(findings: Iterable[LinkFinding]) -> list[LinkFinding]:
    """Findings as a report shows them."""
    return sorted(findings, key=lambda finding: finding.sort_key)
