"""Levels over rounds: a small picture for each dimension, all on one scale, whose line breaks where the questions changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ictguide_desktop.export.chart_marks import GRID, GRID_WIDTH, NOW, Entry, key_of, now_mark, zigzag
from ictguide_desktop.export.chart_shapes import (
    Anchor,
    Block,
    Box,
    Part,
    Plot,
    Point,
    Poly,
    Shape,
    Strokes,
    Words,
)
from ictguide_desktop.export.chart_text import (
    SMALL,
    TEXT,
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
from ictguide_desktop.export.chart_words import BREAK, LEVEL, PROVISIONAL, mark_of, rounds_tip
from ictguide_desktop.model.chart import Reading, RoundsChart

_PANEL, _GAP, _EDGE = 150.0, 20.0, 6.0
_PLOT, _SCALE, _HIGH, _BROKEN, _MODEL = 86.0, 18.0, 20.0, 18.0, 25.0
_LONGEST = 38.0


class _Panel(NamedTuple):
    """The plot of one dimension: `left` to `right` are the first and the last round."""

    left: float
    right: float
    top: float
    rounds: int
    highest: int

    def x(self, place: float) -> float:
        """The place of a round; halves lie between two."""
        if self.rounds < 2:
            return (self.left + self.right) / 2 + place
        return self.left + (self.right - self.left) * place / (self.rounds - 1)

    def y(self, level: float) -> float:
        """The height of a level; level 1 is the lowest line."""
        held = min(max(level, 0.0), self.highest)
        return self.top + _PLOT * (self.highest - held) / max(1, self.highest - 1)


def rounds(chart: RoundsChart, room: Room) -> Plot:
    """The small pictures in a room, in as many columns as are readable."""
    key = key_of(room, list(_entries(chart, room)))
    columns = max(1, min(len(chart.rows), int((room.width + _GAP) // (_PANEL + _GAP))))
    width = (room.width - _GAP * (columns - 1)) / columns
    # Wider than this, a small picture says no more.
    width = min(width, 2.2 * _PANEL)
    shapes: list[Shape] = []
    parts: list[Part] = []
    above = _HIGH + _BROKEN * _is_broken(chart)
    top = _EDGE
    for start in range(0, len(chart.rows), columns):
        places = range(start, min(start + columns, len(chart.rows)))
        titles = [wrapped(room, chart.rows[n].label, width - 2 * _EDGE, SMALL, most=2).lines for n in places]
        head = tallness(1, TEXT) + tallness(max((len(lines) for lines in titles), default=0), SMALL) + above
        tall = head + _PLOT + pitch(TINY) + 3 * _EDGE
        for n, lines in zip(places, titles, strict=True):
            left = (n - start) * (width + _GAP)
            box = Box(left, top, width, tall)
            panel = _Panel(
                left + _SCALE + 14, left + width - 16, top + head, len(chart.rounds), chart.highest
            )
            shapes += (
                *_title(chart, room, n, lines, box),
                *_frame(chart, room, panel, box),
                *_course(chart, room, panel, n),
            )
            parts.append(Part(chart.rows[n].id, rounds_tip(chart, n, room.say), box.corners, box))
        top += tall + _GAP / 2
    plot = Plot(room.width, top, tuple(shapes), tuple(parts), key, columns=columns)
    return plot.mirrored() if room.rtl else plot


def _title(chart: RoundsChart, room: Room, place: int, lines: tuple[str, ...], box: Box) -> Iterator[Shape]:
    """The id, the last level, and the title under them."""
    row, left, top = chart.rows[place], box.left + _EDGE, box.top + 2
    id_ = shortened(room, row.id, box.width / 2, TEXT, bold=True)
    last = mark_of(row.values[-1]) if row.values else ""
    yield from paragraph(room, left, top, [id_], TEXT, bold=True)
    after = left + room.length(id_, TEXT, bold=True) + 8
    yield from paragraph(room, after, top, [last], TEXT, role=NOW, bold=True)
    yield from paragraph(room, left, top + tallness(1, TEXT), lines, SMALL, role="soft")


def _frame(chart: RoundsChart, room: Room, panel: _Panel, box: Box) -> Iterator[Shape]:
    """A line for each level, its number, the rounds beneath, and a break where the questions changed."""
    edges = panel.left - 10, panel.right + 10
    levels = range(1, chart.highest + 1)
    yield Strokes(
        tuple((edges[0], panel.y(level), edges[1], panel.y(level)) for level in levels), GRID, GRID_WIDTH
    )
    for level in levels[::2] if len(levels) > 3 else levels:
        yield line(
            room,
            edges[0] - 6,
            panel.y(level),
            f"{level}",
            TINY,
            anchor=Anchor.RIGHT,
            role="soft",
            middle=True,
        )
    yield from _round_names(chart, room, panel, box)
    breaks = [place for place in range(len(chart.rounds)) if chart.broken_before(place)]
    ends = [panel.x(place - 0.5) - 4 for place in breaks[1:]] + [box.right]
    for place, end in zip(breaks, ends, strict=False):
        x = panel.x(place - 0.5)
        yield zigzag(x, panel.top - _MODEL, panel.top + _PLOT + 4)
        name = shortened(room, chart.rounds[place].model, end - x - 8, TINY, bold=True)
        yield line(room, x + 7, panel.top - _MODEL, name, TINY, role="warning", bold=True)


def _round_names(chart: RoundsChart, room: Room, panel: _Panel, box: Box) -> Iterator[Shape]:
    """As many names of rounds as stand clear of each other, the last and the first before all others."""
    count = len(chart.rounds)
    y = panel.top + _PLOT + _EDGE
    kept: list[tuple[float, float]] = []
    for place in sorted(range(count), key=lambda place: place not in (0, count - 1)):
        most = (box.width - _SCALE) / (1 if count == 1 else 2) - 6
        name = shortened(room, chart.rounds[place].label, most, TINY)
        length = room.length(name, TINY)
        left = min(max(panel.x(place) - length / 2, box.left + 2), box.right - length - 2)
        if name and all(left > end + 6 or left + length < start - 6 for start, end in kept):
            kept.append((left, left + length))
            yield from paragraph(room, left, y, [name], TINY, role="soft")


def _course(chart: RoundsChart, room: Room, panel: _Panel, place: int) -> Iterator[Shape]:
    """The line from round to round, its marks, and their numbers where they have room."""
    values = chart.rows[place].values
    spots: list[tuple[int, Point, Reading]] = [
        (n, (panel.x(n), panel.y(float(value.value))), value)
        for n, value in enumerate(values)
        if value is not None
    ]
    for (one, start, _a), (other, end, _b) in pairwise(spots):
        if other == one + 1 and not chart.broken_before(other):
            yield Poly((start, end), stroke=NOW, width=2.2)
    taken: list[Words] = []
    for _n, (x, y), value in sorted(spots, key=lambda spot: spot[0] not in (0, panel.rounds - 1)):
        yield now_mark(x, y, provisional=value.provisional)
        words = line(room, x, y - 8, mark_of(value), TINY, anchor=Anchor.MIDDLE, role=NOW, bold=True)
        if words.length <= _LONGEST and clear_of(words, taken):
            taken.append(words)
            box = words.box
            yield Block(Box(box.left - 1, box.top + 2, box.width + 2, box.height - 4), "paper", radius=2)
            yield words


def _entries(chart: RoundsChart, room: Room) -> Iterator[Entry]:
    yield Entry(_level_sample, room.say(LEVEL))
    if any(value is not None and value.provisional for row in chart.rows for value in row.values):
        yield Entry(lambda x, y: (now_mark(x, y, provisional=True),), room.say(PROVISIONAL))
    if _is_broken(chart):
        yield Entry(lambda x, y: (zigzag(x, y - 9, y + 9),), room.say(BREAK))


def _level_sample(x: float, y: float) -> tuple[Shape, ...]:
    return Poly(((x - 14, y), (x + 14, y)), stroke=NOW, width=2.2), now_mark(x, y)


def _is_broken(chart: RoundsChart) -> bool:
    return any(chart.broken_before(place) for place in range(len(chart.rounds)))
