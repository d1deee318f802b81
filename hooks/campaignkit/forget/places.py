"""Every place of a project that holds something of a person, as findings."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.content.folders import CONTENT
from campaignkit.forget.byte_search import UnreadableFileError, search_file, words_pattern
from campaignkit.forget.subject import Subject
from campaignkit.publish.up_to_date import CACHE

RULE = "forget"
"""What findings of this command are called."""

PRIVATE = "private"
"""The folder, from the project, of what intake and judging keep."""

_MEMBERS = 3
"""Members of an archive that a finding names."""

_PROGRAMS = frozenset({".git", "__pycache__", "node_modules"})


@dataclass(frozen=True, slots=True)
class SearchedProject:
    """Where to look: a project's folder, its content, its site and what lies beside that."""

    root: Path
    content: tuple[Path, ...]
    site: Path


@dataclass(slots=True)
class Places:
    """What was found: places in the content, which are the editor's, and all others."""

    content: list[Finding] = field(default_factory=list)
    others: list[Finding] = field(default_factory=list)
    files: int = 0
    """How many files beside the content were looked into."""


def find_places(project: SearchedProject, subject: Subject) -> Places:
    """Look into every file of a project, its site, and what builds keep beside that."""
    names = words_pattern((*subject.names, *subject.sentences))
    every = words_pattern((*subject.names, *subject.sentences), subject.pages)
    pictures = {digest for one in subject.files if (digest := _picture(project.root / one))}
    places = Places()
    for file in sorted(_files(project)):
        path = _shown(file, project.root)
        if any(file.is_relative_to(folder) for folder in project.content):
            places.content += _in_content(file, path, subject)
            continue
        places.files += 1
        cached = file.is_relative_to(project.root / CACHE)  # it may hold ids that the content has
        finding = _in_file(file, path, names if cached else every, pictures)
        if finding:
            places.others.append(_with_hint(finding, file, project, subject))
    return places


def _files(project: SearchedProject) -> Iterator[Path]:
    """Every file below the project and beside its site; links are not followed."""
    folders = [project.root]
    if not project.site.is_relative_to(project.root):
        folders += [project.site, *_beside(project.site)]
    for folder in folders:
        if folder.is_file():
            yield folder
        for parent, names, files in os.walk(folder):
            here = Path(parent)
            names[:] = [
                name
                for name in names
                if name not in _PROGRAMS and not (here / name / "pyvenv.cfg").exists()
            ]
            for name in files:
                if not (here / name).is_symlink():
                    yield here / name


def _beside(site: Path) -> list[Path]:
    return sorted(site.parent.glob(f".{site.name}.*"))


def _in_content(file: Path, path: str, subject: Subject) -> Iterator[Finding]:
    """Lines of content that name the person, or refer to one of their files."""
    ids = {page.rpartition("/")[2] for page in subject.pages if "." not in page}
    words = [*map(re.escape, subject.names)]
    words += [rf"(?<![\w-]){re.escape(one)}(?![\w-])" for one in sorted(ids)]
    if file.suffix not in (".yml", ".yaml", ".md", ".csv", ".html", ".txt"):
        if path in subject.files:
            yield Finding(Position(path), RULE, "这是本人的文件", "不再要时删掉它", Level.INFO)
        return
    text = file.read_text("utf-8", "replace")
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.search("|".join(words), line):
            position = Position(path, number, match.start() + 1)
            message = f"内容里写着“{match[0]}”"
            hint = "要不要留由编辑决定：本人的文件可以删掉，文字里的姓名改成“一位钳工”"
            yield Finding(position, RULE, message, hint, Level.INFO)


def _in_file(
    file: Path, path: str, pattern: re.Pattern[bytes], pictures: set[bytes]
) -> Finding | None:
    """What a file beside the content holds, in its name or in its bytes."""
    if pattern.search(path.encode("utf-8", "surrogateescape")):
        return Finding(Position(path), RULE, "文件的路径里有本人的姓名或编号", "")
    try:
        hits = search_file(file, pattern)
    except UnreadableFileError as error:
        return Finding(Position(path), RULE, f"没能查这个文件（{error}）", "查看后删掉它，再查一次")
    if hits:
        members = list(dict.fromkeys(hit.member for hit in hits if hit.member))
        inside = "、".join(members[:_MEMBERS]) + ("等" if len(members) > _MEMBERS else "")
        message = f"里面有本人的信息（{inside}）" if inside else "里面有本人的信息"
        return Finding(_position(file, path, hits[0].offset if not inside else 0), RULE, message)
    if pictures and sha256(file.read_bytes()).digest() in pictures:
        return Finding(Position(path), RULE, "这是本人的照片或附件", "")
    return None


def _position(file: Path, path: str, offset: int) -> Position:
    """The line and column of an offset in a text file; the first of one that is none."""
    before = file.read_bytes()[:offset]
    try:
        lines = before.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return Position(path)
    return (
        Position(path)
        if "\0" in before.decode()
        else Position(path, len(lines), len(lines[-1]) + 1)
    )


def _with_hint(finding: Finding, file: Path, project: SearchedProject, subject: Subject) -> Finding:
    """The finding with what to do about it."""
    if finding.hint:
        return finding
    kept = (project.root / CACHE, *_beside(project.site))
    if any(file.is_relative_to(one) for one in kept):
        hint = "加 --write 会删掉它"
    elif file.is_relative_to(project.site):
        hint = "先写 consent.withdrawn，再构建一次" if subject.shown else "再构建一次网站"
    elif file.is_relative_to(project.root / PRIVATE):
        hint = "报名和成绩的行加 --write 会删掉，别的文件要自己删"
    else:
        hint = "以前打的包或导出的文件：删掉它，要用再重新做"
    return Finding(finding.position, finding.rule, finding.message, hint)


def _picture(file: Path) -> bytes | None:
    if file.suffix in (".yml", ".md") or not file.is_file():
        return None
    return sha256(file.read_bytes()).digest()


def _shown(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)


def content_folders(root: Path, docs: Path) -> tuple[Path, ...]:
    """What editors write: the campaigns, the pages, the settings."""
    return (root / CONTENT, docs, root / "mkdocs.yml")
