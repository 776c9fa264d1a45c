"""Fields of a cost plan: each says what was typed, shows what is stored, and keeps a text that means nothing as it stands."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ictguide_desktop.assess.cost_limits import LARGEST, LONGEST_HORIZON, Refusal
from ictguide_desktop.i18n.entry import number_to_edit, number_typed
from ictguide_desktop.ui.choice import Tick
from ictguide_desktop.ui.views.steady_choice import SteadyChoice

HUNDRED = Decimal(100)
# Figures are written from the left in every language: under each other, their last digits stand in line.
BY_DIGITS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
# What a number begins with: nobody is told off for it while the rest is still to come.
_BEGINNINGS = {"-", "\u2212", "+", ".", ",", "\u066b"}


class Kind(Enum):
    """What a number is."""

    AMOUNT = "amount"
    PERCENT = "percent"
    WHOLE = "whole"
    YEAR = "year"


class Form(NamedTuple):
    """What may be typed into a field; the bounds are those of what is stored, a share of 1 for a percentage."""

    kind: Kind
    least: Decimal
    most: Decimal


AMOUNT = Form(Kind.AMOUNT, Decimal(0), LARGEST)
SHARE = Form(Kind.PERCENT, Decimal(0), Decimal(10))
WHOLE_SHARE = Form(Kind.PERCENT, Decimal(0), Decimal(1))
GROWTH = Form(Kind.PERCENT, Decimal("-0.9"), Decimal(10))
COUNT = Form(Kind.WHOLE, Decimal(0), LARGEST)
HORIZON = Form(Kind.WHOLE, Decimal(1), Decimal(LONGEST_HORIZON))
YEAR = Form(Kind.YEAR, Decimal(0), Decimal(9999))


def is_undo(event: QKeyEvent) -> bool:
    """Whether the keys ask for the last change to be taken back."""
    return event.key() == Qt.Key.Key_Z and event.modifiers() == _CONTROL


def is_redo(event: QKeyEvent) -> bool:
    """Whether the keys ask for what was taken back."""
    return event.key() == Qt.Key.Key_Y and event.modifiers() == _CONTROL


def is_put_back(event: QKeyEvent) -> bool:
    """Whether the keys ask for the last deletion to be undone: a line of text takes them for its own."""
    return event.key() == Qt.Key.Key_Z and event.modifiers() == _CONTROL | _SHIFT


class LineField(QLineEdit):
    """One line of text. `stored` is what the plan holds; `wrong` says that the text is something else, which was refused.

    Undo is the plan's, not the field's: its keys are left to the view.
    """

    typed = Signal(object)
    refused = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stored: Any = None
        self.wrong = False
        self.textEdited.connect(self._type)

    def show_value(self, value: Any, *, anew: bool = False) -> None:
        """Show what is stored; a text that was refused stays until something else is stored."""
        if anew or value != self.stored:
            self.stored, self.wrong = value, False
            self._put(self.written(value))

    def drop(self) -> None:
        """Show what is stored in place of what was typed."""
        self.wrong = False
        self._put(self.written(self.stored))

    def written(self, value: Any) -> str:
        """A value as it stands in the field."""
        return str(value or "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event) and self.wrong:
            self.drop()
            self.typed.emit(self.stored)
        elif is_undo(event) or is_redo(event) or is_put_back(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._leave()

    def _leave(self) -> None:
        self.left.emit()

    def _type(self, text: str) -> None:
        self.typed.emit(text)

    def _refuse(self, why: Refusal) -> None:
        self.wrong = True
        self.refused.emit(why)

    def _put(self, text: str) -> None:
        if text != self.text():
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(place, len(text)) if self.hasFocus() else 0)


class NumberField(LineField):
    """A number in the language of the reader; empty is None. A percentage is a share of 1 to whoever asks."""

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self._language = "en"
        self.setAlignment(BY_DIGITS)

    def set_language(self, language: str) -> None:
        """Write the number anew in a language; a text that was refused stays."""
        if language != self._language:
            self._language = language
            if not self.wrong:
                self._put(self.written(self.stored))

    def written(self, value: Any) -> str:
        if value is None:
            return ""
        figure = Decimal(value)
        if self.form.kind is Kind.YEAR:
            return str(int(figure))
        return number_to_edit(figure * HUNDRED if self.form.kind is Kind.PERCENT else figure, self._language)

    def _leave(self) -> None:
        if not self.wrong:
            self._put(self.written(self.stored))
        elif self.text().strip() in _BEGINNINGS:
            self.refused.emit(Refusal.NOT_A_NUMBER)
        super()._leave()

    def _type(self, text: str) -> None:
        if not text.strip():
            self.typed.emit(None)
            return
        figure = number_typed(text, self._language)
        if figure is None and text.strip() in _BEGINNINGS:
            self.wrong = True
        elif figure is None:
            self._refuse(Refusal.NOT_A_NUMBER)
        elif self.form.kind in (Kind.WHOLE, Kind.YEAR) and figure != figure.to_integral_value():
            self._refuse(Refusal.NOT_WHOLE)
        else:
            self.typed.emit(figure / HUNDRED if self.form.kind is Kind.PERCENT else figure)


class PickField(SteadyChoice):
    """One of several values."""

    typed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[tuple[str, object]] = []
        self.setObjectName("planPick")
        self.setSizeAdjustPolicy(SteadyChoice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._pick)

    def offer(self, entries: list[tuple[str, object]]) -> None:
        """Offer values with their words; the one chosen stays where it is still offered."""
        if entries == self._entries:
            return
        chosen = self.value
        same = [value for _words, value in entries] == [value for _words, value in self._entries]
        self._entries = entries
        if same:
            for row, (said, _value) in enumerate(entries):
                self.setItemText(row, said)
            return
        self.clear()
        for said, _value in entries:
            self.addItem(said)
        self.show_value(chosen)

    @property
    def value(self) -> object:
        """The value chosen; None when there is none."""
        row = self.currentIndex()
        return self._entries[row][1] if 0 <= row < len(self._entries) else None

    def show_value(self, value: Any, *, anew: bool = False) -> None:
        """Show what is stored."""
        rows = (row for row, (_said, one) in enumerate(self._entries) if one == value)
        self.setCurrentIndex(next(rows, -1))

    def _pick(self, row: int) -> None:
        self.typed.emit(self._entries[row][1])
        self.left.emit()


class TickField(Tick):
    """Yes or no."""

    typed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicked.connect(self._tick)

    def show_value(self, value: Any, *, anew: bool = False) -> None:
        """Show what is stored."""
        self.setChecked(bool(value))

    def _tick(self, on: bool) -> None:
        self.typed.emit(on)
        self.left.emit()


Field = LineField | PickField | TickField
