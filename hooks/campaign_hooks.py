"""The only file that knows MkDocs: its events, each a few lines, handed on to campaignkit."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from campaignkit.faults import explain, keep_traceback
from campaignkit.findings import Finding
from campaignkit.pages.build import Build
from campaignkit.pages.live import attach
from campaignkit.pages.preview import Preview
from campaignkit.pages.publish import Stage, give_up, open_stage, publish
from campaignkit.pages.tree import Tree
from campaignkit.project import environment, instant, open_project
from campaignkit.report import excerpt_of_many

MANUAL = "manual/index.md"
"""The editors' manual, which only a preview shows."""

log = get_plugin_logger("campaigns")


class SourceFile(File):
    """A source path of ours: Markdown links to it, MkDocs checks that, and we write its page."""

    def is_documentation_page(self) -> bool:
        """Keep MkDocs from rendering it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Write nothing: another file, or a stamp, makes the page."""


class Run:
    """What the events of one command share, since MkDocs calls them one by one."""

    preview: Preview | None = None
    complete = False
    build: Build
    findings: list[Finding]
    stage: Stage | None = None


run = Run()


def tell(findings: list[Finding]) -> None:
    """Log findings at their level, which `--strict` counts; errors end a build, not a preview."""
    run.findings += findings
    told = excerpt_of_many(findings, run.build.project.root)
    for level, text in told.lines:
        log.log(logging.getLevelName(level.upper()), text)
    if told.errors and not run.preview:
        raise Abort(f"内容有 {told.errors} 个错误，网站没有更新。")


def on_startup(*, command: str, **_: Any) -> None:
    """Remember whether this is a preview: drafts show, nothing is published."""
    run.preview = Preview() if command == "serve" else None


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read our settings, and have MkDocs write beside the site instead of over it."""
    file = Path(config.config_file_path)
    project = open_project(file.parent, file.name)
    try:
        as_of = instant(None, environment(), project.settings.zone)
        if not run.preview:
            run.stage = open_stage(Path(config.site_dir))
            config.site_dir = str(run.stage.engine)
    except (ValueError, OSError, RuntimeError) as error:
        raise Abort(explain(error)) from None
    run.build = Build(project, as_of, config.site_url or "", run.preview is not None)
    run.findings = []
    config.extra["campaigns_view"] = run.build.theme_view()
    if run.preview and Path(config.docs_dir, MANUAL).is_file():
        config.nav = [*(config.nav or []), {"编辑手册": MANUAL}]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Check the content, then add its pages and the source paths that prose may link to."""
    tell(run.build.read())
    for path, text in run.build.pages().markdown.items():
        level = InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, path, content=text, inclusion=level))
    for path, uri in run.build.source_paths():
        page = SourceFile(path, None, config.site_dir, True, dest_uri=f"{uri}index.html")
        page.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(page)
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Put the list of campaigns where a page asks for it."""
    return run.build.home(page.file.src_uri, markdown)


def on_page_content(html: str, page: Page, **_: Any) -> None:
    """Tell the search index what a page says."""
    run.build.take_text(page.file.src_uri, page.url, str(page.title), page.meta, html)


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """Take the shells and put back what went round the engine; an empty page is not written."""
    return run.build.take(page.file.src_uri, output)


def on_post_build(config: MkDocsConfig) -> None:
    """Stamp the records and publish what pages show."""
    tree = run.stage.tree if run.stage else Tree(Path(config.site_dir))
    if run.stage:
        tree.take(run.stage.engine)
    tell(run.build.write(tree))
    if run.stage:  # a preview writes a record only when it is asked for
        tell(run.build.check_links(tree))
    run.complete = True
    if run.preview:
        run.preview.show(run.build, run.findings, tree)


def on_build_error(error: Exception) -> None:
    """Keep the old site; tell an editor what to do, and keep tracebacks for us in a file."""
    run.complete = False
    if isinstance(error, OSError):
        raise Abort(explain(error))
    if not isinstance(error, (Abort, BuildError)):
        log.error(keep_traceback(error))
        sys.exit(3)


def on_shutdown() -> None:
    """Publish only what was built without a fault; MkDocs counts strict warnings before this."""
    stage, run.stage = run.stage, None
    if stage:
        try:
            (publish if run.complete else give_up)(stage)
        except OSError as error:
            raise Abort(explain(error)) from None


def on_serve(server: LiveReloadServer, **_: Any) -> LiveReloadServer:
    """Answer for records, and watch the content: see `campaignkit.pages.preview`."""
    if run.preview:
        attach(server, run.preview, run.build.project.root / "campaigns")
    return server
