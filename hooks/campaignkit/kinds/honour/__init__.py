"""评选表彰：best workers, craftsmen, labour medals, model teams and units."""

from pathlib import Path

from campaignkit.base.findings import Level
from campaignkit.kinds.facets import FacetField, as_listed, newest_first
from campaignkit.kinds.honour.card import profile_card
from campaignkit.kinds.honour.model import Honours
from campaignkit.kinds.honour.pages import local, notice, roll, structured
from campaignkit.kinds.honour.profile import Profile
from campaignkit.kinds.honour.rules import quota
from campaignkit.kinds.kind import Collection, ExtraPage, Kind
from campaignkit.kinds.notices import NOTICE_ASSETS
from campaignkit.model.rule import Rule

HONOUR = Kind(
    name="honour",
    title="评选表彰",
    icon="material/medal-outline",
    model=Honours,
    folder=Path(__file__).parent,
    rules=(Rule(quota.ID, whole=quota.whole, level=Level.WARNING),),
    local=local,
    extra_pages=(
        ExtraPage("notice.html.j2", notice, assets=NOTICE_ASSETS),
        ExtraPage("roll.html.j2", roll, layout="roll", search="title"),
    ),
    collections=(
        Collection(
            name="profiles",
            title="人选与集体",
            noun="事迹",
            model=Profile,
            card=profile_card,
            structured=structured,
            icon="person",
            facets=(
                FacetField("year", "年份", newest_first),
                FacetField("award", "奖项", as_listed),
                FacetField("region", "地区"),
                FacetField("trade", "职业"),
                FacetField("label", "类别"),
                FacetField("unit", "单位"),
            ),
        ),
    ),
)
