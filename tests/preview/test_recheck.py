"""A pass behind a preview: in another process, batch by batch, until it is stopped."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from campaignkit.base.pool import LOWEST, in_background
from campaignkit.content.batch import BatchJob
from campaignkit.content.check import CheckResult, check
from campaignkit.content.load import Batch
from campaignkit.content.record_cache import Chunk
from campaignkit.model.settings import Settings
from campaignkit.preview import recheck
from campaignkit.preview.recheck import Recheck, alike, merged
from support.site import site_case

NOON = datetime(2021, 8, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
LIMIT = 600
"""Seconds that a worker may take to begin on a busy machine."""


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CheckResult:
    monkeypatch.setattr(recheck, "PAUSE", 0.0)
    site_case("good").write(tmp_path)
    return check(tmp_path, NOON, Settings(), preview=True, workers=1)


class Heard:
    """What a pass tells."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.words: list[str] = []
        self.over = threading.Event()

    def take(self, batch: Batch, chunk: Chunk) -> None:
        assert tuple(chunk.records) == batch.ids
        self.taken.append(batch.name)

    def end(self, word: str) -> None:
        self.words.append(word)
        self.over.set()


def a_pass(job: Callable[[Any], Any], checked: CheckResult, heard: Heard) -> Recheck:
    batches = [batch for batch, _ in checked.chunks]
    ends = (partial(heard.end, "end"), partial(heard.end, "fail"))
    return Recheck(job, batches, heard.take, *ends)  # type: ignore[arg-type]


def job(checked: CheckResult) -> BatchJob:
    contexts = {batch.campaign: b"" for batch, _ in checked.chunks}
    return BatchJob(checked.loaded.catalogue, None, None, contexts)


def test_every_batch_is_told_and_then_the_end(checked: CheckResult) -> None:
    heard = Heard()
    a_pass(job(checked), checked, heard).start()
    assert heard.over.wait(LIMIT)
    assert heard.words == ["end"]
    assert heard.taken == [batch.name for batch, _ in checked.chunks]


@pytest.mark.parametrize("fault", [partial(os.kill, 0), partial(int, base=99)])
def test_a_worker_that_cannot_go_on_is_told(checked: CheckResult, fault: Any) -> None:
    heard = Heard()
    a_pass(fault, checked, heard).start()
    assert heard.over.wait(LIMIT)
    assert (heard.words, heard.taken) == (["fail"], [])


def test_a_stopped_pass_tells_nothing(checked: CheckResult) -> None:
    heard = Heard()
    run = a_pass(job(checked), checked, heard)
    run.stop()
    run.start()
    for thread in threading.enumerate():
        if thread.name == "recheck":
            thread.join(LIMIT)
    assert (heard.words, heard.taken) == ([], [])


def test_a_worker_gives_way_and_is_killed_without_harm() -> None:
    stopped = threading.Event()
    niceness = in_background(partial(os.getpriority, os.PRIO_PROCESS), [0, 0, 0], stopped)
    assert next(niceness) == LOWEST
    stopped.set()
    assert list(niceness) == []
    killed = in_background(signal.raise_signal, [signal.SIGKILL], threading.Event())
    with pytest.raises(Exception, match="terminated abruptly"):
        list(killed)


def test_what_was_saved_meanwhile_stays(checked: CheckResult) -> None:
    root = checked.loaded.catalogue.root
    batch, old = next(pair for pair in checked.chunks if pair[0].campaign == "essay")
    again = Chunk.unpack(job(checked)(batch))
    assert all(alike(old.records[record], again.records[record]) for record in batch.ids)
    file = root / batch.path("one")
    file.write_text(file.read_text("utf-8").replace("title: 夜班", "title: 早班"), "utf-8")
    new, _ = job(checked).checker(batch).look("one")
    assert not alike(old.records["one"], new)
    known = Chunk(old.context, {**old.records, "one": new})
    assert merged(root, batch, known, again).records["one"] is new
