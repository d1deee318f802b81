"""Papers are drawn from the bank by their plan: in the same way here, in print and in the browser.

An item of the plan that says more (topic, type, difficulty) is drawn before one that says less, and
no question twice. `theme/assets/campaignkit/quiz.js` does the same with a seed of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from campaignkit.kinds.quiz.answers import LETTERS, QuestionType
from campaignkit.kinds.quiz.card import BankEntry, bank_entry
from campaignkit.kinds.quiz.model import Paper
from campaignkit.kinds.quiz.picks import Pick
from campaignkit.kinds.quiz.rounds import RoundPart
from campaignkit.model.card import Card


@dataclass(frozen=True, slots=True)
class PaperItem:
    """A question on a paper: `order` are the numbers of its options from 1 as they are printed."""

    card: Card
    score: float
    order: tuple[int, ...]

    @property
    def entry(self) -> BankEntry:
        """What the card knows of the question."""
        found = bank_entry(self.card)
        assert found is not None, "papers are drawn from questions"
        return found

    @property
    def key(self) -> str:
        """What a marker of the printed paper looks for: letters as printed, words, or texts."""
        text = self.entry.text
        assert text is not None, "papers are drawn from questions that are shown"
        if self.entry.type in (QuestionType.JUDGE, QuestionType.BLANK):
            return text.answer
        return "".join(LETTERS[at] for at, number in enumerate(self.order) if number in text.right)


def matches(pick: Pick, entry: BankEntry) -> bool:
    """Whether a question is one of those that an item of the plan asks for."""
    return (
        pick.topic in (None, entry.topic)
        and pick.type in (None, entry.type)
        and pick.difficulty in (None, entry.difficulty)
    )


def may_share(one: Pick, other: Pick) -> bool:
    """Whether a question could be drawn for either of two items."""
    pairs = (
        (one.topic, other.topic),
        (one.type, other.type),
        (one.difficulty, other.difficulty),
    )
    return all(first is None or second is None or first == second for first, second in pairs)


def draw_order(plan: Sequence[Pick]) -> list[int]:
    """The places of the plan's items as they are drawn: those that say most come first."""
    return sorted(range(len(plan)), key=lambda at: -_said(plan[at]))


def draw(paper: Paper, cards: Iterable[Card], seed: str) -> list[tuple[Card, float]]:
    """Questions and their scores in the order of the plan; fewer where the bank is short."""
    drawn = _drawn(paper.pick, cards, seed)
    return [
        (card, pick.score) for pick, found in zip(paper.pick, drawn, strict=True) for card in found
    ]


def draw_boards(
    parts: Sequence[RoundPart], cards: Iterable[Card], seed: str
) -> list[list[tuple[Card, float]]]:
    """For each part of a round its questions and their scores, in the order of their numbers.

    No question comes twice in a round. On a board the lower scores come first; questions of one
    score are mixed, so that a number gives neither topic nor type away.
    """
    plan = [(number, pick) for number, part in enumerate(parts) for pick in part.pick]
    boards: list[list[tuple[Card, float]]] = [[] for _ in parts]
    drawn = _drawn([pick for _, pick in plan], cards, seed)
    for (number, pick), found in zip(plan, drawn, strict=True):
        boards[number] += [(card, pick.score) for card in found]
    for board in boards:
        board.sort(key=lambda pair: (pair[1], _rank(f"{seed}/board", pair[0].id)))
    return boards


def _drawn(plan: Sequence[Pick], cards: Iterable[Card], seed: str) -> list[list[Card]]:
    """The questions for each item of a plan; fewer where the bank is short."""
    bank = sorted(cards, key=lambda card: _rank(seed, card.id))
    drawn: dict[int, list[Card]] = {}
    used: set[str] = set()
    for at in draw_order(plan):
        pick = plan[at]
        free = (c for c in bank if c.id not in used and (e := bank_entry(c)) and matches(pick, e))
        drawn[at] = [card for card, _ in zip(free, range(pick.count), strict=False)]
        used.update(card.id for card in drawn[at])
    return [drawn[at] for at in range(len(plan))]


def version(paper: Paper, cards: Iterable[Card], name: str) -> list[PaperItem]:
    """A version (A, B) of a printed paper: the same questions, mixed within their type.

    Types come in the order of `QuestionType`. Options are mixed, too, where none speaks of others.
    """
    types = list(QuestionType)
    drawn = draw(paper, cards, paper.id)
    mixed = sorted(drawn, key=lambda pair: _rank(f"{paper.id}/{name}", pair[0].id))
    items = [PaperItem(card, score, _mixed_options(card, name)) for card, score in mixed]
    return sorted(items, key=lambda item: types.index(QuestionType(item.entry.type)))


def _mixed_options(card: Card, name: str) -> tuple[int, ...]:
    entry = bank_entry(card)
    if entry is None or entry.text is None:
        return ()
    numbers = tuple(range(1, len(entry.text.options) + 1))
    if entry.text.fixed:
        return numbers
    return tuple(sorted(numbers, key=lambda number: _rank(f"{name}/{card.id}", str(number))))


def _said(pick: Pick) -> int:
    return sum(value is not None for value in (pick.topic, pick.type, pick.difficulty))


def _rank(seed: str, name: str) -> bytes:
    """A place by lot: the same for the same seed on every machine and in every version."""
    return blake2b(f"{seed}\0{name}".encode(), digest_size=8).digest()
