"""Checks every link of a built site, ours or not: extract -> resolve -> judge -> findings."""

from campaignkit.links.finding import LinkFinding, SourceMap
from campaignkit.links.judge.site_files import BuiltFile, Site
from campaignkit.links.origin.mirror import mirrored_sources
from campaignkit.links.origin.source_map import TextSources
from campaignkit.links.policy import External, IgnoredLink, Policy, Rewrite, policy_from
from campaignkit.links.site_check import LinkCheckResult, check, check_site

__all__ = [
    "BuiltFile",
    "External",
    "IgnoredLink",
    "LinkCheckResult",
    "LinkFinding",
    "Policy",
    "Rewrite",
    "Site",
    "SourceMap",
    "TextSources",
    "check",
    "check_site",
    "mirrored_sources",
    "policy_from",
]
