"""Do what a scaffold tells an editor to do: take the `#` away before the keys to be used."""

from __future__ import annotations

import re

_OPTIONAL = re.compile(r"^( *)#(?=[a-z{]|  |- )", re.MULTILINE)


def uncommented(text: str) -> str:
    """The text with every optional key in use; lines that begin with `# ` stay comments."""
    return _OPTIONAL.sub(r"\1", text)
