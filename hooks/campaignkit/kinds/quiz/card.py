"""The card of a question: what lists, papers and the question book need of it.

The card of a question that is not shown holds no words of it, only digests, so that nothing that
is made from cards can give it away.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from campaignkit.kinds.quiz.answers import LETTERS, Answer, QuestionType, accepted, chosen
from campaignkit.kinds.quiz.model import BankQuestion, Citation, Difficulty, KnowledgeQuiz
from campaignkit.kinds.quiz.picks import QUIZ_TOPIC
from campaignkit.kinds.quiz.prompts import plain_words, prompt_key, prompt_pairs
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record

TITLE_LENGTH = 60
"""Characters of a prompt that stand for it in lists and in the titles of pages."""

_SPEAKS_OF_OTHERS = re.compile("(以|如)上|上述|前[述面两三]|都[是对不]|[A-Z]、?[A-Z]")


class QuestionText(NamedTuple):
    """The words of a question that is shown.

    `right` are the numbers of the right options from 1; of a judgement (1,) for true and (2,) for
    false; of a blank none, and `accepted` are the texts it takes. `prompt` and `explanation` are
    Markdown; `picture` is file, alternative text and credit. `answer` is the answer in one line;
    `fixed` says that the options must keep their order, since one of them speaks of the others.
    """

    prompt: str
    picture: tuple[str, str, str] | None
    options: tuple[str, ...]
    right: tuple[int, ...]
    accepted: tuple[str, ...]
    answer: str
    fixed: bool
    explanation: str
    source: str
    source_url: str


class BankEntry(NamedTuple):
    """A question in its bank: `Card.extra`. `text` is None where it is not shown."""

    type: str
    topic: str
    difficulty: int
    key: bytes
    pairs: bytes
    text: QuestionText | None


def question_card(record: Record, campaign: Campaign, catalogue: Catalogue) -> Card:
    """The card of a question, topic by topic, the easy ones first."""
    del catalogue
    assert isinstance(record, BankQuestion)
    assert isinstance(campaign, KnowledgeQuiz)
    topics = campaign.local_titles(QUIZ_TOPIC)
    shown = campaign.shows(record)
    title = _title(record.prompt) if shown else record.id
    topic = topics.get(record.topic, record.topic)
    types = list(QuestionType)
    return Card(
        campaign=campaign.id,
        collection=record.collection,
        id=record.id,
        title=title,
        public=shown,
        subtitle=f"{topic} · {record.type.label}",
        order=(
            list(topics).index(record.topic) if record.topic in topics else len(topics),
            record.difficulty,
            types.index(record.type),
            record.id,
        ),
        facets={
            "topic": (topic,),
            "type": (record.type.label,),
            "difficulty": (difficulty_name(record.difficulty),),
        },
        extra=BankEntry(
            str(record.type),
            record.topic,
            record.difficulty,
            prompt_key(record.prompt),
            prompt_pairs(record.prompt),
            question_text(record) if shown else None,
        ),
    )


def question_text(record: BankQuestion) -> QuestionText:
    """The words of a question, its answer in one form whatever its type."""
    picture = record.picture
    options, right = options_of(record), right_options(record)
    texts = accepted(record.answer) if record.type is QuestionType.BLANK else ()
    return QuestionText(
        record.prompt,
        (picture.file, picture.alt, picture.credit or "") if picture else None,
        options,
        right,
        texts,
        answer_words(record.type, options, right, texts),
        record.type is QuestionType.JUDGE or any(map(_SPEAKS_OF_OTHERS.match, options)),
        record.explanation or "",
        citation(record.source) if record.source else "",
        record.source.url or "" if record.source else "",
    )


def options_of(record: BankQuestion) -> tuple[str, ...]:
    """What can be chosen; a judgement offers two words."""
    return ("正确", "错误") if record.type is QuestionType.JUDGE else record.options


def right_options(record: BankQuestion) -> tuple[int, ...]:
    """The numbers of the right options from 1, in their order; none for a blank."""
    answer: Answer = record.answer
    if record.type is QuestionType.JUDGE:
        return (1,) if answer is True else (2,)
    return tuple(sorted(chosen(answer) or ())) if record.type.has_options else ()


def answer_words(
    type_: QuestionType, options: tuple[str, ...], right: tuple[int, ...], texts: tuple[str, ...]
) -> str:
    """The right answer in one line: letters and words of options, or the texts of a blank.

    Numbers of options that are not there are left out: a rule has told of them.
    """
    if type_ is QuestionType.BLANK:
        return " 或 ".join(texts)
    there = [number for number in right if 1 <= number <= min(len(options), len(LETTERS))]
    if type_ is QuestionType.JUDGE:
        return "".join(options[number - 1] for number in there)
    return "；".join(f"{LETTERS[number - 1]}. {options[number - 1]}" for number in there)


def citation(source: Citation) -> str:
    """A source in one line, for print: author, title, publisher, date, article, pages."""
    parts = (
        f"{source.author}：{source.title}" if source.author else source.title,
        source.publisher,
        f"{source.date.year}年{source.date.month}月{source.date.day}日" if source.date else "",
        f"{source.year} 年" if source.year else "",
        source.article,
        source.pages,
    )
    return "，".join(part for part in parts if part)


def difficulty_name(difficulty: int) -> str:
    """The word for a difficulty from 1 to 3."""
    return list(Difficulty)[difficulty - 1].value


def bank_entry(card: Card) -> BankEntry | None:
    """What a card knows of a question; None for a card of something else."""
    return card.extra if isinstance(card.extra, BankEntry) else None


def _title(prompt: str) -> str:
    words = plain_words(prompt)
    return words if len(words) <= TITLE_LENGTH else f"{words[: TITLE_LENGTH - 1]}…"
