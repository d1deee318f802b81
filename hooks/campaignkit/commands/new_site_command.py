"""Ask for what a new site needs, and write it."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import click

from campaignkit.base.clock import environment, now
from campaignkit.commands import scaffold
from campaignkit.commands.new_site import SiteAnswers, new_site
from campaignkit.content.folders import CONTENT, printable
from campaignkit.content.load import load
from campaignkit.content.project import open_project

SITE = "site"
"""What `campaignkit new` is given in the place of a kind."""

_QUESTIONS = {
    "name": ("网站的名称", "--name 某市工会活动"),
    "publisher": ("发布网站的单位", "--publisher 某市总工会宣传教育部"),
}


def make_site(
    folder: Path, name: str | None, publisher: str | None, url: str | None, campaign: str | None
) -> None:
    """Write a site of one's own into `folder`; what was not given is asked for on a terminal."""
    answers = SiteAnswers(_answer("name", name), _answer("publisher", publisher), _address(url))
    try:
        names = new_site(folder, answers)
        if campaign:
            names += _campaign(folder, campaign)
    except scaffold.ScaffoldError as error:
        raise click.UsageError(str(error)) from None
    click.echo("写好了：\n" + "".join(f"  {name}\n" for name in names), nl=False)
    click.echo(
        f'接下来：\n  cd "{folder}"\n  campaignkit new contest 2022-essay\n  campaignkit serve'
    )


def _answer(key: str, given: str | None) -> str:
    question, example = _QUESTIONS[key]
    if given is None and sys.stdin.isatty():
        given = str(click.prompt(question))
    given = (given or "").strip()
    if not given or printable(given) != given:
        raise click.UsageError(f"没有写{question}\n   改法：加上 {example}")
    return given


def _address(given: str | None) -> str:
    if given is None and sys.stdin.isatty():
        given = str(click.prompt("网站的网址（还没有就按回车）", default="", show_default=False))
    given = (given or "").strip()
    try:
        parts = urlsplit(given)
        usable = not given or (parts.scheme in ("http", "https") and bool(parts.hostname))
    except ValueError:
        usable = False
    if not usable or printable(given) != given:
        message = f"“{printable(given)}”不是网址\n   改法：写成 https://gonghui.example.org/"
        raise click.UsageError(message)
    return given


def _campaign(folder: Path, kind: str) -> list[str]:
    """Write a first campaign, named after its kind and the year; the files' names."""
    project = open_project(folder)
    today: datetime = now(environment()).astimezone(project.settings.zone)
    loaded = load(folder, today, project.settings, preview=True)
    campaign_id = f"{today.year}-{kind}"
    made = scaffold.new(loaded, kind, campaign_id, today.date())
    return [
        *(f"{CONTENT}/{name}" for name in made.common),
        *(f"{CONTENT}/{campaign_id}/{name}" for name in made.campaign),
    ]
