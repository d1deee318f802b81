"""技能竞赛要写明申诉时限和向谁申诉，颁奖要在申诉期以后。

申诉从成绩公示那天算起；不公示的，从最后一轮比赛结束算起。

错误（competition）：

    timeline:
      open: 2021-05-01
      close: 2021-05-20
      competition: 2021-06-01
      award: 2021-06-04
    notice: null
    rounds:
      - {title: 决赛, start: 2021-06-01, end: 2021-06-02}
    appeal:
      hours: 72
      contact: {name: 仲裁组（示例）, phone: 0856-0000002}

正确（competition）：

    timeline:
      open: 2021-05-01
      close: 2021-05-20
      competition: 2021-06-01
      award: 2021-06-04
    notice: null
    rounds:
      - {title: 决赛, start: 2021-06-01, end: 2021-06-02}
    appeal:
      hours: 2
      contact: {name: 仲裁组（示例）, phone: 0856-0000002}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from campaignkit.base.findings import Finding
from campaignkit.kinds.competition.model import Competition
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "appeal-window"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """No appeal where skills are judged, nobody to turn to, or an award while one may appeal."""
    del context
    if not isinstance(entity, Competition) or not entity.trades or entity.lost("appeal"):
        return
    appeal = entity.appeal
    if appeal is None:
        hint = "写 appeal: {hours: 2, contact: {name: 仲裁组, phone: 0856-0000000}}"
        yield entity.finding(("appeal",), ID, "没有写申诉时限和向谁申诉", hint)
        return
    if not (appeal.contact.phone or appeal.contact.email):
        message = "受理申诉的没有电话，也没有邮箱"
        yield entity.finding(("appeal", "contact"), ID, message, "写 phone 或 email")
    award = entity.timeline.award
    if award is None or entity.lost("timeline", "notice", "rounds"):
        return
    start = opens(entity)
    end = start + timedelta(hours=appeal.hours)
    if end > award.start:
        most = int((award.start - start) / timedelta(hours=1))
        shorter = f"hours 写不超过 {most}，或" if most > 0 else ""
        message = f"申诉到 {_shown(end)} 才截止，颁奖在 {award}"
        hint = f"{shorter}把 timeline 的 award 往后推"
        yield entity.finding(("appeal", "hours"), ID, message, hint)


def opens(campaign: Competition) -> datetime:
    """The instant from which the hours for an appeal are counted."""
    return campaign.notice.start.start if campaign.notice else campaign.underway_until


def _shown(instant: datetime) -> str:
    day = instant + timedelta(microseconds=1)  # the end of a day is the beginning of the next
    return f"{day.year}年{day.month}月{day.day}日{day:%H:%M}"
