"""Text over several lines has no space between Chinese characters, and one between words."""

from __future__ import annotations

import pytest

from campaignkit.source.reader import parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 职工理论\n  研讨征文\n", "职工理论研讨征文"),
        ("a: 庆祝百年 做新时代\n  劳动者\n", "庆祝百年 做新时代劳动者"),
        ("a: 用 MkDocs\n  做网站\n", "用 MkDocs 做网站"),
        ('a: "职工理论\n  研讨征文"\n', "职工理论研讨征文"),
        ("a: '职工理论\n  研讨征文'\n", "职工理论研讨征文"),
        ("a: >\n  职工理论，\n  研讨征文。\n", "职工理论，研讨征文。\n"),
        ("a: >-\n  职工理论，\n  研讨征文。\n", "职工理论，研讨征文。"),
        ("a: |\n  职工理论\n  研讨征文\n", "职工理论\n研讨征文\n"),
        ('a: "职工\\u7406论\n  研讨"\n', "职工理论 研讨"),
        ("a: two\n  words\n", "two words"),
        ("😀: 甲\na: 职工😀理论\n  研讨征文\n", "职工😀理论研讨征文"),
    ],
)
def test_joined(text: str, value: str) -> None:
    document, _ = parse(text, "x.yml")
    assert document is not None
    assert document.data["a"] == value
