"""The charts of the program: laid out once as shapes, for the screen and, written here as SVG, for paper."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape

from ictguide_desktop.export.bidi import pieces
from ictguide_desktop.export.chart_bars import bars
from ictguide_desktop.export.chart_cost import cost
from ictguide_desktop.export.chart_gantt import gantt, gantt_pages
from ictguide_desktop.export.chart_radar import radar
from ictguide_desktop.export.chart_rounds import rounds
from ictguide_desktop.export.chart_shapes import Block, Dash, Disc, Plot, Point, Poly, Shape, Strokes, Words
from ictguide_desktop.export.chart_text import Room
from ictguide_desktop.export.chart_words import alternative
from ictguide_desktop.export.colours import LIGHT, Colours
from ictguide_desktop.model.chart import BarChart, Chart, CostChart, GanttChart, RadarChart, RoundsChart
from ictguide_desktop.model.document import Drawing

LATIN, ARABIC = "Noto Sans", "Noto Sans Arabic"


def laid_out(chart: Chart, room: Room) -> Plot:
    """A chart as shapes in a room."""
    match chart:
        case RadarChart():
            return radar(chart, room)
        case BarChart():
            return bars(chart, room)
        case RoundsChart():
            return rounds(chart, room)
        case GanttChart():
            return gantt(chart, room)
        case CostChart():
            return cost(chart, room)


def drawings(chart: Chart, room: Room, tallest: float = 880.0) -> tuple[Drawing, ...]:
    """A chart for a document, with the same in words; a time line higher than a page is parted."""
    alt = alternative(chart, room.say)
    if isinstance(chart, GanttChart):
        pages = gantt_pages(chart, room, tallest)
        return tuple(
            Drawing(svg(plot, room), alternative(page, room.say), chart.title) for page, plot in pages
        )
    return (Drawing(svg(laid_out(chart, room), room), alt, chart.title),)


# --- SVG ------------------------------------------------------------------------------------------------------


def svg(plot: Plot, room: Room, colours: Colours = LIGHT) -> str:
    """A laid out chart as plain SVG, with its key beneath it."""
    width, height = max(plot.width, plot.key.width), plot.height + plot.key.height
    # Where the room is wider than the chart, the chart stands where its language begins.
    aside = width - plot.width if plot.rtl else 0.0
    shapes = [shape.moved(aside, 0) for shape in plot.shapes]
    shapes += [shape.moved(0, plot.height) for shape in plot.key.shapes]
    body = "\n".join(text for shape in shapes for text in _written(shape, room, colours))
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} stroke-linejoin="round" stroke-linecap="butt">\n{body}\n</svg>\n'


def _written(shape: Shape, room: Room, colours: Colours) -> Iterator[str]:
    match shape:
        case Poly():
            fill = _fill(shape.fill, colours, shape.opacity)
            stroke = _stroke(shape.stroke, shape.width, shape.dash, colours)
            kind = "polygon" if shape.closed else "polyline"
            yield f'<{kind} points="{_points(shape.points)}"{fill}{stroke}/>'
        case Strokes():
            way = "".join(f"M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" for x1, y1, x2, y2 in shape.segments)
            yield f'<path d="{way}" fill="none"{_stroke(shape.stroke, shape.width, shape.dash, colours)}/>'
        case Block():
            box = shape.box
            place = f'x="{_n(box.left)}" y="{_n(box.top)}" width="{_n(box.width)}" height="{_n(box.height)}"'
            radius = f' rx="{_n(shape.radius)}"' if shape.radius else ""
            stroke = _stroke(shape.stroke, shape.width, shape.dash, colours)
            yield f"<rect {place}{radius}{_fill(shape.fill, colours)}{stroke}/>"
        case Disc():
            place = f'cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.radius)}"'
            yield f"<circle {place}{_fill(shape.fill, colours)}{_stroke(shape.stroke, shape.width, (), colours)}/>"
        case Words():
            yield from _texts(shape, room, colours)


def _texts(words: Words, room: Room, colours: Colours) -> Iterator[str]:
    """One text for each piece of one script, set side by side."""
    weight = ' font-weight="700"' if words.bold else ""
    look = f'font-size="{words.size}"{weight} fill="{colours[words.role]}"'
    line = pieces(words.text, rtl=words.rtl)
    if len(line) == 1:
        anchor = {0.0: "start", 0.5: "middle", 1.0: "end"}[words.anchor.value]
        yield _text(line[0].text, words.x, words.y, f'text-anchor="{anchor}" {look}', arabic=line[0].arabic)
        return
    lengths = [room.length(piece.text, words.size, bold=words.bold) for piece in line]
    at = words.x - words.anchor.value * sum(lengths)
    for piece, length in zip(line, lengths, strict=True):
        if piece.text.strip():
            # A piece stands in the middle of its place, so that what was measured amiss is shared by both sides.
            middle = f'text-anchor="middle" {look}'
            yield _text(piece.text, at + length / 2, words.y, middle, arabic=piece.arabic)
        at += length


def _text(text: str, x: float, y: float, look: str, *, arabic: bool) -> str:
    font = ARABIC if arabic else LATIN
    return f'<text x="{_n(x)}" y="{_n(y)}" {look} font-family="{font}" xml:space="preserve">{escape(_printed(text))}</text>'


def _printed(text: str) -> str:
    """Without what XML forbids: a pasted text may hold control characters."""
    return "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cs", "Cn", "Co"))


def _fill(role: str, colours: Colours, opacity: float = 1.0) -> str:
    fade = f' fill-opacity="{opacity:g}"' if role and opacity < 1 else ""
    return f' fill="{colours[role] if role else "none"}"{fade}'


def _stroke(role: str, width: float, dash: Dash, colours: Colours) -> str:
    if not role:
        return ""
    gaps = f' stroke-dasharray="{" ".join(_n(part) for part in dash)}"' if dash else ""
    return f' stroke="{colours[role]}" stroke-width="{_n(width)}"{gaps}'


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(value: float) -> str:
    """A length to a hundredth of a unit: the file stays small and the same on every machine."""
    return f"{round(value, 2) + 0.0:g}"
