"""Many URLs at once, few to each host: gaps, retries with jitter, Retry-After within a budget."""

from __future__ import annotations

import asyncio
import random
import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import ada_url
import httpcore

from campaignkit.links.external.address import Allowed, VettingBackend, is_public
from campaignkit.links.external.fetch import Fetcher
from campaignkit.links.external.outcome import Outcome
from campaignkit.links.policy import External

OnOutcome = Callable[[str, Outcome], None]
_JITTER = 0.5


@dataclass
class _Host:
    """A host's turn-taking: how many at a time, and when the next may start."""

    slots: asyncio.Semaphore
    turn: asyncio.Lock
    next_at: float = 0.0


class Schedule:
    """Asks every URL of a run, each once."""

    def __init__(self, limits: External, allowed: Allowed | None = None) -> None:
        self.limits = limits
        if allowed is None:
            allowed = (lambda *_: True) if limits.allow_private else is_public
        self.allowed = allowed
        self._budget = limits.wait_budget
        self._hosts: dict[str, _Host] = defaultdict(
            lambda: _Host(asyncio.Semaphore(limits.per_host), asyncio.Lock())
        )

    async def run(self, urls: Mapping[str, frozenset[str]], on_outcome: OnOutcome) -> None:
        """Ask all `urls`, each with the fragments to look for; `on_outcome` gets each outcome."""
        context = ssl.create_default_context()
        backend = VettingBackend(self.allowed)
        slots = asyncio.Semaphore(self.limits.concurrency)
        async with httpcore.AsyncConnectionPool(
            ssl_context=context,
            network_backend=backend,
            max_connections=self.limits.concurrency * 2,
            max_keepalive_connections=0,
        ) as pool:
            fetcher = Fetcher(pool, self.limits, self._turn)

            async def one(url: str, fragments: frozenset[str]) -> None:
                host = self._hosts[ada_url.URL(url).host]
                async with host.slots, slots:
                    on_outcome(url, await self._ask(fetcher, host, url, fragments))

            async with asyncio.TaskGroup() as group:
                for url, fragments in urls.items():
                    group.create_task(one(url, fragments))

    async def _ask(
        self, fetcher: Fetcher, host: _Host, url: str, fragments: frozenset[str]
    ) -> Outcome:
        """One URL with its retries."""
        for attempt in range(self.limits.retries + 1):
            outcome = await fetcher.fetch(url, fragments)
            if not outcome.again or attempt == self.limits.retries:
                break
            wait = outcome.retry_after
            if wait is None:
                wait = self.limits.gap * 2**attempt
            wait += random.uniform(0, _JITTER) * self.limits.gap
            if wait > self._budget:
                return replace(outcome, again=True)
            self._budget -= wait
            host.next_at = max(host.next_at, time.monotonic() + wait)
        return outcome

    async def _turn(self, name: str) -> None:
        """Wait until the gap since the last request to the host is over."""
        host = self._hosts[name]
        async with host.turn:
            delay = host.next_at - time.monotonic()
            if delay > 0:
                await asyncio.sleep(delay)
            host.next_at = time.monotonic() + self.limits.gap
