"""Checks every link of a built site, ours or not: extract -> resolve -> judge -> findings."""

from campaignkit.links.check import Checked, check, check_site
from campaignkit.links.finding import LinkFinding, SourceMap
from campaignkit.links.mirror import mirrored_sources
from campaignkit.links.policy import External, Ignore, Policy, Rewrite, policy_from
from campaignkit.links.redirects import redirect_pages
from campaignkit.links.site import BuiltFile, Site
from campaignkit.links.sources import TextSources

__all__ = [
    "BuiltFile",
    "Checked",
    "External",
    "Ignore",
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
    "redirect_pages",
]
