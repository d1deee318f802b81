"""只有大小写，或者汉字、注音字母的编码形式（NFC、NFD）不同。

这种链接在 Mac 和 Windows 上能打开，传到服务器上就断。

错误：

    <a href="Topics/">专题</a>

正确：

    <a href="topics/">专题</a>
"""

from __future__ import annotations

from campaignkit.links.rules.sentence import Sentence

ID = "link-case"

SENTENCES = {
    "case": Sentence(
        "“{0}”的大小写与文件“{1}”不一致：本机（Mac、Windows）能打开，服务器上打不开", "改成“{1}”"
    ),
    "unicode-form": Sentence(
        "“{0}”与文件“{1}”看上去一样，但 Unicode 编码形式（NFC/NFD）不同："
        "Mac 上能打开，服务器上打不开",
        "把文件改名为 NFC 形式，或从文件名复制链接",
    ),
}
