"""Other sites, played by a loopback server: the right state for each bad habit, within bounds."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.links.awkward import Awkward, awkward

from campaignkit.base.findings import Level
from campaignkit.links.causes import Place
from campaignkit.links.external.address import Address
from campaignkit.links.external.external_check import ExternalResult, by_host, check_web
from campaignkit.links.external.outcome import UrlState
from campaignkit.links.external.outcome_cache import OutcomeCache
from campaignkit.links.policy import External, IgnoredLink, Policy, Rewrite
from support.apart import apart

QUICK = External(timeout=20.0, gap=0.05, retries=2, wait_budget=5.0, max_bytes=300_000)
"""Time enough on a busy machine; only what never answers is asked with less patience."""

HASTY = Policy(external=replace(QUICK, timeout=0.5))
BOUND = 40.0
"""Seconds, of which a slow page would take more if the time given to it were not kept."""

DAY = 86_400.0


@pytest.fixture
def server() -> Iterator[Awkward]:
    with awkward() as running:
        yield running


def ask(
    server: Awkward,
    *paths: str,
    policy: Policy | None = None,
    outcome_cache: OutcomeCache | None = None,
    **options: object,
) -> ExternalResult:
    """Ask paths of the server, which alone of all addresses may be reached."""
    port = server.server_address[1]

    def only_ours(address: Address, asked_port: int) -> bool:
        return str(address) == "127.0.0.1" and asked_port == port

    web = {}
    for path in paths:
        url, _, fragment = (path if "://" in path else server.url + path).partition("#")
        web[url, fragment] = [Place("index.html", 0, path)]
    return apart(
        check_web,
        web,
        policy or Policy(external=QUICK),
        outcome_cache or OutcomeCache(None),
        allowed=only_ours,
        **options,
    )


def state(server: Awkward, path: str, **options: object) -> tuple[UrlState, str]:
    """State and reason of one path, as cached."""
    asked = ask(server, path, **options)  # type: ignore[arg-type]
    (cached,) = (asked.outcome_cache.of(url, fragment) for url, fragment in asked.links)
    assert cached is not None
    return cached.state, cached.reason


OK, MOVED, BROKEN, UNKNOWN = UrlState.OK, UrlState.REDIRECTED, UrlState.BROKEN, UrlState.UNKNOWN


@pytest.mark.parametrize(
    ("path", "expected", "reason"),
    [
        ("/ok", OK, ""),
        ("/temporary", OK, ""),
        ("/moved/0", MOVED, "永久"),
        ("/moved/5", MOVED, "永久"),
        ("/chinese", MOVED, "永久"),
        ("/moved/30", BROKEN, "跳转超过 8 次"),
        ("/loop/a", BROKEN, "循环跳转"),
        ("/status/404", BROKEN, "404"),
        ("/status/410", BROKEN, "410"),
        ("/status/451", BROKEN, "451"),
        ("/status/401", UNKNOWN, "401"),
        ("/status/403", UNKNOWN, "403"),
        ("/status/412", UNKNOWN, "412"),
        ("/status/999", UNKNOWN, "999"),
        ("/status/500", UNKNOWN, "500"),
        ("/status/521", UNKNOWN, "521"),
        ("/very-busy", UNKNOWN, "429"),
        ("/busy", OK, ""),
        ("/twice", OK, ""),
        ("/cookie", OK, ""),
        ("/slow", UNKNOWN, "超时"),
        ("/endless", OK, ""),
        ("/reset", UNKNOWN, "中断"),
        ("/huge-header", UNKNOWN, "中断"),
        ("/to/metadata", BROKEN, "公网"),
        ("/to/loopback", BROKEN, "公网"),
        ("/to/mapped", BROKEN, "公网"),
        ("/to/decimal", BROKEN, "公网"),
        ("/to/octal", BROKEN, "公网"),
        ("/to/zero", BROKEN, "公网"),
        ("/to/any", BROKEN, "公网"),
        ("/to/wide", BROKEN, "公网"),
        ("/to/file", BROKEN, "file:"),
        ("/to/password", UNKNOWN, "密码"),
        ("http://no-such-host.invalid/", BROKEN, "域名"),
    ],
)
def test_each_habit_has_its_state(
    server: Awkward, path: str, expected: UrlState, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if ".invalid" in path:
        _no_such_host(monkeypatch)
    start = time.monotonic()
    found, why = state(server, path, policy=HASTY if path == "/slow" else None)
    assert found is expected
    assert reason in why
    assert time.monotonic() - start < BOUND


def _no_such_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a name server says of `.invalid`, without asking one."""

    def answer(host: object, *rest: object, **more: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", answer)


def test_refused_connection_is_broken(server: Awkward) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        asked = apart(
            check_web,
            {(url, ""): []},
            Policy(external=QUICK),
            OutcomeCache(None),
            allowed=lambda *_: True,
        )
    cached = asked.outcome_cache.of(url, "")
    assert cached
    assert (cached.state, cached.reason) == (BROKEN, "拒绝连接")


def test_a_name_that_leads_inside_is_not_asked(
    server: Awkward, monkeypatch: pytest.MonkeyPatch
) -> None:
    lookups = []

    def answer(host: str, port: int, *_: object, **__: object) -> list[object]:
        lookups.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.8", port))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    inside = {("http://inside.example/", ""): []}
    asked = apart(check_web, inside, Policy(external=QUICK), OutcomeCache(None))
    cached = asked.outcome_cache.of("http://inside.example/", "")
    assert cached
    assert cached.state is UNKNOWN
    assert "公网" in cached.reason
    assert lookups == ["inside.example"]


def test_the_vetted_address_is_the_one_connected_to(
    server: Awkward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that gives a good answer first and a bad one later is asked only once."""
    answers = iter(["127.0.0.1", "10.0.0.8", "10.0.0.8"])

    def answer(host: str, port: int, *_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    port = server.server_address[1]
    url = f"http://rebind.example:{port}/moved/0"
    found, _ = state(server, url)
    assert found is MOVED
    assert next(answers) == "10.0.0.8"


def test_get_only_each_url_once_and_gaps_between(server: Awkward) -> None:
    server.asked.clear()
    server.times.clear()
    server.methods.clear()
    policy = Policy(external=replace(QUICK, gap=0.3))
    start = time.monotonic()
    ask(server, "/a", "/b", "/c", "/a#x", "/a#y", policy=policy)
    assert server.asked == {"/a": 1, "/b": 1, "/c": 1}
    assert server.methods == {"GET": 3}
    # Each came after the gaps before it; two may come close when the server was slow to hear one.
    assert all(came - start > 0.29 * n for n, came in enumerate(sorted(server.times)))


def test_anchors_are_looked_up_on_request(server: Awkward) -> None:
    policy = Policy(external=replace(QUICK, anchors=True))
    asked = ask(server, "/a#名单", "/a#%E5%90%8D%E5%8D%95", "/a#nix", policy=policy, strict=True)
    (cause, found) = asked.causes[0]
    assert len(asked.causes) == 1
    assert found is BROKEN
    assert cause.target.endswith("/a#nix")
    assert cause.fault.level is Level.ERROR


def test_soft_404_is_only_a_hint(server: Awkward) -> None:
    for path in ("/soft", "/home/deep/page"):
        ((cause, found),) = ask(server, path).causes
        assert found is OK
        assert cause.fault.level is Level.INFO


def test_broken_counts_from_the_second_run(server: Awkward, tmp_path: Path) -> None:
    file = tmp_path / "cache" / "external.json"
    levels = []
    for day in (0, 1, 2):
        outcome_cache = OutcomeCache(file)
        ((cause, _),) = ask(
            server, "/status/404", outcome_cache=outcome_cache, now=day * DAY + DAY
        ).causes
        outcome_cache.save()
        levels.append(cause.fault.level)
    assert levels == [Level.WARNING, Level.ERROR, Level.ERROR]
    cached = OutcomeCache(file).of(f"{server.url}/status/404", "")
    assert cached
    assert (cached.first_failed, cached.failures, cached.last_good) == (DAY, 3, 0)
    assert "1970-01-02" in cause.fault.message


def test_strict_does_not_wait_for_a_second_run(server: Awkward) -> None:
    ((cause, _),) = ask(server, "/status/404", strict=True).causes
    assert cause.fault.level is Level.ERROR


def test_unknown_tells_the_last_good_date_and_never_fails(server: Awkward) -> None:
    outcome_cache = OutcomeCache(None)
    server.asked["/twice"] = 2
    ask(server, "/twice", outcome_cache=outcome_cache, now=DAY)
    server.asked["/twice"] = -10
    later = 30 * DAY
    ((cause, found),) = ask(server, "/twice", outcome_cache=outcome_cache, now=later).causes
    assert found is UNKNOWN
    assert cause.fault.level is Level.INFO
    assert "1970-01-02" in cause.fault.message
    server.asked["/twice"] = 0


def test_good_answers_stay_fresh_by_kind_of_check(server: Awkward) -> None:
    outcome_cache = OutcomeCache(None)
    server.asked.clear()
    ask(server, "/fresh", outcome_cache=outcome_cache, now=DAY)
    ask(server, "/fresh", outcome_cache=outcome_cache, now=DAY + 3600)
    assert server.asked["/fresh"] == 1
    anchors = Policy(external=replace(QUICK, anchors=True))
    ask(server, "/fresh#x", outcome_cache=outcome_cache, now=DAY + 3600, policy=anchors)
    assert server.asked["/fresh"] == 2
    ask(server, "/fresh", outcome_cache=outcome_cache, now=9 * DAY)
    assert server.asked["/fresh"] == 3


def test_retry_after_beyond_the_budget_is_left_for_a_later_run(server: Awkward) -> None:
    outcome_cache = OutcomeCache(None)
    server.asked.clear()
    ask(server, "/very-busy", outcome_cache=outcome_cache, now=DAY)
    ask(server, "/very-busy", outcome_cache=outcome_cache, now=DAY + 3600)
    assert server.asked["/very-busy"] == 1
    ask(server, "/very-busy", outcome_cache=outcome_cache, now=3 * DAY)
    assert server.asked["/very-busy"] == 2


def test_offline_opens_no_socket(server: Awkward, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome_cache = OutcomeCache(None)
    ask(server, "/status/404", outcome_cache=outcome_cache, now=DAY)
    monkeypatch.setattr(socket, "socket", None)
    asked = ask(server, "/status/404", "/never-asked", outcome_cache=outcome_cache, offline=True)
    assert [found for _, found in asked.causes] == [BROKEN]


def test_ignored_links_are_not_asked_and_rewritten_ones_elsewhere(server: Awkward) -> None:
    server.asked.clear()
    policy = Policy(
        ignores=(IgnoredLink("内网", rule="link-external", link="*/ignored*"),),
        rewrites=(Rewrite(r"/mirror$", "/ok", "镜像"),),
        external=QUICK,
    )
    ask(server, "/ignored", "/mirror", policy=policy)
    assert server.asked == {"/ok": 1}


def test_many_slow_pages_end_in_bounded_time(server: Awkward) -> None:
    policy = Policy(external=replace(QUICK, timeout=0.4, retries=0, per_host=2))
    start = time.monotonic()
    asked = ask(server, "/slow", "/slow?1", "/drip", "/endless", "/slow?2", policy=policy)
    assert time.monotonic() - start < BOUND
    assert {found for _, found in asked.causes} <= {UNKNOWN}


def test_summary_by_host(server: Awkward) -> None:
    asked = ask(server, "/ok", "/status/404", "/status/403", "/moved/0")
    (line,) = by_host(asked.hosts)
    assert line.endswith("：正常 1，已搬 1，断链 1，不明 1")


def test_a_damaged_memory_file_counts_as_empty(tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    for text in ("", "[]", "{", '{"version": 1}', '{"version": 1, "urls": [{}]}'):
        file.write_text(text, encoding="utf-8")
        assert OutcomeCache(file).of("x", "") is None
