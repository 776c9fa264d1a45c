"""The answers under the search field: kinds to narrow by, hits with their passage, and what to do when there are none."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette, QTextDocument, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.export.colours import Colours
from ictguide_desktop.i18n.catalog import N_, _, ngettext
from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.model.guide import Kind
from ictguide_desktop.services.finder import Found

KIND_NAMES = {
    Kind.MODULE: N_("Modules"), Kind.CHECKLIST: N_("Checklists"), Kind.CASE: N_("Cases"), Kind.TEMPLATE: N_("Templates"),
    Kind.EXECUTIVE: N_("Executive guide"), Kind.ABOUT: N_("About"), Kind.TERM: N_("Glossary"),
}  # fmt: skip
_Index = QModelIndex | QPersistentModelIndex


class HitsModel(QAbstractListModel):
    """The hits of one answer; the display text is plain, so that a screen reader speaks title, place and passage."""

    html_role = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Found | None = None
        self.colours: Colours = {}

    def show(self, found: Found | None) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def target(self, row: int) -> object:
        """The address a row leads to."""
        return self._found.blocks[row] if self._found else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() or self._found is None else len(self._found.blocks)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._found is None or index.row() >= len(self._found.blocks):
            return None
        hit, snippet = self._found.results.hits[index.row()], self._found.snippets[index.row()]
        kind = _(KIND_NAMES[hit.kind])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{hit.title} — {kind} — {snippet.text}"
        if role == self.html_role:
            why = ""
            if hit.why is not None:
                why = f'<br><span style="color:{self.colours["case"]}">{escape(hit.why.form)} ({escape(own_name(hit.why.lang))}) → {escape(hit.why.term)}</span>'
            context = f" · {escape(hit.context)}" if hit.context and hit.context != hit.title else ""
            return (
                f'<b>{escape(hit.title)}</b> <span style="color:{self.colours["faint"]}">{escape(kind)}{context}</span><br>'
                f'<span style="color:{self.colours["soft"]}">{self._marked(snippet.text, snippet.marks)}</span>{why}'
            )
        return None

    def _marked(self, text: str, marks: tuple[tuple[int, int], ...]) -> str:
        out, last = "", 0
        for start, end in marks:
            ground, ink = self.colours["match"], self.colours["match-ink"]
            out += escape(text[last:start]) + f'<span style="background:{ground};color:{ink}">{escape(text[start:end])}</span>'
            last = end
        return out + escape(text[last:])


class _HitDelegate(QStyledItemDelegate):
    """Draws a hit as rich text."""

    def _document(self, index: _Index, option: QStyleOptionViewItem, width: int) -> QTextDocument:
        document = QTextDocument()
        document.setDefaultFont(option.font)
        text = QTextOption()
        text.setTextDirection(option.direction)
        document.setDefaultTextOption(text)
        document.setHtml(str(index.data(HitsModel.html_role) or ""))
        document.setTextWidth(max(120, width - 24))
        return document

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        rect = option.rect
        palette: QPalette = option.palette
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.AlternateBase))
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), palette.color(QPalette.ColorRole.Highlight))
        painter.translate(rect.x() + 12, rect.y() + 6)
        self._document(index, option, rect.width()).drawContents(painter, QRectF(0, 0, rect.width(), rect.height()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        parent = self.parent()
        width = parent.viewport().width() if isinstance(parent, QListView) else 600
        return QSize(width, round(self._document(index, option, width).size().height()) + 12)


class SearchPopup(QFrame):
    """Belongs to the search field, which keeps the focus: the field's keys move the choice here."""

    chosen = Signal(object)
    kind_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("searchPopup")
        self._model = HitsModel(self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_HitDelegate(self._list))
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(lambda index: self.chosen.emit(self._model.target(index.row())))
        self._chips = QHBoxLayout()
        self._said = QLabel(self)
        self._said.setWordWrap(True)
        self._said.setObjectName("meta")
        self._said.setContentsMargins(12, 4, 12, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 4)
        layout.addLayout(self._chips)
        layout.addWidget(self._list)
        layout.addWidget(self._said)
        self.hide()

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self._model.colours = colours

    def say(self, sentence: str) -> None:
        """Show a sentence instead of hits."""
        self._model.show(None)
        self._clear_chips()
        self._list.hide()
        self._said.setText(sentence)
        self.show()

    def show_found(self, found: Found) -> None:
        """Show an answer, its first row chosen."""
        results = found.results
        if not found.blocks:
            suggestion = _("Did you mean “{words}”?").format(words=results.suggestion) if results.suggestion else _("Try fewer or other words.")
            self.say(_("Nothing in the guide matches “{words}”.").format(words=results.query.text) + " " + suggestion)
            self._show_chips(found)
            return
        self._model.show(found)
        self._list.show()
        self._list.setCurrentIndex(self._model.index(0))
        count = ngettext("{n} place found", "{n} places found", results.total).format(n=results.total)
        self._said.setText(f"{count} · " + _("↑ ↓ choose · Enter opens · Esc closes"))
        self._show_chips(found)
        self.show()
        self.raise_()

    def move_choice(self, by: int) -> None:
        """Choose the next or the previous row."""
        rows = self._model.rowCount()
        if rows:
            row = (self._list.currentIndex().row() + by) % rows
            self._list.setCurrentIndex(self._model.index(row))

    def choose(self) -> None:
        """Open the chosen row."""
        row = self._list.currentIndex().row()
        if self.isVisible() and 0 <= row < self._model.rowCount():
            self.chosen.emit(self._model.target(row))

    def current_text(self) -> str:
        """What the chosen row says, for a screen reader."""
        return str(self._list.currentIndex().data() or "")

    def _clear_chips(self) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()

    def _show_chips(self, found: Found) -> None:
        self._clear_chips()
        chosen = found.results.query.kinds
        kinds: list[tuple[Kind | None, str, int]] = [(None, _("All"), sum(found.results.kinds.values()))]
        kinds += [(kind, _(KIND_NAMES[kind]), found.results.kinds[kind]) for kind in KIND_NAMES if found.results.kinds.get(kind)]
        for kind, name, count in kinds:
            chip = QToolButton(self)
            chip.setText(f"{name} {count}")
            chip.setCheckable(True)
            chip.setChecked(kind in chosen if kind else not chosen)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.clicked.connect(lambda _on=False, kind=kind: self.kind_wanted.emit(kind))
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
