"""The few shapes that charts are made of: the screen and the printed page draw the same ones, each in its own way.

Lengths are in units: one pixel at 100 %, a quarter of a millimetre on paper. Colours are roles of `export.colours`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

Point = tuple[float, float]
Segment = tuple[float, float, float, float]
Dash = tuple[float, ...]

ASCENT, DESCENT = 1.0, 0.34


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def corners(self) -> tuple[Point, ...]:
        """Its four corners."""
        return (
            (self.left, self.top),
            (self.right, self.top),
            (self.right, self.bottom),
            (self.left, self.bottom),
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def meets(self, other: Box) -> bool:
        """Whether it has more than an edge in common with another."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def grown(self, by: float) -> Box:
        """The same with a margin around it."""
        return Box(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: float, dy: float) -> Box:
        """The same elsewhere."""
        return Box(self.left + dx, self.top + dy, self.width, self.height)

    def mirrored(self, width: float) -> Box:
        """The same in a plot of this width that runs from the right."""
        return Box(width - self.right, self.top, self.width, self.height)


def box_around(points: Iterable[Point]) -> Box:
    """The smallest box that holds all the points."""
    known = list(points)
    left, top = min(x for x, _ in known), min(y for _, y in known)
    return Box(left, top, max(x for x, _ in known) - left, max(y for _, y in known) - top)


class Anchor(Enum):
    """Which part of a text stands at its point."""

    LEFT = 0.0
    MIDDLE = 0.5
    RIGHT = 1.0

    @property
    def mirrored(self) -> Anchor:
        """The anchor in a plot that runs from the right."""
        return Anchor(1.0 - self.value)


class Poly(NamedTuple):
    """A line through points, or a closed shape; a `sign` such as a tick is written the same way in every direction."""

    points: tuple[Point, ...]
    closed: bool = False
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    dash: Dash = ()
    opacity: float = 1.0
    sign: bool = False

    @property
    def box(self) -> Box:
        """Where it stands."""
        return box_around(self.points).grown(self.width / 2)

    def moved(self, dx: float, dy: float) -> Poly:
        """The same elsewhere."""
        return self._replace(points=tuple((x + dx, y + dy) for x, y in self.points))

    def mirrored(self, width: float) -> Poly:
        """The same in a plot of this width that runs from the right."""
        if self.sign:
            box = box_around(self.points)
            return self.moved(width - box.right - box.left, 0)
        return self._replace(points=tuple((width - x, y) for x, y in self.points))


class Strokes(NamedTuple):
    """Straight lines of one kind, such as a grid or a hatching."""

    segments: tuple[Segment, ...]
    stroke: str
    width: float = 1.0
    dash: Dash = ()

    @property
    def box(self) -> Box:
        """Where they stand."""
        ends = [(x, y) for x1, y1, x2, y2 in self.segments for x, y in ((x1, y1), (x2, y2))]
        return box_around(ends).grown(self.width / 2)

    def moved(self, dx: float, dy: float) -> Strokes:
        """The same elsewhere."""
        return self._replace(
            segments=tuple((x1 + dx, y1 + dy, x2 + dx, y2 + dy) for x1, y1, x2, y2 in self.segments)
        )

    def mirrored(self, width: float) -> Strokes:
        """The same in a plot of this width that runs from the right."""
        return self._replace(
            segments=tuple((width - x1, y1, width - x2, y2) for x1, y1, x2, y2 in self.segments)
        )


class Block(NamedTuple):
    """A rectangle, with round corners if it has a radius."""

    box: Box
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    radius: float = 0.0
    dash: Dash = ()

    def moved(self, dx: float, dy: float) -> Block:
        """The same elsewhere."""
        return self._replace(box=self.box.moved(dx, dy))

    def mirrored(self, width: float) -> Block:
        """The same in a plot of this width that runs from the right."""
        return self._replace(box=self.box.mirrored(width))


