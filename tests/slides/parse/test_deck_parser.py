from __future__ import annotations

import html.parser
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.slides.output import documents
from campaignkit.slides.parse.deck_parser import parse_deck
from campaignkit.slides.parse.token_html import first_paragraph, media_name, render_markdown
from slides.samples import CONTEXT, EVERYTHING, parse
from support.examples import examples


def layouts(text: str) -> list[str]:
    return [slide.layout for slide in parse(text).slides]


def findings(text: str) -> list[tuple[int, int, str]]:
    _, found = parse_deck(text, "decks/a.md")
    return [(f.position.line, f.position.column, f.rule) for f in found]


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("# 第一部分", "section"),
        ("# 第一部分\n\n引子", "section"),
        ("## 标题\n\n- 甲", "content"),
        ("一句话。", "statement"),
        ("## 标题\n\n::: column\n甲\n:::\n::: column\n乙\n:::", "columns"),
        ("![图](a.png)", "picture"),
        ("![图](a.png)\n\n## 标题", "picture"),
        ("## 标题\n\n![图](a.png)\n\n旁边", "side"),
        ("> 话\n> —— 书", "quote"),
        ("1921年\n: 事", "timeline"),
        ("## 问\n\n- [ ] 甲\n- [x] 乙", "quiz"),
        ("<!-- question: q -->", "quiz"),
        ("<!-- person: zhang-san -->\n## 人", "profile"),
        ("<!-- layout: agenda -->\n## 安排", "agenda"),
        ("<!-- layout: section -->\n## 也可以指定", "section"),
    ],
)
def test_layout_follows_the_content(text: str, layout: str) -> None:
    assert layouts(text) == [layout]


def test_everything_parses_into_one_of_each() -> None:
    assert layouts(EVERYTHING) == [
        *("section", "content", "content", "columns", "picture", "side", "quote"),
        *("timeline", "quiz", "quiz", "profile", "agenda", "statement", "content"),
    ]


def test_dashes_always_end_a_slide_and_never_underline() -> None:
    deck = parse("甲\n---\n- 乙\n---\n> 丙\n> —— 书\n---\n丁")
    assert [slide.number for slide in deck.slides] == [1, 2, 3, 4]
    assert "<h" not in deck.slides[0].parts.flow


def test_stars_are_a_rule_inside_the_slide() -> None:
    assert len(parse("甲\n\n***\n\n乙").slides) == 1


def test_dashes_in_code_and_comments_do_not_split() -> None:
    assert len(parse("```\n---\n```\n\n<!--\n一\n---\n二\n-->").slides) == 1


def test_settings_reach_deck_onward_and_one_slide() -> None:
    deck = parse(
        "---\ntheme: dark\nfooter: 页脚\n---\n甲\n---\n<!-- theme: light -->\n乙\n---\n丙\n"
        "---\n<!--\nonward:\n  theme: light\n  steps: true\n-->\n- 丁\n- 丁二\n---\n- 戊\n- 戊二\n"
        "---\n<!-- steps: false -->\n- 己\n- 己二"
    )
    assert [s.appearance.theme for s in deck.slides] == ["dark", "light", "dark", *["light"] * 3]
    assert [s.appearance.footer for s in deck.slides] == ["页脚"] * 6
    assert ['"fragment"' in s.parts.flow for s in deck.slides] == [False] * 3 + [True, True, False]
    assert deck.slides[3].parts.flow.count('"fragment"') == 1  # the first item is there at once


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\nthems: dark\n---\n甲", (2, 1, "unknown-key")),
        ("---\ntheme: drak\n---\n甲", (2, 8, "bad-value")),
        ("甲\n---\n<!-- layuot: quote -->\n乙", (3, 6, "unknown-key")),
        ("甲\n---\n<!--\nminutes: 3\nlayout: qoute\n-->\n乙", (5, 9, "bad-value")),
        ("甲\n---\n<!--\nonward:\n  theem: dark\n-->\n乙", (5, 3, "unknown-key")),
        ("<!-- minutes: 很久 -->\n甲", (1, 15, "wrong-type")),
        ("<!-- minutes: 0 -->\n甲", (1, 15, "bad-value")),
        ("甲 <!-- layuot: quote --> 乙", (1, 8, "unknown-key")),
        ("<!-- minutes：3 -->\n甲", (1, 13, "yaml-full-width")),
        ("甲\n---\n<!-- 没写完\n---\n乙", (3, 1, "deck-unclosed")),
        ("::: columm\n甲\n:::", (1, 1, "deck-block")),
        ("::: column\n甲\n---\n乙", (3, 1, "deck-unclosed")),
        ("甲\n\n```\n乙\n---\n丙", (3, 1, "deck-unclosed")),
        ('<!-- background: "red" -->\n甲', (1, 18, "bad-value")),
    ],
)
def test_faults_are_told_where_they_stand(text: str, place: tuple[int, int, str]) -> None:
    assert findings(text) == [place]


def test_unknown_settings_say_what_may_have_been_meant() -> None:
    _, found = parse_deck("<!-- layuot: quote -->\n甲", "a.md")
    assert "layout" in found[0].hint


def test_unclosed_comment_hides_only_its_own_slide() -> None:
    deck, _ = parse_deck("甲\n---\n<!-- 没写完\n---\n乙", "a.md")
    assert [slide.parts.flow.strip() for slide in deck.slides] == ["<p>甲</p>", "", "<p>乙</p>"]


