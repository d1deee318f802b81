"""答案要和题型相符，并且在选项里。

单选题写一个选项的序号，从 1 数起；多选题写两个以上，例如 `[1, 3]`；判断题写 `true` 或 `false`；
填空题写可以接受的答案，一个或几个。

错误（quiz/questions）：

    type: single
    options: [1921 年, 1922 年, 1923 年]
    answer: B

正确（quiz/questions）：

    type: single
    options: [1921 年, 1922 年, 1923 年]
    answer: 2
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.quiz.answers import QuestionType, accepted, as_numbers, as_truth, chosen
from campaignkit.kinds.quiz.model import BankQuestion
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "answer-in-options"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """An answer that does not fit the type, or names an option that is not there."""
    del context
    if not isinstance(entity, BankQuestion) or entity.lost("type", "options", "answer"):
        return
    told = _JUDGES[entity.type](entity)
    if told:
        yield entity.finding(("answer",), ID, *told)


def _single(question: BankQuestion) -> tuple[str, str] | None:
    numbers = chosen(question.answer)
    if numbers is None:
        return _no_numbers(question, "2")
    if len(numbers) > 1:
        return f"单选题只有一个答案，这里写了 {len(numbers)} 个", "留一个，或把 type 改成 multiple"
    return _beyond(question, numbers)


def _multiple(question: BankQuestion) -> tuple[str, str] | None:
    numbers = chosen(question.answer)
    if numbers is None:
        return _no_numbers(question, "[1, 3]")
    if len(set(numbers)) < len(numbers):
        left = sorted(set(numbers))
        hint = f"写成 {left}" if len(left) > 1 else "再写一个正确的序号，或把 type 改成 single"
        return "多选题的答案里有重复的序号", hint
    if len(numbers) < 2:
        return "多选题至少有两个答案", "写成 [1, 3]，或把 type 改成 single"
    return _beyond(question, numbers)


def _judge(question: BankQuestion) -> tuple[str, str] | None:
    if isinstance(question.answer, bool):
        return None
    truth = as_truth(question.answer)
    hint = f"写成 {truth}" if truth else "正确写 true，错误写 false"
    return "判断题的答案要写 true 或 false", hint


def _blank(question: BankQuestion) -> tuple[str, str] | None:
    texts = accepted(question.answer)
    if not texts or not all(texts):
        return (
            "填空题的答案要写文字",
            "写可以接受的答案，例如 [1922年, 1922]",
        )
    return None


_JUDGES = {
    QuestionType.SINGLE: _single,
    QuestionType.MULTIPLE: _multiple,
    QuestionType.JUDGE: _judge,
    QuestionType.BLANK: _blank,
}


def _no_numbers(question: BankQuestion, example: str) -> tuple[str, str]:
    numbers = as_numbers(question.answer, len(question.options))
    hint = f"写成 {numbers}" if numbers else f"写选项的序号，从 1 数起，例如 {example}"
    return f"{question.type.label}的答案要写选项的序号", hint


def _beyond(question: BankQuestion, numbers: tuple[int, ...]) -> tuple[str, str] | None:
    count = len(question.options)
    wrong = [number for number in numbers if not 1 <= number <= count]
    if not wrong or not count:  # without options there is another finding
        return None
    return f"没有第 {wrong[0]} 个选项，这道题有 {count} 个", f"序号写 1 到 {count}"
