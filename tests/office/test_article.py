"""A page as HTML for an official account, and as .docx for the paper file."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from campaignkit.office.article.account_html import account_html
from campaignkit.office.article.blocks import Article
from campaignkit.office.article.page_blocks import SitePage, page_article
from campaignkit.office.article.write_article import DOCX_NAME, HTML_NAME, write_article
from support.office import CAMPAIGN, ENTRIES, Run, bytes_below

ADDRESS = "https://example.org/site/"
HOSTILE = """\
<nav>导航</nav><h1>题目 &lt;b&gt;</h1><span class="ck-mark ck-mark--sample">示例数据</span>
<p onclick="x()" class="a" id="b">正<strong>文</strong><script>alert(1)</script> <em>斜</em>
<a href="https://example.org/a?b=1&amp;c=2">外面</a>、<a href="../other/">里面</a>、
<a href="javascript:alert(1)">坏的</a></p>
<ul><li>一<ul><li>二</li></ul></li><li>三</li></ul>
<table><caption>表名</caption><thead><tr><th>甲</th><th>乙</th></tr></thead>
<tbody><tr><td>1</td></tr></tbody></table>
<dl><div><dt>时间</dt><dd>四月</dd></div></dl>
<img src="../../media/own.png" alt="自己的"><img src="https://example.org/x.png" alt="别人的">
<img src="../../../../etc/passwd" alt="外面的">
<blockquote>引用</blockquote><form><input value="秘密"></form>
<h2 id="related">相关</h2><p>别的活动</p><h2 id="sources">来源</h2><p>出处\x0b一</p>
"""


def _article(html: str = HOSTILE, title: str = "题目") -> Article:
    page = SitePage(html, "campaigns/x/", ADDRESS, title, "摘要", ("media/own.png",), ("related",))
    return page_article(page)


def _own_picture(root: Path) -> None:
    (root / "media").mkdir()
    Image.new("RGB", (40, 30), "red").save(root / "media" / "own.png")


def test_only_what_an_editor_takes_is_left(tmp_path: Path) -> None:
    _own_picture(tmp_path)
    fragment, told = account_html(_article(), {"media/own.png": "图片/01.jpg"}, {})
    assert told == []
    allowed = {"section", "p", "span", "strong", "em", "br", "h2", "h3", "img"}
    allowed |= {"table", "tbody", "tr", "th", "td"}
    assert set(re.findall(r"<([a-z0-9]+)", fragment)) <= allowed
    assert set(re.findall(r"\s([a-z-]+)=\"", fragment)) <= {"style", "src", "alt"}
    assert re.findall(r'src="([^"]*)"', fragment) == ["图片/01.jpg"]
    for gone in ("alert", "导航", "别的活动", "秘密", "javascript", "passwd", "x.png"):
        assert gone not in fragment, gone
    assert "题目 &lt;b&gt;" in fragment
    assert "外面〔1〕" in fragment
    assert "里面、" in fragment
    assert "〔1〕https://example.org/a?b=1&amp;c=2" in fragment
    assert "<strong>时间：</strong>四月" in fragment
    assert "示例数据：" in fragment


def test_what_is_over_a_limit_is_told() -> None:
    _, told = account_html(_article(f"<p>{'字' * 50_001}</p>", "题" * 65), {}, {})
    assert [line[:2] for line in told] == ["标题", "正文"]


def test_the_word_file_opens_with_all_its_parts(tmp_path: Path) -> None:
    _own_picture(tmp_path)
    folder = tmp_path / "out"
    folder.mkdir()
    made = datetime(2021, 5, 1, 8)  # noqa: DTZ001
    written = write_article(_article(), tmp_path, folder, "示例·发布者", made)
    assert written.told == []
    document = Document(str(folder / DOCX_NAME))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "示例数据" in document.sections[0].header.paragraphs[0].text
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "Title"] == [
        "题目 <b>"
    ]
    assert {"• 一", "• 二", "出处一", "引用", "时间：四月"} <= set(texts)
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["甲", "乙"],
        ["1", ""],
    ]
    assert len(document.inline_shapes) == 1
    assert document.core_properties.author == "示例·发布者"
    assert {"图片/01.jpg", "图片/二维码-01.png", "图片/二维码-02.png"} <= set(written.files)
    with Image.open(folder / "图片" / "二维码-01.png") as code:
        assert code.width > 100


@pytest.mark.site
def test_an_article_of_a_campaign_and_of_a_record(run: Run, tmp_path: Path) -> None:
    _publish(tmp_path)
    ran = run("article", CAMPAIGN, "--to", "文章")
    assert ran.code == 0, ran.out + ran.err
    html = (tmp_path / "文章" / HTML_NAME).read_text("utf-8")
    assert "class=" not in html
    assert "评分标准" in html
    Document(str(tmp_path / "文章" / DOCX_NAME))
    ran = run("article", CAMPAIGN, "--record", "example-1", "--to", "作品")
    assert ran.code == 0, ran.out + ran.err
    assert "示例·王五" in (tmp_path / "作品" / HTML_NAME).read_text("utf-8")
    again = run("article", CAMPAIGN, "--to", "文章")
    assert again.code == 2
    assert "不会覆盖" in again.err


@pytest.mark.site
def test_nothing_of_who_withdrew_or_is_a_draft(run: Run, tmp_path: Path) -> None:
    draft = run("article", CAMPAIGN, "--to", "文章")
    assert draft.code == 2
    assert "还是草稿" in draft.err
    _publish(tmp_path)
    entry = tmp_path / ENTRIES / "example-1.yml"
    text = entry.read_text("utf-8")
    entry.write_text(text.replace("  #withdrawn: ", "  withdrawn: "), "utf-8")
    ran = run("article", CAMPAIGN, "--record", "example-1", "--to", "作品")
    assert ran.code == 2, ran.out
    ran = run("article", CAMPAIGN, "--to", "文章")
    assert ran.code == 0, ran.out + ran.err
    packed = io.BytesIO((tmp_path / "文章" / DOCX_NAME).read_bytes())
    with zipfile.ZipFile(packed) as archive:
        inside = b"".join(archive.read(name) for name in archive.namelist())
    assert "示例·王五".encode() not in bytes_below(tmp_path / "文章") + inside


def _publish(root: Path) -> None:
    file = root / "campaigns" / CAMPAIGN / "campaign.yml"
    file.write_text(file.read_text("utf-8").replace("state: draft", "state: published"), "utf-8")
