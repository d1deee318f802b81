"""Works that repeat an earlier one: found by sketches, then compared word for word."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from campaignkit.kinds.contest.copied import PASSAGE, likely_pairs, overlap
from campaignkit.kinds.contest.entry_text import likeness, markdown_of, sketch, words_of


def _text(seed: int, length: int = 800) -> str:
    chance = random.Random(seed)
    return "".join(chr(0x4E00 + chance.randrange(900)) for _ in range(length))


def test_words_are_letters_and_figures_without_marks() -> None:
    assert words_of("## 小序\n今天，有**3**个人——\n很 好。\n\n第二段") == "今天有3个人很好第二段"
    assert words_of(None) == ""


def test_what_is_not_markdown_or_lies_outside_has_no_words(tmp_path: Path) -> None:
    assert markdown_of(None, "works/a.docx", tmp_path) is None
    assert markdown_of(None, "works/gone.md", tmp_path) is None
    assert markdown_of(None, "../a.md", tmp_path) is None


def test_short_works_have_no_sketch() -> None:
    assert sketch("铁冷手不能冷") == b""
    assert len(sketch(_text(1))) == 16 + 128 * 2


def test_a_third_copied_is_likely_whatever_the_order() -> None:
    """Of 200 works that took 40 % from an earlier one, all but a few are compared with it."""
    sources = [_text(seed) for seed in range(200)]
    copies = [
        _text(1000 + number, 480) + text[400:560] + text[:160]
        for number, text in enumerate(sources)
    ]
    pairs = set(likely_pairs([sketch(text) for text in (*sources, *copies)]))
    found = sum((200 + number, number) in pairs for number in range(200))
    assert found >= 190
    assert len(pairs) < 2 * 200  # and few others


def test_equal_works_do_not_multiply() -> None:
    same = sketch(_text(3))
    assert len(list(likely_pairs([same] * 2000))) <= 3 * 2000
    assert likeness(same, same) == 1


def test_passages_from_long_to_short() -> None:
    earlier = "天还没亮检修班的灯已经亮了师傅把手套烤在炉边说铁冷手不能冷"
    later = "师傅把手套烤在炉边是冬天的事那天天还没亮检修班的灯已经亮了"
    found = overlap(later, earlier)
    assert found.passages == ("天还没亮检修班的灯已经亮了", "师傅把手套烤在炉边")
    assert found.share == 22 / len(later)
    assert overlap("师傅把手套", earlier).share == 0


words = st.text("天地人你我他是在", min_size=12, max_size=90)


@given(words, words, words)
def test_every_passage_stands_in_both(before: str, shared: str, earlier: str) -> None:
    mine, theirs = before + shared, shared + earlier
    found = overlap(mine, theirs)
    assert 0 < found.share <= 1
    for passage in found.passages:
        assert len(passage) >= PASSAGE
        assert passage in mine
        assert passage in theirs
