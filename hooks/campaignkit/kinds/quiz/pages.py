"""What a quiz's pages need besides its own fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaignkit.kinds.quiz.answers import QuestionType
from campaignkit.kinds.quiz.card import QuestionText, bank_entry
from campaignkit.kinds.quiz.model import BankQuestion, KnowledgeQuiz
from campaignkit.kinds.quiz.prompts import plain_words
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Record


def local(campaign: Campaign, catalogue: Catalogue) -> Mapping[str, object]:
    """How many questions of each topic are shown."""
    assert isinstance(campaign, KnowledgeQuiz)
    cards = catalogue.listed(campaign.id, BankQuestion.collection)
    entries = [entry for card in cards if (entry := bank_entry(card))]
    counts = [(topic, sum(e.topic == topic.id for e in entries)) for topic in campaign.topics]
    return {"topic_counts": counts, "total": len(cards)}


def structured(
    record: Record, campaign: Campaign, card: Card, catalogue: Catalogue, url: str
) -> dict[str, Any]:
    """A question as schema.org Question, its options as suggested answers."""
    del catalogue
    assert isinstance(record, BankQuestion)
    entry = bank_entry(card)
    assert entry is not None
    assert entry.text is not None, "only questions that are shown have a page"
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Question",
        "name": card.title,
        "text": plain_words(record.prompt),
        "eduQuestionType": _LEARNING_TYPES[record.type],
        "acceptedAnswer": _answer(entry.text),
        "isPartOf": {"@type": "Quiz", "name": campaign.title},
        "inLanguage": "zh-CN",
    }
    if entry.text.options:
        data["suggestedAnswer"] = [
            {"@type": "Answer", "position": number, "text": option}
            for number, option in enumerate(entry.text.options, 1)
            if number not in entry.text.right
        ]
    return {**data, "url": url} if url else data


_LEARNING_TYPES = {
    QuestionType.SINGLE: "Multiple choice",
    QuestionType.MULTIPLE: "Checkbox",
    QuestionType.JUDGE: "True or false",
    QuestionType.BLANK: "Fill in the blank",
}
"""The values of eduQuestionType; see schema.org/eduQuestionType."""


def _answer(text: QuestionText) -> dict[str, Any]:
    answer: dict[str, Any] = {"@type": "Answer", "text": text.answer}
    if text.explanation:
        answer["answerExplanation"] = {"@type": "Comment", "text": plain_words(text.explanation)}
    return answer
