"""What differs between a deployed site and its manifest, and the findings that tell it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.handover.page_parts import ActiveElement, read_page
from campaignkit.handover.safe_paths import shown
from campaignkit.handover.site_manifest import PackedFile, SiteManifest

_BOM = b"\xef\xbb\xbf"
_MOST_NAMED = 20
"""Foreign elements that are told of a page."""


_MOST_MOVED = 3
"""Redirects that are told one by one."""


class FileState(StrEnum):
    """How a file of the deployed site compares; the value is the rule of its finding."""

    SAME = "file-same"
    CHANGED = "file-changed"
    MISSING = "file-missing"
    ADDED = "file-added"
    LED_AWAY = "file-led-away"
    """The server sends readers of this file to another host."""
    MOVED = "file-moved"
    """The server redirects within the site, and the content there is right."""
    UNREAD = "file-unread"
    """The file could not be looked at, so nothing is known of it."""


_MESSAGES = {
    FileState.CHANGED: ("与清单不一样", "从 ZIP 里重新上传它，并查清是谁改的"),
    FileState.MISSING: ("服务器上没有这个文件", "从 ZIP 里重新上传它"),
    FileState.ADDED: ("清单里没有这个文件", "不是自己放的就删掉，并查清是谁放的"),
    FileState.LED_AWAY: ("读者会被带到别的网站", "检查服务器的跳转设置：这可能是网页被篡改"),
    FileState.MOVED: ("服务器会跳转，内容一致", ""),
    FileState.UNREAD: ("没有查到", "过一会儿再运行一次，会接着查"),
}
_LEVELS = {FileState.MOVED: Level.INFO, FileState.UNREAD: Level.WARNING}
_FOREIGN = "foreign-script"
_KINDS = {
    "script": "脚本",
    "iframe": "嵌入的网页",
    "frame": "嵌入的网页",
    "embed": "嵌入的内容",
    "object": "嵌入的内容",
    "applet": "嵌入的程序",
    "base": "改掉链接起点的 base",
    "refresh": "自动跳转",
    "form": "向别的网站提交的表单",
}


@dataclass(frozen=True, slots=True)
class FileResult:
    """How one file compares; `detail` says in what, `foreign` what it runs that is not ours."""

    path: str
    state: FileState
    detail: str = ""
    foreign: tuple[ActiveElement, ...] = ()


def change_of(raw: bytes, expected: PackedFile) -> str:
    """In what the bytes of a file differ from those in the manifest, as far as digests tell."""
    plain = raw.removeprefix(_BOM)
    for words, restored in (
        ("开头多了 BOM，内容没有变", plain),
        ("换行被改成了 CRLF，内容没有变：上传时不要用文本模式", _unix(raw)),
        ("开头多了 BOM，换行被改成了 CRLF，内容没有变", _unix(plain)),
        ("开头的 BOM 没有了，内容没有变", _BOM + raw),
    ):
        if hashlib.sha256(restored).hexdigest() == expected.sha256:
            return words
    if not raw:
        return "文件是空的"
    return size_change(len(raw), expected)


def size_change(size: int, expected: PackedFile) -> str:
    """The difference in words where only the size is known."""
    if size == expected.size:
        return "大小一样，内容被改过"
    return f"有 {size:,} 个字节，应当是 {expected.size:,} 个"


def foreign_elements(path: str, raw: bytes, manifest: SiteManifest) -> tuple[ActiveElement, ...]:
    """What a page runs, embeds or leads to that no page of the pack does."""
    ours = frozenset(manifest.active)
    found = read_page(path, raw, manifest.site).active
    return tuple(sorted(part for part in found if part.key not in ours))


def findings(results: Iterable[FileResult], place: str) -> Iterator[Finding]:
    """The findings on what is not the same. `place` stands before each path, with a `/`.

    Redirects within the site come by thousands, as from HTTP to HTTPS: only some are told one by
    one.
    """
    moved = 0
    for result in results:
        moved += result.state is FileState.MOVED
        quiet = result.state is FileState.MOVED and moved > _MOST_MOVED
        if result.state is FileState.SAME or quiet:
            continue
        message, hint = _MESSAGES[result.state]
        position = Position(shown(f"{place}{result.path}"))
        told = f"{message}：{result.detail}" if result.detail else message
        level = _LEVELS.get(result.state, Level.ERROR)
        yield Finding(position, result.state.value, told, hint, level)
        for element in result.foreign[:_MOST_NAMED]:
            yield Finding(position, _FOREIGN, _foreign_message(element), _FOREIGN_HINT)
        rest = len(result.foreign) - _MOST_NAMED
        if rest > 0:
            yield Finding(position, _FOREIGN, f"还有 {rest} 处这样的内容", _FOREIGN_HINT)
    if moved > _MOST_MOVED:
        yield _moved_message(moved - _MOST_MOVED, place)


_FOREIGN_HINT = "网页可能被人篡改：先留下证据，再从 ZIP 里重新上传，并查服务器"


def _moved_message(count: int, place: str) -> Finding:
    message, hint = _MESSAGES[FileState.MOVED]
    told = f"还有 {count} 个文件，{message}"
    return Finding(Position(shown(place)), FileState.MOVED.value, told, hint, Level.INFO)


def _foreign_message(element: ActiveElement) -> str:
    kind = _KINDS.get(element.kind, f"属性 {element.kind} 里的代码")
    what = element.excerpt or element.what
    return shown(f"网页里多了打包时没有的{kind}：{what[:200]}")


def _unix(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n")
