"""Works go to the judges without names, and the scores come back as a ranking."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image, PngImagePlugin

from campaignkit.kinds.judged_work import DropRule, PrizeOffer
from campaignkit.office.judging.blackout import BLACK, Blackout
from campaignkit.office.judging.prize_proposals import propose
from campaignkit.office.judging.ranking import RankedWork, ranking
from campaignkit.office.judging.score_reading import Scores
from support.office import CAMPAIGN, ENTRIES, Ran, Run, bytes_below

JUDGES = ("甲", "乙", "丙")
AUTHOR, UNIT, PHOTOGRAPHER = "欧阳金雀", "示例青杠坡机械厂", "司徒银杏"
MAP = f"private/{CAMPAIGN}.judging.json"

CONSENT = "consent: {profile: true, portrait: false, date: 2021-04-20, scope: 本网站}\n"

BODY = f"""\
我是{AUTHOR}，在{UNIT}干活。大家叫我 **欧阳**金雀，也写作 欧 阳·金\u200b雀。

- 厂名：`{UNIT}`
- 转义：&#27431;阳金雀，[欧阳金雀](https://example.org/ouyangjinque "欧阳金雀")

```欧阳金雀
{AUTHOR}
```

![{AUTHOR}在车间](../media/ouyang-jinque.png)

| {AUTHOR} | 示例 |
|---|---|
| 一 | 二 |

<b title="{AUTHOR}">{AUTHOR}</b> <script>alert(1)</script>
"""


def _entry(root: Path, name: str, title: str, body: str = "示例正文。", more: str = "") -> None:
    lines = "".join(f"  {line}\n" if line else "\n" for line in body.splitlines())
    text = (
        f"# 收稿时间：四月\ntitle: {title}\nauthors:\n  - {{name: {AUTHOR}, unit: {UNIT}}}\n"
        f"body: |\n{lines}{more}statement_signed: true   # 已核对\n{CONSENT}"
    )
    (root / ENTRIES / f"{name}.yml").write_text(text, "utf-8")


@pytest.fixture
def judged(run: Run, tmp_path: Path) -> Run:
    """A contest with four works, one of which says its author's name in every way."""
    (tmp_path / ENTRIES / "example-1.yml").unlink()
    media = tmp_path / "campaigns" / CAMPAIGN / "media"
    media.mkdir(exist_ok=True)
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", AUTHOR)
    picture = Image.new("RGB", (40, 30), "red")
    picture.save(media / "ouyang-jinque.png", pnginfo=told)
    exif = Image.Exif()
    exif[0x013B] = AUTHOR
    picture.save(media / "photo.jpg", exif=exif, comment=AUTHOR.encode())
    shown = f"media:\n  - {{file: media/photo.jpg, alt: {AUTHOR}, credit: {PHOTOGRAPHER}}}\n"
    _entry(tmp_path, "ouyang-jinque", f"{AUTHOR}的一天", BODY, shown)
    for number in (2, 3, 4):
        _entry(tmp_path, f"work-{number}", f"示例作品{number}")
    return run


def _pack(run: Run, *more: str) -> Ran:
    ran = run(
        "judging", "pack", CAMPAIGN, "--judges", "甲,乙，丙", "--to", "评审", "--no-pdf", *more
    )
    assert ran.code == 0, ran.out + ran.err
    return ran


def _unpacked(folder: Path) -> bytes:
    """All bytes of all files, those inside of workbooks and pictures among them."""
    found = [bytes_below(folder)]
    for file in folder.iterdir():
        if file.suffix == ".xlsx":
            with zipfile.ZipFile(file) as archive:
                found += [archive.read(name) for name in archive.namelist()]
        else:
            inlined = re.findall(rb"base64,([A-Za-z0-9+/=]+)", file.read_bytes())
            found += [base64.b64decode(data) for data in inlined]
    return b"\n".join(found)


def test_no_name_is_in_any_byte_of_the_pack(judged: Run, tmp_path: Path) -> None:
    _pack(judged)
    content = _unpacked(tmp_path / "评审")
    squeezed = re.sub(r"<[^<>]*>|[\s·\u200b]", "", content.decode("utf-8", "ignore"))
    for name in (AUTHOR, UNIT, PHOTOGRAPHER, "ouyang", "jinque", "photo.jpg", "&#27431;"):
        assert name.encode() not in content, name
        assert name not in squeezed, name
    assert BLACK in squeezed


