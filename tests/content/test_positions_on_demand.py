"""Places in records are looked for only when something is to be told, and then in the file."""

from __future__ import annotations

import importlib.util
import pickle
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from campaignkit.content.check import CheckResult, check
from campaignkit.model.settings import Settings
from campaignkit.source import document, reader, yaml12
from support.case import parse
from support.site import REPOSITORY

NOON = datetime(2021, 8, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are made into nodes, which is what places are looked for in."""
    told: list[str] = []

    def counting(text: str) -> Any:
        told.append(text)
        return yaml12.compose(text)

    monkeypatch.setattr(document, "compose", counting)
    monkeypatch.setattr(reader, "compose", counting)
    return told


def _generate(root: Path, count: int) -> list[str]:
    """A project of profiles as `bench/generate.py` makes them; their texts."""
    spec = importlib.util.spec_from_file_location("generate", REPOSITORY / "bench" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    generate.generate(root, count, REPOSITORY / "hooks")
    return list(generate.profiles(count))


def test_ordinary_records_are_checked_without_a_look_for_places(
    tmp_path: Path, composed: list[str]
) -> None:
    texts = _generate(tmp_path, 40)
    checked = check(tmp_path, NOON, Settings(), workers=1)
    assert checked.findings == ()
    assert len(list(checked.catalogue.all_cards())) == 40
    assert [text for text in composed if text in texts] == []


def test_the_example_s_records_are_checked_without_a_look_for_places(composed: list[str]) -> None:
    checked = check(REPOSITORY, NOON, Settings(), workers=1)
    cards = list(checked.catalogue.all_cards())
    assert len(cards) > 50
    told = {finding.position.path for finding in checked.findings}
    silent = [card.path for card in cards if card.path not in told]
    texts = {(REPOSITORY / path).read_text("utf-8"): path for path in silent}
    assert [texts[text] for text in composed if text in texts] == []


def test_a_record_with_a_slip_costs_its_own_look_only(tmp_path: Path, composed: list[str]) -> None:
    texts = _generate(tmp_path, 10)
    wrong = sorted(tmp_path.glob("campaigns/*/profiles/*.yml"))[3]
    slip = texts[3].replace("stage: awarded", "stage: won")
    wrong.write_text(slip, "utf-8")
    checked = check(tmp_path, NOON, Settings(), workers=1)
    assert [(f.position.path.rpartition("/")[2], f.rule) for f in checked.findings] == [
        (wrong.name, "bad-value")
    ]
    assert [text for text in composed if text in (*texts, slip)] == [slip]


def test_a_card_is_smaller_than_what_it_shows(tmp_path: Path) -> None:
    _generate(tmp_path, 3)
    for card in check(tmp_path, NOON, Settings(), workers=1).catalogue.all_cards():
        raw = pickle.dumps(card)
        assert b"Position" not in raw
        assert pickle.loads(raw) == card


# --- findings that are made of cards -----------------------------------------------------------


def _checked(root: Path, case: str) -> CheckResult:
    parse((CASES / f"{case}.txt").read_text("utf-8")).write(root)
    return check(root, NOON, Settings(), workers=1)


def test_a_place_is_that_in_the_file(tmp_path: Path) -> None:
    catalogue = _checked(tmp_path, "double-booking/both").catalogue
    card = max(catalogue.all_cards(), key=lambda card: card.path)
    place = catalogue.position(card, "venue")
    line = (tmp_path / card.path).read_text("utf-8").split("\n")[place.line - 1]
    assert line[: place.column - 1] == "venue: "
    assert line[place.column - 1 :] == "hall"
    assert place.length == len("hall")


@pytest.mark.parametrize(
    "raw", [None, b"a: [", b"\x00\xff\xfe", "标题：甲".encode("utf-16"), b"", b"- a\n"]
)
def test_a_place_in_a_file_that_changed_meanwhile_is_its_beginning(
    raw: bytes | None, tmp_path: Path
) -> None:
    catalogue = _checked(tmp_path, "double-booking/both").catalogue
    card = max(catalogue.all_cards(), key=lambda card: card.path)
    file = tmp_path / card.path
    file.unlink()
    if raw is not None:
        file.write_bytes(raw)
    place = catalogue.position(card, "venue")
    assert (place.path, place.line, place.column) == (card.path, 1, 1)
