"""一站不超过两小时。

错误（tour/stops）：

    minutes: 150

正确（tour/stops）：

    minutes: 90
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "stop-too-long"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Stops of more than 120 minutes."""
    del context
    minutes = entity.field("minutes")
    if minutes is not None and minutes > 120:
        message = f"这一站要 {minutes} 分钟，超过两小时"
        yield entity.finding(("minutes",), ID, message, "分成两站")
