"""The figures as one SVG: no scripts, no fonts of its own, readable in light and dark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from bench.plan import ROWS, Job
from bench.study import Cell
from bench.targets import MEGABYTE

WIDTH = 760
_LABEL, _BAR, _RIGHT = 210, 22, 150
_STYLE = """\
text{font:14px system-ui,"Noto Sans CJK SC",sans-serif;fill:#1f2328}
.h{font-weight:600}.s{font-size:12px;fill:#59636e}.bar{fill:#8c959f}.own{fill:#c7000b}
@media (prefers-color-scheme:dark){text{fill:#f0f6fc}.s{fill:#9198a1}.bar{fill:#656c76}\
.own{fill:#ff6b6b}}"""


@dataclass(frozen=True, slots=True)
class Bar:
    """One program's figure, as long as its share of the largest in its panel."""

    name: str
    value: float
    said: str
    own: bool


def chart(cells: Mapping[Job, Cell], records: int, made_on: str) -> str:
    """Panels of bars for the rows that were measured on `records` records; shorter is better."""
    panels = [
        (ROWS[row], bars)
        for row in ("cold", "same", "record", "template", "search", "memory")
        if len(bars := _bars(cells, row, records)) > 1
    ]
    pieces: list[str] = []
    top = 58
    for title, bars in panels:
        pieces.append(f'<text class="h" x="16" y="{top}">{escape(title)}</text>')
        pieces += [_bar(bar, bars, top + 12 + at * (_BAR + 6)) for at, bar in enumerate(bars)]
        top += 12 + len(bars) * (_BAR + 6) + 30
    heading = f"{records:,} profiles, whole process; shorter is better"
    summary = "; ".join(f"{title}: {_spoken(bars)}" for title, bars in panels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top + 4}" role="img" '
        f'aria-labelledby="t d"><title id="t">{heading}</title>'
        f'<desc id="d">{escape(summary)}</desc><style>{_STYLE}</style>'
        f'<text class="h" x="16" y="26">{heading}</text>\n'
        + "\n".join(pieces)
        + f'\n<text class="s" x="16" y="{top - 8}">{escape(made_on)}</text></svg>\n'
    )


def _bars(cells: Mapping[Job, Cell], row: str, records: int) -> list[Bar]:
    found = []
    for job, cell in cells.items():
        figure = cell.peak if row == "memory" else cell.median
        if job.row == row and job.records == records and figure and not job.key.startswith("floor"):
            said = f"{figure / MEGABYTE:,.0f} MB" if row == "memory" else f"{figure:.2f} s"
            found.append(Bar(cell.name, figure, said, job.key == "ours"))
    return sorted(found, key=lambda bar: (not bar.own, bar.value))


def _bar(bar: Bar, beside: Sequence[Bar], top: int) -> str:
    longest = max(other.value for other in beside)
    length = max(2, round((WIDTH - _LABEL - _RIGHT) * bar.value / longest))
    own = next((other.value for other in beside if other.own), None)
    times = f"  ×{bar.value / own:.1f}" if own and not bar.own else ""
    middle = top + _BAR - 6
    return (
        f'<text x="{_LABEL - 10}" y="{middle}" text-anchor="end">{escape(bar.name)}</text>'
        f'<rect class="{"own" if bar.own else "bar"}" x="{_LABEL}" y="{top}" width="{length}" '
        f'height="{_BAR}" rx="3"/><text x="{_LABEL + length + 8}" y="{middle}">{bar.said}{times}'
        "</text>"
    )


def _spoken(bars: Sequence[Bar]) -> str:
    return ", ".join(f"{bar.name} {bar.said}" for bar in bars)
