"""What a page wants -> a fault or nothing, asked once for each thing wanted on the whole site."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from campaignkit.links.html import spelling
from campaignkit.links.html.attributes import Use
from campaignkit.links.html.file_record import FileRecord, Wanted
from campaignkit.links.html.resolve import TargetKind
from campaignkit.links.judge import hints
from campaignkit.links.judge.site_files import Lookup, Site
from campaignkit.links.judge.summary import Want
from campaignkit.links.messages import LinkFault, fault

_HAS_IDS = (".html", ".htm", ".xhtml", ".shtml", ".svg")
_PAGES = _HAS_IDS[:-1]
_SVG_VIEW = re.compile(r"svgView\(|xywh=|t=|xpointer\(")
_FILE, _WEB = TargetKind.FILE.value, TargetKind.WEB.value
_WIDE = str.maketrans("：＠／．。，；？＃＆＝％－＿（）【】！～", ":@/..,;?#&=%-_()[]!~")


class Judge:
    """Knows the built files, their ids, and the site's own prefix."""

    def __init__(
        self,
        site: Site,
        record: Callable[[str], FileRecord | None],
        prefix: str = "/",
        removed: Collection[str] = (),
    ) -> None:
        """`record` gives the record of a file; `gone` are files that an earlier run saw."""
        self.site = site
        self.record = record
        self.prefix = prefix
        self.hints = hints.Hints(site, removed)
        self.elsewhere: dict[str, list[str]] = {}
        """Pages that have an id, by the ids that are missed somewhere and that few pages have."""

    def is_at_fault(self, wanted: Want) -> bool:
        """Whether `judge` will find a fault, whatever the ids of the file that is wanted."""
        kind, path, _, use, image = wanted
        if kind != _FILE:
            return kind != _WEB or use in {Use.LOAD, Use.ORIGIN}
        file = f"{path}index.html" if not path or path.endswith("/") else path
        return file not in self.site.files or (image and file.lower().endswith(_PAGES))

    def misses(self, wanted: Wanted) -> str:
        """The id that a file lacks though it is wanted there, or nothing."""
        found, path = self.site.find(wanted.path)
        if found is Lookup.NO or not path.lower().endswith(_HAS_IDS):
            return ""
        record = self.record(path)
        return (
            "" if record is None or _has(record, path, wanted.fragment) else _name(wanted.fragment)
        )

    def judge(self, wanted: Wanted, link: str) -> LinkFault | None:
        """The fault of one wanted thing; `link` is how it was written the first time."""
        by_kind = {
            TargetKind.FILE: self._file,
            TargetKind.ABOVE: self._above,
            TargetKind.OUTSIDE: self._outside,
            TargetKind.WEB: self._web,
            TargetKind.FAULT: self._spelled,
        }
        return by_kind[TargetKind(wanted.kind)](wanted, link)

    def _file(self, wanted: Wanted, link: str) -> LinkFault | None:
        found, path = self.site.find(wanted.path)
        if found is Lookup.NO:
            return self._missing(wanted, link)
        if wanted.image and path.lower().endswith(_PAGES):
            return fault("not-image", link)
        if wanted.fragment:
            missing = self._anchor(wanted, path)
            if missing:
                return missing
        if found is Lookup.SLASH:
            return fault("slash", re.split(r"[?#]", link)[0])
        return None

    def _above(self, wanted: Wanted, link: str) -> LinkFault | None:
        if self.site.find(wanted.path)[0] is Lookup.NO:
            return fault("above-missing", link)
        return fault("above", link)

    def _outside(self, wanted: Wanted, link: str) -> LinkFault | None:
        if not link.lstrip().startswith(("/", "\\")):
            return fault("outside-up", link, self.prefix)
        path = wanted.path.lstrip("/")
        if self.site.find(path)[0] is Lookup.NO:
            return fault("outside", link, self.prefix)
        return fault("outside", link, self.prefix, f"改成“{self.prefix}{path}”，或写相对链接")

    def _web(self, wanted: Wanted, link: str) -> LinkFault | None:
        if wanted.use not in {Use.LOAD, Use.ORIGIN}:
            return None
        return fault("foreign-host", urlsplit(wanted.path).netloc)

    def _spelled(self, wanted: Wanted, link: str) -> LinkFault | None:
        return fault(wanted.path, link)

    def _missing(self, wanted: Wanted, link: str) -> LinkFault:
        path = wanted.path
        similar = (
            self._other_form(path)
            or self._encoding(path, re.split(r"[?#]", link)[0] or path)
            or self._spelling(path, link)
        )
        if similar:
            return similar
        hint = self.hints.for_path(path)
        code = "missing-asset" if wanted.use == Use.LOAD else "missing"
        return fault(code, path or "/", "", hint)

    def _other_form(self, path: str) -> LinkFault | None:
        other = self.site.same_but_for_form(path)
        if not other:
            return None
        same_case = unicodedata.normalize("NFC", other) == unicodedata.normalize("NFC", path)
        return fault("unicode-form" if same_case else "case", path, other)

    def _encoding(self, path: str, link: str) -> LinkFault | None:
        if re.search(r"%[0-9a-fA-F]{2}", path):
            twice = unquote_to_bytes(path.encode("utf-8", "surrogateescape"))
            text = _text(twice)
            decoded_path = self.site.find(text)[1] if text else ""
            if decoded_path or re.search(r"%(?:25|[89a-fA-F][0-9a-fA-F])", path):
                return fault("double-encoded", link, text or unquote(path))
        return self._gbk(path, link)

    def _gbk(self, path: str, link: str) -> LinkFault | None:
        """Bytes that are no UTF-8, or by chance are, but name a file if they are read as GBK."""
        raw = path.encode("utf-8", "surrogateescape")
        broken = any("\udc80" <= char <= "\udcff" for char in path)
        if not broken and path.isascii():
            return None
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError:
            return fault("not-utf8", link) if broken else None
        if broken or self.site.find(text)[1]:
            return fault("gbk-encoded", link, text)
        return None

    def _spelling(self, path: str, link: str) -> LinkFault | None:
        written = unquote(link.strip())
        if spelling.invisible(link):
            return fault("invisible", link)
        if spelling.missing_scheme(written):
            return fault("no-scheme", link)
        if re.fullmatch(r"[^/@＠\s]+[@＠][^/@＠\s]+\.[a-zA-Z]{2,}", written):
            return fault("no-mailto", link)
        narrow = unicodedata.normalize("NFKC", unquote(path).translate(_WIDE))
        if narrow != path and self.site.find(narrow)[1]:
            return fault("wide", link, narrow)
        stuck = spelling.glued(re.split(r"[?#]", written)[0])
        if stuck:
            return fault("glued", link)
        if re.search(r"[：＠．。？＃％]", path):
            return fault("wide", link, written.translate(_WIDE))
        return None

    def _anchor(self, wanted: Wanted, path: str) -> LinkFault | None:
        name = self.misses(wanted)
        record = self.record(path)
        if not name or record is None:
            return None
        address = path.removesuffix("index.html") or "/"
        if re.fullmatch(r"_\d+", name):
            return fault("anchor-numbered", address, name)
        hint = self.hints.for_anchor(wanted.fragment, record.ids, self.elsewhere.get(name, []))
        return fault("anchor", address, name, hint)


def pages_by_id(
    names: frozenset[str], records: Iterable[tuple[str, FileRecord]]
) -> dict[str, list[str]]:
    """Pages by the ids among `names` that few of them have."""
    found: dict[str, list[str]] = {}
    for path, record in records:
        for name in record.ids & names:
            pages = found.setdefault(name, [])
            if len(pages) < _COMMON:
                pages.append(path)
    return {
        name: [path.removesuffix("index.html") or "/" for path in sorted(pages)]
        for name, pages in found.items()
        if len(pages) < _COMMON
    }


_COMMON = 4


def _name(raw: str) -> str:
    return _text(unquote_to_bytes(raw)) or unquote(raw)


def _has(record: FileRecord, path: str, raw: str) -> bool:
    """Whether a fragment leads somewhere in a file."""
    name = _name(raw)
    if raw in record.ids or name in record.ids or name.lower() == "top":
        return True
    if path.lower().endswith(".svg") and _SVG_VIEW.match(name):
        return True
    # A route of the page's own script, such as a slide deck's `#/3`.
    return record.scripted and name.startswith(("/", "!"))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
