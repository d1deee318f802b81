"""`campaignkit slides export CAMPAIGN-ID`: the file with which a kind's event is run in a hall."""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import click

from campaignkit.base import report
from campaignkit.base.findings import Finding, Level, Position, in_order
from campaignkit.content.check import CheckResult
from campaignkit.content.entities import Gathered
from campaignkit.content.folders import CONTENT
from campaignkit.content.load import read_record
from campaignkit.content.project import Project, open_project, published_folders
from campaignkit.kinds import Collection, kind_named
from campaignkit.kinds.hall import Hall, HallRequest
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.files import content_file
from campaignkit.model.record import Record
from campaignkit.slides.deck_commands import HallOptions, targets
from campaignkit.slides.output import deck_images

HALL_FILE_PUBLIC = "hall-file-public"
"""Rule: a file with secret questions does not go where readers come to see."""


@dataclass(frozen=True, slots=True)
class HallExport:
    """Writes the file of a campaign whose kind has one; see `slides_group`.

    `root_of` gives the project of a path, or raises `UsageError`; `check` its content with all
    findings.
    """

    root_of: Callable[[Path], Path]
    check: Callable[[Project], CheckResult]

    def __call__(self, campaign_id: str, options: HallOptions) -> bool:
        """Write the file; False where no campaign of such a kind has this id.

        A campaign with errors is reported and not shown to anybody.
        """
        root = self.root_of(Path())
        if not (root / CONTENT / campaign_id / "campaign.yml").is_file():
            return False
        project = open_project(root)
        checked = self.check(project)
        campaign = checked.catalogue.campaigns.get(campaign_id)
        hall = kind_named(campaign.kind).hall if campaign else None
        _stop_at(root, [f for f in checked.findings if _is_grave(f, campaign_id)])
        if campaign is None or hall is None:
            return False
        public = _public_folder(root, options.to)
        if public:
            _stop_at(root, [_refusal(hall.secret(campaign), public)])
        _write(checked.catalogue, campaign, hall, options, _event(root, campaign, hall, options))
        return True


def _is_grave(finding: Finding, campaign_id: str) -> bool:
    path = f"{CONTENT}/{campaign_id}/"
    return finding.level is Level.ERROR and finding.position.path.startswith(path)


def _stop_at(root: Path, findings: list[Finding]) -> None:
    if findings:
        click.echo(report.as_text(in_order(findings), report.lines_under(root)), nl=False)
        sys.exit(1)


def _event(root: Path, campaign: Campaign, hall: Hall, options: HallOptions) -> str:
    """What the file is for: what was asked for, or the only one there is."""
    events = list(hall.events(campaign))
    if not events:
        _stop_at(root, [hall.missing(campaign)])
    if options.event in events:
        return options.event
    known = "、".join(f"“{event}”" for event in events)
    if options.event:
        raise click.UsageError(f"没有“{options.event}”这一轮\n   改法：--round 可以写 {known}")
    if len(events) > 1:
        raise click.UsageError(f"有几轮写了现场环节\n   改法：用 --round 写要哪一轮：{known}")
    return events[0]


def _public_folder(root: Path, to: Path) -> Path | None:
    """The published folder that `to` lies in, whatever links lead there."""
    real = to.resolve()
    folders = (folder.resolve() for folder in published_folders(root))
    return next((folder for folder in folders if real.is_relative_to(folder)), None)


def _refusal(place: Position, folder: Path) -> Finding:
    return Finding(
        place,
        HALL_FILE_PUBLIC,
        f"现场的文件里有题和答案，不能写进 {folder.name}/：那里的文件会发布到网站上",
        "--to 写项目以外的文件夹，例如 U 盘，或项目里的 private/",
    )


def _write(
    catalogue: Catalogue, campaign: Campaign, hall: Hall, options: HallOptions, event: str
) -> None:
    (file,) = targets(options.to, f"{campaign.title} {event}", (".html",))
    made = hall.make(
        HallRequest(
            campaign,
            catalogue,
            event,
            options.seed,
            lambda card: _record(catalogue, campaign, card),
            lambda name: _picture(catalogue.root / CONTENT / campaign.id, name),
        )
    )
    file.write_text(made.html, "utf-8")
    click.echo(f"{file}　{file.stat().st_size / 1024:.0f} KB")
    click.echo(f"抽题的签：{made.seed}。换一批题，加 --seed 另写一个。")
    click.echo("这个文件里有题和答案，只给现场的主持人，比赛以前不要外传。")


def _record(catalogue: Catalogue, campaign: Campaign, card: Card) -> Record | None:
    """The record of a card; its batch has long dropped it, so it is read again."""
    collection: Collection | None = kind_named(campaign.kind).collection(card.collection)
    if collection is None:
        return None
    item = catalogue.document_of(card)
    return read_record(catalogue, collection, campaign.id, card.id, Gathered(), item)[0]


def _picture(home: Path, name: str) -> str:
    """A picture of the campaign's as a `data:` URL, without metadata; empty where there is none."""
    file, suffix = content_file(home, name), PurePosixPath(name).suffix.lower()
    suffix = {".jpeg": ".jpg"}.get(suffix, suffix)
    raw = deck_images.prepare(file, suffix) if file and file.is_file() else None
    if raw is None:
        return ""
    sort = deck_images.FORMATS[suffix].lower()
    return f"data:image/{sort};base64,{base64.b64encode(raw).decode()}"
