"""The whole check of a built site: files in, findings out. The build and the command call it."""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from campaignkit.links.cache import Cache
from campaignkit.links.causes import Cause, Place, causes, dump, load
from campaignkit.links.finding import LinkFinding, SourceMap
from campaignkit.links.judge import Judge
from campaignkit.links.places import Use
from campaignkit.links.policy import Policy
from campaignkit.links.reading import Reading
from campaignkit.links.resolve import Kind, Resolver
from campaignkit.links.site import Site
from campaignkit.links.writing import Writer

Web = dict[tuple[str, str], list[Place]]


@dataclass
class Checked:
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
    only: Collection[str] | None = None,
) -> list[LinkFinding]:
    """Check every link of the site built in `root`, asking no other site.

    `base_url` is the address that the site will have; its own absolute URLs then count as links
    into the site. `sources` maps faults back to what the editor wrote. With `cache_file` a later
    check reads only what has changed. `only` names the files that will be published, where the
    folder holds others too. Raises `OSError` if `root` is no folder, and `ValueError` if
    `base_url` is no http(s) URL.
    """
    return check(root, base_url, sources, policy, cache_file, workers, only).findings


def check(
    root: Path,
    base_url: str | None = None,
    sources: SourceMap | None = None,
    policy: Policy | None = None,
    cache_file: Path | None = None,
    workers: int | None = None,
    only: Collection[str] | None = None,
    *,
    web: bool = False,
) -> Checked:
    """As `check_site`, and with `web` gather the links to other sites, for `external`."""
    policy = policy or Policy()
    allow_local = policy.external.allow_private
    resolver = Resolver(base_url, allow_local=allow_local)
    site = Site.under(root, only)
    cache = Cache(cache_file, f"{base_url or ''} {allow_local}")
    try:
        reading = Reading(root, site, resolver, cache, workers)
        found, comments = _causes(reading, resolver.prefix)
        writer = Writer(root, sources, policy, comments)
        findings = writer.findings(found)
        findings += writer.written(findings)
        listed = in_order([*findings, *writer.about_ignores()])
        return Checked(listed, len(reading.readable), writer, web_places(reading) if web else {})
    finally:
        cache.close()


def _causes(reading: Reading, prefix: str) -> tuple[list[Cause], list[str]]:
    """All causes, and the pages with ignore comments: remembered, or found now."""
    remembered = reading.cache.outcome(reading.key)
    if remembered:
        packed, comments = marshal.loads(remembered)
        return load(packed), comments
    records = reading.records
    found = causes(records, Judge(reading.site, records, prefix, reading.cache.gone()))
    comments = [page for page, record in records.items() if record.comments]
    reading.cache.remember(reading.key, marshal.dumps((dump(found), comments)))
    return found, comments


def web_places(reading: Reading) -> Web:
    """URL and fragment of every link to another site, with its places."""
    found: Web = defaultdict(list)
    for page, record in reading.records.items():
        indexes = {
            index
            for index, wanted in enumerate(record.wanted)
            if wanted.kind == Kind.WEB and wanted.use != Use.ORIGIN
        }
        for occurrence in record.occurrences() if indexes else ():
            if occurrence.wanted in indexes:
                wanted = record.wanted[occurrence.wanted]
                place = Place(page, occurrence.offset, occurrence.link)
                found[wanted.path, wanted.fragment].append(place)
    return found


def in_order(findings: Iterable[LinkFinding]) -> list[LinkFinding]:
    """Findings as a report shows them."""
    return sorted(findings, key=lambda finding: finding.sort_key)
