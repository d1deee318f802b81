"""私人邮箱不写在正文和记录里。

查 QQ、163、126、139、Gmail 等谁都能注册的邮箱。单位用这种邮箱收稿的，写在 contacts、objection 或
submission 里，写在那里以后正文里也可以提到。依据个人信息保护法第六条；这条规则不能忽略。

错误（contest）：

    about: 作品也可发到 zhangsan@163.com。

正确（contest）：

    submission: {email: zhangsan@163.com, subject: 征文+单位+姓名}
    about: 作品发到 zhangsan@163.com，或寄到 office@example.org。
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSource
from campaignkit.rules import personal_data

ID = "personal-email"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Private e-mail addresses in a YAML file, and in the files that it names or links to."""
    return personal_data.entity_findings(entity, context, ID)


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """Private e-mail addresses in a Markdown file, and in the files that it links to."""
    return personal_data.text_findings(source, context, ID)


def loose(path: str, context: Context) -> Iterator[Finding]:
    """Private e-mail addresses in a file of the docs folder, and in its name."""
    return personal_data.loose_findings(path, context, ID)
