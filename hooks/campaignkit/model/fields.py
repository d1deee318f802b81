"""The kinds of value that the fields of every model are made of.

Each type carries the Chinese words for what it expects, because an editor reads them. Markers in
an annotation (`Ref`, `FileRef`, `Prose`) let rules find all references, files and Markdown of any
model without knowing the model; see `model.marks`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticKnownError

from campaignkit.model.moments import DEFAULT_ZONE, Day, Moment, When, WhenOrLater, parse_moment
from campaignkit.model.ref_target import CAMPAIGN, ORGANISATION, PERSON, RefTarget
from campaignkit.model.validation_errors import bad_value, missing_field, wrong_type


class Model(BaseModel):
    """Base of everything read from YAML: immutable, and unknown keys are errors.

    Subclasses have Chinese docstrings, titles and descriptions: they become the JSON Schema that
    an editor's program shows.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        coerce_numbers_to_str=True,
        defer_build=True,
    )


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text as the id of something; `target` says of what."""

    target: RefTarget


@dataclass(frozen=True, slots=True)
class FileRef:
    """Marks a text as the name of a file inside the campaign's own folder."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Marks a text as Markdown."""


# --- text -------------------------------------------------------------------------------------

ID_PATTERN = r"^[a-z0-9-]{1,64}$"
BLANK_PATTERN = r"\S"
"""A text that is more than blanks. Markdown keeps its own: leading ones have a meaning there."""

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Markdown = Annotated[str, StringConstraints(min_length=1, pattern=BLANK_PATTERN), Prose()]
File = Annotated[str, StringConstraints(min_length=1, max_length=200), FileRef()]

_Named = Annotated[
    str,
    StringConstraints(min_length=1, strip_whitespace=True),
    Field(json_schema_extra={"pattern": ID_PATTERN}),
]
"""The id of something. Any text passes here: the rule `unknown-id` knows what names there are, and
says which id belongs to the name that an editor wrote."""

