"""One field of a template as a row: what is asked, where it is filled in, what stands beside it, what it lacks, an example."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.forms import Flaw, FormValue, Note
from ictguide_desktop.export.form_document import DUE_LATER, FLAWS, NEVER_WAIVED
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import Field, plain
from ictguide_desktop.ui.theme import BESIDE, Theme
from ictguide_desktop.ui.views.form_choice import ChoiceEntry
from ictguide_desktop.ui.views.form_entries import DayEntry, Entry, LineEntry, LongEntry, NumberEntry
from ictguide_desktop.ui.views.form_note import Beside, NotePanel, beside
from ictguide_desktop.ui.views.form_table import TableEntry
from ictguide_desktop.ui.views.form_words import led, put, write
from ictguide_desktop.ui.views.state_box import give_look
from ictguide_desktop.ui.views.view import words

_ICON = 14
_QUIET = (Flaw.MISSING,)  # told beside the form, not at every field


class FieldRow(QFrame):
    """Light until it is used: note and example are made when first needed.

    `typed` carries the value, `noted` the Note; `left` says that something lost the keyboard, `focused` that it has it.
    """

    typed = Signal(object)
    noted = Signal(object)
    left = Signal()
    go_requested = Signal(object)

    def __init__(self, one: Field, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("formField")
        self.one = one
        self._theme = theme
        self._lang = self._language = "en"
        self._value: FormValue = ""
        self._note, self._asked = Note(), Beside.NOTHING
        self._otherwise = False
        self._flaw: Flaw | None = None
        self._state = ""
        self._ordered = 0
        self.note: NotePanel | None = None
        self._code, self._marks = words("", "itemCode", wrap=False), words("", "small")
        self.label, self.help = words("", "questionText"), words("", "soft")
        self.above = words("", "soft")
        self.entry = _made_entry(one, theme, self)
        self.problem = words("", "warningText")
        self.fold = QPushButton(self)
        self.fold.setObjectName("link")
        self.example = words("", "formExample")
        self._lay_out()
        self._connect()

    @property
    def name(self) -> str:
        """The id of the field."""
        return self.one.field

    # --- words ------------------------------------------------------------------------------------------------

    def show_words(self, one: Field, lang: str, language: str) -> None:
        """Write the field in the language in force; `lang` is that of the template's own text."""
        self.one, self._lang, self._language = one, lang, language
        rtl = is_rtl(lang)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        self._code.setText(one.field)
        self.label.setText(led(one.label, lang))
        self._write_rich()
        self.entry.show_words(one, language, lang)
        if self.note is not None:
            self.note.show_words(one.field, language)
        self._show_fold()
        self._show_marks()
        self._say()

    def restyle(self) -> None:
        """Follow the colours and the size of text."""
        self._write_rich()
        self.entry.restyle()
        if self.note is not None:
            self.note.restyle()
        self._show_fold()

    # --- what is filled in ------------------------------------------------------------------------------------

    def show_value(self, value: FormValue, note: Note, *, otherwise: bool, anew: bool) -> None:
        """Show what the form holds; `otherwise` says that the template asks what follows if an action is not met."""
        self._otherwise = otherwise
        self.entry.show_value(value, anew=anew)
        self._value = value
        self.show_note(note, anew=anew)

    def take_typed(self, value: FormValue, note: Note) -> None:
        """Note what was typed here; the entry keeps its text, what is asked beside it may change."""
        self._value = value
        if isinstance(self.entry, ChoiceEntry):
            self.entry.show_value(value)
        self.show_note(note)

    def show_note(self, note: Note, *, anew: bool = False) -> None:
        """Show what stands beside the value, and what is asked there now."""
        answer = self._value if isinstance(self._value, str) else ""
        self._note, self._asked = note, beside(self.one, answer.strip(), note)
        shown = self._asked is not Beside.NOTHING
        if shown and self.note is None:
            self.note = self._made_note()
        if self.note is None:
            return
        self.note.show_note(note, self._asked, otherwise=self._otherwise, anew=anew)
        self._order_stops(self.note)
        if self.note.isHidden() == shown:
            focus = QApplication.focusWidget()
            if not shown and focus is not None and self.note.isAncestorOf(focus):
                self.entry.take_focus()
            self.note.setVisible(shown)

    def show_judged(self, flaw: Flaw | None, *, filled: bool, due: bool) -> None:
        """Show what is wrong with the field, and how it stands."""
        state = "filled" if filled else "" if due else "later"
        if flaw is self._flaw and state == self._state:
            return
        self._flaw, self._state = flaw, state
        self._show_marks()
        self._say()

    def take_focus(self) -> None:
        """Put the keyboard where the field lacks something: on its value, or on what stands beside it."""
        beside_it = self._flaw in (Flaw.NO_EVIDENCE, Flaw.NO_REASON, Flaw.NO_ACTION)
        if beside_it and self.note is not None and not self.note.isHidden():
            self.note.text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.entry.take_focus()

    # --- inside -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._code)
        head.addWidget(self._marks, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 0, 14)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._column.addWidget(self.label)
        self._column.addWidget(self.help)
        self._column.addWidget(self.above)
        self._column.addSpacing(2)
        self._column.addWidget(self.entry)
        self._column.addWidget(self.problem)
        self._column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self.example)
        for label in (self.above, self.problem, self.example):
            label.hide()

    def _connect(self) -> None:
        self.entry.typed.connect(self.typed)
        self.entry.left.connect(self._leave)
        self.fold.clicked.connect(lambda: self.show_example(self.example.isHidden()))
        for label in (self.help, self.example, self.above):
            label.linkActivated.connect(self.go_requested.emit)

    def insert_below(self, widget: QWidget) -> None:
        """Put something of its own beneath the entry and its note."""
        self._column.insertWidget(self._column.indexOf(self.problem), widget)

    def _made_note(self) -> NotePanel:
        note = NotePanel(self._theme, self)
        note.show_words(self.name, self._language)
        note.typed.connect(self.noted)
        note.left.connect(self.left)
        note.hide()
        self._column.insertWidget(self._column.indexOf(self.entry) + 1, note)
        return note

    def _order_stops(self, note: NotePanel) -> None:
        """Tab goes from the entry to what stands beside it: of what was made later, Qt thinks that it comes last."""
        if len(note.stops) == self._ordered:
            return
        self._ordered = len(note.stops)
        before: QWidget = self.entry.stops[-1]
        for stop in (*note.stops, self.fold):
            QWidget.setTabOrder(before, stop)
            before = stop

    def _write_rich(self) -> None:
        accent = self._theme.colours["accent"]
        write(self.help, self.one.help, self._lang, accent)
        self.help.setVisible(bool(self.one.help))
        write(self.example, self.one.example, self._lang, accent)
        self.fold.setVisible(bool(self.one.example))

    def show_example(self, shown: bool) -> None:
        """Fold the guide's example out or away."""
        self.example.setVisible(shown)
        self._show_fold()

    def _show_fold(self) -> None:
        opened = not self.example.isHidden()
        self.fold.setText(_("Example"))
        self.fold.setIcon(self._theme.icon_beside("chevron-up" if opened else "chevron-down"))
        self.fold.setIconSize(QSize(self._theme.px(_ICON * BESIDE), self._theme.px(_ICON)))
        said = _("Close the example") if opened else _("Show the example")
        self.fold.setAccessibleName(_("{name}, {code}").format(name=said, code=self.name))
        self.fold.setAccessibleDescription(plain(self.one.example) if opened else "")

    def _show_marks(self) -> None:
        """Whether it is required, filled, due, and whether a no can be met: in one line, led by how it stands."""
        said = []
        done = self._state == "filled" and self._flaw is None
        if done:
            said.append("✓ " + _("filled in"))
        elif self._state == "later":
            said.append(_(DUE_LATER).format(gate=self.one.gate).rstrip("."))
        elif self.one.required:
            said.append("★ " + _("required"))
        else:
            said.append(_("optional"))
        if self.one.criterion == "never":
            said.append(_(NEVER_WAIVED))
        give_look(self._marks, "formDone" if done else "small")
        # Beside the code, wherever the words of the program would begin.
        side = "\u200f" if is_rtl(self._lang) else "\u200e"
        put(self._marks, side + " · ".join(said), hide=False)

    def _leave(self) -> None:
        self._say()
        self.left.emit()

    def _say(self) -> None:
        """Say what is wrong; of a text that is being written, only once it was left."""
        writing = self.entry.unfinished
        own = "" if writing else self.entry.problem()
        flaw = self._flaw if self._flaw not in (*_QUIET, *_OWN_WORDS) else None
        if self._flaw in _OWN_WORDS and not writing and not own:
            flaw = self._flaw
        said = own or (_(FLAWS[flaw]) if flaw is not None else "")
        put(self.problem, led(said, self._language))
        self.entry.describe(f"{plain(self.one.help)} {said}".strip())


_OWN_WORDS = (Flaw.NOT_A_DAY, Flaw.NOT_A_NUMBER)


def _made_entry(one: Field, theme: Theme, parent: QWidget) -> Entry:
    makers: dict[str, Callable[[], Entry]] = {
        "long": lambda: LongEntry(theme, parent),
        "date": lambda: DayEntry(theme, parent),
        "number": lambda: NumberEntry(theme, parent),
        "choice": lambda: ChoiceEntry(theme, len(one.options), parent),
        "table": lambda: TableEntry(theme, parent),
    }
    return makers.get(one.form, lambda: LineEntry(theme, parent))()
