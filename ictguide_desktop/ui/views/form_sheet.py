"""A filled template in work: every field of its template as a row, and beside them what the form comes to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from ictguide_desktop.assess.forms import (
    FormValue,
    Note,
    close_gate,
    condition_rows,
    fields,
    keeper,
    no_longer_asked,
)
from ictguide_desktop.export.form_document import SHORT_VERDICTS
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.formats import format_date, parse_iso
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Field, Page, block_text
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.services.exporting import Offer
from ictguide_desktop.services.library import FORMS
from ictguide_desktop.ui.problem_words import sentence
from ictguide_desktop.ui.views.form_acts import FormActs
from ictguide_desktop.ui.views.form_eye import Eye
from ictguide_desktop.ui.views.form_fields import FieldRow
from ictguide_desktop.ui.views.form_gate import GatePanel
from ictguide_desktop.ui.views.form_head import FormHead
from ictguide_desktop.ui.views.form_in_hand import FormInHand
from ictguide_desktop.ui.views.form_old import OldFields
from ictguide_desktop.ui.views.form_shelf import FormShelf
from ictguide_desktop.ui.views.form_verdict import Standing
from ictguide_desktop.ui.views.form_words import led, put
from ictguide_desktop.ui.views.view import MARGIN, Context, ScrollingView, words

_ROOMY, _MOST, _ABOVE, _AT_ONCE = 900, 700, 16, 6


class _Built(NamedTuple):
    """What the rows were made for; they are written anew in place as long as it stays."""

    work: str
    fields: tuple[tuple[str, str, int], ...]


def _shape(work: str, page: Page) -> _Built:
    return _Built(work, tuple((one.field, one.form, len(one.options)) for one in fields(page)))


class FormSheet(ScrollingView):
    """Rows are made once a form, the first ones at once and the others while the first are looked at."""

    def __init__(self, context: Context, shelf: FormShelf, acts: FormActs) -> None:
        super().__init__(context)
        self._shelf, self.acts = shelf, acts
        self.hand = FormInHand(context.desk, shelf.page_of, self)
        self.head = FormHead(context.theme)
        self.standing = Standing(context.theme, self)
        self.rows: dict[str, FieldRow] = {}
        self.gate: GatePanel | None = None
        self.old: OldFields | None = None
        self._titles: list[tuple[str, QWidget]] = []
        self._built: _Built | None = None
        self._rest: Iterator[None] | None = None
        self._field = ""
        self._line = self.layout()
        assert isinstance(self._line, QBoxLayout)
        self._line.setSpacing(0)
        self._line.addWidget(self.standing)
        self.area.setFocusPolicy(
            Qt.FocusPolicy.ClickFocus
        )  # Tab goes to the fields, the arrows scroll all the same
        self.eye = Eye(self.area, lambda: self.rows, self)
        self._building = QTimer(self)
        self._building.setInterval(0)
        self._building.timeout.connect(self._build_on)
        self._connect()

    # --- what the view asks -----------------------------------------------------------------------------------

    def open(self, work: str) -> bool:
        """Take a form in hand and show it from its beginning; False when there is none, or it cannot be read."""
        if not self.hand.open(work):
            return False
        self._field = ""
        self.area.verticalScrollBar().setValue(0)
        return True

    def refresh(self) -> None:
        """Write every word in the language in force."""
        if self.hand.work is None:
            return
        seen = self.eye.seen
        self.hand.follow_language()
        page = self.hand.page
        if page is not None and (self._built is None or self._built != _shape(self.hand.work.id, page)):
            self._show_anew()
        else:
            self._write()
        self.eye.hold(seen)

    def restyle(self) -> None:
        """Follow the colours and the size of text."""
        seen = self.eye.seen
        self._place()
        self.standing.restyle()
        for row in self.rows.values():
            row.restyle()
        if self.gate is not None:
            self.gate.restyle()
        self._write_head()
        self.eye.hold(seen)

    def focus_first(self) -> None:
        row = self.rows.get(self._field) or next(iter(self.rows.values()), None)
        if row is not None:
            row.entry.take_focus()
        else:
            self.head.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def offers(self) -> list[Offer]:
        from ictguide_desktop.ui.views.form_offer import form_offer

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

    def go_to_next(self) -> None:
        """Go to the next required field that is empty, after the one with the keyboard; then from the beginning."""
        missing = self.hand.judged.missing
        if not missing:
            self.told.emit(_("Every required field that is due is filled in."))
            return
        self._build_all()
        order = list(self.rows)
        here = order.index(self._field) if self._field in order else -1
        self.go_to(next((one for one in missing if order.index(one) > here), missing[0]))

    def go_to(self, field: str) -> None:
        """Put the keyboard into a field, and the field on the screen."""
        self._build_all()
        row = self.rows.get(field)
        if row is None:
            return
        self._field = field
        row.take_focus()
        QTimer.singleShot(0, self, lambda: self._bring(row))

    def hideEvent(self, event: QHideEvent) -> None:
        self.hand.flush()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    def fit(self) -> None:
        canvas = self.area.widget()
        layout = canvas.layout() if canvas is not None else None
        if layout is None:
            return
        beside = self.standing.width_beside if self._roomy else 0
        room = self.width() - beside - self.area.verticalScrollBar().sizeHint().width()
        least = MARGIN if room > self.context.theme.px(_MOST) else MARGIN // 2
        side = max(least, (room - self.context.theme.px(_MOST)) // 2)
        layout.setContentsMargins(side, 26, side, 32)

    # --- following --------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        hand = self.hand
        hand.opened.connect(self._show_anew)
        hand.changed.connect(self._follow)
        hand.restored.connect(self._show_restored)
        hand.stored.connect(self._show_state)
        hand.gone.connect(lambda: self.go_requested.emit(FORMS))
        self.context.desk.changed.connect(lambda _kind: self._write_head() if self.isVisible() else None)
        self.standing.wanted.connect(self.go_to)
        self.standing.next_wanted.connect(self.go_to_next)
        self.head.go_requested.connect(self.go_requested)
        self.head.export.clicked.connect(lambda: self._act("export"))
        self.head.more.clicked.connect(self._show_menu)
        self.head.naming.named.connect(self._rename)
        self.head.naming.closed.connect(lambda: self.head.more.setFocus(Qt.FocusReason.OtherFocusReason))
        self.acts.leaving.connect(self.hand.flush)
        self.acts.failed.connect(lambda said: put(self.head.problem, said))
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    def _follow(self, field: str) -> None:
        """A field was changed: what follows from it is shown, and nothing else is touched."""
        row, form = self.rows.get(field), self.hand.form
        if row is not None:
            row.take_typed(form.values.get(field, ""), form.note(field))
        self._show_judged()
        self._show_state()

    def _show_restored(self, field: str) -> None:
        """Something was put back: the field shows it, and has the keyboard."""
        self._build_all()
        self._show_values(anew=True)
        self._show_judged()
        if field in self.rows:
            focus = QApplication.focusWidget()
            if focus is None or not self.rows[field].isAncestorOf(focus):
                self.go_to(field)
            label = self.rows[field].one.label
            self.told.emit(_("Taken back: {field}").format(field=f"{field} {label}"))

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isVisible():
            return
        for name, row in self.rows.items():
            if row.isAncestorOf(now):
                self._field = name
                return

    # --- building ---------------------------------------------------------------------------------------------

    def _show_anew(self) -> None:
        """Make the rows of the form in hand, unless they are there, and show what it holds."""
        work, page = self.hand.work, self.hand.page
        if work is None:
            return
        self.standing.setVisible(page is not None)
        wanted = _shape(work.id, page) if page is not None else _Built(work.id, ())
        if wanted != self._built:
            self._built = wanted
            self._begin(page)
        self._write()
        self._show_values(anew=True)
        self._show_judged()
        self.present()

    def _begin(self, page: Page | None) -> None:
        self.rows, self._titles, self.gate = {}, [], None
        self.eye.forget()
        self.head.setParent(self)  # it outlives the column that is made anew
        self.area.setUpdatesEnabled(False)
        self._under = self.fresh_column()
        self._under.setSpacing(0)
        self._under.addWidget(self.head)
        self.head.show()
        self.old = OldFields()
        self._rest = self._building_of(page) if page is not None else iter(())
        for _number in range(_AT_ONCE):
            next(self._rest, None)
        self._under.addWidget(self.old)
        self.area.setUpdatesEnabled(True)
        self._building.start()

    def _build_on(self) -> None:
        """A few rows more; the first ones are on the screen already."""
        if self._rest is None or next(self._rest, self) is self:
            self._rest = None
            self._building.stop()

    def _build_all(self) -> None:
        while self._rest is not None:
            self._build_on()

    def _building_of(self, page: Page) -> Iterator[None]:
        """Make title by title and row by row."""
        place = 1
        for section in page.sections:
            own = [block for block in section.blocks if isinstance(block, Field)]
            if section.level == 2 and _has_fields(page, section.id):
                title = _Title()
                self._titles.append((section.id, title))
                self._under.insertWidget(place, title)
                title.show_section(page, section.id)
                place += 1
            for one in own:
                self._under.insertWidget(place, self._made_row(one, page))
                place += 1
                yield

    def _made_row(self, one: Field, page: Page) -> FieldRow:
        row = self.rows[one.field] = FieldRow(one, self.context.theme)
        name = one.field
        row.show_words(one, page.head.lang, self.context.library.language)
        row.typed.connect(lambda value: self._type(name, value))
        row.noted.connect(lambda note: self._type_note(name, note))
        row.left.connect(self.hand.leave)
        row.go_requested.connect(self._leave_for)
        if one.record == "decision":
            self.gate = GatePanel(self.context.theme)
            self.gate.closed.connect(self._close_gate)
            self.gate.show_words(self.context.library.language)
            row.insert_below(self.gate)
        self._show_value(row, anew=True)
        self._judge_row(row)
        return row

    # --- writing ----------------------------------------------------------------------------------------------

    def _write(self) -> None:
        """Every word of what is made so far, in the language in force."""
        page, language = self.hand.page, self.context.library.language
        self._write_head()
        self.standing.show_words()
        if page is None:
            self._show_old()
            return
        known = {one.field: one for one in fields(page)}
        for section, title in self._titles:
            if isinstance(title, _Title):
                title.show_section(page, section)
        for name, row in self.rows.items():
            row.show_words(known.get(name, row.one), page.head.lang, language)
        if self.gate is not None:
            self.gate.show_words(language)
        self._show_judged()

    def _write_head(self) -> None:
        work = self.hand.work
        if work is None:
            return
        page = self.hand.page
        self.area.setAccessibleName(work.name)
        self.head.show_work(work, page.head if page is not None else None, self.context.library.language)
        self._show_state()

    def _show_state(self) -> None:
        if self.hand.work is not None:
            language = self.context.library.language
            self.head.show_state(self.hand.work, language, waiting=self.hand.waiting)

    def _show_values(self, *, anew: bool) -> None:
        for row in self.rows.values():
            self._show_value(row, anew=anew)

    def _show_value(self, row: FieldRow, *, anew: bool) -> None:
        form, page = self.hand.form, self.hand.page
        otherwise = page is not None and keeper(page, "conditions") is not None
        row.show_value(form.values.get(row.name, ""), form.note(row.name), otherwise=otherwise, anew=anew)

    def _show_judged(self) -> None:
        """What the form comes to, at each field and beside them all."""
        page = self.hand.page
        if page is None:
            return
        for row in self.rows.values():
            self._judge_row(row)
        self.standing.show_judged(page, self.hand.judged)
        if self.gate is not None:
            self.gate.show_form(page, self.hand.form, self.context.library.language)
        self._show_old()

    def _judge_row(self, row: FieldRow) -> None:
        judged, page = self.hand.judged, self.hand.page
        row.show_judged(
            judged.flaws.get(row.name), filled=row.name in judged.filled, due=row.name in judged.due
        )
        if row.one.record == "conditions" and page is not None:
            put(row.above, self._conditions(page))

    def _conditions(self, page: Page) -> str:
        """The conditions that stand at the criteria, a line each."""
        language = self.context.library.language
        lines = []
        for action, owner, by, otherwise in condition_rows(page, self.hand.form):
            day = parse_iso(by)
            parts = (action, owner, format_date(day, language) if day is not None else by, otherwise)
            lines.append(
                " · ".join(f"\u2068{' '.join(part.split())}\u2069" for part in parts if part.strip())
            )
        if not lines:
            return ""
        mark = "\u200f" if is_rtl(language) else ""
        title = _("From the criteria above; write others into the table:")
        return "\n".join([mark + title, *(f"{mark}• {line}" for line in lines)])

    def _show_old(self) -> None:
        if self.old is None:
            return
        page, form = self.hand.page, self.hand.form
        names = (
            no_longer_asked(page, form)
            if page is not None
            else tuple(dict.fromkeys([*form.values, *form.notes]))
        )
        self.old.show_form(form, names, self.context.library.language)

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
        self._show_values(anew=True)
        line = self.hand.form.decisions[-1]
        said = _("Recorded: gate {gate}. The criteria said: {outcome}.")
        self.told.emit(said.format(gate=line.gate, outcome=_(SHORT_VERDICTS[line.outcome])))
        self.rows[kept.field].entry.take_focus()

    def _act(self, name: str) -> None:
        self.hand.flush()
        if self.hand.work is not None:
            self.acts.do(name, self.hand.work.id)

    def _show_menu(self) -> None:
        if self.hand.work is None:
            return
        self.hand.flush()
        menu = self.acts.menu(self.hand.work.id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.head.more.mapToGlobal(self.head.more.rect().bottomLeft()))

    def ask_rename(self) -> None:
        """Ask for another name."""
        work = self.hand.work
        if work is not None:
            self.head.naming.ask(
                work.name, lambda: self._shelf.names(work.subject, besides=work.id), rename=True
            )

    def _rename(self, name: str) -> None:
        if self.hand.work is not None:
            self._shelf.rename(self.hand.work.id, name)
            self._write_head()
        self.head.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_for(self, target: object) -> None:
        if self.hand.work is not None:
            self.context.library.stay_at(Address(FORMS, self.hand.work.id))
        self.go_requested.emit(target)

    # --- places -----------------------------------------------------------------------------------------------

    @property
    def _roomy(self) -> bool:
        return self.width() >= self.context.theme.px(_ROOMY)

    def _place(self) -> None:
        """What the form comes to stands beside it where there is room, else above it."""
        assert isinstance(self._line, QBoxLayout)
        across, up = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        wanted = across if self._roomy else up
        if self._line.direction() != wanted:
            self._line.setDirection(wanted)
        self._line.setStretchFactor(self.area, 1)
        self.standing.place(beside=self._roomy)
        self.fit()

    def _bring(self, row: FieldRow) -> None:
        """Bring a row on the screen, its top first."""
        bar, top = self.area.verticalScrollBar(), self.eye.top(row)
        height = self.area.viewport().height()
        if top < bar.value() + _ABOVE or top + row.height() > bar.value() + height:
            bar.setValue(max(0, top - max(_ABOVE, (height - row.height()) // 3)))


class _Title(QWidget):
    """The title of a section, with what the template says before its fields."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._said = words("", "sectionTitle"), words("", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 22, 0, 2)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._said)

    def show_section(self, page: Page, name: str) -> None:
        """Write the title of a section."""
        section = page.section(name)
        if section is None:
            return
        lang = page.head.lang
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if is_rtl(lang) else Qt.LayoutDirection.LeftToRight
        )
        put(self._title, led(section.title, lang), hide=False)
        said = "\n".join(block_text(block) for block in section.blocks if not isinstance(block, Field))
        put(self._said, led(said, lang))


def _has_fields(page: Page, name: str) -> bool:
    """Whether a section or one beneath it holds fields."""
    inside = False
    for section in page.sections:
        if section.level == 2:
            inside = section.id == name
        if inside and any(isinstance(block, Field) for block in section.blocks):
            return True
    return False


def problem_of(error: GuideError) -> str:
    """What a form that cannot be read says."""
    return sentence(error)
