from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from campaignkit.pictures import open_picture
from campaignkit.slides.output import deck_images, documents, player
from campaignkit.slides.output.sheets import make_sheets, qr_code
from campaignkit.slides.parse.deck import Deck
from campaignkit.slides.parse.token_html import media_name, plain
from slides.samples import CONTEXT, EVERYTHING, SECRET, SPEAKER, campaign_folder, parse

ROOT = "../../../../../"


@pytest.fixture(scope="module")
def deck() -> Deck:
    return parse(EVERYTHING)


@pytest.fixture
def pictures(deck: Deck, tmp_path: Path) -> dict[str, bytes]:
    folder = deck_images.MediaFolder(campaign_folder(tmp_path / "campaign"), "decks/a.md")
    return deck_images.publish((image.ref for image in deck.images), folder)


def test_public_files_hold_no_notes_and_no_minutes(deck: Deck, pictures: dict[str, bytes]) -> None:
    files = documents.render_session(deck, CONTEXT, pictures, ROOT)
    text = documents.text_version(deck, CONTEXT)
    everything = [*files.values(), text.html, text.words, *player.site_assets().values()]
    for content in everything:
        raw = content if isinstance(content, bytes) else content.encode()
        assert SECRET.encode() not in raw
        assert b"data-timing" not in raw
    assert SECRET in documents.single_file(deck, CONTEXT, pictures)
    assert SECRET not in documents.single_file(deck, CONTEXT, pictures, lecturer=False)


def test_public_files_have_ascii_addresses(deck: Deck, pictures: dict[str, bytes]) -> None:
    files = documents.render_session(deck, CONTEXT, pictures, ROOT)
    assert {name for name in files if name.endswith(".html")} == {
        "index.html",
        "handout/index.html",
    }
    assert all(name.isascii() for name in files)
    assert [name for name in files if name.startswith("media/")] == [
        f"media/{media_name('media/anyuan.png')}"
    ]


def test_pages_find_their_pictures_and_styles(deck: Deck, pictures: dict[str, bytes]) -> None:
    name = media_name("media/anyuan.png")
    files = documents.render_session(deck, CONTEXT, pictures, ROOT)
    assert f'src="media/{name}"' in str(files["index.html"])
    assert f'src="../media/{name}"' in str(files["handout/index.html"])
    assert f'src="../media/{name}"' in documents.text_version(deck, CONTEXT).html
    assert f'href="{ROOT}assets/slides/{player.asset_name("slides.css")}"' in str(
        files["index.html"]
    )
    assert f'href="../{ROOT}assets/slides/{player.asset_name("handout.css")}"' in str(
        files["handout/index.html"]
    )


def test_text_version_holds_every_word_of_the_slides(deck: Deck) -> None:
    page = documents.public_deck(deck, CONTEXT, ROOT)
    slides = page.partition('<div class="slides">')[2].partition("</main>")[0]
    slides = re.sub(r'<(span|h2) class="(verdict|visually-hidden)">.*?</\1>', "", slides)
    slides = re.sub(r'<span class="number">.*?</div>|看答案|正确|扫码看\S+?报名', "", slides)
    shown = set(re.findall(r"\w+", plain(slides)))
    alts = set(re.findall(r"\w+", " ".join(re.findall(r' alt="(.*?)"', slides))))
    text = documents.text_version(deck, CONTEXT)
    missing = shown - set(re.findall(r"\w+", text.words))
    assert missing == {"张"}, "only the initial that stands for a portrait may be missing"
    assert all(word in text.html for word in alts)


def test_opening_and_closing_are_made_from_the_session(deck: Deck) -> None:
    page = documents.public_deck(deck, CONTEXT, ROOT)
    opening = page.partition('<section id="opening"')[2].partition("</section>")[0]
    closing = page.partition('<section id="closing"')[2].partition("</section>")[0]
    for words in ("2021年5月8日（周六）", "14:30—16:00", "示例·职工文化宫礼堂", "示例数据"):
        assert words in opening
        assert words in closing
    assert "示例·张三" in opening
    assert "每样都有" in opening
    assert "报名处 0856-0000000" in closing
    assert opening.count("二维码：https://example.org/campaigns/x/sessions/y/") == 1


def test_opening_and_closing_can_be_left_out() -> None:
    deck = parse("---\nopening: false\nclosing: false\n---\n甲")
    assert [sheet.id for sheet in make_sheets(deck, CONTEXT)] == ["p1"]


def test_without_a_site_address_there_is_no_code() -> None:
    assert qr_code("") == ""
    deck = parse("甲")
    assert "二维码" not in documents.public_deck(deck, replace(CONTEXT, site_url=""), ROOT)


def test_agenda_comes_from_the_session_and_else_from_the_sections() -> None:
    deck = parse("<!-- layout: agenda -->\n## 安排\n---\n# 上半场\n---\n# 下半场")
    told = make_sheets(deck, CONTEXT)[1].agenda
    own = make_sheets(deck, replace(CONTEXT, agenda=()))[1].agenda
    assert [item.title for item in told] == ["讲课", "提问"]
    assert [(item.time, item.title) for item in own] == [("01", "上半场"), ("02", "下半场")]


