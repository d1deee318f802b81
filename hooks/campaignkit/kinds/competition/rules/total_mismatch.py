"""写了总分的，要和按分数算出来的一致。

总分 = 理论 × 理论占比 + 实操 × 实操占比 − 扣分。实操有几位评委打分的，先去掉规定个数的最高分和
最低分，再取平均。中间不进位，最后按规定的小数位数四舍五入。

错误（competition/results，2021-03-01 检查）：

    # campaign.yml
    trades: [{id: fitter, title: 钳工, theory_weight: 30, practice_weight: 70}]
    ---
    trade: fitter
    theory: 90
    practice: 80
    total: 84

正确（competition/results，2021-03-01 检查）：

    # campaign.yml
    trades: [{id: fitter, title: 钳工, theory_weight: 30, practice_weight: 70}]
    ---
    trade: fitter
    theory: 90
    practice: 80
    total: 83
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.competition.model import Competition, Trade
from campaignkit.kinds.competition.result import Result, total_of
from campaignkit.kinds.competition.scores import counted
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "total-mismatch"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """A total that does not follow from the marks; the right one is named."""
    campaign = context.campaign
    if not isinstance(entity, Result) or not isinstance(campaign, Competition):
        return
    if entity.total is None or campaign.lost("trades", "scoring"):
        return
    if entity.lost("theory", "practice", "scores", "penalty", "trade", "state"):
        return
    right = total_of(entity, campaign)
    trade = campaign.trade(entity.trade)
    if right is not None and trade is not None and entity.total != right:
        message = (
            f"总分写的是 {entity.total:f}，按成绩应是 {right:f}（{_sum(entity, trade, campaign)}）"
        )
        hint = f"改成 {right:f}；总分可以不写，网页上会自动算"
        yield entity.finding(("total",), ID, message, hint)


def _sum(result: Result, trade: Trade, campaign: Competition) -> str:
    """How the total comes about, in words."""
    parts = []
    if trade.theory_weight and result.theory is not None:
        parts.append(f"理论 {result.theory:f}×{trade.theory_weight:f}%")
    if trade.practice_weight:
        kept = counted(result.scores, campaign.scoring.drops)
        practice = f"评委 {len(kept)} 个分的平均" if kept else f"实操 {result.practice or 0:f}"
        parts.append(f"{practice}×{trade.practice_weight:f}%")
    penalty = f"－扣分 {result.penalty:f}" if result.penalty else ""
    return f"{'＋'.join(parts)}{penalty}"
