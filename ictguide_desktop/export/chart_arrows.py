"""The arrows of the time line: from the end of a measure to the start of one that waits for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ictguide_desktop.export.chart_shapes import Box, Point, Poly, Shape
from ictguide_desktop.model.chart import GanttRow

_INTO, _AROUND, _HEAD = 6.0, 7.0, 4.5
_FITS, _TOO_EARLY = "soft", "warning"


def arrows(rows: Sequence[tuple[GanttRow, Box]]) -> Iterator[Shape]:
    """An arrow for each measure that must come first and stands on the same page."""
    bars = {row.id: bar for row, bar in rows}
    for row, bar in rows:
        for id_ in row.after:
            if id_ in bars and id_ != row.id:
                yield from _arrow(bars[id_], bar)


def _arrow(first: Box, then: Box) -> tuple[Shape, ...]:
    start = (first.right, first.top + first.height / 2)
    if then.left + _INTO >= first.right:
        return _straight(start, then)
    return _around(start, first, then)


def _straight(start: Point, then: Box) -> tuple[Shape, ...]:
    """Along the time line and then into the bar that follows, from above or from below."""
    x = max(then.left + _INTO, start[0] + 2)
    down = then.top > start[1]
    y = then.top if down else then.bottom
    back = -_HEAD if down else _HEAD
    head = ((x, y), (x - 0.7 * _HEAD, y + back), (x + 0.7 * _HEAD, y + back))
    return (
        Poly((start, (x, start[1]), (x, y + back)), stroke=_FITS, width=1.3),
        Poly(head, True, _FITS),
    )


def _around(start: Point, first: Box, then: Box) -> tuple[Shape, ...]:
    """Back to a bar that begins before the one it waits for has ended."""
    x, y = then.left, then.top + then.height / 2
    between = then.top - 6 if then.top > first.top else then.bottom + 6
    way = (
        start,
        (start[0] + _AROUND, start[1]),
        (start[0] + _AROUND, between),
        (x - _AROUND - _HEAD, between),
        (x - _AROUND - _HEAD, y),
        (x - _HEAD, y),
    )
    head = ((x, y), (x - _HEAD, y - 0.7 * _HEAD), (x - _HEAD, y + 0.7 * _HEAD))
    return (
        Poly(way, stroke=_TOO_EARLY, width=1.5, dash=(4.0, 3.0)),
        Poly(head, True, _TOO_EARLY),
    )


def comes_first_sample(x: float, y: float) -> tuple[Shape, ...]:
    """An arrow for the key."""
    head = ((x + 11, y + 6), (x + 8, y + 1.5), (x + 14, y + 1.5))
    return Poly(((x - 13, y - 5), (x + 11, y - 5), (x + 11, y + 2)), stroke=_FITS, width=1.3), Poly(
        head, True, _FITS
    )
