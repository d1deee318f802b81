"""The document of the contest night, made of its template, style and scripts in `night_assets`.

The policy in the head names style and script by their digests, so nothing that a question says can
run or load anything.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_ASSETS = Path(__file__).parent / "night_assets"
_SCRIPTS = ("night-store", "night-clock", "night-screens", "night-deeds", "night-keys")
_STYLES = ("night", "night-boards", "night-question", "night-scores")


def page(**context: object) -> str:
    """The HTML document; `context` is what `night.html.j2` asks for, see `night.make`."""
    style = _text_of(f"{name}.css" for name in _STYLES)
    script = _text_of(f"{name}.js" for name in _SCRIPTS)
    return (
        _environment()
        .get_template("night.html.j2")
        .render(
            context,
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
        )
    )


def _policy(style: str, script: str) -> str:
    """The Content-Security-Policy: nothing but our own style and script, and pictures inside."""
    return (
        f"default-src 'none'; img-src data:; style-src '{_digest(style)}'; "
        f"script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def _text_of(names: Iterable[str]) -> str:
    """Own files in one, beginning and ending with a line break as the template writes them."""
    return "\n".join(("", *((_ASSETS / name).read_text("utf-8") for name in names)))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["points"] = lambda score: f"{score:g}"
    return environment
