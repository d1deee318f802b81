"""Places where something happens, for every kind whose campaigns list some."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from campaignkit.model.fields import LocalId, Model, Positive, Ref, Text
from campaignkit.model.ref_target import local_target

VENUE = local_target("venue", "场地", "venues")
VenueId = Annotated[LocalId, Ref(VENUE)]


class Venue(Model):
    """场地。"""

    name: Annotated[Text, Field(title="名称")]
    address: Annotated[Text, Field(title="地址")]
    capacity: Annotated[Positive | None, Field(title="座位数")] = None
    facilities: Annotated[
        Text | None, Field(title="设施", description="例如 投影、话筒、无障碍通道")
    ] = None
