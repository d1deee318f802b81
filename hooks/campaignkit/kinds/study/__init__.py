"""学习教育：a programme of topics with readings and lectures."""

from pathlib import Path

from campaignkit.kinds.kind import ExtraPage, Kind
from campaignkit.kinds.study.model import Study
from campaignkit.kinds.study.pages import topics

STUDY = Kind(
    name="study",
    title="学习教育",
    icon="material/book-open-page-variant-outline",
    model=Study,
    folder=Path(__file__).parent,
    extra_pages=(ExtraPage("topic.html.j2", topics, layout="sections"),),
)
