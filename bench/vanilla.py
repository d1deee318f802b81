"""MkDocs with Material as it comes, and Zensical: each profile is a Markdown page of the engine."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from bench.contestant import RECORDS, Contestant
from bench.generate import profiles
from bench.measure import Command

_CONFIG = """\
site_name: 示例
site_url: https://example.org/
theme: {{name: material, custom_dir: overrides, language: zh, font: false}}
extra_css: [assets/campaignkit/site.css]
extra_javascript: [{{path: assets/campaignkit/site.js, defer: true}}]
plugins: []
markdown_extensions: [attr_list, md_in_html, tables]
{nav}
"""
_OUTSIDE = "nav: [{首页: index.md}]\nnot_in_nav: /campaigns/"
_OVERRIDE = """\
{% extends "base.html" %}
{% block extrahead %}<meta name="bench" content="ck-citation">{% endblock %}
"""
_ENGINES = {
    "mkdocs-nav": ("MkDocs + Material, in the nav", "mkdocs", ""),
    "mkdocs": ("MkDocs + Material, outside the nav", "mkdocs", _OUTSIDE),
    "zensical": ("Zensical", "zensical", _OUTSIDE),
}


def prepare(key: str, folder: Path, records: int, hooks: Path) -> Contestant:
    """A project of Markdown pages for the engine called `key`."""
    name, module, nav = _ENGINES[key]
    source = folder / "docs" / RECORDS
    source.mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# 示例\n", "utf-8")
    assets = hooks / "campaignkit" / "theme" / "assets"
    shutil.copytree(assets, folder / "docs" / "assets")
    template = folder / "overrides" / "main.html"
    template.parent.mkdir()
    template.write_text(_OVERRIDE, "utf-8")
    (folder / "mkdocs.yml").write_text(_CONFIG.format(nav=nav), "utf-8")
    for number, text in enumerate(profiles(records)):
        (source / f"p{number:06}.md").write_text(_markdown(text), "utf-8")
    words = (sys.executable, "-m", module, "build")
    return Contestant(
        key=key,
        name=name,
        records=records,
        folder=folder,
        commands=(Command(words, folder, {"NO_MKDOCS_2_WARNING": "1"}),),
        output=folder / "site",
        made=("site", ".cache"),
        source=source,
        suffix=".md",
        template=template,
    )


def _markdown(text: str) -> str:
    """A profile as one would write it for MkDocs: facts as a list, deeds as they are."""
    fields, _, deeds = text.partition("deeds: |\n")
    lines = dict(line.split(": ", 1) for line in fields.splitlines() if ": " in line[:12])
    body = deeds.replace("\n  ", "\n").removeprefix("  ")
    facts = "".join(
        f"<dt>{title}</dt><dd>{lines[key]}</dd>"
        for key, title in (("unit", "单位"), ("occupation", "职业"), ("region", "地区"))
    )
    return (
        f"---\ntitle: {lines['name']}\ndescription: {lines['citation']}\n---\n"
        f'# {lines["name"]}\n\n<dl class="ck-facts">{facts}</dl>\n\n'
        f"{body}\n> {lines['quotes'].strip('[]')}\n"
    )
