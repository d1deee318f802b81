"""Ask one web server for its files: politely, within limits, and never another host.

The person who calls the command names the host, so it may be a private or loopback address. A
redirect to any other host is told, not followed; so nothing that a page or a server says can lead
a request elsewhere.
"""

from __future__ import annotations

import hashlib
import random
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore

from campaignkit.handover.content_coding import CodingError, decoder

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 500, 502, 503, 504})
_PORTS = {"http": 80, "https": 443}
_LONGEST_WAIT = 60.0
_JITTER = 0.5


class UnreachableError(OSError):
    """A server did not answer; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class ClientLimits:
    """How hard a server may be asked. Times in seconds, sizes in bytes.

    `rate` are requests a second over all `connections`; `timeout` is for one piece of an answer,
    and twice that plus the time at `slowest` bytes a second for a whole one; `retry_wait` doubles
    with each of the `retries`; `kept` bytes of an answer are remembered.
    """

    rate: float = 20.0
    connections: int = 4
    timeout: float = 20.0
    retries: int = 2
    retry_wait: float = 1.0
    redirects: int = 5
    slowest: int = 20_000
    kept: int = 8_000_000
    user_agent: str = "campaignkit-verify/1 (+check of a site against its manifest)"


@dataclass(frozen=True, slots=True)
class SiteAnswer:
    """What a server gave for a file.

    `url` is where redirects ended, `away` the address at another host that one leads to. `digests`
    are SHA-256 of the body as it was sent and as it was before its content coding; `body` is the
    beginning of the latter, `size` all its bytes as far as they were read, `whole` whether that
    was everything.
    """

    status: int
    url: str
    html: bool = False
    digests: frozenset[str] = frozenset()
    body: bytes = b""
    size: int = 0
    whole: bool = True
    away: str = ""
    fault: str = ""


class SiteClient(AbstractContextManager["SiteClient"]):
    """Connections to one host, shared by threads. Times are those of the monotonic clock."""

    def __init__(self, limits: ClientLimits) -> None:
        self.limits = limits
        self._turn, self._next_at = threading.Lock(), 0.0
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=limits.connections,
            max_keepalive_connections=limits.connections,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def get(self, url: str, most: int) -> SiteAnswer:
        """The answer for `url`, redirects within the host followed; at most `most` bytes are read.

        Raises `UnreachableError` where the server gives none, after retries.
        """
        start = url
        for _ in range(self.limits.redirects + 1):
            answer, location = self._with_retries(url, most)
            if not location:
                return answer
            target = _joined(url, location)
            if not may_follow(start, target):
                return SiteAnswer(answer.status, url, away=target or location)
            url = target
        return SiteAnswer(answer.status, url, fault=f"跳转超过 {self.limits.redirects} 次")

    def _with_retries(self, url: str, most: int) -> tuple[SiteAnswer, str]:
        wait = self.limits.retry_wait
        for attempt in range(self.limits.retries + 1):
            last = attempt == self.limits.retries
            try:
                answer, location, after = self._once(url, most)
            except (httpcore.TimeoutException, TimeoutError):
                fault, after = "超时", None
            except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
                fault, after = _connection_fault(error), None
            else:
                if answer.status not in _BUSY:
                    return answer, location
                fault = f"HTTP {answer.status}"
            if not last:
                time.sleep(min(after or wait * 2**attempt, _LONGEST_WAIT) * _jittered())
        raise UnreachableError(fault)

    def _once(self, url: str, most: int) -> tuple[SiteAnswer, str, float | None]:
        """An answer, where it redirects to, and after how many seconds to ask again."""
        self._wait_for_turn()
        parts = urlsplit(url)
        headers = [
            ("Host", parts.netloc),
            ("User-Agent", self.limits.user_agent),
            ("Accept", "*/*"),
            ("Accept-Encoding", "identity"),
            ("Cache-Control", "no-cache"),
        ]
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), self.limits.timeout)
        with self._pool.stream(
            "GET", url, headers=headers, extensions={"timeout": timeouts}
        ) as response:
            fields = {n.decode("latin-1").lower(): v for n, v in reversed(response.headers)}
            if response.status in _REDIRECTS and "location" in fields:
                return SiteAnswer(response.status, url), _text(fields["location"]), None
            if response.status in _BUSY:
                return (
                    SiteAnswer(response.status, url),
                    "",
                    _seconds(fields.get("retry-after", b"")),
                )
            return self._read(response, url, fields, most), "", None

    def _read(
        self, response: httpcore.Response, url: str, fields: dict[str, bytes], most: int
    ) -> SiteAnswer:
        html = b"html" in fields.get("content-type", b"").lower()
        sent, plain, kept, size = hashlib.sha256(), hashlib.sha256(), bytearray(), 0
        end = time.monotonic() + 2 * self.limits.timeout + most / self.limits.slowest
        chunks = _hashed(_until(response.iter_stream(), end), sent)
        try:
            undo = decoder(_text(fields.get("content-encoding", b"")))
            for piece in undo(chunks) if undo else chunks:
                plain.update(piece)
                size += len(piece)
                kept += piece[: max(0, self.limits.kept - len(kept))]
                if size > most:
                    return SiteAnswer(
                        response.status, url, html, body=bytes(kept), size=size, whole=False
                    )
        except CodingError as error:
            return SiteAnswer(response.status, url, html, fault=f"压缩过的内容解不开（{error}）")
        digests = frozenset({sent.hexdigest(), plain.hexdigest()})
        return SiteAnswer(response.status, url, html, digests, bytes(kept), size)

    def _wait_for_turn(self) -> None:
        with self._turn:
            wait = self._next_at - time.monotonic()
            self._next_at = max(self._next_at, time.monotonic()) + 1 / self.limits.rate
        if wait > 0:
            time.sleep(wait)


def may_follow(start: str, target: str) -> bool:
    """Whether a redirect stays at the host that was named: same port, or the step to HTTPS."""
    try:
        one, other = urlsplit(start), urlsplit(target)
        ports = [part.port or _PORTS.get(part.scheme) for part in (one, other)]
    except ValueError:
        return False
    if one.hostname != other.hostname or other.username or other.scheme not in _PORTS:
        return False
    return ports[0] == ports[1] or (one.scheme, *ports) == ("http", 80, 443)


def _joined(url: str, location: str) -> str:
    """The address that a redirect leads to, in ASCII; empty where it is none."""
    try:
        joined = urljoin(url, location).partition("#")[0]
        parts = urlsplit(joined)
    except ValueError:
        return ""
    return joined if joined.isascii() else parts._replace(path=_quoted(parts.path)).geturl()


def _quoted(path: str) -> str:
    return "".join(
        char if char.isascii() else "".join(f"%{byte:02X}" for byte in char.encode())
        for char in path
    )


def _hashed(chunks: Iterable[bytes], total: hashlib._Hash) -> Iterator[bytes]:
    for chunk in chunks:
        total.update(chunk)
        yield chunk


def _until(chunks: Iterable[bytes], end: float) -> Iterator[bytes]:
    """The chunks that come before a moment of the monotonic clock; then `TimeoutError`."""
    for chunk in chunks:
        if time.monotonic() > end:
            raise TimeoutError
        yield chunk


def _connection_fault(error: Exception) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ConnectionRefusedError):
            return "拒绝连接"
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"证书有问题（{cause.verify_message}）"
        cause = cause.__cause__ or cause.__context__
    return "连接中断" if isinstance(error, httpcore.ProtocolError) else "连接不上"


def _text(value: bytes) -> str:
    """A header's text: UTF-8, as Chinese servers send it, else Latin-1 (RFC 9110, 5.5)."""
    try:
        return value.decode()
    except UnicodeError:
        return value.decode("latin-1")


def _seconds(value: bytes) -> float | None:
    return float(value) if value.strip().isdigit() else None


def _jittered() -> float:
    """Near 1, so that several threads do not come back at the same moment."""
    return random.uniform(1, 1 + _JITTER)
