"""The answers to choose from: side by side where they are short, beneath each other and on several lines where they are long."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ictguide_desktop.assess.forms import FormValue
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.guide import Field
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.form_entries import Entry

_TEXT, _RING, _PAD, _HIGH, _RADIUS = 13.5, 14, 12, 7, 6.0
_MOST_KNOWN = 8


class OptionButton(QRadioButton):
    """Asks by `wanted` and shows only what it is told; its words wrap, and arrow keys are left to the entry."""

    wanted = Signal()
    focused = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heights: dict[tuple[int, str, int], int] = {}
        # The one look of the style sheet that leaves size and padding to the button.
        self.setObjectName("score")
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._font(bold=True)).horizontalAdvance(self.text()) + self._beside() + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        longest = max(self.text().split() or [""], key=len)
        width = QFontMetrics(self._font(bold=True)).horizontalAdvance(longest) + self._beside() + 2
        return QSize(width, self._theme.px(2 * _HIGH) + QFontMetrics(self._font()).height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        key = (width, self.text(), self._theme.zoom)
        known = self._heights.get(key)  # Qt asks for it a hundred times
        if known is None:
            if len(self._heights) > _MOST_KNOWN:
                self._heights.clear()
            known = self._heights[key] = self._reckoned_height(width)
        return known

    def _reckoned_height(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - self._beside()), 9999)
        said = QFontMetrics(self._font(bold=True)).boundingRect(room, int(self._flags()), self.text())
        return max(said.height(), self._theme.px(_RING)) + self._theme.px(2 * _HIGH)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def nextCheckState(self) -> None:
        self.wanted.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the second click of a double one would take the answer back

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours, chosen = self._theme.colours, self.isChecked()
        hovered = self.underMouse() and self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(colours["accent" if chosen or hovered else "line"]), 1))
        painter.setBrush(QColor(colours["accent-ground" if chosen or hovered else "paper"]))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours["accent"]), 2))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        self._draw_ring(painter)
        painter.setFont(self._font(bold=chosen))
        painter.setPen(QColor(colours["ink" if self.isEnabled() else "disabled"]))
        painter.drawText(self._room(), int(self._flags() | Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.end()

    def _draw_ring(self, painter: QPainter) -> None:
        colours, side, pad = self._theme.colours, self._theme.px(_RING), self._theme.px(_PAD)
        left = self.width() - pad - side if self._rtl else pad
        ring = QRectF(left, (self.height() - side) / 2, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(QColor(colours["paper"]))
        painter.setPen(QPen(QColor(colours["accent" if self.isChecked() else "faint"]), 1.3))
        painter.drawEllipse(ring)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours["accent"]))
            painter.drawEllipse(QPointF(ring.center()), side * 0.27, side * 0.27)

    @property
    def _rtl(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _room(self) -> QRect:
        """Where the words stand: after the ring."""
        pad, ring = self._theme.px(_PAD), self._theme.px(_RING + 8)
        leading, trailing = pad + ring, pad
        return (
            self.rect().adjusted(trailing, 0, -leading, 0)
            if self._rtl
            else self.rect().adjusted(leading, 0, -trailing, 0)
        )

    def _beside(self) -> int:
        return self._theme.px(2 * _PAD) + self._theme.px(_RING + 8)

    def _flags(self) -> Qt.AlignmentFlag | Qt.TextFlag:
        side = Qt.AlignmentFlag.AlignRight if self._rtl else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextWordWrap

    def _font(self, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.px(_TEXT))
        font.setBold(bold)
        return font


class ChoiceEntry(Entry):
    """One of several answers, kept by its place in the list; choosing it once more takes it back. One stop of the Tab key."""

    def __init__(self, theme: Theme, options: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._chosen = ""
        self.buttons = {str(place): OptionButton(theme, self) for place in range(1, options + 1)}
        self._line = QVBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        for place, button in self.buttons.items():
            self._line.addWidget(button)
            button.wanted.connect(lambda place=place: self._want(place))
            button.focused.connect(lambda place=place: self._hold(place))
        self._line.addStretch(0)
        self._hold(next(iter(self.buttons), ""))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        return tuple(self.buttons.values())

    def show_value(self, value: FormValue, *, anew: bool = False) -> None:
        self._chosen = value.strip() if isinstance(value, str) else ""
        for place, button in self.buttons.items():
            if button.isChecked() != (place == self._chosen):
                button.setChecked(place == self._chosen)
        if self._chosen in self.buttons and not any(button.hasFocus() for button in self.buttons.values()):
            self._hold(self._chosen)

    def show_words(self, one: Field, language: str, lang: str) -> None:
        for button, option in zip(self.buttons.values(), one.options, strict=False):
            button.setText(option)
            button.setAccessibleName(f"{one.field} {one.label}: {option}")
            button.setToolTip(_("Choose it once more to take the answer back"))
            button.updateGeometry()
        self.setAccessibleName(f"{one.field} {one.label}")
        self._arrange()

    def restyle(self) -> None:
        for button in self.buttons.values():
            button.updateGeometry()
            button.update()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def take_focus(self) -> None:
        held = (one for one in self.buttons.values() if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if (button := next(held, None)) is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        match event.key():
            case Qt.Key.Key_Left if bare:
                self._step(1 if rtl else -1)
            case Qt.Key.Key_Right if bare:
                self._step(-1 if rtl else 1)
            case Qt.Key.Key_Down if bare:
                self._step(1)
            case Qt.Key.Key_Up if bare:
                self._step(-1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if bare and self._chosen:
                self._want(self._chosen)
            case _:
                super().keyPressEvent(event)

    # --- inside -----------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Side by side where all of them fit."""
        needed = sum(button.sizeHint().width() + self._line.spacing() for button in self.buttons.values())
        across = needed <= self.width()
        wanted = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != wanted:
            self._line.setDirection(wanted)
            self._line.setStretch(len(self.buttons), 1 if across else 0)

    def _want(self, place: str) -> None:
        self.typed.emit("" if place == self._chosen else place)
        self.left.emit()

    def _step(self, by: int) -> None:
        order = list(self.buttons)
        here = next((place for place, button in self.buttons.items() if button.hasFocus()), order[0])
        number = order.index(here) + by
        if 0 <= number < len(order):
            self.buttons[order[number]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _hold(self, place: str) -> None:
        """One of them is the stop of Tab: the one with the keyboard, else the one chosen."""
        for one, button in self.buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one == place else Qt.FocusPolicy.ClickFocus)
