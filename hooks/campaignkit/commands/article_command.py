"""`campaignkit article`: a page of the site for an official account and for the paper file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from campaignkit.base import report
from campaignkit.base.findings import Level, in_order
from campaignkit.commands.printed import new_folder, refuse_existing
from campaignkit.content.check import CheckResult
from campaignkit.content.folders import CONTENT
from campaignkit.kinds import kind_named
from campaignkit.model.nearest import did_you_mean
from campaignkit.office.article.page_blocks import SitePage, page_article
from campaignkit.office.article.write_article import DOCX_NAME, HTML_NAME, write_article
from campaignkit.site.page_bodies import PageBodies, PageBody

OpenChecked = Callable[[bool], tuple[CheckResult, str]]
"""Checks the content, with drafts or without; the result, and the site's address or nothing."""

_LISTS = ("related", "attachments")
"""Sections of a page that lead to other pages and files."""


def article_command(checked: OpenChecked) -> click.Command:
    """The command; `checked` is called when it runs."""

    @click.command("article")
    @click.argument("page_id", metavar="ID")
    @click.option("--record", default="", help="活动里一条记录的编号；公示页写 notice。")
    @click.option("--to", required=True, type=click.Path(file_okay=False, path_type=Path))
    def article(page_id: str, record: str, to: Path) -> None:
        """把活动、公示或人物 ID 的一页做成公众号用的 HTML 和归档用的 Word。"""
        content, site_url = checked(False)
        catalogue = content.catalogue
        _stop_at_errors(content, page_id)
        body = _body(PageBodies(content, site_url), page_id, record)
        folder = new_folder(to, catalogue.root / CONTENT)
        refuse_existing([folder / HTML_NAME, folder / DOCX_NAME])
        campaign = catalogue.campaigns.get(page_id)
        names = [c.name for c in kind_named(campaign.kind).collections] if campaign else []
        title = body.title.rpartition(" · ")[0] or body.title if record else body.title
        page = SitePage(
            body.html,
            body.uri,
            site_url,
            title,
            body.description,
            body.assets,
            (*_LISTS, *names),
        )
        written = write_article(
            page_article(page),
            catalogue.root,
            folder,
            catalogue.settings.publisher.name,
            catalogue.as_of,
        )
        click.echo(f"写好了，在 {folder}：")
        click.echo("".join(f"  {name}\n" for name in written.files), nl=False)
        click.echo("".join(f"注意：{told}\n" for told in written.told), nl=False)
        click.echo(f"在浏览器里打开 {HTML_NAME}，全选，复制到公众号编辑器；图片从文件夹里传上去。")

    return article


def _stop_at_errors(content: CheckResult, page_id: str) -> None:
    """Print the errors of a campaign or a person; what has errors is not published anywhere."""
    own = (f"{CONTENT}/{page_id}/", f"{CONTENT}/people/{page_id}.yml")
    wrong = [
        found
        for found in in_order(content.findings)
        if found.level is Level.ERROR and found.position.path.startswith(own)
    ]
    if wrong:
        click.echo(report.as_text(wrong, report.lines_under(content.catalogue.root)), nl=False)
        click.echo("没有写：先改好上面的错误。")
        sys.exit(1)


def _body(pages: PageBodies, page_id: str, record: str) -> PageBody:
    """The page that is asked for. Raises `UsageError` where readers have none."""
    catalogue = pages.checked.catalogue
    campaign = catalogue.campaigns.get(page_id)
    if campaign is None:
        person = None if record else pages.person(page_id)
        if person:
            return person
        known = [*catalogue.campaigns, *(person.id for person in catalogue.visible_people())]
        hint = did_you_mean(page_id, known) or "写活动或人物的编号；撤回同意的人没有页面"
        raise click.UsageError(f"没有“{page_id}”的页面\n   改法：{hint}")
    if not catalogue.visible(campaign):
        hint = "定稿后在 campaign.yml 里写 state: published"
        raise click.UsageError(f"“{campaign.title}”还是草稿，不发文章\n   改法：{hint}")
    uri = f"campaigns/{page_id}/{record}/" if record else f"campaigns/{page_id}/"
    found = next((body for body in pages.campaign(page_id) if body.uri == uri), None)
    if found is None and record:
        found = pages.record(page_id, record)
    if found is None:
        hint = "写记录的编号（文件名不带 .yml）；退出的、没有同意公开的没有页面"
        raise click.UsageError(f"活动“{page_id}”没有“{record}”这一页\n   改法：{hint}")
    return found
