"""评选表彰：best workers, craftsmen, labour medals, model teams and units."""

from pathlib import Path

from campaignkit.base.findings import Level
from campaignkit.kinds.facets import FacetField, as_listed, newest_first
from campaignkit.kinds.figures import FigureField
from campaignkit.kinds.honour.card import profile_card
from campaignkit.kinds.honour.model import Honours
from campaignkit.kinds.honour.pages import local, notice, roll, structured
from campaignkit.kinds.honour.profile import Profile
from campaignkit.kinds.honour.rules import quota
from campaignkit.kinds.kind import Collection, ExtraPage, Kind
from campaignkit.kinds.notices import NOTICE_ASSETS
from campaignkit.kinds.record_form import RecordForm
from campaignkit.model.rule import Rule

HONOUR = Kind(
    name="honour",
    title="评选表彰",
    icon="material/medal-outline",
    model=Honours,
    folder=Path(__file__).parent,
    rules=(Rule(quota.ID, whole=quota.whole, level=Level.WARNING),),
    local=local,
    figures=(
        FigureField("profiles", "region", "各地区的人选与集体", "项"),
        FigureField("profiles", "label", "人选与集体的类别", "项"),
        FigureField("profiles", "award", "各奖项的人选与集体", "项", as_listed),
    ),
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
            form=RecordForm(
                omit=frozenset({"person", "consent.withdrawn"}),
                repeats={"honours": 3, "timeline": 3},
                synonyms={
                    "name": ("姓名", "姓名或集体名称", "推荐对象", "集体名称", "单位名称"),
                    "unit": ("工作单位", "所在单位", "推荐单位"),
                    "occupation": ("工种", "岗位", "职务", "职业（工种）"),
                    "region": ("县区", "地区（区县）", "所在地区"),
                    "award": ("奖项", "推荐奖项", "申报奖项"),
                    "deeds": ("事迹", "主要事迹", "先进事迹", "事迹材料"),
                },
                key=("unit",),
                document="deeds",
                pictures="portrait",
            ),
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
