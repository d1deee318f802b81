"""ISBN 的校验码要对。

书号抄错一位，读者就找不到书。13 位和 10 位的都按国家标准（GB/T 5795）算校验码。

错误（study）：

    topics:
      - id: one
        title: 第一专题
        readings: [{title: 一本书, author: 某人, isbn: 978-7-101-00001-2}]

正确（study）：

    topics:
      - id: one
        title: 第一专题
        readings: [{title: 一本书, author: 某人, isbn: 978-7-101-00304-8}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.study.model import Study
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "isbn"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """ISBNs of readings with a wrong length or check digit."""
    del context
    if not isinstance(entity, Study):
        return
    for number, topic in enumerate(entity.topics):
        for place, reading in enumerate(topic.readings):
            message = _fault(reading.isbn) if reading.isbn else ""
            if message:
                path = ("topics", number, "readings", place, "isbn")
                yield entity.finding(path, ID, message, "对照书的版权页改正")


def _fault(written: str) -> str:
    digits = re.sub(r"^ISBN|[\s:：-]", "", written.upper().strip())
    if re.fullmatch("[0-9]{13}", digits):
        total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits[:12]))
        right = str(-total % 10)
    elif re.fullmatch("[0-9]{9}[0-9X]", digits):
        total = sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:9]))
        right = "0123456789X"[-total % 11]
    else:
        return f"“{written}”不是 ISBN：要有 13 位或 10 位"
    return "" if digits[-1] == right else f"“{written}”的校验码不对，有一位抄错了"
