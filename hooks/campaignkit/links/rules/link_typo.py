"""网址写错了：全角的冒号、句号、括号，拼错的 `http`，少了的 `https://`，粘在末尾的标点。

成对的全角括号可能是网址的一部分，不报。

错误：

    <a href="https：//www.example.org/">官网</a>
    <a href="htp://www.example.org/">官网</a>
    <a href="www.example.org">官网</a>
    <a href="https://www.example.org/notice。">通知</a>

正确：

    <a href="https://www.example.org/">官网</a>
"""

from __future__ import annotations

from campaignkit.base.findings import Level
from campaignkit.links.rules.sentence import Sentence

ID = "link-typo"

SENTENCES = {
    "wide-colon": Sentence("“{0}”里的冒号是全角“：”", "改成半角“:”，如 https://"),
    "wide-host": Sentence(
        "“{0}”的域名里有全角标点：浏览器会改正，聊天软件不一定", "改成半角标点", level=Level.WARNING
    ),
    "wide": Sentence("“{0}”里有全角符号，应当是“{1}”", "改成“{1}”"),
    "invisible": Sentence(
        "“{0}”里有看不见的字符（如零宽空格），多半是复制时带来的", "删去重新键入"
    ),
    "two-schemes": Sentence("“{0}”的 http:// 写了两遍", "删去一个"),
    "glued": Sentence("网址末尾粘上了正文的标点或文字：“{0}”", "链接到标点之前为止"),
    "scheme-typo": Sentence(
        "“{0}”的开头写错了", "网址以 https:// 开头，邮箱以 mailto: 开头，电话以 tel: 开头"
    ),
    "scheme-slashes": Sentence("“{0}”的冒号后面少了 //", "写成 https://"),
    "no-scheme": Sentence("“{0}”少了开头的 https://，被当成了本站的文件", "补上 https://"),
    "no-mailto": Sentence("“{0}”是邮箱地址，少了开头的 mailto:", "改成 mailto:{0}"),
    "unknown-scheme": Sentence(
        "“{0}”的开头不是浏览器认识的协议", "检查冒号前面的部分", level=Level.WARNING
    ),
    "bad-url": Sentence("“{0}”不是合法的网址，浏览器不会打开它", "检查域名和端口"),
    "credentials": Sentence("“{0}”里写了用户名或密码", "删去 @ 之前的部分", level=Level.WARNING),
}
