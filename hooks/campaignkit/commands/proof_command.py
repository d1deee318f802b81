"""`campaignkit proof`: what reviewers read on paper and sign by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from campaignkit.base.findings import Finding, in_order
from campaignkit.base.store import write_whole
from campaignkit.commands.article_command import OpenChecked
from campaignkit.commands.printed import new_folder, print_beside, refuse_existing
from campaignkit.content.check import CheckResult
from campaignkit.content.folders import CONTENT
from campaignkit.model.campaign import Campaign
from campaignkit.model.content_fingerprint import changes
from campaignkit.model.nearest import did_you_mean
from campaignkit.model.outline import keys_of
from campaignkit.office.article.blocks import ArticlePicture
from campaignkit.office.article.page_blocks import SitePage, page_article
from campaignkit.office.bare_picture import bare_picture
from campaignkit.office.proof.proof_facts import consent_rows, records_of, source_lines
from campaignkit.office.proof.proof_page import ProofContent, proof_page
from campaignkit.office.proof.signed_texts import campaign_texts, read_signed, text_changes
from campaignkit.site.page_bodies import PageBodies, PageBody

_LEFT_OUT = ("related",)
"""Sections of pages that lead to other campaigns, which are signed for themselves."""


def proof_command(checked: OpenChecked) -> click.Command:
    """The command; `checked` is called when it runs."""

    @click.command("proof")
    @click.argument("campaign_id", metavar="ID", default="")
    @click.option("--changed", is_flag=True, help="所有上次签字以后改过的、没有签过的活动。")
    @click.option("--to", required=True, type=click.Path(file_okay=False, path_type=Path))
    @click.option("--pdf/--no-pdf", default=True, help="有 Chromium 时另做 PDF。")
    def proof(campaign_id: str, changed: bool, to: Path, pdf: bool) -> None:
        """做活动 ID 的送审稿：全部网页、改动、检查结果、来源、本人同意，留签字的格。"""
        if bool(campaign_id) == changed:
            raise click.UsageError("写一个活动的 ID，或者写 --changed")
        content, site_url = checked(True)
        root = content.catalogue.root
        chosen = _changed(content) if changed else [_named(content, campaign_id)]
        if not chosen:
            click.echo("没有改过的活动，不用送审。")
            return
        folder = new_folder(to, root / CONTENT)
        files = {campaign.id: folder / f"送审稿-{campaign.id}.html" for campaign in chosen}
        refuse_existing(list(files.values()))
        for campaign in chosen:
            page = proof_page(_proof(content, campaign, site_url, only_changed=changed))
            write_whole(files[campaign.id], page.encode())
        made = [*files.values(), *(print_beside(list(files.values())) if pdf else ())]
        click.echo("写好了：\n" + "".join(f"  {file}\n" for file in made), nl=False)
        click.echo("看过、在纸上签过以后，运行 campaignkit review 签到网站上。")

    return proof


def _named(content: CheckResult, campaign_id: str) -> Campaign:
    campaigns = content.catalogue.campaigns
    if campaign_id not in campaigns:
        hint = did_you_mean(campaign_id, campaigns) or "先用 campaignkit check 改好它"
        raise click.UsageError(f"没有能读的活动“{campaign_id}”\n   改法：{hint}")
    return campaigns[campaign_id]


def _changed(content: CheckResult) -> list[Campaign]:
    """Campaigns that say something else than was signed last, or were never signed."""
    root = content.catalogue.root
    found = []
    for campaign in content.catalogue.campaigns.values():
        signed = _last_fingerprint(campaign)
        if signed is None or changes(campaign, root, signed):
            found.append(campaign)
    return found


def _last_fingerprint(campaign: Campaign) -> dict[str, str] | None:
    steps = [step.fingerprint for step in campaign.review if step.fingerprint]
    return steps[-1] if steps else None


def _proof(
    content: CheckResult, campaign: Campaign, site_url: str, *, only_changed: bool
) -> ProofContent:
    catalogue = content.catalogue
    signed, texts = _last_fingerprint(campaign), read_signed(campaign, catalogue.root)
    records = list(records_of(content, campaign))
    proof = ProofContent(campaign, f"{catalogue.as_of:%Y-%m-%d}", signed_before=signed is not None)
    proof.changed = changes(campaign, catalogue.root, signed or {})
    if texts is not None:
        proof.changes = text_changes(texts, campaign_texts(campaign, catalogue.root))
    only = proof.changed if only_changed and signed is not None else None
    bodies = list(_bodies(PageBodies(content, site_url), campaign, only))
    proof.pages = [(body.uri, page_article(_site_page(body, site_url))) for body in bodies]
    proof.pictures = _pictures(proof, catalogue.root)
    proof.findings = _findings(content, campaign)
    proof.sources = source_lines(campaign, records)
    proof.consents = list(consent_rows(content, campaign, records))
    proof.titles = {key: field.title or key for key, field in keys_of(type(campaign)).items()}
    proof.steps = {step.id: step.title for step in catalogue.settings.review_steps}
    return proof


def _site_page(body: PageBody, site_url: str) -> SitePage:
    return SitePage(
        body.html, body.uri, site_url, body.title, body.description, body.assets, _LEFT_OUT
    )


def _bodies(
    pages: PageBodies, campaign: Campaign, only: list[str] | tuple[str, ...] | None
) -> Iterator[PageBody]:
    """The campaign's own pages, then its records; of these only changed ones where `only` is given.

    `only` names parts of a fingerprint: a record's file, its text, or a whole folder.
    """
    yield from pages.campaign(campaign.id)
    for body in pages.records(campaign.id):
        folder, record = body.uri.rstrip("/").rsplit("/", 2)[-2:]
        own = (f"{folder}/", f"{folder}/{record}.")
        if only is None or any(part in own or part.startswith(own[1]) for part in only):
            yield body


def _pictures(proof: ProofContent, root: Path) -> dict[str, str]:
    paths = {
        block.path
        for _, article in proof.pages
        for block in article.blocks
        if isinstance(block, ArticlePicture)
    }
    read = {
        path: bare_picture((root / path).read_bytes()) for path in paths if (root / path).is_file()
    }
    return {path: shown for path, shown in read.items() if shown}


def _findings(content: CheckResult, campaign: Campaign) -> list[Finding]:
    """What is found in the campaign's folder, but that it is not signed as it stands."""
    own = f"{CONTENT}/{campaign.id}/"
    signing = ("review-stale", "review-missing")
    found = (one for one in content.findings if one.position.path.startswith(own))
    return in_order(one for one in found if one.rule not in signing)
