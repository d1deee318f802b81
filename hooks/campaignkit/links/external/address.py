"""Which addresses may be asked, and a network backend that connects to nothing else.

The name is resolved once and the address that was vetted is the one connected to, so a name server
that changes its answer in between (DNS rebinding) gains nothing. Every redirect comes through here
again. Environment proxies are not used: they would resolve names on their own.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Allowed = Callable[[Address, int], bool]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_HOST_SERVICES = tuple(map(ipaddress.ip_network, ("168.63.129.16/32", "192.0.0.0/24")))
"""Global by number or by Python's table, yet metadata services of a cloud machine's own host."""


class RefusedAddressError(httpcore.ConnectError):
    """The host is not on the public internet; `literal` if the URL itself names the address.

    A name may mean something else to a reader elsewhere, an address means the same to all.
    """

    def __init__(self, message: str, *, literal: bool = False) -> None:
        super().__init__(message)
        self.literal = literal


class UnknownHostError(httpcore.ConnectError):
    """The name server knows no such host (`final`), or gave no answer this time."""

    def __init__(self, message: str, *, final: bool) -> None:
        super().__init__(message)
        self.final = final


def is_public(address: Address, _port: int = 0) -> bool:
    """Whether anyone may ask this address: global, also in what it may stand for in IPv4."""
    return all(map(_is_global, _meanings(address)))


def _is_global(address: Address) -> bool:
    usable = address.is_global and not address.is_multicast and not address.is_reserved
    return usable and not any(address in network for network in _HOST_SERVICES)


def _meanings(address: Address) -> Iterable[Address]:
    """The address, or the IPv4 addresses that a gateway would make of it."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    found: list[Address] = [address]
    if address.sixtofour:
        found.append(address.sixtofour)
    if address.teredo:
        found += address.teredo
    if address in _NAT64:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    if int(address) >> 32 == 0 and int(address) > 1:
        found.append(ipaddress.IPv4Address(int(address)))  # ::127.0.0.1, "IPv4-compatible"
    return found


class VettingBackend(httpcore.AsyncNetworkBackend):
    """Resolves, vets, connects. `allowed` decides on an address and port."""

    def __init__(self, allowed: Allowed = is_public) -> None:
        self.allowed = allowed
        self._inner = httpcore.AnyIOBackend()
        self._resolved: dict[tuple[str, int], list[Address]] = {}

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a vetted address of `host`.

        Raises `RefusedAddressError` where it has none, `UnknownHostError` where it is unknown.
        """
        addresses = await self._resolve(host, port)
        vetted = [address for address in addresses if self.allowed(address, port)]
        if not vetted:
            literal = host.strip("[]") == str(addresses[0])
            raise RefusedAddressError(f"{host} → {addresses[0]}", literal=literal)
        error: Exception | None = None
        for address in vetted[:2]:
            try:
                return await self._inner.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
        raise error or RefusedAddressError(host)

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        """Refused: no URL leads to a socket file."""
        raise RefusedAddressError("unix socket")

    async def sleep(self, seconds: float) -> None:
        """Sleep; httpcore asks for it."""
        await asyncio.sleep(seconds)

    async def _resolve(self, host: str, port: int) -> list[Address]:
        try:
            return [ipaddress.ip_address(host.strip("[]"))]
        except ValueError:
            pass
        if (host, port) not in self._resolved:
            self._resolved[host, port] = await _look_up(host, port)
        return self._resolved[host, port]


async def _look_up(host: str, port: int) -> list[Address]:
    loop = asyncio.get_running_loop()
    try:
        rows = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        final = error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None)}
        raise UnknownHostError(str(error.strerror or error), final=final) from error
    except UnicodeError as error:
        raise UnknownHostError(str(error), final=True) from error
    addresses = [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in rows]
    return list(dict.fromkeys(addresses))
