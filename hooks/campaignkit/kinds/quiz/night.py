"""The night of the contest in the hall: one HTML file with boards of numbers, questions and scores.

Everything is in the document as escaped text or cleaned HTML (`night_page` writes it); the scripts
only show and hide, count and keep the scores.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

import nh3
from markupsafe import Markup

from campaignkit.base.findings import Finding, Position
from campaignkit.dialect import join_chinese_lines
from campaignkit.kinds.hall import Hall, HallFile, HallRequest
from campaignkit.kinds.quiz.answers import LETTERS, QuestionType
from campaignkit.kinds.quiz.card import QuestionText, question_text
from campaignkit.kinds.quiz.draw import draw_boards
from campaignkit.kinds.quiz.model import Bank, BankQuestion, KnowledgeQuiz
from campaignkit.kinds.quiz.night_page import page
from campaignkit.kinds.quiz.picks import QUIZ_TOPIC
from campaignkit.kinds.quiz.rounds import QuizRound, RoundPart
from campaignkit.model.addresses import source_path
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.markdown import parser

MOST_TEAMS = 8
"""Teams whose scores fit into a row under the question, and keys 1 to 8."""

_TAGS = {"p", "br", "em", "strong", "s", "code", "pre", "blockquote", "img", "sup", "sub", "mark"}
_TAGS |= {"u", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}


@dataclass(frozen=True, slots=True)
class HallQuestion:
    """A question behind a number: its words, and its HTML with pictures inside."""

    id: str
    number: int
    score: float
    type_title: str
    topic: str
    prompt: Markup
    picture: str
    alt: str
    options: tuple[tuple[str, str, bool], ...]
    """Letter, words, whether right."""
    answer: str
    explanation: Markup
    source: str


@dataclass(frozen=True, slots=True)
class HallBoard:
    """A part of the round with its questions in the order of their numbers."""

    part: RoundPart
    questions: tuple[HallQuestion, ...]

    @property
    def rows(self) -> list[tuple[float, list[HallQuestion]]]:
        """The questions of each score, the lowest first."""
        scores = sorted({question.score for question in self.questions})
        return [(score, [q for q in self.questions if q.score == score]) for score in scores]


def events(campaign: Campaign) -> tuple[str, ...]:
    """The titles of the rounds that are held in a hall."""
    assert isinstance(campaign, KnowledgeQuiz)
    return tuple(held.title for held in campaign.rounds if held.parts)


def missing(campaign: Campaign) -> Finding:
    """What to write where no round has parts."""
    assert isinstance(campaign, KnowledgeQuiz)
    path = ("rounds",) if campaign.rounds else ("kind",)
    hint = (
        "在 rounds 的一轮里写 parts，例如 "
        "parts: [{title: 必答题, kind: required, pick: [{count: 12, score: 10}]}]"
    )
    return campaign.finding(
        path, "missing-field", "没有一轮写了现场环节（parts），没有可导出的", hint
    )


def secret(campaign: Campaign) -> Position:
    """Where a quiz says whether its questions are secret."""
    return campaign.value_position("bank")


def make(request: HallRequest) -> HallFile:
    """The file of one round. Questions whose records cannot be read are left out."""
    campaign = request.campaign
    assert isinstance(campaign, KnowledgeQuiz)
    number, held = next(
        (at, held) for at, held in enumerate(campaign.rounds) if held.title == request.event
    )
    seed = request.seed or f"{campaign.id}/{number + 1}"
    boards = _boards(request, held, seed)
    html = page(
        campaign=campaign,
        held=held,
        boards=boards,
        seats=_seats(campaign),
        seed=seed,
        live=campaign.bank is Bank.LIVE,
        key=_key(campaign, held, boards, seed),
    )
    return HallFile(html, seed)


def _boards(request: HallRequest, held: QuizRound, seed: str) -> list[HallBoard]:
    cards = request.catalogue.records(request.campaign.id, BankQuestion.collection).values()
    drawn = draw_boards(held.parts, cards, seed)
    boards = []
    for part, pairs in zip(held.parts, drawn, strict=True):
        read = ((request.read(card), card, score) for card, score in pairs)
        there = [(r, card, score) for r, card, score in read if isinstance(r, BankQuestion)]
        questions = (
            _question(request, record, card, number, score)
            for number, (record, card, score) in enumerate(there, 1)
        )
        boards.append(HallBoard(part, tuple(questions)))
    return boards


def _question(
    request: HallRequest, record: BankQuestion, card: Card, number: int, score: float
) -> HallQuestion:
    text = question_text(record)
    file, alt, _ = text.picture or ("", "", "")
    return HallQuestion(
        id=card.id,
        number=number,
        score=score,
        type_title=record.type.label,
        topic=request.campaign.local_titles(QUIZ_TOPIC).get(record.topic, ""),
        prompt=_prose(request, text.prompt, record.folder),
        picture=request.picture(file) if file else "",
        alt=alt,
        options=_options(text, record.type),
        answer=_answer(text, record.type),
        explanation=_prose(request, text.explanation, record.folder),
        source=text.source,
    )


def _options(text: QuestionText, type_: QuestionType) -> tuple[tuple[str, str, bool], ...]:
    """A judgement's two words have no letters."""
    letters = ("", "") if type_ is QuestionType.JUDGE else LETTERS
    return tuple(
        (letter, option, number in text.right)
        for number, (letter, option) in enumerate(zip(letters, text.options, strict=False), 1)
    )


def _answer(text: QuestionText, type_: QuestionType) -> str:
    """Letters alone where there are any: the options stand above."""
    letters = "".join(LETTERS[number - 1] for number in text.right if number <= len(LETTERS))
    return letters if type_.has_options else text.answer


def _prose(request: HallRequest, text: str, folder: str) -> Markup:
    """A Markdown text as clean HTML without links, its pictures as `data:` URLs."""
    md = parser()
    tokens = md.parse(text)
    home = f"campaigns/{request.campaign.id}/"
    for token in tokens:
        join_chinese_lines(token.children or [])
        for child in token.children or ():
            if child.type == "image":
                path = source_path(str(child.attrGet("src") or ""), folder) or ""
                inside = path.startswith(home)
                child.attrSet("src", request.picture(path.removeprefix(home)) if inside else "")
    html = md.renderer.render(tokens, md.options, {})
    attributes = {"img": {"src", "alt"}, "ol": {"start"}}
    return Markup(nh3.clean(html, tags=_TAGS, attributes=attributes, url_schemes={"data"}))


def _seats(campaign: KnowledgeQuiz) -> list[str]:
    """The names to begin with: those of the campaign, where they fit; the rest is left open."""
    names = [team.name for team in campaign.teams]
    if not names:
        names = ["第一队", "第二队", "第三队", "第四队"]
    chosen = names if len(names) <= MOST_TEAMS else []
    return [*chosen, *[""] * (MOST_TEAMS - len(chosen))]


def _key(campaign: KnowledgeQuiz, held: QuizRound, boards: Iterable[HallBoard], seed: str) -> str:
    """Names what the browser keeps: the same for the same round with the same questions."""
    names = [question.id for board in boards for question in board.questions]
    said = "\0".join((campaign.id, held.title, seed, *names))
    return blake2b(said.encode(), digest_size=8).hexdigest()


NIGHT = Hall(events, missing, secret, make)
