"""手机号只能写在联系方式里。

contacts 和公示的 objection 里可以写单位公开的号码；文字、文件名、课件和附件里不能有。写成 +86、
全角、138-0000-0000 或夹着加粗符号的也算。热线（12351、400 开头）和办公座机不算。依据个人信息保护法
第六条；这条规则不能忽略。

错误（contest）：

    about: 有问题打小王手机 138 0000 1234。

正确（contest）：

    about: 有问题打 0856-0000000 或职工维权热线 12351。
    contacts: [{name: 宣传教育部（示例）, phone: 13800001234}]
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSource
from campaignkit.rules import personal_data

ID = "personal-mobile"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Mobile numbers in a YAML file, and in the files that it names or links to."""
    return personal_data.entity_findings(entity, context, ID)


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """Mobile numbers in a Markdown file, and in the files that it links to."""
    return personal_data.text_findings(source, context, ID)


def loose(path: str, context: Context) -> Iterator[Finding]:
    """Mobile numbers in a file of the docs folder that is published as it is, and in its name."""
    return personal_data.loose_findings(path, context, ID)
