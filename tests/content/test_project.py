"""The project's settings, ours and those of the engine that our pages depend on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from campaignkit.content.project import instant, open_project


def _told(root: Path, text: str) -> list[str]:
    (root / "mkdocs.yml").write_text(text, "utf-8")
    found = open_project(root).findings
    return [f"{f.position.line}:{f.position.column} {f.rule} {f.message}" for f in found]


@pytest.mark.parametrize("value", ["false", "no", "Off"])
def test_addresses_that_end_in_html_are_refused_on_their_line(tmp_path: Path, value: str) -> None:
    (told,) = _told(tmp_path, f"site_name: x\nuse_directory_urls: {value}\n")
    assert told.startswith("2:21 bad-value use_directory_urls 要是 true")


@pytest.mark.parametrize("folder", ["campaigns", "campaigns/", "./campaigns/x", ".."])
def test_content_is_never_the_folder_of_the_pages(tmp_path: Path, folder: str) -> None:
    (told,) = _told(tmp_path, f"docs_dir: {folder}\n")
    assert told.startswith("1:11 bad-value docs_dir 不能是 campaigns")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "site_name: x\n",
        "use_directory_urls: true\ndocs_dir: site_src\n",
        "docs_dir: campaigns2\n",
    ],
)
def test_sound_settings_are_silent(tmp_path: Path, text: str) -> None:
    assert _told(tmp_path, text) == []


@pytest.mark.parametrize("rule", ["link-slash", "deck-minutes", "deck-block", "date-order"])
def test_rules_of_every_room_have_a_level(tmp_path: Path, rule: str) -> None:
    assert _told(tmp_path, f"extra:\n  campaigns:\n    rules: {{{rule}: info}}\n") == []


def test_a_rule_that_is_nowhere_is_told_with_the_nearest(tmp_path: Path) -> None:
    text = "extra:\n  campaigns:\n    rules:\n      link-slahs: info\n"
    assert _told(tmp_path, text) == ["4:7 bad-value 没有叫“link-slahs”的规则"]


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        (None, None, "2021-05-01T08:00:00+08:00"),
        (None, date(2021, 9, 14), "2021-09-14T12:00:00+08:00"),
        ("2021-07-01T09:30", date(2021, 9, 14), "2021-07-01T09:30:00+08:00"),
    ],
)
def test_an_argument_wins_over_the_day_of_the_settings_and_that_over_the_environment(
    text: str | None, today: date | None, expected: str
) -> None:
    environment = {"SOURCE_DATE_EPOCH": "1619827200"}
    found = instant(text, environment, ZoneInfo("Asia/Shanghai"), today)
    assert found.isoformat() == expected


def test_the_day_of_the_settings_is_a_date_that_can_be_dumped(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("extra: {campaigns: {today: 2021-09-14}}\n", "utf-8")
    settings = open_project(tmp_path).settings
    assert settings.today == date(2021, 9, 14)
    assert '"today":"2021-09-14"' in settings.model_dump_json()


def test_a_day_that_is_none_is_told(tmp_path: Path) -> None:
    (told,) = _told(tmp_path, "extra: {campaigns: {today: 2021-09-31}}\n")
    assert told.startswith("1:28 bad-value “today”")
