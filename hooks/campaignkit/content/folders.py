"""What lies in the folders of campaigns/, and the names that cannot be ids."""

from __future__ import annotations

import os
import re
from pathlib import Path

from campaignkit.base.findings import Finding, Position
from campaignkit.model.fields import ID_PATTERN
from campaignkit.model.nearest import as_id, nearest

CONTENT = "campaigns"
"""The folder, from the project, that holds all content."""

Names = tuple[list[str], list[Finding]]
"""The names that are ids, and what is wrong with the others."""

_YEAR = r"[0-9]{4}"
_YAML_NAME = re.compile(r"(.+?)(\.ya?ml(?:\.txt)?)", re.IGNORECASE | re.DOTALL)


def campaign_names(base: Path, path: str) -> Names:
    """Ids of the campaigns below `base`: folders with a campaign.yml."""
    names: list[str] = []
    findings: list[Finding] = []
    for entry in entries(base):
        if not is_folder(entry) or entry.name == "people":
            continue
        if leads_out(Path(entry.path), base):
            findings.append(outside(f"{path}/{entry.name}"))
            continue
        if not re.fullmatch(ID_PATTERN, entry.name):
            taken = {other.name for other in entries(base)}
            findings.append(_bad_name(f"{path}/{entry.name}", entry.name, "文件夹", taken))
        elif re.fullmatch(_YEAR, entry.name):
            findings.append(_a_year(f"{path}/{entry.name}", entry.name))
        elif not (base / entry.name / "campaign.yml").exists():
            findings.append(_no_campaign(Path(entry.path), f"{path}/{entry.name}"))
        else:
            names.append(entry.name)
    return names, findings


def record_names(folder: Path, path: str) -> Names:
    """Ids of the YAML files in a folder; links that lead nowhere are told when they are read."""
    names: list[str] = []
    findings: list[Finding] = []
    if leads_out(folder, folder.parent):
        return [], [outside(path)]
    for entry in entries(folder):
        match = _YAML_NAME.fullmatch(entry.name)
        if not match or is_folder(entry):
            continue
        stem, suffix = match.groups()
        if suffix != ".yml":
            findings.append(_bad_suffix(f"{path}/{entry.name}", stem, suffix))
        elif not re.fullmatch(ID_PATTERN, stem):
            taken = {other.name.removesuffix(".yml") for other in entries(folder)}
            findings.append(_bad_name(f"{path}/{entry.name}", stem, "文件", taken, ".yml"))
        else:
            names.append(stem)
    return names, findings


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """Entries of a folder by name, without hidden files and those that office programs leave.

    Raises `OSError` where the folder is there and cannot be looked into: its records would vanish
    from the site without a word.
    """
    try:
        with os.scandir(folder) as found:
            kept = [entry for entry in found if not entry.name.startswith((".", "~", "_"))]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(kept, key=lambda entry: entry.name)


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder; a link that leads nowhere, or to itself, is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def leads_out(place: Path, base: Path) -> bool:
    """Whether a file or folder is a link to a place that is not below `base`."""
    if not place.is_symlink():
        return False
    try:
        return not place.resolve().is_relative_to(base.resolve())
    except (OSError, RuntimeError):
        return True


def outside(path: str) -> Finding:
    """What is said of a link out of the content."""
    message = "这是一个指向外面的链接，不会被读到"
    return Finding(Position(printable(path)), "file-outside", message, "把文件本身放进来")


def printable(path: str) -> str:
    """A name as it can be written; file systems may hold bytes that are no text."""
    return path.encode("utf-8", "replace").decode()


def _no_campaign(folder: Path, path: str) -> Finding:
    message = "这个文件夹里没有 campaign.yml"
    if nearest(folder.name, ["people"], cutoff=0.5):
        hint = "若放的是人物，把文件夹改名为 people"
    else:
        hint = _near_file(folder) or "用 campaignkit new 新建活动，或把文件夹移走"
    return Finding(Position(path), "missing-file", message, hint)


def _near_file(folder: Path) -> str:
    """A remedy for a campaign.yml that is there under another spelling, such as Campaign.yaml."""
    names = [entry.name for entry in entries(folder) if not is_folder(entry)]
    found = nearest("campaign.yml", names, cutoff=0.8)
    return f"把 {found} 改名为 campaign.yml" if found else ""


def _a_year(path: str, name: str) -> Finding:
    message = f"活动的文件夹不能只用年份“{name}”作名字：campaigns/{name}/ 是这一年全部活动的网址"
    hint = f"在年份后面加上活动的名字，例如改名为 {name}-essay"
    return Finding(Position(path), "bad-value", message, hint)


def _bad_suffix(path: str, stem: str, suffix: str) -> Finding:
    message = f"文件要以 .yml 结尾，现在是 {suffix}，不会被读到"
    hint = f"改名为 {as_id(stem)}.yml（看不到结尾时，在文件夹的“查看”里勾选“文件扩展名”）"
    return Finding(Position(printable(path)), "bad-value", message, hint)


def _bad_name(path: str, name: str, sort: str, taken: set[str], suffix: str = "") -> Finding:
    """A name that cannot be an id; `taken` are names that its remedy must not give again."""
    kept = as_id(name, "")
    plain = "2021-essay" if sort == "文件夹" else "example-1"
    message = f"{sort}名“{printable(name)}{suffix}”不能用作编号"
    hint = f"只用小写字母、数字和短横线，例如改名为 {_free(kept or plain, taken)}{suffix}"
    if kept in taken:
        hint = f"{hint}（{kept}{suffix} 已经有了）；是多余的副本就删掉"
    return Finding(Position(printable(path)), "bad-value", message, hint)


def _free(name: str, taken: set[str]) -> str:
    """The name, or with the first number that makes it one that nothing has."""
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(one for one in numbered if one not in taken)
