"""What a study programme's topics have besides readings: meetings, videos, homework."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.engine import build_site
from support.site import site_case, write_site

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    build_site(write_site(site_case("study"), folder / "project"), folder / "site")
    return folder / "site" / "campaigns" / "read"


def words(file: Path) -> str:
    """The words of a page, without tags and runs of blanks."""
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", file.read_text("utf-8"), flags=re.DOTALL)
    return " ".join(text.split())


def test_a_topic_shows_meetings_videos_and_homework(built: Path) -> None:
    page = words(built / "topics/one/index.html")
    assert "2021年5月12日14:30 至 16:00 ，三楼会议室，机关支部，领学 示例·张三" in page
    assert "已改期 交流会： 2021年5月20日09:00 ，二楼（原定 2021年5月19日09:00）" in page
    assert "已取消 2021年5月25日 ，车间" in page
    assert "示例视频 看视频（25分钟）" in page
    assert "读完 必读材料 。" in page
    assert "2021年5月16日 前，交给学习小组长" in page


def test_the_overview_names_them(built: Path) -> None:
    page = words(built / "index.html")
    assert "视频 1 个 · 作业 2 项" in page
    assert "集体学习： 2021年5月12日14:30 ，三楼会议室" in page


def test_meetings_and_homework_stand_in_the_calendar(built: Path) -> None:
    text = re.sub(r"\r?\n ", "", (built / "calendar.ics").read_text("utf-8"))
    assert "read.topic-one.meeting-2021-05-19@" in text
    assert "STATUS:CANCELLED" in text
    assert "交作业：第一章" in text
    assert "TRIGGER" in text
