"""Searching from the top bar: the field is asked while typing, the answers stand beneath it, the chosen one is opened."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Kind
from ictguide_desktop.model.query import SearchQuery
from ictguide_desktop.services.finder import Finder, Found
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.panels.search_popup import SearchPopup
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.topbar import SearchField


class SearchBox(QObject):
    """`opened` carries the address chosen and the words to mark on its page; `left` comes when the reader goes back to the page."""

    opened = Signal(object, object)
    left = Signal()

    def __init__(self, field: SearchField, window: QWidget, finder: Finder, library: Library, theme: Theme) -> None:
        super().__init__(window)
        self._field = field
        self._window = window
        self._finder = finder
        self._library = library
        self._kinds: frozenset[Kind] = frozenset()
        self.popup = SearchPopup(window)
        self.popup.set_colours(theme.colours)
        theme.changed.connect(lambda: self.popup.set_colours(theme.colours))
        field.textEdited.connect(lambda _text: self._ask())
        field.moved.connect(self.popup.move_choice)
        field.entered.connect(self._enter)
        field.escaped.connect(self._escape)
        self.popup.chosen.connect(self._open)
        self.popup.kind_wanted.connect(self._narrow)
        finder.found.connect(self._show)
        finder.failed.connect(self.popup.say)
        library.language_changed.connect(lambda _language: self._ask() if self.popup.isVisible() else None)
        window.installEventFilter(self)

    def search(self, text: str) -> None:
        """Search for a text as if it had been typed."""
        self._field.setFocus()
        self._field.setText(text)
        self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.popup.isVisible():
            self._place()
        return False

    def _ask(self) -> None:
        text = self._field.text().strip()
        if not text:
            self.popup.hide()
            return
        self._finder.ask(SearchQuery(text, self._library.language, kinds=self._kinds, favour=self._library.audience))

    def _show(self, found: Found) -> None:
        if found.results.query.text != self._field.text().strip():
            return
        self.popup.show_found(found)
        self._place()
        self._field.setAccessibleDescription(self.popup.current_text() or _("No result"))

    def _place(self) -> None:
        at = self._field.mapTo(self._window, QPoint(0, self._field.height() + 10))
        width = min(max(self._field.width(), 700), self._window.width() - 24)
        x = at.x() if at.x() + width < self._window.width() else self._window.width() - width - 12
        if self._field.isRightToLeft():
            x = max(12, at.x() + self._field.width() - width)
        self.popup.setGeometry(x, at.y(), width, min(520, self._window.height() - at.y() - 40))

    def _enter(self) -> None:
        self.popup.choose()

    def _escape(self) -> None:
        if self.popup.isVisible():
            self.popup.hide()
        else:
            self._field.clear()
            self.left.emit()

    def _narrow(self, kind: Kind | None) -> None:
        self._kinds = frozenset({kind}) if kind else frozenset()
        self._ask()

    def _open(self, address: Address) -> None:
        self.popup.hide()
        self.opened.emit(address, self._finder.words(self._field.text().strip(), self._library.language))
