"""Titles by how they are read, and what a browser is given to correct a query."""

from __future__ import annotations

import json

import pytest

from campaignkit.search.characters import character_table, readings, simplified
from campaignkit.search.grams import exact_keys, grams, short_grams
from campaignkit.search.pinyin import LONGEST, pinyin_keys


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("铜仁工匠", "tongren"),
        ("铜仁工匠", "tr"),
        ("铜仁工匠", "trgj"),
        ("示例·杨守艺", "yangshouyi"),
        ("示例·杨守艺", "ysy"),
        ("银行里的人", "yinhang"),
        ("单长河", "shanchanghe"),
        ("吕安", "lvan"),
        ("劳模工匠进校园", "laomogongjiangjinxiaoyuan"),
        ("銅仁", "tongren"),
    ],
)
def test_titles_have_keys_by_sound(title: str, key: str) -> None:
    assert key in pinyin_keys(title)


def test_keys_of_parts_are_bounded() -> None:
    keys = pinyin_keys("一" * 40)
    assert keys == {"yi" * n for n in range(1, LONGEST + 1)} | {
        "y" * n for n in range(2, LONGEST + 1)
    }
    assert pinyin_keys("2021 labour") == set()


def test_traditional_titles_are_found_in_both_scripts() -> None:
    assert {"銅仁", "铜仁"} <= short_grams("銅仁工匠")
    assert set(exact_keys("銅仁")) == {"=銅仁", "=铜仁"}
    assert simplified("一等獎") == "一等奖"


def test_ends_of_numbers_and_last_characters_are_found_in_texts() -> None:
    assert {"zx", "0042", "042", "焊"} <= grams("编号 ZX-0042，会电焊。")
    assert "42" not in grams("ZX-0042")


def test_the_table_agrees_with_the_keys() -> None:
    table = json.loads(character_table())
    assert len(table["traditional"]) == len(table["simplified"])
    simple = dict(zip(table["traditional"], table["simplified"], strict=True))
    assert simple["銅"] == "铜"
    assert all(one == simplified(one) for one in "铜仁工匠")
    by_character = {one: key for key, every in table["readings"].items() for one in every}
    assert by_character["摸"] == by_character["模"] == "mo"
    assert "".join(by_character[one] for one in "杨手艺") == "".join(readings("杨守艺"))
    assert len(by_character) > 6700
