"""The Jinja environment of all templates: autoescaped, strict, and without a clock."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from campaignkit.kinds import kind_named
from campaignkit.model.addresses import file_uri
from campaignkit.model.shared import HonourLevel
from campaignkit.site.calendar_month import months

LEVEL_NAMES = {
    HonourLevel.NATIONAL: "国家级",
    HonourLevel.PROVINCE: "省级",
    HonourLevel.CITY: "市级",
    HonourLevel.COUNTY: "县级",
    HonourLevel.UNIT: "单位",
}
"""The level of an honour in the reader's words."""

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_HERE = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Shared templates by their name, a kind's own below its name: `contest/landing.html.j2`."""
    env = Environment(
        loader=ChoiceLoader([FileSystemLoader(_HERE), FunctionLoader(_kind_template)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters.update(
        day=day,
        json_ld=json_ld,
        file_uri=file_uri,
        clock=clock,
        level_name=LEVEL_NAMES.__getitem__,
        monogram=monogram,
        plain=plain,
        plain_line=plain_line,
        atom_id=atom_id,
        months=months,
    )
    return env


def _kind_template(name: str) -> tuple[str, str, None] | None:
    """The text and file of a kind's template, or None where there is no such kind or file."""
    kind, _, rest = name.partition("/")
    try:
        file = kind_named(kind).folder / "templates" / rest
    except KeyError:
        return None
    return (file.read_text("utf-8"), str(file), None) if file.is_file() else None


def day(value: date | datetime) -> str:
    """2021年4月30日."""
    return f"{value.year}年{value.month}月{value.day}日"


def clock(value: datetime) -> str:
    """14:30."""
    return f"{value:%H:%M}"


def plain(value: Decimal) -> str:
    """A decimal as it was written, never as 1E+2."""
    return f"{value:f}"


def monogram(name: str) -> Markup:
    """What stands for a portrait: the first character of a name."""
    first = name.removeprefix("示例·")[:1]
    return Markup(f'<span class="ck-monogram" aria-hidden="true">{escape(first)}</span>')


def plain_line(text: str) -> str:
    """A text without control characters, which XML 1.0 and iCalendar do not let through."""
    return _CONTROLS.sub("", text).strip()


def atom_id(site_url: str, name: str) -> str:
    """An id that stays as long as the site's address and the name do (RFC 4287 §4.2.6)."""
    return uuid5(NAMESPACE_URL, f"{name}@{site_name(site_url)}").urn


def site_name(site_url: str) -> str:
    """What tells a site from others in ids: its host and folder, whether it has https or not."""
    parts = urlsplit(site_url)
    return f"{parts.hostname or 'campaignkit.invalid'}{parts.path.rstrip('/')}"


def json_ld(data: object) -> Markup:
    """Structured data for a script element, in which `<` must not stand."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)
