"""The contest night's file: drawn, escaped, and kept out of what is published."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from campaignkit.commands.cli import cli
from campaignkit.kinds.quiz.card import BankEntry
from campaignkit.kinds.quiz.draw import draw_boards
from campaignkit.kinds.quiz.rounds import RoundPart
from campaignkit.model.card import Card
from kinds.night_project import PICTURE, SECRETS, night_project
from support.engine import build_site

NAME = "知识竞赛 决赛.html"


def card(name: str, difficulty: int) -> Card:
    entry = BankEntry("single", "law", difficulty, b"", b"", None)
    return Card("quiz", "questions", name, name, extra=entry)


BANK = [card(f"{level}-{n}", level) for level in (1, 2, 3) for n in range(8)]
PARTS = [
    RoundPart.model_validate(one)
    for one in (
        {"title": "必答题", "kind": "required", "pick": [{"count": 9, "score": 10}]},
        {
            "title": "风险题",
            "kind": "risk",
            "pick": [
                {"difficulty": 3, "count": 4, "score": 30},
                {"difficulty": 2, "count": 4, "score": 20},
            ],
        },
    )
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = night_project(tmp_path / "project")
    monkeypatch.chdir(root)
    return root


def export(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["slides", "export", *arguments])


def written(project: Path, *arguments: str) -> str:
    result = export("night", "--to", "private", *arguments)
    assert result.exit_code == 0, result.output
    return (project / "private" / NAME).read_text("utf-8")


def questions(html: str) -> list[str]:
    return re.findall('data-question="([^"]+)"', html)


def test_a_round_has_no_question_twice_and_lower_scores_come_first() -> None:
    for seed in map(str, range(20)):
        required, risk = draw_boards(PARTS, BANK, seed)
        assert [score for _, score in required] == [10] * 9
        assert [score for _, score in risk] == [20] * 4 + [30] * 4
        assert [card.id[0] for card, _ in risk] == ["2"] * 4 + ["3"] * 4
        assert max(Counter(card.id for card, _ in (*required, *risk)).values()) == 1


def test_boards_depend_on_the_seed_alone() -> None:
    assert draw_boards(PARTS, BANK, "x") == draw_boards(PARTS, BANK[::-1], "x")
    orders = {tuple(card.id for card, _ in draw_boards(PARTS, BANK, str(n))[0]) for n in range(20)}
    assert len(orders) == 20
    assert any(list(order) != sorted(order) for order in orders)


def test_numbers_are_mixed_and_give_no_difficulty_away() -> None:
    plan = [{"difficulty": level, "count": 8, "score": 10} for level in (1, 2, 3)]
    part = RoundPart.model_validate({"title": "必答题", "kind": "required", "pick": plan})
    (board,) = draw_boards([part], BANK, "x")
    levels = [card.id[0] for card, _ in board]
    assert levels != sorted(levels)


@pytest.mark.parametrize(
    ("kind", "deduct", "costs"),
    [
        *(("required", None, False), ("buzzer", None, True), ("risk", None, True)),
        *(("required", True, True), ("buzzer", False, False)),
    ],
)
def test_wrong_answers_cost_what_the_sort_of_part_says(
    kind: str, deduct: bool | None, costs: bool
) -> None:
    fields = {"title": "x", "kind": kind, "deduct": deduct, "pick": [{"count": 1, "score": 1}]}
    assert RoundPart.model_validate(fields).deducts is costs


def test_the_file_has_the_words_of_live_questions(project: Path) -> None:
    html = written(project)
    assert all(secret in html for secret in SECRETS)
    assert sorted(questions(html)) == ["blank", "hostile", "judge", "listed", "plain"]
    assert html.count('data-deducts="true"') == 2
    assert "比赛以前不要外传" in html


def test_the_same_seed_gives_the_same_bytes(project: Path) -> None:
    usual = written(project)
    assert written(project) == usual
    other = [questions(written(project, "--seed", str(n))) for n in range(8)]
    assert any(order != questions(usual) for order in other)


def test_hostile_words_stay_words(project: Path) -> None:
    html = written(project)
    assert "alert(1)</script>" not in html
    assert "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "&lt;img src=x onerror=alert(2)&gt;" in html
    assert not re.findall(r"""=\s*["']?javascript:""", html)
    assert html.count("<script>") == html.count("</script>") == 1
    assert html.count("<style>") == html.count("</style>") == 1
    assert "<a " not in html


