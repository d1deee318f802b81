"""忽略没有写原因，或者已经用不到了。"""

from __future__ import annotations

from campaignkit.base.findings import Level
from campaignkit.links.rules.sentence import Sentence

ID = "unused-ignore"

SENTENCES = {
    "unused-ignore": Sentence("这条忽略没有用到：{0}", "删去它", level=Level.WARNING),
    "ignore-reason": Sentence("忽略要写明原因：{0}", "在规则名后面写一句原因"),
    "unused-baseline": Sentence(
        "基线里的这一条已经不存在：{0}", "用 --update-baseline 更新", level=Level.WARNING
    ),
}
