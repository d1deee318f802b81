"""One command of the engine from first to last: a build that publishes, or a preview.

run = Run(preview=...)
folder = run.begin(config, site, address)   # where the engine shall write
...                                         # run.build.read(), pages(), take(), see `build`
for findings in run.finish(folder): ...     # stamp records, publish files, check links
run.end()                                   # publish, if everything went well
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

from campaignkit.faults import explain
from campaignkit.findings import Finding
from campaignkit.pages.build import Build
from campaignkit.pages.preview import Preview
from campaignkit.pages.publish import Stage, give_up, open_stage, publish
from campaignkit.pages.tree import Tree
from campaignkit.project import environment, instant, open_project

_ENGINE_LOG = "mkdocs.commands.build"


def _is_news(entry: logging.LogRecord) -> bool:
    """Whether an editor needs to read a line: not that a shell, an empty page, was not written."""
    return not re.search(r"Page skipped: '\S*/ck[0-9a-f]{16}idck\.md'", entry.getMessage())


class StoppedError(RuntimeError):
    """The command cannot go on; its message is for the editor."""


class Run:
    """What the events of one command share. Each build of a preview begins anew."""

    build: Build
    findings: list[Finding]

    def __init__(self, *, preview: bool) -> None:
        self.preview = Preview() if preview else None
        self._stage: Stage | None = None
        self._complete = False
        logging.getLogger(_ENGINE_LOG).addFilter(_is_news)

    def begin(self, config: str, site: str, address: str | None) -> str:
        """Read the settings; the folder that the engine shall write to.

        A build gets a folder beside the site instead of the site. Raises `StoppedError`.
        """
        file = Path(config)
        project = open_project(file.parent, file.name)
        try:
            as_of = instant(None, environment(), project.settings.zone)
            if not self.preview:
                self._stage = open_stage(Path(site))
        except (ValueError, OSError, RuntimeError) as error:
            raise StoppedError(explain(error)) from None
        self.build = Build(project, as_of, address or "", self.preview is not None)
        self.findings = []
        return str(self._stage.engine) if self._stage else site

    def finish(self, folder: Path) -> Iterator[list[Finding]]:
        """Write what the engine did not, and check what was written; findings after each step."""
        tree = self._stage.tree if self._stage else Tree(folder)
        if self._stage:
            tree.take(self._stage.engine)
        yield self.build.write(tree)
        if self.preview:
            self.preview.show(self.build, self.findings, tree)
        else:  # a preview writes a record only when it is asked for
            yield self.build.check_links(tree)
        self._complete = True

    def fail(self) -> None:
        """Publish nothing of this build, whatever was finished before."""
        self._complete = False

    def end(self) -> None:
        """Publish only what was built without a fault. Raises `StoppedError`."""
        stage, self._stage = self._stage, None
        if stage:
            try:
                (publish if self._complete else give_up)(stage)
            except OSError as error:
                raise StoppedError(explain(error)) from None
