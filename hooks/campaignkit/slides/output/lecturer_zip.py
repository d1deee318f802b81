"""The lecturer's ZIP: the single file, the session's attachments, and how to use them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

from campaignkit.slides.context import DeckContext

_README = """{session}
{campaign}
{when}　{venue}

怎么放
1. 把这个压缩包解开到 U 盘或电脑桌面，不要在压缩包里直接双击。
2. 双击“{deck}”，用 Chrome、Edge 或 360 极速模式打开。不需要网络。
3. 按 F 全屏；翻页器或 PageDown、PageUp 翻页；按 B 黑屏，再按恢复。
4. 按 S 打开演讲者视图（备注、时钟、计划用时）。浏览器问是否允许弹出窗口时，选允许。
   把演讲者视图留在自己的屏幕上，把另一个窗口拖到投影上。
5. 按问号（？）看全部按键。

这个文件里有备注，只给讲课的人，不要发到群里。公开的版本在讲座页面：
{url}
"""


def make_zip(
    deck_name: str,
    deck: str,
    attachments: Mapping[str, bytes],
    context: DeckContext,
    stamp: datetime,
) -> bytes:
    """Pack the lecturer's files. Same input and same `stamp`, same bytes."""
    readme = _README.format(
        session=context.session,
        campaign=context.campaign,
        when=context.when,
        venue=context.venue,
        deck=deck_name,
        url=context.page_url or "（网站地址还没有填写）",
    )
    files = {
        "请先读我.txt": ("﻿" + readme).replace("\n", "\r\n").encode(),
        deck_name: deck.encode(),
        **{f"附件/{name}": raw for name, raw in sorted(attachments.items())},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, raw in files.items():
            info = zipfile.ZipInfo(
                name, max(stamp, datetime(1980, 1, 1, tzinfo=stamp.tzinfo)).timetuple()[:6]
            )
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, raw)
    return out.getvalue()
