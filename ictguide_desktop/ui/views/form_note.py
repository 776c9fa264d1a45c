"""What stands beside an answer: the evidence of a yes, the dated action that meets a no, the reason why it does not apply."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from ictguide_desktop.assess.forms import Note, Reply
from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.model.guide import Field
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.form_entries import DayEntry, Line, Long
from ictguide_desktop.ui.views.view import words

_TWO_COLUMNS = 470
_SHORT = 2


class Beside(Enum):
    """What is asked beside an answer."""

    NOTHING = auto()
    EVIDENCE = auto()
    ACTION = auto()
    NEVER = auto()
    REASON = auto()
    DECISION = auto()
    NOTE = auto()


_TEXTS = {
    Beside.EVIDENCE: (N_("Evidence"), N_("What it is, where it is kept, who else has read it")),
    Beside.ACTION: (N_("Action"), N_("What is done about it")),
    Beside.NEVER: (N_("What is missing"), N_("What has to be done before this can be a yes")),
    Beside.REASON: (N_("Reason"), N_("Why it does not apply")),
    Beside.DECISION: (N_("Reasons for the decision"), N_("Why, in the words of those who decide")),
    Beside.NOTE: (N_("Note"), ""),
}
_WITH_ACTION = (Beside.ACTION, Beside.NEVER)


def beside(one: Field, answer: str, note: Note) -> Beside:
    """What is asked beside an answer; a note that stands there is always shown."""
    if one.record == "decision":
        return Beside.DECISION
    if one.criterion:
        match answer:
            case Reply.YES:
                return Beside.EVIDENCE
            case Reply.NO:
                return Beside.NEVER if one.criterion == "never" else Beside.ACTION
            case Reply.NOT_APPLICABLE:
                return Beside.REASON
    return Beside.NOTHING if note.empty else Beside.NOTE


class _Shown(NamedTuple):
    action: bool
    otherwise: bool


class NotePanel(QFrame):
    """`typed` carries the Note as it stands in the fields; `left` says that a field lost the keyboard."""

    typed = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answerPanel")
        self._theme = theme
        self._note, self._beside = Note(), Beside.NOTHING
        self._showing = False
        self._narrow = False
        self.text, self.otherwise = _Short(self), Line(self)
        self.owner, self.by = Line(self), DayEntry(theme, self)
        self._labels = {name: words("", "small") for name in Note._fields}
        self.problem = words("", "warningText")
        self.problem.hide()
        self._shown = _Shown(action=False, otherwise=False)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 12)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        for label in (*self._labels.values(), self.problem):
            label.setParent(self)
        self._arrange()
        self._connect()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab visits, in order."""
        return (self.text, self.owner, *self.by.stops, self.otherwise)

    def show_note(self, note: Note, asked: Beside, *, otherwise: bool, anew: bool) -> None:
        """Show a note and what is asked; `otherwise` says that the template wants to know what follows if it is not met."""
        self._showing = True
        self._note = note
        self.text.put(note.text)
        self.owner.put(note.owner)
        self.by.show_value(note.by, anew=anew)
        self.otherwise.put(note.otherwise)
        self._showing = False
        action = asked in _WITH_ACTION or bool(note.owner or note.by or note.otherwise)
        shown = _Shown(action, action and (otherwise or bool(note.otherwise)))
        if (shown, asked) != (self._shown, self._beside):
            self._shown, self._beside = shown, asked
            self._arrange()
            self._show_labels()

    def show_words(self, code: str, language: str) -> None:
        """Write labels and names for a field."""
        self._code = code
        self.owner.setPlaceholderText(_("Name or post"))
        self.otherwise.setPlaceholderText(_("What happens then"))
        self.by.name_as(_("{name}, {code}").format(name=_("By which day"), code=code), language)
        self._show_labels()
        self._say_day()

    def restyle(self) -> None:
        """Follow the size of the text."""
        self.text.fit()
        self.by.restyle()
        self._narrow = self.width() < self._theme.px(_TWO_COLUMNS)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_TWO_COLUMNS)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.text.fit()

    # --- inside -----------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.text.textChanged.connect(lambda: self._type(text=self.text.toPlainText()))
        self.owner.textEdited.connect(lambda text: self._type(owner=text))
        self.otherwise.textEdited.connect(lambda text: self._type(otherwise=text))
        self.by.typed.connect(lambda day: self._type(by=day))
        for field in (self.text, self.owner, self.otherwise, self.by):
            field.left.connect(self.left)
        self.by.left.connect(self._say_day)
        self.by.typed.connect(lambda _day: self._say_day(typing=True))

    def _type(self, **part: str) -> None:
        if not self._showing:
            self._note = self._note._replace(**part)
            self.typed.emit(self._note)

    def _say_day(self, *, typing: bool = False) -> None:
        said = "" if typing else self.by.problem()
        self.problem.setText(said)
        self.problem.setVisible(bool(said) and self._shown.action)
        self.by.describe(said)

    def _show_labels(self) -> None:
        name, hint = _TEXTS.get(self._beside, (N_("Note"), ""))
        said = {
            "text": _(name),
            "owner": _("Owner"),
            "by": _("By which day"),
            "otherwise": _("If it is not met"),
        }
        code = getattr(self, "_code", "")
        for part, label in self._labels.items():
            label.setText(said[part])
        self.text.setPlaceholderText(_(hint))
        for field, part in ((self.text, "text"), (self.owner, "owner"), (self.otherwise, "otherwise")):
            field.setAccessibleName(_("{name}, {code}").format(name=said[part], code=code))

    def _arrange(self) -> None:
        """The owner beside the day where there is room, else one beneath the other; what is not asked takes no room."""
        grid, labels = self._grid, self._labels
        while grid.takeAt(0) is not None:
            pass
        grid.addWidget(labels["text"], 0, 0, 1, 2)
        grid.addWidget(self.text, 1, 0, 1, 2)
        beside = not self._narrow
        grid.addWidget(labels["owner"], 2, 0, 1, 1 if beside else 2)
        grid.addWidget(self.owner, 3, 0, 1, 1 if beside else 2)
        grid.addWidget(labels["by"], 2 if beside else 4, 1 if beside else 0, 1, 1 if beside else 2)
        grid.addWidget(self.by, 3 if beside else 5, 1 if beside else 0, 1, 1 if beside else 2)
        grid.addWidget(self.problem, 6, 0, 1, 2)
        grid.addWidget(labels["otherwise"], 7, 0, 1, 2)
        grid.addWidget(self.otherwise, 8, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1 if beside else 0)
        for widget in (labels["owner"], self.owner, labels["by"], self.by):
            _show_only(widget, self._shown.action)
        for widget in (labels["otherwise"], self.otherwise):
            _show_only(widget, self._shown.otherwise)


class _Short(Long):
    """A note is often one line."""

    FEWEST = _SHORT


def _show_only(widget: QWidget | QLabel, shown: bool) -> None:
    if widget.isHidden() == shown:
        widget.setVisible(shown)
