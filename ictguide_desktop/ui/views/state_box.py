"""The check box of a checklist item: open, done or not applicable, by Space and N; its paint follows the theme."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QCheckBox, QMenu, QWidget

from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.model.user import TickState
from ictguide_desktop.ui.theme import Theme

STATES = {
    TickState.OPEN: N_("Not done yet"),
    TickState.DONE: N_("Done"),
    TickState.NOT_APPLICABLE: N_("Not applicable"),
}
_CHECKED = {
    TickState.OPEN: Qt.CheckState.Unchecked,
    TickState.DONE: Qt.CheckState.Checked,
    TickState.NOT_APPLICABLE: Qt.CheckState.PartiallyChecked,
}
_ROOM, _SIDE = 30, 20


class StateBox(QCheckBox):
    """Asks for a state by `wanted` and shows only what it is told; `entered` is Enter, `moved` the arrow keys."""

    wanted = Signal(object)
    entered = Signal()
    moved = Signal(int)
    focused = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = TickState.OPEN
        self._words = ""
        self.letters = True
        self.setTristate(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def state(self) -> TickState:
        """How the item stands."""
        return self._state

    def show_words(self, words: str) -> None:
        """What a screen reader says of the item, before its state."""
        self._words = words
        self._name()

    def show_state(self, state: TickState) -> None:
        """Show how the item stands."""
        self._state = state
        self.setCheckState(_CHECKED[state])
        self._name()
        self.update()

    def announce(self, words: str) -> None:
        """Have a screen reader say what has just happened."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def nextCheckState(self) -> None:
        self._want(TickState.DONE)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_ROOM), self._theme.px(_ROOM))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        match event.key():
            case Qt.Key.Key_N if bare and self.letters:
                self._want(TickState.NOT_APPLICABLE)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Down if bare:
                self.moved.emit(1)
            case Qt.Key.Key_Up if bare:
                self.moved.emit(-1)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.show_menu(event.globalPos())

    def show_menu(self, at: QPoint) -> None:
        """The three states, to be chosen by mouse or by the menu key."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for state, name in STATES.items():
            action = menu.addAction(_(name))
            action.setCheckable(True)
            action.setChecked(state == self._state)
            action.triggered.connect(lambda _on=False, state=state: self.wanted.emit(state))
        menu.popup(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours, side = self._theme.colours, self._theme.px(_SIDE)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        done = self._state == TickState.DONE
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours["done" if done else "faint"]), 1.5))
        painter.setBrush(QColor(colours["done" if done else "paper"]))
        painter.drawRoundedRect(box, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._state != TickState.OPEN:
            ink = QColor(colours["paper" if done else "soft"])
            painter.setPen(
                QPen(
                    ink,
                    max(2.0, side / 9),
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.RoundCap,
                    Qt.PenJoinStyle.RoundJoin,
                )
            )
            painter.drawPolyline(_mark(box, done=done))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours["accent"]), 2))
            painter.drawRoundedRect(box.adjusted(-4, -4, 4, 4), 7, 7)
        painter.end()

    def _want(self, state: TickState) -> None:
        """Ask for a state; the state it already has asks for the item to be opened again."""
        self.wanted.emit(TickState.OPEN if state == self._state else state)

    def _name(self) -> None:
        self.setAccessibleName(f"{self._words} {_(STATES[self._state])}.")


def _mark(box: QRectF, *, done: bool) -> QPolygonF:
    """A tick, or a dash; a tick is not mirrored: it is written the same way in every script."""
    points = ((0.24, 0.53), (0.43, 0.71), (0.77, 0.31)) if done else ((0.27, 0.5), (0.73, 0.5))
    return QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points])


def give_look(widget: QWidget, name: str) -> None:
    """Give a widget another look of the style sheet."""
    if widget.objectName() != name:
        widget.setObjectName(name)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
