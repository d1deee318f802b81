"""网站上不能有公民身份号码。

查 18 位（校验码和出生日期都对的）和 15 位的号码，写成全角、中间有空格或短横线、加粗的也算。文字、
文件名、课件、附件（Word、Excel、PDF、CSV、压缩包）和图片自带的信息里都查。统一社会信用代码、订单号
不算。要区分同名的人，写单位和职务。依据个人信息保护法第六条、第二十八条；这条规则不能忽略。

错误（contest）：

    about: 获奖者凭身份证（520699199003071232）领取证书。

正确（contest）：

    about: 获奖者凭本人身份证件领取证书。标准书号 978-7-5008-0000-0。
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSource
from campaignkit.rules import personal_data

ID = "personal-id-number"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Identity numbers in a YAML file, and in the files that it names or links to."""
    return personal_data.entity_findings(entity, context, ID)


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """Identity numbers in a Markdown file, and in the files that it links to."""
    return personal_data.text_findings(source, context, ID)


def loose(path: str, context: Context) -> Iterator[Finding]:
    """Identity numbers in a file of the docs folder that is published as it is, and in its name."""
    return personal_data.loose_findings(path, context, ID)