def test_bank_question_and_person_card_are_filled_in(deck: Deck) -> None:
    sheets = {sheet.layout: sheet for sheet in make_sheets(deck, CONTEXT)}
    quizzes = [s.quiz for s in make_sheets(deck, CONTEXT) if s.quiz]
    assert [option.right for option in quizzes[1].options] == [False, True, False]
    assert quizzes[1].explanation == "<p>九月十四日到十八日。</p>\n"
    assert sheets["profile"].people == (SPEAKER,)
    page = documents.public_deck(deck, CONTEXT, ROOT)
    assert "干了二十年维修，把故障记成一页纸。见链接。" in page
    assert "第二段不上幻灯片" not in page
    assert "安源罢工在哪一年？" in page


def test_names_from_the_yaml_are_escaped() -> None:
    context = replace(
        CONTEXT, campaign="<script>x</script>", venue='"><img src=x onerror=y>', session="a&b"
    )
    for page in (
        documents.public_deck(parse("甲"), context, ROOT),
        documents.handout(parse("甲"), context, ROOT),
        documents.text_version(parse("甲"), context).html,
    ):
        assert "<script>x" not in page
        assert "<img" not in page
        assert "a&amp;b" in page


def test_single_file_needs_nothing_else(deck: Deck, pictures: dict[str, bytes]) -> None:
    page = documents.single_file(deck, CONTEXT, pictures)
    head, _, rest = page.partition("<style>")
    tags = head + rest.partition("</style>")[2].rpartition("<!--\nreveal.js")[0]
    assert not re.search(r'(?:src|href)="(?!data:|#|https://example\.org)[^"]', tags)
    assert "data:image/png;base64," in tags
    assert "Hakim El Hattab" in page
    assert page.count("</script>") == 1


def test_single_file_is_small(deck: Deck) -> None:
    assert len(documents.single_file(deck, CONTEXT, {}).encode()) <= 400_000


def test_same_input_same_bytes(deck: Deck, pictures: dict[str, bytes]) -> None:
    again = parse(EVERYTHING)
    assert documents.single_file(deck, CONTEXT, pictures) == documents.single_file(
        again, CONTEXT, pictures
    )


def test_links_lead_to_pages_of_the_site() -> None:
    deck = parse("看[场次](sessions/first.yml#top)、[人](../../people/a.yml)、[空](media/a.png)。")
    files = documents.render_session(deck, CONTEXT, {}, ROOT)
    text = documents.text_version(deck, CONTEXT).html
    single = documents.single_file(deck, CONTEXT, {})
    session = "campaigns/x/sessions/first/#top"
    assert f'href="{ROOT}{session}"' in str(files["index.html"])
    assert f'href="../{ROOT}{session}"' in str(files["handout/index.html"])
    assert f'href="../{ROOT}{session}"' in text
    assert f'href="https://example.org/{session}"' in single
    assert f'href="{ROOT}people/a/"' in str(files["index.html"])
    assert "page:" not in text + str(files["index.html"])


def test_links_inside_the_deck_have_their_place_on_every_page() -> None:
    deck = parse("看[首](#opening)、[尾](#closing)、[下](#b)\n---\n<!-- id: b -->\n下")
    files = documents.render_session(deck, CONTEXT, {}, ROOT)
    text = documents.text_version(deck, CONTEXT).html
    for page in (str(files["index.html"]), str(files["handout/index.html"]), text):
        targets = re.findall(r'href="#([^"]+)"', page)
        assert set(targets) == {"opening", "closing", "b"}
        assert all(page.count(f'id="{target}"') == 1 for target in targets)


def test_own_colours_reach_the_page(deck: Deck) -> None:
    page = documents.public_deck(deck, CONTEXT, ROOT)
    number = next(s.number for s in make_sheets(deck, CONTEXT) if s.is_custom)
    assert f".custom-{number}{{background:#7A0008;" in page
    assert f'custom-{number}"' in page


def test_pictures_are_written_anew_without_their_place(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x0112] = 6
    Image.new("RGB", (4000, 1000), "#c7000b").save(file, exif=exif, comment=b"somewhere")
    content = deck_images.prepare(file, ".jpg")
    assert content is not None
    assert b"Exif" not in content
    assert b"somewhere" not in content
    (tmp_path / "b.jpg").write_bytes(content)
    with Image.open(tmp_path / "b.jpg") as small:
        assert small.size == (480, 1920)


def test_a_bomb_and_a_wrong_suffix_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (300, 300)).save(tmp_path / "a.png")
    monkeypatch.setattr(open_picture, "MAX_PIXELS", 300 * 299)
    assert deck_images.prepare(tmp_path / "a.png", ".png") is None
    monkeypatch.undo()
    Image.new("RGB", (300, 300)).save(tmp_path / "b.png")
    assert deck_images.prepare(tmp_path / "b.png", ".png") is not None
    assert deck_images.prepare(tmp_path / "b.png", ".jpg") is None
