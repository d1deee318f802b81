"""一页上的字要让最后一排也看得清。

按版式估计行数和字数：一页超过 160 个字，或排成正文大小超过 11 行，就算太满。`campaignkit slides
check` 在浏览器里量真实的排版，量到放不下的算错误。

错误：

    ## 安全

    进入车间前先检查安全帽、护目镜、手套、工作鞋和工作服是否齐全完好，发现破损的立即到库房更换并登记；长发盘进帽子里，不戴围巾、手链和戒指；开机前先看急停按钮在哪里，试一次，再看防护罩有没有装好；两个人以上一起干活要先说好手势，吊装时任何人不从吊物下面走过；下班断电、清场、签字，把没做完的事写在交接本上，当面讲一遍；夜班的同志还要再看一次消防通道，保证没有杂物，灯是亮的，门推得开。

正确：

    ## 进车间前

    - 帽、镜、手套、鞋
    - 急停在哪里，试一次
    - 手势先说好
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding, Level
from campaignkit.slides.deck_view import DeckView

ID = "deck-overfull"


def check(view: DeckView) -> Iterator[Finding]:
    """Slides with more characters, or more lines of body text, than a hall can read."""
    for slide in view.deck.slides:
        parts, limits = slide.parts, view.limits
        if parts.characters > limits.characters:
            message = f"这一页有 {parts.characters} 个字，超过 {limits.characters} 个"
        elif parts.lines > limits.lines:
            message = f"这一页约 {parts.lines:.0f} 行，超过 {limits.lines:.0f} 行，字会缩得很小"
        else:
            continue
        hint = "只留要点，其余写进备注；或用 --- 分成两页"
        yield Finding(slide.position, ID, message, hint, Level.WARNING)
