"""讲习所、宣讲：a series of sessions in halls."""

from pathlib import Path

from campaignkit.base.findings import Level
from campaignkit.kinds.facets import FacetField, as_listed
from campaignkit.kinds.figures import FigureField
from campaignkit.kinds.kind import Collection, Kind
from campaignkit.kinds.lecture.card import session_card
from campaignkit.kinds.lecture.model import SESSION, Lecture, Session
from campaignkit.kinds.lecture.pages import calendar_date, deck_event, local, structured
from campaignkit.kinds.lecture.rules import double_booking, session_dates
from campaignkit.kinds.lecture.scaffold_day import scaffold_functions
from campaignkit.kinds.record_form import RecordForm
from campaignkit.model.rule import Rule

LECTURE = Kind(
    name="lecture",
    title="宣讲讲座",
    icon="material/presentation",
    model=Lecture,
    folder=Path(__file__).parent,
    rules=(
        Rule(double_booking.ID, whole=double_booking.whole),
        Rule(session_dates.ID, each=session_dates.each, level=Level.WARNING),
    ),
    local=local,
    figures=(
        FigureField("sessions", "month", "每月的场次", "场", as_listed),
        FigureField("sessions", "venue", "各地点的场次", "场"),
    ),
    scaffold_functions=scaffold_functions,
    collections=(
        Collection(
            name="sessions",
            title="场次",
            noun="场次",
            model=Session,
            card=session_card,
            structured=structured,
            icon="event",
            target=SESSION,
            deck=deck_event,
            event=calendar_date,
            form=RecordForm(
                omit=frozenset(
                    {"speakers.person", "moderator.person", "video.url", "to_be_announced"}
                    | {f"repeat.{key}" for key in ("every", "until", "count", "except")}
                    | {f"parts.{key}" for key in ("title", "start", "end", "venue")}
                ),
            ),
            facets=(
                FacetField("month", "月份", as_listed),
                FacetField("venue", "地点"),
                FacetField("speaker", "主讲人"),
            ),
        ),
    ),
)
