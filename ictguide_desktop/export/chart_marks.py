"""The marks of the charts and their key: each meaning has a form of its own, so that none hangs on colour alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from math import cos, pi, sin
from typing import NamedTuple

from ictguide_desktop.export.chart_shapes import (
    Anchor,
    Block,
    Box,
    Dash,
    Disc,
    Key,
    Point,
    Poly,
    Segment,
    Shape,
    Strokes,
)
from ictguide_desktop.export.chart_text import SMALL, TINY, Room, line, paragraph, tallness, wrapped
from ictguide_desktop.model.chart import LevelBand

DASHED: Dash = (6.0, 4.0)
DOTTED: Dash = (1.5, 3.5)
_GROUNDS = ("canvas", "paper", "accent-ground")
# In high contrast a line of the role “line” would be as strong as what it is only to guide.
GRID, GRID_WIDTH = "disabled", 0.7
NOW, AIM, OTHER = "accent", "case", "warning"
_SAMPLE, _GAP, _BETWEEN, _EDGE, _TALLEST, _ABOVE = 30.0, 8.0, 22.0, 4.0, 18.0, 10.0


# --- the marks ------------------------------------------------------------------------------------------------


def now_mark(x: float, y: float, *, provisional: bool = False, role: str = NOW) -> Disc:
    """A level of the present: a disc, hollow while provisional."""
    return Disc(x, y, 4.2, "paper" if provisional else role, role, 2.0)


def aim_mark(x: float, y: float, role: str = AIM) -> Poly:
    """A level aimed at: a diamond wide enough to stand around a disc."""
    return Poly(((x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y)), True, "", role, 2.0)


def other_mark(x: float, y: float, role: str = OTHER) -> Poly:
    """A level of another view or round: a triangle wide enough to stand around a disc."""
    return Poly(((x, y - 9), (x + 8.5, y + 6.5), (x - 8.5, y + 6.5)), True, "", role, 1.8)


def zigzag(x: float, top: float, bottom: float, role: str = OTHER) -> Poly:
    """A break: what stands on one side of it was found with other questions."""
    count = max(4, round((bottom - top) / 5))
    step = (bottom - top) / count
    return Poly(
        tuple((x + (3 if n % 2 else -3), top + n * step) for n in range(count + 1)),
        stroke=role,
        width=1.6,
    )


def tick(x: float, y: float, size: float = 5.0, role: str = "paper") -> Poly:
    """Done."""
    return Poly(
        ((x - 0.9 * size, y), (x - 0.25 * size, y + 0.7 * size), (x + 0.95 * size, y - 0.75 * size)),
        stroke=role,
        width=2.0,
        sign=True,
    )


def warning_sign(x: float, y: float, size: float = 7.0) -> tuple[Shape, ...]:
    """Something is wrong: a triangle with an exclamation mark."""
    return (
        Poly(
            ((x, y - size), (x + size, y + 0.8 * size), (x - size, y + 0.8 * size)),
            True,
            "warning-ground",
            "warning",
            1.6,
        ),
        Strokes(((x, y - 0.4 * size, x, y + 0.2 * size),), "warning", 1.7),
        Disc(x, y + 0.52 * size, 0.9, "warning"),
    )


def arrow(x: float, y: float, length: float, role: str = "soft") -> tuple[Shape, ...]:
    """From one thing to the next."""
    tip = x + length
    return (Strokes(((x, y, tip, y), (tip - 4, y - 3.2, tip, y), (tip - 4, y + 3.2, tip, y)), role, 1.3),)


def hatching(box: Box, step: float, *, rising: bool = True) -> tuple[Segment, ...]:
    """Slanting lines that fill a box."""
    found: list[Segment] = []
    offset = step / 2
    while offset < box.width + box.height:
        x1, y1 = (offset, 0.0) if offset <= box.width else (box.width, offset - box.width)
        x2, y2 = (0.0, offset) if offset <= box.height else (offset - box.height, box.height)
        if rising:
            found.append((box.left + x1, box.top + y1, box.left + x2, box.top + y2))
        else:
            found.append((box.left + x1, box.bottom - y1, box.left + x2, box.bottom - y2))
        offset += step
    return tuple(found)


def hollow_bar(box: Box, role: str = NOW, dash: Dash = (), radius: float = 2.0) -> tuple[Shape, ...]:
    """A bar that is only sketched: hatched, not filled."""
    lines = hatching(box, 7.0)
    bar = Block(box, "paper", role, 1.6, radius, dash)
    return (bar, Strokes(lines, role, 0.8)) if lines else (bar,)


def ring(x: float, y: float, radius: float, count: int, turn: float = 0.0) -> tuple[Point, ...]:
    """The corners of a regular shape, the first at the top, clockwise."""
    return tuple(
        (x + radius * sin(2 * pi * (n + turn) / count), y - radius * cos(2 * pi * (n + turn) / count))
        for n in range(count)
    )


# --- the key --------------------------------------------------------------------------------------------------


class Entry(NamedTuple):
    """One entry of the key: a sample drawn around the middle of its place, and what it means; `fresh` begins a row."""

    sample: Callable[[float, float], Iterable[Shape]]
    text: str
    fresh: bool = False


def band_entries(room: Room, bands: Sequence[LevelBand]) -> Iterator[Entry]:
    """The grounds of the bands with their levels, which tell them apart where all grounds are alike."""
    for place, band in enumerate(bands):
        levels = f"{band.low}" if band.low == band.high else f"{band.low}–{band.high}"
        yield Entry(partial(_band_sample, room, ground(place), levels), band.name, fresh=place == 0)


def ground(place: int) -> str:
    """The ground of a band."""
    return _GROUNDS[place % len(_GROUNDS)]


def _band_sample(room: Room, role: str, levels: str, x: float, y: float) -> tuple[Shape, ...]:
    words = line(room, x, y, levels, TINY, anchor=Anchor.MIDDLE, role="soft", bold=True, middle=True)
    return Block(Box(x - 15, y - 8, 30, 16), role, "faint", 1.0, 2.0), words


def key_of(room: Room, entries: Sequence[Entry]) -> Key:
    """The key in rows, as wide as the room."""
    shapes: list[Shape] = []
    x, y, tall = _EDGE, _ABOVE, 0.0
    for entry in entries:
        text_width = room.width - 2 * _EDGE - _SAMPLE - _GAP
        lines = wrapped(room, entry.text, text_width, SMALL, most=4).lines
        width = _SAMPLE + _GAP + max((room.length(text, SMALL) for text in lines), default=0.0)
        if x > _EDGE and (entry.fresh or x + width > room.width - _EDGE):
            x, y, tall = _EDGE, y + tall + 4, 0.0
        words = paragraph(room, x + _SAMPLE + _GAP, y, lines, SMALL, role="soft")
        shapes += (*entry.sample(x + _SAMPLE / 2, y + 0.66 * SMALL), *words)
        tall = max(tall, tallness(len(lines), SMALL), _TALLEST)
        x += width + _BETWEEN
    return Key(room.width, y + tall + _EDGE, tuple(shapes)) if entries else Key()
