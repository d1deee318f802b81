from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from campaignkit.slides.browser import chromium
from campaignkit.slides.deck_commands import file_name, slides_group
from campaignkit.slides.session import ReadDeck, SessionDeck, read_session
from slides.samples import CONTEXT, EVERYTHING, SECRET, campaign_folder

Invoke = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = campaign_folder(tmp_path / "campaigns" / "x")
    (home / "decks" / "a.md").write_text(EVERYTHING, "utf-8")
    (home / "decks" / "bad.md").write_text("> 没有出处\n", "utf-8")
    (home / "decks" / "dense.md").write_text(
        "## 满\n\n" + "".join(f"- 第{n}条也很要紧\n" for n in range(40)), "utf-8"
    )
    (home / "files").mkdir()
    (home / "files" / "表格.csv").write_text("甲,乙\n", "utf-8")
    return home


def session(home: Path, name: str, deck: str) -> ReadDeck:
    context = replace(CONTEXT, attachments=("files/表格.csv", "files/没有.csv", "../../a"))
    return read_session(SessionDeck(name, home, f"campaigns/{home.name}", deck, context))


@pytest.fixture
def invoke(home: Path, tmp_path: Path) -> Invoke:
    decks = [
        session(home, "x/first", "decks/a.md"),
        session(home, "x/second", "decks/bad.md"),
        session(home, "x/dense", "decks/dense.md"),
        session(home, "x/missing", "decks/none.md"),
        session(home, "x/outside", "../../../etc/passwd"),
        session(home, "y/first", "decks/a.md"),
    ]

    def run(*arguments: str) -> Result:
        group: click.Group = slides_group(lambda: (tmp_path, decks))
        return CliRunner().invoke(group, arguments)

    return run


def test_check_reports_and_exits_as_any_check(invoke: Invoke) -> None:
    good = invoke("check", "x/first", "--no-browser")
    bad = invoke("check", "second", "--no-browser")
    assert (good.exit_code, good.stdout) == (0, "没有发现问题。\n")
    assert good.stderr == "估算了 1 套幻灯片、14 页。\n"
    assert bad.exit_code == 1
    assert "campaigns/x/decks/bad.md:1:1: 引文没有出处 [quote-unsourced]" in bad.output


@pytest.mark.parametrize("name", ["missing", "outside"])
def test_a_deck_that_cannot_be_read_is_a_finding(invoke: Invoke, name: str) -> None:
    result = invoke("check", name, "--no-browser")
    assert result.exit_code == 1
    assert "root:" not in result.output
    assert "读不出来" in result.output


@pytest.mark.browser
def test_check_measures_in_a_browser(invoke: Invoke, chromium_path: Path) -> None:
    del chromium_path
    estimated = invoke("check", "dense", "--no-browser")
    measured = invoke("check", "dense")
    assert (estimated.exit_code, measured.exit_code) == (0, 1)
    assert "放不下" in measured.output


def test_check_says_when_there_is_no_browser(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAMPAIGNKIT_CHROMIUM", "/no/such/browser")
    result = invoke("check", "x/first")
    assert result.exit_code == 0
    assert "/no/such/browser 不存在" in result.stderr
    assert "只估算" in result.stderr


@pytest.mark.parametrize(
    ("name", "words"),
    [("first", "几个活动都有“first”：x/first、y/first"), ("secnod", "是不是想写")],
)
def test_unclear_names_are_called_wrongly(invoke: Invoke, name: str, words: str) -> None:
    result = invoke("check", name)
    assert result.exit_code == 2
    assert words in result.output


def test_export_writes_the_file_and_the_zip(invoke: Invoke, tmp_path: Path) -> None:
    target = tmp_path / "U盘"
    result = invoke("export", "x/first", "--to", str(target))
    assert result.exit_code == 0, result.output
    assert sorted(file.name for file in target.iterdir()) == [
        "讲习所第一讲.html",
        "讲习所第一讲.zip",
    ]
    page = (target / "讲习所第一讲.html").read_text("utf-8")
    assert SECRET in page
    with zipfile.ZipFile(target / "讲习所第一讲.zip") as archive:
        assert archive.namelist() == ["请先读我.txt", "讲习所第一讲.html", "附件/表格.csv"]
        assert archive.read("讲习所第一讲.html").decode() == page
        readme = archive.read("请先读我.txt").decode("utf-8-sig")
        assert "讲习所第一讲.html" in readme
        assert "\r\n" in readme
        assert "https://example.org/campaigns/x/sessions/y/" in readme


def test_export_twice_gives_the_same_bytes(invoke: Invoke, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert invoke("export", "x/first", "--to", str(tmp_path / name)).exit_code == 0
    first, second = ((tmp_path / name / "讲习所第一讲.zip").read_bytes() for name in ("a", "b"))
    assert first == second
    assert zipfile.is_zipfile(io.BytesIO(first))


def test_a_deck_with_errors_is_not_exported(invoke: Invoke, tmp_path: Path) -> None:
    result = invoke("export", "second", "--to", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "quote-unsourced" in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.browser
def test_pdf_has_a_page_a_slide_and_text(
    invoke: Invoke, tmp_path: Path, chromium_path: Path
) -> None:
    del chromium_path
    result = invoke("pdf", "x/first", "--to", str(tmp_path / "讲义.pdf"))
    assert result.exit_code == 0, result.output
    reader = PdfReader(tmp_path / "讲义.pdf")
    text = "".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) == 16
    assert "未败一事" in text
    assert SECRET not in text


def test_pdf_without_a_browser_says_what_to_install(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CAMPAIGNKIT_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "_PLACES", ())
    result = invoke("pdf", "x/first", "--to", str(tmp_path / "a.pdf"))
    assert result.exit_code == 2
    assert "没有找到 Chromium" in result.output
    assert "Traceback" not in result.output


def test_pdf_without_chinese_font_is_refused(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(chromium, "find_chromium", lambda environ: Path("chromium"))
    monkeypatch.setattr(chromium, "has_chinese_font", lambda browser: False)
    result = invoke("pdf", "x/first", "--to", str(tmp_path / "a.pdf"))
    assert result.exit_code == 2
    assert "中文字体" in result.output


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("安源五日：一次有准备的罢工", "安源五日：一次有准备的罢工"),
        ('a/b\\c:d*e?"<>|', "a-b-c-d-e"),
        ("../../etc", "etc"),
        ("  . ", "deck"),
    ],
)
def test_titles_become_file_names(title: str, name: str) -> None:
    assert file_name(title) == name
