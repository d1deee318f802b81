"""题库里的题要够组成每一份试卷。

组卷时先抽条件最多的一项（分类、题型、难度都写了的），抽过的题不再抽。所以几项条件有重叠时，题库里要有够各项分
的题，不论先抽到哪些。

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

from campaignkit.base.findings import Finding
from campaignkit.kinds.quiz.card import BankEntry, bank_entry
from campaignkit.kinds.quiz.draw import draw_order, matches, may_share
from campaignkit.kinds.quiz.model import QUIZ_TOPIC, BankQuestion, KnowledgeQuiz, Paper, Pick
from campaignkit.model.catalogue import Catalogue

ID = "paper-fill"


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """Items of a paper's plan for which the bank has too few questions."""
    for campaign in catalogue.campaigns.values():
        if not isinstance(campaign, KnowledgeQuiz) or campaign.lost("papers", "topics"):
            continue
        cards = catalogue.records(campaign.id, BankQuestion.collection).values()
        bank = [entry for card in cards if (entry := bank_entry(card))]
        for number, paper in enumerate(campaign.papers):
            yield from _short(campaign, number, paper, bank)


def _short(
    campaign: KnowledgeQuiz, number: int, paper: Paper, bank: list[BankEntry]
) -> Iterator[Finding]:
    earlier: list[Pick] = []
    topics = campaign.local_titles(QUIZ_TOPIC)
    for at in draw_order(paper.pick):
        pick = paper.pick[at]
        if pick.topic not in (None, *topics):
            continue  # unknown-id says so
        there = sum(matches(pick, entry) for entry in bank)
        taken = sum(other.count for other in earlier if may_share(other, pick))
        left = max(there - taken, 0)
        earlier.append(pick)
        if pick.count <= left:
            continue
        shared = f"，其他项可能用掉 {min(taken, there)} 道" if taken and there else ""
        message = (
            f"“{paper.title}”要 {pick.count} 道{_said(campaign, pick)}，题库里有 {there} 道{shared}"
        )
        add = f"再出 {pick.count - left} 道"
        hint = f"{add}，或把 count 改成 {left}" if left else f"{add}，或删掉这一项"
        yield campaign.finding(("papers", number, "pick", at, "count"), ID, message, hint)


def _said(campaign: KnowledgeQuiz, pick: Pick) -> str:
    topic = campaign.local_titles(QUIZ_TOPIC).get(pick.topic or "")
    parts = (
        f"“{topic}”的" if topic else "",
        f"难度 {pick.difficulty} 的" if pick.difficulty else "",
        pick.type.label if pick.type else "题",
    )
    return "".join(parts)
