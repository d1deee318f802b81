"""What every kind must be like, so that pages, schemas and scaffolds can rely on it."""

from __future__ import annotations

import re
from typing import Literal, get_args

import pytest
from pydantic import BaseModel

from campaignkit.kinds import KINDS, Kind, kind_named
from campaignkit.model.campaign import Campaign
from campaignkit.model.fields import ID_PATTERN, Moment, Ref
from campaignkit.model.outline import annotation_at, as_model, keys_of, markers, model_at
from campaignkit.model.record import Record
from campaignkit.model.ref_target import CAMPAIGN, ORGANISATION, PERSON, RefTarget

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@each_kind
def test_is_found_by_its_name(kind: Kind) -> None:
    assert kind_named(kind.name) is kind
    assert get_args(kind.model.model_fields["kind"].annotation) == (kind.name,)
    assert kind.model.model_fields["kind"].annotation == Literal[kind.name]  # type: ignore[name-defined]


def test_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        kind_named("nothing")


def test_collections_have_names_of_their_own() -> None:
    """The folder alone says what a record is, for the editors' program and for `stray`."""
    names = [collection.name for kind in KINDS for collection in kind.collections]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(ID_PATTERN, name) for name in names)


@each_kind
def test_a_record_s_collection_is_its_folder(kind: Kind) -> None:
    for collection in kind.collections:
        assert collection.model.collection == collection.name
        assert kind.collection(collection.name) is collection
    assert kind.collection("nothing") is None


@each_kind
def test_the_order_of_time_names_fields_that_are_there(kind: Kind) -> None:
    for dotted in kind.model.timeline_order:
        annotation = annotation_at(kind.model, tuple(dotted.split(".")))
        assert Moment in [annotation, *get_args(annotation)] or "Moment" in str(annotation), dotted


def _models(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    if model not in seen:
        seen.add(model)
        for key, field in keys_of(model).items():
            inner = as_model(field.annotation) or model_at(model, (key, 0))
            if inner:
                _models(inner, seen)
    return seen


@each_kind
def test_every_field_has_a_chinese_title(kind: Kind) -> None:
    for model in (kind.model, *(collection.model for collection in kind.collections)):
        for inner in _models(model, set()):
            for key, field in keys_of(inner).items():
                if key not in ("kind", "isbn"):
                    assert field.title, f"{inner.__name__}.{key}"
                    assert any(char > "\u4e00" for char in field.title), f"{inner.__name__}.{key}"


@each_kind
def test_every_model_explains_itself_in_chinese(kind: Kind) -> None:
    for model in (kind.model, *(collection.model for collection in kind.collections)):
        for inner in _models(model, set()):
            assert any(char > "\u4e00" for char in inner.__doc__ or ""), inner.__name__


@each_kind
def test_what_records_name_of_their_campaign_the_campaign_can_have(kind: Kind) -> None:
    """A reference to a sort of thing that no campaign of the kind has could never be right."""
    others = {PERSON, ORGANISATION, CAMPAIGN, *_record_targets()}
    assert {target.key for target in kind.model.local_targets} <= set(kind.model.model_fields)
    for model in (kind.model, *(collection.model for collection in kind.collections)):
        for field in model.model_fields.values():
            for marker in (*field.metadata, *markers(field.annotation)):
                if isinstance(marker, Ref) and marker.target not in others:
                    assert marker.target in kind.model.local_targets


def _record_targets() -> list[RefTarget]:
    return [c.target for kind in KINDS for c in kind.collections if c.target]


def test_targets_have_names_of_their_own() -> None:
    local = {target for kind in KINDS for target in kind.model.local_targets}
    found = [PERSON, ORGANISATION, CAMPAIGN, *_record_targets(), *local]
    assert len({target.name for target in found}) == len(found)
    assert all(target.is_record for target in _record_targets())
    assert all(target.key and not target.is_record for target in local)


@each_kind
def test_the_key_of_a_prize_is_a_field(kind: Kind) -> None:
    for collection in kind.collections:
        if collection.model.prize is not Record.prize:
            assert collection.model.prize_key in keys_of(collection.model)
            assert kind.model.prizes_offered is not Campaign.prizes_offered


@each_kind
def test_a_collection_with_decks_says_so_in_its_cards(kind: Kind) -> None:
    for collection in kind.collections:
        assert bool(collection.deck) == ("deck" in collection.model.model_fields)


def test_kinds_add_to_what_all_campaigns_have() -> None:
    for kind in KINDS:
        assert issubclass(kind.model, Campaign)
        assert set(Campaign.model_fields) <= set(kind.model.model_fields)
