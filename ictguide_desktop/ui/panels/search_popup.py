"""The answers under the search field: filters, hits with their passage, and what to do when there are none."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.model.query import Results
from ictguide_desktop.services.finder import Found
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.models.hits_model import HitDelegate, HitsModel
from ictguide_desktop.ui.panels.facets import Facets
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.translator import Retranslates

RADIUS = 8.0


class SearchPopup(Retranslates, QFrame):
    """Belongs to the search field, which keeps the focus: the field's keys move the choice here."""

    chosen = Signal(object)
    suggestion_wanted = Signal(str)

    def __init__(self, library: Library, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("searchPopup")
        # What lies beneath need not be drawn again at every keystroke.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme = theme
        self.model = HitsModel(self)
        self.facets = Facets(library, self)
        self._list = QListView(self)
        self._list.setModel(self.model)
        self._list.setItemDelegate(HitDelegate(theme, self._list))
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.clicked.connect(lambda index: self.chosen.emit(self.model.target(index.row())))
        self._said = QLabel(self)
        self._said.setWordWrap(True)
        self._said.setObjectName("meta")
        self._said.setContentsMargins(12, 4, 12, 6)
        self._said.setTextFormat(Qt.TextFormat.RichText)
        self._said.linkActivated.connect(self.suggestion_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 4)
        layout.setSpacing(2)
        layout.addWidget(self.facets)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._said)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.colours["paper"]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._theme.colours["line"]))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        self.setMask(QRegion(outline.toFillPolygon().toPolygon()))

    def retranslate(self) -> None:
        self.facets.retranslate()
        self._list.setAccessibleName(_("Search results"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a click between the answers is not one elsewhere

    def say(self, sentence: str, suggestion: str = "") -> None:
        """Show a sentence instead of hits; a word that it suggests can be clicked."""
        self.model.show(None)
        self._list.hide()
        self._said.setText(with_link(sentence, suggestion))
        self._said.setAccessibleName(sentence)
        self.show()
        self.raise_()

    def show_found(self, found: Found) -> None:
        """Show an answer, its first row chosen."""
        results = found.results
        self.facets.show_counts(results)
        if not found.blocks:
            self.say(nothing_found(results), results.suggestion)
            return
        self.model.show(found)
        self._list.show()
        self._list.setCurrentIndex(self.model.index(0))
        count = ngettext("{n} place found", "{n} places found", results.total).format(n=results.total)
        self._said.setText(
            f"{count} · " + _("↑ ↓ choose · Enter opens · Ctrl+Shift+F shows all · Esc closes")
        )
        self._said.setAccessibleName(count)
        self.show()
        self.raise_()

    def move_choice(self, by: int) -> None:
        """Choose a row before or after."""
        rows = self.model.rowCount()
        if rows:
            row = (max(0, self._list.currentIndex().row()) + by) % rows
            self._list.setCurrentIndex(self.model.index(row))

    def choose(self) -> None:
        """Open the chosen row."""
        index: QModelIndex = self._list.currentIndex()
        target = self.model.target(index.row())
        if self.isVisible() and target is not None:
            self.chosen.emit(target)

    def current_text(self) -> str:
        """What the chosen row says, for a screen reader."""
        return str(self._list.currentIndex().data() or "")


def nothing_found(results: Results) -> str:
    """What to say when nothing matches, with what might have been meant."""
    said = _("Nothing in the guide matches “{words}”.").format(words=results.query.text)
    if results.query.kinds or results.query.parts or results.query.audiences:
        return said + " " + _("Filters are in force: clear them to search everywhere.")
    if results.suggestion:
        return said + " " + _("Did you mean “{words}”?").format(words=results.suggestion)
    return said + " " + _("Try fewer or other words.")


def with_link(sentence: str, suggestion: str) -> str:
    """The sentence as rich text, in which the word suggested is a link to itself."""
    plain = escape(sentence)
    if not suggestion:
        return plain
    word = escape(suggestion)
    before, _sep, after = plain.rpartition(word)
    return f'{before}<a href="{word}">{word}</a>{after}'