def test_the_page_of_a_judge_runs_and_loads_nothing(judged: Run, tmp_path: Path) -> None:
    _pack(judged)
    page = (tmp_path / "评审" / "作品-1-甲.html").read_text("utf-8")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert set(re.findall(r'(?:src|href)="([^"]{5})', page)) <= {"data:", "#w1", "#w2"}
    pictures = re.findall(r'src="data:image/jpeg;base64,([^"]+)"', page)
    assert len(pictures) == 2
    for picture in pictures:
        with Image.open(io.BytesIO(base64.b64decode(picture))) as seen:
            assert seen.size == (40, 30)
            assert not seen.getexif()
            assert "comment" not in seen.info


def test_poems_keep_their_lines(judged: Run, tmp_path: Path) -> None:
    campaign = tmp_path / "campaigns" / CAMPAIGN / "campaign.yml"
    text = campaign.read_text("utf-8")
    poem = "categories:\n  - {id: poem, title: 诗歌, max: 40, unit: 行}\n"
    campaign.write_text(text.replace("categories:\n", poem), "utf-8")
    _entry(tmp_path, "work-2", "示例诗", "第一行\n第二行", "category: poem\n")
    _entry(tmp_path, "work-3", "示例文", "上一行\n下一行")
    _pack(judged)
    page = (tmp_path / "评审" / "作品-1-甲.html").read_text("utf-8")
    assert re.search(r"第一行<br>\s*第二行", page)
    assert "上一行下一行" in page


def test_orders_differ_and_numbers_stay(judged: Run, tmp_path: Path) -> None:
    _pack(judged, "--seed", "示例种子")
    orders = {tuple(_numbers(tmp_path, judge)) for judge in JUDGES}
    assert len(orders) > 1
    assert {tuple(sorted(order)) for order in orders} == {(1, 2, 3, 4)}
    file = tmp_path / MAP
    assert file.stat().st_mode & 0o777 == 0o600
    before = json.loads(file.read_text("utf-8"))["records"]
    _entry(tmp_path, "a-new-one", "示例补交")
    ran = judged("judging", "pack", CAMPAIGN, "--judges", "甲,丁", "--to", "补发", "--no-pdf")
    assert ran.code == 0, ran.out
    after = json.loads(file.read_text("utf-8"))
    assert after["records"] == {**before, "5": "a-new-one"}
    assert after["judges"] == ["甲", "乙", "丙", "丁"]


def _numbers(root: Path, judge: str) -> list[int]:
    sheet = load_workbook(root / "评审" / _sheet(judge)).worksheets[0]
    return [int(str(cell.value)) for cell in sheet["A"][1:]]


def _sheet(judge: str) -> str:
    return f"评分表-{JUDGES.index(judge) + 1}-{judge}.xlsx"


def test_the_score_sheet_checks_what_is_typed(judged: Run, tmp_path: Path) -> None:
    _pack(judged)
    book = load_workbook(tmp_path / "评审" / _sheet("乙"))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert heads[3:] == ["主题（40 分）", "内容（40 分）", "文字（20 分）", "合计", "回避", "评语"]
    rules = {str(r.sqref): (r.type, r.formula2) for r in sheet.data_validations.dataValidation}
    assert rules["D2:D5"] == ("decimal", "40")
    assert rules["F2:F5"] == ("decimal", "20")
    assert book["_campaignkit"].sheet_state == "hidden"
    assert sheet["G2"].value == "=SUM(D2:F2)"
    assert not sheet["D2"].protection.locked
    assert sheet["A2"].protection.locked


def test_a_title_is_no_formula(judged: Run, tmp_path: Path) -> None:
    _entry(tmp_path, "work-2", "'=HYPERLINK(\"http://example.org\")'")
    _pack(judged)
    cells = load_workbook(tmp_path / "评审" / _sheet("甲")).worksheets[0]["C"]
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_name_that_cannot_be_covered_keeps_the_pack_back(judged: Run, tmp_path: Path) -> None:
    _entry(tmp_path, "work-2", "示例", "欧阳<!-- -->金雀")
    _entry(tmp_path, "work-3", "示例", "![图](media/none.png)")
    ran = judged("judging", "pack", CAMPAIGN, "--judges", "甲", "--to", "评审", "--no-pdf")
    assert ran.code == 1
    assert "work-3.yml" in ran.out
    assert "没有发" in ran.out
    assert not (tmp_path / "评审").exists()


def _fill(root: Path, judge: str, points: dict[int, Any]) -> Path:
    """Fill in a judge's sheet: for each number the points of the three criteria."""
    file = root / "评审" / _sheet(judge)
    book = load_workbook(file)
    sheet: Worksheet = book.worksheets[0]
    for row in range(2, sheet.max_row + 1):
        number = int(str(sheet.cell(row, 1).value))
        for column, value in enumerate(points[number], start=4):
            sheet.cell(row, column).value = value
    book.save(file)
    return file


