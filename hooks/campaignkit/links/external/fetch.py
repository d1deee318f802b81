"""Ask one URL: GET, redirects followed by hand, aborted as soon as enough is known.

HEAD would be cheaper, but many servers answer it wrongly (405, 403, 404 for a page that is there).
"""

from __future__ import annotations

import asyncio
import re
import ssl
import zlib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookies import CookieError, SimpleCookie
from urllib.parse import unquote

import ada_url
import httpcore

from campaignkit.links.external.address import RefusedAddressError, UnknownHostError
from campaignkit.links.external.outcome import Outcome, UrlState, failed, of_status, unsure
from campaignkit.links.html.decode import decode
from campaignkit.links.html.extract import extract
from campaignkit.links.policy import External

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_SOFT_BYTES = 65_536
_SOFT_TITLE = re.compile(
    r"\b404\b|not found|页面不存在|找不到|无法找到|已删除|page (?:does not|doesn't) exist",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<title[^>]*>([^<]{0,300})", re.IGNORECASE)


Turn = Callable[[str], Awaitable[None]]


class Fetcher:
    """Asks URLs through `pool`, within the limits; `turn` waits until a host may be asked."""

    def __init__(self, pool: httpcore.AsyncConnectionPool, limits: External, turn: Turn) -> None:
        self.pool = pool
        self.limits = limits
        self.turn = turn

    async def fetch(self, url: str, fragments: Iterable[str] = ()) -> Outcome:
        """The outcome for `url`; with `fragments` the page is read and its anchors looked up."""
        try:
            async with asyncio.timeout(self.limits.timeout) as deadline:
                return await self._follow(url, frozenset(fragments), deadline)
        except (TimeoutError, httpcore.TimeoutException):
            return unsure("超时")
        except RefusedAddressError as error:
            if error.literal:
                return failed(f"不是公网地址：{error}")
            return unsure(f"不是公网地址，没有访问：{error}", again=False)
        except UnknownHostError as error:
            if error.final:
                return failed("域名不存在")
            return unsure(f"域名解析失败：{error}")
        except httpcore.ConnectError as error:
            return _connect_error(error)
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            return unsure(f"连接中断：{type(error).__name__}")

    async def _follow(
        self, url: str, fragments: frozenset[str], deadline: asyncio.Timeout
    ) -> Outcome:
        start, cookies, seen = url, _Cookies(), {url}
        permanent, hops = True, 0
        while True:
            refused = _refused(url)
            if refused:
                return refused
            await self._wait_turn(url, deadline)
            result = await self._get(url, cookies, fragments)
            if isinstance(result, Outcome):
                return _with_redirects(result, start, url, hops, permanent=permanent)
            status, location, new_cookies = result
            permanent = permanent and status in _PERMANENT
            hops += 1
            try:
                url = ada_url.join_url(url, location).partition("#")[0]
            except ValueError:
                return failed("跳转到不合法的地址")
            if url in seen and not new_cookies:
                return failed("循环跳转")
            if hops > self.limits.max_redirects:
                return failed(f"跳转超过 {self.limits.max_redirects} 次")
            seen.add(url)

    async def _wait_turn(self, url: str, deadline: asyncio.Timeout) -> None:
        """Waiting out of politeness is not the server's fault and does not count."""
        deadline.reschedule(None)
        await self.turn(ada_url.URL(url).host)
        deadline.reschedule(asyncio.get_running_loop().time() + self.limits.timeout)

    async def _get(
        self, url: str, cookies: _Cookies, fragments: frozenset[str]
    ) -> Outcome | tuple[int, str, bool]:
        """The final outcome, or status, location and whether cookies were set, of a redirect."""
        host = ada_url.URL(url).hostname
        headers = [
            ("Host", ada_url.URL(url).host),
            ("User-Agent", self.limits.user_agent),
            ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"),
            ("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5"),
            ("Accept-Encoding", "identity"),
            *cookies.headers(host),
        ]
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), self.limits.timeout)
        async with self.pool.stream(
            "GET", url, headers=headers, extensions={"timeout": timeouts}
        ) as response:
            fields = [
                (n.decode("latin-1").lower(), v.decode("latin-1")) for n, v in response.headers
            ]
            header = dict(reversed(fields))
            if response.status in _REDIRECTS and "location" in header:
                set_cookies = [value for name, value in fields if name == "set-cookie"]
                location = _utf8(header["location"])
                return response.status, location, cookies.take(host, set_cookies)
            if not 200 <= response.status < 300:
                return of_status(response.status, _retry_after(header.get("retry-after", "")))
            if "html" not in header.get("content-type", "").lower():
                return Outcome(UrlState.OK, status=response.status)
            limit = self.limits.max_bytes if fragments else _SOFT_BYTES
            body = await _body(response, header.get("content-encoding", ""), limit)
        return _page(body, response.status, fragments, whole=len(body) < limit)


