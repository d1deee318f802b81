"""The events of MkDocs or ProperDocs, whichever runs us, each handed on in a few lines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from campaignkit.base.errors import explain, keep_traceback
from campaignkit.base.findings import Finding
from campaignkit.base.report import excerpt_of_many
from campaignkit.engine.foreign_fault import culprit, in_words
from campaignkit.engine.protocol import EngineConfig, EngineFiles, EnginePage
from campaignkit.engine.run import Run, StoppedError
from campaignkit.engine.running import running_engine
from campaignkit.engine.theme_files import is_own, is_unused, overlay_theme
from campaignkit.engine.unworkable import settings_errors
from campaignkit.site.assets import assets
from campaignkit.site.web_app import icons, manifest, robots

engine = running_engine()
log = engine.get_plugin_logger("campaigns")
run = Run(engine=engine.name)

FIRST = 200
"""Before every plugin; Material's `group` loads others at 150."""


class SourceFile(engine.File):
    """A source path of ours: Markdown links to it, that is checked, and we write its page."""

    def is_documentation_page(self) -> bool:
        """Keep the engine from rendering it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Write nothing: another file, or a stamp, makes the page."""


def tell(findings: list[Finding]) -> None:
    """Log findings at their level, which `--strict` counts; errors end a build, not a preview."""
    run.findings += findings
    told = excerpt_of_many(findings, run.root)
    for level, text in told.lines:
        getattr(log, level)(text)
    if told.errors and not run.preview:
        raise engine.Abort(f"内容有 {told.errors} 个错误，网站没有更新。")


def on_startup(*, command: str, dirty: bool, **_: Any) -> None:
    """Begin a command: in a preview drafts show, and nothing is published."""
    global run
    run = Run(command, engine=engine.name, dirty=dirty)


@engine.event_priority(FIRST)
def check_settings(config: EngineConfig) -> None:
    """Say on its line what cannot work, before a plugin stops the build in words of its own."""
    run.root, run.findings = Path(config.config_file_path).parent, []
    if not run.preview:  # which goes on, and tells it with all others
        tell(settings_errors(config))


def begin(config: EngineConfig) -> None:
    """Read our settings, and have the engine write beside the site instead of over it."""
    if run.up_to_date(config):
        tell(run.known)
        log.info("内容没有变化，网站已经是最新的。")
        sys.exit(0)
    config.site_dir = run.begin(config)
    config.extra["campaigns_view"] = run.theme_view(config)
    overlay_theme(config)
    if run.preview and Path(config.docs_dir, "manual/index.md").is_file():
        config.nav = [*(config.nav or []), {"编辑手册": "manual/index.md"}]


on_config = engine.CombinedEvent(check_settings, begin)


def on_files(files: EngineFiles, config: EngineConfig) -> None:
    """Check the content; add its pages, our assets, and the source paths that prose may link to."""
    tell(run.read())
    level, pages = engine.InclusionLevel.NOT_IN_NAV, run.compose()
    for path, text in pages.markdown.items():
        files.append(engine.File.generated(config, path, content=text, inclusion=level))
    for file in [file for file in files if is_unused(file.src_uri, config)]:
        files.remove(file)
    for asset in assets(run.preview is not None, is_own(config)):
        files.append(engine.File.generated(config, asset.uri, content=asset.content))
    for icon in icons().values():
        files.append(engine.File.generated(config, icon.uri, content=icon.content))
    given = {file.src_uri for file in files}
    for asset in (manifest(config.site_name), robots(config.site_url or "")):
        if asset.uri not in given:  # the site's own one stays
            files.append(engine.File.generated(config, asset.uri, content=asset.content))
    for path, page in pages.source_paths():
        files.append(SourceFile(path, None, config.site_dir, True, dest_uri=page, inclusion=level))


def on_env(env: Any, **_: Any) -> None:
    """Keep the theme's compiled templates."""
    env.bytecode_cache = run.order.compiled("theme")


def on_page_markdown(markdown: str, page: EnginePage, **_: Any) -> str:
    """Put the list of campaigns where a page asks for it, and have our dialect read the page."""
    return run.page_markdown(page.file.src_uri, page.meta, markdown)


def on_page_content(html: str, page: EnginePage, **_: Any) -> str:
    """Tell the search index what a page says; links to people who withdrew become words."""
    return run.take_text(page.file.src_uri, page.url, str(page.title), page.meta, html)


def on_post_page(output: str, page: EnginePage, **_: Any) -> str:
    """Take the shells and put back what went round the engine; an empty page is not written."""
    return run.take(page.file.src_uri, page.file.dest_uri, output)


def on_post_build(config: EngineConfig) -> None:
    """Stamp the pages made from data, publish what they show, check the links."""
    for findings in run.finish(Path(config.site_dir)):
        tell(findings)


def on_build_error(error: Exception) -> None:
    """Keep the old site; tell an editor what to do, and keep tracebacks for us in a file."""
    run.fail()
    if isinstance(error, (OSError, StoppedError)):
        raise engine.Abort(explain(error))
    if not isinstance(error, (engine.Abort, engine.BuildError)):
        if foreign := culprit(error):
            raise engine.Abort(in_words(foreign, error))
        log.error(keep_traceback(error))
        sys.exit(3)


def on_shutdown() -> None:
    """Publish; the engine has counted strict warnings before this."""
    try:
        run.end()
    except StoppedError as error:
        raise engine.Abort(str(error)) from None


def on_serve(server: Any, **_: Any) -> None:
    """Answer for records, and watch the content: see `campaignkit.preview.on_demand`."""
    run.attach(server)