def _collect(run: Run, files: Iterable[Path], *more: str) -> Ran:
    return run("judging", "collect", CAMPAIGN, *map(str, files), *more)


GIVEN = {
    "甲": {1: (40, 40, 20), 2: (30, 30, 15), 3: (20, 20, 10), 4: (30, 30, 15.5)},
    "乙": {1: (35.5, 40, 20), 2: (30, 30, 15), 3: (20, 20, 10), 4: (30, 30, 15)},
    "丙": {1: (30, 30, 10), 2: (30, 30, 15.1), 3: (20, 20, 9), 4: (30, 30, 15)},
}


def test_collect_ranks_and_proposes(judged: Run, tmp_path: Path) -> None:
    _pack(judged)
    files = [_fill(tmp_path, judge, GIVEN[judge]) for judge in JUDGES]
    before = bytes_below(tmp_path / "campaigns")
    ran = _collect(judged, files, "--decimals", "3", "--out", "名次.xlsx")
    assert ran.code == 0, ran.out
    assert "甲 100　乙 95.5　丙 70　（100 + 95.5 + 70）÷ 3 = 88.500" in ran.out
    assert "（75.5 + 75 + 75）÷ 3 = 75.167" in ran.out
    assert "+award: first" in ran.out
    assert bytes_below(tmp_path / "campaigns") == before
    sheet = load_workbook(tmp_path / "名次.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet["A2:B5"]]
    assert rows == [[1, 1], [2, 4], [3, 2], [4, 3]]
    assert sheet["H2"].value == 88.5
    ran = _collect(judged, files, "--write")
    assert ran.code == 0, ran.out
    record = json.loads((tmp_path / MAP).read_text("utf-8"))["records"]["1"]
    text = (tmp_path / ENTRIES / f"{record}.yml").read_text("utf-8")
    assert "stage: proposed\naward: first\n" in text
    assert "# 收稿时间：四月" in text
    assert "# 已核对" in text
    assert judged("check").code == 0
    again = _collect(judged, files, "--write")
    assert again.code == 0
    assert "+award" not in again.out


def test_the_highest_and_lowest_are_left_out(judged: Run, tmp_path: Path) -> None:
    _pack(judged)
    file = tmp_path / "campaigns" / CAMPAIGN / "campaign.yml"
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("judging:\n", "judging:\n  drop_high: 1\n  drop_low: 1\n"), "utf-8"
    )
    files = [_fill(tmp_path, judge, GIVEN[judge]) for judge in JUDGES]
    ran = _collect(judged, files)
    assert "甲 [100]　乙 95.5　丙 [70]　（95.5）÷ 1 = 95.50" in ran.out
    assert "每件作品去掉 1 个最高分和 1 个最低分" in ran.out
    ran = _collect(judged, files, "--drop-low", "2")
    assert "剩下的分不够" in ran.out


def test_missing_and_impossible_scores_are_told(judged: Run, tmp_path: Path) -> None:
    _pack(judged)
    wrong: dict[int, Any] = {
        1: (41, 40, 20),
        2: (None, 30, 15),
        3: ("优", 20, -1),
        4: (1e400, 1, 1),
    }
    files = [_fill(tmp_path, "甲", GIVEN["甲"]), _fill(tmp_path, "乙", {**wrong, 4: (True, 1, 1)})]
    ran = _collect(judged, files, "--write")
    assert ran.code == 1
    row = {number: at for at, number in enumerate(_numbers(tmp_path, "乙"), start=2)}
    for told in (
        f"D{row[1]}：“主题”的分 41 不在 0 到 40 之间",
        f"D{row[2]}：缺“主题”的分",
        f"D{row[3]}：“主题”的分不是数：“优”",
        f"F{row[3]}：“文字”的分 -1 不在 0 到 20 之间",
        f"D{row[4]}：“主题”的分不是数",
        "没有“丙”的评分表",
        "名次不能用",
    ):
        assert told in ran.out, told
    assert "stage: proposed" not in bytes_below(tmp_path / "campaigns").decode("utf-8", "ignore")


