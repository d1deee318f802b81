"""文件夹的地址少了末尾的斜杠：能打开，但要多跳转一次，有的服务器不跳转。

错误：

    <a href="topics">专题</a>

正确：

    <a href="topics/">专题</a>
"""

from __future__ import annotations

from campaignkit.base.findings import Level
from campaignkit.links.rules.sentence import Sentence

ID = "link-slash"

SENTENCES = {
    "slash": Sentence("“{0}”少了末尾的斜杠，服务器要多跳转一次", "改成“{0}/”", level=Level.WARNING),
}
