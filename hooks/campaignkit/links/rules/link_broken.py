"""链接指向的页面或文件不存在。

服务器按字节找文件：`topics.md` 要写成网页的地址 `topics/`；只有 `plan.html` 时，`plan`、`plan/`、
`plan.htm` 都打不开。

错误：

    <a href="topisc/">专题</a>

正确：

    <a href="topics/">专题</a>
"""

from __future__ import annotations

from campaignkit.links.rules.sentence import Sentence

ID = "link-broken"

SENTENCES = {
    "missing": Sentence("链接指向的“{0}”不存在"),
}
