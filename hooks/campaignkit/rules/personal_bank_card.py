"""网站上不能有银行卡号。

查 16 至 19 位、开头是发卡银行的号段、校验位也对的号码。收款信息另用表格收，不放到网站上。
依据个人信息保护法第二十八条（金融账户是敏感个人信息）；这条规则不能忽略。

错误（contest）：

    about: 稿费打到 6222 0000 1234 5673。

正确（contest）：

    about: 稿费发到作者本人的银行卡。合同号 6222000012345673。
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSource
from campaignkit.rules import personal_data

ID = "personal-bank-card"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Bank cards in a YAML file, and in the files that it names or links to."""
    return personal_data.entity_findings(entity, context, ID)


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """Bank cards in a Markdown file, and in the files that it links to."""
    return personal_data.text_findings(source, context, ID)


def loose(path: str, context: Context) -> Iterator[Finding]:
    """Bank cards in a file of the docs folder that is published as it is, and in its name."""
    return personal_data.loose_findings(path, context, ID)
