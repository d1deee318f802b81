"""What a quiz's pages need besides its own fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from campaignkit.kinds.kind import PageItem
from campaignkit.kinds.quiz.answers import QuestionType
from campaignkit.kinds.quiz.card import QuestionText, bank_entry
from campaignkit.kinds.quiz.draw import PaperItem, version
from campaignkit.kinds.quiz.model import (
    BankQuestion,
    Difficulty,
    KnowledgeQuiz,
    Paper,
    QuizTopic,
)
from campaignkit.kinds.quiz.picks import QUIZ_TOPIC, Pick
from campaignkit.kinds.quiz.prompts import plain_words
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record
from campaignkit.source import Document

VERSIONS = ("A", "B")
"""The versions of a printed paper, for neighbouring seats."""

PRACTICE = 20
"""Questions of a self-test where the quiz plans no paper."""


def local(campaign: Campaign, catalogue: Catalogue) -> Mapping[str, object]:
    """How many questions of each topic are shown, and the words for topics and difficulties."""
    assert isinstance(campaign, KnowledgeQuiz)
    by_topic = _by_topic(campaign, catalogue)
    return {
        "topic_counts": [(topic, len(cards)) for topic, cards in by_topic],
        "first_topic": by_topic[0][0].id if by_topic else "",
        "total": sum(len(cards) for _, cards in by_topic),
        "topic_titles": campaign.local_titles(QUIZ_TOPIC),
        "difficulties": [word.value for word in Difficulty],
    }


def book(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
    """The question book: a page for each topic that has questions to show."""
    assert isinstance(campaign, KnowledgeQuiz)
    by_topic = _by_topic(campaign, catalogue)
    shown = [(topic, len(cards)) for topic, cards in by_topic]
    for topic, cards in by_topic:
        yield PageItem(
            f"book/{topic.id}",
            f"{topic.title}题本 · {campaign.title}",
            f"{campaign.title}：{topic.title}，{len(cards)} 题，附答案、解析和出处",
            {
                "topic": topic,
                "cards": cards,
                "shown_topics": shown,
                "owner": _place_of_questions(campaign),
            },
            heading=f"{topic.title}题本",
        )


def self_test(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
    """The self-test, where there are questions to show; `quiz.js` makes it of the page's data."""
    assert isinstance(campaign, KnowledgeQuiz)
    by_topic = _by_topic(campaign, catalogue)
    cards = [card for _, cards in by_topic for card in cards]
    if not cards:
        return
    practice = Paper.model_construct(
        id="practice",
        title="练习",
        pick=(Pick(count=min(PRACTICE, len(cards)), score=1),),
        minutes=None,
        pass_score=None,
    )
    yield PageItem(
        "self-test",
        f"自测 · {campaign.title}",
        f"{campaign.title}在线自测：随机组卷，答完看成绩、解析和出处",
        {
            "cards": cards,
            "shown_topics": [(topic, len(cards)) for topic, cards in by_topic],
            "topic_titles": campaign.local_titles(QUIZ_TOPIC),
            "types": {str(type_): type_.label for type_ in QuestionType},
            "papers": [_plan(paper) for paper in campaign.papers or (practice,)],
            "owner": _place_of_questions(campaign),
        },
        heading="自测",
        structured={
            "@context": "https://schema.org",
            "@type": "Quiz",
            "name": f"{campaign.title}自测",
            "about": [topic.title for topic, _ in by_topic],
            "isAccessibleForFree": True,
            "inLanguage": "zh-CN",
        },
    )


def papers(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
    """Papers to print, without answers."""
    for paper, context in _printed(campaign, catalogue):
        yield PageItem(
            f"papers/{paper.id}",
            f"{paper.title} · {campaign.title}",
            f"{campaign.title}{paper.title}，A、B 卷，可以打印",
            context,
            heading=paper.title,
        )


def paper_answers(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
    """The answers of papers to print."""
    for paper, context in _printed(campaign, catalogue):
        yield PageItem(
            f"papers/{paper.id}/answers",
            f"{paper.title}答案 · {campaign.title}",
            f"{campaign.title}{paper.title}的答案和解析，A、B 卷",
            context,
            heading=f"{paper.title}答案",
        )


def _printed(
    campaign: Campaign, catalogue: Catalogue
) -> Iterator[tuple[Paper, Mapping[str, object]]]:
    """The papers for which there is a question to show, and what their templates need."""
    assert isinstance(campaign, KnowledgeQuiz)
    cards = catalogue.listed(campaign.id, BankQuestion.collection)
    for paper in campaign.papers:
        versions: list[tuple[str, list[PaperItem]]] = [
            (name, version(paper, cards, name)) for name in VERSIONS
        ]
        there = len(versions[0][1])
        if there:
            yield (
                paper,
                {
                    "paper": paper,
                    "versions": versions,
                    "short": paper.size - there,
                    "owner": _place_of_questions(campaign),
                },
            )


def _by_topic(campaign: KnowledgeQuiz, catalogue: Catalogue) -> list[tuple[QuizTopic, list[Card]]]:
    """The questions that are shown, for each topic that has any."""
    cards = catalogue.listed(campaign.id, BankQuestion.collection)
    found: dict[str, list[Card]] = {topic.id: [] for topic in campaign.topics}
    for card in cards:
        entry = bank_entry(card)
        if entry and entry.topic in found:
            found[entry.topic].append(card)
    return [(topic, found[topic.id]) for topic in campaign.topics if found[topic.id]]


def _place_of_questions(campaign: Campaign) -> Record:
    """Stands for any question of a quiz where Markdown is rendered: links start from its folder."""
    path = f"campaigns/{campaign.id}/{BankQuestion.collection}/question.yml"
    blank = BankQuestion(type=QuestionType.JUDGE, prompt="-", answer=True, topic="-")
    return blank.placed("question", Document(path, "", {}))


def _plan(paper: Paper) -> dict[str, object]:
    """A paper's plan for the browser."""
    return {
        "id": paper.id,
        "title": paper.title,
        "minutes": paper.minutes,
        "pass": paper.pass_score,
        "pick": [
            {
                "topic": pick.topic,
                "type": str(pick.type) if pick.type else None,
                "difficulty": pick.difficulty,
                "count": pick.count,
                "score": pick.score,
            }
            for pick in paper.pick
        ],
    }


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
