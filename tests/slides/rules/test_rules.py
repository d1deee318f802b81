"""Each rule's own examples, and what they don't show."""

from __future__ import annotations

import importlib
import pkgutil
import re
import shutil
import textwrap
from datetime import timedelta
from pathlib import Path

import pytest

from campaignkit.base.findings import Level
from campaignkit.slides import rules
from slides.samples import CONTEXT, EVERYTHING, campaign_folder, view

MODULES = [
    importlib.import_module(f"{rules.__name__}.{module.name}")
    for module in pkgutil.iter_modules(rules.__path__)
]
EXAMPLE = re.compile(
    r"^(错误|正确)(?:（讲座 (\d+) 分钟）)?：\n\n((?:(?:    .*)?\n)+)", re.MULTILINE
)
EXAMPLES = [
    pytest.param(module, *match.groups(), id=f"{module.ID}-{match[1]}")
    for module in MODULES
    for match in EXAMPLE.finditer((module.__doc__ or "") + "\n")
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return campaign_folder(tmp_path / "campaign")


def ids(text: str, folder: Path, **changes: object) -> list[str]:
    return [str(f.rule) for f in rules.check(view(text, folder, **changes))]


@pytest.mark.parametrize(("module", "verdict", "minutes", "text"), EXAMPLES)
def test_examples_of_the_manual(
    module: object, verdict: str, minutes: str | None, text: str, folder: Path
) -> None:
    end = CONTEXT.start + timedelta(minutes=int(minutes or 90))
    found = ids(textwrap.dedent(text), folder, end=end)
    name = module.ID  # type: ignore[attr-defined]
    assert (name in found) == (verdict == "错误")
    if verdict == "正确":
        assert found == []


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.ID)
def test_every_rule_is_run_named_after_its_file_and_has_both_examples(module: object) -> None:
    name = module.__name__.rpartition(".")[2]  # type: ignore[attr-defined]
    verdicts = {match[1] for match in EXAMPLE.finditer((module.__doc__ or "") + "\n")}
    assert name.replace("_", "-") == module.ID  # type: ignore[attr-defined]
    assert module.check in rules.RULES  # type: ignore[attr-defined]
    assert verdicts == {"错误", "正确"}


def test_ids_of_rules_on_decks_are_complete() -> None:
    parsing = {"deck-block", "deck-unclosed"}
    own = {str(module.ID) for module in MODULES} | parsing
    assert set(rules.RULE_IDS) == own


def test_a_deck_of_everything_passes(folder: Path) -> None:
    assert ids(EVERYTHING, folder) == []


@pytest.mark.parametrize(
    ("minutes", "passes"), [(71, False), (72, True), (90, True), (108, True), (109, False)]
)
def test_minutes_may_differ_by_a_fifth(minutes: int, passes: bool, folder: Path) -> None:
    found = ids(f"<!-- minutes: {minutes} -->\n甲", folder)
    assert (found == []) is passes


def test_minutes_are_asked_for_slide_by_slide(folder: Path) -> None:
    text = "---\nrequire: [minutes]\n---\n<!-- minutes: 90 -->\n甲\n---\n乙"
    assert ids(text, folder) == ["deck-minutes"]


@pytest.mark.parametrize(
    ("ref", "rule"),
    [
        ("../../etc/passwd", "file-outside"),
        ("/etc/passwd", "file-outside"),
        ("..\\..\\secret.png", "file-outside"),
        ("../media/anyuan.png", None),
        ("media/照片 一.png", None),
        ("media/link.png", "file-outside"),
        ("media/broken.png", "missing-file"),
        ("media/drawing.svg", "missing-file"),
        ("media/anyuan.jpg", "missing-file"),
        ("http://example.org/a.png", "external-media"),
        ("//example.org/a.png", "external-media"),
    ],
)
def test_pictures_stay_in_the_campaign(ref: str, rule: str | None, folder: Path) -> None:
    (folder.parent / "outside.png").write_bytes(b"secret")
    (folder / "media" / "link.png").symlink_to(folder.parent / "outside.png")
    shutil.copyfile(folder / "media" / "anyuan.png", folder / "media" / "照片 一.png")
    (folder / "media" / "broken.png").write_bytes(b"not a picture")
    (folder / "media" / "drawing.svg").write_text("<svg/>", "utf-8")
    assert ids(f"![图](<{ref}>)", folder) == ([rule] if rule else [])


def test_a_misspelt_picture_is_suggested(folder: Path) -> None:
    found = list(rules.check(view("![图](media/anyaun.png)", folder)))
    assert "media/anyuan.png" in found[0].hint


@pytest.mark.parametrize(
    ("href", "bad"),
    [("#opening", False), ("#closing", False), ("#/closing", False), ("#没有", True), ("", True)],
)
def test_links_inside_the_deck(href: str, bad: bool, folder: Path) -> None:
    assert ids(f"看[这里]({href})吧，就在这里", folder) == (["deck-link"] if bad else [])


@pytest.mark.parametrize(
    ("href", "bad"),
    [
        ("sessions/first.yml", False),
        ("../sessions/first.yml#top", False),
        ("../../people/zhang-san.yml", False),
        ("https://example.org/", False),
        ("mailto:a@example.org", False),
        ("sessions/none.yml", True),
        ("media/anyuan.png", True),
        ("../../../../etc/passwd", True),
        ("/etc/passwd", True),
        ("{0}", True),
    ],
)
def test_links_to_the_site(href: str, bad: bool, tmp_path: Path) -> None:
    home = campaign_folder(tmp_path / "campaigns" / "campaign")
    for name in ("campaign/sessions/first.yml", "people/zhang-san.yml"):
        (home.parent / name).parent.mkdir()
        (home.parent / name).touch()
    assert ids(f"看[这里](<{href}>)吧，就在这里", home) == (["deck-link"] if bad else [])


def test_unknown_people_and_questions_are_told_with_the_nearest(folder: Path) -> None:
    text = "<!-- person: zhang-sam -->\n甲\n---\n<!-- question: anyaun -->\n"
    found = [f for f in rules.check(view(text, folder)) if f.rule == "unknown-id"]
    assert ["zhang-san" in found[0].hint, "anyuan" in found[1].hint] == [True, True]


def test_colours_inherited_from_the_theme_count_too(folder: Path) -> None:
    assert ids('<!-- background: "#777777" -->\n甲', folder) == ["deck-contrast"]
    assert ids('<!-- background: "#FFFFFF" -->\n甲', folder) == []


def test_many_lines_are_too_many_even_with_few_characters(folder: Path) -> None:
    text = "## 标题\n\n" + "\n".join(f"- 第{n}项" for n in range(14))
    found = list(rules.check(view(text, folder)))
    assert [(f.rule, f.level) for f in found] == [("deck-overfull", Level.WARNING)]
