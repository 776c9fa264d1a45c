"""The bars: one for each dimension, with its level, a mark for the target and one for the round before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ictguide_desktop.export.chart_marks import (
    AIM,
    DOTTED,
    GRID,
    GRID_WIDTH,
    NOW,
    OTHER,
    Entry,
    aim_mark,
    band_entries,
    ground,
    hollow_bar,
    key_of,
    zigzag,
)
from ictguide_desktop.export.chart_shapes import Anchor, Block, Box, Part, Plot, Poly, Shape, Strokes, Words
from ictguide_desktop.export.chart_text import (
    SMALL,
    TEXT,
    TINY,
    Room,
    clear_of,
    line,
    paragraph,
    shortened,
    tallness,
    wrapped,
)
from ictguide_desktop.export.chart_words import (
    BEFORE,
    BEFORE_BROKEN,
    LEVEL_NOW,
    PROVISIONAL,
    TARGET,
    bar_tip,
    level_words,
    mark_of,
)
from ictguide_desktop.model.chart import BarChart, BarRow, Reading

_NARROW, _EDGE, _GAP = 520.0, 4.0, 12.0
_BAR, _LEAST = 18.0, 38.0


class _Scale(NamedTuple):
    """Where levels stand: `left` is level 0."""

    left: float
    unit: float
    highest: int

    def at(self, level: float) -> float:
        """The place of a level."""
        return self.left + self.unit * min(max(level, 0.0), self.highest + 0.5)


class _Names(NamedTuple):
    """How the names of the rows stand: beside their bars, or above them where there is little room."""

    beside: bool
    indent: float
    width: float


class _Laid(NamedTuple):
    """A row laid out; `strip` is where the ground behind its bar begins and ends when names stand above bars."""

    shapes: list[Shape]
    tall: float
    strip: tuple[float, float]


def bars(chart: BarChart, room: Room) -> Plot:
    """The bars in a room; they grow from where the language begins."""
    key = key_of(room, list(_entries(chart, room)))
    indent = 8 + min(
        room.width / 4, max((room.length(row.id, TEXT, bold=True) for row in chart.rows), default=0)
    )
    beside = room.width >= _NARROW
    column = min(250.0, max(150.0, room.width * 0.34)) if beside else 0.0
    names = _Names(beside, indent, (column if beside else room.width) - indent - 2 * _EDGE)
    left = column + _GAP if beside else 2 * _EDGE
    scale = _Scale(left, (room.width - left - _EDGE) / (chart.highest + 0.5), chart.highest)
    head = _head(chart, room, scale)
    top = max((shape.box.bottom for shape in head), default=0.0) + 4
    rows: list[Shape] = []
    parts: list[Part] = []
    bottom = top
    strips: list[tuple[float, float]] = []
    for row in chart.rows:
        laid = _row(chart, row, room, scale, names, bottom)
        rows += laid.shapes
        strips.append(laid.strip)
        box = Box(0, bottom, room.width, laid.tall)
        parts.append(Part(row.id, bar_tip(chart, row, room.say), box.corners, box))
        bottom += laid.tall
    if names.beside:
        strips = [(top, bottom)]
    grounds = [shape for strip in strips for shape in _grounds(chart, scale, *strip)]
    plot = Plot(room.width, bottom + 8, (*grounds, *head, *rows), tuple(parts), key, head=top)
    return plot.mirrored() if room.rtl else plot


# --- the scale ------------------------------------------------------------------------------------------------


def _head(chart: BarChart, room: Room, scale: _Scale) -> list[Shape]:
    """The names of the bands and the numbers of the levels above the bars."""
    shapes: list[Shape] = []
    top = _EDGE
    names = [(band, scale.unit * (band.high - band.low + 1) - 6) for band in chart.bands]
    if names and all(room.length(band.name, TINY) <= width for band, width in names):
        for band, _width in names:
            middle = scale.at((band.low + band.high) / 2)
            shapes += paragraph(
                room, middle, top, [band.name], TINY, anchor=Anchor.MIDDLE, role="soft", bold=False
            )
        top += tallness(1, TINY)
    for level in range(1, chart.highest + 1):
        shapes += paragraph(
            room, scale.at(level), top, [f"{level}"], SMALL, anchor=Anchor.MIDDLE, role="soft", bold=True
        )
    return shapes


def _grounds(chart: BarChart, scale: _Scale, top: float, bottom: float) -> Iterator[Shape]:
    """The bands behind the bars, a line for each level, and a stronger one where they begin."""
    for place, band in enumerate(chart.bands):
        left = scale.at(band.low - 0.5 if band.low > 1 else 0)
        right = scale.at(band.high + 0.5)
        yield Block(Box(left, top, right - left, bottom - top), ground(place))
        if place:
            yield Strokes(((left, top, left, bottom),), "faint", 1.0, DOTTED)
    lines = tuple((scale.at(level), top, scale.at(level), bottom) for level in range(1, chart.highest + 1))
    if lines:
        yield Strokes(lines, GRID, GRID_WIDTH)
    yield Strokes(((scale.left, top, scale.left, bottom),), "faint", 1.4)


# --- a row ----------------------------------------------------------------------------------------------------


def _row(chart: BarChart, row: BarRow, room: Room, scale: _Scale, names: _Names, top: float) -> _Laid:
    """The name, the bar and the marks of a dimension."""
    lines = wrapped(room, row.label, names.width, TEXT, most=3).lines
    text = tallness(max(1, len(lines)), TEXT)
    tall = max(_LEAST, text + 10) if names.beside else text + _BAR + 26
    first = top + (tall - text) / 2 if names.beside else top + 4
    middle = top + tall / 2 if names.beside else first + text + 8 + _BAR / 2
    id_ = shortened(room, row.id, names.indent - 4, TEXT, bold=True)
    shapes: list[Shape] = [
        *paragraph(room, _EDGE, first, [id_], TEXT, bold=True),
        *paragraph(room, _EDGE + names.indent, first, lines, TEXT),
    ]
    shapes += _bar(row, scale, middle)
    number = _number(row, room, scale, middle)
    if row.before is not None:
        edges = middle - _BAR / 2 - 3, middle + _BAR / 2 + 2
        shapes += _before(scale.at(float(row.before.value)), *edges, broken=row.broken)
    if row.target is not None:
        shapes += _target(room, row.target, scale.at(float(row.target.value)), middle, number)
    shapes += number or _no_level(chart, row, room, scale, middle)
    shapes.append(Strokes(((0, top + tall, room.width, top + tall),), GRID, GRID_WIDTH))
    return _Laid(shapes, tall, (middle - _BAR / 2 - 6, middle + _BAR / 2 + 10))


def _bar(row: BarRow, scale: _Scale, middle: float) -> tuple[Shape, ...]:
    if row.level is None:
        return ()
    box = Box(scale.left, middle - _BAR / 2, scale.at(float(row.level.value)) - scale.left, _BAR)
    return hollow_bar(box) if row.level.provisional else (Block(box, NOW, NOW, 1.0, 2.0),)


def _number(row: BarRow, room: Room, scale: _Scale, middle: float) -> tuple[Shape, ...]:
    """The level at the foot of its bar, so that the numbers of all bars stand under each other."""
    if row.level is None:
        return ()
    number, x = mark_of(row.level), scale.left + 7
    length = room.length(number, TEXT, bold=True)
    if not row.level.provisional and scale.at(float(row.level.value)) >= x + length + 4:
        return (line(room, x, middle, number, TEXT, role="on-accent", bold=True, middle=True),)
    words = line(room, x, middle, number, TEXT, bold=True, middle=True)
    return Block(Box(x - 3, middle - 7.5, length + 6, 15), "paper", radius=3), words


def _no_level(chart: BarChart, row: BarRow, room: Room, scale: _Scale, middle: float) -> tuple[Shape, ...]:
    """The word for a missing level, in the first gap between the marks of the row that holds it."""
    said = level_words(None, chart.levels, room.say)
    marks = sorted(scale.at(float(one.value)) for one in (row.target, row.before) if one is not None)
    starts = [scale.left + 8, *(mark + 34 for mark in marks)]
    ends = [*(mark - 12 for mark in marks), room.width - _EDGE]
    gaps = list(zip(starts, ends, strict=True))
    length = room.length(said, SMALL)
    widest = max(gaps, key=lambda gap: gap[1] - gap[0])
    start, end = next((gap for gap in gaps if gap[1] - gap[0] >= length), widest)
    text = shortened(room, said, end - start, SMALL)
    return (line(room, start, middle, text, SMALL, role="soft", middle=True),) if text else ()


def _before(x: float, top: float, foot: float, *, broken: bool) -> Iterator[Shape]:
    """The round before: a triangle under the bar, and across it a line, or a zigzag where the questions were others."""
    if broken:
        yield zigzag(x, top, foot)._replace(stroke="paper", width=5.0)
        yield zigzag(x, top, foot)
    else:
        yield Strokes(((x, top, x, foot),), "paper", 4.5)
        yield Strokes(((x, top, x, foot),), OTHER, 2.0, (3.0, 2.0))
    yield Poly(((x, foot), (x + 5, foot + 7), (x - 5, foot + 7)), True, OTHER)


def _target(room: Room, reading: Reading, x: float, middle: float, level: Sequence[Shape]) -> Iterator[Shape]:
    """The mark of the target with its number, which stands clear of the bar's own."""
    stem = (x, middle - _BAR / 2 - 5, x, middle + _BAR / 2 + 5)
    number = mark_of(reading)
    length = room.length(number, SMALL, bold=True)
    left = x + 13 if x + 16 + length <= room.width else x - 13 - length
    words = line(room, left, middle, number, SMALL, role=AIM, bold=True, middle=True)
    shown = left > 0 and clear_of(words, (one for one in level if isinstance(one, Words)))
    if shown:
        yield Block(Box(left - 2, middle - 7, length + 4, 14), "paper", radius=3)
    yield Strokes((stem,), "paper", 5.0)
    yield Strokes((stem,), AIM, 2.0)
    yield aim_mark(x, middle)._replace(stroke="paper", width=5.0)
    yield aim_mark(x, middle)._replace(fill="paper")
    if shown:
        yield words


