"""What a site's owner decides about link findings: levels, ignores, rewrites, external settings.

The build makes a `Policy` from `extra.campaigns.links`; the command reads the same keys from a
TOML file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from campaignkit.base.findings import Level, Position
from campaignkit.links.rules import RULE_IDS


@dataclass(frozen=True)
class IgnoredLink:
    """Findings that are known and accepted: globs for rule, link or target, and page.

    `standing` ignores come with a theme and are no finding where they find nothing to silence.
    `position` is where the ignore is written, as far as that is known.
    """

    reason: str
    rule: str = "*"
    link: str = "*"
    page: str = "*"
    standing: bool = False
    position: Position | None = field(default=None, compare=False)

    def covers(self, rule: str, link: str, target: str, page: str) -> bool:
        """Whether this ignore is about a finding."""
        return (
            fnmatchcase(rule, self.rule)
            and (fnmatchcase(link, self.link) or fnmatchcase(target, self.link))
            and fnmatchcase(page, self.page)
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.link} {self.page}（{self.reason}）"


@dataclass(frozen=True)
class Rewrite:
    """A URL to ask in another's place, such as a mirror: a pattern and what it becomes."""

    pattern: str
    to: str
    reason: str

    def apply(self, url: str) -> str:
        """The URL to ask for `url`."""
        return re.sub(self.pattern, self.to, url)


@dataclass(frozen=True)
class External:
    """Limits of the check of other sites; times in seconds, sizes in bytes."""

    timeout: float = 20.0
    max_bytes: int = 2_000_000
    max_redirects: int = 8
    per_host: int = 1
    gap: float = 1.0
    retries: int = 2
    wait_budget: float = 120.0
    concurrency: int = 32
    fresh_days: float = 3.0
    allow_private: bool = False
    anchors: bool = False
    user_agent: str = "campaignkit-links/1 (+link check; one request a second)"


@dataclass(frozen=True)
class Policy:
    """Everything that may differ from site to site; `levels` maps a rule to its level, or None."""

    levels: Mapping[str, Level | None] = field(default_factory=dict)
    ignores: tuple[IgnoredLink, ...] = ()
    rewrites: tuple[Rewrite, ...] = ()
    external: External = External()


def policy_from(data: Mapping[str, Any]) -> Policy:
    """The policy that a mapping describes; raises `ValueError` with a Chinese message."""
    _only(data, {"levels", "ignore", "rewrite", "external"}, "")
    external = dict(data.get("external", {}))
    _only(external, set(External.__dataclass_fields__), "external.")
    return Policy(
        levels={rule: _level(rule, name) for rule, name in data.get("levels", {}).items()},
        ignores=tuple(_ignore(item) for item in data.get("ignore", [])),
        rewrites=tuple(_rewrite(item) for item in data.get("rewrite", [])),
        external=External(**external),
    )


def policy_file(path: Path) -> Policy:
    """The policy in a TOML file; raises `ValueError` or `OSError`."""
    return policy_from(tomllib.loads(path.read_text(encoding="utf-8-sig")))


def _only(data: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in data:
        if key not in known:
            raise ValueError(f"不认识的设置“{where}{key}”，可用的是：{'、'.join(sorted(known))}")


def _level(rule: str, name: str) -> Level | None:
    if rule not in RULE_IDS:
        raise ValueError(f"没有规则“{rule}”，可用的是：{'、'.join(RULE_IDS)}")
    if name == "off":
        return None
    try:
        return Level(name)
    except ValueError:
        raise ValueError(f"级别“{name}”应当是 error、warning、info 或 off") from None


def _ignore(item: Mapping[str, Any]) -> IgnoredLink:
    _only(item, {"reason", "rule", "link", "page", "standing"}, "ignore.")
    if not item.get("reason", "").strip():
        raise ValueError("ignore 要写 reason（原因）")
    return IgnoredLink(**item)


def _rewrite(item: Mapping[str, str]) -> Rewrite:
    _only(item, {"pattern", "to", "reason"}, "rewrite.")
    if not item.get("reason", "").strip():
        raise ValueError("rewrite 要写 reason（原因）")
    try:
        re.compile(item["pattern"])
        return Rewrite(item["pattern"], item["to"], item["reason"])
    except (re.error, KeyError) as error:
        raise ValueError(f"rewrite 的 pattern 或 to 不对：{error}") from None
