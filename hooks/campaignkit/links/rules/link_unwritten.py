"""想写链接却没有写成，读者看到的是方括号。

括号要用半角；用 `[文字][编号]` 时，另写一行 `[编号]: 地址`。

错误：

    <p>见[通知]（notice.md）。</p>

正确：

    <p>见<a href="通知.html">通知</a>，脚注 [1][2]，[附件]（另发）。</p>
"""

from __future__ import annotations

from campaignkit.links.rules.sentence import Sentence

ID = "link-unwritten"

SENTENCES = {
    "unwritten": Sentence(
        "“{0}”没有变成链接，读者看到的是这些符号", "链接写成 [文字](地址)，括号和地址用半角"
    ),
    "unwritten-label": Sentence(
        "“{0}”没有变成链接，读者看到的是这些符号",
        "另写一行 [编号]: 地址；本来就是方括号里的字，就写成【】",
    ),
}
