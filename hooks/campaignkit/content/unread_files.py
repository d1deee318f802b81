"""Files that nothing reads, because they lie in the wrong place or have another name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from campaignkit import kinds
from campaignkit.base.findings import Finding, Position
from campaignkit.content.folders import entries, is_folder, printable
from campaignkit.kinds import Kind
from campaignkit.model.nearest import nearest

_ID = "bad-value"
_KNOWN = ("organisations.yml", "terms.yml", "workdays.yml")
_TABLES = (".csv", ".xls", ".xlsx", ".et")
INTAKE_FILE = "intake.yml"
"""A campaign's file that only `campaignkit intake` reads."""
_SUFFIXES = (".yml", ".yaml", ".yml.txt")


def in_content(base: Path, path: str) -> Iterator[Finding]:
    """YAML files straight in campaigns/ that have another name than those that are read."""
    for name in _yaml_files(base):
        if name not in _KNOWN:
            near = nearest(name, _KNOWN)
            hint = "把它移到 people 或某个活动的文件夹里，或删掉"
            yield _finding(f"{path}/{name}", f"改名为 {near}" if near else hint)


def in_campaign(folder: Path, path: str, kind: Kind) -> Iterator[Finding]:
    """YAML files in a campaign's folder that are neither campaign.yml nor in a collection."""
    collections = [collection.name for collection in kind.collections]
    lists = [collection.list_file for collection in kind.collections if collection.list_file]
    for name in _yaml_files(folder):
        if name not in ("campaign.yml", INTAKE_FILE, *lists):
            where = "、".join(f"{name}/" for name in collections)
            hint = f"把它移到 {where} 里，或删掉" if where else "内容写进 campaign.yml，再删掉它"
            yield _finding(f"{path}/{name}", hint)
    for name in _tables(folder) if lists else ():
        if name not in lists:
            yield _finding(f"{path}/{name}", f"改名为 {lists[0]}；不是名单就移到 files/ 里")
    for entry in entries(folder):
        if is_folder(entry) and entry.name not in collections:
            names = _yaml_files(Path(entry.path))
            if names:
                yield _finding(f"{path}/{entry.name}/{names[0]}", _move(entry.name, collections))


def _move(name: str, collections: list[str]) -> str:
    near = nearest(name, collections)
    if near:
        return f"把文件夹 {name} 改名为 {near}"
    others = {c.name: kind.title for kind in kinds.KINDS for c in kind.collections}
    if name in others:
        return f"{name}/ 是“{others[name]}”类活动的文件夹；检查 campaign.yml 的 kind"
    where = "、".join(f"{name}/" for name in collections)
    return f"把它移到 {where} 里" if where else "这一类活动没有单独的记录文件，删掉它"


def _finding(path: str, hint: str) -> Finding:
    return Finding(Position(printable(path)), _ID, "这个文件放的地方或名字不对，不会被读到", hint)


def _yaml_files(folder: Path) -> list[str]:
    found = entries(folder)
    return [e.name for e in found if e.name.lower().endswith(_SUFFIXES) and not is_folder(e)]


def _tables(folder: Path) -> list[str]:
    found = entries(folder)
    return [e.name for e in found if e.name.lower().endswith(_TABLES) and not is_folder(e)]
