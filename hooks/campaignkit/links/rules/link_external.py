"""指向别的网站的链接打不开。

只在 `--external` 时检查，生成网站时从不联网。

| 状态 | 意思 | 级别 |
|---|---|---|
| ok | 能打开 | 不报 |
| redirected | 能打开，但已永久搬走：告诉你新地址 | 提示 |
| broken | 404、410、451，域名没有了，拒绝连接，跳转绕圈 | 第一次警告，第二次还这样才算错误 |
| unknown | 要登录、防机器人（401、403、412、429、999）、服务器忙、超时 | 提示，写着上次正常的日期 |

每个网站一次只问一个，隔一秒以上；每个网址只问一次；对方说“过一会儿再来”就等，等太久就留到下一
次。只访问公网地址，
内网和本机的地址一律不碰。页面能打开、标题却像“页面不存在”的，只作提示。
"""

from __future__ import annotations

from campaignkit.base.findings import Level
from campaignkit.links.rules.sentence import Sentence

ID = "link-external"

SENTENCES = {
    "web-broken": Sentence("“{0}”打不开：{1}", "换成现在的地址，或删去这个链接"),
    "web-broken-once": Sentence(
        "“{0}”这次打不开：{1}。下次检查还这样才算断链",
        "点开看看；确实没了就换一个地址",
        level=Level.WARNING,
    ),
    "web-unknown": Sentence("“{0}”不能自动判断：{1}", "用浏览器点开看看", level=Level.INFO),
    "web-moved": Sentence("“{0}”已经永久搬到“{1}”", "改成“{1}”", level=Level.INFO),
    "web-soft": Sentence("“{0}”能打开，但可能已不是原来的内容：{1}", "点开看看", level=Level.INFO),
    "web-anchor": Sentence("“{0}”打得开，但页上没有锚点“#{1}”", "点开看看锚点的新名字"),
}
