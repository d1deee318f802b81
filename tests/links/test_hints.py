"""Near names are looked for only as long as that costs little."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from campaignkit.links.judge import hints
from campaignkit.links.judge.site_files import Site


def test_ids_compared_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def counted(name: str, ids: Collection[str], **_: object) -> list[str]:
        compared.append(len(ids))
        return []

    monkeypatch.setattr(hints, "get_close_matches", counted)
    found, ids = hints.Hints(Site.of(["index.html"])), frozenset(map(str, range(2_000)))
    for number in range(2_000):
        found.for_anchor(f"no-{number}", ids, [])
    assert 0 < sum(compared) <= 100_000


def test_an_anchor_in_another_case_is_found_however_many_are_missed() -> None:
    found = hints.Hints(Site.of(["index.html"]))
    found._comparisons = 0
    assert found.for_anchor("Plan", frozenset(["plan", "x"]), []) == "是不是“#plan”？"
    assert found.for_anchor("pla", frozenset(["plan", "x"]), []) == ""
