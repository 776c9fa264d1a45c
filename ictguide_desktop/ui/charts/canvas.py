"""A chart on the screen: its parts answer the pointer and the arrow keys, and it follows theme, zoom and language."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QScrollArea, QSizePolicy, QToolTip, QWidget

from ictguide_desktop.export.chart_shapes import Block, Box, Part, Plot, Shape
from ictguide_desktop.export.chart_text import Room
from ictguide_desktop.export.chart_words import alternative
from ictguide_desktop.export.charts import laid_out
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.chart import Chart
from ictguide_desktop.ui.charts.painting import forget_measures, measure, paint
from ictguide_desktop.ui.charts.parts_model import ModelIndex, PartsModel
from ictguide_desktop.ui.side_buttons import LeavesSideButtons
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.translator import Retranslates

LEAST_WIDTH, LEAST_HEIGHT = 260, 220
_NOTHING = Plot(0, 0, ())
_PAGE, _MARGIN = 5, 6
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class _Pane(NamedTuple):
    """A piece of the window onto a chart, and how far the chart is moved beneath it; lengths in units."""

    window: Box
    dx: float
    dy: float


class ChartCanvas(LeavesSideButtons, Retranslates, QListView):
    """Shows one chart. `chosen` carries the id of the part that was clicked, or left with Enter or Space.

    `tallest` is the height in pixels at 100 % that it fits itself into, and from which it scrolls by itself instead of
    growing; 0 lets it grow.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, tallest: int = 0) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tallest = tallest
        self._chart: Chart | None = None
        self._plots: dict[float, Plot] = {}
        self._shown: Plot = _NOTHING
        self._hovered = -1
        self.setCornerWidget(QWidget())  # where both bars meet, nothing is drawn
        self._parts = PartsModel(self)
        self.setModel(self._parts)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAutoScroll(False)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._choose)
        theme.changed.connect(self._follow_theme)

    # --- what is shown ----------------------------------------------------------------------------------------

    @property
    def chart(self) -> Chart | None:
        """What it shows."""
        return self._chart

    @property
    def plot(self) -> Plot:
        """The chart as it is laid out for the window now."""
        return self._plot_for(self._units().width)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart, whose words are in the language in force."""
        self._chart = chart
        self._anew()

    def part(self, index: ModelIndex) -> Part | None:
        """The part at an index of the list of parts."""
        return self._parts.part(index)

    def retranslate(self) -> None:
        self._anew()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._anew()

    def _follow_theme(self) -> None:
        forget_measures()
        self._anew()

    def _anew(self) -> None:
        """Lay the chart out again and keep the keyboard where it was."""
        self._plots.clear()
        if self._chart is not None:
            self.setAccessibleName(self._chart.title)
            self.setAccessibleDescription(alternative(self._chart, _))
        self._take_parts()
        margin = self._theme.px(_MARGIN)
        self.setViewportMargins(margin, margin, margin, margin)
        self.updateGeometry()
        self.updateGeometries()
        self.viewport().update()

    def _take_parts(self) -> None:
        """Give the list the parts of the chart as it is laid out now."""
        self._shown, self._hovered = self.plot, -1
        before = self.part(self.currentIndex())
        self._parts.put(self._shown.parts)
        if before is not None:
            same = (n for n, part in enumerate(self._shown.parts) if part.id == before.id)
            self.setCurrentIndex(self._parts.index(next(same, -1)))

    def _plot_for(self, width: float) -> Plot:
        if self._chart is None or width <= 0:
            return _NOTHING
        if width not in self._plots:
            while len(self._plots) > 3:  # the layout asks for a few widths before it settles
                del self._plots[next(iter(self._plots))]
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._plots[width] = laid_out(self._chart, Room(width, measure, _, rtl, self._tallest))
        return self._plots[width]

    # --- size -------------------------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        frame, scale = 2 * (self.frameWidth() + self._theme.px(_MARGIN)), self._theme.scale
        plot = self._plot_for(round((width - frame) / scale, 2))
        height = ceil((plot.height + plot.key.height) * scale) + frame
        if plot.width * scale > width:
            height += self.horizontalScrollBar().sizeHint().height()
        if self._tallest:
            most = min(self._theme.px(self._tallest), round(0.8 * self.window().height()))
            height = min(height, max(self._theme.px(LEAST_HEIGHT), most))
        return height

    def sizeHint(self) -> QSize:
        width = self._theme.px(2 * LEAST_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(LEAST_WIDTH), self._theme.px(LEAST_HEIGHT))

    def updateGeometries(self) -> None:
        """How far the chart can be moved beneath its window; a list would reckon from lines that are not drawn."""
        QAbstractItemView.updateGeometries(self)
        if self.plot.parts != self._shown.parts:
            self._take_parts()
        window, plot, scale = self._units(), self.plot, self._theme.scale
        across = max(0, ceil((plot.width - window.width) * scale - 0.5))
        down = max(1, ceil((plot.height + plot.key.height - window.height) * scale - 0.5))
        for bar, most, page in (
            (self.horizontalScrollBar(), across, self.viewport().width()),
            (self.verticalScrollBar(), down if self._is_too_tall() else 0, self.viewport().height()),
        ):
            bar.setRange(0, most)
            bar.setPageStep(page)
            bar.setSingleStep(self._theme.px(24))

    def _is_too_tall(self) -> bool:
        """Whether the chart is taller than its window would be without a bar: with one it may be taller than it need be."""
        port, scale = self.maximumViewportSize(), self._theme.scale
        plot = self._plot_for(round(port.width() / scale, 2))
        bar = self.horizontalScrollBar().sizeHint().height() if plot.width * scale > port.width() + 0.5 else 0
        return (plot.height + plot.key.height) * scale > port.height() - bar + 0.5

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()  # what stays in sight must not be moved with the rest

    def horizontalOffset(self) -> int:
        bar = self.horizontalScrollBar()
        return bar.maximum() - bar.value() if self.plot.rtl else bar.value()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def _units(self) -> Box:
        """The window in the units of the chart."""
        scale, port = self._theme.scale, self.viewport()
        return Box(0, 0, round(port.width() / scale, 2), port.height() / scale)

    def _panes(self) -> tuple[_Pane, ...]:
        """The pieces of the window: what moves, and over it what stays: the head, the side, the corner between."""
        plot, window, scale = self.plot, self._units(), self._theme.scale
        dx, dy = -self.horizontalOffset() / scale, -self.verticalOffset() / scale
        high = min(plot.height + dy, window.height - plot.key.height)
        body = _Pane(Box(0, 0, window.width, high), dx, dy)
        panes = [body]
        if dy and plot.head:
            panes.append(_Pane(Box(0, 0, window.width, min(plot.head, high)), dx, 0.0))
        moved = plot.width > window.width + 0.5 and plot.side > 0
        if moved:
            left = window.width - plot.side if plot.rtl else 0.0
            stays = window.width - plot.width if plot.rtl else 0.0
            panes.append(_Pane(Box(left, 0, plot.side, high), stays, dy))
            if dy and plot.head:
                panes.append(_Pane(Box(left, 0, plot.side, min(plot.head, high)), stays, 0.0))
        return tuple(panes)

    # --- drawing ----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        plot, window, scale = self.plot, self._units(), self._theme.scale
        if plot is _NOTHING:
            return
        painter = QPainter(self.viewport())
        painter.scale(scale, scale)
        panes = self._panes()
        for place, pane in enumerate(panes):
            self._paint_pane(painter, pane, covered=place > 0)
        foot = panes[0].window.bottom
        painter.setClipRect(QRectF(0, foot, window.width, plot.key.height + 2))
        painter.translate(0, foot)
        paint(painter, plot.key.shapes, self._theme.colours)
        painter.end()

    def _paint_pane(self, painter: QPainter, pane: _Pane, *, covered: bool) -> None:
        """The chart as one pane shows it; one that lies over another has a ground of its own."""
        painter.save()
        painter.setClipRect(QRectF(*pane.window))
        colours = self._theme.colours
        if covered:
            paint(painter, (Block(pane.window, "paper"),), colours)
        painter.translate(pane.dx, pane.dy)
        seen = pane.window.moved(-pane.dx, -pane.dy)
        paint(painter, self.plot.shapes, colours, seen)
        paint(painter, self._rings(), colours, seen)
        painter.restore()

    def _rings(self) -> Sequence[Shape]:
        """Around the part with the keyboard a strong ring, around the one under the pointer a thin one."""
        shapes: list[Shape] = []
        current = self.part(self.currentIndex()) if self.hasFocus() else None
        hovered = self.part(self._parts.index(self._hovered))
        for part, role, width in ((hovered, "soft", 1.0), (current, "accent", 2.2)):
            if part is not None:
                around = (part.focus.grown(1), part.mark.grown(3) if part.mark else None)
                shapes += (
                    Block(self._inside(box), "", role, width, 5.0) for box in around if box is not None
                )
        return shapes

    def _inside(self, ring: Box) -> Box:
        """A ring whose sides are drawn whole, also at the edge of the chart."""
        left, right = max(1.5, ring.left), min(self.plot.width - 1.5, ring.right)
        return ring._replace(left=left, width=right - left)

    # --- parts ------------------------------------------------------------------------------------------------

    def indexAt(self, point: QPoint) -> QModelIndex:
        scale = self._theme.scale
        x, y = point.x() / scale, point.y() / scale
        pane = next((one for one in reversed(self._panes()) if one.window.holds(x, y)), None)
        place = self.plot.part_at(x - pane.dx, y - pane.dy) if pane is not None else -1
        return self._parts.index(place)

    def visualRect(self, index: ModelIndex) -> QRect:
        part = self.part(index)
        if part is None:
            return QRect()
        scale, pane = self._theme.scale, self._panes()[0]
        box = part.box.moved(pane.dx, pane.dy)
        return QRectF(
            box.left * scale, box.top * scale, box.width * scale, box.height * scale
        ).toAlignedRect()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Arrows go from part to part: along the reading, and up and down where parts stand in rows."""
        moves, count = QAbstractItemView.CursorAction, self._parts.rowCount()
        way = -1 if self.plot.rtl else 1
        steps = {
            moves.MoveRight: way, moves.MoveLeft: -way, moves.MoveNext: 1, moves.MovePrevious: -1,
            moves.MoveDown: self.plot.columns, moves.MoveUp: -self.plot.columns,
            moves.MovePageDown: _PAGE, moves.MovePageUp: -_PAGE, moves.MoveHome: -count, moves.MoveEnd: count,
        }  # fmt: skip
        before = self.currentIndex().row()
        if before < 0:
            return self._parts.index(count - 1 if action == moves.MoveEnd else 0)
        after = before + steps[action]
        inside = 0 <= after < count
        if not inside and action in (moves.MoveUp, moves.MoveDown) and self.plot.columns > 1:
            return self.currentIndex()
        return self._parts.index(min(max(after, 0), count - 1))

    def scrollTo(
        self,
        index: ModelIndex,
        _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a part into the window, and its mark beside what stays in sight."""
        part = self.part(index)
        if part is None:
            return
        plot, window, scale = self.plot, self._units(), self._theme.scale
        mark = part.mark or part.box
        box, room = part.focus, window.height - plot.key.height
        down = _brought(self.verticalOffset() / scale, box.top - plot.head - 4, box.bottom + 4, room)
        self.verticalScrollBar().setValue(round(down * scale))
        start, end = (mark.left, mark.right + plot.side) if plot.rtl else (mark.left - plot.side, mark.right)
        across = _brought(self.horizontalOffset() / scale, start - 8, end + 8, window.width)
        bar = self.horizontalScrollBar()
        bar.setValue(round(bar.maximum() - across * scale if plot.rtl else across * scale))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CHOOSING and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._arrive()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(hand if place >= 0 else arrow)
            self.viewport().update()

    def _choose(self, index: ModelIndex) -> None:
        part = self.part(index)
        if part is not None:
            self.chosen.emit(part.id)

    def _arrive(self) -> None:
        """The keyboard has come to a part: show it, and say what the pointer would be told."""
        index = self.currentIndex()
        self.scrollTo(index)
        rect = self.visualRect(index)
        above = self.parentWidget()
        while above is not None:
            inside = above.widget() if isinstance(above, QScrollArea) else None
            if isinstance(above, QScrollArea) and inside is not None:
                place = self.viewport().mapTo(inside, rect.center())
                above.ensureVisible(
                    place.x(), place.y(), 0, min(rect.height(), above.height() // 2) // 2 + 20
                )
            above = above.parentWidget()
        corner = self.viewport().mapToGlobal(
            QPoint(rect.center().x(), min(rect.bottom(), self.viewport().height()))
        )
        QToolTip.showText(corner, str(index.data(Qt.ItemDataRole.ToolTipRole)), self.viewport())


def _brought(offset: float, start: float, end: float, room: float) -> float:
    """The offset at which what lies from `start` to `end` is in sight, moved as little as can be; the start wins."""
    if end - offset > room:
        offset = end - room
    return min(offset, max(0.0, start))
