"""The whole check of a built site: files in, findings out. The build and the command call it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from campaignkit.links.cache import Cache
from campaignkit.links.causes import causes
from campaignkit.links.finding import LinkFinding, SourceMap
from campaignkit.links.judge import Judge
from campaignkit.links.policy import Policy
from campaignkit.links.reading import read_all
from campaignkit.links.record import Record
from campaignkit.links.resolve import Resolver
from campaignkit.links.site import Site
from campaignkit.links.writing import Writer


@dataclass
class Checked:
    """The outcome: findings in order, and what later steps may ask of the site."""

    findings: list[LinkFinding]
    records: Mapping[str, Record]
    writer: Writer

    @property
    def links(self) -> int:
        """How many different things the pages refer to, counted page by page."""
        return sum(len(record.wanted) for record in self.records.values())


def check_site(
    root: Path,
    base_url: str | None = None,
    sources: SourceMap | None = None,
    policy: Policy | None = None,
    cache_file: Path | None = None,
    workers: int | None = None,
) -> list[LinkFinding]:
    """Check every link of the site built in `root`, asking no other site.

    `base_url` is the address that the site will have; its own absolute URLs then count as links
    into the site. `sources` maps faults back to what the editor wrote. With `cache_file` a later
    check reads only what has changed. Raises `OSError` if `root` is no folder, and `ValueError` if
    `base_url` is no http(s) URL.
    """
    return check(root, base_url, sources, policy, cache_file, workers).findings


def check(
    root: Path,
    base_url: str | None = None,
    sources: SourceMap | None = None,
    policy: Policy | None = None,
    cache_file: Path | None = None,
    workers: int | None = None,
) -> Checked:
    """As `check_site`, and tell also what the site says about other sites."""
    policy = policy or Policy()
    resolver = Resolver(base_url)
    site = Site.under(root)
    cache = Cache(cache_file, base_url or "")
    try:
        records = read_all(root, site, base_url, cache, workers)
        gone = cache.gone()
    finally:
        cache.close()
    found = causes(records, Judge(site, records, resolver.prefix, gone))
    writer = Writer(root, sources, policy, records)
    findings = writer.findings(found)
    return Checked(in_order([*findings, *writer.about_ignores()]), records, writer)


def in_order(findings: Iterable[LinkFinding]) -> list[LinkFinding]:
    """Findings as a report shows them."""
    return sorted(findings, key=lambda finding: finding.sort_key)
