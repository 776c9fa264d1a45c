"""The parts of a figure that open a section: where they stand in the page, and which of them is under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextImageFormat
from PySide6.QtWidgets import QTextBrowser

from ictguide_desktop.export.figures import figure_parts, figure_size

SCHEME = "figure:"


def target_at(view: QTextBrowser, point: QPoint, drawing: str, *, mirrored: bool) -> str:
    """What the part of a figure at a point of the viewport opens; empty where there is none."""
    place = QPointF(point) + QPointF(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
    frame = _image_rect(view, view.cursorForPosition(point).block(), place)
    if frame is None:
        return ""
    width, height = figure_size(drawing)
    x, y = (place.x() - frame.x()) * width / frame.width(), (place.y() - frame.y()) * height / frame.height()
    for part in figure_parts(drawing):
        if part.holds(width - x if mirrored else x, y):
            return part.opens
    return ""


def figure_at(view: QTextBrowser, point: QPoint) -> str:
    """The id of the figure at a point of the viewport, or nothing."""
    place = QPointF(point) + QPointF(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
    name = view.document().documentLayout().imageAt(place)
    return name.removeprefix(SCHEME) if name.startswith(SCHEME) else ""


def _image_rect(view: QTextBrowser, block: QTextBlock, place: QPointF) -> QRectF | None:
    """Where the image of a block stands in the page, in pixels; None when it is not at the place."""
    above = view.document().documentLayout().blockBoundingRect(block).topLeft()
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        if fragment.charFormat().isImageFormat():
            image = QTextImageFormat(fragment.charFormat().toImageFormat())
            start = fragment.position() - block.position()
            line = block.layout().lineForTextPosition(start)
            ends = [_x(line.cursorToX(at)) for at in (start, start + 1)]
            top = line.y() + line.ascent() - image.height()
            rect = QRectF(above.x() + min(ends), above.y() + top, image.width(), image.height())
            if rect.contains(place):
                return rect
        fragments += 1
    return None


def _x(found: object) -> float:
    """PySide gives the place together with the position it was asked for."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