def test_sheets_of_others_are_refused(judged: Run, tmp_path: Path) -> None:
    _pack(judged)
    first = _fill(tmp_path, "甲", GIVEN["甲"])
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(first.read_bytes())
    book = load_workbook(first)
    book["_campaignkit"]["B2"].value = "0000"
    book.save(tmp_path / "old.xlsx")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no")
    names = [first, copy, tmp_path / "old.xlsx", tmp_path / "broken.xlsx"]
    ran = _collect(judged, names)
    assert ran.code == 1
    assert "“甲”的评分表交了两次" in ran.out
    assert "以前另一次评审" in ran.out
    assert "broken.xlsx" in ran.out


def test_who_is_recused_gives_no_score(judged: Run, tmp_path: Path) -> None:
    _pack(judged)
    files = [_fill(tmp_path, judge, GIVEN[judge]) for judge in JUDGES]
    book = load_workbook(files[0])
    row = _numbers(tmp_path, "甲").index(1) + 2
    for column, value in ((4, None), (5, None), (6, None), (8, "回避")):
        book.worksheets[0].cell(row, column).value = value
    book.save(files[0])
    ran = _collect(judged, files)
    assert ran.code == 0, ran.out
    assert "乙 95.5　丙 70　（95.5 + 70）÷ 2 = 82.75" in ran.out


@pytest.mark.parametrize(("kind", "told"), [("quiz", "没有答卷"), ("competition", "scores")])
def test_what_is_not_judged_says_why(run: Run, kind: str, told: str) -> None:
    assert run("new", kind, "2021-other").code == 0
    ran = run("judging", "pack", "2021-other", "--judges", "甲", "--to", "x")
    assert ran.code == 2
    assert told in ran.err


def test_means_are_rounded_half_up_once() -> None:
    given = {f"评委{n}": {1: (Decimal(points),)} for n, points in enumerate(("8.1", "8.15"))}
    (work,) = ranking(Scores(given), [1], DropRule(decimals=2))
    assert work.mean == Decimal("8.13")
    (work,) = ranking(Scores({"甲": {1: (Decimal("0.1"),) * 3}}), [1], DropRule(decimals=1))
    assert work.mean == Decimal("0.3")


def test_dropping_more_than_there_are_leaves_nothing() -> None:
    given = {str(n): {1: (Decimal(n),)} for n in range(3)}
    (work,) = ranking(Scores(given), [1], DropRule(high=4))
    assert work.mean is None


def _ranked(*means: int) -> list[RankedWork]:
    ranks = [1 + sum(other > mean for other in means) for mean in means]
    return [
        RankedWork(number, (), Decimal(mean), rank)
        for number, (mean, rank) in enumerate(zip(means, ranks, strict=True), start=1)
    ]


def test_a_tie_for_the_last_place_is_left_to_the_jury() -> None:
    offers = (PrizeOffer("first", "一等奖", 1), PrizeOffer("second", "二等奖", 2))
    works = _ranked(90, 80, 70, 70, 60)
    plan = propose(works, offers, {n: frozenset() for n in range(1, 6)})
    assert plan.prizes == {1: "first", 2: "second"}
    assert "3 号、4 号并列" in plan.open[0]
    even = propose(_ranked(90, 80, 80, 60), offers, {n: frozenset() for n in range(1, 5)})
    assert even.prizes == {1: "first", 2: "second", 3: "second"}
    assert even.open == []


def test_prizes_go_to_their_divisions() -> None:
    poems = frozenset({"category poem"})
    offers = (PrizeOffer("poem", "诗歌奖", 1, poems), PrizeOffer("any", "优秀奖", None))
    plan = propose(_ranked(90, 80), offers, {1: frozenset(), 2: poems})
    assert plan.prizes == {2: "poem"}
    assert "若干" in plan.open[0]


@pytest.mark.parametrize(
    "text",
    [
        "示例·王甲乙",
        "王甲乙",
        "王 甲 乙",
        "王・甲　乙",
        "王\u200b甲\u2060乙",
        "ＡＢＣ１２厂",
        "abc12 厂",
    ],
)
def test_a_name_is_covered_however_it_is_spaced(text: str) -> None:
    black = Blackout.of(["示例·王甲乙", "ABC12厂"])
    covered = black.cover(f"前{text}后")
    assert covered.startswith("前")
    assert covered.endswith("后")
    assert black.left_in(covered) == []
    assert BLACK in covered


@pytest.mark.parametrize("markup", ["王<em>甲</em>乙", "王&#8203;甲乙", "<p>王甲 乙</p>"])
def test_a_name_that_is_left_is_found(markup: str) -> None:
    assert Blackout.of(["王甲乙"]).left_in(markup) == ["王甲乙"]


def test_words_of_one_character_are_not_covered() -> None:
    assert Blackout.of(["王", ""]).cover("国王") == "国王"
