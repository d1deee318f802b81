"""The index: whatever the texts are, each of their grams finds them, and nothing else does."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.search import Group, Index, SearchDocument, write_segments
from campaignkit.search.grams import exact_keys, grams, runs, short_grams, units
from campaignkit.search.postings import encode, numbers, single
from support.search_reader import Reader

GROUP = Group("事迹", "person")
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60) | st.text(
    "张三丰劳动者 2021年“”、a", max_size=40
)


def indexed(documents: list[SearchDocument], *more: list[SearchDocument]) -> Reader:
    with TemporaryDirectory() as folder:
        segments = []
        for number, part in enumerate((documents, *more)):
            segments += write_segments(Path(folder) / f"s{number}", GROUP, part)
        index = Index(tuple(segments))
        files = dict([index.manifest()])
        for job in index.jobs():
            files.update(index.files(job))
    return Reader(files)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=5))
def test_any_text_is_found_by_any_of_its_grams(given_texts: list[tuple[str, str, str]]) -> None:
    documents = [
        SearchDocument(f"d/{n}/", *short, text=body) for n, (*short, body) in enumerate(given_texts)
    ]
    reader = indexed(documents)
    for number, (title, words, text) in enumerate(given_texts):
        for key in {*short_grams(title), *exact_keys(title)}:
            assert (number, 0) in reader.find(key)
        for key in short_grams(words) | grams(text):
            assert number in {found for found, _ in reader.find(key)}


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_gram_finds_only_texts_that_have_it(texts: list[str]) -> None:
    reader = indexed([SearchDocument(f"d/{n}/", "", text=text) for n, text in enumerate(texts)])
    for key in set().union(*map(grams, texts)):
        have = {number for number, text in enumerate(texts) if key in grams(text)}
        assert {number for number, _ in reader.find(key)} == have


@given(TEXTS)
def test_every_two_neighbouring_characters_are_a_gram(text: str) -> None:
    for run in runs(text):
        parts = units(run)
        assert {one + other for one, other in pairwise(parts)} <= grams(text)


@given(st.sets(st.integers(0, 1023), min_size=1, max_size=300), st.integers(1, 256))
def test_postings_keep_what_they_were_given(places: set[int], count: int) -> None:
    kept = {(place // 256, place % 256) for place in places if place % 256 < count}
    if not kept:
        return
    mask = sum(1 << (256 * field + number) for field, number in kept)
    manifest = b'{"segments": [[%d, 0, 1]]}' % count
    blob = dict(single(count)).get(mask) or encode(mask, count)
    assert len(blob) < 256
    reader = Reader({"search/index.json": manifest})
    assert reader._decode(b"\x00" + blob) == {(number, field) for field, number in kept}


def test_numbers_are_the_places_of_bits() -> None:
    assert list(numbers(0b10010001)) == [0, 4, 7]


def test_segments_of_more_than_256_documents() -> None:
    many = [SearchDocument(f"d/{n}/", f"名{n}", text=f"正文{n}") for n in range(600)]
    reader = indexed(many[:300], many[300:])
    assert [count for count, _, _ in reader.manifest["segments"]] == [256, 44, 256, 44]
    assert [uri for uri, *_ in reader.texts()] == [one.uri for one in many]
    assert reader.find("名599") == {(599, 0)}
    assert {number for number, _ in reader.find("正文")} == set(range(600))


def test_a_large_index_has_more_shards_and_finds_the_same() -> None:
    text = "".join(chr(0x4E00 + n) for n in range(12_000))
    small = [SearchDocument("d/", "", text=text[n : n + 3000]) for n in range(0, 12_000, 3000)]
    reader = indexed(*[[one] for one in small for _ in range(8)])
    assert reader.manifest["per_block"] > 1
    assert {number for number, _ in reader.find(text[10:12])} == set(range(8))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("贵州省“最美劳动者”推荐评选", "最美劳动者推荐"),
        ("示例·张 三 丰", "张三丰"),
        ("２０２１ 年度", "2021年度"),
        ("ISBN 978", "isbn"),
        ("《工会法》第 3 条", "工会法第3条"),
    ],
)
def test_spaces_quotes_and_width_do_not_matter(text: str, query: str) -> None:
    pairs = {gram for gram in grams(query) if len(gram) > 1}  # the last character stands alone too
    assert pairs <= grams(text)


def test_punctuation_and_lines_part_words() -> None:
    assert grams("张三，李四\n王五") == {"张三", "三", "李四", "四", "王五", "五"}
    assert grams("labour day") == {"labour", "day"}


def test_titles_are_found_by_one_character_and_by_the_beginning_of_a_number() -> None:
    assert {"张", "丰", "张三", "三丰", "2", "20", "202", "2021"} <= short_grams("张三丰 2021")
    assert list(exact_keys("示例·张三丰")) == ["=示例张三丰", "=示例", "=张三丰"]


def test_the_same_documents_make_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    documents = [
        SearchDocument(f"d/{n}/", f"名{n}", text="一二三四五六七八九十" * n) for n in range(9)
    ]
    first = write_segments(tmp_path / "a", GROUP, documents)
    again = write_segments(tmp_path / "b", GROUP, documents)
    assert [one.digest for one in first] == [one.digest for one in again]
    assert Index(tuple(first)).version == Index(tuple(again)).version
    other = write_segments(tmp_path / "c", GROUP, documents[:-1])
    assert Index(tuple(other)).version != Index(tuple(first)).version