def test_nothing_is_asked_of_anybody(project: Path) -> None:
    html = written(project)
    addresses = re.findall(r"""(?:src|href|action|data)=["']([^"']*)""", html)
    assert {address.partition(",")[0] for address in addresses} == {
        "data:",
        "data:image/png;base64",
    }
    assert not re.findall(r"https?:|url\(|@import|fetch\(|XMLHttp|import\(", html)
    (policy,) = re.findall('http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert "default-src &#39;none&#39;" in policy
    assert "unsafe" not in policy


def test_pictures_are_inside_and_encoded_anew(project: Path) -> None:
    html = written(project)
    assert html.count('<img src="data:image/png;base64,') == 2
    assert PICTURE.hex() not in html
    assert "outside.png" not in html


@pytest.mark.parametrize(
    "to",
    [
        *("site", "site/deep/a.html", "campaigns", "campaigns/night/files/a.html", "pages/x"),
        *("link", "private/../site"),
    ],
)
def test_published_folders_are_refused(project: Path, to: str) -> None:
    (project / "site").mkdir()
    (project / "link").symlink_to(project / "site")
    before = sorted(project.rglob("*"))
    result = export("night", "--to", to)
    assert result.exit_code == 1
    assert "campaigns/night/campaign.yml:7:7: " in result.output
    assert "[hall-file-public]" in result.output
    assert "private/" in result.output
    assert sorted(project.rglob("*")) == before


@pytest.mark.site
def test_no_secret_word_reaches_a_build_beside_the_file(project: Path) -> None:
    written(project)
    build_site(project, project / "site")
    for folder in (project / "site", project / ".campaignkit"):
        files = [file for file in folder.rglob("*") if file.is_file()]
        text = b"".join(file.read_bytes() for file in files)
        assert not [secret for secret in SECRETS if secret.encode() in text]
        assert not [file for file in files if NAME in file.name]


def test_content_with_errors_is_reported_and_not_shown(project: Path) -> None:
    file = project / "campaigns/night/campaign.yml"
    file.write_text(file.read_text("utf-8").replace("count: 3", "count: 30"), "utf-8")
    result = export("night", "--to", "private")
    assert result.exit_code == 1
    assert "[paper-fill]" in result.output
    assert not (project / "private").exists()


def test_a_quiz_without_parts_is_told_what_to_write(project: Path) -> None:
    file = project / "campaigns/night/campaign.yml"
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("    parts:")], "utf-8")
    result = export("night")
    assert result.exit_code == 1
    assert "campaign.yml:12:3: 没有一轮写了现场环节（parts）" in result.output
    assert "parts: [{title: 必答题" in result.output


def test_several_rounds_ask_which(project: Path) -> None:
    file = project / "campaigns/night/campaign.yml"
    more = """\
  - title: 复赛
    start: 2021-05-11
    parts: [{title: 必答题, kind: required, pick: [{count: 1, score: 10}]}]
"""
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    both, none, one = (
        export("night", "--to", "private", *more)
        for more in ((), ("--round", "初赛"), ("--round", "复赛"))
    )
    assert (both.exit_code, none.exit_code, one.exit_code) == (2, 2, 0)
    assert "“决赛”、“复赛”" in both.output
    assert "没有“初赛”这一轮" in none.output
    assert len(questions((project / "private/知识竞赛 复赛.html").read_text("utf-8"))) == 1


def test_options_of_a_quiz_are_no_options_of_a_lecture(project: Path) -> None:
    del project
    result = export("anyuan-1922", "--seed", "x")
    assert result.exit_code == 2
    assert "只用于知识竞赛" in result.output
