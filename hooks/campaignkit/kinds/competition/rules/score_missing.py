"""一条成绩要写全：工种、轮次，和这个工种计分要用的每一项分数。

只公布名次的比赛可以不写分数，只写 rank。缺考和取消成绩的写 state，不写名次。理论占比是 0 的工种不写
理论成绩；评委打分的个数要多于去掉的最高分和最低分；每项分数不能超过满分。

错误（competition/results，2021-03-01 检查）：

    # campaign.yml
    trades: [{id: fitter, title: 钳工, theory_weight: 30, practice_weight: 70}]
    ---
    trade: fitter
    practice: 88
    theory: null

正确（competition/results，2021-03-01 检查）：

    # campaign.yml
    trades: [{id: fitter, title: 钳工, theory_weight: 30, practice_weight: 70}]
    ---
    trade: fitter
    practice: 88
    theory: 90
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.competition.model import Competition, Scoring, Trade
from campaignkit.kinds.competition.result import Result
from campaignkit.kinds.competition.score_fields import Score
from campaignkit.kinds.competition.scores import counted
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context
from campaignkit.source import Path

ID = "score-missing"

_MARKS = ("theory", "practice", "scores", "rank", "state", "penalty")
Fault = tuple[Path, str, str]


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """What keeps a result from being ranked, or should not be there."""
    campaign = context.campaign
    if not isinstance(entity, Result) or not isinstance(campaign, Competition):
        return
    if campaign.lost("trades", "rounds", "scoring") or entity.lost("trade", "round", *_MARKS):
        return
    for path, message, hint in (*_places(entity, campaign), *_marks(entity, campaign)):
        yield entity.finding(path, ID, message, hint)


def _places(result: Result, campaign: Competition) -> Iterator[Fault]:
    """Trade and round."""
    if campaign.trades and result.trade is None:
        known = "、".join(f"{trade.id}（{trade.title}）" for trade in campaign.trades)
        yield ("trade",), "没有写工种", f"写 trade，可以写：{known}"
    if len(campaign.rounds) > 1 and result.round is None:
        known = "、".join(one.id for one in campaign.rounds)
        yield ("round",), f"有 {len(campaign.rounds)} 轮比赛，没有写是哪一轮", f"写 round：{known}"


def _marks(result: Result, campaign: Competition) -> Iterator[Fault]:
    if not result.ranked:
        if result.rank is not None:
            yield ("rank",), "缺考或取消成绩的没有名次", "删掉 rank，或改 state"
        return
    yield from _too_high(result, campaign.scoring)
    given = result.theory is not None or result.practice is not None or bool(result.scores)
    if not given:
        if result.rank is None and result.total is None:
            hint = "写 theory、practice 或 scores；只公布名次的写 rank；缺考的写 state: absent"
            yield (), "没有成绩，也没有名次", hint
        return
    if trade := campaign.trade(result.trade):
        yield from _of_trade(result, trade)
    if result.scores and not counted(result.scores, campaign.scoring.drops):
        dropped = campaign.scoring.drop_high + campaign.scoring.drop_low
        message = f"有 {len(result.scores)} 个评委打分，去掉 {dropped} 个就没有了"
        yield ("scores",), message, f"补全评委打分，至少 {dropped + 1} 个，或改 scoring"


def _of_trade(result: Result, trade: Trade) -> Iterator[Fault]:
    if trade.theory_weight and result.theory is None:
        message = f"没有理论成绩，{trade.title}的理论占 {trade.theory_weight:f}%"
        yield ("theory",), message, "写 theory；缺考的写 state: absent"
    if not trade.theory_weight and result.theory is not None:
        message = f"{trade.title}的理论占比是 0，理论成绩不计入总分"
        yield ("theory",), message, "删掉 theory，或在 campaign.yml 里写 theory_weight"
    if trade.practice_weight and result.practice is None and not result.scores:
        message = f"没有实操成绩，{trade.title}的实操占 {trade.practice_weight:f}%"
        yield ("practice",), message, "写 practice，或写 scores（每位评委的打分）"


def _too_high(result: Result, scoring: Scoring) -> Iterator[Fault]:
    marks: list[tuple[Path, Score]] = []
    if result.theory is not None:
        marks.append((("theory",), result.theory))
    if result.practice is not None:
        marks.append((("practice",), result.practice))
    marks += [(("scores", number), score) for number, score in enumerate(result.scores)]
    for path, mark in marks:
        if mark > scoring.full:
            hint = "检查小数点；满分不是 100 的，在 campaign.yml 的 scoring 里写 full"
            yield path, f"{mark:f} 超过满分 {scoring.full:f}", hint
