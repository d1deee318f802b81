"""A build that ends in the middle leaves the site as it was, and nothing for the next one."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaignkit.publish.output import files_in
from campaignkit.publish.swap import Stage, give_up, open_stage, publish
from campaignkit.site import build
from support.engine import build_site, organisations
from support.served import add_profiles

pytestmark = pytest.mark.site

FOLDER = "campaigns/2020-craftsmen/profiles"


def published(site: Path) -> dict[str, bytes]:
    return {path: (site / path).read_bytes() for path in files_in(site)}


def built(root: Path, stage: Stage) -> None:
    """A build as the engine drives it: it is given up whatever ends it."""
    complete = False
    try:
        build_site(root, stage.tree.folder, tree=stage.tree)
        complete = True
    finally:
        (publish if complete else give_up)(stage)


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, SystemExit])
@pytest.mark.parametrize("step", ["write_records", "write_lists", "publish"])
def test_records_deleted_after_an_interruption_have_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: type[BaseException]
) -> None:
    root, site = tmp_path / "project", tmp_path / "out" / "site"
    organisations(root)
    add_profiles(root, "2020-craftsmen", 6)
    new = {file: file.read_text("utf-8") for file in sorted(root.glob(f"{FOLDER}/*.*"))[2:]}
    assert len(new) == 4
    for file in new:
        file.unlink()
    built(root, open_stage(site))
    before = published(site)
    for file, text in new.items():
        file.write_text(text, "utf-8")
    done = getattr(build, step)

    def interrupted(*arguments: object) -> None:
        done(*arguments)
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(build, step, interrupted)
        with pytest.raises(error):
            built(root, open_stage(site))
    assert published(site) == before
    for file in new:
        file.unlink()
    for _ in range(2):  # the second build begins with what the first one left
        built(root, open_stage(site))
        assert published(site) == before


def test_a_record_that_is_gone_is_in_no_byte_of_site_and_stage(tmp_path: Path) -> None:
    root, site = tmp_path / "project", tmp_path / "out" / "site"
    organisations(root)
    add_profiles(root, "2020-craftsmen", 3)
    file = sorted(root.glob(f"{FOLDER}/*.*"))[1]
    name = "金丝雀甲乙"
    text = file.read_text("utf-8")
    old = next(line for line in text.splitlines() if line.startswith("name:"))
    file.write_text(text.replace(old, f"name: {name}"), "utf-8")
    for _ in range(2):
        built(root, open_stage(site))
    assert any(name.encode() in data for data in published(site).values())
    file.unlink()
    built(root, open_stage(site))
    for path in files_in(site.parent):
        assert name.encode() not in (site.parent / path).read_bytes(), path
        assert file.stem not in path
