"""Sites of other generators: every seeded fault, and nothing of what the generator made itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.links.generators import GENERATORS, expected

from campaignkit.base.findings import Level
from campaignkit.links.site_check import check_site

OF_THE_THEME = {"sphinx": {("link-id", "searchlabel")}}
"""Alabaster labels its search field by an id that only some of its pages have."""


@pytest.mark.site
@pytest.mark.parametrize("name", GENERATORS)
def test_seeded_faults_and_no_others(name: str, tmp_path: Path) -> None:
    generate, base_url = GENERATORS[name]
    found = check_site(generate(tmp_path), base_url)
    # A theme may load a script from elsewhere, which is told as a warning and is true.
    ours = {(f.rule, f.link) for f in found if f.rule != "link-foreign-host"}
    assert ours == expected() | OF_THE_THEME.get(name, set())
    assert all(f.level is not Level.ERROR for f in found if f.rule == "link-foreign-host")