PersonId = Annotated[_Named, Ref(PERSON)]
OrganisationId = Annotated[_Named, Ref(ORGANISATION)]
CampaignId = Annotated[_Named, Ref(CAMPAIGN)]
LocalId = _Named
"""The id of something in the campaign's own file; to be marked with a `Ref` to its target."""
RecordRef = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""A record as `campaign/record`; to be marked with a `Ref` to a target that is a record."""


def _half_width(value: object) -> str:
    """The text with full-width letters, digits and punctuation made half-width."""
    plain = unicodedata.normalize("NFKC", str(value)).strip()
    return re.sub("[—–―−－]+", "-", plain).replace("。", ".")


def _url(value: object) -> str:
    if isinstance(value, str) and _is_url(value):
        return value
    plain = _half_width(value)
    if not isinstance(value, str):
        raise wrong_type("这里要写网址", "写成 https://……")
    near = next((text for text in (plain, f"https://{plain}") if _is_url(text)), "")
    known = near and ("." in plain)
    hint = f"写成 {near}" if known else "从浏览器地址栏复制，以 https:// 开头"
    raise bad_value(f"“{value}”不是完整的网址", hint)


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
    return usable and not re.search(r"[\s：／．<>\"]", text)


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_PHONE = re.compile(r"\+?[0-9(][0-9 ()-]{4,24}", re.ASCII)


def _email(value: object) -> str:
    if isinstance(value, str) and _EMAIL.fullmatch(value):
        return value
    plain = _half_width(value)
    hint = f"写成 {plain}" if _EMAIL.fullmatch(plain) else "写成 xj@example.org，用英文的 @ 和句点"
    raise bad_value(f"“{value}”不是电子邮箱地址", hint)


def _phone(value: object) -> str:
    text = str(value) if isinstance(value, (int, str)) and not isinstance(value, bool) else ""
    if _PHONE.fullmatch(text):
        return text
    plain = re.sub(r"[转x#]", "-", _half_width(value)).removeprefix("电话:").strip()
    hint = f"写成 {plain}" if _PHONE.fullmatch(plain) else "只用数字和短横线，例如 0856-0000000"
    if re.search(r"[,、，;；/]", text):
        hint = "一项只写一个号码；另一个电话在 contacts 里另写一项"
    raise bad_value(f"“{value}”不是电话号码", hint)


Url = Annotated[str, PlainValidator(_url), WithJsonSchema({"type": "string", "format": "uri"})]
Email = Annotated[
    str, PlainValidator(_email), WithJsonSchema({"type": "string", "format": "email"})
]
Phone = Annotated[str, PlainValidator(_phone), WithJsonSchema({"type": ["string", "integer"]})]

# --- numbers ----------------------------------------------------------------------------------

_NUMERALS = "一二三四五六七八九十"
_DIGITS = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def _as_digits(value: object, example: str) -> str:
    """How a number that was written with a unit, or in Chinese, should have been written."""
    plain = _half_width(value).replace(",", "")
    found = _DIGITS.findall(plain)
    if len(found) == 1:
        return f"写成 {float(found[0]):.15g}"
    chinese = re.fullmatch(f"([{_NUMERALS}])[名个人件首张篇分位年]?", plain)
    return f"写成 {_NUMERALS.index(chinese[1]) + 1}" if chinese else example


def _whole(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int):
        example = "只写数字，不加引号、单位和空格"
        hint = example if isinstance(value, float) else _as_digits(value, example)
        quoted = hint == f"写成 {value}"
        hint += "，不加引号" if quoted else ""
        shown = str(value).lower() if isinstance(value, bool) else value
        raise wrong_type(f"这里要写整数，现在是“{shown}”", hint)
    return value


def _number(value: object) -> object:
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise wrong_type(f"这里要写数字，现在是“{value}”", _as_digits(value, "例如 40 或 12.5"))
    return value


Count = Annotated[int, BeforeValidator(_whole), Field(ge=0)]
Positive = Annotated[int, BeforeValidator(_whole), Field(ge=1)]
Year = Annotated[int, BeforeValidator(_whole), Field(ge=1840, le=2200)]
Number = Annotated[float, BeforeValidator(_number), Field(ge=0)]
Latitude = Annotated[float, BeforeValidator(_number), Field(ge=-90, le=90)]
Longitude = Annotated[float, BeforeValidator(_number), Field(ge=-180, le=180)]
"""Degrees, WGS 84: north and east are positive."""

SEVERAL = "若干"
"""How notices write a number of prizes that is settled later, by what comes in."""


def _places(value: object) -> object:
    if value == SEVERAL:
        return SEVERAL
    number = _whole(value)
    if isinstance(number, int) and number < 1:
        raise PydanticKnownError("greater_than_equal", {"ge": 1})
    return number


Places = Annotated[
    int | str,
    PlainValidator(_places),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"const": SEVERAL}]}),
]
"""How many: a whole number from 1, or `SEVERAL`, which has no limit."""


def as_mapping(key: str, model: type[Model]) -> BeforeValidator:
    """Let a bare text stand for a model with one key: `x` for `{person: x}`."""

    def wrap(value: Any) -> Any:
        is_name = isinstance(value, str) and not re.search("[：:]", value)
        return {key: value} if is_name else value

    return BeforeValidator(wrap, json_schema_input_type=model | str)


__all__ = [
    "BLANK_PATTERN",
    "DEFAULT_ZONE",
    "ID_PATTERN",
    "SEVERAL",
    "CampaignId",
    "Count",
    "Day",
    "Email",
    "File",
    "FileRef",
    "Id",
    "Latitude",
    "LocalId",
    "Longitude",
    "Markdown",
    "Model",
    "Moment",
    "Number",
    "OrganisationId",
    "PersonId",
    "Phone",
    "Places",
    "Positive",
    "Prose",
    "RecordRef",
    "Ref",
    "Text",
    "Url",
    "When",
    "WhenOrLater",
    "Year",
    "as_mapping",
    "bad_value",
    "missing_field",
    "parse_moment",
    "wrong_type",
]
