"""一位作者的作品不能多于每人限报的件数。

每一类、每一组也可以有自己的件数（categories、groups 里的 entry_limit）。按人物编号，或者姓名和单位
认人；只写姓名的分不清是不是同一个人，不查。合作的作品每位作者都算一件，撤回同意的不算。

错误（contest/entries）：

    # campaign.yml
    entry_limit: 1
    ---
    title: 第一篇
    authors: [{name: 李四, unit: 机械厂}]
    ---
    title: 第二篇
    authors: [{name: 李四, unit: 机械厂}]

正确（contest/entries）：

    # campaign.yml
    entry_limit: 1
    ---
    title: 第一篇
    authors: [{name: 李四, unit: 机械厂}]
    ---
    title: 第二篇
    authors: [{name: 李四, unit: 公交公司}]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial

from campaignkit.base.findings import Finding
from campaignkit.kinds.contest.card import EntryFacts
from campaignkit.kinds.contest.entry import Entry
from campaignkit.kinds.contest.model import Contest
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue

ID = "entry-limit"


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """One finding in the file of each entry beyond an author's limit, in the order of files."""
    for campaign in catalogue.campaigns.values():
        if not isinstance(campaign, Contest):
            continue
        for name, limit, matches in _limits(campaign):
            for author, cards in _by_author(catalogue, campaign, matches).items():
                for card in sorted(cards, key=lambda card: card.path)[limit:]:
                    who = _name(author, catalogue)
                    message = f"{name}每人限报 {limit} 件，{who}已有 {len(cards)} 件"
                    hint = f"请作者选定作品，或在 {campaign.document.path} 里改 entry_limit"
                    yield Finding(catalogue.position(card, "authors"), ID, message, hint)


def _limits(campaign: Contest) -> Iterator[tuple[str, int, Callable[[EntryFacts], bool]]]:
    """Each limit with the name of what it is for, and which entries count."""
    if campaign.entry_limit is not None:
        yield "", campaign.entry_limit, lambda facts: True
    for one in campaign.categories:
        if one.entry_limit is not None:
            yield f"“{one.title}”", one.entry_limit, partial(_is_in, "category", one.id)
    for group in campaign.groups:
        if group.entry_limit is not None:
            yield f"“{group.title}”", group.entry_limit, partial(_is_in, "group", group.id)


def _is_in(key: str, division: str, facts: EntryFacts) -> bool:
    return bool(getattr(facts, key) == division)


def _by_author(
    catalogue: Catalogue, campaign: Contest, matches: Callable[[EntryFacts], bool]
) -> dict[tuple[str, str], list[Card]]:
    found: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in catalogue.records(campaign.id, Entry.collection).values():
        if card.public and isinstance(card.extra, EntryFacts) and matches(card.extra):
            for author in card.extra.authors:
                found[author].append(card)
    return found


def _name(author: tuple[str, str], catalogue: Catalogue) -> str:
    """The author's name: the first of the pair where the second is a unit."""
    name, unit = author
    person = None if unit else catalogue.people.get(name)
    return person.name if person else name
