"""Boxes to choose from and to tick, with their arrow and their tick in the ink of the theme: a style sheet can draw neither."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyle, QStyleOptionButton

_ARROW = ((0.0, 0.0), (0.5, 0.5), (1.0, 0.0))
_TICK = ((0.22, 0.53), (0.42, 0.72), (0.78, 0.31))


class Choice(QComboBox):
    """A box that shows that it opens."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self.fontMetrics().height() * 0.45
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = side if rtl else self.width() - 2 * side
        arrow = QRectF(left, (self.height() - side / 2) / 2, side, side)
        _draw(self, arrow, _ARROW, QPalette.ColorRole.PlaceholderText)


class Tick(QCheckBox):
    """A box that is ticked, not only filled."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
            _draw(self, QRectF(box), _TICK, QPalette.ColorRole.Base)


def _draw(
    box: QComboBox | QCheckBox, room: QRectF, points: tuple[tuple[float, float], ...], ink: QPalette.ColorRole
) -> None:
    painter = QPainter(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # The style sheet has made the grounds of the box itself transparent.
    pen = QPen(QGuiApplication.palette().color(ink), max(1.5, box.fontMetrics().height() / 11))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    line = [QPointF(room.x() + x * room.width(), room.y() + y * room.height()) for x, y in points]
    painter.drawPolyline(QPolygonF(line))
    painter.end()