# --- the key --------------------------------------------------------------------------------------------------


def _entries(chart: BarChart, room: Room) -> Iterator[Entry]:
    say, rows = room.say, chart.rows
    yield Entry(_level_sample, say(LEVEL_NOW))
    if any(row.level is not None and row.level.provisional for row in rows):
        yield Entry(_provisional_sample, say(PROVISIONAL))
    if any(row.target is not None for row in rows):
        yield Entry(_target_sample, say(TARGET))
    earlier = [row for row in rows if row.before is not None]
    if any(not row.broken for row in earlier):
        yield Entry(partial(_before_sample, broken=False), say(BEFORE))
    if any(row.broken for row in earlier):
        yield Entry(partial(_before_sample, broken=True), say(BEFORE_BROKEN))
    yield from band_entries(room, chart.bands)


def _level_sample(x: float, y: float) -> tuple[Shape, ...]:
    return (Block(Box(x - 14, y - 6, 28, 12), NOW, NOW, 1.0, 2.0),)


def _provisional_sample(x: float, y: float) -> tuple[Shape, ...]:
    return hollow_bar(Box(x - 14, y - 6, 28, 12))


def _target_sample(x: float, y: float) -> tuple[Shape, ...]:
    return Strokes(((x, y - 10, x, y + 10),), AIM, 2.0), aim_mark(x, y)._replace(fill="paper")


def _before_sample(x: float, y: float, *, broken: bool) -> tuple[Shape, ...]:
    return tuple(_before(x, y - 9, y + 3, broken=broken))
