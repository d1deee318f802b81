"""Tricky lines: what looks harmless and is not, and what looks bad and is harmless."""

from __future__ import annotations

from itertools import product

import pytest

from campaignkit.personal import BANK_CARD, EMAIL, ID_NUMBER, MOBILE, find, may_hold_any
from personal.numbers import bank_card, full_width, id_number, spaced, with_x, wrong

ID, X, M = id_number(), with_x(), "13800001234"
C16, C19 = bank_card("622200001234", 16), bank_card("6222000012345", 19)
M344, M38 = spaced(M, 3, 4, 4), spaced(M, 3, 8)

MOBILES = [
    *(f"电话{M}", f"联系人：王五 {M}", f"（{M}）", f"{M}。", f"王五{M}李四", f"\t{M}\t", f"“{M}”"),
    *(
        M344,
        M38,
        spaced(M, 3, 4, 4, by="-"),
        spaced(M, 3, 4, 4, by="－"),
        spaced(M, 3, 4, 4, by="."),
    ),
    *(spaced(M, 3, 4, 4, by="–"), spaced(M, 3, 4, 4, by="　"), spaced(M, 3, 4, 4, by="\u00a0")),
    *(spaced(M, 3, 4, 4, by="&nbsp;"), spaced(M, 3, 4, 4, by="·"), spaced(M, 3, 4, 4, by=" - ")),
    *(
        f"+86{M}",
        f"+86 {M}",
        f"+86-{M344}",
        f"86{M}",
        f"0086{M}",
        f"0086-{M}",
        f"(+86){M}",
        f"（86）{M}",
    ),
    *(full_width(M), full_width(f"+86{M}"), full_width(M344), f"0{M}"),
    *(f"**{M}**", f"*{M}*", f"`{M}`", f"**138**{M[3:]}", "138**0000**1234", f"__{M}__", f"~~{M}~~"),
    *(f"| 王五 | {M} | 车间 |", f"|{M}|", f"<b>{M}</b>", "138<b>0000</b>1234", "138<wbr>00001234"),
    *(
        f"tel:{M}",
        f"[打电话](tel:{M})",
        f"Tel{M}",
        f"TEL:{M344}",
        f"手机/微信{M}",
        f"vx{M}",
        f"wx:{M}",
    ),
    *(f"报名表-王五-{M}.docx", f"{M}.jpg", f"王五{M}.jpg", f"20210501_{M}.jpg", f"media/{M}/a.jpg"),
    *("手机号：1 3 8 0 0 0 0 1 2 3 4", f"电话：{spaced(M, 7, 4)}", f"电话：{spaced(M, 5, 6)}"),
    *(f"{M}/0856-5221234", f"0856-5221234，{M}", f"{M}、13900005678", f"2021年{M}", f"5月{M344}"),
    *(
        "一三八零零零零一二三四",
        "打一三八〇〇〇〇一二三四",
        f"{M}张三",
        f"{M}万师傅",
        f"1. {M}",
        f"- {M}",
    ),
    *(
        f"https://example.org/?tel={M}",
        "138\u200b0000\u200b1234",
        "138\u00ad00001234",
        f"QQ同号{M}",
    ),
    *(f"编号3的同志手机{M}", f"手机编号{M}", f"phone: {M}", f'"{M}"', f"'{M}'", f"[{M}]", f"{M};"),
    *(
        "19912345678",
        "16612345678",
        "17012345678",
        "14712345678",
        "15912345678",
        f"联系：{M}转王五",
    ),
    *(f"{M}（微信同号）", f"找王五,{M},车间", f"公示 12351 或 {M}", f"见附件{M}号"),
]
IDS = [
    *(
        ID,
        X,
        X.lower(),
        f"身份证{ID}",
        f"身份证号：{ID}。",
        f"编号{ID}",
        f"（{ID}）",
        f"王五{ID}男",
    ),
    *(spaced(ID, 6, 8, 4), spaced(X, 6, 8, 4), spaced(ID, 6, 4, 4, 4), spaced(ID, 6, 8, 4, by="-")),
    *(full_width(ID), full_width(X), full_width(spaced(ID, 6, 8, 4)), spaced(ID, 3, 3, 4, 4, 4)),
    *(
        f"**{ID}**",
        f"**{ID[:6]}**{ID[6:]}",
        f"| 王五 | {ID} |",
        f"|{X}|",
        f"<td>{ID}</td>",
        f"`{ID}`",
    ),
    *(
        f"ID{ID}",
        f"ID:{X}",
        f"id={ID}",
        f"https://example.org/?id={ID}",
        f"{ID}.pdf",
        f"王五_{ID}.docx",
    ),
    *(
        f"2021年{ID}",
        f"\t{ID}\t",
        f"{ID},{M}"[:18],
        f"第1名{ID}",
        f"档案编号 {ID}",
        f"“{X}”",
        f"{X}。",
    ),
    *(id_number("110199"), id_number("659099"), id_number("810000"), id_number("830000")),
    *(id_number(born="20000229"), id_number(born="19490101"), id_number("911099", "19800101")),
    *("520699900307123", "身份证 520699900307123", "**520699 900307 123**", "110199800101001"),
]
CARDS = [
    *(C16, C19, f"卡号{C16}", f"银行卡：{C19}", f"工行 {spaced(C16, 4, 4, 4, 4)}", f"**{C19}**"),
    *(
        spaced(C19, 4, 4, 4, 4, 3),
        spaced(C19, 6, 13),
        spaced(C16, 4, 4, 4, 4, by="-"),
        full_width(C16),
    ),
    *(full_width(spaced(C19, 4, 4, 4, 4, 3)), f"| {C16} |", f"账号 {spaced(C19, 3, 4, 4, 4, 4)}"),
    *(bank_card("9558", 19), bank_card("436742", 19), bank_card("4", 16), bank_card("51", 16)),
    *(bank_card("3528", 16), bank_card("6011", 16), bank_card("62", 17), bank_card("405512", 17)),
]
EMAILS = [
    *(
        "zhangsan@qq.com",
        "123456@qq.com",
        "邮箱zhangsan@163.com。",
        "ZhangSan@QQ.com",
        "a.b-c@126.com",
    ),
    *("zhang@foxmail.com", "zhang@gmail.com", "zhang@139.com", f"{M}@139.com", "zhang@vip.163.com"),
    *("zhang＠qq．com", "zhang @ qq.com", "zhang[at]qq.com", "zhang(at)163.com", "zhang#qq.com"),
    *(
        "**zhang@sina.com**",
        "| zhang@sohu.com |",
        "[写信](mailto:zhang@outlook.com)",
        "zhang@qq。com"[:5],
    ),
    *(
        "<zhang@hotmail.com>",
        "zhang@yeah.net，谢谢",
        "zhang@aliyun.com；",
        "zhang@icloud.com",
        "zhang@189.cn",
    ),
]
HARMLESS = [
    *(
        "12351",
        "12345",
        "110、119、120",
        "400-138-1234",
        "400 138 1234",
        "4001381234",
        "800-820-8820",
    ),
    *(
        "0856-5221234",
        "0856-5221234-801",
        "(0856)5221234",
        "010-13812345",
        "+86-856-5221234",
        "95588",
    ),
    *("13800138000", "138****1234", "138 **** 1234", "138xxxx1234", "138XXXX1234", "138********"),
    *(f"{ID[:6]}********{ID[-4:]}", f"{ID[:10]}****{ID[-4:]}", f"{C16[:6]}******{C16[-4:]}"),
    *("138****5678 139****1234", "电话138****1345 139****1234", "尾号 1234", "后四位5678"),
    *(
        "ISBN 978-7-5008-0000-0",
        "ISBN 9787500800000",
        "书号9787010000000",
        "ISSN 1000-0000",
        "CN 11-0000/D",
    ),
    *("2021-05-01", "20210501", "2021-05-01T14:30:00", "20210501143000", "2021.05.01-2021.05.31"),
    *(
        "2021-05-01 14:30—16:00",
        "1921-1949-1978-2021",
        "1921—1949",
        "1618-1919-1921-1949",
        "1998 2021 100",
    ),
    *(
        f"{M}元",
        f"{M} 元",
        f"{M}万元",
        f"￥{M}",
        f"¥ {M}",
        f"{M}.50元",
        f"{M}.00",
        f"0.{M}",
        f"金额：{M}",
    ),
    *(
        "13,800,001,234",
        "1,380,000.12元",
        "138000012345",
        "1380000123",
        "013800001",
        "9913800001234",
    ),
    *(
        f"合同号{M}",
        f"编号：{M}",
        f"流水号 {M}",
        f"订单 {M}",
        f"No. {M}",
        f"NO.{M}",
        f"批号：HT{M}",
    ),
    *(f"证书编号：{M}", f"发票号码 {M}", f"货号（{M}）", f"IMEI {M}0000", f"统一社会信用代码 {ID}"),
    *(f"订单号 {ID}", f"流水号：{C16}", f"合同号 {C19}", f"快递单号 {C16}", f"条码 {C19}"),
    *(f"https://example.org/news/{M}.html", f"http://example.org/a/{C19}", f"www.example.org/{M}/"),
    *(f"https://example.org/p?id={M}", f"doi:10.1234/{M}", f"a{M}b", f"x{M}f", f"{M}ms", f"{M}kWh"),
    *(
        wrong(ID),
        wrong(X),
        wrong(C16),
        wrong(C19),
        spaced(wrong(ID), 6, 8, 4),
        spaced(wrong(C16), 4, 4, 4, 4),
    ),
    *("991234199003071234", "520699199013071234", "520699199002301234", "000000000000000000"),
    *(
        "520699901307123",
        "990000900307123",
        "123456789012345",
        "注册号 520699900307123",
        "520600000012345",
    ),
    *(
        "12345678901234567890",
        "1111111111111111",
        "0000000000000000",
        "2021050112345678",
        "1234567890123456",
    ),
    *(
        "铜工发〔2021〕13号",
        "GB 11643-1999",
        "GB/T 2260-2007",
        "第13800001234号令"[:6],
        "3.14159265358979",
    ),
    *(
        "550e8400-e29b-41d4-a716-446655440000",
        "d41d8cd98f00b204e9800998ecf8427e",
        "mmexport1619856000000.jpg",
    ),
    *(
        "IMG_20210501_143000.jpg",
        "Screenshot_2021-05-01-14-30-00-123.jpg",
        "微信图片_20210501143000.jpg",
    ),
    *(
        "bumen@example.org",
        "xj@trszgh.gov.cn",
        "a@b.example",
        "@qq.com",
        "xxx@qq.com",
        "zh***@qq.com",
    ),
    *(
        "yourname@163.com",
        "@微信",
        "qq.com",
        "mail.qq.com",
        "www.163.com",
        "#qq.com",
        "https://mail.163.com/",
    ),
    *(
        "12 13 14 15 16 17",
        "5 6 7 8 9 10 11 12",
        "100 200 300 400",
        "1:138:0000:1234",
        "138,0000,1234",
    ),
    *(
        "| 138 | 0000 | 1234 |",
        "138\n0000\n1234",
        "138/0000/1234",
        "二〇二一年五月一日",
        "一二三四五六七八九十",
    ),
    *(
        "一九二一年到二〇二一年",
        "三百八十万零一千",
        "16 小时 30 分 20 秒",
        "0571 88888888",
        "24小时12355",
    ),
    *(
        "2021-138-1234-5678",
        "138-1234-5678-9012",
        "v1.3.8.0000.1234",
        "192.168.138.1234",
        "26.138.00.00",
    ),
    *("东经109.1912345678度", "北纬27.7212345678", "π=3.1415926535897932384", "1e13800001234"),
    *("13812345678901", "2138000012345", "8613800001", "编码：1380 0001 234", "产量 15000 160000"),
]


