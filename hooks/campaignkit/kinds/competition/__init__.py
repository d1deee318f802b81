"""劳动和技能竞赛：skills in trades, with marks and ranks, and work towards goals."""

from pathlib import Path

from campaignkit.base.findings import Level
from campaignkit.kinds.competition.card import contestant, result_card
from campaignkit.kinds.competition.model import Competition
from campaignkit.kinds.competition.pages import (
    local,
    notice,
    ranking,
    result_structured,
    structured,
)
from campaignkit.kinds.competition.result import Result
from campaignkit.kinds.competition.rules import (
    advance_count,
    appeal_window,
    goal_source,
    rank_gap,
    rank_mismatch,
    result_twice,
    score_missing,
    total_mismatch,
)
from campaignkit.kinds.contest.rules import weights_sum
from campaignkit.kinds.facets import FacetField, as_listed
from campaignkit.kinds.figures import FigureField
from campaignkit.kinds.kind import Collection, ExtraPage, Kind
from campaignkit.kinds.record_form import RecordForm
from campaignkit.model.rule import Rule

COMPETITION = Kind(
    name="competition",
    title="劳动和技能竞赛",
    icon="material/trophy-outline",
    model=Competition,
    folder=Path(__file__).parent,
    rules=(
        Rule(weights_sum.ID, each=weights_sum.each),
        Rule(score_missing.ID, each=score_missing.each),
        Rule(total_mismatch.ID, each=total_mismatch.each),
        Rule(rank_mismatch.ID, whole=rank_mismatch.whole),
        Rule(rank_gap.ID, whole=rank_gap.whole),
        Rule(result_twice.ID, whole=result_twice.whole),
        Rule(advance_count.ID, whole=advance_count.whole, level=Level.WARNING),
        Rule(appeal_window.ID, each=appeal_window.each),
        Rule(goal_source.ID, each=goal_source.each, level=Level.WARNING),
    ),
    local=local,
    figures=(
        FigureField("results", "trade", "各工种的参赛者", "人或队", as_listed, contestant),
        FigureField("results", "unit", "各单位的参赛者", "人或队", counted=contestant),
    ),
    structured=structured,
    extra_pages=(
        ExtraPage(
            "ranking.html.j2", ranking, layout="sections", assets=("ranking.js", "ranking.css")
        ),
        ExtraPage("notice.html.j2", notice),
    ),
    collections=(
        Collection(
            name="results",
            title="成绩",
            noun="成绩",
            model=Result,
            card=result_card,
            structured=result_structured,
            list_file="results.csv",
            form=RecordForm(
                omit=frozenset(
                    {"person", "total", "rank", "prize", "consent.withdrawn"}
                    | {"team.name", "team.members", "scores"}
                ),
                synonyms={
                    "name": ("姓名", "选手姓名", "选手"),
                    "unit": ("工作单位", "所在单位", "代表队"),
                    "trade": ("工种", "比赛项目", "项目"),
                    "theory": ("理论", "理论分"),
                    "practice": ("实操", "实操分", "技能操作"),
                },
                samples={
                    "theory": "92.5",
                    "practice": "88",
                    "scores": "91；92.5；90",
                    "penalty": "0",
                    "minutes": "143",
                    "total": "89.8",
                },
                key=("unit", "trade"),
            ),
            not_judged="现场打分没有作品可送：每位评委的分写在成绩的 scores 里，"
            "网站按 scoring 去掉最高最低分，算总分和名次",
            icon="person",
            facets=(
                FacetField("trade", "工种", as_listed),
                FacetField("round", "轮次", as_listed),
                FacetField("prize", "奖项", as_listed),
                FacetField("unit", "单位"),
            ),
        ),
    ),
)
