"""The ways of systems that can neither fork nor exchange two folders, taken on purpose."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from campaignkit.base import pool
from campaignkit.publish import output, swap
from support.engine import build_site
from support.site import fingerprint, site_case


def publish(root: Path, workers: int) -> dict[str, str]:
    stage = swap.open_stage(root / "site")
    build_site(root, stage.tree.folder, workers, stage.tree)
    stage.tree.put("index.html", b"x")
    swap.publish(stage)
    return fingerprint(root / "site")


@pytest.mark.site
def test_a_site_is_the_same_without_fork_and_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder with Chinese and a blank in its name, twice: the second replaces the first."""
    for name in ("known", "我的 网站 (1)"):
        site_case("good").write(tmp_path / name)
    expected = publish(tmp_path / "known", 1)
    assert len(expected) > 20
    monkeypatch.setattr(pool, "may_fork", lambda: False)
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    root = tmp_path / "我的 网站 (1)"
    assert publish(root, 2) == expected
    entry = root / "campaigns" / "essay" / "entries" / "one.yml"
    entry.write_text(entry.read_text("utf-8").replace("夜班", "早班"), "utf-8")
    assert publish(root, 2) != expected
    assert not list(root.glob(".site.old"))


def test_files_are_written_as_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows would write two bytes for each end of a line, in pictures too."""
    flags: list[int] = []
    real = os.open

    def spy(target: str, flag: int, mode: int = 0o777) -> int:
        flags.append(flag)
        return real(target, flag & ~BINARY, mode)

    monkeypatch.setattr(os, "O_BINARY", BINARY, raising=False)
    monkeypatch.setattr(output.os, "open", spy)
    os.close(output._open_new(str(tmp_path / "x")))
    assert [flag & BINARY for flag in flags] == [BINARY]


BINARY = 1 << 30


def test_no_more_workers_than_windows_can_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Executor:
        def __init__(self, workers: int, *_: object) -> None:
            asked.append(workers)
            raise RuntimeError("seen")

    monkeypatch.setattr(pool, "ProcessPoolExecutor", Executor)
    with pytest.raises(RuntimeError, match="seen"):
        list(pool.map_parallel(abs, range(100), 96))
    assert asked == [61]


@pytest.mark.parametrize("encoding", ["cp936", "cp437"])
def test_a_console_that_knows_few_characters_is_no_reason_to_stop(
    tmp_path: Path, encoding: str
) -> None:
    root = tmp_path / "工会 网站"
    case = site_case("good")
    case.files["campaigns/essay/campaign.yml"] += "slogan：𠮷\n".encode()
    case.write(root)
    done = subprocess.run(
        [sys.executable, "-c", "from campaignkit.commands.cli import main; main()", "check"],
        cwd=root,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    text = done.stdout.decode(encoding)
    assert "campaigns/essay/campaign.yml:" in text
    assert ("改法" in text) is (encoding == "cp936")
