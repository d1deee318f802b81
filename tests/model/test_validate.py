"""Validation: any data at all become findings with a place, and as little as possible is lost."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.base.findings import Finding
from campaignkit.kinds import KINDS
from campaignkit.kinds.contest.entry import Entry
from campaignkit.kinds.contest.model import Contest
from campaignkit.kinds.honour.profile import Profile
from campaignkit.model.entity import Entity
from campaignkit.model.outline import as_model, keys_of, model_at
from campaignkit.model.people import Organisation, Person
from campaignkit.model.settings import Settings
from campaignkit.model.validate import MAX_ERRORS, Validated, validate
from campaignkit.source import decode, parse
from support.examples import examples

MODELS: list[type[Any]] = [
    *(kind.model for kind in KINDS),
    *(collection.model for kind in KINDS for collection in kind.collections),
    Person,
    Organisation,
    Settings,
]
RULES = {
    "unknown-key",
    "missing-field",
    "wrong-type",
    "bad-value",
    "yaml-full-width",
    "yaml-syntax",
}

PERSON = "name: 张三\nunit: 市总\noccupation: 钳工\nbio: 班长。\n"


def _validate(text: str, model: type[Any]) -> Validated[Any]:
    document, findings = parse(text, "a.yml")
    assert document is not None, findings
    return validate(document, model)


def _told(checked: Validated[Any]) -> list[tuple[int, int, str]]:
    return [(f.position.line, f.position.column, f.rule) for f in checked.findings]


# --- what is lost and what is not -----------------------------------------------------------


def test_sound_data_give_the_model_and_nothing_else() -> None:
    checked = _validate(PERSON, Person)
    assert (checked.model.name, checked.findings, checked.lost) == ("张三", (), frozenset())


def test_blank_optional_keys_count_as_not_written() -> None:
    checked = _validate(PERSON + "honours:\ngender:\nconsent:\nsample:\n", Person)
    assert checked.findings == ()
    assert (checked.model.honours, checked.model.gender, checked.model.sample) == ((), None, False)
    assert checked.lost == frozenset()


def test_a_wrong_optional_value_is_left_out_and_remembered() -> None:
    checked = _validate(PERSON + "birth_year: 很早\n", Person)
    assert _told(checked) == [(5, 13, "wrong-type")]
    assert checked.model.birth_year is None
    assert checked.lost == {"birth_year"}


def test_a_wrong_item_takes_its_list_along_so_that_positions_stay() -> None:
    text = PERSON + "honours:\n  - 甲\n  - {title: 乙, year: 2021, level: city}\n"
    checked = _validate(text, Person)
    assert _told(checked) == [(6, 5, "wrong-type")]
    assert checked.model.honours == ()
    assert checked.lost == {"honours"}


def test_a_wrong_optional_value_in_an_item_leaves_the_item() -> None:
    text = "title: 甲\nauthors:\n  - {name: 乙}\nmedia:\n  - {file: a, alt: b, credit: [x]}\n"
    checked = _validate(text, Entry)
    assert _told(checked) == [(5, 31, "wrong-type")]
    assert checked.model.media[0].file == "a"
    assert checked.lost == {"media"}


def test_an_unknown_key_loses_nothing() -> None:
    checked = _validate(PERSON + "slogan: x\n", Person)
    assert _told(checked) == [(5, 1, "unknown-key")]
    assert checked.model is not None
    assert checked.lost == frozenset()


def test_without_what_it_needs_there_is_no_model() -> None:
    checked = _validate("name: 张三\n", Person)
    assert checked.model is None
    assert [rule for _, _, rule in _told(checked)] == ["missing-field"] * 3


def test_all_errors_of_a_file_at_once() -> None:
    text = """\
kind: contest
titel: 征文
summary: 摘要
state: 发布
hosts: ftu
timeline: {open: 2021/4/1, close: 2021-05-01}
discipline: 征文
submission: {email: x}
prizes:
  - {id: A B, title: 一等奖, count: 一个}
  - {id: b, title: }
