"""A filled template in work, section by section: its fields as rows, and beside them what the form comes to."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ictguide_desktop.assess.forms import FormValue, Note, close_gate, fields, keeper, no_longer_asked
from ictguide_desktop.export.form_document import SHORT_VERDICTS
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Field, Page
from ictguide_desktop.services.desk import WORKS
from ictguide_desktop.services.exporting import Offer
from ictguide_desktop.services.library import FORMS
from ictguide_desktop.ui.theme import BESIDE
from ictguide_desktop.ui.views.form_acts import FormActs
from ictguide_desktop.ui.views.form_eye import Eye
from ictguide_desktop.ui.views.form_fields import FieldRow
from ictguide_desktop.ui.views.form_frame import FormFrame
from ictguide_desktop.ui.views.form_gate import GatePanel, condition_lines
from ictguide_desktop.ui.views.form_head import FormHead
from ictguide_desktop.ui.views.form_in_hand import FormInHand
from ictguide_desktop.ui.views.form_offer import form_offer
from ictguide_desktop.ui.views.form_old import OldFields
from ictguide_desktop.ui.views.form_section import Group, SectionRows, groups_of
from ictguide_desktop.ui.views.form_shelf import FormShelf
from ictguide_desktop.ui.views.form_words import put
from ictguide_desktop.ui.views.view import Context

_ICON = 16


class _Built(NamedTuple):
    """What the rows were made for; they are written anew in place as long as it stays."""

    work: str
    fields: tuple[tuple[str, str, int], ...]


def _shape(work: str, page: Page | None) -> _Built:
    asked = fields(page) if page is not None else ()
    return _Built(work, tuple((one.field, one.form, len(one.options)) for one in asked))


class FormSheet(FormFrame):
    """The rows of a section are made when it is first shown, and then written anew in place, so that focus, cursor and text
    survive every switch.
    """

    def __init__(self, context: Context, shelf: FormShelf, acts: FormActs) -> None:
        super().__init__(context)
        self.acts = acts
        self.hand = FormInHand(context.desk, shelf.page_of, self)
        self.head = FormHead(context.theme, shelf, acts)
        self.sections: dict[str, SectionRows] = {}
        self.section = ""
        self.gate: GatePanel | None = None
        self.old = OldFields()
        self.following = QPushButton()
        self._groups: tuple[Group, ...] = ()
        self._built: _Built | None = None
        self._field = ""
        self._under = self.fresh_column()
        self._under.setSpacing(0)
        for widget in (self.head, self.old):
            self._under.addWidget(widget)
        self._under.addSpacing(14)
        self._under.addWidget(self.following, 0, Qt.AlignmentFlag.AlignTrailing)
        self.eye = Eye(self.area, lambda: self.rows, self)
        self._connect()

    # --- what the view asks -----------------------------------------------------------------------------------

    @property
    def rows(self) -> dict[str, FieldRow]:
        """The rows of the section that is shown."""
        shown = self.sections.get(self.section)
        return shown.rows if shown is not None else {}

    def open(self, work: str) -> bool:
        """Take a form in hand and show it where something lacks; False when there is none, or it cannot be read."""
        if not self.hand.open(work):
            return False
        self.area.verticalScrollBar().setValue(0)
        return True

    def refresh(self) -> None:
        """Write every word in the language in force."""
        if self.hand.work is None:
            return
        seen = self.eye.seen
        self.hand.follow_language()
        if self._built != _shape(self.hand.work.id, self.hand.page):
            self._show_anew()
        else:
            self._write()
        self.eye.hold(seen)

    def restyle(self) -> None:
        """Follow the colours and the size of text."""
        seen = self.eye.seen
        self.place()
        self.standing.restyle()
        for section in self.sections.values():
            for row in section.rows.values():
                row.restyle()
        if self.gate is not None:
            self.gate.restyle()
        self._write()
        self.eye.hold(seen)

    def focus_first(self) -> None:
        row = self.rows.get(self._field) or next(iter(self.rows.values()), None)
        if row is not None:
            row.entry.take_focus()
        else:
            self.head.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def offers(self) -> list[Offer]:
        self.hand.flush()
        if self.hand.work is None or self.hand.page is None:
            return []
        return [form_offer(self.context.library, self.hand.work, self.hand.form)]

    def undo(self) -> None:
        """Take the last change back and go there."""
        if not self.hand.undo():
            self.told.emit(_("There is nothing to take back."))

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if not self.hand.redo():
            self.told.emit(_("There is nothing to bring back."))

    def hideEvent(self, event: QHideEvent) -> None:
        self.hand.flush()
        super().hideEvent(event)

    # --- places in the form -----------------------------------------------------------------------------------

    def go_to_next(self) -> None:
        """Go to the next field that lacks something, after the one with the keyboard; then from the beginning."""
        lacking = self.hand.judged.lacking
        if not lacking or self.hand.page is None:
            self.told.emit(_("Every required field that is due is filled in."))
            return
        order = [one.field for one in fields(self.hand.page)]
        here = order.index(self._field) if self._field in order else -1
        self.go_to(next((one for one in lacking if order.index(one) > here), lacking[0]))

    def go_to(self, field: str) -> None:
        """Put the keyboard into a field, and the field on the screen."""
        self.show_section(next((group.id for group in self._groups if _holds(group, field)), self.section))
        row = self.rows.get(field)
        if row is None:
            return
        self._field = field
        row.take_focus()
        QTimer.singleShot(0, self, lambda: self.bring(row, self.eye.top(row)))

    def turn_to(self, section: str) -> None:
        """Show a section from its beginning, the keyboard in its first field."""
        self.hand.leave()
        self.show_section(section)
        self._field = next(iter(self.rows), "")
        self.focus_first()
        shown = self.sections.get(self.section)
        if shown is not None:
            QTimer.singleShot(0, self, lambda: self.bring(shown, self.eye.top(shown)))

    def show_section(self, section: str) -> None:
        """Show a section; an empty name shows what is no longer asked."""
        if section and section not in self.sections:
            group = next((one for one in self._groups if one.id == section), None)
            if group is None:
                return
            made = self.sections[section] = SectionRows(group, self._made_row)
            made.hide()  # until its words are written: each would have Qt lay it out anew
            self._under.insertWidget(self._under.indexOf(self.old), made)
        before, self.section = self.sections.get(self.section), section
        shown = self.sections.get(section)
        if before is not None and before is not shown:
            before.hide()
        self._write()
        if shown is not None and shown.isHidden():
            shown.show()

    # --- following --------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        hand = self.hand
        hand.opened.connect(self._show_anew)
        hand.changed.connect(self._follow)
        hand.restored.connect(self._show_restored)
        hand.stored.connect(self._show_state)
        hand.gone.connect(lambda: self.go_requested.emit(FORMS))
        self.context.desk.changed.connect(
            lambda kind: self._write_head() if kind == WORKS and self.isVisible() else None
        )
        self.standing.wanted.connect(self.go_to)
        self.standing.section_wanted.connect(self.turn_to)
        self.standing.next_wanted.connect(self.go_to_next)
        self.following.clicked.connect(lambda: self.turn_to(self._next_group()))
        self.head.go_requested.connect(self.go_requested)
        self.head.told.connect(self.told)
        self.acts.leaving.connect(self.hand.flush)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    def _follow(self, field: str) -> None:
        """A field was changed: what follows from it is shown, and nothing else is touched."""
        row, form, before = self.rows.get(field), self.hand.form, self.standing.outcome.text()
        if row is not None:
            row.take_typed(form.values.get(field, ""), form.note(field))
        self._show_judged()
        self._show_state()
        after = self.standing.outcome.text()
        if self.hand.judged.verdict is not None and after != before:
            self.told.emit(_("verdict: {outcome}").format(outcome=after))

    def _show_restored(self, field: str) -> None:
        """Something was put back: the field shows it, and has the keyboard."""
        for section in self.sections.values():
            for row in section.rows.values():
                self._show_value(row, anew=True)
        focus = QApplication.focusWidget()
        if field not in self.rows or focus is None or not self.rows[field].isAncestorOf(focus):
            self.go_to(field)
        if field in self.rows:
            said = f"{field} {self.rows[field].one.label}"
            self.told.emit(_("As it was before: {field}").format(field=said))
        self._show_judged()

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isVisible():
            return
        self._field = next((name for name, row in self.rows.items() if row.isAncestorOf(now)), self._field)

    # --- showing ----------------------------------------------------------------------------------------------

    def _show_anew(self) -> None:
        """Show the form in hand from where something lacks; rows that are there for it stay."""
        work, page = self.hand.work, self.hand.page
        if work is None or self.hand.refused is not None:
            return
        wanted = _shape(work.id, page)
        if wanted != self._built:
            self._built = wanted
            self._forget_rows()
            self._groups = groups_of(page) if page is not None else ()
            self.standing.setVisible(page is not None)
            self.fit()
            self.show_section(self._first_section())
        for section in self.sections.values():
            for row in section.rows.values():
                self._show_value(row, anew=True)
        self._write()
        self.present()

    def _forget_rows(self) -> None:
        for section in self.sections.values():
            self._under.removeWidget(section)
            section.hide()
            section.deleteLater()  # not at once: it may hold what has led here
        self.sections, self.gate, self.section, self._field = {}, None, "", ""
        self.eye.forget()

    def _first_section(self) -> str:
        """Where something required lacks; else the beginning."""
        missing = next(iter(self.hand.judged.missing), "")
        first = next(iter(self._groups), None)
        return next((group.id for group in self._groups if _holds(group, missing)), first.id if first else "")

    def _made_row(self, one: Field) -> FieldRow:
        row, name = FieldRow(one, self.context.theme), one.field
        row.typed.connect(lambda value: self._type(name, value))
        row.noted.connect(lambda note: self._type_note(name, note))
        row.left.connect(self.hand.leave)
        row.go_requested.connect(self._leave_for)
        if one.record == "decision":
            self.gate = GatePanel(self.context.theme)
            self.gate.closed.connect(self._close_gate)
            row.insert_below(self.gate)
        self._show_value(row, anew=True)
        return row

    def _write(self) -> None:
        """Every word that is in sight, in the language in force."""
        page, language = self.hand.page, self.context.library.language
        self._write_head()
        self.standing.show_words()
        shown = self.sections.get(self.section)
        if page is not None and shown is not None:
            self._groups = groups_of(page)
            shown.write(page, language)
        if self.gate is not None:
            self.gate.show_words(language)
        self._write_following()
        self._show_judged()

    def _write_head(self) -> None:
        work = self.hand.work
        if work is None:
            return
        page = self.hand.page
        self.area.setAccessibleName(work.name)
        self.head.show_work(work, page.head if page is not None else None, self.context.library.language)
        self._show_state()

    def _write_following(self) -> None:
        wanted = self._next_group()
        group = next((one for one in self._groups if one.id == wanted), None)
        self.following.setVisible(group is not None)
        if group is not None:
            theme = self.context.theme
            self.following.setText(_("Next: {section}").format(section=group.title))
            self.following.setIcon(theme.icon_beside("arrow-right"))
            self.following.setIconSize(QSize(theme.px(_ICON * BESIDE), theme.px(_ICON)))

    def _next_group(self) -> str:
        names = [group.id for group in self._groups]
        number = names.index(self.section) + 1 if self.section in names else len(names)
        return names[number] if number < len(names) else ""

    def _show_state(self) -> None:
        if self.hand.work is not None:
            language = self.context.library.language
            self.head.show_state(self.hand.work, language, waiting=self.hand.waiting)

    def _show_value(self, row: FieldRow, *, anew: bool) -> None:
        form, page = self.hand.form, self.hand.page
        otherwise = page is not None and keeper(page, "conditions") is not None
        row.show_value(form.values.get(row.name, ""), form.note(row.name), otherwise=otherwise, anew=anew)

    def _show_judged(self) -> None:
        """What the form comes to, at each field in sight and beside them all."""
        page, form, language = self.hand.page, self.hand.form, self.context.library.language
        names = no_longer_asked(page, form) if page is not None else _all_names(self.hand)
        self.old.show_form(form, names, language)
        self.old.setVisible(bool(names) and not self.section)
        if page is None:
            return
        for row in self.rows.values():
            self._judge_row(row)
            if row.one.record == "conditions":
                put(row.above, "\n".join(condition_lines(page, form, language)))
        self.standing.show_judged(page, self.hand.judged, here=self.section, old=bool(names))
        if self.gate is not None:
            self.gate.show_form(page, form, language)

    def _judge_row(self, row: FieldRow) -> None:
        judged, name = self.hand.judged, row.name
        row.show_judged(judged.flaws.get(name), filled=name in judged.filled, due=name in judged.due)

    # --- acting -----------------------------------------------------------------------------------------------

    def _type(self, field: str, value: FormValue) -> None:
        self.hand.change(field, self.hand.form.with_value(field, value))

    def _type_note(self, field: str, note: Note) -> None:
        self.hand.change(field, self.hand.form.with_note(field, note))

    def _close_gate(self, day: object) -> None:
        page = self.hand.page
        kept = keeper(page, "decision") if page is not None else None
        if page is None or kept is None:
            return
        self.hand.leave()
        self.hand.change(kept.field, close_gate(page, self.hand.form, day))  # type: ignore[arg-type]
        self.hand.leave()
        self._show_value(self.rows[kept.field], anew=True)
        line = self.hand.form.decisions[-1]
        said = _("Recorded: gate {gate}. The criteria said: {outcome}.")
        self.told.emit(said.format(gate=line.gate, outcome=_(SHORT_VERDICTS[line.outcome])))
        self.rows[kept.field].entry.take_focus()

    def _leave_for(self, target: object) -> None:
        if self.hand.work is not None:
            self.context.library.stay_at(Address(FORMS, self.hand.work.id))
        self.go_requested.emit(target)


def _holds(group: Group, field: str) -> bool:
    return any(one.field == field for one in group.fields)


def _all_names(hand: FormInHand) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*hand.form.values, *hand.form.notes]))
