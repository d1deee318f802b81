"""征集评选：essays, photographs, singing, video, calligraphy."""

from pathlib import Path

from campaignkit.base.findings import Level
from campaignkit.kinds.contest.card import entry_card
from campaignkit.kinds.contest.entry import Entry
from campaignkit.kinds.contest.model import Contest
from campaignkit.kinds.contest.pages import local, notice, structured
from campaignkit.kinds.contest.rules import (
    division_close,
    entry_limit,
    prize_division,
    statement_unsigned,
    weights_sum,
    word_count,
)
from campaignkit.kinds.facets import FacetField, as_listed
from campaignkit.kinds.kind import Collection, ExtraPage, Kind
from campaignkit.kinds.notices import NOTICE_ASSETS
from campaignkit.model.rule import Rule

CONTEST = Kind(
    name="contest",
    title="征集评选",
    icon="material/pencil-box-multiple-outline",
    model=Contest,
    folder=Path(__file__).parent,
    rules=(
        Rule(weights_sum.ID, each=weights_sum.each),
        Rule(word_count.ID, each=word_count.each, level=Level.WARNING),
        Rule(entry_limit.ID, whole=entry_limit.whole, level=Level.WARNING),
        Rule(division_close.ID, each=division_close.each),
        Rule(prize_division.ID, each=prize_division.each),
        Rule(statement_unsigned.ID, each=statement_unsigned.each),
    ),
    local=local,
    extra_pages=(ExtraPage("notice.html.j2", notice, assets=NOTICE_ASSETS),),
    collections=(
        Collection(
            name="entries",
            title="参评作品",
            noun="作品",
            model=Entry,
            card=entry_card,
            structured=structured,
            gallery=True,
            facets=(
                FacetField("category", "类别"),
                FacetField("group", "组别"),
                FacetField("award", "奖项", as_listed),
                FacetField("unit", "单位"),
            ),
        ),
    ),
)
