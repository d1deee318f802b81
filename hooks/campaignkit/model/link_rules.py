"""Ids of the rules on links, which are checked on the built site.

They stand here because settings and ignores name rules before any page is built; `links.messages`
has the rules themselves, and a test keeps the two alike.
"""

from __future__ import annotations

LINK_RULE_IDS = (
    "link-anchor",
    "link-asset",
    "link-broken",
    "link-case",
    "link-data",
    "link-duplicate-id",
    "link-encoding",
    "link-external",
    "link-foreign-host",
    "link-id",
    "link-local",
    "link-mail",
    "link-outside",
    "link-page",
    "link-redirect",
    "link-slash",
    "link-typo",
    "link-unwritten",
    "unused-ignore",
)
