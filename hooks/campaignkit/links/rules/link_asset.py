"""要加载的文件（图片、脚本、样式、视频）不存在，或者地址是空的。

错误：

    <img src="img/cover.jpg" alt="">

正确：

    <img src="img/a.png" alt="">
"""

from __future__ import annotations

from campaignkit.links.rules.sentence import Sentence

ID = "link-asset"

SENTENCES = {
    "missing-asset": Sentence("要加载的文件“{0}”不存在"),
    "not-image": Sentence("这里应当是图片，“{0}”却是一个网页", "换成图片文件的地址"),
    "empty": Sentence("{1} 的地址是空的", "填上文件地址，或删去这个元素"),
}
