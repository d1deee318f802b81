"""What an id in YAML may refer to: people, organisations, campaigns, and what kinds add."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RefTarget:
    """A category of things that have ids.

    `name` is its name in code (`person`); `title` its Chinese name in messages; `remedy` tells an
    editor where such a thing is defined. Where ids stand is one of three:

    - `key` is the key of campaign.yml that holds them, a list of items with `id` and `title`, or a
      mapping from ids to items with a `name`;
    - `is_record` says that they are records, written `campaign/record`; a file of the same campaign
      may leave the campaign out;
    - otherwise they are files or keys that all campaigns share, as in `PERSON`.
    """

    name: str
    title: str
    remedy: str
    key: str = ""
    is_record: bool = False


def local_target(name: str, title: str, key: str) -> RefTarget:
    """A target whose ids a campaign defines itself, at `key` of its campaign.yml."""
    return RefTarget(name, title, f"在 campaign.yml 的 {key} 里加上它", key)


PERSON = RefTarget(
    "person", "人物", "人物编号是 campaigns/people/ 里的文件名（不带 .yml）；没有就新建这个文件"
)
ORGANISATION = RefTarget("organisation", "组织", "在 campaigns/organisations.yml 里加上这个组织")
CAMPAIGN = RefTarget("campaign", "活动", "活动编号是 campaigns/ 里的文件夹名")
