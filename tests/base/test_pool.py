"""Jobs over processes: in order, and also where a process cannot be forked."""

from __future__ import annotations

import operator
import threading
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from campaignkit.base.pool import AHEAD, map_parallel
from campaignkit.content.check import check
from campaignkit.model.settings import Settings
from support.site import site_case

NOON = datetime(2021, 8, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


double = partial(operator.mul, 2)
"""Of a module that any process can import."""


def test_results_come_in_order() -> None:
    assert list(map_parallel(double, range(20), 2)) == [2 * number for number in range(20)]


def test_items_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    results = map_parallel(double, items(), 2)
    assert next(results) == 0
    assert len(taken) <= 2 * AHEAD + 2
    assert list(results) == [2 * number for number in range(1, 1000)]


def test_one_item_needs_no_process() -> None:
    assert list(map_parallel(list.append, [], 2)) == []
    assert list(map_parallel(lambda number: number + 1, [1], 2)) == [
        2
    ]  # nothing that can be pickled


def test_a_process_with_threads_starts_workers_afresh(tmp_path: Path) -> None:
    site_case("good").write(tmp_path)
    alone = check(tmp_path, NOON, Settings(), workers=1)
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        spread_out = check(tmp_path, NOON, Settings(), workers=2)
    finally:
        stop.set()
        thread.join()
    assert not spread_out.findings
    assert list(spread_out.catalogue.all_cards()) == list(alone.catalogue.all_cards())
