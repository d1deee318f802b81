"""A number hidden in every corner of a file is found, with the place an editor looks in."""

# ruff: noqa: E501  the table of cases is easier to read unwrapped

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from campaignkit.attachments import Fault, read

M = "13800001234"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
TYPES = ("[Content_Types].xml", "<Types/>")


def _zip(*parts: tuple[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts:
            package.writestr(name, text)
    return buffer.getvalue()


def _p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text[:3]}</w:t></w:r><w:r><w:t>{text[3:]}</w:t></w:r></w:p>"


def _word(body: str = "", *parts: tuple[str, str | bytes]) -> bytes:
    document = f"<w:document {W}><w:body>{_p('第一段')}{body}</w:body></w:document>"
    return _zip(TYPES, ("word/document.xml", document), *parts)


def _relations(*pairs: tuple[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="r{n}" Type="http://x/{sort}" Target="{target}"/>'
        for n, (sort, target) in enumerate(pairs, start=1)
    )
    return f"<Relationships {RELS}>{items}</Relationships>"


def _sheet(rows: str = "", rest: str = "", *parts: tuple[str, str | bytes]) -> bytes:
    book = (
        '<sheets><sheet name="甲" r:id="r1"/><sheet name="乙" state="hidden" r:id="r2"/></sheets>'
    )
    return _zip(
        TYPES,
        ("xl/workbook.xml", f"<workbook {S} {R}>{book}</workbook>"),
        ("xl/_rels/workbook.xml.rels", _relations(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"))),
        ("xl/sharedStrings.xml", f"<sst {S}><si><r><t>138</t></r><r><t>00001234</t></r></si></sst>"),
        ("xl/worksheets/sheet1.xml", f"<worksheet {S}><sheetData/></worksheet>"),
        ("xl/worksheets/sheet2.xml", f"<worksheet {S}><sheetData>{rows}</sheetData>{rest}</worksheet>"),
        *parts,
    )  # fmt: skip


def _pdf(text: str = "", **properties: str) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"), NameObject("/BaseFont"): NameObject("/Helvetica")})  # fmt: skip
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 10 100 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({f"/{key}": value for key, value in properties.items()})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _png(key: str) -> bytes:
    buffer, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_text(key, M)
    Image.new("L", (2, 2)).save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


def _jpeg() -> bytes:
    buffer, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = M
    Image.new("L", (2, 2)).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


BOX = f"<w:p><w:r><w:pict><w:txbxContent>{_p(M)}</w:txbxContent></w:pict></w:r></w:p>"
TABLE = f"<w:tbl><w:tr><w:tc>{_p('甲')}</w:tc><w:tc>{_p(M)}</w:tc></w:tr></w:tbl>"
DIGITS = "".join(f"<w:tc>{_p(digit)}</w:tc>" for digit in M)
CELL = '<row r="7"><c r="C7" t="s"><v>0</v></c></row>'
NUMBER = '<row r="2"><c r="B2"><v>1.3800001234E10</v></c></row>'
SPREAD = '<row r="3">' + "".join(f'<c r="A3"><v>{digit}</v></c>' for digit in M) + "</row>"
NOTE = f'<comments {S}><commentList><comment ref="C7"><text><t>{M}</t></text></comment></commentList></comments>'
DRAWING = f'<d xmlns:a="x"><a:p><a:r><a:t>138</a:t></a:r><a:r><a:t>{M[3:]}</a:t></a:r></a:p></d>'
SHEET_RELS = "xl/worksheets/_rels/sheet2.xml.rels"

HIDDEN = {
    "word paragraph": ("a.docx", _word(_p(M)), "正文第2段"),
    "word table": ("a.docx", _word(TABLE), "第1个表格第1行第2格"),
    "word boxes": ("a.docx", _word(f"<w:tbl><w:tr>{DIGITS}</w:tr></w:tbl>"), "第1个表格第1行"),
    "word text box": ("a.docx", _word(BOX), "文本框"),
    "word deleted": ("a.docx", _word(f"<w:p><w:del><w:r><w:delText>{M}</w:delText></w:r></w:del></w:p>"), "正文第2段"),
    "word header": ("a.docx", _word("", ("word/header1.xml", f"<w:hdr {W}>{_p(M)}</w:hdr>")), "页眉"),
    "word comment": ("a.docx", _word("", ("word/comments.xml", f"<w:c {W}>{_p(M)}</w:c>")), "批注"),
    "word footnote": ("a.docx", _word("", ("word/footnotes.xml", f"<w:f {W}>{_p(M)}</w:f>")), "脚注"),
    "word properties": ("a.docx", _word("", ("docProps/core.xml", f"<c><creator>{M}</creator></c>")), "文档属性"),
    "word embedded": ("a.docx", _word("", ("word/embeddings/b.xlsx", _sheet(CELL))), "b.xlsx 第2张表（已隐藏） C7"),
    "cell": ("a.xlsx", _sheet(CELL), "第2张表（已隐藏） C7"),
    "number": ("a.xlsx", _sheet(NUMBER), "第2张表（已隐藏） B2"),
    "spread": ("a.xlsx", _sheet(SPREAD), "第2张表（已隐藏） 第3行"),
    "cell comment": ("a.xlsx", _sheet("", "", (SHEET_RELS, _relations(("comments", "../comments1.xml"))), ("xl/comments1.xml", NOTE)), "第2张表（已隐藏） C7 的批注"),
    "sheet text box": ("a.xlsx", _sheet("", "", (SHEET_RELS, _relations(("drawing", "../drawings/d.xml"))), ("xl/drawings/d.xml", DRAWING)), "第2张表（已隐藏） 文本框"),
    "sheet header": ("a.xlsx", _sheet("", f"<headerFooter><oddHeader>&amp;C{M}</oddHeader></headerFooter>"), "第2张表（已隐藏） 页眉页脚"),
    "pivot cache": ("a.xlsx", _sheet("", "", ("xl/pivotCache/r.xml", f'<r><s v="{M}"/></r>')), "数据透视表的缓存"),
    "pdf text": ("a.pdf", _pdf(M), "第1页"),
    "pdf metadata": ("a.pdf", _pdf(Author=M), "文档属性 Author"),
    "png text": ("a.png", _png("Comment"), "文字信息（Comment）"),
    "exif": ("a.jpg", _jpeg(), "EXIF（ImageDescription）"),
    "csv": ("a.csv", f"姓名,号码\n王五,{M}\n".encode("gbk"), "第2行第2列"),
    "txt": ("a.txt", f"甲\n{M}".encode("utf-16"), "第2行"),
    "zip": ("a.zip", _zip(("b.csv", f"甲,{M}")), "b.csv 第1行第2列"),
    "doc": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + f"电话{M}".encode("utf-16-le"), "文档里"),
}  # fmt: skip


@pytest.mark.parametrize("sort", HIDDEN)
def test_number_is_found_at_its_place(sort: str) -> None:
    name, data, place = HIDDEN[sort]
    extract = read(name, data)
    assert extract.fault is None
    assert any(M in piece.text and piece.place == place for piece in extract.pieces), [
        piece for piece in extract.pieces if M in piece.text
    ]


def _encrypted() -> bytes:
    writer, buffer = PdfWriter(PdfReader(io.BytesIO(_pdf(M)))), io.BytesIO()
    writer.append(PdfReader(io.BytesIO(_pdf(M))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(buffer)
    return buffer.getvalue()


HOSTILE = {
    "empty": ("a.docx", b"", Fault.BROKEN),
    "cut": ("a.docx", _word(_p(M))[:200], Fault.WRONG_TYPE),
    "not xml": ("a.docx", _zip(TYPES, ("word/document.xml", "<w:p>")), Fault.BROKEN),
    "entities": ("a.docx", _zip(TYPES, ("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a/>')), Fault.BROKEN),
    "bomb": ("a.docx", _zip(TYPES, ("word/document.xml", b"<a>" + b" " * 310_000_000)), Fault.TOO_LARGE),
    "encrypted": ("a.pdf", _encrypted(), Fault.ENCRYPTED),
    "encrypted office": ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), Fault.ENCRYPTED),
    "cut picture": ("a.jpg", _jpeg()[:-30], Fault.BROKEN),
    "wrong name": ("a.jpg", _png("a"), Fault.WRONG_TYPE),
    "cut pdf": ("a.pdf", b"%PDF-1.7\nx", Fault.BROKEN),
}  # fmt: skip


@pytest.mark.parametrize("sort", HOSTILE)
def test_hostile_file_is_a_fault(sort: str) -> None:
    name, data, fault = HOSTILE[sort]
    assert read(name, data).fault is fault