def _with_redirects(
    outcome: Outcome, start: str, url: str, hops: int, *, permanent: bool
) -> Outcome:
    """Add what the redirects say to the outcome of the page at their end."""
    if not hops or outcome.state is not UrlState.OK:
        return outcome
    ends_at_home = ada_url.URL(url).pathname == "/" and ada_url.URL(start).pathname.count("/") > 1
    if ends_at_home and not outcome.soft:
        outcome = replace(outcome, soft="跳转到了首页")
    if permanent:
        return replace(outcome, state=UrlState.REDIRECTED, moved=url, reason="永久跳转")
    return outcome


def _refused(url: str) -> Outcome | None:
    parsed = ada_url.URL(url)
    if parsed.protocol not in {"http:", "https:"}:
        return failed(f"跳转到 {parsed.protocol} 地址")
    if parsed.username or parsed.password:
        return unsure("地址里有用户名或密码，没有访问", again=False)
    return None


def _connect_error(error: httpcore.ConnectError) -> Outcome:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ConnectionRefusedError):
            return failed("拒绝连接")
        if isinstance(cause, ssl.SSLCertVerificationError):
            return unsure(f"证书有问题：{cause.verify_message}", again=False)
        cause = cause.__cause__ or cause.__context__
    if "refused" in str(error).lower():
        return failed("拒绝连接")
    return unsure("连接不上")


async def _body(response: httpcore.Response, coding: str, limit: int) -> bytes:
    """At most `limit` bytes of the body; compressed bodies are inflated within the same limit."""
    inflate = zlib.decompressobj(wbits=47) if coding.lower() in {"gzip", "deflate"} else None
    body = bytearray()
    try:
        async for chunk in response.aiter_stream():
            body += inflate.decompress(chunk, limit - len(body)) if inflate else chunk
            if len(body) >= limit:
                break
    except zlib.error:
        pass
    return bytes(body[:limit])


def _page(body: bytes, status: int, fragments: frozenset[str], *, whole: bool) -> Outcome:
    text, _, _ = decode(body)
    title = _TITLE.search(text)
    soft = "标题像是“找不到”" if title and _SOFT_TITLE.search(title[1]) else ""
    missing: frozenset[str] = frozenset()
    if fragments and whole:
        facts = extract("page.html", text)
        names = {*facts.ids, *facts.named}
        missing = frozenset(
            name
            for name in fragments
            if name not in names and unquote(name) not in names and name.lower() != "top"
        )
    return Outcome(UrlState.OK, status=status, soft=soft, missing=missing)


def _retry_after(value: str) -> float | None:
    """Seconds, from a number or a date."""
    if value.strip().isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _utf8(value: str) -> str:
    """A header that holds raw UTF-8, as Chinese servers send it."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


class _Cookies:
    """Cookies of one chain: some sites set one, redirect, and want to see it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, bool, str], str] = {}

    def take(self, host: str, lines: Iterable[str]) -> bool:
        """Keep what a response sets; tell whether anything is new."""
        before = dict(self._kept)
        for line in lines:
            parsed: SimpleCookie = SimpleCookie()
            try:
                parsed.load(line)
            except CookieError:
                continue
            for name, morsel in parsed.items():
                domain = morsel["domain"].lstrip(".").lower()
                wide = bool(domain) and (host == domain or host.endswith(f".{domain}"))
                self._kept[domain if wide else host, wide, name] = morsel.coded_value
        return self._kept != before

    def headers(self, host: str) -> list[tuple[str, str]]:
        """The `Cookie` header for `host`, if any."""
        pairs = [
            f"{name}={value}"
            for (domain, wide, name), value in self._kept.items()
            if host == domain or (wide and host.endswith(f".{domain}"))
        ]
        return [("Cookie", "; ".join(pairs))] if pairs else []