def test_notes_come_from_the_mark_and_from_comments() -> None:
    deck = parse("甲 <!-- 行内备注 -->\n\n<!-- 备注二 -->\n\n???\n备注**三**\n---\n乙")
    notes = deck.slides[0].notes
    assert all(word in notes for word in ("行内备注", "备注二", "备注<strong>三</strong>"))
    assert "备注" not in deck.slides[0].parts.flow
    assert deck.slides[1].notes == ""


def test_quote_is_parted_from_its_source() -> None:
    quote = parse("> 第一行\n> 第二行\n> —— 作者《书》，1923年").slides[0].parts.quote
    assert quote is not None
    assert quote.source == "作者《书》，1923年"
    assert "作者" not in quote.html
    assert "第二行" in quote.html


def test_source_may_stand_in_a_paragraph_of_its_own() -> None:
    quote = parse("> 话\n>\n> ——《书》").slides[0].parts.quote
    assert quote is not None
    assert (quote.html.strip(), quote.source) == ("<p>话</p>", "《书》")


def test_quiz_knows_prompt_answers_and_explanation() -> None:
    quiz = parse("## 问\n\n题干\n\n- [ ] 甲\n- [x] 乙\n- [√] 丙\n\n解析").slides[0].parts.quiz
    assert quiz is not None
    assert [(option.html, option.right) for option in quiz.options] == [
        ("甲", False),
        ("乙", True),
        ("丙", True),
    ]
    assert ("题干" in quiz.prompt, "解析" in quiz.explanation) == (True, True)


def test_pictures_and_links_know_line_and_column() -> None:
    deck = parse("## 标题\n\n- 前面的字 ![图](media/a.png)\n- 看[这里](#closing)")
    slide = deck.slides[0]
    assert (slide.parts.images[0].position.line, slide.parts.images[0].position.column) == (3, 8)
    assert (slide.links[0].position.line, slide.links[0].position.column) == (4, 4)


def test_ids_are_unique_and_can_be_chosen() -> None:
    deck = parse("## 甲\n---\n## 甲\n---\n<!-- id: x -->\n## 甲\n---\n乙")
    assert [slide.id for slide in deck.slides] == ["甲", "甲-2", "x", "p4"]


def test_windows_line_ends_change_nothing() -> None:
    plain, crlf = parse_deck(EVERYTHING, "a"), parse_deck(EVERYTHING.replace("\n", "\r\n"), "a")
    assert plain == crlf


def test_media_names_are_ascii_and_stable() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}\.jpg", media_name("media/照片 一.JPEG"))
    assert media_name("media/a.png") == media_name("media/a.png") != media_name("media/b.png")


def test_first_paragraph_joins_wrapped_lines() -> None:
    assert (
        first_paragraph("干了二十年，\n把[故障](x.md)记下来。\n\n二段")
        == "干了二十年，把故障记下来。"
    )


HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[点](javascript:alert(1))",
    "[点](JaVaScRiPt:alert(1))",
    "[点](data:text/html,<script>alert(1)</script>)",
    "![x](javascript:alert(1))",
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "</section></div><b>未关",
    '![x](a.png" onerror="alert(1))',
    "<!-- --><script>alert(1)</script>",
    "&lt;script&gt;",
    "<style>*{display:none}</style>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "| a |\n|--|\n| <script>x</script> |",
    '> <script>x</script>\n> —— <img src=x onerror="y">',
    "<script>\n: <script>y</script>",
    "- [ ] <script>x</script>\n- [x] <img onerror=y>",
)


class Tags(html.parser.HTMLParser):
    """Collects what would run or load in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag in ("iframe", "object", "embed", "style", "base", "svg"):
            self.bad.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.bad.append(f"{tag} {name}")
            if re.match(r"\s*(javascript|vbscript|data:text)", value or "", re.IGNORECASE):
                self.bad.append(f"{tag} {name}={value}")


def _dangers(markup: str) -> list[str]:
    tags = Tags()
    tags.feed(markup)
    return tags.bad + ["script"] * tags.scripts


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_is_only_text(text: str) -> None:
    assert _dangers(render_markdown(text)) == []
    deck, _ = parse_deck(f"## {text}\n\n{text}\n\n???\n{text}", "a.md")
    slide = deck.slides[0]
    assert _dangers(slide.parts.flow + slide.notes + str(slide.parts.quote)) == []


def test_two_hundred_hostile_slides_build_safely() -> None:
    text = "\n---\n".join(f"## {line}\n\n{line}" for line in (HOSTILE * 12)[:200])
    deck, _ = parse_deck(text, "a.md")
    page = documents.public_deck(deck, CONTEXT, "../")
    words = documents.text_version(deck, CONTEXT)
    assert len(deck.slides) == 200
    body = page.partition("<body")[2].replace('<svg role="img"', "<i")
    assert page.count("<section ") == page.count("</section>") == 203
    assert _dangers(body) == ["script"]
    assert _dangers(words.html) == []


PIECES = st.sampled_from(
    (
        *HOSTILE,
        *("---", "???", "<!--", "-->", ": 事", "::: column", ":::", "- [x] 甲", "> ", "# 甲"),
        *("layout: quote", "minutes: 1", "onward:", "  theme: dark", "| a |\n|--|", "```"),
        *("&#0;", "\x0b"),
    )
)


@examples(150)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=14).map("\n".join))
def test_no_text_breaks_the_parser_or_the_page(text: str) -> None:
    deck, found = parse_deck(text, "a.md")
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= f.position.line <= lines + 1 and f.message for f in found)
    shown = "".join(slide.parts.flow + slide.notes for slide in deck.slides)
    assert _dangers(shown) == []
    assert documents.text_version(deck, CONTEXT).html.count("<section") == len(deck.slides) + 2
