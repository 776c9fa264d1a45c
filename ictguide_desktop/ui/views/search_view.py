"""Search everywhere: one field, the filters, and every answer with its passage."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.model.address import Address
from ictguide_desktop.services.finder import Found
from ictguide_desktop.ui.models.hits_model import HitDelegate, HitsModel
from ictguide_desktop.ui.panels.facets import Facets
from ictguide_desktop.ui.panels.search_popup import nothing_found, with_link
from ictguide_desktop.ui.side_buttons import LeavesSideButtons
from ictguide_desktop.ui.topbar import SearchField
from ictguide_desktop.ui.views.view import Context, View

ASKER = "view"
LIMIT = 200


class SearchView(View):
    """The words typed stay while one looks at an answer and comes back."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        assert context.finder is not None, "this view searches"
        self._finder = context.finder
        self.field = SearchField()
        self.field.setObjectName("searchField")
        self.facets = Facets(context.library)
        self.model = HitsModel(self)
        self.list = _Answers()
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(context.theme, self.list))
        self._said = QLabel()
        self._said.setObjectName("meta")
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.RichText)
        self._said.linkActivated.connect(self.field.setText)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 22, 32, 12)
        column.setSpacing(8)
        for widget in (self.field, self.facets, self._said):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        self.field.textChanged.connect(lambda _text: self._ask())
        self.field.moved.connect(self._move)
        self.field.entered.connect(lambda: self._open(self.list.currentIndex()))
        self.field.escaped.connect(self.field.clear)
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._open)
        self.facets.narrowed.connect(lambda _narrowing: self._ask())
        self._finder.found.connect(self._show)
        self._finder.failed.connect(lambda sentence: self._say(sentence) if self.isVisible() else None)
        context.library.language_changed.connect(lambda _language: self._ask() if self.isVisible() else None)
        self.retranslate()

    def show_place(self, _address: Address) -> None:
        self._ask()

    def focus_first(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(_("Search everywhere"))
        self.field.setAccessibleName(_("Search everywhere"))
        self.list.setAccessibleName(_("Search results"))
        self.facets.retranslate()
        if self.isVisible() or not self.field.text():
            self._ask()

    def take_words(self, words: str) -> None:
        self.field.setText(words)

    def _ask(self) -> None:
        text = self.field.text().strip()
        if not text:
            self.model.show(None)
            self._say(_("Type words in any of the languages, or “a phrase in quotation marks”."))
            return
        self._finder.ask(self.facets.narrowing.query(text, self.context.library, LIMIT), ASKER, LIMIT)

    def _show(self, found: Found) -> None:
        if found.asker != ASKER or found.results.query.text != self.field.text().strip():
            return
        self.facets.show_counts(found.results)
        self.model.show(found)
        if found.blocks:
            self.list.setCurrentIndex(self.model.index(0))
            total = found.results.total
            said = ngettext("{n} place found", "{n} places found", total).format(n=total)
        else:
            said = nothing_found(found.results)
        self._say(said, found.results.suggestion if not found.blocks else "")

    def _say(self, sentence: str, suggestion: str = "") -> None:
        self._said.setText(with_link(sentence, suggestion))
        self._said.setAccessibleName(sentence)

    def _move(self, by: int) -> None:
        rows = self.model.rowCount()
        if rows:
            row = min(rows - 1, max(0, self.list.currentIndex().row() + by))
            self.list.setCurrentIndex(self.model.index(row))

    def _open(self, index: QModelIndex) -> None:
        target = self.model.target(index.row())
        if target is not None:
            self.go_requested.emit(target)


class _Answers(LeavesSideButtons, QListView):
    """Enter opens on every platform."""

    def __init__(self) -> None:
        super().__init__()
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
