"""学习教育：a programme of topics with readings and lectures."""

from pathlib import Path

from campaignkit.base.findings import Level
from campaignkit.kinds.kind import ExtraPage, Kind
from campaignkit.kinds.study.model import Study
from campaignkit.kinds.study.pages import topics
from campaignkit.kinds.study.rules import isbn, week_gap
from campaignkit.model.rule import Rule

STUDY = Kind(
    name="study",
    title="学习教育",
    icon="material/book-open-page-variant-outline",
    model=Study,
    folder=Path(__file__).parent,
    rules=(
        Rule(isbn.ID, each=isbn.each),
        Rule(week_gap.ID, each=week_gap.each, level=Level.WARNING),
    ),
    extra_pages=(ExtraPage("topic.html.j2", topics, layout="sections"),),
)
