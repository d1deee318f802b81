"""Causes -> findings: line and column, the source that wrote the link, levels and ignores."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from campaignkit.base.findings import Position
from campaignkit.links.causes import Cause, Place
from campaignkit.links.finding import LinkFinding, SourceMap
from campaignkit.links.html.decode import decode
from campaignkit.links.ignores import IgnoreComments
from campaignkit.links.messages import fault, printable
from campaignkit.links.origin.source_scan import SourceNotes
from campaignkit.links.policy import IgnoredLink, Policy


class Writer:
    """Turns causes into findings, and afterwards tells which ignores were of no use."""

    def __init__(
        self,
        root: Path,
        sources: SourceMap | None,
        policy: Policy,
        commented: Iterable[str],
        source_notes: Mapping[str, SourceNotes],
    ) -> None:
        """`commented` are built pages with ignore comments, `source_notes` is what sources say."""
        self.sources = sources
        self.policy = policy
        self.lines = PageLines(root)
        self._used: set[IgnoredLink] = set()
        self._built = IgnoreComments()
        for page in commented:
            self._built.add(page, enumerate(self.lines.of(page), 1))
        self._source = IgnoreComments()
        self._source_notes = source_notes
        for path, (comments, _) in source_notes.items():
            self._source.add(path, comments)

    def findings(self, found: Iterable[Cause], state: str = "") -> list[LinkFinding]:
        """One finding for each cause and source line, without those that are ignored."""
        ordered = list(found)
        self.lines.prepare(place for cause in ordered for place in cause.places)
        return [finding for cause in ordered for finding in self._of(cause, state)]

    def _of(self, cause: Cause, state: str) -> Iterator[LinkFinding]:
        rule = cause.fault.rule
        level = self.policy.levels.get(rule, cause.fault.level)
        if level is None:
            return
        by_position: dict[Position | None, list[tuple[Place, Position]]] = defaultdict(list)
        for place in cause.places:
            built = self.lines.position(place)
            source = self._locate(place, cause.target)
            if not self._ignored(rule, place, cause.target, built, source):
                by_position[source].append((place, built))
        for source, places in by_position.items():
            first, built = places[0]
            yield LinkFinding(
                position=source or built,
                rule=rule,
                message=cause.fault.message + _elsewhere(len(places)),
                hint=cause.fault.hint,
                level=level,
                link=printable(first.link),
                target=printable(cause.target),
                page=printable(first.page),
                state=state,
                places=tuple(place for _, place in places),
            )

    def _locate(self, place: Place, target: str) -> Position | None:
        if self.sources is None:
            return None
        return self.sources.locate(place.page, place.link, target, place.ordinal)

    def _ignored(
        self, rule: str, place: Place, target: str, built: Position, source: Position | None
    ) -> bool:
        if self._built.silences(rule, built):
            return True
        if source and self._source.silences(rule, source):
            return True
        for ignore in self.policy.ignores:
            if ignore.covers(rule, place.link, target, place.page):
                self._used.add(ignore)
                return True
        return False

    def source_findings(self, reported: Iterable[LinkFinding]) -> list[LinkFinding]:
        """Faults in the sources that no page shows any more; `reported` are those of pages."""
        lines = {(finding.position.path, finding.position.line) for finding in reported}
        found = []
        for path, (_, faults) in self._source_notes.items():
            for line, column, length, link, code in faults:
                position, problem = Position(path, line, column, length), fault(code, link)
                level = self.policy.levels.get(problem.rule, problem.level)
                place = Place("", 0, link)
                if (path, position.line) in lines or level is None:
                    continue
                if not self._ignored(problem.rule, place, "", position, position):
                    found.append(
                        LinkFinding(
                            position,
                            problem.rule,
                            problem.message,
                            problem.hint,
                            level,
                            link,
                        )
                    )
        return found

    def ignore_findings(self) -> Iterator[LinkFinding]:
        """Findings about ignores that give no reason or silenced nothing."""
        comments = [self._source] if self.sources else [self._built]
        for known in comments:
            for code, listed in (
                ("ignore-reason", known.without_reason()),
                ("unused-ignore", known.unused()),
            ):
                for comment in listed:
                    if code == "ignore-reason" or comment.reason:
                        yield _ignore_finding(code, str(comment), comment.position)
        for ignore in self.policy.ignores:
            needless = ignore not in self._used and not ignore.standing
            if needless and ignore.rule != "link-external":
                yield _ignore_finding(
                    "unused-ignore", str(ignore), ignore.position or Position(".")
                )

    def external_ignore_findings(self, used: Collection[IgnoredLink]) -> Iterator[LinkFinding]:
        """As `ignore_findings`, for ignores of other sites, once these have been asked.

        `used` are the ignores of the policy that kept a link from being asked.
        """
        for known in (self._built, self._source):
            for comment in known.unused_external():
                yield _ignore_finding("unused-ignore", str(comment), comment.position)
        for ignore in self.policy.ignores:
            if ignore.rule == "link-external" and ignore not in used and not ignore.standing:
                yield _ignore_finding(
                    "unused-ignore", str(ignore), ignore.position or Position(".")
                )


def _ignore_finding(code: str, text: str, position: Position) -> LinkFinding:
    problem = fault(code, text)
    return LinkFinding(
        position,
        problem.rule,
        problem.message,
        problem.hint,
        problem.level,
        page=position.path,
    )


def _elsewhere(count: int) -> str:
    return f"（共 {count:,} 处）" if count > 1 else ""


class PageLines:
    """Lines of built files; offsets become line and column only for links at fault."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._positions: dict[Place, Position] = {}

    def of(self, page: str) -> Sequence[str]:
        """The lines of a built file, empty where it can't be read."""
        return self._text(page).split("\n")

    def prepare(self, places: Iterable[Place]) -> None:
        """Read each page once for all its places."""
        by_page: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            by_page[place.page].append(place)
        for page, wanted in by_page.items():
            text = self._text(page)
            starts = _line_starts(text)
            for place in wanted:
                line = bisect_right(starts, place.offset)
                column = place.offset - starts[line - 1] + 1
                self._positions[place] = Position(
                    printable(page), line, column, max(1, len(place.link))
                )

    def position(self, place: Place) -> Position:
        """Line and column of a place that was prepared."""
        return self._positions[place]

    def _text(self, page: str) -> str:
        try:
            return decode((self.root / page).read_bytes())[0]
        except OSError:
            return ""


def _line_starts(text: str) -> list[int]:
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts
