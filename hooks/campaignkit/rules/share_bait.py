"""不能用转发、集赞、拉票换奖品或名次。

微信等平台把“转发抽奖”“集赞有礼”的页面当作诱导分享处理，会停止打开这个网址。写明不许拉票、集赞无效的
句子不算。

错误（contest）：

    about: 转发朋友圈集赞满50个，可领取纪念品。

正确（contest）：

    about: 投票期间不得拉票、集赞，违者取消资格。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.passages import matches
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSource

ID = "share-bait"

_BAIT = re.compile(
    r"[集积]赞|拉票|(?:转发|分享|关注|点赞|邀请)[^。！？；\n]{0,12}?(?:抽奖|有奖|有礼|领奖|领取?红包|赢取?奖)"
    r"|(?:转发|分享)到?朋友圈[^。！？；\n]{0,15}?(?:领取?|获得?|得|赢)"
    r"|(?:好友|帮我|为我|邀请[^。！？；\n]{0,6}?)助力|助力(?:值|码|抽奖|榜)"
)
_LETTERS = "赞票转享注邀助"
_REFUSAL = re.compile("[不禁无没未勿拒防止]|反对|杜绝|取消|作废|剔除|警惕|谨防|举报")
_END = "。！？；\n"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Promises in a YAML file."""
    del context
    yield from _findings(entity)


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """Promises in a Markdown file."""
    del context
    yield from _findings(source)


def _findings(where: Entity | TextSource) -> Iterator[Finding]:
    for passage, match in matches(where, _BAIT, _LETTERS):
        if not _REFUSAL.search(_sentence(passage.text, *match.span())):
            message = f"“{match[0]}”是诱导分享，平台会停止打开这个网址"
            yield passage.finding(*match.span(), ID, message, "改成评审或现场活动，删掉这一句")


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence that a part of a text stands in."""
    first = max(text.rfind(mark, 0, start) for mark in _END) + 1
    last = min((at for mark in _END if (at := text.find(mark, end)) >= 0), default=len(text))
    return text[first:last]
