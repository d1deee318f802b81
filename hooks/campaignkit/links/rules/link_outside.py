"""链接走出了网站。

网站放在 `https://portal.example.cn/gonghui/2026/` 时，`/topics/` 是门户的栏目，不是我们的。

错误：

    <a href="/topics/">专题</a>

正确：

    <a href="/gonghui/2026/topics/">专题</a>
"""

from __future__ import annotations

from campaignkit.base.findings import Level
from campaignkit.links.rules.sentence import Sentence

ID = "link-outside"

SENTENCES = {
    "above": Sentence(
        "“{0}”里的 .. 比所在的目录层数多：网站放进子目录后这个链接会断",
        "去掉多余的 ..",
        level=Level.WARNING,
    ),
    "above-missing": Sentence("“{0}”用 .. 走出了网站", "按页面所在目录重新数 .. 的层数"),
    "outside": Sentence(
        "“{0}”不在本站的地址 {1} 之下", "以 / 开头的链接从域名算起；改成相对链接，或补上 {1}"
    ),
    "outside-up": Sentence("“{0}”用 .. 走出了本站的地址 {1}", "去掉多余的 .."),
}
