"""Filled templates: the list of all, and one in work, each at its own place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.address import Address
from ictguide_desktop.services.desk import WORKS
from ictguide_desktop.services.exporting import Offer
from ictguide_desktop.services.library import FORMS
from ictguide_desktop.ui.problem_words import sentence
from ictguide_desktop.ui.views.form_acts import FormActs
from ictguide_desktop.ui.views.form_entries import is_redo, is_undo
from ictguide_desktop.ui.views.form_list import FormList
from ictguide_desktop.ui.views.form_sheet import FormSheet
from ictguide_desktop.ui.views.form_shelf import FormShelf
from ictguide_desktop.ui.views.form_words import put
from ictguide_desktop.ui.views.view import Context, View


class FormsView(View):
    """At `forms` the list; at `forms#<id of a form>` the form; at `forms#<template>` the list, with a new form begun."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.shelf = FormShelf(context.desk, context.library)
        self.acts = FormActs(context, self.shelf, self)
        self.list = FormList(context, self.shelf, self.acts)
        self.sheet = FormSheet(context, self.shelf, self.acts)
        self._place = Address("")
        self._was_hidden = True
        self._last = ""
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.sheet)
        for part in (self.list, self.sheet):
            part.go_requested.connect(self.go_requested)
            part.told.connect(self.told)
        self.acts.told.connect(self.told)
        self.acts.opened.connect(lambda work: self.go_requested.emit(Address(FORMS, work)))
        self.acts.rename_wanted.connect(self._rename)
        context.desk.changed.connect(self._follow)
        context.theme.changed.connect(self._restyle)
        context.library.language_changed.connect(lambda _language: self._refresh())

    # --- what every view does ---------------------------------------------------------------------------------

    def show_place(self, address: Address) -> None:
        came = self._was_hidden or address != self._place
        self._was_hidden, self._place = False, address
        if not came:
            self._refresh()
            return
        if address.section and self.context.desk.works.get(address.section) is not None:
            self._show_form(address.section)
        else:
            self._show_list(address.section)

    def focus_first(self) -> None:
        current = self._stack.currentWidget()
        if isinstance(current, View):
            current.focus_first()

    def offers(self) -> list[Offer]:
        return self.sheet.offers() if self.working else []

    def retranslate(self) -> None:
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        self.sheet.hand.flush()
        self._was_hidden = self._was_hidden or not event.spontaneous()
        super().hideEvent(event)

    @property
    def working(self) -> bool:
        """Whether a form is in work, not the list."""
        return self._stack.currentWidget() is self.sheet

    # --- keys -------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # The window gives Ctrl+Z to the answers of an assessment: here it belongs to what is in front of the user.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_undo(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if is_undo(event):
            self.sheet.undo() if self.working else self.context.desk.undo()
        elif is_redo(event) and self.working:
            self.sheet.redo()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control and self.working:
            self.sheet.go_to_next()
        else:
            super().keyPressEvent(event)

    # --- inside -----------------------------------------------------------------------------------------------

    def _show_form(self, work: str) -> None:
        if not self.sheet.open(work):
            refused = self.sheet.hand.refused
            self._show_list("")
            said = sentence(refused) if refused is not None else _("There is no such form any more.")
            put(self.list.problem, said)
            return
        self._last = work
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.refresh()

    def _show_list(self, template: str) -> None:
        self.sheet.hand.close()
        put(self.list.problem, "")
        self._stack.setCurrentWidget(self.list)
        self.list.refresh()
        if template:
            self.list.show_template(template, ask=True)
        elif self._last:
            self.list.focus_form(self._last)
        self._last = ""

    def _rename(self, work: str) -> None:
        if self.working:
            self.sheet.head.ask_rename()
        else:
            self.list.ask_rename(work)

    def _follow(self, kind: str) -> None:
        if kind == WORKS and not self.working and not self._was_hidden:
            self.list.refresh()

    def _refresh(self) -> None:
        if self._was_hidden:
            return
        if self.working:
            self.sheet.refresh()
        else:
            self.list.refresh()

    def _restyle(self) -> None:
        self.list.restyle() if not self.working else self.sheet.restyle()
