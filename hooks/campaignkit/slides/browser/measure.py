"""Measures slides in a real browser: overflow, smallest type, lowest contrast."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from campaignkit.base.findings import Finding, Position
from campaignkit.slides.browser.chromium import ChromiumError, dump_dom
from campaignkit.slides.deck_view import DeckView
from campaignkit.slides.output import documents
from campaignkit.slides.rules import deck_contrast, deck_overfull

_MEASURED = re.compile(r'<script type="application/json" id="measured">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class SlideMeasurement:
    """One slide as the browser laid it out.

    `fit` is how large its body was set against its usual size, `smallest` the smallest type in
    pixels of a slide that is 720 high, `contrast` the lowest ratio of any text on it. `touching`
    names two texts that have no gap between them, as `one/other`, or is empty.
    """

    id: str
    overflows: bool
    fit: float
    smallest: float
    contrast: float
    touching: str = ""


def measure(
    browser: Path, view: DeckView, pictures: Mapping[str, bytes]
) -> tuple[SlideMeasurement, ...]:
    """Lay a deck out in `browser` and measure each sheet. Raises `ChromiumError`."""
    with tempfile.TemporaryDirectory(prefix="campaignkit-slides-") as folder:
        page = Path(folder) / "deck.html"
        page.write_text(
            documents.measuring_file(view.deck, view.context, pictures), encoding="utf-8"
        )
        dom = dump_dom(browser, page)
    found = _MEASURED.search(dom)
    if not found:
        raise ChromiumError("Chromium 没有量出结果，请更新浏览器")
    return tuple(SlideMeasurement(**one) for one in json.loads(found[1]))


def findings(view: DeckView, measured: Sequence[SlideMeasurement]) -> Iterator[Finding]:
    """What the measures say against the hall's limits."""
    positions = {slide.id: slide.position for slide in view.deck.slides}
    for one in measured:
        yield from _of_slide(view, one, positions.get(one.id, view.deck.position))


def _of_slide(view: DeckView, one: SlideMeasurement, place: Position) -> Iterator[Finding]:
    limits = view.limits
    if one.overflows:
        message = "这一页放不下：字缩到最小还是超出了边框"
        yield Finding(place, deck_overfull.ID, message, "删掉一些，或用 --- 分成两页")
    elif one.smallest < limits.smallest:
        message = f"这一页最小的字只有 {one.smallest:.0f}，礼堂里要不小于 {limits.smallest:.0f}"
        yield Finding(place, deck_overfull.ID, message, "删掉一些，或用 --- 分成两页")
    if one.touching:
        first, _, second = one.touching.partition("/")
        message = f"“{first}”和“{second}”挨在一起，分不开"
        yield Finding(place, deck_overfull.ID, message, "写短一些，或用 --- 分成两页")
    if one.contrast < limits.contrast:
        message = f"有文字的对比度只有 {one.contrast:.1f}:1，要不小于 {limits.contrast:g}:1"
        yield Finding(place, deck_contrast.ID, message, "换一个背景色，或用主题的颜色")
