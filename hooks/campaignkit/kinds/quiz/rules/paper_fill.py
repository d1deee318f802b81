"""题库里的题要够组成每一份试卷、每一轮现场比赛。

组卷时先抽条件最多的一项（分类、题型、难度都写了的），抽过的题不再抽。所以几项条件有重叠时，题库里要有够各项分
的题，不论先抽到哪些。现场比赛的一轮里，各个环节（parts）抽的题也不重复。

错误（quiz）：

    papers:
      - id: trial
        title: 自测卷
        pick: [{topic: union-law, type: multiple, count: 60, score: 1}]

正确（quiz）：

    papers:
      - id: trial
        title: 自测卷
        pick: [{topic: union-law, type: single, count: 1, score: 100}]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from campaignkit.base.findings import Finding
from campaignkit.kinds.quiz.card import BankEntry, bank_entry
from campaignkit.kinds.quiz.draw import draw_order, matches, may_share
from campaignkit.kinds.quiz.model import BankQuestion, KnowledgeQuiz
from campaignkit.kinds.quiz.picks import QUIZ_TOPIC, Pick
from campaignkit.model.catalogue import Catalogue
from campaignkit.source.document import Path

ID = "paper-fill"


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """Items of a paper's plan for which the bank has too few questions."""
    for campaign in catalogue.campaigns.values():
        if not isinstance(campaign, KnowledgeQuiz):
            continue
        if campaign.lost("papers", "topics", "rounds"):
            continue
        cards = catalogue.records(campaign.id, BankQuestion.collection).values()
        bank = [entry for card in cards if (entry := bank_entry(card))]
        for plan in _plans(campaign):
            yield from _short(campaign, plan, bank)


@dataclass(frozen=True, slots=True)
class PlannedPick:
    """An item of a plan: the title of what it is for, and where it stands in the campaign."""

    title: str
    path: Path
    pick: Pick


def _plans(campaign: KnowledgeQuiz) -> Iterator[list[PlannedPick]]:
    """What is drawn together, so that no question comes twice: a paper, the parts of a round."""
    for number, paper in enumerate(campaign.papers):
        yield [
            PlannedPick(paper.title, ("papers", number, "pick", at), pick)
            for at, pick in enumerate(paper.pick)
        ]
    for number, held in enumerate(campaign.rounds):
        yield [
            PlannedPick(part.title, ("rounds", number, "parts", place, "pick", at), pick)
            for place, part in enumerate(held.parts)
            for at, pick in enumerate(part.pick)
        ]


def _short(
    campaign: KnowledgeQuiz, plan: list[PlannedPick], bank: list[BankEntry]
) -> Iterator[Finding]:
    earlier: list[Pick] = []
    topics = campaign.local_titles(QUIZ_TOPIC)
    for at in draw_order([planned.pick for planned in plan]):
        planned = plan[at]
        pick = planned.pick
        if pick.topic not in (None, *topics):
            continue  # unknown-id says so
        there = sum(matches(pick, entry) for entry in bank)
        taken = sum(other.count for other in earlier if may_share(other, pick))
        left = max(there - taken, 0)
        earlier.append(pick)
        if pick.count <= left:
            continue
        shared = f"，其他项可能用掉 {min(taken, there)} 道" if taken and there else ""
        wanted = f"“{planned.title}”要 {pick.count} 道{_said(campaign, pick)}"
        message = f"{wanted}，题库里有 {there} 道{shared}"
        add = f"再出 {pick.count - left} 道"
        hint = f"{add}，或把 count 改成 {left}" if left else f"{add}，或删掉这一项"
        yield campaign.finding((*planned.path, "count"), ID, message, hint)


def _said(campaign: KnowledgeQuiz, pick: Pick) -> str:
    topic = campaign.local_titles(QUIZ_TOPIC).get(pick.topic or "")
    parts = (
        f"“{topic}”的" if topic else "",
        f"难度 {pick.difficulty} 的" if pick.difficulty else "",
        pick.type.label if pick.type else "题",
    )
    return "".join(parts)
