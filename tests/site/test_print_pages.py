"""Posters, timetables and rolls: what they say, who signs them, and what they stay out of."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from campaignkit.commands.print_command import Choice, print_command, sheet_html
from campaignkit.kinds import kind_named
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.site.page import Inputs
from campaignkit.site.pages import PageRenderer
from campaignkit.site.print_pages import print_pages
from campaignkit.site.records import Fragment
from support import calendar_site

SITE = "https://example.org/"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = calendar_site.project(tmp_path_factory.mktemp("print"))
    essay = folder / "campaigns/essay"
    (essay / "entries").mkdir()
    entry = "title: {}\nauthors: [{{name: 甲班, collective: true}}]\nstatement_signed: true\n{}"
    (essay / "entries/won.yml").write_text(entry.format("师傅", "award: first\n"), "utf-8")
    (essay / "entries/sent.yml").write_text(entry.format("徒弟", ""), "utf-8")
    return folder


@pytest.fixture(scope="module")
def catalogue(root: Path) -> Catalogue:
    return calendar_site.catalogue(root)


@pytest.fixture(scope="module")
def after(root: Path) -> Catalogue:
    """The same once the contest's notice has ended."""
    return calendar_site.catalogue(root, calendar_site.AS_OF.replace(month=8))


def sheets(campaign: Campaign, catalogue: Catalogue) -> dict[str, str]:
    """The HTML of a campaign's sheets by the last step of their addresses."""
    renderer = PageRenderer(Inputs.of(catalogue, ()), SITE)
    pages = print_pages(campaign, kind_named(campaign.kind), catalogue)
    return {page.uri.split("/")[2]: Fragment.of(renderer(page)[1]).body for page in pages}


def test_a_campaign_has_the_sheets_that_there_is_something_for(
    catalogue: Catalogue, after: Catalogue
) -> None:
    assert list(sheets(catalogue.campaigns["essay"], catalogue)) == ["poster"]
    assert list(sheets(after.campaigns["essay"], after)) == ["poster", "wall"]
    assert list(sheets(catalogue.campaigns["talks"], catalogue)) == ["poster", "timetable"]


def test_a_poster_says_when_and_by_whom_and_has_a_code(catalogue: Catalogue) -> None:
    html = sheets(catalogue.campaigns["essay"], catalogue)["poster"]
    assert "2021年3月1日 至 2021年5月31日" in html
    assert "<dd>市总工会</dd>" in html
    assert 'class="ck-qr"' in html
    assert "https://example.org/campaigns/essay/" in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_timetable_has_what_is_ahead_with_what_was_moved_or_cancelled(
    catalogue: Catalogue,
) -> None:
    html = sheets(catalogue.campaigns["talks"], catalogue)["timetable"]
    assert "第一讲" in html
    assert "过去的一讲" not in html
    assert "<em>已取消</em>" in html
    assert "已改期，原定 2021年6月10日" in html
    assert "<h1>礼堂</h1>" in html


def test_a_roll_names_winners_alone(after: Catalogue) -> None:
    html = sheets(after.campaigns["essay"], after)["wall"]
    assert "师傅" in html
    assert "徒弟" not in html


def test_a_sample_says_so_and_is_never_signed_with_a_real_name(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    samples = calendar_site.project(tmp_path)
    for file in samples.glob("campaigns/*/campaign.yml"):
        file.write_text(f"sample: true\n{file.read_text('utf-8')}", "utf-8")
    found = calendar_site.catalogue(samples)
    for name in ("essay", "talks"):
        for html in sheets(found.campaigns[name], found).values():
            assert 'class="watermark"' in html
            assert "市总工会" not in html
            assert "示例·主办单位" in html
    assert 'class="watermark"' not in sheets(catalogue.campaigns["essay"], catalogue)["poster"]


def test_the_document_to_print_stands_alone(catalogue: Catalogue) -> None:
    essay = catalogue.campaigns["essay"]
    html = sheet_html(essay, catalogue, SITE, Choice("poster", "A3", "2", strip=True))
    assert "@page { size: A3; margin: 0 }" in html
    assert html.count("@page") == 1
    assert 'id="size-a3" checked' in html
    assert 'id="design-2" checked' in html
    assert 'id="strip" checked' in html
    assert f'<base href="{catalogue.root.resolve().as_uri()}/campaigns/essay/poster/">' in html
    assert "<link" not in html
    assert "<script" not in html


def test_what_there_is_not_is_said(catalogue: Catalogue) -> None:
    with pytest.raises(click.UsageError, match="还没有可印的内容"):
        sheet_html(
            catalogue.campaigns["essay"], catalogue, SITE, Choice("timetable", "A4", "1", False)
        )
    command = print_command(lambda: (catalogue, SITE))
    done = CliRunner().invoke(command, ["esay"])
    assert done.exit_code == 2
    assert "没有“esay”这个活动" in done.output
    assert "essay" in done.output


@pytest.mark.browser
def test_a_pdf_has_its_fonts_inside(
    root: Path, catalogue: Catalogue, chromium_path: Path, tmp_path: Path
) -> None:
    command = print_command(lambda: (catalogue, SITE))
    target = tmp_path / "海报.pdf"
    done = CliRunner().invoke(
        command,
        ["essay", "--size", "A3", "--to", str(target)],
        env={"CAMPAIGNKIT_CHROMIUM": str(chromium_path)},
    )
    if "中文字体" in done.output:
        pytest.skip("no Chinese font installed")
    assert done.exit_code == 0, done.output
    (page,) = PdfReader(target).pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [297, 420]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert fonts
    assert all(map(_is_embedded, fonts))


def _is_embedded(font: DictionaryObject) -> bool:
    """Whether a font's glyphs are in the file: drawn (type 3), or as a font program."""
    if font["/Subtype"] == "/Type3":
        return bool(font["/CharProcs"])
    inner = font.get("/DescendantFonts", [font])[0].get_object()
    return any(key.startswith("/FontFile") for key in inner["/FontDescriptor"].get_object())
