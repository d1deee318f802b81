"""Text folded over lines: no blank inside Chinese, every other blank as YAML has it."""

from __future__ import annotations

import pytest

from campaignkit.source import parse


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("职工理论研讨\n  征文大赛", "职工理论研讨征文大赛"),
        (">-\n  职工理论研讨\n  征文大赛", "职工理论研讨征文大赛"),
        (">\n  第一句，\n  “第二句”\n  完", "第一句，“第二句”完\n"),
        ('"职工理论研讨\n  征文大赛"', "职工理论研讨征文大赛"),
        ("'职工理论\n  研讨''征文\n  大赛'", "职工理论研讨'征文 大赛"),
        ("第一行\n  second\n  line\n  第四行", "第一行 second line 第四行"),
        ("百年 华诞\n  做新时代\n  劳动者", "百年 华诞做新时代劳动者"),
        (">-\n  第一段\n  续\n\n  第二段\n  续", "第一段续\n第二段续"),
        ("|-\n  诗的\n  两行", "诗的\n两行"),
        ('"制表\\t符\n  在这里"', "制表\t符 在这里"),
        ("甲 甲\n  甲 甲", "甲 甲甲 甲"),
    ],
)
def test_a_fold_is_no_blank_between_chinese(written: str, read: str) -> None:
    document, _ = parse(f"a: {written}\nb: [一, 二\n  三]\n", "x.yml")
    assert document is not None
    assert document.data == {"a": read, "b": ["一", "二三"]}
