"""The decision at a gate: recorded on purpose, with its day and what the criteria said; what was decided before is read above."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.forms import Form, allows, condition_rows, current_gate, gates, keeper, verdict
from ictguide_desktop.export.form_document import SHORT_VERDICTS
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.formats import format_date, parse_iso
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import Page
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.date_field import today
from ictguide_desktop.ui.views.form_entries import DayEntry
from ictguide_desktop.ui.views.form_words import put
from ictguide_desktop.ui.views.view import words


class GatePanel(QFrame):
    """Shown where a template has gates. `closed` carries the day on which the gate was decided."""

    closed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._form = Form("")
        self._language = "en"
        self.past = words("", "soft")
        self.ask = QPushButton(self)
        self._confirming = QFrame(self)
        self._confirming.setObjectName("notice")
        self._asked, self._label = words("", ""), words("", "small")
        self.day = DayEntry(theme, self._confirming)
        self._problem = words("", "warningText")
        self.record, self.leave = QPushButton(), QPushButton()
        self.record.setObjectName("primary")
        self._lay_out()
        self._connect()

    def show_form(self, page: Page, form: Form, language: str) -> None:
        """Show the record, and whether the decision that is chosen can be recorded."""
        self._page, self._form, self._language = page, form, language
        self.setVisible(bool(gates(page)))
        put(self.past, "\n".join(decision_lines(page, form, language)))
        decision = self._decision()
        self.ask.setVisible(bool(decision) and self._confirming.isHidden())
        if not decision and not self._confirming.isHidden():
            self._confirming.hide()
        self._write()

    def show_words(self, language: str) -> None:
        """Write the words in the language in force."""
        self._language = language
        self._label.setText(_("Date of the decision"))
        self.day.name_as(_("Date of the decision"), language)
        self.record.setText(_("Record the decision"))
        self.leave.setText(_("Not yet"))
        if self._page is not None:
            self._write()

    def restyle(self) -> None:
        """Follow the size of the text."""
        self.day.restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._confirming.isHidden():
            self._leave()
            return
        super().keyPressEvent(event)

    # --- inside -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.record)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        inside = QVBoxLayout(self._confirming)
        inside.setContentsMargins(12, 10, 12, 12)
        inside.setSpacing(6)
        inside.addWidget(self._asked)
        inside.addWidget(self._label)
        inside.addWidget(self.day)
        inside.addWidget(self._problem)
        inside.addSpacing(4)
        inside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._confirming)
        column.addWidget(self.past)
        self._confirming.hide()
        self._problem.hide()
        self.past.hide()

    def _connect(self) -> None:
        self.ask.clicked.connect(self._ask)
        self.record.clicked.connect(self._record)
        self.leave.clicked.connect(self._leave)
        self.day.typed.connect(lambda _day: put(self._problem, ""))
        self.day.left.connect(lambda: put(self._problem, self.day.problem()))

    def _decision(self) -> str:
        """The decision that is chosen, in the words of the template."""
        kept = keeper(self._page, "decision") if self._page is not None else None
        text = self._form.text(kept.field) if kept is not None else ""
        place = int(text) if text.isascii() and text.isdigit() else 0
        return kept.options[place - 1] if kept is not None and 0 < place <= len(kept.options) else ""

    def _write(self) -> None:
        assert self._page is not None
        gate, decision = current_gate(self._page, self._form), self._decision()
        self.ask.setText(_("Record the decision at gate {gate}…").format(gate=gate))
        if not decision:
            return
        kept = keeper(self._page, "decision")
        outcome = verdict(self._page, self._form).outcome
        said = [
            _("Record “{decision}” at gate {gate}? The criteria say: {outcome}.").format(
                decision=decision, gate=gate, outcome=_(SHORT_VERDICTS[outcome])
            )
        ]
        if kept is not None and not allows(outcome, self._form.text(kept.field)):
            said.append(_("The decision goes further than the criteria; the record will show both."))
        said.append(_("The record stays; Ctrl+Z takes it back."))
        self._asked.setText(" ".join(said))
        self.leave.setAccessibleDescription(self._asked.text())

    def _ask(self) -> None:
        """Ask; the keyboard is on the answer that changes nothing."""
        self.day.show_value(today().isoformat(), anew=True)
        put(self._problem, "")
        self._confirming.show()
        self.ask.hide()
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _record(self) -> None:
        day: date | None = self.day.field.day
        if day is None:
            said = self.day.problem() or _("Give the date of the decision, or press Today.")
            put(self._problem, said)
            self.day.take_focus()
            return
        self._confirming.hide()
        self.closed.emit(day)

    def _leave(self) -> None:
        self._confirming.hide()
        self.ask.setVisible(bool(self._decision()))
        if self.ask.isVisible():
            self.ask.setFocus(Qt.FocusReason.OtherFocusReason)


def decision_lines(page: Page, form: Form, language: str) -> list[str]:
    """What was decided so far, a line each: gate, day, decision, what the criteria said, and why."""
    kept = keeper(page, "decision")
    lines = []
    for line in form.decisions:
        place = int(line.decision) if line.decision.isascii() and line.decision.isdigit() else 0
        known = kept is not None and 0 < place <= len(kept.options)
        decision = kept.options[place - 1] if kept is not None and known else line.decision
        day = parse_iso(line.on)
        parts = [
            line.gate,
            format_date(day, language) if day is not None else line.on,
            decision,
            _("the criteria said: {outcome}").format(outcome=_(SHORT_VERDICTS[line.outcome])),
            " ".join(line.note.text.split()),
        ]
        lines.append(" · ".join(f"\u2068{part}\u2069" for part in parts if part))
    return lines


def condition_lines(page: Page, form: Form, language: str) -> list[str]:
    """The conditions that stand at the criteria, a line each under what they are; nothing where there are none."""
    lines = []
    for action, owner, by, otherwise in condition_rows(page, form):
        day = parse_iso(by)
        parts = (action, owner, format_date(day, language) if day is not None else by, otherwise)
        lines.append(
            "• " + " · ".join(f"\u2068{' '.join(part.split())}\u2069" for part in parts if part.strip())
        )
    if not lines:
        return []
    mark = "\u200f" if is_rtl(language) else ""
    return [mark + line for line in (_("From the criteria; write others into the table:"), *lines)]
