"""What is known of Chinese characters: simplified forms, and how they are read.

The libraries are loaded on first use: most commands search nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby

_CJK = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
"""The Unicode blocks whose characters have simplified forms in use."""

_AMBIGUOUS = frozenset(
    "行长重乐朝调传弹藏差参降校系便会觉落宿畜奇强省盛着折都还给率提地得了大车色厦蚌六番没模似屏单曾解"
    "教识什数说弄尽堡血匙贾尾抢扎炸泊薄剥卡壳扁刨轧熟露削叶拗"
)
"""Common characters with several readings that differ without their tones."""


def simplified(text: str) -> str:
    """A text with simplified characters instead of traditional ones, character by character."""
    return text if text.isascii() else _to_simplified()(text)


def readings(text: str) -> list[str]:
    """How each character of a Chinese text is read, in pinyin without tones (`lv` for 吕).

    The library's words decide where a character has several common readings (银行, 行走). They
    cost 0.4 ms a name, so that other texts go without.
    """
    if _AMBIGUOUS.isdisjoint(text):
        return [_reading(character) for character in text]
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text, errors=lambda unknown: unknown)


@lru_cache(1)
def character_table() -> bytes:
    """The JSON file that a browser reads when a query finds nothing.

    `traditional` and `simplified` are texts of equal length, each character's simplified form at
    its own place; `readings` has the common characters (GB 2312) of each syllable.
    """
    traditional = _differing()
    common = [one for block in _CJK for one in map(chr, block) if _is_common(one)]
    read = sorted((readings(one)[0], one) for one in common)
    table = {
        "traditional": "".join(traditional),
        "simplified": "".join(traditional.values()),
        "readings": {
            syllable: "".join(one for _, one in same)
            for syllable, same in groupby(read, key=lambda pair: pair[0])
        },
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()


def _differing() -> dict[str, str]:
    """Traditional characters and their common simplified ones. One by one: words would differ."""
    every = [chr(code) for block in _CJK for code in block]
    plain = simplified("\n".join(every)).split("\n")
    return {
        one: other
        for one, other in zip(every, plain, strict=True)
        if one != other and len(other) == 1 and _is_common(other)
    }


def _is_common(character: str) -> bool:
    try:
        return len(character.encode("gb2312")) > 1
    except UnicodeEncodeError:
        return False


@lru_cache(8192)
def _reading(character: str) -> str:
    from pypinyin import lazy_pinyin

    return lazy_pinyin(character)[0]


@lru_cache(1)
def _to_simplified() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
