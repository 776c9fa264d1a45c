"""The parts of the figures of a page that open a section, and which of them is under the pointer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QCursor, QTextBlock, QTextImageFormat
from PySide6.QtWidgets import QTextBrowser

from ictguide_desktop.export.figures import FigurePart, figure_parts, figure_size, is_mirrored

_SCHEME = "figure:"


class _Frame(NamedTuple):
    """The size of a drawing in its own units, its parts, and whether it is drawn from the right."""

    width: float
    height: float
    parts: tuple[FigurePart, ...]
    mirrored: bool

    def opens(self, place: QPointF, image: QRectF) -> str:
        """What the part at a place opens, when the drawing fills `image`; empty where there is none."""
        x = (place.x() - image.x()) * self.width / image.width()
        y = (place.y() - image.y()) * self.height / image.height()
        across = self.width - x if self.mirrored else x
        return next((part.opens for part in self.parts if part.holds(across, y)), "")


def _no_figure(_figure: str) -> _Frame:
    return _Frame(1.0, 1.0, (), False)


class FigureParts:
    """The parts of the figures on the page that a view shows; the pointer is a hand above them."""

    def __init__(self, view: QTextBrowser) -> None:
        self._view = view
        self._frame = cache(_no_figure)
        self._cursor: QCursor | None = None  # what the pointer was before it became a hand

    def show(self, drawing: Callable[[str], str]) -> None:
        """Another page comes, whose figures are read once the pointer is above them."""

        def frame(figure: str) -> _Frame:
            svg = drawing(figure)
            return _Frame(*figure_size(svg), figure_parts(svg), is_mirrored(svg))

        self._frame = cache(frame)

    def target_at(self, point: QPoint) -> str:
        """What the part at a point of the viewport opens; empty where there is none."""
        scrolled = QPointF(self._view.horizontalScrollBar().value(), self._view.verticalScrollBar().value())
        place = QPointF(point) + scrolled
        name = self._view.document().documentLayout().imageAt(place)
        if not name.startswith(_SCHEME):
            return ""
        image = _image_rect(self._view, self._view.cursorForPosition(point).block())
        if image is None or not image.contains(place):
            return ""
        return self._frame(name.removeprefix(_SCHEME)).opens(place, image)

    def point_at(self, point: QPoint) -> None:
        """Show a hand above a part, and what was there before beside it."""
        if self.target_at(point):
            if self._cursor is None:
                self._cursor = self._view.viewport().cursor()
            self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        elif self._cursor is not None:
            self._view.viewport().setCursor(self._cursor)
            self._cursor = None


def _image_rect(view: QTextBrowser, block: QTextBlock) -> QRectF | None:
    """Where the image of a block stands in the page, in pixels; a block of the guide holds one at most."""
    above = view.document().documentLayout().blockBoundingRect(block).topLeft()
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        if fragment.charFormat().isImageFormat():
            image = QTextImageFormat(fragment.charFormat().toImageFormat())
            start = fragment.position() - block.position()
            line = block.layout().lineForTextPosition(start)
            left = min(_x(line.cursorToX(at)) for at in (start, start + 1))
            top = line.y() + line.ascent() - image.height()
            return QRectF(above.x() + left, above.y() + top, image.width(), image.height())
        fragments += 1
    return None


def _x(found: object) -> float:
    """PySide gives the place together with the position it was asked for."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
