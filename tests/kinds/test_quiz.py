"""The quiz: answers, drawing, printed versions, near duplicates, secrets of a live bank."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.commands import scaffold
from campaignkit.content.load import load
from campaignkit.content.project import open_project
from campaignkit.kinds.quiz.answers import accepted, as_numbers, as_truth, chosen
from campaignkit.kinds.quiz.card import BankEntry, QuestionText
from campaignkit.kinds.quiz.draw import draw, version
from campaignkit.kinds.quiz.model import Paper
from campaignkit.kinds.quiz.prompts import (
    NEAR,
    SHORT,
    bare,
    near_pairs,
    plain_words,
    prompt_key,
    prompt_pairs,
)
from campaignkit.model.card import Card
from campaignkit.model.settings import Settings
from support.engine import NOW, build_site

pytestmark = pytest.mark.site

PLAN = Paper.model_validate(
    {
        "id": "final",
        "title": "决赛卷",
        "pick": [
            {"count": 3, "score": 1},
            {"topic": "law", "count": 2, "score": 2},
            {"topic": "law", "type": "single", "difficulty": 1, "count": 2, "score": 3},
        ],
    }
)


def card(name: str, topic: str = "law", type_: str = "single", difficulty: int = 1) -> Card:
    options = {"judge": ("正确", "错误"), "blank": ()}.get(type_, ("甲", "乙", "丙", "丁"))
    right = {"judge": (2,), "blank": (), "multiple": (1, 3)}.get(type_, (2,))
    texts = ("八",) if type_ == "blank" else ()
    said = {"judge": "错误", "blank": "八"}.get(type_, "")
    text = QuestionText(
        name, None, options, right, texts, said, type_ == "judge", "解析", "出处", ""
    )
    return Card(
        "quiz", "questions", name, name, extra=BankEntry(type_, topic, difficulty, b"", b"", text)
    )


BANK = [
    *(card(f"a{n}") for n in range(3)),
    *(card(f"b{n}", type_="judge") for n in range(2)),
    *(card(f"c{n}", topic="history", type_="blank") for n in range(2)),
    *(card(f"d{n}", topic="history", type_="multiple", difficulty=2) for n in range(2)),
]


@pytest.mark.parametrize(
    ("answer", "numbers", "texts"),
    [
        (2, (2,), ("2",)),
        ((1, 3), (1, 3), ("1", "3")),
        (True, None, ()),
        ("八", None, ("八",)),
        (("八", 8), None, ("八", "8")),
    ],
)
def test_an_answer_is_numbers_or_texts(
    answer: int | str | tuple[int | str, ...],
    numbers: tuple[int, ...] | None,
    texts: tuple[str, ...],
) -> None:
    assert chosen(answer) == numbers
    assert accepted(answer) == texts


def test_letters_and_words_have_their_right_form() -> None:
    assert [as_numbers(text, 4) for text in ("B", "ａ、ｃ", "DCA", "E", "甲", "")] == [
        *("2", "[1, 3]", "[1, 3, 4]"),
        *("", "", ""),
    ]
    assert [as_truth(text) for text in ("对", "错误", "√", "也许")] == ["true", "false", "true", ""]


def test_items_that_say_more_are_drawn_first_and_no_question_twice() -> None:
    for seed in map(str, range(20)):
        drawn = draw(PLAN, BANK, seed)
        assert [score for _, score in drawn] == [1, 1, 1, 2, 2, 3, 3]
        assert len({card.id for card, _ in drawn}) == 7
        assert all(card.id.startswith("a") for card, _ in drawn[5:])
        assert all(card.id[0] in "ab" for card, _ in drawn[3:])


def test_a_draw_depends_on_the_seed_alone() -> None:
    assert draw(PLAN, BANK, "x") == draw(PLAN, list(reversed(BANK)), "x")
    assert len({tuple(card.id for card, _ in draw(PLAN, BANK, str(n))) for n in range(20)}) > 10


def test_a_bank_that_is_short_gives_what_it_has() -> None:
    assert [card.id for card, _ in draw(PLAN, BANK[:1], "x")] == ["a0"]


def test_versions_have_the_same_questions_with_their_own_keys() -> None:
    one, other = version(PLAN, BANK, "A"), version(PLAN, BANK, "B")
    assert Counter(item.card.id for item in one) == Counter(item.card.id for item in other)
    assert [item.card.id for item in one] != [item.card.id for item in other]
    types = ["single", "multiple", "judge", "blank"]
    for items in (one, other):
        assert [types.index(item.entry.type) for item in items] == sorted(
            types.index(item.entry.type) for item in items
        )
        for item in items:
            text = item.entry.text
            assert text is not None
            if item.entry.type in ("judge", "blank"):
                assert item.key == text.answer
            else:
                printed = [text.options[number - 1] for number in item.order]
                right = {printed["ABCD".index(letter)] for letter in item.key}
                assert right == {text.options[number - 1] for number in text.right}


def test_prompts_are_compared_by_their_words() -> None:
    assert plain_words("**工会** [是](x.yml)\n谁的？![图](y.png)") == "工会 是谁的？"
    assert prompt_key("依照《工会法》，Ａ 是谁？") == prompt_key("依照工会法 a是谁")
    assert prompt_key("谁交会费") != prompt_key("谁收会费")


PROMPTS = st.lists(st.text("工会劳动法是谁的", min_size=6, max_size=16), max_size=14)


@given(PROMPTS)
def test_near_duplicates_are_those_of_a_slow_comparison(prompts: list[str]) -> None:
    named = {str(number): prompt for number, prompt in enumerate(prompts)}
    found = {frozenset(pair) for pair in near_pairs({k: prompt_pairs(v) for k, v in named.items()})}
    sets = {
        name: {bare(prompt)[at : at + 2] for at in range(len(prompt) - 1)}
        for name, prompt in named.items()
    }
    wanted = {
        frozenset((one, other))
        for one in sets
        for other in sets
        if one < other
        and min(len(sets[one]), len(sets[other])) >= SHORT
        and len(sets[one] & sets[other]) >= NEAR * len(sets[one] | sets[other])
    }
    assert found == wanted


SECRETS = ("zxprompt", "zxoption", "zxexplained", "zxsource", "zxalt")
QUESTION = """\
type: single
prompt: 谁是 {0}prompt？
options: [{0}option, 乙, 丙]
answer: 1
explanation: 因为 {0}explained。
source: {{title: {0}source}}
topic: union-law
picture: {{file: media/{0}.png, alt: {0}alt}}
sample: {1}
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "789c63606060000000040001f61738550000000049454e44ae426082"
)


