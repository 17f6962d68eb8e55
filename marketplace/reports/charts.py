"""Bars drawn as SVG by the server: no script, no style, readable in print and without colour.

Shades run from light to dark, so that eyes that see no red or no green tell them apart; every
bar has its number beside it, and the table beside the chart says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

WIDTH = 360
ROW, BAR, TEXT = 44, 16, 14
LEGEND_ROW = 22
# Room for the number behind the longest bar.
MARGIN = 84
LONGEST_LABEL = 44
SHADES = ("#f2d48f", "#c9812a", "#7a4a12", "#123524")
EDGE = "#543600"


@dataclass(frozen=True, slots=True)
class Bars:
    """legend: the name of each part. rows: (label, one value for each part)."""

    legend: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int]]] = field(default_factory=list)


class Part(NamedTuple):
    x: int
    y: int
    width: int
    shade: str


class Words(NamedTuple):
    x: int
    y: int
    text: str


class Chart(NamedTuple):
    """What the template draws; every number is in units of the viewBox."""

    width: int
    height: int
    edge: str
    bar: int
    keys: list[tuple[Part, Words]]
    parts: list[Part]
    labels: list[Words]
    numbers: list[Words]


def draw(bars: Bars, write=str) -> Chart | None:
    """The chart of these bars, None without any. write: how a number is written."""
    most = max((sum(values) for _, values in bars.rows), default=0)
    if most <= 0:
        return None
    shades = _shades(len(bars.legend))
    keys = _legend(bars, shades) if len(bars.legend) > 1 else []
    top = LEGEND_ROW * len(keys) + (8 if keys else 0)
    parts, labels, numbers = [], [], []
    for place, (label, values) in enumerate(bars.rows):
        y = top + place * ROW
        labels.append(Words(0, y + TEXT, _short(label)))
        drawn = _row(values, shades, y + TEXT + 6, (WIDTH - MARGIN) / most)
        parts += drawn
        end = drawn[-1].x + drawn[-1].width if drawn else 1
        numbers.append(Words(end + 6, y + TEXT + 19, write(sum(values))))
    height = top + ROW * len(bars.rows)
    return Chart(WIDTH, height, EDGE, BAR, keys, parts, labels, numbers)


def _shades(count: int) -> Sequence[str]:
    """One part is drawn in the middle shade; two as far apart as can be."""
    return {1: SHADES[1:2], 2: (SHADES[3], SHADES[0])}.get(count, SHADES)


def _legend(bars: Bars, shades: Sequence[str]) -> list[tuple[Part, Words]]:
    """The names of the parts of which there is any."""
    named = zip(bars.legend, shades, strict=False)
    used = [key for part, key in enumerate(named) if any(row[1][part] for row in bars.rows)]
    return [
        (
            Part(1, LEGEND_ROW * place + 3, TEXT, shade),
            Words(TEXT + 8, LEGEND_ROW * place + TEXT + 1, name),
        )
        for place, (name, shade) in enumerate(used)
    ]


def _row(values: Sequence[int], shades: Sequence[str], y: int, scale: float) -> list[Part]:
    """Whole units, which read the same in every language; what is there is never too thin."""
    x, parts = 1, []
    for value, shade in zip(values, shades, strict=False):
        if value > 0:
            parts.append(Part(x, y, max(2, round(value * scale)), shade))
            x += parts[-1].width
    return parts


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
