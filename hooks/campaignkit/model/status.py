"""The status of a campaign, computed from its dates and an instant, never typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from campaignkit.model.campaign import Campaign
from campaignkit.model.shared import State


class Status(StrEnum):
    """What a reader may expect of a campaign today."""

    UPCOMING = "未开始"
    RUNNING = "进行中"
    JUDGING = "评审中"
    NOTICE = "公示中"
    OVER = "已结束"


@dataclass(frozen=True, slots=True)
class Phase:
    """A status and the instant from which it holds."""

    start: datetime
    status: Status


def phases(campaign: Campaign) -> tuple[Phase, ...]:
    """The changes of status in the order of time; before the first it is `UPCOMING`.

    Pages carry them, and the browser works out the status of the day from them.
    """
    timeline = campaign.timeline
    found = [Phase(timeline.open.start, Status.RUNNING)]
    later = [moment for path, moment in campaign.moments() if path[-1] not in ("open", "close")]
    notice = campaign.published_notice
    over = campaign.underway_until
    if later:
        judged = min(over, notice.start.start) if notice else over
        found.append(Phase(judged, Status.JUDGING))
    if notice:
        found.append(Phase(notice.start.start, Status.NOTICE))
        found.append(Phase(notice.end.end, Status.OVER))
    else:
        last = max([over, *(moment.end for moment in later)])
        found.append(Phase(last, Status.OVER))
    return tuple(found)


def status_at(campaign: Campaign, as_of: datetime) -> Status:
    """The status at one instant; an archived campaign is over."""
    if campaign.state is State.ARCHIVED:
        return Status.OVER
    status = Status.UPCOMING
    for phase in phases(campaign):
        if as_of >= phase.start:
            status = phase.status
    return status


def turning_points(campaign: Campaign) -> Iterator[datetime]:
    """Every instant at which a campaign's status, or a finding on it, may change."""
    for phase in phases(campaign):
        yield phase.start
    for _, moment in campaign.moments():
        yield moment.start
        yield moment.end
