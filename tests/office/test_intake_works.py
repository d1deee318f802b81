"""Word works and pictures find their records, and leave behind what must not be published."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm
from PIL import Image

from campaignkit.office.intake.word_work import tidy_markdown
from campaignkit.office.intake.work_names import WorkNames
from support.office import CAMPAIGN, ENTRIES, Run, bytes_below, id_number, own_sheet

SHEET = "来稿.xlsx"
HEADS = ["作品名称", "组别", "姓名", "工作单位", "同意公开", "签字日期", "公开范围", "图片说明"]
ROWS = [
    ["雨里的灯（示例）", "散文", "示例·王五", "示例机械厂", "是", "2021/4/3", "网站", ""],
    ["江上的桥（示例）", "诗歌", "示例·李四", "示例茶厂", "是", "2021年4月3日", "网站", ""],
]


def _sheet(root: Path, *more: list[str]) -> None:
    (root / SHEET).write_bytes(own_sheet([HEADS[:7], *(row[:7] for row in (*ROWS, *more))]))


def _picture(colour: str = "red", **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (80, 60), colour).save(stream, "JPEG", **options)
    return stream.getvalue()


def _word(file: Path, *paragraphs: str, alt: str | None = None) -> None:
    document = Document()
    document.core_properties.author = id_number(77)
    for text in paragraphs:
        document.add_paragraph(text)
    if alt is not None:
        shape = document.add_picture(io.BytesIO(_picture()), width=Cm(3))
        shape._inline.docPr.set("descr", alt)
    file.parent.mkdir(exist_ok=True)
    document.save(str(file))


def test_a_word_file_finds_its_row_by_the_parts_of_its_name(run: Run, tmp_path: Path) -> None:
    _sheet(tmp_path)
    _word(
        tmp_path / "作品" / "散文-示例·王五-雨里的灯（示例）.docx",
        "雨里的灯（示例）",
        "下雨了。",
        "灯还亮着。",
    )
    ran = run("intake", CAMPAIGN, SHEET, "作品", "--write")
    assert ran.code == 0, ran.out
    record = (tmp_path / ENTRIES / "yu-li-de-deng-shi-li.yml").read_text("utf-8")
    assert "file: entries/yu-li-de-deng-shi-li.md\n" in record
    text = (tmp_path / ENTRIES / "yu-li-de-deng-shi-li.md").read_text("utf-8")
    assert text == "下雨了。\n\n灯还亮着。\n"
    assert run("check").code == 0


def test_a_work_may_come_after_the_sheet(run: Run, tmp_path: Path) -> None:
    _sheet(tmp_path)
    run("intake", CAMPAIGN, SHEET, "--write")
    _word(tmp_path / "雨里的灯（示例）.docx", "下雨了。")
    assert run("intake", CAMPAIGN, "雨里的灯（示例）.docx", "--write").code == 0
    record = (tmp_path / ENTRIES / "yu-li-de-deng-shi-li.yml").read_text("utf-8")
    assert "file: entries/yu-li-de-deng-shi-li.md\n" in record
    again = run("intake", CAMPAIGN, SHEET, "--write")
    assert again.code == 0
    assert "不变 2" in again.out


def test_pictures_in_a_word_file_come_along(run: Run, tmp_path: Path) -> None:
    _sheet(tmp_path)
    _word(tmp_path / "雨里的灯（示例）.docx", "下雨了。", alt="雨中的路灯")
    assert run("intake", CAMPAIGN, SHEET, "雨里的灯（示例）.docx", "--write").code == 0
    text = (tmp_path / ENTRIES / "yu-li-de-deng-shi-li.md").read_text("utf-8")
    assert "![雨中的路灯](../media/yu-li-de-deng-shi-li-word-1.jpg)" in text
    assert (tmp_path / "campaigns" / CAMPAIGN / "media/yu-li-de-deng-shi-li-word-1.jpg").is_file()
    assert run("check").code == 0


@pytest.mark.parametrize(
    ("paragraph", "alt", "told"),
    [
        (f"身份证 {id_number(5)}", None, "里有身份证号 110199****"),
        ("电话 13900000099", None, "里有手机号 139****0099"),
        ("下雨了。", "", "里第 1 张图没有替代文字"),
    ],
)
def test_a_work_that_may_not_go_out_is_told(
    run: Run, tmp_path: Path, paragraph: str, alt: str | None, told: str
) -> None:
    _sheet(tmp_path)
    _word(tmp_path / "雨里的灯（示例）.docx", paragraph, alt=alt)
    ran = run("intake", CAMPAIGN, SHEET, "雨里的灯（示例）.docx", "--write")
    assert ran.code == 1
    assert told in ran.out
    assert not (tmp_path / ENTRIES / "yu-li-de-deng-shi-li.md").exists()
    assert (tmp_path / ENTRIES / "jiang-shang-de-qiao-shi-li.yml").exists()


def test_a_table_in_a_work_is_told(run: Run, tmp_path: Path) -> None:
    _sheet(tmp_path)
    document = Document()
    document.add_paragraph("下雨了。")
    document.add_table(1, 2).cell(0, 0).text = "格"
    document.save(str(tmp_path / "雨里的灯（示例）.docx"))
    ran = run("intake", CAMPAIGN, SHEET, "雨里的灯（示例）.docx")
    assert "雨里的灯（示例）.docx:1:1: 警告：里面有表格" in ran.out


def test_what_a_word_file_says_of_its_author_stays_out(run: Run, tmp_path: Path) -> None:
    _sheet(tmp_path)
    _word(tmp_path / "雨里的灯（示例）.docx", "下雨了。", alt="雨中的路灯")
    run("intake", CAMPAIGN, SHEET, "雨里的灯（示例）.docx", "--write")
    assert id_number(77).encode() not in bytes_below(tmp_path / "campaigns")


def test_a_picture_of_a_folder_finds_its_row(run: Run, tmp_path: Path) -> None:
    heads = [*HEADS[:7], "图片1·替代文字"]
    rows = [[*ROWS[0][:7], "雨中的路灯"], [*ROWS[1][:7], ""]]
    (tmp_path / SHEET).write_bytes(own_sheet([heads, *rows]))
    folder = tmp_path / "图片"
    folder.mkdir()
    exif = Image.Exif()
    exif[0x010E] = id_number(9)
    (folder / "散文-示例·王五-雨里的灯（示例）-1.jpg").write_bytes(_picture(exif=exif))
    (folder / "谁的.jpg").write_bytes(_picture("blue"))
    ran = run("intake", CAMPAIGN, SHEET, "图片", "--write")
    assert ran.code == 1
    assert "图片/谁的.jpg:1:1: 对不上是哪一条" in ran.out
    record = (tmp_path / ENTRIES / "yu-li-de-deng-shi-li.yml").read_text("utf-8")
    assert "  - {file: media/yu-li-de-deng-shi-li-1.jpg, alt: 雨中的路灯}\n" in record
    assert id_number(9).encode() not in bytes_below(tmp_path / "campaigns")


def test_a_text_edited_by_hand_stays(run: Run, tmp_path: Path) -> None:
    _sheet(tmp_path)
    work = tmp_path / "雨里的灯（示例）.docx"
    _word(work, "下雨了。")
    run("intake", CAMPAIGN, SHEET, work.name, "--write")
    text = tmp_path / ENTRIES / "yu-li-de-deng-shi-li.md"
    text.write_text("雨下了一夜。\n", "utf-8")
    assert run("intake", CAMPAIGN, SHEET, work.name, "--write").code == 0
    assert text.read_text("utf-8") == "雨下了一夜。\n"
    _word(work, "下大雨了。")
    ran = run("intake", CAMPAIGN, SHEET, work.name, "--write")
    assert ran.code == 1
    assert "这个文件手工改过，新交来的没有写进去" in ran.out
    assert text.read_text("utf-8") == "雨下了一夜。\n"


def test_names_of_files_fit_in_any_order() -> None:
    names = WorkNames({"a": ["雨里的灯", "王五", "散文"], "b": ["桥", "王五", "诗歌"]})
    assert names.find("王五_雨里的灯.docx") == ["a"]
    assert names.find("诗歌-王五-桥-2.jpg") == ["b"]
    assert names.find("王五.docx") == ["a", "b"]
    assert names.find("别人-别的.docx") == []


def test_markdown_is_tidy() -> None:
    assert tidy_markdown("\\(一\\) __粗__ 2\\.5\\-3\n\n\n\n\\- 不是列表") == (
        "(一) **粗** 2.5-3\n\n\\- 不是列表\n"
    )
