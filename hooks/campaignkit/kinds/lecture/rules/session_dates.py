"""场次的时间要在系列的起止日期里；写了原定时间的，要写明已改期。

系列页上写着从哪天到哪天，场次在它以外，不是场次的日期写错了，就是系列的没有跟着改。写了 moved_from
（原定时间）而 state 还是 scheduled 的，页面上什么也不会说。

错误（lecture/sessions）：

    # campaign.yml
    timeline: {open: 2021-04-01, close: 2021-04-30}
    ---
    start: 2021-05-12T14:30
    end: 2021-05-12T16:00

正确（lecture/sessions）：

    # campaign.yml
    timeline: {open: 2021-04-01, close: 2021-04-30}
    ---
    start: 2021-04-12T14:30
    end: 2021-04-12T16:00
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.lecture.model import Session, SessionState
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "session-dates"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """A session before or after its series; one with an old date that does not say it was moved."""
    campaign = context.campaign
    if not isinstance(entity, Session):
        return
    if entity.moved_from is not None and entity.state is SessionState.SCHEDULED:
        message = "写了原定时间（moved_from），state 没有写改期，页面上不会说"
        yield entity.finding(
            ("moved_from",), ID, message, "加一行 state: moved；没有改期就删掉 moved_from"
        )
    if campaign is None or campaign.lost("timeline"):
        return
    opened, close = campaign.timeline.open, campaign.timeline.close
    hint = f"检查日期，或在 {campaign.document.path} 里改 timeline"
    times = entity.times
    if not times:
        return
    first, last = times[0].start, times[-1].start
    if first.start < opened.start:
        yield entity.finding(_path(entity), ID, f"这一场在系列开始（{opened}）以前", hint)
    elif last.start > close.end:
        which = f"最后一次（{last}）" if len(times) > 1 else ""
        place = ("repeat",) if entity.repeat else _path(entity)
        yield entity.finding(place, ID, f"这一场{which}在系列结束（{close}）以后", hint)


def _path(entity: Session) -> tuple[str, ...]:
    """Where the times of a session stand."""
    return ("parts",) if entity.parts else ("start",)
