"""Redirects in the settings -> pages that send a reader on; loops and conflicts are findings.

A static server can't answer 301, so an old address gets a page with `meta refresh`, a canonical
link for search engines and a plain link for everybody else.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from urllib.parse import quote

from campaignkit.base.findings import Finding, Position
from campaignkit.links.html.resolve import Resolver, TargetKind
from campaignkit.links.judge.site_files import Lookup, Site

Where = Callable[[str], Position]
"""Gives the place in the settings where the redirect from an old path is written."""

_PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<title>页面已搬家</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="canonical" href="{url}">
<meta http-equiv="refresh" content="0; url={url}">
</head>
<body>
<p>这一页已搬到<a href="{url}">{url}</a>。</p>
</body>
</html>
"""


def redirect_pages(
    redirects: Mapping[str, str], built: Collection[str], where: Where
) -> tuple[dict[str, str], list[Finding]]:
    """The pages (path -> HTML) for a map of old address -> new address, and what is wrong with it.

    Addresses are paths from the site's root (`old/`, `a/b.html`, a leading `/` is allowed) or, for
    the new one, an http(s) URL. `built` are the paths of all other built files. Chains are cut
    short: each page leads to the end of its chain. Entries at fault get no page.
    """
    site = Site.of(built)
    plan = {_file(old): (old, new.strip()) for old, new in redirects.items()}
    pages: dict[str, str] = {}
    findings: list[Finding] = []

    def complain(old: str, message: str, hint: str) -> None:
        findings.append(Finding(where(old), "link-redirect", message, hint))

    for old in redirects:
        path = _file(old)
        if not path or plan[path][0] != old:
            complain(old, f"旧地址“{old}”不对，或与另一条重复", "写从网站根目录起的路径，如 old/")
        elif path in site.files:
            complain(old, f"旧地址“{old}”上已有页面，跳转不会生效", "删去这一条，或给页面改名")
        else:
            problem, target = _end(path, plan, site)
            if problem:
                complain(old, problem, "让新地址指向一个存在的页面")
            else:
                pages[path] = _PAGE.format(url=html.escape(_relative(path, target)))
    return pages, findings


def _file(address: str) -> str:
    """The file that serves an address of the site, or nothing for one that leaves it."""
    target = Resolver().page("index.html").resolve("/" + address.strip().lstrip("/"))
    if not address.strip("/ ") or target.kind is not TargetKind.FILE or target.fragment:
        return ""
    path = target.path
    if path.endswith("/"):
        return f"{path}index.html"
    return path if re.search(r"\.html?\Z", path) else f"{path}/index.html"


def _end(path: str, plan: Mapping[str, tuple[str, str]], site: Site) -> tuple[str, str]:
    """A complaint or nothing, and the address at the end of the chain that begins at `path`."""
    way = [path]
    while True:
        new = plan[way[-1]][1]
        if re.match(r"https?://", new):
            return "", new
        target = Resolver().page("index.html").resolve("/" + new.lstrip("/"))
        if target.kind is not TargetKind.FILE:
            return f"新地址“{new}”不是本站的路径，也不是 https:// 网址", ""
        found, _ = site.find(target.path)
        if found is not Lookup.NO:
            return "", f"/{new.lstrip('/')}" + ("/" if found is Lookup.SLASH else "")
        following = _file(target.path)
        if following in way:
            names = " → ".join(plan[step][0] for step in [*way, following])
            return f"跳转绕成了圈：{names}", ""
        if following not in plan:
            return f"新地址“{new}”不存在", ""
        way.append(following)


def _relative(path: str, target: str) -> str:
    """The new address as seen from the redirect page, so that a sub-path does not matter."""
    if not target.startswith("/"):
        return target
    address, mark, rest = target.partition("#")
    start = posixpath.dirname(f"/{path}")
    relative = posixpath.relpath(address, start) + ("/" if address.endswith("/") else "")
    relative = "./" if relative == ".//" else relative
    return quote(relative, safe="/%?&=+") + mark + rest
