"""Answers to choose from by click or key: one stop of the Tab key, side by side or one beneath the other with their words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from ictguide_desktop.ui.flow import FlowLayout
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.assessment_words import as_high_as_wide
from ictguide_desktop.ui.views.score_row import ScoreButton
from ictguide_desktop.ui.views.view import words

_GAP, _BESIDE = 4, 460


class AnswerButtons(QWidget):
    """`wanted` carries the answer, or an empty text to take it back; `moved` the arrow keys; `entered` is Enter.

    A digit gives the answer of that number. It shows only what it is told.
    """

    wanted = Signal(str)
    moved = Signal(int)
    entered = Signal()
    focused = Signal()

    def __init__(
        self, theme: Theme, digits: Mapping[int, str], parent: QWidget | None = None, *, down: bool = False
    ) -> None:
        """`digits` are the answers by the digit that gives them, in their order; `down` says that they stand in a column."""
        super().__init__(parent)
        self._digits, self._down = digits, down
        self._chosen = ""
        self.buttons = {answer: ScoreButton(theme, self) for answer in digits.values()}
        for answer, button in self.buttons.items():
            button.wanted.connect(lambda answer=answer: self._want(answer))
            button.focused.connect(lambda answer=answer: self._hold(answer))
        self._hold(next(iter(self.buttons)))

    @property
    def holder(self) -> ScoreButton:
        """The button that Tab stops at."""
        return next(one for one in self.buttons.values() if one.focusPolicy() & Qt.FocusPolicy.TabFocus)

    def take_focus(self) -> None:
        """Put the keyboard on the answer that is chosen, or the first."""
        self.holder.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_words(self, names: Iterable[str], about: str, described: str = "") -> None:
        """Write the answers; `about` tells a screen reader what they answer."""
        for button, name in zip(self.buttons.values(), names, strict=True):
            button.setText(name)
            button.setAccessibleName(f"{about}: {name}")
            button.setAccessibleDescription(described)
        self.restyle()

    def show_chosen(self, chosen: str) -> None:
        """Show an answer, or that there is none."""
        self._chosen = chosen if chosen in self.buttons else ""
        for answer, button in self.buttons.items():
            button.setChecked(answer == self._chosen)
        if self._chosen and not any(button.hasFocus() for button in self.buttons.values()):
            self._hold(self._chosen)

    def restyle(self) -> None:
        """Follow the size of the text."""
        for button in self.buttons.values():
            button.updateGeometry()
            button.update()

    def choose_here(self) -> None:
        """Give the answer that has the keyboard."""
        for answer, button in self.buttons.items():
            if button.hasFocus():
                self.wanted.emit(answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        digit = unicodedata.digit(event.text(), -1) if len(event.text()) == 1 else -1
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        forward = Qt.Key.Key_Left if rtl else Qt.Key.Key_Right
        if not bare:
            super().keyPressEvent(event)
        elif digit in self._digits:
            self.wanted.emit(self._digits[digit])
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = 1 if event.key() == Qt.Key.Key_Down else -1
            self._step(by) if self._down else self.moved.emit(by)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if event.key() == forward else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.wanted.emit("")
        else:
            super().keyPressEvent(event)

    def _want(self, answer: str) -> None:
        self.wanted.emit("" if answer == self._chosen else answer)

    def _step(self, by: int) -> None:
        """Move the keyboard to another answer; it is not chosen by that."""
        order = list(self.buttons)
        here = next((name for name, button in self.buttons.items() if button.hasFocus()), order[0])
        number = order.index(here) + by
        if 0 <= number < len(order):
            self.buttons[order[number]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _hold(self, answer: str) -> None:
        """One of them is the stop of Tab: the one with the keyboard, else the one chosen."""
        for name, button in self.buttons.items():
            policy = Qt.FocusPolicy.StrongFocus if name == answer else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        if self.buttons[answer].hasFocus():
            self.focused.emit()


class AnswerRow(AnswerButtons):
    """Side by side, on as many lines as they need."""

    def __init__(self, theme: Theme, answers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(theme, dict(enumerate(answers, 1)), parent)
        row = _Flow(_GAP)
        self.setLayout(row)
        for button in self.buttons.values():
            row.addWidget(button)
        self.setSizePolicy(as_high_as_wide())

    def sizeHint(self) -> QSize:
        hints = [button.sizeHint() for button in self.buttons.values()]
        gaps = _GAP * (len(hints) - 1)
        return QSize(sum(hint.width() for hint in hints) + gaps, max(hint.height() for hint in hints))


class _Flow(FlowLayout):
    """Remembers its heights: a list of many rows asks each of them again whenever one grows."""

    def __init__(self, spacing: int) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(spacing)

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()


class AnswerColumn(AnswerButtons):
    """One beneath the other, each with its words at its side, which can be clicked too."""

    def __init__(self, theme: Theme, digits: Mapping[int, str], parent: QWidget | None = None) -> None:
        super().__init__(theme, digits, parent, down=True)
        self._theme = theme
        self._lines = {answer: _Line(theme, self) for answer in self.buttons}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        for number, (answer, button) in enumerate(self.buttons.items()):
            line = self._lines[answer]
            line.clicked.connect(lambda button=button: _click(button))
            self._grid.addWidget(button, number, 0, middle)
            self._grid.addWidget(line, number, 1, middle)

    def show_lines(self, lines: Iterable[tuple[str, str, str]], about: str) -> None:
        """Write each answer: what its button says, its name, and what it means; `about` is what they answer."""
        for (button, line), (code, name, means) in zip(
            zip(self.buttons.values(), self._lines.values(), strict=True), lines, strict=True
        ):
            button.setText(code)
            button.setAccessibleName(f"{code} {name}".strip())
            button.setAccessibleDescription(". ".join(part for part in (means, about) if part))
            line.show_words(name, means)
        self.restyle()


def _click(button: ScoreButton) -> None:
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    button.click()


class _Line(QWidget):
    """A name and what it means; a click on it counts as one on its button."""

    clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name, self._means = words("", "cardTitle"), words("", "soft")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._name, 1)
        self._row.addWidget(self._means, 5)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_words(self, name: str, means: str) -> None:
        """Write both."""
        self._name.setText(name)
        self._means.setText(means)

        self._name.setVisible(bool(name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wide = self.width() >= self._theme.px(_BESIDE)
        if self._row.direction() != (across if wide else down):
            self._row.setDirection(across if wide else down)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
