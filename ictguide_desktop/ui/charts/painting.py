"""Draws the shapes of a chart with Qt, in the colours of a theme, and measures words as Qt will draw them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from ictguide_desktop.export.chart_shapes import Block, Box, Dash, Disc, Point, Poly, Shape, Strokes, Words
from ictguide_desktop.export.colours import Colours
from ictguide_desktop.ui.theme import FAMILIES


@lru_cache(maxsize=32)
def font_of(size: int, bold: bool) -> QFont:
    """The font of the charts; not hinted, so that words keep their width at every zoom."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(size)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=8192)
def measure(text: str, size: int, bold: bool) -> float:
    """How wide a line is."""
    return QFontMetricsF(font_of(size, bold)).horizontalAdvance(text)


def forget_measures() -> None:
    """Measure anew: the fonts of the program have come."""
    measure.cache_clear()


def paint(painter: QPainter, shapes: Sequence[Shape], colours: Colours, within: Box | None = None) -> None:
    """Draw shapes in their order; those outside `within` are left out."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for shape in shapes:
        if within is None or shape.box.grown(2).meets(within):
            _draw(painter, shape, colours)


def _draw(painter: QPainter, shape: Shape, colours: Colours) -> None:
    match shape:
        case Poly():
            painter.setPen(_pen(shape.stroke, shape.width, shape.dash, colours))
            _fill(painter, shape.fill, colours, shape.opacity)
            if shape.closed:
                painter.drawPolygon(_polygon(shape.points))
            else:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPolyline(_polygon(shape.points))
        case Strokes():
            painter.setPen(_pen(shape.stroke, shape.width, shape.dash, colours))
            painter.drawLines([QLineF(*segment) for segment in shape.segments])
        case Block():
            painter.setPen(_pen(shape.stroke, shape.width, shape.dash, colours))
            _fill(painter, shape.fill, colours)
            box = QRectF(*shape.box)
            if shape.radius:
                painter.drawRoundedRect(box, shape.radius, shape.radius)
            else:
                painter.drawRect(box)
        case Disc():
            painter.setPen(_pen(shape.stroke, shape.width, (), colours))
            _fill(painter, shape.fill, colours)
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        case Words():
            painter.setFont(font_of(shape.size, shape.bold))
            painter.setPen(QColor(colours[shape.role]))
            right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
            painter.setLayoutDirection(right if shape.rtl else left)
            painter.drawText(QPointF(shape.left, shape.y), shape.text)


def _pen(role: str, width: float, dash: Dash, colours: Colours) -> QPen:
    if not role:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor(colours[role]), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setDashPattern([part / width for part in dash])
    return pen


def _fill(painter: QPainter, role: str, colours: Colours, opacity: float = 1.0) -> None:
    if not role:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        return
    colour = QColor(colours[role])
    colour.setAlphaF(opacity)
    painter.setBrush(colour)


def _polygon(points: Sequence[Point]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
