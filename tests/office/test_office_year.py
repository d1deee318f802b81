"""An office from the form that goes out to the tampered file that is found, in one go."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from campaignkit.content.project import open_project
from campaignkit.publish.swap import open_stage, publish
from support.engine import build_site
from support.office import CAMPAIGN, ENTRIES, FilledForm, Run, bytes_below, id_number, work

WORKS = 6
JUDGES = ("甲", "乙", "丙")
STEPS = ("first", "second", "final")


@pytest.mark.site
def test_from_the_form_to_the_tampered_file(run: Run, tmp_path: Path) -> None:
    """Every step by the command that an office types, on the files that the one before left."""
    _project(tmp_path)
    _form_and_intake(run, tmp_path)
    _judge(run, tmp_path)
    _proof_and_sign(run, tmp_path)
    _build(tmp_path)
    _hand_over(run, tmp_path)
    _no_private_number(tmp_path)


def _project(root: Path) -> None:
    (root / ENTRIES / "example-1.yml").unlink()
    (root / "docs").mkdir()
    config = "site_name: 示例\nsite_url: https://example.org/\nextra:\n  campaigns:\n"
    (root / "mkdocs.yml").write_text(f"{config}    review: required\n", "utf-8")
    file = root / "campaigns" / CAMPAIGN / "campaign.yml"
    file.write_text(file.read_text("utf-8").replace("state: draft", "state: published"), "utf-8")


def _form_and_intake(run: Run, root: Path) -> None:
    assert run("form", CAMPAIGN, "--private", "--out", "报名表.xlsx").code == 0
    form = FilledForm(root / "报名表.xlsx")
    for number in range(WORKS):
        form.put(3 + number, work(number + 1))
    form.put(3, {"本人同意·签署日期": "四月下旬"})
    form.save()
    told = run("intake", CAMPAIGN, "报名表.xlsx", "--write")
    assert told.code == 1
    assert "3：“本人同意·签署日期”要写日期" in told.out
    form.put(3, {"本人同意·签署日期": date(2021, 4, 20)})
    form.save()
    assert run("intake", CAMPAIGN, "报名表.xlsx", "--write").code == 0
    assert len(list((root / ENTRIES).glob("*.yml"))) == WORKS
    for file in (root / ENTRIES).glob("*.yml"):
        file.write_text(f"{file.read_text('utf-8')}body: 示例正文。\n", "utf-8")


def _judge(run: Run, root: Path) -> None:
    names = ",".join(JUDGES)
    ran = run("judging", "pack", CAMPAIGN, "--judges", names, "--to", "评审", "--no-pdf")
    assert ran.code == 0, ran.out + ran.err
    assert "示例·王".encode() not in bytes_below(root / "评审")
    sheets = sorted((root / "评审").glob("*.xlsx"))
    for sheet in sheets:
        book = load_workbook(sheet)
        for row in range(2, WORKS + 2):
            number = int(str(book.worksheets[0].cell(row, 1).value))
            for column, points in enumerate((30 + number, 30, 15), start=4):
                book.worksheets[0].cell(row, column).value = points
        book.save(sheet)
    ran = run("judging", "collect", CAMPAIGN, *map(str, sheets), "--out", "名次.xlsx", "--write")
    assert ran.code == 0, ran.out + ran.err
    ranks = load_workbook(root / "名次.xlsx").worksheets[0]
    assert [ranks.cell(2, column).value for column in (1, 2)] == [1, WORKS]
    texts = [file.read_text("utf-8") for file in (root / ENTRIES).glob("*.yml")]
    assert sum("award: first" in text for text in texts) == 1
    assert sum("award: second" in text for text in texts) == 2


def _proof_and_sign(run: Run, root: Path) -> None:
    before = run("check")
    assert before.code == 1
    assert "review-missing" in before.out
    ran = run("proof", CAMPAIGN, "--to", "送审", "--no-pdf")
    assert ran.code == 0, ran.out + ran.err
    page = (root / "送审" / f"送审稿-{CAMPAIGN}.html").read_text("utf-8")
    for number in range(1, WORKS + 1):
        assert work(number)["题目"] in page
    for step in STEPS:
        assert run("review", CAMPAIGN, "--step", step, "--by", f"示例·{step}").code == 0
    after = run("check")
    assert after.code == 0, after.out


def _build(root: Path) -> None:
    """Publish the site in one step, with the tests' engine of few lines."""
    assert not open_project(root).findings
    stage = open_stage(root / "site")
    build_site(root, stage.tree.folder, tree=stage.tree)
    publish(stage)


def _hand_over(run: Run, root: Path) -> None:
    assert run("pack", "--new-key").code == 0
    packed = run("pack", "--out", "网站.zip")
    assert packed.code == 0, packed.out + packed.err
    shutil.unpack_archive(root / "网站.zip", root / "服务器")
    manifest = next(root.glob("网站*/**/*.manifest"), None) or next(root.rglob("*.manifest"))
    named = ("verify", "服务器", "--manifest", os.fspath(manifest.relative_to(root)))
    clean = run(*named)
    assert clean.code == 0, clean.out + clean.err
    page = root / "服务器" / "campaigns" / CAMPAIGN / "index.html"
    page.write_text(page.read_text("utf-8") + "<script>alert(1)</script>", "utf-8")
    found = run(*named, "--format", "json")
    assert found.code == 1
    assert f"campaigns/{CAMPAIGN}/index.html" in json.dumps(json.loads(found.out))


def _no_private_number(root: Path) -> None:
    everything = b"".join(
        bytes_below(root / name) for name in ("campaigns", "site", "评审", "送审")
    )
    for number in range(1, WORKS + 1):
        assert id_number(number).encode() not in everything
        assert f"1390000{number:04d}".encode() not in everything
