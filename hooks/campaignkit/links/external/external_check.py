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
from campaignkit.links.external.memory import Memories, Memory
from campaignkit.links.external.outcome import Outcome, UrlState
from campaignkit.links.external.schedule import Schedule
from campaignkit.links.messages import fault
from campaignkit.links.policy import IgnoredLink, Policy

Web = dict[tuple[str, str], list[Place]]
Progress = Callable[[int, int], None]
_DAY = 86_400.0
_CHINA = timezone(timedelta(hours=8))


@dataclass
class ExternalQuery:
    """The causes to report by state, how many links each host has by state, and the memories."""

    causes: list[tuple[Cause, UrlState]]
    hosts: dict[str, Counter[UrlState]]
    memories: Memories
    links: Web


def check_web(
    web: Web,
    policy: Policy,
    memories: Memories,
    *,
    strict: bool = False,
    offline: bool = False,
    allowed: Allowed | None = None,
    progress: Progress | None = None,
    now: float | None = None,
) -> ExternalQuery:
    """Ask the links of `web` that no memory answers; each URL once, whatever its fragments.

    A broken link counts from its second run on, or at once if `strict`. With `offline` only what
    earlier runs learnt is told, and no socket is opened. `allowed` replaces the rule that only
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
        if not offline and not memories.fresh(url, fragment, started, limits.fresh_days * _DAY):
            todo[url].add(fragment)
    outcomes = _ask(todo, policy, allowed, progress)
    for url, fragments in todo.items():
        for fragment in fragments:
            memories.learn(url, fragment, outcomes[url], started)
    return _judged(links, memories, strict=strict)


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


def _judged(links: Web, memories: Memories, *, strict: bool) -> ExternalQuery:
    causes: list[tuple[Cause, UrlState]] = []
    hosts: dict[str, Counter[UrlState]] = defaultdict(Counter)
    for (url, fragment), places in links.items():
        memory = memories.of(url, fragment)
        if memory is None:
            continue
        state = UrlState.BROKEN if memory.missing else memory.state
        hosts[urlsplit(url).netloc][state] += 1
        cause = _cause(url, fragment, memory, strict=strict)
        if cause:
            cause.places = places
            causes.append((cause, state))
    return ExternalQuery(causes, hosts, memories, links)


def _cause(url: str, fragment: str, memory: Memory, *, strict: bool) -> Cause | None:
    target = f"{url}#{fragment}" if fragment else url
    if memory.missing:
        said = fault("web-anchor", url, fragment)
        if memory.failures < 2 and not strict:
            said = said._replace(level=Level.WARNING)
        return Cause(said, target)
    if memory.state is UrlState.BROKEN:
        confirmed = strict or memory.failures > 1
        since = f"（{_date(memory.first_failed)}起）" if memory.failures > 1 else ""
        code = "web-broken" if confirmed else "web-broken-once"
        return Cause(fault(code, target, memory.reason + since), target)
    if memory.state is UrlState.UNKNOWN:
        good = f"；上次正常是 {_date(memory.last_good)}" if memory.last_good else ""
        return Cause(fault("web-unknown", target, memory.reason + good), target)
    if memory.state is UrlState.REDIRECTED:
        return Cause(fault("web-moved", target, memory.moved), target)
    return Cause(fault("web-soft", target, memory.soft), target) if memory.soft else None


def _date(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, _CHINA).strftime("%Y-%m-%d")


def by_host(hosts: dict[str, Counter[UrlState]]) -> Iterable[str]:
    """The summary: one line a host, those with trouble first."""
    names = {"ok": "正常", "redirected": "已搬", "broken": "断链", "unknown": "不明"}
    ranked = sorted(
        hosts.items(), key=lambda item: (item[1][UrlState.OK] == item[1].total(), item[0])
    )
    for host, counts in ranked:
        told = "，".join(f"{names[state]} {counts[state]}" for state in UrlState if counts[state])
        yield f"{host}：{told}"
