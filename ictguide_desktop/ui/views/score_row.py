"""The scores of a question side by side, 0 to 4 and “not applicable”, with the words of the one chosen or pointed at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.assessment import HIGHEST_SCORE, LOWEST_SCORE
from ictguide_desktop.ui.flow import FlowLayout
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.assessment_words import as_high_as_wide
from ictguide_desktop.ui.views.state_box import give_look
from ictguide_desktop.ui.views.view import words

APART = -1
SCORES = range(LOWEST_SCORE, HIGHEST_SCORE + 1)
_SIDE, _HEIGHT, _TEXT, _RADIUS, _BESIDE = 44, 34, 14.5, 6.0, 14


class ScoreButton(QRadioButton):
    """Asks by `wanted` and shows only what it is told; the arrow keys and digits are left to the row and the card."""

    wanted = Signal()
    pointed = Signal(bool)
    focused = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("score")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.clicked.connect(lambda _on=False: self.wanted.emit())

    def show_checked(self, checked: bool) -> None:
        """Show whether it is the one; Qt would let nobody uncheck one of its kind, and a screen reader hears one of several."""
        self.setAutoExclusive(False)
        self.setChecked(checked)
        self.setAutoExclusive(True)

    def sizeHint(self) -> QSize:
        side = self._theme.px(_SIDE)
        return QSize(max(side, self._text_width() + self._theme.px(2 * _BESIDE)), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def nextCheckState(self) -> None:
        """Change nothing: what was asked for is shown when it is stored."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours, chosen = self._theme.colours, self.isChecked()
        hovered = self.underMouse() and not chosen and self.isEnabled()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if chosen or hovered else "line"
        painter.setPen(QPen(QColor(colours[edge]), 1))
        ground = "accent" if chosen else "accent-ground" if hovered else "paper"
        painter.setBrush(QColor(colours[ground]))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours["ink" if chosen else "accent"]), 2))
            painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.setFont(self._font())
        ink = "on-accent" if chosen else "ink" if self.isEnabled() else "disabled"
        painter.setPen(QColor(colours[ink]))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.px(_TEXT if len(self.text()) == 1 else _TEXT - 1.5))
        font.setBold(self.isChecked())
        return font

    def _text_width(self) -> int:
        font = self._font()
        font.setBold(True)
        return QFontMetrics(font).horizontalAdvance(self.text())


class ScoreRow(QWidget):
    """One stop of the Tab key. `wanted` carries 0 to 4, APART, or None to take the answer back; `focused` says that the
    keyboard is here.
    """

    wanted = Signal(object)
    focused = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen: int | None = None
        self._scale: Sequence[str] = ()
        self._pointed: int | None = None
        self._since = QElapsedTimer()
        self.buttons = {score: ScoreButton(theme, self) for score in (*SCORES, APART)}
        self.said, self._measure = words("", "soft"), words("", "soft")
        self._measure.setParent(self)
        self._measure.hide()
        self.said.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        row = FlowLayout(4)
        boxes = QWidget(self)
        boxes.setLayout(row)
        boxes.setSizePolicy(as_high_as_wide())
        for score, button in self.buttons.items():
            row.addWidget(button)
            button.wanted.connect(lambda score=score: self._want(score))
            button.pointed.connect(lambda on, score=score: self._point(score if on else None))
            button.focused.connect(lambda score=score: self._hold(score))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(boxes)
        column.addWidget(self.said)
        self._hold(LOWEST_SCORE)
        self.restyle()

    @property
    def holder(self) -> ScoreButton:
        """The button that Tab stops at."""
        return next(one for one in self.buttons.values() if one.focusPolicy() & Qt.FocusPolicy.TabFocus)

    def show_words(self, code: str, question: str, scale: Sequence[str]) -> None:
        """Write the words; `scale` says what each score means."""
        self._scale = scale
        for score, button in self.buttons.items():
            apart = score == APART
            button.setText(_("Not applicable") if apart else str(score))
            means = self._means(score)
            button.setAccessibleName(f"{code}, {means}" if apart else f"{code}, {score}: {means}")
            button.setAccessibleDescription(question)
            button.setToolTip("" if apart else means)
        self.setAccessibleName(_("Score of {code}").format(code=code))
        self.restyle()
        self._say()

    def show_chosen(self, chosen: int | None) -> None:
        """Show a score, APART, or that nothing was answered."""
        self._chosen = chosen
        held = next((score for score, button in self.buttons.items() if button is self.holder), LOWEST_SCORE)
        for score, button in self.buttons.items():
            button.show_checked(score == chosen)
        typing = any(button.hasFocus() for button in self.buttons.values())
        self._hold(held if typing or chosen is None else chosen)
        self._say()

    def set_writable(self, writable: bool) -> None:
        """Whether scores can be given."""
        for button in self.buttons.values():
            button.setEnabled(writable)

    def restyle(self) -> None:
        """Follow the size of the text."""
        for button in self.buttons.values():
            button.updateGeometry()
            button.update()
        self._keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_room()

    def step(self, by: int) -> None:
        """Move the keyboard to the next score, or the one before; it is not chosen by that."""
        order = list(self.buttons)
        here = next((score for score, button in self.buttons.items() if button.hasFocus()), self._chosen)
        number = order.index(here if here is not None else LOWEST_SCORE) + by
        if 0 <= number < len(order):
            self.buttons[order[number]].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        match event.key():
            case Qt.Key.Key_Left if bare:
                self.step(1 if rtl else -1)
            case Qt.Key.Key_Right if bare:
                self.step(-1 if rtl else 1)
            case _:
                super().keyPressEvent(event)

    # --- inside -----------------------------------------------------------------------------------------------

    def _want(self, score: int) -> None:
        again = score == self._chosen
        if again and self._since.isValid() and self._since.elapsed() < QApplication.doubleClickInterval():
            return  # the second click of a double one takes nothing back
        self._since.start()
        self.wanted.emit(None if again else score)

    def _point(self, score: int | None) -> None:
        self._pointed = score
        self._say()

    def _hold(self, score: int) -> None:
        """One of them is the stop of Tab: the one with the keyboard, else the one chosen."""
        for one, button in self.buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one == score else Qt.FocusPolicy.ClickFocus)
        if self.buttons[score].hasFocus():
            self.focused.emit()

    def _means(self, score: int) -> str:
        if score == APART:
            return _("Not applicable")
        return self._scale[score] if score < len(self._scale) else ""

    def _say(self) -> None:
        shown = self._pointed if self._pointed is not None else self._chosen
        self.said.setText(_("Not answered yet") if shown is None else self._means(shown))
        give_look(self.said, "soft" if shown == self._chosen else "pointedAt")

    def _keep_room(self) -> None:
        """Room for the longest of the words: what stands beneath does not move while somebody points at the scores."""
        for label in (self._measure, self.said):
            label.ensurePolished()
        heights = []
        for means in self._scale:
            self._measure.setText(means)
            heights.append(self._measure.heightForWidth(max(1, self.width())))
        self.said.setMinimumHeight(max(heights, default=0))
