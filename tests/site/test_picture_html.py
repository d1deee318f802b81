"""The HTML of pictures, and what it takes to be published."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from campaignkit.pictures.renditions import PictureHeader
from campaignkit.site.picture_html import (
    PLACES,
    PictureHtml,
    PicturePlace,
    cut_assets,
    cut_picture,
    square_uri,
    whole_picture,
)

PATH = "campaigns/essay/media/a b.jpg"


def _offered(picture: PictureHtml) -> set[str]:
    """Every address in the HTML, as a path below the site."""
    tree = LexborHTMLParser(picture.html)
    found = {str(node.attributes["src"]) for node in tree.css("img")}
    for node in tree.css("[srcset]"):
        found |= {part.split()[0] for part in str(node.attributes["srcset"]).split(",")}
    return {uri.removeprefix("../").replace("%20", " ") for uri in found}


def _published(picture: PictureHtml) -> set[str]:
    return {asset.replace("//", ".") for asset in picture.assets}


def test_every_address_is_published_and_nothing_else() -> None:
    for place in PLACES:
        where = PicturePlace("../", place)
        for header in (PictureHeader(4000, 3000), PictureHeader(300, 200), None):
            for path in (PATH, "campaigns/essay/media/a.png", "campaigns/essay/media/a.gif"):
                whole = whole_picture(path, header, "图", where)
                assert _offered(whole) == _published(whole), (place, header, path)
        cut = cut_picture(PATH, "图", where)
        assert _offered(cut) == _published(cut)
        assert cut.assets == cut_assets(PATH, place)


def test_a_photograph_is_offered_at_its_widths() -> None:
    made = whole_picture(PATH, PictureHeader(4000, 3000), "图", PicturePlace("../", "article"))
    names = [asset.partition("//")[2] for asset in made.assets]
    assert names == ["", "320.webp", "640.webp", "960.webp", "1280.webp", "1920.webp", "640.jpg"]
    image = LexborHTMLParser(made.html).css_first("picture > img")
    assert (image.attributes["width"], image.attributes["height"]) == ("1600", "1200")
    assert image.attributes["loading"] == "lazy"


def test_a_moving_picture_is_shown_as_it_is() -> None:
    made = whole_picture(
        "campaigns/a/b.webp", PictureHeader(90, 60, moving=True), "图", PicturePlace("", "article")
    )
    assert made.assets == ("campaigns/a/b.webp",)
    assert "<source" not in made.html


def test_what_is_seen_at_once_is_not_lazy() -> None:
    where = PicturePlace("", "cover", "ck-cover", lazy=False)
    html = whole_picture(PATH, PictureHeader(1200, 630), "图", where).html
    assert 'fetchpriority="high"' in html
    assert "lazy" not in html


def test_words_are_escaped() -> None:
    alt = '"><img src=x onerror=alert(1)>'
    for picture in (
        whole_picture(PATH, PictureHeader(90, 60), alt, PicturePlace("", "article")),
        cut_picture(PATH, alt, PicturePlace("", "square")),
    ):
        (image,) = LexborHTMLParser(picture.html).css("img")
        assert image.attributes["alt"] == alt


def test_scripts_get_one_square_that_lists_publish() -> None:
    uri = square_uri("campaigns/a/b.png")
    assert uri == "campaigns/a/b.png.160x160.png"
    assert "campaigns/a/b.png//160x160.png" in cut_assets("campaigns/a/b.png", "square")
