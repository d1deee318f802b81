"""文件读不出来：编码和声明的不一样，或者大到手机打不开。

读不出来的页面照样会尽量检查，不会跳过。
"""

from __future__ import annotations

from campaignkit.base.findings import Level
from campaignkit.links.rules.sentence import Sentence

ID = "link-page"

SENTENCES = {
    "undecodable": Sentence("这个文件按声明的 {0} 编码读不出来（按 {1} 读了）", "存成 UTF-8"),
    "huge": Sentence("这个文件有 {0} 字节，手机很难打开", "把它拆成几页", level=Level.WARNING),
    "unreadable": Sentence("这个文件读不了：{0}", "检查文件的权限"),
}
