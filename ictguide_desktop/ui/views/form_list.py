"""Every filled template under the template it fills, with how far it is; and the button that begins another."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.export.form_document import SHORT_VERDICTS
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.formats import format_date
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Kind, PageHead
from ictguide_desktop.services.library import FORMS
from ictguide_desktop.ui.card import Card
from ictguide_desktop.ui.theme import BESIDE, Theme
from ictguide_desktop.ui.views.form_acts import FormActs
from ictguide_desktop.ui.views.form_naming import FormNaming
from ictguide_desktop.ui.views.form_shelf import Filed, FormShelf, listed
from ictguide_desktop.ui.views.form_words import led, link, put, show_links
from ictguide_desktop.ui.views.view import Context, ScrollingView, words

_ICON, _FIRST = 16, 6


class _Asked(NamedTuple):
    """What the name that is asked for is of: a new form of a template, or the form of an id."""

    template: str
    work: str = ""


class FormRow(QWidget):
    """One filled template: a card that opens it, and the menu of what can be done with it."""

    def __init__(self, filed: Filed, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filed = filed
        work, progress = filed.work, filed.progress
        percent = None
        if progress is not None:
            percent = round(100 * progress.filled / progress.required) if progress.required else 100
        self.card = Card(work.name or "…", "", _standing(filed, language), percent)
        self.more = QToolButton(self)
        self.more.setObjectName("outlined")
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.setIcon(theme.icon("chevron-down"))
        self.more.setIconSize(QSize(theme.px(_ICON), theme.px(_ICON)))
        said = _("What can be done with “{name}”").format(name=work.name)
        self.more.setAccessibleName(said)
        self.more.setToolTip(said)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.card, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)


def _standing(filed: Filed, language: str) -> str:
    """How far a form is, its verdict, and when it was changed."""
    said = []
    if filed.refused is not None:
        said.append(_("cannot be read"))
    if filed.progress is not None:
        done = filed.progress
        said.append(
            _("{filled} of {all} required fields filled in").format(filled=done.filled, all=done.required)
        )
    if filed.outcome is not None:
        outcome = _(SHORT_VERDICTS[filed.outcome])
        if filed.gate:
            said.append(_("gate {gate}: {outcome}").format(gate=filed.gate, outcome=outcome))
        else:
            said.append(_("verdict: {outcome}").format(outcome=outcome))
    said.append(format_date(filed.work.changed.astimezone().date(), language))
    mark = "\u200f" if is_rtl(language) else ""
    return mark + listed(said)


class TemplateGroup(QFrame):
    """A template with its forms. `begun` asks for a new one, `whole_wanted` for all of its rows."""

    begun = Signal()
    whole_wanted = Signal()
    go_requested = Signal(object)

    def __init__(self, template: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("formGroupFrame")
        self.template = template
        self._theme = theme
        self.rows: dict[str, FormRow] = {}
        self.title, self._lead = words("", "cardTitle"), words("", "soft")
        self._count = words("", "small", wrap=False)
        self.fill = QPushButton(self)
        self.whole = QPushButton(self)
        self.whole.setObjectName("link")
        self.title.linkActivated.connect(self.go_requested.emit)
        self.fill.clicked.connect(self.begun)
        self.whole.clicked.connect(self.whole_wanted)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title, 1)
        head.addWidget(self._count)
        head.addWidget(self.fill)
        self.under = QVBoxLayout()
        self.under.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 16)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._lead)
        column.addLayout(self.under)
        self.under.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignLeading)

    def show_words(self, head: PageHead | None, count: int, language: str) -> None:
        """Write the words; None is for forms whose template this edition lacks."""
        self._count.setText(
            ngettext("{n} filled", "{n} filled", count).format(n=count) if count else _("none filled yet")
        )
        self.fill.setVisible(head is not None)
        self.fill.setText(_("Fill in…"))
        self.fill.setIcon(self._theme.icon_beside("plus"))
        self.fill.setIconSize(QSize(self._theme.px(_ICON * BESIDE), self._theme.px(_ICON)))
        if head is None:
            put(self.title, _("Templates that this edition does not have"), hide=False)
            put(
                self._lead,
                _("What was filled in is kept, and can be saved as a file or deleted."),
                hide=False,
            )
            return
        side = "rtl" if is_rtl(language) else "ltr"
        title = link(head.id, escape(f"\u2068{head.title}\u2069"), self._theme.colours["ink"])
        show_links(self.title, f'<div dir="{side}">{title}</div>')
        self.title.setAccessibleName(_("Template: {title}").format(title=head.title))
        put(self._lead, led(head.lead, head.lang), hide=False)
        self.fill.setAccessibleName(_("Fill in: {title}").format(title=head.title))

    def show_rows(self, rows: Sequence[FormRow], count: int) -> None:
        """Put other rows in place of those that are shown; `count` is how many there are."""
        for row in self.rows.values():
            self.under.removeWidget(row)
            row.hide()
            row.deleteLater()  # not at once: it may hold the button whose click has led here
        self.rows = {row.filed.work.id: row for row in rows}
        for row in rows:
            self.under.insertWidget(self.under.indexOf(self.whole), row)
        self.whole.setVisible(count > len(rows))
        self.whole.setText(ngettext("Show all {n}", "Show all {n}", count).format(n=count))
        self.whole.setAccessibleName(f"{self.whole.text()}: {self.title.accessibleName()}")


class FormList(ScrollingView):
    """Made once and written anew in place: a name that is being typed stays through every switch."""

    WIDTH = 840

    def __init__(self, context: Context, shelf: FormShelf, acts: FormActs) -> None:
        super().__init__(context)
        self._shelf, self.acts = shelf, acts
        self.groups: dict[str, TemplateGroup] = {}
        self._asked = _Asked("")
        self._whole: set[str] = set()
        self._title, self._lead = words("", "pageTitle"), words("", "lead")
        self.add = QPushButton(self)
        self.problem = words("", "warningText")
        self.naming = FormNaming(self)
        self.naming.named.connect(self._name)
        self.naming.closed.connect(self._stop_asking)
        self.add.clicked.connect(lambda _on=False: self.acts.add_from_file())
        self.acts.failed.connect(lambda said: put(self.problem, said))
        self._column = self.fresh_column()
        self._column.setSpacing(8)
        self._column.addWidget(self._title)
        self._column.addWidget(self._lead)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self.problem)
        self._column.addSpacing(6)
        self.problem.hide()

    # --- showing ----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what there is, in the language in force; the keyboard stays with the form it was at."""
        held = self._held()
        self._write_head()
        filed = self._shelf.all()
        heads = {head.id: head for head in self.context.library.catalogue.of_kind(Kind.TEMPLATE)}
        for template, head in heads.items():
            self._show_group(template, head, filed.pop(template, ()))
        unknown = tuple(one for group in filed.values() for one in group)
        if unknown or "" in self.groups:
            self._show_group("", None, unknown)
            self.groups[""].setVisible(bool(unknown))
        if not self.naming.isHidden():
            self._place_naming()
        self.present()
        self._hold(held)

    def show_template(self, template: str, *, ask: bool) -> None:
        """Bring a template on the screen; `ask` for the name of a new form of it."""
        group = self.groups.get(template)
        if group is None:
            return
        if ask:
            self.ask_new(template)
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(group, 0, 24))

    def focus_first(self) -> None:
        if not self.naming.isHidden():
            self.naming.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        rows = [row for group in self.groups.values() for row in group.rows.values()]
        first = rows[0].card if rows else next((group.fill for group in self.groups.values()), self.add)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_form(self, work: str) -> None:
        """Put the keyboard on the card of a form."""
        row = self._row(work)
        if row is not None:
            row.card.setFocus(Qt.FocusReason.OtherFocusReason)

    def restyle(self) -> None:
        """Follow the colours and the size of text."""
        self.fit()
        self.refresh()

    # --- names ------------------------------------------------------------------------------------------------

    def ask_new(self, template: str) -> None:
        """Ask for the name of a new form of a template."""
        self._ask(_Asked(template), self._shelf.suggestion(template), rename=False)

    def ask_rename(self, work: str) -> None:
        """Ask for another name of a form."""
        row = self._row(work)
        if row is not None:
            found = row.filed.work
            self._ask(_Asked(found.subject, work), found.name, rename=True)

    def _ask(self, asked: _Asked, proposal: str, *, rename: bool) -> None:
        self._asked = asked
        self._place_naming()
        self.naming.ask(
            proposal, lambda: self._shelf.names(asked.template, besides=asked.work), rename=rename
        )
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.naming, 0, 24))

    def _place_naming(self) -> None:
        """Under the title of the template, or under the form that is to be renamed."""
        group = self.groups.get(self._asked.template) or self.groups.get("")
        if group is not None:
            group.under.removeWidget(self.naming)
            row = group.rows.get(self._asked.work)
            group.under.insertWidget(group.under.indexOf(row) + 1 if row is not None else 0, self.naming)

    def _name(self, name: str) -> None:
        asked = self._asked
        if asked.work:
            self._shelf.rename(asked.work, name)
            self.focus_form(asked.work)
            return
        begun = self._shelf.start(asked.template, name)
        if begun is None:
            self.ask_new(asked.template)
            self.naming.name.setText(name)
            return
        self.told.emit(_("Begun: {name}. Everything is stored as you type.").format(name=begun.name))
        self.go_requested.emit(Address(FORMS, begun.id))

    def _stop_asking(self) -> None:
        if self._asked.work:
            self.focus_form(self._asked.work)
        elif self._asked.template in self.groups:
            self.groups[self._asked.template].fill.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- inside -----------------------------------------------------------------------------------------------

    def _write_head(self) -> None:
        theme = self.context.theme
        self.area.setAccessibleName(_("Filled templates"))
        put(self._title, _("Filled templates"), hide=False)
        put(
            self._lead,
            _(
                "Fill in a template of the guide as often as you need it. Everything is stored as you type, "
                "on this computer only."
            ),
            hide=False,
        )
        self.add.setText(_("Add from a file…"))
        self.add.setToolTip(_("Add a form that was saved as our own file; nothing of yours is replaced"))
        self.add.setIcon(theme.icon_beside("upload"))
        self.add.setIconSize(QSize(theme.px(_ICON * BESIDE), theme.px(_ICON)))
        self.naming.retranslate()

    def _show_group(self, template: str, head: PageHead | None, filed: Sequence[Filed]) -> None:
        group = self.groups.get(template)
        if group is None:
            group = self.groups[template] = TemplateGroup(template, self.context.theme)
            group.begun.connect(lambda: self.ask_new(template))
            group.whole_wanted.connect(lambda: self._show_whole(template))
            group.go_requested.connect(self.go_requested)
            self._column.addWidget(group)
        group.show_words(head, len(filed), self.context.library.language)
        shown = filed if template in self._whole else filed[:_FIRST]
        group.show_rows([self._made_row(one) for one in shown], len(filed))

    def _made_row(self, filed: Filed) -> FormRow:
        row = FormRow(filed, self.context.theme, self.context.library.language)
        work = filed.work.id
        row.card.chosen.connect(lambda: self.go_requested.emit(Address(FORMS, work)))
        row.more.clicked.connect(lambda: self._show_menu(row))
        return row

    def _show_menu(self, row: FormRow) -> None:
        menu = self.acts.menu(row.filed.work.id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(row.more.mapToGlobal(row.more.rect().bottomLeft()))

    def _show_whole(self, template: str) -> None:
        before = list(self.groups[template].rows)
        self._whole.add(template)
        self.refresh()
        after = [row for work, row in self.groups[template].rows.items() if work not in before]
        if after:
            after[0].card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, work: str) -> FormRow | None:
        return next((group.rows[work] for group in self.groups.values() if work in group.rows), None)

    def _held(self) -> tuple[str, str, int, bool] | None:
        """The form whose row has the keyboard: its template, its id, its place, and whether it is at the menu."""
        focus = QApplication.focusWidget()
        for template, group in self.groups.items():
            for place, (work, row) in enumerate(group.rows.items()):
                if focus is not None and row.isAncestorOf(focus):
                    return template, work, place, focus is row.more
        return None

    def _hold(self, held: tuple[str, str, int, bool] | None) -> None:
        """Give the keyboard back; where its form is gone, to the one that has come into its place."""
        if held is None:
            return
        template, work, place, menu = held
        group = self.groups[template]
        rows = list(group.rows.values())
        row = self._row(work) or (rows[min(place, len(rows) - 1)] if rows else None)
        target = (row.more if menu else row.card) if row is not None else group.fill
        target.setFocus(Qt.FocusReason.OtherFocusReason)
