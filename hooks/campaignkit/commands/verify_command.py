"""`campaignkit verify`: what stands on the server against the signed manifest."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from campaignkit.base import report
from campaignkit.base.findings import Finding, Level, in_order
from campaignkit.base.progress import followed
from campaignkit.commands.pack_command import PUBLIC_KEY

if TYPE_CHECKING:
    from campaignkit.handover.difference import FileResult
    from campaignkit.handover.resume_file import ResumeFile
    from campaignkit.handover.site_manifest import SiteManifest

_FORMATS = {"json": report.as_json}
FOREIGN_SCRIPT = "foreign-script"
"""The rule of what a page runs that the pack's pages do not; see `handover.difference`."""

_CACHE = ".campaignkit"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_SAVED_EVERY = 200
"""Results after which what is right is written down."""


def verify_command(root_of: Callable[[Path], Path | None]) -> click.Command:
    """The command; `root_of` gives the project that a path is in, if it is in one."""

    @click.command("verify")
    @click.argument("target", metavar="DIR|URL")
    @click.option(
        "--manifest",
        "manifest_path",
        required=True,
        type=click.Path(path_type=Path),
        help="打包时写的清单：文件夹 网站.manifest，或里面的 manifest.json。",
    )
    @click.option(
        "--key", "key_file", type=click.Path(path_type=Path), help=f"公钥，默认 {PUBLIC_KEY}。"
    )
    @click.option("--format", "form", type=click.Choice(["text", *_FORMATS]), default="text")
    @click.option(
        "--rate", type=click.FloatRange(0.1, 1000), default=20.0, help="每秒最多问服务器几次。"
    )
    @click.option("--restart", is_flag=True, help="从头查，不接着上次没查完的。")
    def verify(
        target: str,
        manifest_path: Path,
        key_file: Path | None,
        form: str,
        rate: float,
        restart: bool,
    ) -> NoReturn:
        """核对服务器上的网站（DIR 文件夹，或 URL 网址）与打包时是不是一模一样。"""
        from campaignkit.handover.handover_errors import HandoverError

        root = root_of(Path()) or Path()
        try:
            manifest = _manifest(manifest_path, key_file or root / PUBLIC_KEY)
            if _SCHEME.match(target):
                place, compared = _of_url(target, manifest, root / _CACHE, rate, restart)
            else:
                place, compared = _of_folder(Path(target), manifest)
        except HandoverError as error:
            raise click.UsageError(str(error)) from None
        _tell(compared, place, form)

    return verify


def _manifest(path: Path, key_file: Path) -> SiteManifest:
    """The manifest, read only after its signature has been found right."""
    from campaignkit.handover.manifest_files import signed_manifest
    from campaignkit.handover.signing import public_key

    return signed_manifest(path, public_key(key_file))


def _of_folder(folder: Path, manifest: SiteManifest) -> tuple[str, list[FileResult]]:
    from campaignkit.handover.verify_folder import verify_folder

    if not folder.is_dir():
        raise click.UsageError(
            f"没有文件夹“{folder}”\n   改法：写网站所在的文件夹，或以 http:// 开头的网址"
        )
    watched = partial(followed, title="核对文件")
    compared = list(verify_folder(folder, manifest, watched))
    return f"{folder.as_posix().rstrip('/')}/", compared


def _of_url(
    target: str, manifest: SiteManifest, cache: Path, rate: float, restart: bool
) -> tuple[str, list[FileResult]]:
    """The results for a site; what is right is kept meanwhile, so that another call goes on."""
    from campaignkit.handover.resume_file import ResumeFile
    from campaignkit.handover.site_address import SiteAddress
    from campaignkit.handover.site_client import ClientLimits
    from campaignkit.handover.site_manifest import to_text
    from campaignkit.handover.verify_url import verify_url

    site = SiteAddress.parse(target)
    resume = ResumeFile(cache, site.root, to_text(manifest))
    if restart:
        resume.clear()
    begun, agreed = resume.load(datetime.now(UTC))
    if agreed:
        click.echo(f"接着上次没查完的：已经有 {len(agreed)} 个文件一致。", err=True)
    watched = partial(followed, title="核对网站")
    results = verify_url(site, manifest, ClientLimits(rate=rate), agreed, watched)
    return site.root, _kept(results, resume, begun)


def _kept(results: Iterable[FileResult], resume: ResumeFile, begun: datetime) -> list[FileResult]:
    """All results; those that are right are written down now and then, until none is open."""
    from campaignkit.handover.difference import FileState

    compared: list[FileResult] = []
    ended = False
    try:
        for number, result in enumerate(results, 1):
            compared.append(result)
            if number % _SAVED_EVERY == 0:
                resume.save(_right(compared), begun)
        ended = not any(result.state is FileState.UNREAD for result in compared)
    finally:
        if ended:
            resume.clear()
        else:
            resume.save(_right(compared), begun)
    return compared


def _right(results: Iterable[FileResult]) -> Iterator[str]:
    from campaignkit.handover.difference import FileState

    return (result.path for result in results if result.state is FileState.SAME)


def _tell(results: list[FileResult], place: str, form: str) -> NoReturn:
    from campaignkit.handover.difference import findings

    found = in_order(findings(results, place))
    if form == "text":
        click.echo(_text(found) + _summary(results))
    else:
        click.echo(_FORMATS[form](found), nl=False)
    sys.exit(_exit_code(found))


def _text(found: list[Finding]) -> str:
    """What a person reads: scripts that were put in come first, and not all of very many."""
    urgent = sorted(found, key=lambda finding: finding.rule != FOREIGN_SCRIPT)
    blocks = [report.block(finding, _no_lines) for finding in urgent[: report.MOST_SHOWN]]
    rest = len(found) - len(blocks)
    blocks += [f"还有 {rest} 处没有列出，用 --format json 看全部。\n"] if rest > 0 else []
    return "".join(f"{block}\n" for block in blocks)


def _exit_code(found: list[Finding]) -> int:
    """0 the site agrees, 1 it differs, 3 it could not be looked at to the end."""
    levels = {finding.level for finding in found}
    return 1 if Level.ERROR in levels else 3 if Level.WARNING in levels else 0


def _summary(results: list[FileResult]) -> str:
    from campaignkit.handover.difference import FileState

    counts = Counter(result.state for result in results)
    agree = counts[FileState.SAME] + counts[FileState.MOVED]
    names = {
        FileState.CHANGED: "改动",
        FileState.MISSING: "缺少",
        FileState.ADDED: "多出",
        FileState.LED_AWAY: "被带走",
        FileState.UNREAD: "没有查到",
    }
    told = "，".join(f"{name} {counts[state]}" for state, name in names.items() if counts[state])
    end = "与清单完全一致。" if not told else f"，{told}。"
    return f"核对了 {len(results)} 个文件：一致 {agree}{'，' if not told else ''}{end}"


def _no_lines(_: str) -> tuple[str, ...]:
    """A finding here is on a whole file, so that no line of it is shown."""
    return ()
