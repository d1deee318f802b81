"""Pieces that a template marks in its HTML by comments, for what is known only later.

Prose cannot hold these marks: Markdown's comments are shown as text.
"""

from __future__ import annotations

import re

_BEGIN, _END = "<!-- ahead -->", "<!-- /ahead -->"
_OFFER = re.compile(f"{_BEGIN}.*?{_END}\\n?", re.DOTALL)


def without_offer(body: str) -> str:
    """HTML without the buttons that offer a date to come: it is over, or only words count."""
    return _OFFER.sub("", body) if _BEGIN in body else body
