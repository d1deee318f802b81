"""地址编码了两次，或者按 GBK 编码。

网址要用 UTF-8，直接写汉字就行。

错误：

    <a href="%25E9%2580%259A%25E7%259F%25A5.html">通知</a>
    <a href="%CD%A8%D6%AA.html">通知</a>

正确：

    <a href="通知.html">通知</a>
"""

from __future__ import annotations

from campaignkit.links.rules.sentence import Sentence

ID = "link-encoding"

SENTENCES = {
    "double-encoded": Sentence("“{0}”被编码了两次（%25），服务器找不到它", "改成“{1}”"),
    "gbk-encoded": Sentence("“{0}”是按 GBK 编码的，网址要用 UTF-8", "改成“{1}”"),
    "not-utf8": Sentence("“{0}”解码后不是 UTF-8，服务器找不到它", "直接写汉字"),
}
