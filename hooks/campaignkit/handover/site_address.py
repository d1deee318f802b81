"""A deployed site's address, and which of its URLs stands for which file."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

import ada_url

from campaignkit.handover.handover_errors import HandoverError
from campaignkit.handover.safe_paths import path_fault

_INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """The root of a deployed site: ASCII, host in lower case, a slash at the end."""

    root: str

    @classmethod
    def parse(cls, text: str) -> SiteAddress:
        """The address that a person wrote. Raises `HandoverError`."""
        try:
            url = ada_url.URL(text.strip())
        except ValueError:
            raise HandoverError(
                f"这不是网址：{text}", "例如 https://example.org/gonghui/"
            ) from None
        if url.protocol not in {"http:", "https:"} or not url.hostname:
            raise HandoverError(f"网址要以 http:// 或 https:// 开头：{text}", "写网站首页的网址")
        if url.username or url.password:
            raise HandoverError("网址里不能有用户名和密码", "去掉 @ 和它前面的部分")
        if url.search or url.hash:
            raise HandoverError(f"网址里不能有 ? 或 #：{text}", "写网站首页的网址")
        path = url.pathname.removesuffix(_INDEX)
        return cls(f"{url.protocol}//{url.host}{path if path.endswith('/') else path + '/'}")

    def url_of(self, path: str) -> str:
        """Where a reader gets a file: an index by its folder."""
        folder, _, name = path.rpartition("/")
        shown = f"{folder}/" if name == _INDEX and folder else "" if path == _INDEX else path
        return self.root + quote(shown)

    def path_of(self, url: str) -> str:
        """The file that a URL stands for; empty where it is none of this site.

        Query and fragment count for nothing: a static file has neither.
        """
        try:
            parts, root = urlsplit(url), urlsplit(self.root)
        except ValueError:
            return ""
        if (parts.hostname, parts.scheme) != (root.hostname, root.scheme):
            return ""
        if parts.netloc.rpartition("@")[2].lower() != root.netloc:
            return ""
        written, below = unquote(parts.path), unquote(root.path)
        if not f"{written}/".startswith(below):
            return ""
        path = written.removeprefix(below) if written != below.rstrip("/") else ""
        path = f"{path}{_INDEX}" if path.endswith("/") or not path else path
        return "" if path_fault(path) or "\ufffd" in path else path
