"""Step 4 of an ethics record: when the system is looked at again, and what has changed since it was approved."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.ethics import ChangeOf, EthicsRecord, SystemChange
from ictguide_desktop.export.ethics_document import CHANGES, EthicsPages
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.services.desk import WORKS, Desk
from ictguide_desktop.ui.flow import FlowLayout
from ictguide_desktop.ui.theme import BESIDE, Theme
from ictguide_desktop.ui.views.assessment_words import as_high_as_wide
from ictguide_desktop.ui.views.date_field import today
from ictguide_desktop.ui.views.ethics_fields import DayField, LongField
from ictguide_desktop.ui.views.ethics_in_hand import CHANGE, RecordInHand
from ictguide_desktop.ui.views.ethics_step import Step, link_button, title_row
from ictguide_desktop.ui.views.ethics_words import WHO_SIGNS, capital, look_words
from ictguide_desktop.ui.views.view import words

_ICON, _NARROW = 16, 480


class LookStep(Step):
    """`next_wanted` asks for the six questions."""

    def __init__(self, theme: Theme, hand: RecordInHand, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(theme, hand, parent)
        self._desk = desk
        self._title, self._guide = words("", "sectionTitle"), link_button(self)
        self._due, self._asked = words("", ""), words("", "soft")
        self.buttons = {of: QPushButton() for of in ChangeOf}
        self.lines: list[ChangeLine] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.again = QPushButton()
        self._lay_out()
        self._guide.clicked.connect(lambda: self.go_requested.emit(WHO_SIGNS))
        self.again.clicked.connect(self.next_wanted)
        for of, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, of=of: self.add(of))

    def marks(self) -> list[QWidget]:
        return [self._title, *self.lines]

    def take_focus(self) -> bool:
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # --- showing ----------------------------------------------------------------------------------------------

    def show_words(self, pages: EthicsPages, language: str) -> None:
        super().show_words(pages, language)
        self._title.setText(_("Look again"))
        self._guide.setText(_("Who looks again, in the guide"))
        self._asked.setText(
            _(
                "A new purpose, new data, a new supplier or a new law calls for a new look. "
                "Record what has changed, on the day it does."
            )
        )
        for of, button in self.buttons.items():
            name = capital(_(CHANGES[of]))
            button.setText(name)
            button.setAccessibleName(_("Record a change: {what}").format(what=name))
        self.again.setText(_("Take the test again"))
        self.again.setToolTip(
            _("Look at the six questions and the items again; decisions taken stay as they are")
        )
        for line in self.lines:
            line.show_words(language)
        self.restyle()
        self.show_record()

    def show_record(self, *, anew: bool = False) -> None:
        if self._pages is None:
            return
        record = self._hand.record
        due = look_words(record, self._hand.stands(self._pages), today(), self._language)
        self._due.setText(
            due or _("Nothing is approved, so no look is due. Once it is, T3 and T4 are looked at each year.")
        )
        self._show_lines(record, anew=anew)

    def restyle(self) -> None:
        icon = QSize(self._theme.px(_ICON), self._theme.px(_ICON))
        wide = QSize(self._theme.px(_ICON * BESIDE), self._theme.px(_ICON))
        for button in self.buttons.values():
            button.setIcon(self._theme.icon_beside("plus"))
            button.setIconSize(wide)
        for line in self.lines:
            line.restyle(icon)

    def _show_lines(self, record: EthicsRecord, *, anew: bool) -> None:
        """A line a change; lines are kept as long as there is a change for them."""
        while len(self.lines) > len(record.changes):
            line = self.lines.pop()
            line.hide()
            line.deleteLater()
        while len(self.lines) < len(record.changes):
            self._add_line(len(self.lines))
        for line, change in zip(self.lines, record.changes, strict=True):
            line.show_change(change, anew=anew)

    def _add_line(self, number: int) -> None:
        line = ChangeLine(self._theme)
        line.show_words(self._language)
        line.restyle(QSize(self._theme.px(_ICON), self._theme.px(_ICON)))
        line.day.typed.connect(lambda iso: self._write(number, on=iso))
        line.text.typed.connect(lambda text: self._write(number, text=text))
        line.day.left.connect(lambda: self._leave_day(line))
        line.text.left.connect(self._hand.leave)
        line.remove.clicked.connect(lambda: self.delete(number))
        self.lines.append(line)
        self._lines.addWidget(line)
        QWidget.setTabOrder(line.text.field, line.remove)

    # --- changing ---------------------------------------------------------------------------------------------

    def add(self, of: ChangeOf) -> None:
        """Record a change of today, to be described."""
        record = self._hand.record
        change = SystemChange(today().isoformat(), of)
        self._hand.act(CHANGE, replace(record, changes=(*record.changes, change)))
        if self.lines:
            self.lines[-1].text.take_focus()
            self.seen.emit(self.lines[-1])
        self.told.emit(_("Change recorded: {what}.").format(what=_(CHANGES[of])))

    def delete(self, number: int) -> None:
        """Delete a change; it can be put back."""
        record, work = self._hand.record, self._hand.work
        if work is None or number >= len(record.changes):
            return
        change = record.changes[number]
        self._hand.act(CHANGE, replace(record, changes=_without(record.changes, number)))
        said = _("Change deleted: {what}").format(what=_(CHANGES[change.of]))
        self._desk.offer_undo(WORKS, said, lambda: self._hand.put_back_change(work.id, number, change))
        self.take_focus()

    def _write(self, number: int, **what: str) -> None:
        record = self._hand.record
        if number >= len(record.changes) or what.get("on") == "":
            return  # a change has a day: the one before stays until another is written
        changes = list(record.changes)
        changes[number] = changes[number]._replace(**what)  # type: ignore[arg-type]  # day and note are texts
        self._hand.type(f"{CHANGE}.{number}.{next(iter(what))}", replace(record, changes=tuple(changes)))

    def _leave_day(self, line: ChangeLine) -> None:
        self._hand.leave()
        if not line.day.field.text().strip():
            self.show_record()

    def _lay_out(self) -> None:
        row = QWidget()
        flow = FlowLayout(8)
        row.setLayout(flow)
        row.setSizePolicy(as_high_as_wide())
        for button in self.buttons.values():
            flow.addWidget(button)
        self.column.addLayout(title_row(self._title, self._guide))
        self.column.addWidget(self._due)
        self.column.addWidget(self._asked)
        self.column.addWidget(row)
        self.column.addLayout(self._lines)
        self.column.addSpacing(8)
        self.column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeading)


class ChangeLine(QFrame):
    """A change: what changed, on which day, and in what way."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("answerPanel")
        self._theme = theme
        self._language = "en"
        self._change = SystemChange("", ChangeOf.PURPOSE)
        self._title = words("", "cardTitle")
        self.day, self.text, self.remove = DayField(with_today=False), LongField(), QToolButton()
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fields = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._fields.setSpacing(12)
        self._fields.addWidget(self.day, 2)
        self._fields.addWidget(self.text, 5)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._fields)

    def show_words(self, language: str) -> None:
        """Write labels and names."""
        self._language = language
        what = capital(_(CHANGES[self._change.of]))
        self._title.setText(what)
        self.day.set_language(language)
        self.day.show_words(_("Changed on"), "", what)
        self.text.show_words(_("What has changed"), _("What is new, and what it was before"), what)
        self.remove.setToolTip(_("Delete this change"))
        self.remove.setAccessibleName(_("Delete this change: {what}").format(what=what))

    def show_change(self, change: SystemChange, *, anew: bool) -> None:
        """Show a change."""
        other = change.of is not self._change.of
        self._change = change
        if other or anew:
            self.show_words(self._language)
        self.day.show_text(change.on, anew=anew or other)
        self.text.show_text(change.text, anew=anew)

    def restyle(self, icon: QSize) -> None:
        """Follow the colours and the size of the text."""
        self.remove.setIcon(self._theme.icon("trash-2"))
        self.remove.setIconSize(icon)
        self.text.restyle()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._fields.setDirection(across if self.width() >= self._theme.px(_NARROW) else down)


def _without(changes: tuple[SystemChange, ...], number: int) -> tuple[SystemChange, ...]:
    return changes[:number] + changes[number + 1 :]
