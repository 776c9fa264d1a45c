"""Measures on a time line: what is planned, done or added, what comes first, and today; time runs with the language.

In a language written from the right, time begins at the right: a reader of Arabic reads the first month first.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from ictguide_desktop.export.chart_arrows import arrows, comes_first_sample
from ictguide_desktop.export.chart_marks import (
    DASHED,
    GRID,
    GRID_WIDTH,
    NOW,
    OTHER,
    Entry,
    hollow_bar,
    key_of,
    tick,
    warning_sign,
)
from ictguide_desktop.export.chart_shapes import Anchor, Block, Box, Part, Plot, Shape, Strokes, Words
from ictguide_desktop.export.chart_text import (
    SMALL,
    TINY,
    Lines,
    Room,
    line,
    paragraph,
    shortened,
    tallness,
    wrapped,
)
from ictguide_desktop.export.chart_words import (
    COMES_FIRST,
    CONFLICT,
    DONE,
    PLANNED,
    PULLED_IN,
    TODAY,
    entitled,
    gantt_tip,
)
from ictguide_desktop.model.chart import GanttChart, GanttRow

MONTH = 26.0
_EDGE, _BAR, _LEAST, _SHORTEST = 6.0, 16.0, 34.0, 8.0
_HEAD, _STRIP = 46.0, 18.0
# Arrows that go back to an earlier bar turn beside it.
_INSET = 14.0
_TODAY_REACH = timedelta(days=200)


class _Time(NamedTuple):
    """Where days stand: whole months from `first` on, under a strip for the word that marks today."""

    left: float
    first: date
    day: float
    months: int
    strip: float

    def x(self, when: date) -> float:
        """The place of the morning of a day."""
        return self.left + (when - self.first).days * self.day

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x(month_after(self.first, self.months))

    @property
    def head(self) -> float:
        """How tall the years and months are, with the strip."""
        return self.strip + _HEAD


class _Row(NamedTuple):
    """A measure laid out: its name in lines and the place of its bar."""

    row: GanttRow
    name: Lines
    owner: str
    box: Box
    bar: Box


def month_after(first: date, months: int) -> date:
    """The first day of a month so many months later."""
    place = first.year * 12 + first.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def gantt(chart: GanttChart, room: Room, *, squeezed: bool = False) -> Plot:
    """The time line; months keep a readable width, unless it is squeezed into the room as paper asks."""
    key = key_of(room, list(_entries(chart, room)))
    side = min(330.0, max(140.0, room.width * 0.36))
    time = _time(chart, side + _INSET, room.width - side - 2 * _INSET, squeezed=squeezed)
    rows = _rows(chart, room, time, side)
    bottom = rows[-1].box.bottom if rows else time.head
    width = max(room.width, time.right + _INSET)
    shapes: list[Shape] = [*_grounds(rows, width), *_months(chart, room, time, bottom)]
    if time.strip:
        shapes += _today(date.fromisoformat(chart.today), room, time, bottom)
    shapes += arrows([(one.row, one.bar) for one in rows])
    for one in rows:
        shapes += _bar(one, room)
    for one in rows:
        shapes += _name(one, room)
    shapes.append(Strokes(((side, 0, side, bottom),), "faint", 1.0))
    parts = tuple(
        Part(
            one.row.id,
            gantt_tip(chart, one.row, room.say),
            one.box._replace(width=width).corners,
            _focus(one),
            one.bar.grown(2),
        )
        for one in rows
    )
    plot = Plot(width, bottom + 2, tuple(shapes), parts, key, head=time.head, side=side)
    return plot.mirrored() if room.rtl else plot


def gantt_pages(chart: GanttChart, room: Room, tallest: float) -> tuple[tuple[GanttChart, Plot], ...]:
    """The time line for paper, in as many parts of the same months as pages of this height need."""
    first, last = _span(chart)
    whole = chart._replace(first=first.isoformat(), last=last.isoformat())
    pages: list[GanttChart] = []
    side = min(330.0, max(140.0, room.width * 0.36))
    start, tall = 0, 0.0
    space = tallest - _HEAD - _STRIP - key_of(room, list(_entries(chart, room))).height
    for place, row in enumerate(chart.rows):
        added = _tall(*_words(row, room, side), room)
        if place > start and tall + added > space:
            pages.append(whole._replace(rows=chart.rows[start:place]))
            start, tall = place, 0.0
        tall += added
    pages.append(whole._replace(rows=chart.rows[start:]))
    return tuple((page, gantt(page, room, squeezed=True)) for page in pages)


# --- time -----------------------------------------------------------------------------------------------------


def _span(chart: GanttChart) -> tuple[date, date]:
    """The first and the last day to be shown: all measures, and today where it is near."""
    texts = [day for row in chart.rows for day in (row.start, row.end)] + [chart.first, chart.last]
    days = [date.fromisoformat(text) for text in texts if text]
    today = date.fromisoformat(chart.today) if chart.today else None
    if not days:
        days = [today or date(2000, 1, 1)]
    if today is not None and min(days) - _TODAY_REACH <= today <= max(days) + _TODAY_REACH:
        days.append(today)
    return min(days), max(days)


def _time(chart: GanttChart, left: float, width: float, *, squeezed: bool) -> _Time:
    start, end = _span(chart)
    first = start.replace(day=1)
    months = (end.year - first.year) * 12 + end.month - first.month + 1
    days = (month_after(first, months) - first).days
    wanted = width if squeezed else max(width, months * MONTH)
    shown = bool(chart.today) and start <= date.fromisoformat(chart.today) <= end
    return _Time(left, first, wanted / days, months, _STRIP if shown else 0.0)


def _months(chart: GanttChart, room: Room, time: _Time, bottom: float) -> Iterator[Shape]:
    """Years above months, a line where each begins; where months are narrow, only some are named."""
    starts = [month_after(time.first, n) for n in range(time.months + 1)]
    month = (time.right - time.left) / time.months
    names = chart.months if len(chart.months) == 12 else tuple(f"{n}" for n in range(1, 13))
    widest = max(room.length(name, TINY) for name in names)
    every = next((step for step in (1, 2, 3, 6) if step * month >= widest + 5), 12)
    fine = [s for s in starts if s.month != 1 and (s.month - 1) % every == 0]
    if fine:
        yield Strokes(tuple((time.x(s), time.strip + 24, time.x(s), bottom) for s in fine), GRID, GRID_WIDTH)
    whole = [s for s in starts if s.month == 1]
    if whole:
        yield Strokes(tuple((time.x(s), time.strip + 4, time.x(s), bottom) for s in whole), "disabled", 1.2)
    yield Strokes(((time.left, time.head, time.right, time.head),), "faint")
    yield from _years(room, time)
    for start in starts[:-1]:
        left = time.x(start)
        if (start.month - 1) % every == 0:
            end = min(time.right, time.x(month_after(start, every)))
            text = shortened(room, names[start.month - 1], end - left - 4, TINY)
            middle = (left + end) / 2 if every == 1 else left + 3
            anchor = Anchor.MIDDLE if every == 1 else Anchor.LEFT
            yield from paragraph(
                room, middle, time.strip + 26, [text] if text else [], TINY, anchor=anchor, role="soft"
            )


def _years(room: Room, time: _Time) -> Iterator[Words]:
    """Each year where it begins; the first only where it is seen long enough."""
    for n in range(time.months):
        start = month_after(time.first, n)
        if n == 0 or start.month == 1:
            left, end = time.x(start), min(time.right, time.x(date(start.year + 1, 1, 1)))
            text = f"{start.year}"
            if room.length(text, SMALL, bold=True) <= end - left - 8:
                yield from paragraph(room, left + 4, time.strip + 4, [text], SMALL, bold=True)


def _today(today: date, room: Room, time: _Time, bottom: float) -> Iterator[Shape]:
    x = time.x(today)
    yield Strokes(((x, _STRIP, x, bottom),), OTHER, 1.8, DASHED)
    text = shortened(room, room.say(TODAY), time.right - time.left - 12, TINY, bold=True)
    length = room.length(text, TINY, bold=True)
    left = min(max(x - length / 2, time.left), time.right - length)
    yield Block(Box(left - 4, 2, length + 8, 17), "warning-ground", OTHER, 1.0, 3.0)
    yield line(room, left, 10.5, text, TINY, role=OTHER, bold=True, middle=True)


# --- the rows -------------------------------------------------------------------------------------------------


def _words(row: GanttRow, room: Room, side: float) -> tuple[Lines, str]:
    width = side - 2 * _EDGE - (20 if row.conflict else 0)
    name = wrapped(room, entitled(row.id, row.label), width, SMALL, most=3)
    return name, shortened(room, row.owner, width, TINY)


def _tall(name: Lines, owner: str, _room: Room) -> float:
    text = tallness(len(name.lines), SMALL) + (tallness(1, TINY) if owner else 0.0)
    return max(_LEAST, text + 10)


def _rows(chart: GanttChart, room: Room, time: _Time, side: float) -> list[_Row]:
    found: list[_Row] = []
    top = time.head
    for row in chart.rows:
        name, owner = _words(row, room, side)
        tall = _tall(name, owner, room)
        start = time.x(date.fromisoformat(row.start))
        end = time.x(date.fromisoformat(row.end) + timedelta(days=1))
        bar = Box(start, top + (tall - _BAR) / 2, max(_SHORTEST, end - start), _BAR)
        found.append(_Row(row, name, owner, Box(0, top, side, tall), bar))
        top += tall
    return found


def _grounds(rows: list[_Row], width: float) -> Iterator[Shape]:
    """Every second row on a ground of its own, so that the eye keeps to it."""
    for one in rows[1::2]:
        yield Block(Box(0, one.box.top, width, one.box.height), "canvas")
    if rows:
        yield Strokes(tuple((0, one.box.bottom, width, one.box.bottom) for one in rows), GRID, GRID_WIDTH)


def _name(one: _Row, room: Room) -> Iterator[Shape]:
    """The name and the owner of a measure, and a sign where its dates are in conflict."""
    lines = one.name.lines
    text = tallness(len(lines), SMALL) + (tallness(1, TINY) if one.owner else 0.0)
    top = one.box.top + (one.box.height - text) / 2
    yield from paragraph(room, _EDGE, top, lines, SMALL)
    if one.owner:
        below = top + tallness(len(lines), SMALL)
        yield from paragraph(room, _EDGE, below, [one.owner], TINY, role="soft")
    if one.row.conflict:
        yield from warning_sign(one.box.right - 14, one.box.top + one.box.height / 2)


def _bar(one: _Row, room: Room) -> Iterator[Shape]:
    row, bar = one.row, one.bar
    yield from _look(bar, done=row.done, pulled_in=row.pulled_in)
    if row.done and bar.width >= 16:
        yield tick(bar.left + 9, bar.top + bar.height / 2)
    if row.conflict:
        yield Block(bar.grown(3), "", OTHER, 2.0, 4.0)
    foot = bar.left + (20 if row.done else 6)
    length = room.length(row.id, TINY, bold=True)
    if row.id and foot + length + 4 <= bar.right:
        middle = bar.top + bar.height / 2
        if row.pulled_in and not row.done:
            yield Block(Box(foot - 3, middle - 6.5, length + 6, 13), "paper", radius=3)
        role = "ink" if row.pulled_in and not row.done else "paper" if row.done else "on-accent"
        yield line(room, foot, middle, row.id, TINY, role=role, bold=True, middle=True)


def _look(bar: Box, *, done: bool, pulled_in: bool) -> tuple[Shape, ...]:
    """Full for what is planned, with a tick when done, hatched with a dashed edge for what only others need."""
    if done:
        return (Block(bar, "done", "done", 1.0, 2.0),)
    if pulled_in:
        return hollow_bar(bar, NOW, (4.0, 3.0))
    return (Block(bar, NOW, NOW, 1.0, 2.0),)


def _focus(one: _Row) -> Box:
    return Box(one.box.left + 2, one.box.top + 2, one.box.width - 4, one.box.height - 4)


# --- the key --------------------------------------------------------------------------------------------------


def _entries(chart: GanttChart, room: Room) -> Iterator[Entry]:
    say, rows = room.say, chart.rows
    if any(not row.done and not row.pulled_in for row in rows):
        yield Entry(partial(_bar_sample, done=False, pulled_in=False), say(PLANNED))
    if any(row.pulled_in and not row.done for row in rows):
        yield Entry(partial(_bar_sample, done=False, pulled_in=True), say(PULLED_IN))
    if any(row.done for row in rows):
        yield Entry(partial(_bar_sample, done=True, pulled_in=False), say(DONE))
    known = {row.id for row in rows}
    if any(known.intersection(row.after) for row in rows):
        yield Entry(comes_first_sample, say(COMES_FIRST))
    if any(row.conflict for row in rows):
        yield Entry(warning_sign, say(CONFLICT))


def _bar_sample(x: float, y: float, *, done: bool, pulled_in: bool) -> tuple[Shape, ...]:
    shapes = _look(Box(x - 14, y - 6, 28, 12), done=done, pulled_in=pulled_in)
    return (*shapes, tick(x, y, 4.0)) if done else shapes
