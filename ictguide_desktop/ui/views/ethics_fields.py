"""Fields of an ethics record: each under its name, with what is said of it beneath; a day also in words."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.ui.views.answer_panel import GrowingText
from ictguide_desktop.ui.views.date_field import DateField, today
from ictguide_desktop.ui.views.ethics_words import long_day
from ictguide_desktop.ui.views.state_box import give_look
from ictguide_desktop.ui.views.view import words

LONGEST_LINE = 200


class TextField(QWidget):
    """A name over a field. `typed` carries the text at every letter, `left` says that the keyboard has gone elsewhere."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._said = words("", "small"), words("", "small")
        self._said.hide()
        self._problem = ""
        self.field = self._made_field()
        self._name.setBuddy(self.field)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3)
        self.column.addWidget(self._name)
        self._place_field()
        self.column.addWidget(self._said)
        self.column.addStretch(1)

    # --- what differs from kind to kind -----------------------------------------------------------------------

    @abstractmethod
    def _made_field(self) -> QWidget:
        """The field itself."""

    def _place_field(self) -> None:
        self.column.addWidget(self.field)

    @property
    @abstractmethod
    def text(self) -> str:
        """What the field holds."""

    @abstractmethod
    def show_text(self, text: str, *, anew: bool = False) -> None:
        """Show what is stored; `anew` when the field now belongs to something else."""

    # --- words ------------------------------------------------------------------------------------------------

    def show_words(self, name: str, placeholder: str = "", about: str = "") -> None:
        """Write the name; `about` tells a screen reader which of several fields of that name it is."""
        self._name.setText(name)
        self.field.setAccessibleName(f"{name}, {about}" if about else name)
        if isinstance(self.field, QLineEdit | GrowingText):
            self.field.setPlaceholderText(placeholder)
        self._say()

    def say(self, problem: str) -> None:
        """Say beneath the field what is wrong with it; nothing where the sentence is empty."""
        self._problem = problem
        self._say()

    def _fact(self) -> str:
        """What is said while nothing is wrong."""
        return ""

    def _say(self) -> None:
        said = self._problem or self._fact()
        give_look(self._said, "warningText" if self._problem else "small")
        if said != self._said.text():
            self._said.setText(said)
        if self._said.isHidden() == bool(said):
            self._said.setVisible(bool(said))
        self.field.setAccessibleDescription(said)

    @property
    def said(self) -> str:
        """What stands beneath the field."""
        return "" if self._said.isHidden() else self._said.text()

    def restyle(self) -> None:
        """Follow the size of the text."""

    def take_focus(self) -> None:
        """Put the keyboard into the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)


class _Line(QLineEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class LineField(TextField):
    """One line."""

    field: _Line

    def _made_field(self) -> _Line:
        line = _Line(self)
        line.setMaxLength(LONGEST_LINE)
        line.textEdited.connect(self.typed)
        line.left.connect(self.left)
        return line

    @property
    def text(self) -> str:
        return self.field.text()

    def show_text(self, text: str, *, anew: bool = False) -> None:
        if self.field.text() != text:
            self.field.setText(text)


class LongField(TextField):
    """Some lines, that grow with what is written."""

    field: GrowingText

    def _made_field(self) -> GrowingText:
        text = GrowingText(self)
        self._showing = False
        text.textChanged.connect(lambda: None if self._showing else self.typed.emit(text.toPlainText()))
        text.left.connect(self.left)
        return text

    @property
    def text(self) -> str:
        return self.field.toPlainText()

    def show_text(self, text: str, *, anew: bool = False) -> None:
        if self.field.toPlainText() != text:
            self._showing = True
            self.field.setPlainText(text)
            self._showing = False

    def restyle(self) -> None:
        self.field.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.fit()


class DayField(TextField):
    """A day, which may stay empty; `typed` carries it as ISO text. A text that is no day stays and is never stored."""

    field: DateField

    def __init__(self, parent: QWidget | None = None, *, with_today: bool = True) -> None:
        self.today = QPushButton()
        self._with_today = with_today
        self._language = "en"
        self._left_wrong = False
        super().__init__(parent)
        self.today.setVisible(with_today)
        self.today.clicked.connect(self._take_today)

    def _made_field(self) -> DateField:
        day = DateField(self)
        day.day_typed.connect(self.typed)
        day.textChanged.connect(self._typing)
        day.left.connect(self._leave)
        return day

    def _place_field(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.today)
        self.column.addLayout(row)

    @property
    def text(self) -> str:
        day = self.field.day
        return day.isoformat() if day is not None else ""

    def set_language(self, language: str) -> None:
        """Write the day in words in another language."""
        self._language = language

    def show_words(self, name: str, placeholder: str = "", about: str = "") -> None:
        self.today.setText(_("Today"))
        said = _("{name}: today").format(name=name)
        self.today.setAccessibleName(f"{said}, {about}" if about else said)
        super().show_words(name, placeholder or today().isoformat(), about)

    def show_text(self, text: str, *, anew: bool = False) -> None:
        self.field.show_day(text, anew=anew)
        self._say()

    def _take_today(self) -> None:
        self.field.put(today())
        self.left.emit()

    def _typing(self, _text: str) -> None:
        self._left_wrong = False
        self._say()

    def _leave(self) -> None:
        self._left_wrong = self.field.unfinished
        self._say()
        self.left.emit()

    def _fact(self) -> str:
        day = self.field.day
        return long_day(day, self._language) if day is not None else ""

    def _say(self) -> None:
        """A day that is none is told off once the field is left, not while it is typed."""
        if not self._left_wrong:
            super()._say()
            return
        problem, self._problem = self._problem, self.field.problem()
        super()._say()
        self._problem = problem
