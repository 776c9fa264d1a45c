"""The bars: one for each dimension, with its level, a mark for the target and one for the round before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from ictguide_desktop.export.chart_marks import (
    AIM,
    DASHED,
    DOTTED,
    NOW,
    OTHER,
    Entry,
    aim_mark,
    hollow_bar,
    key_of,
    other_mark,
    zigzag,
)
from ictguide_desktop.export.chart_shapes import Anchor, Block, Box, Part, Plot, Poly, Shape, Strokes
from ictguide_desktop.export.chart_text import (
    SMALL,
    TEXT,
    TINY,
    Room,
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
    band_words,
    bar_tip,
    level_words,
    mark_of,
)
from ictguide_desktop.model.chart import BarChart, BarRow, Reading

_NARROW, _EDGE, _GAP = 430.0, 4.0, 12.0
_BAR, _LEAST = 18.0, 38.0
_GROUNDS = ("canvas", "paper", "accent-ground")


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
    for row in chart.rows:
        shapes, tall = _row(chart, row, room, scale, names, bottom)
        rows += shapes
        box = Box(0, bottom, room.width, tall)
        parts.append(Part(row.id, bar_tip(chart, row, room.say), box.corners, box))
        bottom += tall
    shapes = (*_grounds(chart, scale, top, bottom), *head, *rows)
    plot = Plot(room.width, bottom + 8, shapes, tuple(parts), key, head=top)
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
        yield Block(Box(left, top, right - left, bottom - top), _GROUNDS[place % len(_GROUNDS)])
        if place:
            yield Strokes(((left, top, left, bottom),), "faint", 1.0, DOTTED)
    lines = tuple((scale.at(level), top, scale.at(level), bottom) for level in range(1, chart.highest + 1))
    if lines:
        yield Strokes(lines, "line", 1.0)
    yield Strokes(((scale.left, top, scale.left, bottom),), "faint", 1.4)


# --- a row ----------------------------------------------------------------------------------------------------


def _row(
    chart: BarChart, row: BarRow, room: Room, scale: _Scale, names: _Names, top: float
) -> tuple[list[Shape], float]:
    """The name, the bar and the marks of a dimension, and how tall they are."""
    lines = wrapped(room, row.label, names.width, TEXT, most=2).lines
    text = tallness(max(1, len(lines)), TEXT)
    tall = max(_LEAST, text + 10) if names.beside else text + _BAR + 20
    first = top + (tall - text) / 2 if names.beside else top + 4
    middle = top + tall / 2 if names.beside else first + text + 4 + _BAR / 2
    id_ = shortened(room, row.id, names.indent - 4, TEXT, bold=True)
    shapes: list[Shape] = [
        *paragraph(room, _EDGE, first, [id_], TEXT, bold=True),
        *paragraph(room, _EDGE + names.indent, first, lines, TEXT),
    ]
    shapes += _bar(row, chart, room, scale, middle)
    upper, lower = middle - _BAR / 2 - 5, middle + _BAR / 2 + 5
    if row.before is not None:
        shapes += _before(scale.at(float(row.before.value)), middle, upper, lower, broken=row.broken)
    if row.target is not None:
        shapes += _target(room, row.target, scale.at(float(row.target.value)), middle, upper, lower)
    shapes.append(Strokes(((0, top + tall, room.width, top + tall),), "line", 1.0))
    return shapes, tall


def _bar(row: BarRow, chart: BarChart, room: Room, scale: _Scale, middle: float) -> Iterator[Shape]:
    """The bar with its number at its foot, so that the numbers of all bars stand under each other."""
    reading = row.level
    if reading is None:
        words = level_words(None, chart.levels, room.say)
        width = room.width - scale.left - 8 - _EDGE
        yield line(
            room,
            scale.left + 8,
            middle,
            shortened(room, words, width, SMALL),
            SMALL,
            role="soft",
            middle=True,
        )
        return
    box = Box(scale.left, middle - _BAR / 2, scale.at(float(reading.value)) - scale.left, _BAR)
    if box.width > 1:
        yield from (hollow_bar(box) if reading.provisional else (Block(box, NOW, NOW, 1.0, 2.0),))
    number = mark_of(reading)
    length = room.length(number, TEXT, bold=True)
    inside = box.width >= length + 14
    x = box.left + 7 if inside else box.right + 12
    if reading.provisional or not inside:
        yield Block(Box(x - 3, middle - 7.5, length + 6, 15), "paper", radius=3)
    role = "on-accent" if inside and not reading.provisional else "ink"
    yield line(room, x, middle, number, TEXT, role=role, bold=True, middle=True)


def _before(x: float, middle: float, upper: float, lower: float, *, broken: bool) -> Iterator[Shape]:
    """The mark of the round before; a zigzag where its questions were others."""
    yield zigzag(x, upper, lower) if broken else Strokes(((x, upper, x, lower),), OTHER, 2.0, DOTTED)
    yield other_mark(x, middle)


def _target(
    room: Room, reading: Reading, x: float, middle: float, upper: float, lower: float
) -> Iterator[Shape]:
    """The mark of the target with its number, which stands clear of the bar."""
    yield Strokes(((x, upper, x, lower),), AIM, 2.0, DASHED)
    number = mark_of(reading)
    length = room.length(number, SMALL, bold=True)
    after = x + 13
    fits = after + length + 3 <= room.width
    left = after if fits else x - 13 - length
    yield Block(Box(left - 2, middle - 7, length + 4, 14), "paper", radius=3)
    yield aim_mark(x, middle)
    yield line(room, left, middle, number, SMALL, role=AIM, bold=True, middle=True)


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
    for place, band in enumerate(chart.bands):
        yield Entry(partial(_ground_sample, _GROUNDS[place % len(_GROUNDS)]), band_words(band, say))


def _level_sample(x: float, y: float) -> tuple[Shape, ...]:
    return (Block(Box(x - 14, y - 6, 28, 12), NOW, NOW, 1.0, 2.0),)


def _provisional_sample(x: float, y: float) -> tuple[Shape, ...]:
    return hollow_bar(Box(x - 14, y - 6, 28, 12))


def _target_sample(x: float, y: float) -> tuple[Shape, ...]:
    return Strokes(((x, y - 10, x, y + 10),), AIM, 2.0, DASHED), aim_mark(x, y)


def _before_sample(x: float, y: float, *, broken: bool) -> tuple[Shape, ...]:
    stem: Poly | Strokes = (
        zigzag(x, y - 10, y + 10) if broken else Strokes(((x, y - 10, x, y + 10),), OTHER, 2.0, DOTTED)
    )
    return stem, other_mark(x, y)


def _ground_sample(role: str, x: float, y: float) -> tuple[Shape, ...]:
    return (Block(Box(x - 12, y - 6, 24, 12), role, "faint", 1.0, 2.0),)
