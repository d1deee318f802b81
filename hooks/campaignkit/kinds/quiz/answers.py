"""What an editor may write as the answer of a question, and what is meant by it."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from campaignkit.model.fields import wrong_type

Answer = bool | int | str | tuple[int | str, ...]
"""As written: `true`, the number of an option from 1, a text, or several of these."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""The names of options on paper and on pages, in their order."""


class QuestionType(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    JUDGE = "judge"
    BLANK = "blank"

    @property
    def label(self) -> str:
        """Its name in the reader's words."""
        return _LABELS[self]

    @property
    def has_options(self) -> bool:
        """Whether there are options to choose from."""
        return self in (QuestionType.SINGLE, QuestionType.MULTIPLE)


_LABELS = {
    QuestionType.SINGLE: "单选题",
    QuestionType.MULTIPLE: "多选题",
    QuestionType.JUDGE: "判断题",
    QuestionType.BLANK: "填空题",
}

_LETTERS_ALONE = re.compile("[A-Z]+(?:[,，、 ]*[A-Z])*")
_WORDS = {"对": True, "正确": True, "√": True, "错": False, "错误": False, "×": False}


def _answer(value: Any) -> Answer:
    items = value if isinstance(value, (list, tuple)) else (value,)
    if isinstance(value, (bool, int, str)):
        return value
    if items and all(isinstance(i, (int, str)) and not isinstance(i, bool) for i in items):
        if isinstance(value, (list, tuple)):
            return tuple(value)
    elif isinstance(value, float):
        raise wrong_type(f"答案“{value}”是小数", f'填空题的数字加引号，写成 "{value}"')
    hint = "单选写 2，多选写 [1, 3]，判断写 true 或 false，填空写可以接受的答案 [甲, 乙]"
    raise wrong_type("答案要写选项的序号、true 或 false，或文字", hint)


AnswerField = Annotated[
    Answer,
    PlainValidator(_answer),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "boolean"},
                {"type": "integer"},
                {"type": "string"},
                {"type": "array", "items": {"type": ["integer", "string"]}, "minItems": 1},
            ]
        }
    ),
]


def chosen(answer: Answer) -> tuple[int, ...] | None:
    """The numbers of the right options, from 1; None where something else is written."""
    if isinstance(answer, (bool, str)):
        return None
    items = answer if isinstance(answer, tuple) else (answer,)
    numbers = tuple(item for item in items if isinstance(item, int))
    return numbers if len(numbers) == len(items) else None


def accepted(answer: Answer) -> tuple[str, ...]:
    """The texts that a blank accepts; a number counts as its digits."""
    if isinstance(answer, bool):
        return ()
    items = answer if isinstance(answer, tuple) else (answer,)
    return tuple(str(item).strip() for item in items)


def as_numbers(answer: Answer, options: int) -> str:
    """How letters written for options should be written; empty where they name none."""
    text = "".join(map(str, answer)) if isinstance(answer, tuple) else str(answer)
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    if not _LETTERS_ALONE.fullmatch(plain):
        return ""
    numbers = sorted({LETTERS.index(letter) + 1 for letter in re.findall("[A-Z]", plain)})
    if not numbers or numbers[-1] > options:
        return ""
    return str(numbers[0]) if len(numbers) == 1 else str(numbers)


def as_truth(answer: Answer) -> str:
    """`true` or `false` for a judgement written in another way; empty where it is none."""
    found = _WORDS.get(unicodedata.normalize("NFKC", str(answer)).strip())
    return "" if found is None else str(found).lower()


def answer_of_cell(text: str) -> object:
    """The answer in a cell of an office's sheet: options by their letters become numbers."""
    letters = re.sub("[,，、；; ]", "", text.translate(_FULL_WIDTH_LETTERS)).upper()
    if not _FEW_LETTERS.fullmatch(letters):
        return text
    numbers = [ord(letter) - ord("A") + 1 for letter in letters]
    return numbers if len(numbers) > 1 else numbers[0]


_FEW_LETTERS = re.compile("[A-H]{1,8}")
_FULL_WIDTH_LETTERS = {0xFEE0 + code: code for code in range(0x41, 0x5B)}