class Disc(NamedTuple):
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""
    width: float = 1.0

    @property
    def box(self) -> Box:
        """Where it stands."""
        return Box(self.x, self.y, 0, 0).grown(self.radius + self.width / 2)

    def moved(self, dx: float, dy: float) -> Disc:
        """The same elsewhere."""
        return self._replace(x=self.x + dx, y=self.y + dy)

    def mirrored(self, width: float) -> Disc:
        """The same in a plot of this width that runs from the right."""
        return self._replace(x=width - self.x)


class Words(NamedTuple):
    """One line of text on its baseline; `length` is how wide it was measured, `rtl` the direction of its sentence."""

    x: float
    y: float
    text: str
    size: int
    length: float
    anchor: Anchor = Anchor.LEFT
    role: str = "ink"
    bold: bool = False
    rtl: bool = False

    @property
    def left(self) -> float:
        """Where it begins, seen from the left."""
        return self.x - self.anchor.value * self.length

    @property
    def box(self) -> Box:
        """Where it stands, with what its letters reach above and below the line."""
        return Box(self.left, self.y - ASCENT * self.size, self.length, (ASCENT + DESCENT) * self.size)

    def moved(self, dx: float, dy: float) -> Words:
        """The same elsewhere."""
        return self._replace(x=self.x + dx, y=self.y + dy)

    def mirrored(self, width: float) -> Words:
        """The same in a plot of this width that runs from the right: words stay as they are written."""
        return self._replace(x=width - self.x, anchor=self.anchor.mirrored)


Shape = Poly | Strokes | Block | Disc | Words


class Part(NamedTuple):
    """What the pointer and the arrow keys reach: its outline, and the boxes around which the keyboard shows a ring.

    `tip` says everything the chart knows about it, the first line being its full name. `focus` is where it is named,
    `mark` where its value is drawn, if that is elsewhere.
    """

    id: str
    tip: str
    outline: tuple[Point, ...]
    focus: Box
    mark: Box | None = None

    @property
    def name(self) -> str:
        """Its full name."""
        return self.tip.partition("\n")[0]

    @property
    def box(self) -> Box:
        """Where it stands."""
        return box_around(self.outline)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies on it."""
        if self.focus.holds(x, y):
            return True
        inside = False
        for (x1, y1), (x2, y2) in zip(self.outline, (*self.outline[1:], self.outline[0]), strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
        return inside

    def moved(self, dx: float, dy: float) -> Part:
        """The same elsewhere."""
        return self._replace(
            outline=tuple((x + dx, y + dy) for x, y in self.outline),
            focus=self.focus.moved(dx, dy),
            mark=self.mark and self.mark.moved(dx, dy),
        )

    def mirrored(self, width: float) -> Part:
        """The same in a plot of this width that runs from the right."""
        return self._replace(
            outline=tuple((width - x, y) for x, y in self.outline),
            focus=self.focus.mirrored(width),
            mark=self.mark and self.mark.mirrored(width),
        )


class Key(NamedTuple):
    """What the marks of a chart mean, laid out on its own: it stays in sight while the chart moves."""

    width: float = 0.0
    height: float = 0.0
    shapes: tuple[Shape, ...] = ()


class Plot(NamedTuple):
    """A chart laid out: what is drawn, from back to front, and what can be reached, in the order of reading.

    The key stands beneath it. Where a chart is larger than its window, what lies above `head` and before `side` stays
    in sight too. `columns` is how many parts stand side by side.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    parts: tuple[Part, ...] = ()
    key: Key = Key()
    rtl: bool = False
    head: float = 0.0
    side: float = 0.0
    columns: int = 1

    def mirrored(self) -> Plot:
        """The same chart running from the right: bars, time and axes turn round, words do not."""
        key = self.key._replace(shapes=tuple(shape.mirrored(self.key.width) for shape in self.key.shapes))
        return self._replace(
            shapes=tuple(shape.mirrored(self.width) for shape in self.shapes),
            parts=tuple(part.mirrored(self.width) for part in self.parts),
            key=key,
            rtl=not self.rtl,
        )

    def part_at(self, x: float, y: float) -> int:
        """The place of the part under a point; -1 where there is none."""
        return next((place for place, part in enumerate(self.parts) if part.holds(x, y)), -1)
