"""What stands beside an answer: the evidence of a yes, the dated action that meets a no, the reason why it does not apply."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ictguide_desktop.assess.forms import Note, Reply
from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.model.guide import Field
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.form_entries import DayEntry, Line, Long
from ictguide_desktop.ui.views.form_words import put
from ictguide_desktop.ui.views.view import words

_TWO_COLUMNS = 470


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


class NotePanel(QFrame):
    """`typed` carries the Note as it stands in the fields; `left` says that a field lost the keyboard.

    Owner, day and what happens otherwise are made when an action is first asked for.
    """

    typed = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answerPanel")
        self._theme = theme
        self._code, self._language = "", "en"
        self._note, self._beside = Note(), Beside.NOTHING
        self._showing = False
        self.action: ActionFields | None = None
        self._label, self.text = words("", "small"), _Short(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 12)
        self._column.setSpacing(4)
        self._column.addWidget(self._label)
        self._column.addWidget(self.text)
        self.text.textChanged.connect(lambda: self._type(text=self.text.toPlainText()))
        self.text.left.connect(self.left)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab visits, in order."""
        action = self.action
        return (
            (self.text,) if action is None else (self.text, action.owner, *action.by.stops, action.otherwise)
        )

    def show_note(self, note: Note, asked: Beside, *, otherwise: bool, anew: bool) -> None:
        """Show a note and what is asked; `otherwise` says that the template wants to know what follows if it is not met."""
        self._showing = True
        self._note = note
        self.text.put(note.text)
        action = asked in _WITH_ACTION or bool(note.owner or note.by or note.otherwise)
        if action and self.action is None:
            self.action = self._made_action()
        if self.action is not None:
            if self.action.isHidden() == action:
                self.action.setVisible(action)
            self.action.show_note(note, otherwise=otherwise or bool(note.otherwise), anew=anew)
        self._showing = False
        if asked is not self._beside:
            self._beside = asked
            self._write()

    def show_words(self, code: str, language: str) -> None:
        """Write labels and names for a field."""
        self._code, self._language = code, language
        self._write()
        if self.action is not None:
            self.action.show_words(code, language)

    def restyle(self) -> None:
        """Follow the size of the text."""
        self.text.fit()
        if self.action is not None:
            self.action.restyle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.text.fit()

    # --- inside -----------------------------------------------------------------------------------------------

    def _made_action(self) -> ActionFields:
        action = ActionFields(self._theme, self)
        action.show_words(self._code, self._language)
        action.typed.connect(lambda part, text: self._type(**{part: text}))
        action.left.connect(self.left)
        self._column.addWidget(action)
        return action

    def _type(self, **part: str) -> None:
        if not self._showing:
            self._note = self._note._replace(**part)
            self.typed.emit(self._note)

    def _write(self) -> None:
        name, hint = _TEXTS.get(self._beside, _TEXTS[Beside.NOTE])
        put(self._label, _(name), hide=False)
        self.text.setPlaceholderText(_(hint))
        self.text.setAccessibleName(_("{name}, {code}").format(name=_(name), code=self._code))


class ActionFields(QWidget):
    """Who does it, by which day, and what happens if it is not met. `typed` carries the name of the part and its text."""

    typed = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrow = False
        self._asks_otherwise = False
        self.owner, self.by, self.otherwise = Line(self), DayEntry(theme, self), Line(self)
        self.problem = words("", "warningText")
        self._labels = {part: words("", "small") for part in ("owner", "by", "otherwise")}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._arrange()
        for widget in (self.problem, self._labels["otherwise"], self.otherwise):
            widget.hide()
        self.owner.textEdited.connect(lambda text: self.typed.emit("owner", text))
        self.otherwise.textEdited.connect(lambda text: self.typed.emit("otherwise", text))
        self.by.typed.connect(self._type_day)
        for field in (self.owner, self.otherwise, self.by):
            field.left.connect(self.left)
        self.by.left.connect(self._say_day)

    def show_note(self, note: Note, *, otherwise: bool, anew: bool) -> None:
        """Show what stands in a note."""
        self.owner.put(note.owner)
        self.by.show_value(note.by, anew=anew)
        self.otherwise.put(note.otherwise)
        for widget in (self._labels["otherwise"], self.otherwise):
            if widget.isHidden() == otherwise:
                widget.setVisible(otherwise)
        if anew:
            self._say_day()

    def show_words(self, code: str, language: str) -> None:
        """Write labels and names for a field."""
        said = {"owner": _("Owner"), "by": _("By which day"), "otherwise": _("If it is not met")}
        for part, label in self._labels.items():
            put(label, said[part], hide=False)
        self.owner.setPlaceholderText(_("Name or post"))
        self.otherwise.setPlaceholderText(_("What happens then"))
        self.owner.setAccessibleName(_("{name}, {code}").format(name=said["owner"], code=code))
        self.otherwise.setAccessibleName(_("{name}, {code}").format(name=said["otherwise"], code=code))
        self.by.name_as(_("{name}, {code}").format(name=said["by"], code=code), language)
        self._say_day()

    def restyle(self) -> None:
        """Follow the size of the text."""
        self.by.restyle()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # --- inside -----------------------------------------------------------------------------------------------

    def _type_day(self, day: str) -> None:
        put(self.problem, "")
        self.typed.emit("by", day)

    def _say_day(self) -> None:
        said = "" if self.by.holds(self.focusWidget()) else self.by.problem()
        put(self.problem, said)
        self.by.describe(said)

    def _fit(self) -> None:
        narrow = self.width() < self._theme.px(_TWO_COLUMNS)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        """The owner beside the day where there is room, else one beneath the other."""
        grid, labels = self._grid, self._labels
        while grid.takeAt(0) is not None:
            pass
        below, column = (2, 0) if self._narrow else (0, 1)
        grid.addWidget(labels["owner"], 0, 0)
        grid.addWidget(self.owner, 1, 0)
        grid.addWidget(labels["by"], below, column)
        grid.addWidget(self.by, below + 1, column)
        grid.addWidget(self.problem, 4, 0, 1, 2)
        grid.addWidget(labels["otherwise"], 5, 0, 1, 2)
        grid.addWidget(self.otherwise, 6, 0, 1, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 0 if self._narrow else 3)


class _Short(Long):
    """A note is often one line."""

    FEWEST = 2
