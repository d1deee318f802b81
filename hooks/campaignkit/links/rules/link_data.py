"""给搜索引擎和别的程序看的数据（JSON-LD、订阅源、应用清单）格式不对。

错误：

    <script type="application/ld+json">{"url": /topics/}</script>

正确：

    <script type="application/ld+json">{"url": "topics/"}</script>
"""

from __future__ import annotations

from campaignkit.links.rules.sentence import Sentence

ID = "link-data"

SENTENCES = {
    "bad-data": Sentence("{0} 的格式不对，别的程序读不了", "检查引号、括号和转义"),
}
