"""`for`、`headers`、`aria-labelledby` 等指的编号在这一页上没有：读屏软件会读不出名称。

错误：

    <label for="nmae">姓名</label><input id="name">

正确：

    <label for="name">姓名</label><input id="name">
"""

from __future__ import annotations

from campaignkit.base.findings import Level
from campaignkit.links.rules.sentence import Sentence

ID = "link-id"

SENTENCES = {
    "id-reference": Sentence(
        "{1} 指的“{0}”在本页上不存在", "写成本页某个元素的 id", level=Level.WARNING
    ),
}
