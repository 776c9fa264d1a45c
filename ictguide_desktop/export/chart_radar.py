"""The radar: dimensions around a centre, five rings of levels in three bands, clockwise or, from the right, the other way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from math import cos, hypot, pi, sin
from typing import NamedTuple

from ictguide_desktop.export.chart_marks import (
    AIM,
    DASHED,
    DOTTED,
    GRID,
    GRID_WIDTH,
    NOW,
    OTHER,
    Entry,
    aim_mark,
    arrow,
    band_entries,
    ground,
    key_of,
    now_mark,
    other_mark,
)
from ictguide_desktop.export.chart_shapes import (
    Anchor,
    Block,
    Box,
    Dash,
    Part,
    Plot,
    Point,
    Poly,
    Shape,
    Strokes,
    Words,
    box_around,
)
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
from ictguide_desktop.export.chart_words import PROVISIONAL, mark_of, radar_tip
from ictguide_desktop.model.chart import RadarChart, Reading, Series, SeriesStyle

WIDEST, NARROWEST = 190.0, 104.0
_GAP, _EDGE, _ARROW, _SPACE = 12.0, 4.0, 14.0, 8.0
_CLEAR = 18.0
_TRIED = (230.0, 190.0, 165.0, 145.0, 125.0, 105.0)
_LOOK: dict[SeriesStyle, tuple[str, Dash, float]] = {
    SeriesStyle.FILLED: (NOW, (), 2.4),
    SeriesStyle.DASHED: (AIM, DASHED, 2.0),
    SeriesStyle.DOTTED: (OTHER, DOTTED, 2.0),
}
_ORDER = (SeriesStyle.DOTTED, SeriesStyle.DASHED, SeriesStyle.FILLED)


class _Label(NamedTuple):
    """What stands at the end of an axis: the first line in pieces, the title under it, and the box around both."""

    shapes: tuple[Shape, ...]
    box: Box
    whole: bool


class _Disk(NamedTuple):
    """Where the radar itself stands."""

    x: float
    y: float
    radius: float
    axes: int
    highest: int

    def spot(self, axis: float, level: float) -> Point:
        """The place of a level on an axis; halves lie between two axes."""
        reach = self.radius * min(max(level, 0.0), self.highest + 0.5) / (self.highest + 0.5)
        turn = 2 * pi * axis / self.axes
        return self.x + reach * sin(turn), self.y - reach * cos(turn)

    def corners(self, level: float) -> tuple[Point, ...]:
        """The ring of a level."""
        return tuple(self.spot(axis, level) for axis in range(self.axes))


def radar(chart: RadarChart, room: Room) -> Plot:
    """The radar in a room; titles stand around it, or beneath it where there is no room for them."""
    key = key_of(room, list(_entries(chart, room)))
    if not chart.axes:
        return Plot(room.width, 2 * _EDGE, (), (), key, room.rtl)
    wished = room.height - key.height if room.height else 0.0
    disk, labels, below = _placed(chart, room, wished)
    shapes: list[Shape] = [*_grounds(chart, disk)]
    drawn = sorted(chart.series, key=lambda series: _ORDER.index(series.style))
    for series in drawn:
        shapes += _lines(series, disk)
    shapes += _numerals(room, disk)
    for series in drawn:
        shapes += _marks(series, disk)
    for label in labels:
        shapes += label.shapes
    shapes += below
    boxes = [shape.box for shape in shapes]
    bottom = max((box.bottom for box in boxes), default=0.0) + _EDGE
    parts = tuple(
        Part(
            axis.id,
            radar_tip(chart, place, room.say),
            _sector(disk, place),
            labels[place].box.grown(3),
            _mark_box(chart, disk, place),
        )
        for place, axis in enumerate(chart.axes)
    )
    plot = Plot(room.width, bottom, tuple(shapes), parts, key)
    return plot.mirrored() if room.rtl else plot


# --- the titles around it -------------------------------------------------------------------------------------


def _placed(chart: RadarChart, room: Room, wished: float) -> tuple[_Disk, list[_Label], tuple[Shape, ...]]:
    """The radar with its titles around it as large as they allow, or with ids only and the titles beneath."""
    best: tuple[tuple[int, float], _Disk, list[_Label]] | None = None
    for title_width in _TRIED:
        radius = min(WIDEST, (room.width / 2 - _GAP - _EDGE - title_width) / _widest_turn(len(chart.axes)))
        if wished:
            radius = min(radius, wished / 2 - _GAP - _EDGE - tallness(1, TEXT) - tallness(2, SMALL))
        if radius < NARROWEST:
            continue
        disk, labels = _around(chart, room, radius, titles=True)
        if _clash(label.box for label in labels):
            continue
        merit = (sum(label.whole for label in labels), radius)
        if best is None or merit > best[0]:
            best = (merit, disk, labels)
    if best is not None:
        return best[1], best[2], ()
    widest = max((room.length(axis.id, TEXT, bold=True) for axis in chart.axes), default=0.0)
    free = room.width / 2 - _GAP - _EDGE - min(widest, 0.25 * room.width)
    radius = max(40.0, min(WIDEST, free / _widest_turn(len(chart.axes))))
    disk, labels = _around(chart, room, radius, titles=False)
    below = max((label.box.bottom for label in labels), default=2 * radius) + _GAP
    return disk, labels, _title_list(chart, room, below)


def _widest_turn(count: int) -> float:
    return max((abs(sin(2 * pi * n / count)) for n in range(count)), default=0.0) or 1.0


def _around(chart: RadarChart, room: Room, radius: float, *, titles: bool) -> tuple[_Disk, list[_Label]]:
    """A radar of this size with a label at the end of each axis, moved down until all is in sight."""
    count = len(chart.axes)
    disk = _Disk(room.width / 2, 0.0, radius, count, chart.highest)
    labels = [_label(chart, room, disk, place, titles=titles) for place in range(count)]
    top = min((label.box.top for label in labels), default=0.0)
    down = _EDGE - min(top, -radius)
    moved = [
        _Label(tuple(shape.moved(0, down) for shape in label.shapes), label.box.moved(0, down), label.whole)
        for label in labels
    ]
    return disk._replace(y=disk.y + down), moved


def _label(chart: RadarChart, room: Room, disk: _Disk, place: int, *, titles: bool) -> _Label:
    turn = 2 * pi * place / disk.axes
    across, down = sin(turn), -cos(turn)
    x, y = disk.x + (disk.radius + _GAP) * across, disk.y + (disk.radius + _GAP) * down
    upright = abs(across) < 0.1
    anchor = Anchor.MIDDLE if upright else Anchor.LEFT if across > 0 else Anchor.RIGHT
    side = sin(2 * pi / disk.axes) * (disk.radius + _GAP) if disk.axes > 4 else disk.radius
    width = 2 * side - 16 if upright else (room.width - x if across > 0 else x) - _EDGE
    title = wrapped(room, chart.axes[place].label, width, SMALL, most=3 if not upright else 2)
    lines = title.lines if titles else ()
    head = tallness(1, TEXT)
    tall = head + (tallness(len(lines), SMALL) if lines else 0.0)
    # Labels at the side are centred on their axis; towards the top and the bottom they stand away from it.
    top = y - tall / 2 + down * tall / 2 * (1.0 if upright else 0.72)
    values = _values(chart, place) if titles else []
    pieces, head_width = _head(room, chart.axes[place].id, values, x, top, anchor, width)
    words = paragraph(room, x, top + head, lines, SMALL, anchor=anchor, role="soft")
    wide = max([head_width, *(word.length for word in words)])
    box = Box(x - anchor.value * wide, top, wide, tall)
    return _Label((*pieces, *words), box, title.whole or not titles)


def _head(
    room: Room,
    id_: str,
    values: Sequence[tuple[str, str]],
    x: float,
    top: float,
    anchor: Anchor,
    width: float,
) -> tuple[tuple[Shape, ...], float]:
    """The first line of a label: the id, then the level and, after an arrow, the target; and how wide it is."""
    lengths = [room.length(text, TEXT, bold=True) for text, _role in values]
    taken = sum(lengths) + _ARROW * max(0, len(values) - 1) + _SPACE * bool(values)
    id_ = shortened(room, id_, max(0.0, width - taken), TEXT, bold=True)
    total = room.length(id_, TEXT, bold=True) + taken
    at, base = x - anchor.value * total, top + TEXT
    shapes: list[Shape] = [line(room, at, base, id_, TEXT, bold=True)] if id_ else []
    at += room.length(id_, TEXT, bold=True) + _SPACE
    for n, ((text, role), length) in enumerate(zip(values, lengths, strict=True)):
        if n:
            shapes += arrow(at + 2, base - 0.36 * TEXT, _ARROW - 5)
            at += _ARROW
        shapes.append(line(room, at, base, text, TEXT, role=role, bold=True))
        at += length
    return tuple(shapes), total


def _values(chart: RadarChart, place: int) -> list[tuple[str, str]]:
    """The level and the target of an axis as written, with their colours."""
    both = (_first(chart, SeriesStyle.FILLED), NOW), (_first(chart, SeriesStyle.DASHED), AIM)
    return [(mark_of(series.values[place]), role) for series, role in both if series is not None]


def _first(chart: RadarChart, style: SeriesStyle) -> Series | None:
    return next((series for series in chart.series if series.style == style), None)


def _title_list(chart: RadarChart, room: Room, top: float) -> tuple[Shape, ...]:
    """The values and titles beneath a radar that has only ids around it."""
    heads = [
        _head(room, axis.id, _values(chart, place), _EDGE, 0.0, Anchor.LEFT, room.width - 2 * _EDGE)
        for place, axis in enumerate(chart.axes)
    ]
    indent = max((width for _shapes, width in heads), default=0.0) + _GAP
    beside = room.width - indent >= 0.5 * room.width
    shapes: list[Shape] = []
    for axis, (head, _width) in zip(chart.axes, heads, strict=True):
        left = _EDGE + (indent if beside else 0.0)
        lines = wrapped(room, axis.label, room.width - left - _EDGE, SMALL, most=6).lines
        shapes += (shape.moved(0, top) for shape in head)
        first = top + (TEXT - SMALL if beside else tallness(1, TEXT))
        shapes += paragraph(room, left, first, lines, SMALL, role="soft")
        top = max(top + tallness(1, TEXT), first + tallness(len(lines), SMALL)) + 4
    return tuple(shapes)


def _clash(boxes: Iterable[Box]) -> bool:
    known: list[Box] = []
    for box in boxes:
        if any(box.grown(2).meets(other) for other in known):
            return True
        known.append(box)
    return False


# --- the radar ------------------------------------------------------------------------------------------------


def _grounds(chart: RadarChart, disk: _Disk) -> Iterator[Shape]:
    """Bands from the outermost inwards, then rings and axes."""
    for place in reversed(range(len(chart.bands))):
        yield Poly(
            disk.corners(chart.bands[place].high + 0.5), True, ground(place), "faint", 1.2 if place else 0.8
        )
    for level in range(1, chart.highest + 1):
        yield Poly(disk.corners(level), True, "", GRID, GRID_WIDTH)
    spokes = (disk.spot(axis, chart.highest + 0.5) for axis in range(disk.axes))
    segments = tuple((disk.x, disk.y, x, y) for x, y in spokes)
    if segments:
        yield Strokes(segments, GRID, GRID_WIDTH)


def _runs(values: Sequence[Reading | None]) -> Iterator[tuple[list[int], bool]]:
    """Axes that follow each other and have a value, and whether they go all the way round."""
    count = len(values)
    if count and all(value is not None for value in values):
        yield list(range(count)), True
        return
    start = next((n for n, value in enumerate(values) if value is None), 0)
    run: list[int] = []
    for step in range(1, count + 1):
        place = (start + step) % count
        if values[place] is not None:
            run.append(place)
        elif run:
            yield run, False
            run = []


def _points(series: Series, disk: _Disk, places: Iterable[int]) -> tuple[Point, ...]:
    found = ((place, series.values[place]) for place in places)
    return tuple(disk.spot(place, float(value.value)) for place, value in found if value is not None)


def _lines(series: Series, disk: _Disk) -> Iterator[Shape]:
    """A line from value to value; where one is missing there is a gap, not a zero."""
    role, dash, width = _LOOK[series.style]
    for places, closed in _runs(series.values):
        points = _points(series, disk, places)
        if series.style == SeriesStyle.FILLED and len(points) > 1:
            area = points if closed else (*points, (disk.x, disk.y))
            yield Poly(area, True, role, opacity=0.16)
        if len(points) > 1:
            yield Poly(points, closed, "", role, width, dash)


def _marks(series: Series, disk: _Disk) -> Iterator[Shape]:
    for place, reading in enumerate(series.values):
        if reading is None:
            continue
        x, y = disk.spot(place, float(reading.value))
        match series.style:
            case SeriesStyle.FILLED:
                yield now_mark(x, y, provisional=reading.provisional)
            case SeriesStyle.DASHED:
                yield aim_mark(x, y)
            case SeriesStyle.DOTTED:
                yield other_mark(x, y)


def _numerals(room: Room, disk: _Disk) -> Iterator[Shape]:
    """The number of each ring, between the last axis and the first, where no mark ever stands."""
    taken: list[Words] = []
    for level in range(disk.highest, 0, -1):
        (x1, y1), (x2, y2) = disk.spot(0, level), disk.spot(-1, level)
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
        words = line(room, x, y, f"{level}", TINY, anchor=Anchor.MIDDLE, role="soft", middle=True)
        if hypot(x2 - x1, y2 - y1) < _CLEAR or not clear_of(words, taken):
            continue  # the marks of both axes need the place, or another number does
        taken.append(words)
        box = words.box
        yield Block(Box(box.left - 2, box.top + 2, box.width + 4, box.height - 3), "paper", radius=3)
        yield words


def _mark_box(chart: RadarChart, disk: _Disk, place: int) -> Box | None:
    """Where the present level of an axis is drawn."""
    now = _first(chart, SeriesStyle.FILLED)
    reading = now.values[place] if now is not None else None
    return Box(*disk.spot(place, float(reading.value)), 0, 0).grown(8) if reading is not None else None


def _sector(disk: _Disk, place: int) -> tuple[Point, ...]:
    """The piece of the radar that belongs to an axis."""
    edge = disk.highest + 0.5
    if disk.axes < 3:
        return box_around((disk.spot(place, edge), (disk.x, disk.y))).grown(_GAP).corners
    return (
        (disk.x, disk.y),
        disk.spot(place - 0.5, edge),
        disk.spot(place, edge),
        disk.spot(place + 0.5, edge),
    )


# --- the key --------------------------------------------------------------------------------------------------


def _entries(chart: RadarChart, room: Room) -> Iterator[Entry]:
    for series in chart.series:
        yield Entry(partial(_series_sample, series.style), series.name)
    if any(value is not None and value.provisional for series in chart.series for value in series.values):
        yield Entry(lambda x, y: (now_mark(x, y, provisional=True),), room.say(PROVISIONAL))
    yield from band_entries(room, chart.bands)


def _series_sample(style: SeriesStyle, x: float, y: float) -> tuple[Shape, ...]:
    """A piece of the line of a series with its mark."""
    role, dash, width = _LOOK[style]
    stretch = Poly(((x - 15, y), (x + 15, y)), False, "", role, width, dash)
    match style:
        case SeriesStyle.FILLED:
            return stretch, now_mark(x, y)
        case SeriesStyle.DASHED:
            return stretch, aim_mark(x, y)
        case SeriesStyle.DOTTED:
            return stretch, other_mark(x, y)
