"""Searching from the top bar: the field is asked while typing, the answers stand beneath it, the chosen one is opened."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.address import Address
from ictguide_desktop.services.finder import Finder, Found
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.panels.search_popup import SearchPopup
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.topbar import SearchField

ASKER = "box"
LIMIT = 50


class SearchBox(QObject):
    """`opened` carries the address chosen and the words to mark on its page; `left` comes when the reader goes back to the page."""

    opened = Signal(object, object)
    left = Signal()

    def __init__(
        self, field: SearchField, window: QWidget, finder: Finder, library: Library, theme: Theme
    ) -> None:
        super().__init__(window)
        self._field = field
        self._window = window
        self._finder = finder
        self._library = library
        self._theme = theme
        self.popup = SearchPopup(library, theme, window)
        field.textEdited.connect(lambda _text: self._ask())
        field.moved.connect(self._move)
        field.entered.connect(self.popup.choose)
        field.escaped.connect(self._escape)
        self._wanted = False
        self.popup.chosen.connect(self._open)
        self.popup.suggestion_wanted.connect(self.search)
        self.popup.facets.narrowed.connect(lambda _narrowing: self._ask())
        finder.found.connect(self._show)
        finder.failed.connect(self._fail)
        library.place_changed.connect(lambda _place: self.close_popup())
        library.language_changed.connect(lambda _language: self._ask() if self.popup.isVisible() else None)
        window.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._leave)

    @property
    def text(self) -> str:
        """What is asked now."""
        return self._field.text().strip()

    def search(self, text: str) -> None:
        """Search for a text as if it had been typed."""
        self._field.setFocus()
        self._field.setText(text)
        self._ask()

    def close_popup(self) -> None:
        """Put the answers away; the words stay in the field."""
        self._wanted = False
        self.popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.popup.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _leave(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The answers go when the keyboard goes elsewhere in the window, as after a click on the page."""
        if now is None or now is self._field or now.window() is not self._window.window():
            return
        if not self.popup.isAncestorOf(now):
            self.close_popup()

    def _ask(self) -> None:
        if not self.text:
            self.close_popup()
            return
        self._wanted = True
        self._finder.ask(self.popup.facets.narrowing.query(self.text, self._library, LIMIT), ASKER)

    def _show(self, found: Found) -> None:
        if not self._wanted or found.asker != ASKER or found.results.query.text != self.text:
            return  # it came too late: the reader has gone on
        self.popup.show_found(found)
        self._place()
        self._field.setAccessibleDescription(self.popup.current_text() or _("No result"))

    def _fail(self, sentence: str) -> None:
        if self._wanted:
            self.popup.say(sentence)
            self._place()

    def _place(self) -> None:
        at = self._field.mapTo(self._window, QPoint(0, self._field.height() + 8))
        width = min(max(self._field.width(), self._theme.px(720)), self._window.width() - 24)
        x = min(at.x(), self._window.width() - width - 12)
        if self._field.isRightToLeft():
            x = max(12, at.x() + self._field.width() - width)
        rows = self.popup.model.rowCount()
        wanted = self._theme.px(130 + 92 * rows) if rows else self._theme.px(130)
        self.popup.setGeometry(x, at.y(), width, min(wanted, self._window.height() - at.y() - 36))

    def _move(self, by: int) -> None:
        if not self.popup.isVisible():
            self._ask()
            return
        self.popup.move_choice(by)
        self._field.setAccessibleDescription(self.popup.current_text())

    def _escape(self) -> None:
        if self.popup.isVisible():
            self.close_popup()
        else:
            self._field.clear()
            self.left.emit()

    def _open(self, address: Address) -> None:
        self.close_popup()
        self.opened.emit(address, self._finder.words(self.text, self._library.language))
