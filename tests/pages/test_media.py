"""What of the content's files gets onto the site, whatever became of the findings on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaignkit.pages.media import Publisher


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("form.txt", True),
        ("FORM.PDF", True),
        ("page.html", False),
        ("drawing.svg", False),
        ("drawing.SVG", False),
        ("script.js", False),
        ("readme", False),
        ("x.pdf/readme", False),
    ],
)
def test_nothing_that_can_hold_a_script_is_published(
    tmp_path: Path, name: str, published: bool
) -> None:
    source = tmp_path / "campaigns/essay/files" / name
    source.parent.mkdir(parents=True)
    source.write_text("<script>alert(1)</script>")
    site = tmp_path / "site"
    publish = Publisher(tmp_path, site, tmp_path / "cache")
    path = f"campaigns/essay/files/{name}"
    assert (publish(path) is not None) == published
    assert (publish.key(path) is not None) == published
    assert (site / path).is_file() == published
