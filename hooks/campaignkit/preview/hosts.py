"""Which names a preview answers to.

A page elsewhere can have its own name lead to this machine (DNS rebinding), and would then read
drafts and findings. The browser tells by which name it asks: that must be this machine's, or the
address that the preview was given.
"""

from __future__ import annotations

from ipaddress import ip_address


def may_ask(host: str | None, given: str) -> bool:
    """Whether a request is answered, by its `Host` header; `given` is the address listened on.

    No browser leaves the header out. A preview that listens on every address answers to each of
    them as a number: only a name can be led elsewhere.
    """
    if host is None:
        return True
    name = _without_port(host.strip()).lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost") or name == given.lower():
        return True
    try:
        asked = ip_address(name)
    except ValueError:
        return False
    return asked.is_loopback or _listens_everywhere(given)


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _listens_everywhere(given: str) -> bool:
    try:
        return ip_address(given).is_unspecified
    except ValueError:
        return not given