def _words(folder: Path) -> bytes:
    """All bytes and names below a folder, in lower case."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    names = "\n".join(file.relative_to(folder).as_posix() for file in files)
    return (names.encode() + b"".join(file.read_bytes() for file in files)).lower()


def _project(root: Path, bank: str) -> Path:
    (root / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    scaffold.new(load(root, NOW, Settings(), preview=True), "quiz", "night", NOW.date())
    folder = root / "campaigns" / "night"
    text = (folder / "campaign.yml").read_text("utf-8")
    text = text.replace("state: draft", "state: published").replace("bank: open", f"bank: {bank}")
    (folder / "campaign.yml").write_text(text, "utf-8")
    (folder / "media").mkdir()
    for name, sample in (("zx", "false"), ("qy", "true")):
        question = QUESTION.format(name, sample)
        (folder / "questions" / f"{name}-1.yml").write_text(question, "utf-8")
        (folder / "media" / f"{name}.png").write_bytes(PNG)
    return root


def test_no_word_of_a_live_question_is_built_or_kept(tmp_path: Path) -> None:
    root = _project(tmp_path, "live")
    assert open_project(root).findings == ()
    build_site(root, tmp_path / "site")
    built, kept = _words(tmp_path / "site"), _words(tmp_path / ".campaignkit")
    for secret in SECRETS:
        sample = secret.replace("zx", "qy")
        assert sample.encode() in built, f"{sample} is a sample's word: the search must find it"
        assert secret.encode() not in built
        assert secret.encode() not in kept
    assert b"qyprompt" in kept
    assert b"zx.png" not in built
    assert b"zx-1" not in built


def test_the_same_questions_are_built_of_an_open_bank(tmp_path: Path) -> None:
    build_site(_project(tmp_path, "open"), tmp_path / "site")
    built = _words(tmp_path / "site")
    assert all(secret.encode() in built for secret in SECRETS)


def test_a_live_bank_without_samples_has_no_book_and_no_self_test(tmp_path: Path) -> None:
    root = _project(tmp_path, "live")
    for file in (root / "campaigns/night/questions").glob("*.yml"):
        file.write_text(file.read_text("utf-8").replace("sample: true", "sample: false"), "utf-8")
    build_site(root, tmp_path / "site")
    made = {f.name for f in (tmp_path / "site/campaigns/night").iterdir()}
    assert made.isdisjoint({"book", "self-test", "papers"})
    assert "保密" in (tmp_path / "site/campaigns/night/index.html").read_text("utf-8")
