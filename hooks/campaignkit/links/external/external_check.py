"""Links to other sites: which to ask, what the answers mean, and the findings about them."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

from campaignkit.base.findings import Level
from campaignkit.links.causes import Cause, Place
from campaignkit.links.external.address import Allowed
from campaignkit.links.external.outcome import Outcome, UrlState
from campaignkit.links.external.outcome_cache import CachedOutcome, OutcomeCache
from campaignkit.links.external.schedule import Schedule
from campaignkit.links.messages import fault
from campaignkit.links.policy import IgnoredLink, Policy

Web = dict[tuple[str, str], list[Place]]
Progress = Callable[[int, int], None]
_DAY = 86_400.0
_CHINA = timezone(timedelta(hours=8))


@dataclass
class ExternalResult:
    """The causes to report by state, the links of each host by state, and what was asked."""

    causes: list[tuple[Cause, UrlState]]
    hosts: dict[str, Counter[UrlState]]
    outcome_cache: OutcomeCache
    links: Web


def check_web(
    web: Web,
    policy: Policy,
    outcome_cache: OutcomeCache,
    *,
    strict: bool = False,
    offline: bool = False,
    allowed: Allowed | None = None,
    progress: Progress | None = None,
    now: float | None = None,
) -> ExternalResult:
    """Ask the links of `web` that no cached outcome answers; each URL once, whatever its fragments.

    A broken link counts from its second run on, or at once if `strict`. With `offline` only what
    earlier runs learnt is reported, and no socket is opened. `allowed` replaces the rule that only
    public addresses are asked (tests). `now` is in seconds since 1970.
    """
    started = time.time() if now is None else now
    limits = policy.external
    links = {
        (url, fragment if limits.anchors else ""): places
        for (url, fragment), places in _merged(web, anchors=limits.anchors).items()
        if not _ignored(url, policy)
    }
    todo: dict[str, set[str]] = defaultdict(set)
    for url, fragment in links:
        if not offline and not outcome_cache.fresh(
            url, fragment, started, limits.fresh_days * _DAY
        ):
            todo[url].add(fragment)
    outcomes = _ask(todo, policy, allowed, progress)
    for url, fragments in todo.items():
        for fragment in fragments:
            outcome_cache.record(url, fragment, outcomes[url], started)
    return _result(links, outcome_cache, strict=strict)


def _ask(
    todo: dict[str, set[str]],
    policy: Policy,
    allowed: Allowed | None,
    progress: Progress | None,
) -> dict[str, Outcome]:
    by_address: dict[str, set[str]] = defaultdict(set)
    original: dict[str, list[str]] = defaultdict(list)
    for url, fragments in todo.items():
        address = url
        for rewrite in policy.rewrites:
            address = rewrite.apply(address)
        by_address[address] |= {fragment for fragment in fragments if fragment}
        original[address].append(url)
    outcomes: dict[str, Outcome] = {}

    def done(address: str, outcome: Outcome) -> None:
        for url in original[address]:
            outcomes[url] = outcome
        if progress:
            progress(len(outcomes), len(todo))

    wanted = {address: frozenset(fragments) for address, fragments in by_address.items()}
    if wanted:
        asyncio.run(Schedule(policy.external, allowed).run(wanted, done))
    return outcomes


def _merged(web: Web, *, anchors: bool) -> Web:
    if anchors:
        return web
    merged: Web = defaultdict(list)
    for (url, _), places in web.items():
        merged[url, ""] += places
    return merged


def used_ignores(web: Web, policy: Policy) -> set[IgnoredLink]:
    """The ignores that keep some link of `web` from being asked."""
    return {ignore for url, _ in web for ignore in policy.ignores if _covers(ignore, url)}


def _ignored(url: str, policy: Policy) -> bool:
    return any(_covers(ignore, url) for ignore in policy.ignores)


def _covers(ignore: IgnoredLink, url: str) -> bool:
    return ignore.covers("link-external", url, url, "*")


def _result(links: Web, outcome_cache: OutcomeCache, *, strict: bool) -> ExternalResult:
    causes: list[tuple[Cause, UrlState]] = []
    hosts: dict[str, Counter[UrlState]] = defaultdict(Counter)
    for (url, fragment), places in links.items():
        cached = outcome_cache.of(url, fragment)
        if cached is None:
            continue
        state = UrlState.BROKEN if cached.missing else cached.state
        hosts[urlsplit(url).netloc][state] += 1
        cause = _cause(url, fragment, cached, strict=strict)
        if cause:
            cause.places = places
            causes.append((cause, state))
    return ExternalResult(causes, hosts, outcome_cache, links)


def _cause(url: str, fragment: str, cached: CachedOutcome, *, strict: bool) -> Cause | None:
    target = f"{url}#{fragment}" if fragment else url
    if cached.missing:
        problem = fault("web-anchor", url, fragment)
        if cached.failures < 2 and not strict:
            problem = problem._replace(level=Level.WARNING)
        return Cause(problem, target)
    if cached.state is UrlState.BROKEN:
        confirmed = strict or cached.failures > 1
        since = f"（{_date(cached.first_failed)}起）" if cached.failures > 1 else ""
        code = "web-broken" if confirmed else "web-broken-once"
        return Cause(fault(code, target, cached.reason + since), target)
    if cached.state is UrlState.UNKNOWN:
        good = f"；上次正常是 {_date(cached.last_good)}" if cached.last_good else ""
        return Cause(fault("web-unknown", target, cached.reason + good), target)
    if cached.state is UrlState.REDIRECTED:
        return Cause(fault("web-moved", target, cached.moved), target)
    return Cause(fault("web-soft", target, cached.soft), target) if cached.soft else None


def _date(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, _CHINA).strftime("%Y-%m-%d")


def by_host(hosts: dict[str, Counter[UrlState]]) -> Iterable[str]:
    """The summary: one line a host, those with trouble first."""
    names = {"ok": "正常", "redirected": "已搬", "broken": "断链", "unknown": "不明"}
    ranked = sorted(
        hosts.items(), key=lambda item: (item[1][UrlState.OK] == item[1].total(), item[0])
    )
    for host, counts in ranked:
        counted = "，".join(
            f"{names[state]} {counts[state]}" for state in UrlState if counts[state]
        )
        yield f"{host}：{counted}"
