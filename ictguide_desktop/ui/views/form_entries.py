"""Where a field of a template is filled in: a line, a long text, a day, a number; what cannot be read stays and is said."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from ictguide_desktop.assess.forms import FormValue, is_number
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.entry import number_to_edit, number_typed
from ictguide_desktop.i18n.formats import format_date
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import Field
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.answer_panel import GrowingText
from ictguide_desktop.ui.views.date_field import DateField, day_of, today
from ictguide_desktop.ui.views.view import words

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_NUMBER_WIDTH, _DAY_WIDTH = 180, 150
EXAMPLE = Decimal("1250.5")


def is_undo(event: QKeyEvent) -> bool:
    """Whether the keys ask for the last change to be taken back."""
    return event.key() == Qt.Key.Key_Z and event.modifiers() == _CONTROL


def is_redo(event: QKeyEvent) -> bool:
    """Whether the keys ask for what was taken back."""
    return event.key() == Qt.Key.Key_Y and event.modifiers() == _CONTROL


def is_window_undo(event: QEvent) -> bool:
    """Whether a text field is about to take the keys with which the window undoes the last deletion."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Z
        and event.modifiers() == _CONTROL | _SHIFT
    )


# --- texts that can be taken back -----------------------------------------------------------------------------


class Line(QLineEdit):
    """One line. Ctrl+Z takes its own letters back first; then it is the form's."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        if is_window_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (is_undo(event) and not self.isUndoAvailable()) or (is_redo(event) and not self.isRedoAvailable()):
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def put(self, text: str) -> None:
        """Show a text; the cursor stays where it is while one writes."""
        if text != self.text():
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(place, len(text)) if self.hasFocus() else 0)


class Long(GrowingText):
    """A text of many lines that grows with what is written. Ctrl+Z takes its own letters back first; then it is the form's."""

    FEWEST, MOST = 3, 14

    def fit(self) -> None:
        lines = min(self.MOST, max(self.FEWEST, round(self.document().size().height())))
        line = QFontMetrics(self.font()).lineSpacing()
        around = self.height() - self.viewport().height() if self.isVisible() else 2 * round(line * 0.5)
        height = lines * line + 2 * round(self.document().documentMargin()) + max(2, around)
        if height != self.maximumHeight():
            self.setFixedHeight(height)

    def event(self, event: QEvent) -> bool:
        if is_window_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        document = self.document()
        if (is_undo(event) and not document.isUndoAvailable()) or (
            is_redo(event) and not document.isRedoAvailable()
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def put(self, text: str) -> None:
        """Show a text."""
        if text != self.toPlainText():
            self.setPlainText(text)


# --- entries --------------------------------------------------------------------------------------------------


class Entry(QWidget):
    """The entry of one field. `typed` carries what it holds now, as the form keeps it; `left` says that it lost the keyboard."""

    typed = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._showing = False

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab visits, in order."""
        return ()

    def show_value(self, value: FormValue, *, anew: bool = False) -> None:
        """Show what the form holds; `anew` when it belongs to another form or was put back."""

    def show_words(self, one: Field, language: str, lang: str) -> None:
        """Write names in the language in force; `lang` is that of the template's own text."""

    def describe(self, said: str) -> None:
        """Have a screen reader say more when the keyboard comes here."""
        for stop in self.stops:
            stop.setAccessibleDescription(said)

    def problem(self) -> str:
        """What is wrong with what was typed, as far as the entry knows; said once it was left."""
        return ""

    @property
    def unfinished(self) -> bool:
        """Whether somebody is writing what has to be finished before it can be read."""
        return False

    def restyle(self) -> None:
        """Follow the size of the text and the colours."""

    def take_focus(self) -> None:
        """Put the keyboard here."""
        if self.stops:
            self.stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def holds(self, widget: QWidget | None) -> bool:
        """Whether the keyboard is here."""
        return widget is not None and (widget is self or self.isAncestorOf(widget))


class LineEntry(Entry):
    """One line of text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.field = Line(self)
        _stacked(self, self.field)
        self.field.textEdited.connect(self.typed.emit)
        self.field.left.connect(self.left)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        return (self.field,)

    def show_value(self, value: FormValue, *, anew: bool = False) -> None:
        self.field.put(value if isinstance(value, str) else "")

    def show_words(self, one: Field, language: str, lang: str) -> None:
        self.field.setAccessibleName(f"{one.field} {one.label}")


class LongEntry(Entry):
    """Text of many lines."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.field = Long(self)
        _stacked(self, self.field)
        self.field.textChanged.connect(self._type)
        self.field.left.connect(self.left)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        return (self.field,)

    def show_value(self, value: FormValue, *, anew: bool = False) -> None:
        self._showing = True
        self.field.put(value if isinstance(value, str) else "")
        self._showing = False

    def show_words(self, one: Field, language: str, lang: str) -> None:
        self.field.setAccessibleName(f"{one.field} {one.label}")

    def restyle(self) -> None:
        self.field.fit()

    def _type(self) -> None:
        if not self._showing:
            self.typed.emit(self.field.toPlainText())


class DayEntry(Entry):
    """A day, with today's beside it, and the day in words, so that 03/04 is not taken for another."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._language = "en"
        self.field, self.today = _Day(self), QPushButton(self)
        self.said = words("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field)
        row.addWidget(self.today)
        row.addWidget(self.said, 1)
        self.field.textEdited.connect(self._type)
        self.field.left.connect(self._leave)
        self.today.clicked.connect(self._put_today)
        self.restyle()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        return (self.field, self.today)

    def show_value(self, value: FormValue, *, anew: bool = False) -> None:
        self.field.show_day(value if isinstance(value, str) else "", anew=anew)
        self._say()

    def show_words(self, one: Field, language: str, lang: str) -> None:
        self.name_as(f"{one.field} {one.label}", language)

    def name_as(self, name: str, language: str) -> None:
        """Write the names of a day that is not a field of its own."""
        self._language = language
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(today().isoformat())
        self.today.setText(_("Today"))
        self.today.setAccessibleName(_("{name}: {value}").format(name=name, value=_("Today")))
        self._say()

    @property
    def unfinished(self) -> bool:
        return self.field.hasFocus()

    def problem(self) -> str:
        return self.field.problem()

    def restyle(self) -> None:
        self.field.setFixedWidth(self._theme.px(_DAY_WIDTH))

    def _type(self, text: str) -> None:
        day = day_of(text)
        self._say()
        self.typed.emit(day.isoformat() if day is not None else text.strip())

    def _put_today(self) -> None:
        self.field.put(today())
        self._type(self.field.text())
        self.left.emit()

    def _leave(self) -> None:
        self._say()
        self.left.emit()

    def _say(self) -> None:
        day = self.field.day
        mark = "\u200f" if is_rtl(self._language) else ""
        said = mark + format_date(day, self._language) if day is not None else ""
        if said != self.said.text():
            self.said.setText(said)


class _Day(DateField):
    def event(self, event: QEvent) -> bool:
        if is_window_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (is_undo(event) and not self.isUndoAvailable()) or (is_redo(event) and not self.isRedoAvailable()):
            event.ignore()
            return
        super().keyPressEvent(event)


class NumberEntry(Entry):
    """A number as the language writes it; a point is a decimal separator in every language."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._language, self._value = "en", ""
        self.field = Line(self)
        self.field.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        row.addStretch(1)
        self.field.textEdited.connect(self._type)
        self.field.left.connect(self._leave)
        self.restyle()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        return (self.field,)

    def show_value(self, value: FormValue, *, anew: bool = False) -> None:
        text = value if isinstance(value, str) else ""
        if anew or text != self._value:
            self._value = text
            self.field.put(self._written(text))

    def show_words(self, one: Field, language: str, lang: str) -> None:
        self.field.setAccessibleName(f"{one.field} {one.label}")
        if language != self._language:
            self._language = language
            self.field.put(self._written(self._value))

    @property
    def unfinished(self) -> bool:
        return self.field.hasFocus()

    def problem(self) -> str:
        text = self.field.text().strip()
        if not text or number_typed(text, self._language) is not None:
            return ""
        example = number_to_edit(EXAMPLE, self._language)
        return _("“{text}” is not a number. Write it as {example}.").format(text=text, example=example)

    def restyle(self) -> None:
        self.field.setFixedWidth(self._theme.px(_NUMBER_WIDTH))

    def _written(self, text: str) -> str:
        try:
            return number_to_edit(Decimal(text), self._language) if is_number(text) else text
        except InvalidOperation:
            return text

    def _type(self, text: str) -> None:
        figure = number_typed(text, self._language)
        self._value = f"{figure:f}" if figure is not None else text.strip()
        self.typed.emit(self._value)

    def _leave(self) -> None:
        self.field.put(self._written(self._value))
        self.left.emit()


def _stacked(entry: Entry, field: QLineEdit | QPlainTextEdit) -> None:
    row = QHBoxLayout(entry)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(field)
