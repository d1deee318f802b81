"""`campaignkit links DIR`: the link check on any folder of built HTML."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console
from rich.progress import Progress

from campaignkit.base import report
from campaignkit.base.findings import Finding, Level, Position
from campaignkit.links import baseline
from campaignkit.links.baseline import Baseline
from campaignkit.links.external.external_check import (
    ExternalResult,
    by_host,
    check_web,
    used_ignores,
)
from campaignkit.links.external.outcome_cache import OutcomeCache
from campaignkit.links.finding import LinkFinding
from campaignkit.links.messages import fault
from campaignkit.links.policy import Policy, policy_file
from campaignkit.links.site_check import LinkCheckResult, check, in_order

FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "json": report.as_json,
    "sarif": report.as_sarif,
    "github": report.as_github,
    "junit": report.as_junit,
}
CACHE = Path(".campaignkit")

PolicyOf = Callable[[Path], Policy]
"""Gives the policy for a folder where `--policy` names none; the context's object (`click`)."""


@click.command("links")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--base-url", help="网站将来的地址，例如 https://portal/gonghui/2026/。")
@click.option("--external", is_flag=True, help="也检查指向别的网站的链接（要联网）。")
@click.option("--offline", is_flag=True, help="绝不联网；与 --external 同用时只用上次的结果。")
@click.option("--allow-private", is_flag=True, help="允许访问内网和本机地址（测试用）。")
@click.option("--anchors", is_flag=True, help="联网检查时也看对方页面上的锚点。")
@click.option("--baseline", "baseline_file", type=click.Path(path_type=Path), help="已知问题清单。")
@click.option("--update-baseline", is_flag=True, help="把现在的问题写进 --baseline 的文件。")
@click.option("--policy", "policy_path", type=click.Path(path_type=Path), help="TOML 设置文件。")
@click.option("--format", "form", type=click.Choice(["text", *FORMATS]), default="text")
@click.option("--cache", "cache_file", type=click.Path(path_type=Path), help="缓存文件。")
@click.option("--no-cache", is_flag=True, help="不用缓存。")
@click.option("--report-external", type=click.Path(path_type=Path), help="写出每个网址的状态。")
@click.option("--workers", type=click.IntRange(min=1), help="用几个进程，默认用满。")
@click.option("--strict", is_flag=True, help="有警告也算不通过；断链不等第二次确认。")
@click.pass_obj
def links(
    policy_of: PolicyOf | None,
    folder: Path,
    base_url: str | None,
    external: bool,
    offline: bool,
    allow_private: bool,
    anchors: bool,
    baseline_file: Path | None,
    update_baseline: bool,
    policy_path: Path | None,
    form: str,
    cache_file: Path | None,
    no_cache: bool,
    report_external: Path | None,
    workers: int | None,
    strict: bool,
) -> NoReturn:
    """检查 DIR 里已生成的网站的全部链接。"""
    if update_baseline and baseline_file is None:
        raise click.UsageError("--update-baseline 要与 --baseline 文件 同用")
    if not folder.is_dir():
        raise click.UsageError(f"没有文件夹“{folder}”；先生成网站（mkdocs build）")
    given = policy_of(folder) if policy_of and policy_path is None else Policy()
    policy = _policy(policy_path, given, allow_private=allow_private, anchors=anchors)
    cache = None if no_cache else cache_file or CACHE / "links.sqlite"
    checked = _check(folder, base_url, policy, cache, workers, web=external)
    if not checked.files:
        raise click.UsageError(f"文件夹“{folder}”里没有网页；要写生成好的网站的文件夹")
    findings = checked.findings
    if external:
        answered = _ask_other_sites(checked, policy, cache, offline=offline, strict=strict)
        findings += _external_findings(checked, answered, policy, offline=offline)
        if report_external:
            _write_outcomes(answered, report_external)
    if baseline_file and update_baseline:
        baseline.write(baseline_file, findings)
    if baseline_file:
        findings = _without_known(findings, baseline_file)
    _report([_under(folder, finding) for finding in findings], form, strict=strict)


def _write_outcomes(answered: ExternalResult, file: Path) -> None:
    """Write the state of each URL of another site, as `--report-external` asks."""
    rows = answered.outcome_cache.report(answered.links)
    file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _report(findings: list[LinkFinding], form: str, *, strict: bool) -> NoReturn:
    shown = in_order(findings)
    if form == "text":
        click.echo(report.as_text(shown, report.lines_under(Path())), nl=False)
    else:
        click.echo(FORMATS[form](shown), nl=False)
    grave = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    sys.exit(1 if any(finding.level in grave for finding in shown) else 0)


def _policy(path: Path | None, given: Policy, *, allow_private: bool, anchors: bool) -> Policy:
    try:
        policy = policy_file(path) if path else given
    except (OSError, ValueError, TypeError) as error:
        raise click.UsageError(f"设置文件“{path}”读不了：{error}") from None
    external = policy.external
    if allow_private:
        external = replace(external, allow_private=True)
    if anchors:
        external = replace(external, anchors=True)
    return replace(policy, external=external)


def _check(
    folder: Path,
    base_url: str | None,
    policy: Policy,
    cache: Path | None,
    workers: int | None,
    *,
    web: bool,
) -> LinkCheckResult:
    try:
        return check(folder, base_url, None, policy, cache, workers, web=web)
    except ValueError as error:
        raise click.UsageError(f"--base-url 要写成 https://域名/路径/：{error}") from None


def _ask_other_sites(
    checked: LinkCheckResult, policy: Policy, cache: Path | None, *, offline: bool, strict: bool
) -> ExternalResult:
    memory_file = None if cache is None else cache.with_name(f"{cache.stem}-external.json")
    outcome_cache = OutcomeCache(memory_file)
    console = Console(stderr=True)
    with _progress(console) as progress:
        answered = check_web(
            checked.web, policy, outcome_cache, strict=strict, offline=offline, progress=progress
        )
    if not offline:
        outcome_cache.save()
    for line in by_host(answered.hosts):
        console.print(line, markup=False, highlight=False)
    return answered


def _external_findings(
    checked: LinkCheckResult, answered: ExternalResult, policy: Policy, *, offline: bool
) -> Iterator[LinkFinding]:
    for cause, state in answered.causes:
        yield from checked.writer.findings([cause], state.value)
    if not offline:
        used = used_ignores(checked.web, policy)
        yield from checked.writer.external_ignore_findings(used)


@contextmanager
def _progress(console: Console) -> Iterator[Callable[[int, int], None]]:
    with Progress(console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("检查别的网站", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _without_known(findings: list[LinkFinding], path: Path) -> list[LinkFinding]:
    try:
        baseline_entries = Baseline.load(path)
    except (OSError, ValueError) as error:
        raise click.UsageError(f"基线文件“{path}”读不了：{error}") from None
    new = baseline_entries.new(findings)
    for rule, what, page in baseline_entries.unused():
        problem = fault("unused-baseline", f"{rule} {what} {page}")
        new.append(
            LinkFinding(Position(page), problem.rule, problem.message, problem.hint, problem.level)
        )
    return new


def _under(folder: Path, finding: LinkFinding) -> LinkFinding:
    """The finding with a path that can be opened from where the command was called."""
    path = finding.position.path
    if path == ".":
        return finding
    return replace(finding, position=replace(finding.position, path=(folder / path).as_posix()))


def main() -> None:
    """`python -m campaignkit.links`."""
    links()
