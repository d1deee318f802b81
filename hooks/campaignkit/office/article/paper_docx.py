"""An article as .docx for the paper file: headings, tables, pictures, addresses written out."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from docx import Document
from docx.document import Document as DocxDocument
from docx.image.exceptions import UnrecognizedImageError
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph

from campaignkit.office.article.blocks import (
    Article,
    ArticleHeading,
    ArticlePicture,
    ArticleTable,
    Paragraph,
    TextRun,
)

_BAD_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTH = Cm(14.5)
_SAMPLE = "示例数据：人名、单位、数字为示例，不是真实信息。"
_RED = RGBColor(0xB0, 0x1E, 0x23)


def paper_docx(
    article: Article, pictures: Mapping[str, bytes], publisher: str, made: datetime
) -> bytes:
    """The bytes of a .docx; `pictures` by source path. `made` is written in as its date."""
    document = Document()
    properties = document.core_properties
    properties.author, properties.title = _clean(publisher), _clean(article.title)
    properties.comments = ""
    properties.created = properties.modified = made.replace(tzinfo=None)
    _fonts(document)
    if article.sample:
        document.sections[0].header.paragraphs[0].text = "示例数据"
        mark = document.add_paragraph().add_run(_SAMPLE)
        mark.bold, mark.font.color.rgb = True, _RED
    numbers = {address: number for number, address in enumerate(article.links, start=1)}
    for block in article.blocks:
        if isinstance(block, ArticleHeading):
            heading = document.add_heading(level=min(block.level, 4) - 1)
            _add_runs(heading, block.runs, numbers)
        elif isinstance(block, ArticleTable):
            _add_table(document, block, numbers)
        elif isinstance(block, ArticlePicture):
            _add_picture(document, block, pictures)
        else:
            _add_paragraph(document, block, numbers)
    _add_addresses(document, article, numbers)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fonts(document: DocxDocument) -> None:
    """Fonts that every office has; without an East Asian one, Word chooses by its own language."""
    for name, font in (("Normal", "宋体"), ("Title", "黑体"), ("Heading 1", "黑体")):
        style = document.styles[name]
        style.font.name = font
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    document.styles["Normal"].font.size = Pt(12)


def _add_runs(
    paragraph: DocxParagraph, runs: Sequence[TextRun], numbers: Mapping[str, int]
) -> None:
    for run in runs:
        number = numbers.get(run.link) if run.text.strip() else None
        added = paragraph.add_run(_clean(run.text) + (f"〔{number}〕" if number else ""))
        added.bold = "bold" in run.style or None
        added.italic = "italic" in run.style or None
        added.underline = "underline" in run.style or None
        added.font.strike = "strike" in run.style or None
        added.font.superscript = "sup" in run.style or None
        added.font.subscript = "sub" in run.style or None


def _add_paragraph(document: DocxDocument, block: Paragraph, numbers: Mapping[str, int]) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(0.7 * (block.depth + block.quoted))
    _add_runs(paragraph, (TextRun(block.bullet), *block.runs), numbers)
    if block.note:
        for run in paragraph.runs:
            run.font.size = Pt(10)


def _add_table(document: DocxDocument, block: ArticleTable, numbers: Mapping[str, int]) -> None:
    table = document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, block.rows, strict=True):
        for cell, runs in zip(row.cells, cells, strict=True):
            _add_runs(cell.paragraphs[0], runs, numbers)
    document.add_paragraph()


def _add_picture(
    document: DocxDocument, block: ArticlePicture, pictures: Mapping[str, bytes]
) -> None:
    data = pictures.get(block.path)
    if data is None:
        return
    try:
        document.add_picture(io.BytesIO(data), width=_WIDTH)
    except UnrecognizedImageError:
        return
    caption = document.add_paragraph().add_run(_clean(block.alt))
    caption.font.size = Pt(10)


def _add_addresses(document: DocxDocument, article: Article, numbers: Mapping[str, int]) -> None:
    if article.address:
        document.add_paragraph(f"原文：{article.address}")
    if numbers:
        document.add_heading("文中的网址", level=2)
    for address, number in numbers.items():
        document.add_paragraph(f"〔{number}〕{_clean(address)}")


def _clean(text: str) -> str:
    """Without characters that no XML may hold."""
    return _BAD_IN_XML.sub("", text)
