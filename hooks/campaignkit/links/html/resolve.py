"""A link as written on a page -> what it means, as a browser reads it (WHATWG URL).

ada-url does the parsing. A short path without it serves the plain relative links that make up
most of a site; a test holds the two against each other.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

import ada_url

from campaignkit.links.html import spelling


class TargetKind(StrEnum):
    """What a link turned out to be."""

    FILE = "file"
    """A path of this site."""
    ABOVE = "above"
    """A path of this site, but written with more `..` than there are folders."""
    OUTSIDE = "outside"
    """On our host, but not under our sub-path."""
    WEB = "web"
    """Another site; `path` holds the URL without its fragment."""
    FAULT = "fault"
    """Wrong as written, wherever it may lead; `path` holds a code of `messages`."""
    INERT = "inert"
    """Nothing to look up: `data:`, `javascript:`, a healthy `mailto:` or `tel:`."""


class Target(NamedTuple):
    """The meaning of a link. `path` has no leading slash; `fragment` is percent-encoded."""

    kind: TargetKind
    path: str = ""
    fragment: str = ""


UNKNOWN_ROOT = "https://site.invalid/"
"""Stands for the address of a site that was not told; `.invalid` can never be a real host."""

_PLAIN = re.compile(
    r"((?:\.\./)*)([A-Za-z0-9_-][A-Za-z0-9_./-]*)?(?:#([A-Za-z0-9_.-]*))?\Z", re.ASCII
)
_ODD = re.compile(r"//|\./|/\.\.?\Z")
_DIRECTIVE = re.compile(r":~:.*\Z", re.DOTALL)
_INERT = frozenset({"data:", "javascript:", "blob:", "about:", "vbscript:", "view-source:"})
_TRIM = "".join(map(chr, range(0x21)))


MAX_CACHED_TARGETS = 2_000
"""The shared targets are cleared when there are this many."""


class Resolver:
    """Resolves links of the pages under one root URL."""

    def __init__(self, base_url: str | None = None, *, allow_local: bool = False) -> None:
        """Raise `ValueError` where `base_url` is no http(s) URL.

        With `allow_local` this machine and private networks are sites like any other (tests).
        """
        try:
            root = ada_url.URL(base_url or UNKNOWN_ROOT)
        except ValueError:
            raise ValueError(f"not a URL: {base_url}") from None
        if root.protocol not in {"http:", "https:"}:
            raise ValueError(f"not an http(s) URL: {base_url}")
        self.host = root.host
        self.prefix = root.pathname.rpartition("/")[0] + "/" if base_url else "/"
        if base_url and not root.pathname.endswith("/"):
            self.prefix = root.pathname + "/"
        self.origin = f"{root.protocol}//{root.host}"
        self.allow_local = allow_local
        self.cached: dict[tuple[int, str], Target] = {}
        """What links mean that climb to the root, on all pages that many folders deep."""

    def page(self, path: str, base: str | None = None, charset: str = "utf-8") -> PageBase:
        """The page built as `path`, with its `<base href>` if it has one."""
        return PageBase(self, path, base, charset)


class PageBase:
    """One page's view: the same link means the same all over it."""

    def __init__(self, resolver: Resolver, path: str, base: str | None, charset: str) -> None:
        self.resolver = resolver
        self.path = path
        self.charset = charset
        self.folders = path.split("/")[:-1]
        self.plain = base is None
        self.depth = len(self.folders)
        if base is not None:
            try:
                self.url = ada_url.join_url(self.url, _sendable(base))
            except ValueError:
                self.plain = True

    @cached_property
    def url(self) -> str:
        """The address that relative links start from."""
        encoded = quote(self.path.encode("utf-8", "surrogateescape"), safe="/")
        return f"{self.resolver.origin}{self.resolver.prefix}{encoded}"

    def _above(self, up: int) -> str:
        return "".join(f"{folder}/" for folder in self.folders[: self.depth - up])

    def resolve(self, link: str) -> Target:
        """What `link` on this page means."""
        if not self.plain:
            return self._resolve(link)
        shared = self.resolver.cached
        cached = shared.get((self.depth, link))
        if cached:
            return cached
        match = _PLAIN.match(f"{link}/" if link.endswith("/..") else link)
        if not match:
            return self._resolve(link)
        up, rest, fragment = len(match[1]) // 3, match[2] or "", match[3] or ""
        if up > self.depth or _ODD.search(rest) or rest in {".", ".."}:
            return self._resolve(link)
        if not up and not rest:
            return Target(TargetKind.FILE, self.path, fragment)
        target = Target(TargetKind.FILE, self._above(up) + rest, fragment)
        if up == self.depth:
            if len(shared) >= MAX_CACHED_TARGETS:
                shared.clear()
            shared[self.depth, link] = target
        return target

    def _resolve(self, link: str) -> Target:
        code = spelling.before_parsing(link)
        if code:
            return Target(TargetKind.FAULT, code)
        text = link.strip(_TRIM)
        if self.plain and (not text or text.startswith("#")):
            return self._own_fragment(text)
        try:
            url = ada_url.URL(self._in_charset(_sendable(text)), base=self.url)
        except ValueError:
            return Target(TargetKind.FAULT, "bad-url")
        if url.protocol in {"http:", "https:"}:
            return self._http(link, url)
        if url.protocol in _INERT:
            return Target(TargetKind.INERT)
        code = spelling.other_scheme(url.protocol, text)
        return Target(TargetKind.FAULT, code) if code else Target(TargetKind.INERT)

    def _own_fragment(self, text: str) -> Target:
        fragment = re.sub(r"[\t\n\r]", "", text[1:])
        encoded = quote(fragment.encode("utf-8", "replace"), safe="%!\"#$&'()*+,-./:;=?@[]^_{|}~")
        return Target(TargetKind.FILE, self.path, _DIRECTIVE.sub("", encoded))

    def _http(self, link: str, url: ada_url.URL) -> Target:
        resolver = self.resolver
        fragment = _DIRECTIVE.sub("", url.hash[1:])
        if url.host != resolver.host:
            return self._web(link, url, fragment)
        if not url.pathname.startswith(resolver.prefix):
            if url.pathname + "/" == resolver.prefix:
                return Target(TargetKind.FILE, "", fragment)
            if re.match(r"[\t\n\r ]*(?:https?:)?[\\/]{2}", link, re.IGNORECASE):
                return self._web(link, url, fragment)
            return Target(TargetKind.OUTSIDE, _path(url.pathname), fragment)
        path = _path(url.pathname[len(resolver.prefix) :])
        kind = TargetKind.ABOVE if self.plain and self._climbs_out(link) else TargetKind.FILE
        return Target(kind, path, fragment)

    def _web(self, link: str, url: ada_url.URL, fragment: str) -> Target:
        code = spelling.in_web_url(link, url, allow_local=self.resolver.allow_local)
        return (
            Target(TargetKind.FAULT, code)
            if code
            else Target(TargetKind.WEB, url.href.partition("#")[0], fragment)
        )

    def _climbs_out(self, link: str) -> bool:
        """Whether a relative link has more `..` than there are folders to leave."""
        path = re.split(r"[?#]", re.sub(r"[\t\n\r]", "", link.strip(_TRIM)))[0].replace("\\", "/")
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", path):
            return False
        above = self.resolver.prefix.count("/") - 1
        depth = 0 if path.startswith("/") else len(self.folders) + above
        for segment in re.sub("%2e", ".", path, flags=re.IGNORECASE).lstrip("/").split("/"):
            depth += -1 if segment == ".." else 0 if segment == "." else 1
            if depth < 0:
                return True
        return False

    def _in_charset(self, link: str) -> str:
        """On a page in another character set, browsers encode the query in that set."""
        head, mark, query = link.partition("?")
        if self.charset.startswith("utf") or not mark or query.isascii():
            return link
        query, hash_mark, fragment = query.partition("#")
        encoded = "".join(
            char if char.isascii() else quote(char.encode(self.charset, "xmlcharrefreplace"))
            for char in query
        )
        return f"{head}?{encoded}{hash_mark}{fragment}"


def _path(encoded: str) -> str:
    """A path as a file system has it; bytes that are not UTF-8 become surrogates, as in `os`."""
    return unquote_to_bytes(encoded).decode("utf-8", "surrogateescape")


def _sendable(text: str) -> str:
    """Without lone surrogates, which JSON can smuggle in and no URL can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