entry_limit: 0
"""
    assert sorted(_told(_validate(text, Contest))) == [
        (2, 1, "unknown-key"),
        (4, 8, "bad-value"),
        (5, 8, "wrong-type"),
        (6, 18, "bad-value"),
        (8, 21, "bad-value"),
        (10, 10, "bad-value"),
        (10, 34, "wrong-type"),
        (11, 5, "missing-field"),
        (11, 13, "missing-field"),
        (12, 14, "bad-value"),
    ]


def test_no_file_and_no_entry_at_all() -> None:
    assert _told(_validate("", Person)) == [(1, 1, "missing-field")]
    document, _ = parse("ftu:\n", "organisations.yml")
    assert document is not None
    checked = validate(document, Organisation, root=("ftu",))
    assert _told(checked) == [(1, 1, "missing-field")]


def test_positions_below_a_root() -> None:
    document, _ = parse("ftu:\n  name: 市总\n  nmae: 重复\n", "organisations.yml")
    assert document is not None
    checked = validate(document, Organisation, root=("ftu",))
    assert _told(checked) == [(3, 3, "unknown-key")]


# --- whatever the data ----------------------------------------------------------------------


WORDS = [
    *("", " ", "甲", "甲、乙", "zhang-san", "2021-05-01", "2021/5/1", "14:30", "是", "draft"),
    *("published", "city", "person", "contest", "name：甲", "name:甲", "3名", "a.md", "../a"),
    *("https://example.org", "x@y.cn", "x" * 300),
]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 3000),
    st.floats(0, 200, allow_nan=False),
    st.sampled_from(WORDS),
    st.text(max_size=8),
)
DATA = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@st.composite
def nearly(draw: st.DrawFn, model: type[Any], depth: int = 0) -> Any:
    """Data with a model's own keys, each right, wrong, blank or missing, and some that are none."""
    if depth > 3 or draw(st.integers(0, 12)) == 0:
        return draw(DATA)
    data: dict[str, Any] = {}
    for key, field in keys_of(model).items():
        if not draw(st.booleans()) and depth:
            continue
        inner, item = as_model(field.annotation), model_at(model, (key, 0))
        if inner:
            data[key] = draw(nearly(inner, depth + 1))
        elif item:
            data[key] = draw(st.lists(nearly(item, depth + 1), max_size=2) | DATA)
        else:
            data[key] = draw(DATA)
    data |= draw(st.dictionaries(st.text(min_size=1, max_size=6), DATA, max_size=1))
    return data


def _yaml(data: Any) -> str:
    return str(
        yaml.dump(
            data, Dumper=yaml.CSafeDumper, allow_unicode=True, default_flow_style=None, width=10_000
        )
    )


def _is_sound(finding: Finding, text: str) -> None:
    lines = text.split("\n")
    place = finding.position
    assert finding.rule in RULES
    assert 1 <= place.line <= len(lines)
    assert 1 <= place.column <= len(lines[place.line - 1]) + 1
    assert finding.message
    assert finding.hint
    assert "pydantic" not in finding.message
    assert "Input should" not in finding.message


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@given(st.data())
@examples(30)
def test_any_data_give_findings_and_no_exception(model: type[Any], data: st.DataObject) -> None:
    text = decode(_yaml(data.draw(nearly(model))).encode(), "a.yml").content or ""
    document, read = parse(text, "a.yml")
    if document is None or read:
        return
    checked = validate(document, model)
    for finding in checked.findings:
        _is_sound(finding, text)
    assert checked.model is not None or checked.findings
    assert (
        checked.model is None
        or not isinstance(checked.model, Entity)
        or checked.lost <= set(keys_of(model))
    )


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@given(DATA)
@examples(40)
def test_data_of_any_shape_give_findings_and_no_exception(model: type[Any], data: Any) -> None:
    text = _yaml(data)
    document, _ = parse(text, "a.yml")
    if document is not None:
        for finding in validate(document, model).findings:
            assert finding.message
            assert finding.hint


def test_a_team_s_profile_needs_no_person() -> None:
    checked = _validate("name: 一班\nstage: nominated\naward: team\n", Profile)
    assert checked.findings == ()


def test_of_a_file_of_nothing_but_faults_the_first_are_told() -> None:
    text = "title: 一\n" + "".join(f"key{number}: 1\n" for number in range(20_000))
    checked = _validate(text, Profile)
    assert len(checked.findings) <= MAX_ERRORS + 1
    assert "没有列出" in checked.findings[-1].message
