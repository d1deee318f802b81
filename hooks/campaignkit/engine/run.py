"""One command of the engine from first to last: a build that publishes, or a preview.

run = Run("build")
folder = run.begin(config)                  # where the engine shall write
findings = run.read()                       # check the content
pages = run.compose()                       # Markdown for the engine, see `Composition`
html = run.take(path, html)                 # of each page that the engine has made
for findings in run.finish(folder): ...     # stamp pages, publish files, check links
run.end()                                   # publish, if everything went well

The engine calls us in between, so what a step made must be held for the next one: here, and nowhere
else. The steps themselves are functions, in `site.build` and `preview.preview_build`.

What only a site with changes needs is imported when that is known: `standing` tells the others in
a moment, and the model alone takes longer to import.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaignkit.base.clock import environment, now
from campaignkit.base.errors import explain
from campaignkit.base.findings import Finding, Level
from campaignkit.base.store import DAMAGE_LIST
from campaignkit.engine.inputs import site_inputs
from campaignkit.engine.logs import EngineLog
from campaignkit.engine.theme_files import has_scripts
from campaignkit.engine.theme_view import ThemeView
from campaignkit.engine.unworkable import NO_FOLDERS, unusable_theme
from campaignkit.publish import up_to_date as standing
from campaignkit.publish.kept_files import RULE as FOREIGN
from campaignkit.publish.output import Tree
from campaignkit.publish.up_to_date import CONTENT, Proof

if TYPE_CHECKING:
    from campaignkit.content.previous_run import PreviousRun
    from campaignkit.engine.page_dialect import PageDialect
    from campaignkit.engine.protocol import EngineConfig, LiveServer
    from campaignkit.model.settings import Settings
    from campaignkit.preview.on_demand import Preview
    from campaignkit.publish.swap import Stage
    from campaignkit.search import Group, SearchDocument
    from campaignkit.site.build import Content, Order
    from campaignkit.site.composition import Composition
    from campaignkit.site.shell import Shell, ShellKey


class StoppedError(RuntimeError):
    """The command cannot go on; its message is for the editor."""


class Run:
    """What the events of one command share. Each build of a preview begins anew.

    `command` is the engine's: `build`, `serve`, `gh-deploy`, or empty where nobody called one.
    With `dirty` the engine writes only the pages whose Markdown has changed. `engine` is the name
    of its package, see `running`.
    """

    order: Order
    content: Content
    pages: Composition
    root: Path
    findings: list[Finding]
    known: list[Finding]

    def __init__(self, command: str = "", *, engine: str, dirty: bool = False) -> None:
        self.preview: Preview | None = None
        self._command, self._dirty, self._builds = command, dirty, 0
        self._stage: Stage | None = None
        self._complete = False
        self._key: bytes | None = None
        self._earlier: PreviousRun | None = None
        self._shells: dict[ShellKey, Shell] = {}
        self._documents: list[tuple[str, Group, SearchDocument]] = []
        self._dialect: PageDialect | None = None
        self._log = EngineLog(engine, self.is_shell)
        if command == "serve":
            from campaignkit.preview.on_demand import Preview

            self.preview = Preview()

    def up_to_date(self, config: EngineConfig) -> bool:
        """Whether a build would make the very site that stands there; `known` is said of it."""
        self.root, self.findings = Path(config.config_file_path).parent, []
        if self._command != "build":
            return False
        self._key = standing.inputs_key(site_inputs(config))
        proof = standing.recall(self.root)
        self.known = list(proof.findings) if proof else []
        try:
            return standing.still_holds(proof, self._key, now(environment()), Path(config.site_dir))
        except ValueError:  # told when the build begins
            return False

    def begin(self, config: EngineConfig) -> str:
        """Read the settings; the folder that the engine shall write to.

        A build gets a folder beside the site instead of the site. Raises `StoppedError`.
        """
        from campaignkit.content.project import instant, open_project
        from campaignkit.publish.swap import open_stage
        from campaignkit.site.build import Order

        if self.preview and _never_reloads():
            raise StoppedError("预览靠自动刷新显示作品和列表：去掉 --no-livereload 再试。")
        if not self.preview:
            # What a build makes stays until its end: there is next to no garbage to look for.
            gc.set_threshold(100_000, 50, 100)
        self._log.open()
        self._settings = Path(config.config_file_path)
        project = open_project(self.root, self._settings.name)
        told = any(one.level is Level.ERROR for one in project.findings)
        if not (config.use_directory_urls or told):
            raise StoppedError(NO_FOLDERS)
        try:
            as_of = instant(None, environment(), project.settings.zone, self._day(project.settings))
            if not self.preview:
                damage = self.root / standing.CACHE / DAMAGE_LIST
                self._stage = open_stage(Path(config.site_dir), damage)
        except (ValueError, OSError, RuntimeError) as error:
            raise StoppedError(explain(error)) from None
        self.order = Order(project, as_of, config.site_url or "")
        self._shells, self._documents = {}, []
        from campaignkit.engine.page_dialect import PageDialect

        self._dialect = PageDialect(config.markdown_extensions)
        config.markdown_extensions.append(self._dialect)
        if self.preview:
            self._earlier = self.preview.begin()
            return self._next_folder(Path(config.site_dir))
        return str(self._stage.engine) if self._stage else config.site_dir

    def _day(self, settings: Settings) -> date | None:
        """The day that the site shows where it is not today's."""
        return (self.preview.day if self.preview else None) or settings.today

    def read(self) -> list[Finding]:
        """Check the content; what is wrong with it."""
        if self._earlier is not None:
            from campaignkit.preview import preview_build

            self.content = preview_build.read(self.order, self._earlier)
        else:
            from campaignkit.site import build

            self.content = build.read(self.order)
        return list(self.content.findings)

    def compose(self) -> Composition:
        """What the site consists of, the engine's Markdown among it."""
        if self.preview:
            from campaignkit.preview import preview_build

            self.pages = preview_build.compose(self.order, self.content)
        else:
            from campaignkit.site import build

            self.pages = build.compose(self.order, self.content)
        return self.pages

    def theme_view(self, config: EngineConfig) -> ThemeView:
        """What the theme's overrides may ask for, on any page."""
        day = self._day(self.order.project.settings)
        policy = self._content_policy(config)
        return ThemeView(
            self, self.order, config, self.preview is not None, day is not None, policy
        )

    def _content_policy(self, config: EngineConfig) -> str:
        """The policy for a page's head; none where inline scripts are wanted.

        The engine's preview reloads pages by one, Material's own features begin with one.
        """
        from campaignkit.site.content_policy import PAGE_POLICY

        return "" if self.preview or has_scripts(config) else PAGE_POLICY

    def is_shell(self, path: str) -> bool:
        """Whether a Markdown page is a shell, which is not itself published."""
        return path in self.pages.shells

    def page_markdown(self, path: str, meta: Mapping[str, object], markdown: str) -> str:
        """What the engine shall make a page from; says who parses it, see `page_dialect`."""
        if self._dialect:
            self._dialect.choose(markdown, meta, shell=self.is_shell(path))
        return self.pages.with_home(markdown)

    def take_text(
        self, path: str, uri: str, title: str, meta: Mapping[str, object], html: str
    ) -> str:
        """The HTML of a page's content as it is published; search is told what it says."""
        from campaignkit.site.search_pages import prose_document, prose_group
        from campaignkit.site.withdrawal import without_links

        if not self.is_shell(path):
            html = without_links(html, uri, self.content.catalogue, self.order.address)
            found = prose_document(uri, title, meta, self.pages.restored(html))
            if found:
                self._documents.append(("prose", prose_group(path), found))
        return html

    def take(self, path: str, address: str, html: str) -> str:
        """What to publish of what the engine made of a page; a shell is cut and kept instead.

        `path` is the page's Markdown and `address` its file in the site.
        """
        from campaignkit.site.foreign_theme import with_assets
        from campaignkit.site.shell import ShellError

        settings = self.order.project.settings
        html = with_assets(
            html,
            address.count("/"),
            search=settings.search,
            preview=self.preview is not None,
            now=self.order.as_of if settings.today else None,
        )
        if not self.is_shell(path):
            return self.pages.restored(html)
        try:
            key, shell = self.pages.cut(path, html)
        except ShellError:
            raise StoppedError(unusable_theme(self._settings)) from None
        self._shells[key] = shell
        return ""

    def _next_folder(self, site: Path) -> str:
        """A folder for the next build of a preview, which goes on showing the one before."""
        assert self.preview is not None
        first = self.preview.folder is None
        if first or self._dirty:  # a dirty build does not write pages that have not changed
            return str(site)
        for old in site.glob(".build-*"):
            if old != self.preview.folder:
                shutil.rmtree(old, ignore_errors=True)
        self._builds += 1
        return str(site / f".build-{self._builds}")

    def finish(self, folder: Path) -> Iterator[list[Finding]]:
        """Write what the engine did not, and check what was written; findings after each step."""
        from campaignkit.site import build

        output = build.EngineOutput(dict(self._shells), tuple(self._documents))
        if self.preview:
            from campaignkit.preview.preview_build import Shown

            shown = Shown(self.order, self.content, self.pages, output, Tree(folder))
            self.preview.show(shown, self.findings)
        else:
            assert self._stage is not None, "begin() comes first"
            tree = self._stage.tree
            tree.take(self._stage.engine)
            yield build.render(self.order, self.content, self.pages, output, tree)
            yield build.carry_kept(self.order, tree)
            yield build.check_budget(self.order, tree)
            yield build.check_links(self.order, tree)
        self._complete = True

    def attach(self, server: LiveServer) -> None:
        """Have a preview's server ask us for records, and watch the content."""
        if self.preview:
            from campaignkit.engine.live_server import attach

            attach(server, self.preview, self.root / CONTENT)

    def fail(self) -> None:
        """Publish nothing of this build, whatever was finished before."""
        self._complete = False

    def end(self) -> None:
        """Publish only what was built without a fault. Raises `StoppedError`."""
        self._log.close()
        stage, self._stage = self._stage, None
        if stage is None:
            return
        from campaignkit.publish.swap import give_up, publish

        standing.remember(self.root, None)
        try:
            (publish if self._complete else give_up)(stage)
        except OSError as error:
            raise StoppedError(explain(error)) from None
        if self._complete:
            standing.remember(self.root, self._proof())

    def _proof(self) -> Proof | None:
        """What the site was made from, if nothing is wrong with it and everything can be told."""
        grave = self._log.warned or any(one.level != Level.INFO for one in self.findings)
        if self._key is None or grave:
            return None
        as_of = self.order.as_of
        told = [one for one in self.findings if one.rule != FOREIGN]  # they are gone by now
        if self.order.project.settings.today:  # its day never ends
            return Proof(self._key, *standing.ALWAYS, tuple(told))
        until = standing.changes_after(as_of, self.content.turning_points())
        return Proof(self._key, as_of, until, tuple(told))


def _never_reloads() -> bool:
    """Whether the engine was told to serve without its live reload, and so will not ask us."""
    command = click.get_current_context(silent=True)
    asked = command.params if command else {}
    # MkDocs has one option with two spellings, ProperDocs two of which one means nothing.
    if "no_livereload" in asked:
        return asked["no_livereload"] is True
    return asked.get("livereload") is False
