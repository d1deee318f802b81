"""`campaignkit pack`: the published site as a signed ZIP for whoever runs the server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaignkit.base.clock import environment, now
from campaignkit.base.progress import followed
from campaignkit.content.project import (
    open_project,
    published_folders,
    site_folder,
    site_name,
    site_url,
)
from campaignkit.publish.output import Manifest
from campaignkit.publish.swap import BusyError, published

if TYPE_CHECKING:
    from campaignkit.handover.pack import PackResult

PRIVATE_KEY = "private/handover.key"
"""Where the office's private key lies, from the project; git leaves `private/` out."""

PUBLIC_KEY = "handover.pub"
"""The public key that signatures are checked with where `--key` names none, from the project."""


def pack_command(root_of: Callable[[Path], Path]) -> click.Command:
    """The command; `root_of` gives the project of a path, or raises `UsageError`."""

    @click.command("pack")
    @click.option("--out", type=click.Path(path_type=Path), help="写成哪个 ZIP，例如 网站.zip。")
    @click.option(
        "--key", "key_file", type=click.Path(path_type=Path), help=f"私钥，默认 {PRIVATE_KEY}。"
    )
    @click.option("--new-key", is_flag=True, help="做一对钥匙（第一次），不打包。")
    def pack(out: Path | None, key_file: Path | None, new_key: bool) -> None:
        """把生成好的网站打成 ZIP，配上签了名的清单和改动的网页。"""
        from campaignkit.handover.handover_errors import HandoverError

        root = root_of(Path())
        if new_key == bool(out):
            raise click.UsageError("打包写 --out 网站.zip；第一次先用 --new-key 做一对钥匙")
        try:
            if out is None:
                _make_key(root, key_file)
            else:
                _pack(root, out, key_file or root / PRIVATE_KEY)
        except (HandoverError, BusyError) as error:
            raise click.UsageError(str(error)) from None

    return pack


def _make_key(root: Path, key_file: Path | None) -> None:
    from campaignkit.handover import signing

    private = key_file or root / PRIVATE_KEY
    public = private.with_suffix(".pub") if key_file else root / PUBLIC_KEY
    told = signing.new_key(private, public, published_folders(root))
    click.echo(
        f"做好了一对钥匙。\n"
        f"  私钥：{private}（只有您能读；不要发给别人，另外备份一份）\n"
        f"  公钥：{public}（发给管服务器的人，核对网站用）\n"
        f"  公钥指纹：{told}（打电话核对这一串）"
    )


def _pack(root: Path, out: Path, key_file: Path) -> None:
    from campaignkit.handover import signing
    from campaignkit.handover.pack import PublishedSite, pack, refuse_inside

    refuse_inside(out, published_folders(root))
    key = signing.private_key(key_file, published_folders(root))
    zone = open_project(root).settings.zone
    folder = site_folder(root)
    with published(folder) as manifest:
        site = PublishedSite(
            folder.resolve(),
            site_url(root),
            site_name(root),
            {path: (entry.size, entry.modified) for path, entry in manifest.items()},
            {path: entry.sha256 for path, entry in manifest.items()},
        )
        packed = pack(
            site, out, key, _made(manifest).astimezone(zone), partial(followed, title="打包")
        )
    _report(out, packed, signing.fingerprint(key.public_key()))


def _made(manifest: Manifest) -> datetime:
    """SOURCE_DATE_EPOCH, else when the newest file of the site was written: no clock is read.

    So the same published site gives the same ZIP, and a file that changed has another time, which
    servers and browsers go by.
    """
    if environment().get("SOURCE_DATE_EPOCH"):
        try:
            return now(environment())
        except ValueError as error:
            raise click.UsageError(str(error)) from None
    newest = max((entry.modified for entry in manifest.values()), default=0)
    return datetime.fromtimestamp(newest // 1_000_000_000, UTC)


def _report(out: Path, packed: PackResult, fingerprint: str) -> None:
    from campaignkit.handover.changes import summary
    from campaignkit.handover.pack_files import CHANGES, PackPlaces

    manifest = packed.manifest
    folder = PackPlaces(out).folder
    click.echo(
        f"打好了：{out}（{len(manifest.files)} 个文件，{manifest.archive.size / 1e6:.1f} MB）\n"
        f"  清单和签名：{folder}\n"
        f"  改了什么：{folder / CHANGES}\n"
        f"  {summary(packed.changes)}\n"
        f"  公钥指纹：{fingerprint}"
    )
