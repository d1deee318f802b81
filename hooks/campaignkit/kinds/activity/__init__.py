"""主题活动：events on a theme, and services that are open all the year."""

from pathlib import Path

from campaignkit.base.findings import Level
from campaignkit.kinds.activity.card import event_card, service_card
from campaignkit.kinds.activity.hours import special_days
from campaignkit.kinds.activity.model import Activity, ActivityEvent, ServicePlace
from campaignkit.kinds.activity.pages import directory, event_data, local, service_data
from campaignkit.kinds.activity.rules import (
    event_report,
    event_state,
    hours_plain,
    number_source,
    position_outside,
    service_unchecked,
)
from campaignkit.kinds.facets import FacetField, as_listed
from campaignkit.kinds.figures import FigureField
from campaignkit.kinds.kind import Collection, ExtraPage, Kind
from campaignkit.kinds.record_form import RecordForm
from campaignkit.model.rule import Rule

_ASSETS = ("activity.css", "hours.js")

ACTIVITY = Kind(
    name="activity",
    title="主题活动",
    icon="material/account-group-outline",
    model=Activity,
    folder=Path(__file__).parent,
    rules=(
        Rule(event_report.ID, whole=event_report.whole, level=Level.WARNING),
        Rule(event_state.ID, whole=event_state.whole),
        Rule(number_source.ID, each=number_source.each),
        Rule(hours_plain.ID, each=hours_plain.each, level=Level.WARNING),
        Rule(position_outside.ID, each=position_outside.each),
        Rule(service_unchecked.ID, whole=service_unchecked.whole, level=Level.WARNING),
    ),
    local=local,
    figures=(
        FigureField("events", "month", "每月的活动", "场", as_listed),
        FigureField("services", "region", "各地区的服务点", "处"),
        FigureField("services", "type", "各类型的服务点", "处"),
    ),
    assets=_ASSETS,
    extra_pages=(
        ExtraPage("directory.html.j2", directory, layout="wide", search="title", assets=_ASSETS),
    ),
    collections=(
        Collection(
            name="events",
            title="活动日程",
            noun="活动",
            model=ActivityEvent,
            card=event_card,
            structured=event_data,
            icon="event",
            framed=True,
            facets=(
                FacetField("month", "月份", as_listed),
                FacetField("season", "季节", as_listed),
                FacetField("place", "地点"),
                FacetField("state", "状态"),
            ),
            assets=("activity.css",),
        ),
        Collection(
            name="services",
            title="服务点",
            noun="服务点",
            model=ServicePlace,
            card=service_card,
            structured=service_data,
            form=RecordForm(
                synonyms={
                    "title": ("服务点名称", "站点名称", "名称"),
                    "hours": ("服务时间", "开放时间"),
                    "phone": ("联系电话", "电话"),
                },
                samples={"hours": "Mo-Fr 08:30-17:30; PH off", "phone": "0856-0000000"},
                key=("address",),
            ),
            facets=(
                FacetField("region", "地区"),
                FacetField("type", "类型", as_listed),
                FacetField("facility", "设施"),
                FacetField("open", "开放", days=special_days),
            ),
            assets=_ASSETS,
        ),
    ),
)
