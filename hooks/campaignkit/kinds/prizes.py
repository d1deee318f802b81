"""Prizes, for every kind whose records can win one."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from campaignkit.model.fields import LocalId, Ref, Text
from campaignkit.model.ref_target import local_target
from campaignkit.model.shared import Award

PRIZE = local_target("prize", "奖项", "prizes")
PrizeId = Annotated[LocalId, Ref(PRIZE)]


class Prize(Award):
    """一个奖项。"""

    award: Annotated[Text | None, Field(title="奖励", description="例如 证书和奖金")] = None
