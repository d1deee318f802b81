"""审校签过以后又改了内容，要再审一遍。

用 campaignkit review 签的记录里有内容的指纹（fingerprint）。签过以后改了哪一项、哪个文件，这里会说
出来。只改说明（# 开头的）和次序不算。

错误（contest）：

    review:
      - step: final
        by: 编辑丙
        date: 2021-03-01
        fingerprint: {slogan: x0123456789}

正确（contest）：

    review:
      - step: final
        by: 编辑丙
        date: 2021-03-01
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.content_fingerprint import changes

ID = "review-stale"

_SHOWN = 6
"""Changed parts that a finding names."""


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """Campaigns whose content is no longer what the last signature stands for."""
    for campaign in catalogue.campaigns.values():
        signed = [n for n, review in enumerate(campaign.review) if review.fingerprint]
        if signed and isinstance(campaign.document.data, dict):
            yield from _finding(campaign, catalogue, signed[-1])


def _finding(campaign: Campaign, catalogue: Catalogue, number: int) -> Iterator[Finding]:
    review = campaign.review[number]
    try:
        changed = changes(campaign, catalogue.root, review.fingerprint or {})
    except OSError:  # what cannot be read is told by the rules on files
        return
    if changed:
        titles = {step.id: step.title for step in catalogue.settings.review_steps}
        rest = f" 等 {len(changed)} 处" if len(changed) > _SHOWN else ""
        parts = "、".join(changed[:_SHOWN])
        step = titles.get(review.step, review.step)
        message = f"{step}（{review.by}，{review.date}）以后又改了：{parts}{rest}"
        command = f"campaignkit review {campaign.id} --step {review.step} --by 姓名"
        hint = f"请审校的人再看，运行 {command}"
        yield campaign.finding(("review", number, "step"), ID, message, hint)
