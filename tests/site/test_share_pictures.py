"""What chat apps show of a link: pictures, words and addresses."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from campaignkit.base.store import FileStore
from campaignkit.content.check import check
from campaignkit.content.project import open_project
from campaignkit.model.catalogue import Catalogue
from campaignkit.publish import card_picture
from campaignkit.publish.card_text import CardText
from campaignkit.publish.chinese_fonts import Faces, find_faces, font_folders
from campaignkit.publish.mark import icon
from campaignkit.publish.output import Tree
from campaignkit.site.pieces import first_words
from campaignkit.site.share_pictures import PictureDrawer, picture_of, share_pictures
from campaignkit.site.share_pictures import write_share_pictures as write
from support.engine import NOW, build_site
from support.site import REPOSITORY

THEME = REPOSITORY / "hooks/campaignkit/theme/assets/campaignkit"
CAMPAIGN = """\
kind: contest
title: 征文
discipline: 征文
summary: 写工会。
state: published
hosts: [ftu]
timeline: {open: 2021-03-01, close: 2021-04-01, award: 2021-06-30}
prizes: [{id: first, title: 一等奖, count: 1}]
submission: {email: a@example.org}
"""
ENTRY = """\
title: 师傅
authors: [{name: 甲班, collective: true}]
statement_signed: true
body: |
  师傅姓王。他在车间里干了三十年，“手上的茧子比钢板还硬”，大家都这么说。

  后来他退休了。
"""


def project(root: Path, setting: str = "campaigns") -> Path:
    folder = root / "campaigns" / "essay" / "entries"
    folder.mkdir(parents=True)
    settings = f"extra: {{campaigns: {{share_pictures: {setting}, publisher: {{name: 工会}}}}}}\n"
    (root / "mkdocs.yml").write_text(f"site_name: x\n{settings}", "utf-8")
    (root / "campaigns/organisations.yml").write_text("ftu: {name: 市总工会}\n", "utf-8")
    (folder.parent / "campaign.yml").write_text(CAMPAIGN, "utf-8")
    (folder / "master.yml").write_text(ENTRY, "utf-8")
    return root


def catalogue(root: Path) -> Catalogue:
    return check(root, NOW, open_project(root).settings, workers=1).catalogue


def told(html: str) -> dict[str, str]:
    return dict(
        re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"', html)
    )


@pytest.mark.site
def test_a_page_tells_chat_apps_what_it_is(tmp_path: Path) -> None:
    build_site(project(tmp_path / "x"), tmp_path / "site")
    landing = told((tmp_path / "site/campaigns/essay/index.html").read_text("utf-8"))
    assert landing["og:image"] == "https://example.org/campaigns/essay/share.png"
    assert landing["og:url"] == "https://example.org/campaigns/essay/"
    assert landing["og:description"] == "写工会。"
    assert landing["twitter:card"] == "summary_large_image"
    with Image.open(tmp_path / "site/campaigns/essay/share.png") as picture:
        assert picture.size == (1200, 630)
    entry = told((tmp_path / "site/campaigns/essay/entries/master/index.html").read_text("utf-8"))
    assert entry["og:description"].startswith("师傅姓王。他在车间里干了三十年，“手上")
    assert entry["og:image"] == landing["og:image"]
    index = told((tmp_path / "site/campaigns/index.html").read_text("utf-8"))
    assert index["og:image"] == "https://example.org/share.png"


def test_the_setting_says_which_pages_have_pictures_of_their_own(tmp_path: Path) -> None:
    uri = "campaigns/essay/entries/master/"
    all_of_them = catalogue(project(tmp_path / "records", "records"))
    assert picture_of(uri, all_of_them) == f"{uri}share.png"
    assert picture_of("campaigns/essay/calendar/", all_of_them) == "campaigns/essay/share.png"
    assert [one.path for one in share_pictures(all_of_them)] == [
        *("share.png", "campaigns/essay/share.png", f"{uri}share.png"),
    ]
    none = catalogue(project(tmp_path / "off", "off"))
    assert picture_of(uri, none) == ""
    assert list(share_pictures(none)) == []


def test_same_words_same_bytes_and_kept_pictures_are_used(tmp_path: Path) -> None:
    root = project(tmp_path / "x")
    kept = FileStore(tmp_path / "kept")
    tree = Tree(tmp_path / "site")
    write(catalogue(root), kept, tree, 1)
    first = {path: (tree.folder / path).read_bytes() for path in tree.entries}
    drawer = PictureDrawer(FileStore(tmp_path / "other"))
    assert {one.path: drawer.make(one) for one in share_pictures(catalogue(root))} == first
    for file in kept.folder.iterdir():
        kept.write(file.name, b"kept")
    again = Tree(tmp_path / "again")
    write(catalogue(root), kept, again, 1)
    assert {(again.folder / path).read_bytes() for path in again.entries} == {b"kept"}


def test_without_a_chinese_font_there_is_one_finding_and_a_plain_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fonts").mkdir()
    monkeypatch.setenv("CAMPAIGNKIT_FONTS", str(tmp_path / "fonts"))
    tree = Tree(tmp_path / "site")
    (finding,) = write(catalogue(project(tmp_path / "x")), FileStore(tmp_path / "kept"), tree, 1)
    assert (finding.rule, finding.level) == ("share-picture-font", "info")
    assert "fonts-noto-cjk" in finding.hint
    pictures = {(tree.folder / path).read_bytes() for path in tree.entries}
    assert pictures == {card_picture.draw_card(CardText("another"), None)}


def faces() -> Faces:
    found = find_faces(font_folders({}))
    if found is None:
        pytest.skip("no Chinese font installed")
    return found


@pytest.mark.parametrize("title", ["短", "长" * 60, "“引号”开头" * 9, "word " * 40, "x" * 300])
def test_any_title_fits(title: str) -> None:
    raw = card_picture.draw_card(CardText(title, "征集评选", "进行中", "2021年", "工会"), faces())
    picture = Image.open(BytesIO(raw)).convert("RGB")
    margin = {picture.getpixel((x, y)) for x in range(1130, 1200, 3) for y in range(0, 630, 3)}
    assert len(margin) == 1


def test_the_drawing_has_the_colours_of_the_site() -> None:
    sheet = (THEME / "site.css").read_text("utf-8")
    names = {"paper", "ink", "soft", "red", "fill", "wash", "line"}
    light = dict(re.findall(r"--ck-(\w+): (#\w+);", sheet.partition("}")[0]))
    drawn = {name: getattr(card_picture, name.upper()) for name in names}
    assert drawn == {name: light[name] for name in names}


def test_icons_show_the_mark() -> None:
    picture = Image.open(BytesIO(icon(180, bleed=0.06)))
    assert picture.size == (180, 180)
    assert picture.getpixel((0, 0)) == (199, 0, 11, 255)  # no corner: the system cuts its own
    assert picture.getpixel((90, 90)) == (255, 250, 240, 255)
    assert Image.open(BytesIO(icon(192))).getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_a_description_ends_with_a_sentence() -> None:
    body = f'<h1>x</h1><div class="ck-prose"><p>{"一" * 60}。{"二" * 60}。</p></div>'
    assert first_words(body) == "一" * 60 + "。"
    assert first_words('<div class="ck-prose"><p>甲 &amp; 乙</p>\n<p>丙</p></div>') == "甲 & 乙丙"
    assert first_words('<div class="ck-prose">' + "字" * 900) == "字" * 99 + "…"
    assert first_words("<p>x</p>") == ""
