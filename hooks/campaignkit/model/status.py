"""The status of a campaign, computed from its dates and an instant, never typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from campaignkit.model.campaign import Campaign
from campaignkit.model.shared import State
from campaignkit.source import Path


class Status(StrEnum):
    """What a reader may expect of a campaign today."""

    UPCOMING = "未开始"
    RUNNING = "进行中"
    CLOSED = "已截止"
    JUDGING = "评审中"
    NOTICE = "公示中"
    DECIDED = "待公布"
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
    found = [Phase(campaign.timeline.open.start, Status.RUNNING)]
    later = [moment for path, moment in campaign.moments() if path[-1] not in ("open", "close")]
    last = max([campaign.underway_until, *(moment.end for moment in later)])
    if later:
        found.extend(_while_judged(campaign))
    notice = campaign.published_notice
    if notice:
        found.append(Phase(notice.start.start, Status.NOTICE))
        if last > notice.end.end:
            found.append(Phase(notice.end.end, Status.DECIDED))
    found.append(Phase(last, Status.OVER))
    return tuple(found)


def _while_judged(campaign: Campaign) -> Iterator[Phase]:
    """What follows when nobody takes part any more, until the notice.

    Judging begins at once, unless it is known to begin later.
    """
    over, notice = campaign.underway_until, campaign.published_notice
    judging = next((moment for path, moment in campaign.moments() if _is_judging(path)), None)
    if judging is not None and judging.start > over:
        yield Phase(over, Status.CLOSED)
        over = judging.start
    yield Phase(min(over, notice.start.start) if notice else over, Status.JUDGING)


def _is_judging(path: Path) -> bool:
    """Whether a moment is neither of taking part nor of the notice and what follows it."""
    return path[0] != "notice" and path[-1] not in ("open", "close", "notice", "award")


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
