"""Notices: who stands on them, from when on they are public, and what pages say meanwhile."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.engine import build_site
from support.site import site_case, write_site

pytestmark = pytest.mark.site

VERSE = "campaigns/verse/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notice")
    build_site(write_site(site_case("notice"), folder / "project"), folder / "site")
    return folder / "site"


def words(folder: Path, uri: str) -> str:
    """The words of a page, without tags and runs of blanks."""
    text = (folder / uri / "index.html").read_text("utf-8")
    return " ".join(re.sub(r"<script.*?</script>|<[^>]+>", " ", text, flags=re.DOTALL).split())


def test_proposals_stand_on_the_notice_with_numbers(built: Path) -> None:
    page = words(built, f"{VERSE}notice/")
    assert "共 3 项" in page
    assert "序号 作品 作者 单位 1 灯 张三、朗诵队" in page
    assert "序号 单位 1 市总工会 2 纺织厂工会" in page
    assert "市总纪检组" in page
    assert "区总监督组 电话 0856-0000002" in page
    assert "路" not in page.replace("示例路", "")
    assert "退出的诗" not in page


def test_a_proposal_is_called_one_wherever_it_is_named(built: Path) -> None:
    assert "拟获一等奖" in words(built, f"{VERSE}entries/lamp/")
    assert "作者 · 拟获一等奖" in words(built, "people/zhang-san/")
    landing = words(built, VERSE)
    assert "拟获奖名单" in landing
    assert " 获奖名单 " not in landing.replace("获奖名单 从", "")
    assert not (built / VERSE / "entries" / "gone").exists()


def test_before_the_notice_nothing_is_said(tmp_path: Path) -> None:
    root = write_site(site_case("notice"), tmp_path / "project")
    file = root / VERSE / "campaign.yml"
    text = file.read_text("utf-8").replace("start: 2025-12-30", "start: 2026-01-05")
    file.write_text(text.replace("end: 2026-01-08", "end: 2026-01-12"), "utf-8")
    build_site(root, tmp_path / "site")
    assert not (tmp_path / "site" / VERSE / "notice").exists()
    for uri in (VERSE, f"{VERSE}entries/lamp/", "people/zhang-san/"):
        assert "拟获" not in words(tmp_path / "site", uri)


def test_no_name_no_notice(tmp_path: Path) -> None:
    root = write_site(site_case("notice"), tmp_path / "project")
    (root / VERSE / "entries/lamp.yml").unlink()
    file = root / VERSE / "campaign.yml"
    text = file.read_text("utf-8").replace(", winners: [ftu, 纺织厂工会]", "")
    file.write_text(text, "utf-8")
    build_site(root, tmp_path / "site")
    assert not (tmp_path / "site" / VERSE / "notice").exists()


def test_every_field_of_a_divided_contest_is_shown(built: Path) -> None:
    landing = words(built, VERSE)
    assert "开始报名" in landing
    assert "颁奖 时间待定" in landing
    assert "新诗 2 至 8 行 2 件 2025年11月20日 MP4，最多 1 个文件，每个不超过 50 MB" in landing
    assert "长边不少于 1080 像素，横屏" in landing
    assert "成人组 在职职工" in landing
    assert "一等奖 成人组 1" in landing
    assert "人气奖 新诗 若干" in landing
    assert "优秀组织奖 授予单位 不分 若干" in landing
    assert "人气奖投票" in landing
    assert "去投票" in landing
    assert "路 张三 200 2025年12月7日 灯 张三、朗诵队 120" in landing


def test_a_poem_keeps_its_lines(built: Path) -> None:
    page = (built / VERSE / "entries/lamp/index.html").read_text("utf-8")
    assert re.search(r"<p>灯亮着，<br ?/?>\s*人走着。</p>\s*<p>天亮了。</p>", page)
    text = words(built, f"{VERSE}entries/lamp/")
    assert "朗诵队 （集体）（纺织厂），成员：李甲、王乙" in text
    assert "看视频（1分30秒）" in text
    assert "得 120 票（截至 2025年12月8日17:30" in text


def test_a_video_of_ones_own_is_published_and_played(built: Path) -> None:
    page = (built / VERSE / "entries/road/index.html").read_text("utf-8")
    source = re.search(r'<video [^>]*src="([^"]+)"', page)
    assert source
    assert (built / VERSE / "entries/road" / source[1]).resolve().is_file()


def test_corrections_stand_on_top_newest_first(built: Path) -> None:
    assert (
        "更正 （ 2025年10月9日 ）：原来写的是“邮寄”，更正为“发邮件”。 更正 （ 2025年10月1日 ）："
        "原来写的是“每人三首”，更正为“每人两首”，从2025年10月2日起以此为准。"
    ) in words(built, VERSE)


def test_what_was_moved_or_cancelled_is_marked_wherever_it_is_named(built: Path) -> None:
    second = words(built, "campaigns/talks/sessions/second/")
    assert "上一场次 第一讲（已取消）" in second
    assert "下一场次 第三讲（已改期）" in second
    person = words(built, "people/zhang-san/")
    assert "第一讲 已取消" in person
    assert "第三讲 已改期" in person


MEDAL = "campaigns/medal/"


def test_a_name_alone_stands_on_the_notice_and_has_no_page(built: Path) -> None:
    page = words(built, f"{MEDAL}notice/")
    assert "序号 名称 性别 单位 职务 推荐单位 1 李五 男 机械厂 车间副主任 市总工会" in page
    assert "2 钱六 女 纺织厂 — —" in page
    assert "早班 — 公交公司" in page
    assert not (built / MEDAL / "profiles/qian").exists()
    assert (built / MEDAL / "profiles/crew").exists()
    assert "qian" not in (built / MEDAL / "notice/index.html").read_text("utf-8")


def test_every_field_of_an_award_campaign_is_shown(built: Path) -> None:
    landing = words(built, MEDAL)
    assert "最美劳动者：一线不少于 35%" in landing
    assert "领导干部不超过 20%" in landing
    assert "女职工不少于 20%、不超过 60%" in landing
    assert "单位 最美劳动者 最美班组 东区总工会 3 4 西区总工会 2 — 合计 5 4" in landing
    assert "单位公示（所在单位）， 2025年12月1日 至 2025年12月5日 。张榜" in landing
    assert "征求意见， 2025年12月20日 以前" in landing
    assert "推荐材料交到： 东区组织部" in landing
    assert "西区组织部" in landing
    assert "最美劳动者提名奖 提名奖" in landing
    assert "表彰 时间待定" in landing
    profile = words(built, f"{MEDAL}profiles/li/")
    assert "职务 车间副主任" in profile
    assert "推荐单位 市总工会" in profile


def test_a_name_alone_that_has_won_is_named_without_a_link(tmp_path: Path) -> None:
    root = write_site(site_case("notice"), tmp_path / "project")
    campaign = root / MEDAL / "campaign.yml"
    text = campaign.read_text("utf-8").replace("start: 2025-12-30", "start: 2025-12-22")
    campaign.write_text(text.replace("end: 2026-01-08", "end: 2025-12-30"), "utf-8")
    for name, award in (("li", "best"), ("qian", "nominee")):
        file = root / MEDAL / f"profiles/{name}.yml"
        file.write_text(
            file.read_text("utf-8")
            .replace("stage: notice", "stage: awarded")
            .replace("award: best", f"award: {award}"),
            "utf-8",
        )
    build_site(root, tmp_path / "site")
    assert "钱六" in words(tmp_path / "site", f"{MEDAL}roll/")
    assert "获奖的还有：钱六（纺织厂）" in words(tmp_path / "site", MEDAL)
