"""How many examples a hypothesis test tries: all of them, or a tenth for everyday work."""

from __future__ import annotations

from hypothesis import settings

QUICK = "quick"
"""The hypothesis profile of `make quick`."""

_SHARE = 10


def examples(count: int) -> settings:
    """The settings of a test that tries `count` examples, fewer in `make quick`."""
    quick = settings.get_current_profile_name() == QUICK
    return settings(max_examples=max(10, count // _SHARE) if quick else count)