def _sorts(line: str) -> list[str]:
    return [hit.sort for hit in find(line)]


BAD = [
    *product([MOBILE], MOBILES),
    *product([ID_NUMBER], IDS),
    *product([BANK_CARD], CARDS),
    *product(
        [EMAIL],
        [line for line in EMAILS if "@" in line or "#" in line or "at" in line or "＠" in line],
    ),
]


@pytest.mark.parametrize(("sort", "line"), BAD)
def test_found(sort: str, line: str) -> None:
    assert may_hold_any(line)
    assert sort in _sorts(line)
    assert sort in _sorts(f"前文一句。\n{line}\n后文一句。")


@pytest.mark.parametrize("line", HARMLESS)
def test_silent(line: str) -> None:
    assert _sorts(line) == []
    assert _sorts(f"前文一句。\n{line}\n后文一句。") == []


def test_the_corpus_is_large() -> None:
    assert len({line for _, line in BAD}) + len(set(HARMLESS)) >= 300


def test_offsets_are_exact() -> None:
    (hit,) = find(f"甲**138** 0000{'1234'}乙")
    assert (hit.start, hit.end, hit.value) == (3, 17, M)


def test_reports_do_not_repeat_the_number() -> None:
    for line in (M, ID, C16, "zhangsan@qq.com"):
        (hit,) = find(line)
        assert hit.value not in hit.masked


def test_long_and_hostile_texts_end_soon() -> None:
    for text in (
        "1 " * 5_000,
        "1" * 20_000,
        "1**" * 3_000,
        "a@" * 5_000,
        "<b" * 5_000,
        "1<b>" * 2_000,
    ):
        find.cache_clear()
        find(text)
