"""那一页上没有这个锚点。

大小写要一致。`#_3` 这样的编号会随标题增减而变，请给标题写固定的锚点：`## 报名 {#sign-up}`。

错误：

    <a href="topics/#Plan">安排</a>

正确：

    <a href="topics/#plan">安排</a>
"""

from __future__ import annotations

from campaignkit.links.rules.sentence import Sentence

ID = "link-anchor"

SENTENCES = {
    "anchor": Sentence("“{0}”页上没有锚点“#{1}”"),
    "anchor-numbered": Sentence(
        "“{0}”页上没有编号锚点“#{1}”：这种编号随标题增减而变",
        "给那个标题写上固定的锚点，如 {{#plan}}，再链接到它",
    ),
}
