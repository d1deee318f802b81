"""公示要写明向谁提意见：受理的部门、电话，和能寄材料的邮箱或地址。

公示是为了听取意见。只写部门不写电话，或者只有电话没有地方寄书面材料，意见就到不了。

错误（honour）：

    notice:
      start: 2021-04-20
      end: 2021-05-04
      objection: {name: 监督电话, phone: 0856-0000001}

正确（honour）：

    notice:
      start: 2021-04-20
      end: 2021-05-04
      objection: {name: 监督电话, phone: 0856-0000001, address: 示例路 1 号 2 楼}
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.campaign import Campaign
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context
from campaignkit.model.shared import Contact
from campaignkit.source import Path

ID = "notice-contact"

_EXAMPLE = "{name: 监督电话, phone: 0856-0000001, email: jd@example.org, address: 某某路 1 号}"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """A notice without an office for objections, or with one that cannot be reached in full."""
    del context
    notice = entity.published_notice if isinstance(entity, Campaign) else None
    if notice is None:
        return
    if not notice.contacts:
        message = "公示没有写受理意见的联系方式"
        yield entity.finding(("notice",), ID, message, f"加一行 objection: {_EXAMPLE}")
    if notice.objection:
        yield from _reachable(entity, ("notice", "objection"), notice.objection)
    for number, office in enumerate(notice.offices):
        yield from _reachable(entity, ("notice", "offices", number), office)


def _reachable(entity: Entity, where: Path, office: Contact) -> Iterator[Finding]:
    """An office must have a telephone, and somewhere to send what is written."""
    if not office.phone:
        yield entity.finding(where, ID, "受理意见的联系方式没有电话", "加上 phone: 0856-0000001")
    if not (office.email or office.address):
        message = "受理意见的联系方式没有邮箱或地址，书面意见没有地方寄"
        yield entity.finding(where, ID, message, "加上 email 或 address")
