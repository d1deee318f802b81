"""邮箱或电话不对：全角的 `＠` 和数字，缺了一半的地址，占位的 X。

错误：

    <a href="mailto:xj＠example.org">来信</a>
    <a href="tel:0856-XXXXXXX">来电</a>

正确：

    <a href="mailto:xj@example.org">来信</a>
    <a href="tel:0856-0000000">来电</a>
"""

from __future__ import annotations

from campaignkit.links.rules.sentence import Sentence

ID = "link-mail"

SENTENCES = {
    "mail-wide": Sentence("邮箱“{0}”里有全角符号", "改成半角的 @ . ,"),
    "mail-bad": Sentence("“{0}”不是完整的邮箱地址", "写成 mailto:名字@域名"),
    "mail-empty": Sentence("“{0}”没有写邮箱地址", "写成 mailto:名字@域名"),
    "phone-wide": Sentence("电话“{0}”里有全角数字或符号", "改成半角，如 tel:0856-0000000"),
    "phone-bad": Sentence("“{0}”不是电话号码", "只写数字、空格、- 和开头的 +"),
    "phone-empty": Sentence("“{0}”没有写电话号码", "写成 tel:号码"),
}
