"""The kinds of campaign. A new kind is a new folder here, and a name in `KINDS`.

Nothing outside this package names a kind. Others ask for `kinds.KINDS` when they need it, and keep
nothing of it at import; so a test can add a kind by replacing this one tuple.
"""

from campaignkit.kinds.activity import ACTIVITY
from campaignkit.kinds.competition import COMPETITION
from campaignkit.kinds.contest import CONTEST
from campaignkit.kinds.honour import HONOUR
from campaignkit.kinds.kind import Collection, ExtraPage, Kind, Layout, PageItem
from campaignkit.kinds.lecture import LECTURE
from campaignkit.kinds.quiz import QUIZ
from campaignkit.kinds.study import STUDY

KINDS: tuple[Kind, ...] = (STUDY, CONTEST, QUIZ, LECTURE, HONOUR, COMPETITION, ACTIVITY)


def kind_named(name: str) -> Kind:
    """A kind by its name in YAML. Raises `KeyError` for a name that is none."""
    return {kind.name: kind for kind in KINDS}[name]


__all__ = ["KINDS", "Collection", "ExtraPage", "Kind", "Layout", "PageItem", "kind_named"]
