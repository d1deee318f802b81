"""The edge of the program: which folder, which settings, which instant."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from fnmatch import filter as filter_names
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic_core import PydanticCustomError

from campaignkit.base.clock import now
from campaignkit.base.findings import Finding, Position
from campaignkit.content.batch import GUARDS
from campaignkit.content.engine_settings import engine_findings
from campaignkit.content.folders import CONTENT
from campaignkit.content.rule_set import READING_RULES, rule_ids
from campaignkit.links.rules import RULE_IDS as LINK_RULE_IDS
from campaignkit.model.fields import parse_moment
from campaignkit.model.nearest import did_you_mean
from campaignkit.model.settings import Settings
from campaignkit.model.validate import validate
from campaignkit.rules import page_budget
from campaignkit.source import Document, decode, parse_section

CONFIG = "mkdocs.yml"
_SECTION = ("extra", "campaigns")


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with content, and its settings."""

    root: Path
    settings: Settings
    findings: tuple[Finding, ...] = ()


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds campaigns/ or mkdocs.yml.

    As the path is written, then as its links lead: content may lie elsewhere and be linked here.
    """
    written = Path(os.path.abspath(start))  # noqa: PTH100  links stay
    real = start.resolve()
    for folder in (written, *written.parents, real, *real.parents):
        if (folder / CONTENT).is_dir() or (folder / CONFIG).is_file():
            return folder
    return None


def open_project(root: Path, config: str = CONFIG) -> Project:
    """Read the settings; a project without mkdocs.yml has the default ones."""
    file = root / config
    if not file.is_file():
        return Project(root, Settings())
    text = decode(file.read_bytes(), config)
    if text.content is None:
        return Project(root, Settings(), text.findings)
    document, findings = parse_section(text.content, config, _SECTION)
    findings = (*findings, *engine_findings(root, text.content, config))
    if document is None or document.data is None:
        return Project(root, Settings(), (*text.findings, *findings))
    checked = validate(document, Settings)
    settings = checked.model or Settings()
    found = (*text.findings, *findings, *checked.findings, *_unknown_rules(document, settings))
    found += tuple(_ignores_of_no_rule(document, settings))
    return Project(root, settings, found)


def site_url(root: Path, config: str = CONFIG) -> str:
    """The site's address as mkdocs.yml has it, with a slash at the end, or nothing."""
    address = _engine_text(root, config, "site_url")
    return f"{address.rstrip('/')}/" if address else ""


def site_name(root: Path, config: str = CONFIG) -> str:
    """The site's name as mkdocs.yml has it, or nothing."""
    return _engine_text(root, config, "site_name")


def _unknown_rules(document: Document, settings: Settings) -> list[Finding]:
    """Levels for rules that do not exist, or whose findings keep a file from being read."""
    found = []
    known = rule_ids()
    for rule, level in settings.rules.items():
        place = document.key_position(("rules", rule))
        if rule not in known and rule not in (known := _all_rules()):
            hint = did_you_mean(rule, known) or "规则名见编辑手册"
            found.append(Finding(place, "bad-value", f"没有叫“{rule}”的规则", hint))
        elif rule in READING_RULES and level != "error":
            message = f"{rule} 的级别不能改：有这个问题的文件读不进来"
            found.append(Finding(place, "bad-value", message, "删掉这一项"))
        elif rule in GUARDS and level != "error":
            message = f"{rule} 的级别不能改：它保护个人信息和读者的电脑"
            found.append(Finding(place, "bad-value", message, "删掉这一项"))
    return found


def _ignores_of_no_rule(document: Document, settings: Settings) -> Iterator[Finding]:
    """Ignores of links whose pattern for the rule fits no rule on links."""
    for number, ignore in enumerate(settings.links.ignore):
        if not filter_names(LINK_RULE_IDS, ignore.rule):
            place = document.value_position(("links", "ignore", number, "rule"))
            hint = did_you_mean(ignore.rule, LINK_RULE_IDS) or "规则名见编辑手册"
            yield Finding(place, "bad-value", f"没有叫“{ignore.rule}”的链接规则", hint)


def ignored_link_positions(root: Path, config: str = CONFIG) -> list[Position]:
    """Where each item of `extra.campaigns.links.ignore` is written, in the order of the settings.

    Empty where the settings have none. Raises `OSError`.
    """
    text = decode((root / config).read_bytes(), config).content or ""
    document, _ = parse_section(text, config, _SECTION)
    data = document.data if document is not None else None
    links = data.get("links") if isinstance(data, dict) else None
    items = links.get("ignore") if isinstance(links, dict) else None
    if document is None or not isinstance(items, list):
        return []
    return [
        document.value_position(("links", "ignore", number, "reason"))
        for number in range(len(items))
    ]


def site_folder(root: Path, config: str = CONFIG) -> Path:
    """The folder that the engine writes the site to: `site_dir` of its settings."""
    return root / (_engine_text(root, config, "site_dir") or "site")


def published_folders(root: Path, config: str = CONFIG) -> tuple[Path, ...]:
    """Folders whose content readers come to see: site, prose, content, the theme's overrides."""
    docs = _engine_text(root, config, "docs_dir") or "docs"
    theme = _engine_text(root, config, "theme", "custom_dir")
    folders = (site_folder(root, config), root / docs, root / CONTENT)
    return (*folders, root / theme) if theme else folders


def _engine_text(root: Path, config: str, *keys: str) -> str:
    """A setting of the engine's that is a text; empty where it is not there."""
    file = root / config
    text = decode(file.read_bytes(), config).content if file.is_file() else None
    document, _ = parse_section(text or "", config, keys)
    value = document.data if document is not None else None
    return value if isinstance(value, str) else ""


def _all_rules() -> tuple[str, ...]:
    """Ids of the rules on content, decks, links and the built site.

    The rules on decks are imported here, for this takes 0.24 s, and settings seldom name them.
    """
    from campaignkit.slides.rules import RULE_IDS as DECK_RULE_IDS

    return (*rule_ids(), *DECK_RULE_IDS, *LINK_RULE_IDS, page_budget.ID)


def instant(
    text: str | None, environment: Mapping[str, str], zone: ZoneInfo, today: date | None = None
) -> datetime:
    """The as-of instant: `text`, else noon of `today` (settings), else SOURCE_DATE_EPOCH, else now.

    A bare day as `text` means its end, as everywhere. Raises `ValueError` with a Chinese message.
    """
    if text is not None:
        try:
            return parse_moment(text, zone).end
        except PydanticCustomError as error:
            context = error.context or {}
            raise ValueError(f"{context.get('message')}；{context.get('hint')}") from None
    if today is not None:
        return datetime.combine(today, time(12), zone)
    return now(environment).astimezone(zone)
