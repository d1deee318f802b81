"""同一页上两个地方用了同一个锚点，链接只会到第一处。

错误：

    <h2 id="plan">安排</h2><h2 id="plan">地点</h2>

正确：

    <h2 id="plan">安排</h2><h2 id="place">地点</h2>
"""

from __future__ import annotations

from campaignkit.base.findings import Level
from campaignkit.links.rules.sentence import Sentence

ID = "link-duplicate-id"

SENTENCES = {
    "duplicate-id": Sentence(
        "锚点“{0}”在同一页上出现了不止一次，链接只会到第一处",
        "给后面的换一个名字",
        level=Level.WARNING,
    ),
}
