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
    x: float
    y: int
    width: float
    shade: str


class Words(NamedTuple):
    x: float
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
    keys = _legend(bars.legend, shades) if len(bars.legend) > 1 else []
    top = LEGEND_ROW * len(keys) + (8 if keys else 0)
    parts, labels, numbers = [], [], []
    for place, (label, values) in enumerate(bars.rows):
        y = top + place * ROW
        labels.append(Words(0, y + TEXT, _short(label)))
        drawn = _row(values, shades, y + TEXT + 6, (WIDTH - MARGIN) / most)
        parts += drawn
        end = drawn[-1].x + drawn[-1].width if drawn else 0
        numbers.append(Words(round(end + 6, 1), y + TEXT + 19, write(sum(values))))
    height = top + ROW * len(bars.rows)
    return Chart(WIDTH, height, EDGE, BAR, keys, parts, labels, numbers)


def _shades(count: int) -> Sequence[str]:
    """One part is drawn in the middle shade; two as far apart as can be."""
    return {1: SHADES[1:2], 2: (SHADES[3], SHADES[0])}.get(count, SHADES)


def _legend(names: Sequence[str], shades: Sequence[str]) -> list[tuple[Part, Words]]:
    return [
        (
            Part(0.5, LEGEND_ROW * place + 3, TEXT, shade),
            Words(TEXT + 8, LEGEND_ROW * place + TEXT + 1, name),
        )
        for place, (name, shade) in enumerate(zip(names, shades, strict=False))
    ]


def _row(values: Sequence[int], shades: Sequence[str], y: int, scale: float) -> list[Part]:
    x, parts = 0.5, []
    for value, shade in zip(values, shades, strict=False):
        if value > 0:
            width = round(value * scale, 1)
            parts.append(Part(round(x, 1), y, width, shade))
            x += width
    return parts


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
