"""The project's settings, ours and those of the engine that our pages depend on."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaignkit.content.project import open_project


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
