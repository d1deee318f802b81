"""发布的活动要走完设置里的每一步审校，按次序，由不同的人做。

mkdocs.yml 里写了 review: required 才查。步骤是 review_steps（初审、复审、终审……），一步一步签，
日期不能倒，同一个人不能签两步。用 campaignkit review 签，也可以手写。

错误（contest）：

    state: published
    ---
    # mkdocs.yml
    extra: {campaigns: {review: required, review_steps: [{id: first, title: 初审}]}}

正确（contest）：

    state: published
    review: [{step: first, by: 编辑甲, date: 2021-03-01}]
    ---
    # mkdocs.yml
    extra: {campaigns: {review: required, review_steps: [{id: first, title: 初审}]}}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from campaignkit.base.findings import Finding
from campaignkit.model.campaign import Campaign
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context
from campaignkit.model.shared import Review, State

ID = "review-missing"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Steps of a published campaign that are missing, out of order, or by the same person."""
    settings = context.catalogue.settings
    if settings.review != "required" or not isinstance(entity, Campaign):
        return
    if entity.state is not State.PUBLISHED or entity.lost("review"):
        return
    latest = {review.step: (number, review) for number, review in enumerate(entity.review)}
    missing = [step for step in settings.review_steps if step.id not in latest]
    if missing:
        names = "、".join(step.title for step in missing)
        place = entity.key_position("review") if entity.review else entity.value_position("state")
        hint = f"运行 campaignkit review {entity.id} --step {missing[0].id} --by 姓名"
        yield Finding(place, ID, f"活动已经发布，还没有{names}", hint)
    done = [latest[step.id] for step in settings.review_steps if step.id in latest]
    yield from _order(entity, done)
    yield from _people(entity, done)


def _order(campaign: Campaign, done: list[tuple[int, Review]]) -> Iterator[Finding]:
    for (_, before), (number, review) in pairwise(done):
        if review.date < before.date:
            message = f"这一步（{review.date}）早于它前面的一步（{before.date}）"
            hint = "按次序审校，改正日期，或重新签这一步"
            yield campaign.finding(("review", number, "date"), ID, message, hint)


def _people(campaign: Campaign, done: list[tuple[int, Review]]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for number, review in done:
        if review.by in seen:
            message = f"{review.by}已经做了另一步（{seen[review.by]}）"
            yield campaign.finding(("review", number, "by"), ID, message, "请另一个人做这一步")
        seen.setdefault(review.by, review.step)
