"""页面从别的网站加载脚本、样式、图片或字体。

讲习所没有外网时就会缺，也会把读者的访问告诉别人。链接到别的网站不算。

错误：

    <script src="https://cdn.example.net/a.js"></script>

正确：

    <a href="https://www.example.net/">别的网站</a>
"""

from __future__ import annotations

from campaignkit.base.findings import Level
from campaignkit.links.rules.sentence import Sentence

ID = "link-foreign-host"

SENTENCES = {
    "foreign-host": Sentence(
        "页面从别的网站“{0}”加载内容：没有外网时缺失，也泄露读者的访问",
        "把文件放进本站",
        level=Level.WARNING,
    ),
}
