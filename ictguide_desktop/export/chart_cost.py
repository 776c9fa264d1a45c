"""Costs over years: what it takes to build and to run, stacked by year, each kind with a pattern of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import ceil, floor, log10
from typing import NamedTuple

from ictguide_desktop.export.chart_marks import GRID, GRID_WIDTH, Entry, hatching, key_of, now_mark
from ictguide_desktop.export.chart_shapes import (
    Anchor,
    Block,
    Box,
    Part,
    Plot,
    Poly,
    Segment,
    Shape,
    Strokes,
    Words,
)
from ictguide_desktop.export.chart_text import (
    SMALL,
    TINY,
    Room,
    clear_of,
    line,
    paragraph,
    pitch,
    shortened,
    tallness,
    wrapped,
)
from ictguide_desktop.export.chart_words import RUNNING_TOTAL, cost_tip
from ictguide_desktop.model.chart import CostChart, CostKind

_PLOT, _STRIP, _EDGE = 210.0, 64.0, 6.0
_SLOT, _WIDEST_BAR = 26.0, 64.0
_ROLES = {
    CostKind.BUILD: "accent", CostKind.RUN: "case", CostKind.REFRESH: "done", CostKind.EXIT: "warning",
}  # fmt: skip
_SUM = "ink"


class _Scale(NamedTuple):
    """Amounts as heights: `zero` is where they begin, `steps` are the lines across."""

    zero: float
    unit: float
    steps: tuple[float, ...]

    def y(self, amount: float) -> float:
        """The height of an amount."""
        return self.zero - amount * self.unit


def cost(chart: CostChart, room: Room) -> Plot:
    """The stacks in a room, or wider where the years are many; the running total has a strip of its own beneath."""
    key = key_of(room, [Entry(partial(_sample, series.kind), series.name) for series in chart.series])
    unit = wrapped(room, chart.unit, room.width - 2 * _EDGE, SMALL, most=2).lines
    top = _EDGE + tallness(len(unit), SMALL) + pitch(SMALL) + 4
    scale = _scale(chart, top)
    side = 8 + _EDGE + max((room.length(chart.number(step), SMALL) for step in scale.steps), default=0.0)
    side = min(side, room.width / 3)
    count = max(1, len(chart.years))
    slot = max(_SLOT, (room.width - side - _EDGE) / count)
    width = side + slot * count + _EDGE
    shapes: list[Shape] = [*paragraph(room, _EDGE, _EDGE, unit, SMALL, role="soft")]
    shapes += _axis(chart, room, scale, side, width)
    for place in range(len(chart.years)):
        shapes += _stack(chart, scale, side + slot * (place + 0.5), min(_WIDEST_BAR, slot * 0.66), place)
    shapes += _totals(chart, room, scale, side, slot)
    foot = scale.y(min(0.0, *scale.steps)) + _EDGE
    shapes += _years(chart, room, foot, side, slot)
    bottom = foot + tallness(1, SMALL) + _EDGE
    if chart.cumulative and chart.years:
        strip, bottom = _running(chart, room, bottom + 8, side, slot)
        shapes += strip
    parts = []
    for place, year in enumerate(chart.years):
        box = Box(side + slot * place + 1, top - pitch(SMALL), slot - 2, bottom - top + pitch(SMALL) - 2)
        parts.append(Part(year, cost_tip(chart, place, room.say), box.corners, box))
    plot = Plot(width, bottom + 4, tuple(shapes), tuple(parts), key, side=side if width > room.width else 0.0)
    return plot.mirrored() if room.rtl else plot


# --- the scale ------------------------------------------------------------------------------------------------


def _sums(chart: CostChart) -> tuple[float, float]:
    """The lowest and the highest reach of the stacks."""
    amounts = [[float(s.amounts[place]) for s in chart.series] for place in range(len(chart.years))]
    low = min((sum(a for a in year if a < 0) for year in amounts), default=0.0)
    high = max((sum(a for a in year if a > 0) for year in amounts), default=0.0)
    return low, high


def round_step(span: float, wanted: int = 5) -> float:
    """A step of 1, 2 or 5 times a power of ten that parts a span into about so many."""
    if span <= 0:
        return 1.0
    rough = span / wanted
    power = 10.0 ** floor(log10(rough))
    return next((factor * power for factor in (1, 2, 5) if rough <= factor * power), 10 * power)


def _scale(chart: CostChart, top: float) -> _Scale:
    low, high = _sums(chart)
    step = round_step(high - low)
    first, last = floor(low / step), max(ceil(high / step), 1)
    steps = tuple(n * step for n in range(first, last + 1))
    unit = _PLOT / (steps[-1] - steps[0])
    return _Scale(top + steps[-1] * unit, unit, steps)


def _axis(chart: CostChart, room: Room, scale: _Scale, side: float, width: float) -> Iterator[Shape]:
    """The lines across with their amounts."""
    yield Strokes(tuple((side, scale.y(s), width, scale.y(s)) for s in scale.steps if s), GRID, GRID_WIDTH)
    yield Strokes(((side, scale.zero, width, scale.zero),), "faint", 1.4)
    for step in scale.steps:
        text = shortened(room, chart.number(step), side - 8, SMALL)
        yield line(room, side - 8, scale.y(step), text, SMALL, anchor=Anchor.RIGHT, role="soft", middle=True)


# --- the stacks -----------------------------------------------------------------------------------------------


def _stack(chart: CostChart, scale: _Scale, middle: float, width: float, place: int) -> Iterator[Shape]:
    """The amounts of a year upon each other; those below zero hang from it."""
    up = down = 0.0
    for series in chart.series:
        amount = float(series.amounts[place])
        if not amount:
            continue
        start = up if amount > 0 else down
        edges = sorted((scale.y(start), scale.y(start + amount)))
        yield from _filled(series.kind, Box(middle - width / 2, edges[0], width, edges[1] - edges[0]))
        if amount > 0:
            up += amount
        else:
            down += amount


def _filled(kind: CostKind, box: Box) -> Iterator[Shape]:
    """A block in the pattern of a kind: full, slanting lines, a net of lines, level lines."""
    role = _ROLES[kind]
    if kind == CostKind.BUILD:
        yield Block(box, role, role, 1.0)
        return
    yield Block(box, "paper", role, 1.4)
    lines: tuple[Segment, ...] = ()
    match kind:
        case CostKind.RUN:
            lines = hatching(box, 6.0)
        case CostKind.REFRESH:
            lines = hatching(box, 8.0) + hatching(box, 8.0, rising=False)
        case CostKind.EXIT:
            count = int((box.height - 2) // 5)
            lines = tuple(
                (box.left, box.top + 4 + 5 * n, box.right, box.top + 4 + 5 * n) for n in range(count)
            )
    if lines:
        yield Strokes(lines, role, 1.3)


def _totals(chart: CostChart, room: Room, scale: _Scale, side: float, slot: float) -> Iterator[Shape]:
    """The sum above each stack, where all sums have room."""
    texts = [chart.number(chart.total(place)) for place in range(len(chart.years))]
    if any(room.length(text, TINY, bold=True) > slot - 3 for text in texts):
        return
    for place, text in enumerate(texts):
        up = sum(max(0.0, float(series.amounts[place])) for series in chart.series)
        x, y = side + slot * (place + 0.5), scale.y(up) - 5
        yield line(room, x, y, text, TINY, anchor=Anchor.MIDDLE, role=_SUM, bold=True)


def _years(chart: CostChart, room: Room, top: float, side: float, slot: float) -> Iterator[Shape]:
    """As many years as stand clear of each other."""
    widest = max((room.length(year, SMALL) for year in chart.years), default=0.0)
    every = max(1, ceil((min(widest, 4 * slot) + 6) / slot))
    end = side + slot * len(chart.years)
    taken: list[Words] = []
    for place, year in enumerate(chart.years):
        text = shortened(room, year, min(every * slot - 4, end - side), SMALL)
        half = room.length(text, SMALL) / 2
        x = min(max(side + slot * (place + 0.5), side + half), end - half)
        words = paragraph(room, x, top, [text], SMALL, anchor=Anchor.MIDDLE, role="soft")
        if place % every == 0 and text and clear_of(words[0], taken):
            taken += words
            yield from words


# --- the running total ----------------------------------------------------------------------------------------


def _running(chart: CostChart, room: Room, top: float, side: float, slot: float) -> tuple[list[Shape], float]:
    """The sum of all years so far as a line, on a scale of its own, and where it ends."""
    count = len(chart.years)
    width = side + slot * count
    sums = [float(chart.running_total(place)) for place in range(count)]
    low, high = min(0.0, *sums), max(0.0, *sums)
    unit = _STRIP / ((high - low) or 1.0)
    name = wrapped(room, room.say(RUNNING_TOTAL), room.width - 2 * _EDGE, SMALL, most=2).lines
    first = top + tallness(len(name), SMALL) + pitch(TINY) + 6
    zero = first + high * unit
    shapes: list[Shape] = [*paragraph(room, _EDGE, top, name, SMALL, role="soft")]
    shapes.append(Strokes(((side, zero, width, zero),), "faint", 1.2))
    points = tuple((side + slot * (n + 0.5), zero - total * unit) for n, total in enumerate(sums))
    if count > 1:
        shapes.append(Poly(points, stroke=_SUM, width=2.0))
    shapes += (now_mark(x, y, role=_SUM) for x, y in points)
    end = chart.number(chart.running_total(count - 1))
    text = shortened(room, end, width - side, TINY, bold=True)
    x = min(points[-1][0] + room.length(text, TINY, bold=True) / 2, width)
    shapes.append(line(room, x, points[-1][1] - 9, text, TINY, anchor=Anchor.RIGHT, role=_SUM, bold=True))
    return shapes, zero - low * unit + 8


def _sample(kind: CostKind, x: float, y: float) -> tuple[Shape, ...]:
    return tuple(_filled(kind, Box(x - 13, y - 7, 26, 14)))
