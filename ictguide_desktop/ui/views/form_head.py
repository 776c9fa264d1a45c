"""What stands above the fields of a filled template: the way back, its name, what it fills, and what can be done with it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.formats import format_moment
from ictguide_desktop.i18n.languages import is_rtl, own_name
from ictguide_desktop.model.guide import PageHead
from ictguide_desktop.model.work import Work
from ictguide_desktop.services.library import FORMS
from ictguide_desktop.ui.flow import FlowLayout
from ictguide_desktop.ui.theme import BESIDE, Theme
from ictguide_desktop.ui.views.assessment_words import as_high_as_wide
from ictguide_desktop.ui.views.form_acts import FormActs
from ictguide_desktop.ui.views.form_naming import FormNaming
from ictguide_desktop.ui.views.form_shelf import FormShelf
from ictguide_desktop.ui.views.form_words import link, put, show_links
from ictguide_desktop.ui.views.view import words

_ICON = 16


class FormHead(QWidget):
    """`go_requested` carries a place, `told` a sentence for the status bar."""

    go_requested = Signal(object)
    told = Signal(str)

    def __init__(self, theme: Theme, shelf: FormShelf, acts: FormActs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._shelf, self._acts = theme, shelf, acts
        self._work: Work | None = None
        self.crumb, self.title, self.fills = words("", "small"), words("", "pageTitle"), words("", "lead")
        self.state = words("", "small")
        self.export, self.more = QPushButton(self), QPushButton(self)
        self.naming = FormNaming(self)
        self.notice = words("", "")
        self._fallback = QFrame(self)
        self._fallback.setObjectName("notice")
        self.problem = words("", "warningText")
        for label in (self.crumb, self.fills):
            label.linkActivated.connect(self.go_requested.emit)
        self.export.clicked.connect(lambda _on=False: self._act("export"))
        self.more.clicked.connect(self._show_menu)
        self.naming.named.connect(self._rename)
        self.naming.closed.connect(self._leave_naming)
        acts.failed.connect(lambda said: put(self.problem, said))
        self._lay_out()
        self._fallback.hide()
        self.problem.hide()

    def show_work(self, work: Work, head: PageHead | None, language: str) -> None:
        """Write everything in the language in force; None: this edition lacks the template."""
        if self._work is None or self._work.id != work.id:
            self.naming.hide()
            put(self.problem, "")
        self._work = work
        soft, accent = self._theme.colours["soft"], self._theme.colours["accent"]
        rtl = is_rtl(language)
        way = [link("home", escape(_("Home")), soft), link(FORMS, escape(_("Filled templates")), soft)]
        way.append(escape(work.name))
        between = " ‹ " if rtl else " › "
        side = "rtl" if rtl else "ltr"
        show_links(self.crumb, f'<div dir="{side}">{between.join(way)}</div>')
        self.crumb.setAccessibleName(_("Where you are"))
        put(self.title, work.name, hide=False)
        if head is not None:
            name = link(head.id, escape(f"\u2068{head.title}\u2069"), accent)
            said = escape(_("A filled template: {title}")).replace("{title}", name)
            show_links(self.fills, f'<div dir="{side}">{said}</div>')
            self.fills.setAccessibleName(_("Template: {title}").format(title=head.title))
        else:
            said = _(
                "This edition of the guide does not have the template “{name}”. What was filled in is kept."
            ).format(name=work.subject)
            show_links(self.fills, escape(said))
            self.fills.setAccessibleName(said)
        self._show_fallback(head, language)
        self.export.setText(_("Export…"))
        self.export.setVisible(head is not None)
        self.more.setText(_("This form"))
        self.more.setAccessibleName(_("What can be done with “{name}”").format(name=work.name))
        for button, icon in ((self.export, "download"), (self.more, "chevron-down")):
            button.setIcon(self._theme.icon_beside(icon))
            button.setIconSize(QSize(self._theme.px(_ICON * BESIDE), self._theme.px(_ICON)))
        self.naming.retranslate()

    def show_state(self, work: Work, language: str, *, waiting: bool) -> None:
        """Say whether what was typed is stored."""
        said = (
            _("Being stored…")
            if waiting
            else _("Stored: {moment}").format(moment=format_moment(work.changed, language))
        )
        put(self.state, ("\u200f" if is_rtl(language) else "") + said, hide=False)

    def ask_rename(self) -> None:
        """Ask for another name."""
        work = self._work
        if work is not None:
            self.naming.ask(work.name, lambda: self._shelf.names(work.subject, besides=work.id), rename=True)

    # --- inside -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        buttons = QWidget(self)
        row = FlowLayout(8)
        buttons.setLayout(row)
        buttons.setSizePolicy(as_high_as_wide())
        for widget in (self.export, self.more):
            row.addWidget(widget)
        inside = QHBoxLayout(self._fallback)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        for part in (self.crumb, self.title, self.fills, self._fallback, buttons, self.naming, self.problem):
            column.addWidget(part)
        column.addWidget(self.state)

    def _act(self, name: str) -> None:
        if self._work is not None:
            self._acts.do(name, self._work.id)

    def _show_menu(self) -> None:
        if self._work is not None:
            menu = self._acts.menu(self._work.id)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _rename(self, name: str) -> None:
        if self._work is not None:
            self._shelf.rename(self._work.id, name)
            self.told.emit(_("Renamed: {name}").format(name=name))
        self._leave_naming()

    def _leave_naming(self) -> None:
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_fallback(self, head: PageHead | None, language: str) -> None:
        other = head is not None and head.lang != language
        if head is not None and other:
            said = _("This page has not been translated into {wanted} yet. It is shown in {shown}.")
            self.notice.setText(said.format(wanted=own_name(language), shown=own_name(head.lang)))
        self._fallback.setVisible(other)
