"""The glossary: a list that narrows while one types, and beside it the term with its names in every language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Term
from ictguide_desktop.services.library import GLOSSARY, Library
from ictguide_desktop.ui.models.terms_model import TERM_ROLE, WHY_ROLE, Forms, TermsModel
from ictguide_desktop.ui.side_buttons import LeavesSideButtons
from ictguide_desktop.ui.theme import BESIDE, Theme
from ictguide_desktop.ui.topbar import SearchField
from ictguide_desktop.ui.views.term_entry import TermEntry, entry_text
from ictguide_desktop.ui.views.view import Context, View, words

_SIDE_WIDTH, _BOTH_FIT, _NO_LIMIT = 290, 700, 16_777_215
_NAME_SIZE, _WHY_SIZE, _ICON = 13.5, 12.0, 16


class GlossaryView(View):
    """Moving through the list stays one place of the history; a link to another term is a step one can go back from."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._forms: Forms = {}
        self._language = ""
        self._term = ""
        self._quiet = False
        self._narrow = False
        self._reading = False
        self._was_hidden = True
        self.filter = SearchField()
        self.filter.setClearButtonEnabled(True)
        self.model = TermsModel(self)
        self.list = _TermList(context.theme)
        self.list.setModel(self.model)
        self.entry = TermEntry(context.library, context.theme)
        self.copy = QPushButton()
        self.clear = QPushButton()
        self.back = QPushButton()
        self._title, self._said = words("", "sectionTitle"), words("", "small")
        self._lay_out()
        self._connect()
        self.retranslate()

    # --- what every view does ---------------------------------------------------------------------------------

    def show_place(self, address: Address) -> None:
        self._load()
        term = address.section
        if term in self.context.library.catalogue.terms and self.model.row_of(term) < 0:
            with self._quietly():
                self.filter.clear()
        if self._was_hidden or term != self._term:
            self._reading = bool(term)
        self._was_hidden = False
        self._select(term or self._term)
        self._fold()

    def focus_first(self) -> None:
        if self.context.library.place.section and (self._reading or not self._narrow):
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self._title.setText(_("Glossary"))
        self.filter.setPlaceholderText(_("Find a term, in any language"))
        self.filter.setAccessibleName(_("Find a term, in any language"))
        self.list.setAccessibleName(_("Terms"))
        self.copy.setText(_("Copy"))
        self.copy.setToolTip(_("Copy the term and its definition, with their source"))
        self.clear.setText(_("Show every term"))
        self.back.setText(_("All terms"))
        self._dress()
        if self._language:
            self._load()
            self._show_current()

    def hideEvent(self, event: QHideEvent) -> None:
        self._was_hidden = self._was_hidden or not event.spontaneous()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    # --- assembly ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(24, 22, 12, 12)
        side.setSpacing(8)
        for widget in (self._title, self.filter, self._said):
            side.addWidget(widget)
        side.addWidget(self.list, 1)
        side.addWidget(self.clear)
        self._main = QWidget()
        main = QVBoxLayout(self._main)
        main.setContentsMargins(4, 16, 16, 8)
        main.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 8, 8)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.copy)
        main.addLayout(row)
        main.addWidget(self.entry, 1)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(self._side)
        both.addWidget(self._main, 1)
        QWidget.setTabOrder(self.list, self.entry)
        QWidget.setTabOrder(self.entry, self.copy)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.filter.moved.connect(self._move)
        self.filter.entered.connect(self._read)
        self.filter.escaped.connect(self.filter.clear)
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._choose())
        self.list.entered_term.connect(self._read)
        self.list.typed.connect(self._type)
        self.list.clicked.connect(lambda _index: self._read() if self._narrow else None)
        self.entry.link_chosen.connect(self.go_requested.emit)
        self.entry.left.connect(self._leave)
        self.copy.clicked.connect(self._copy)
        self.clear.clicked.connect(self._clear)
        self.back.clicked.connect(self._leave)
        self.context.theme.changed.connect(self._restyle)
        self.context.library.language_changed.connect(lambda _language: self._follow())

    # --- showing ----------------------------------------------------------------------------------------------

    def _load(self) -> None:
        """Take up the glossary of the language in force; what is typed and the term chosen stay."""
        library = self.context.library
        if self._language == library.language:
            return
        if not self._forms:
            self._forms = _forms_of(library)
        self._language = library.language
        with self._quietly():
            self.model.show_terms(library.catalogue.terms.values(), self._forms, library.language)
        self._select(self._term)
        self._count()
        QTimer.singleShot(0, self.model, self.model.fold_ahead)

    def _follow(self) -> None:
        if self._language:
            self._load()

    def _select(self, term: str) -> None:
        """Choose a term without leaving a trace in the history; the first one when it is not in the list."""
        row = max(0, self.model.row_of(term))
        with self._quietly():
            self.list.setCurrentIndex(self.model.index(row))
        self.list.scrollTo(self.list.currentIndex())
        self._show_current()

    def _choose(self) -> None:
        """Follow the list; the place is noted, so that going back and a new start find the term again."""
        if self._quiet:
            return
        self._show_current()
        if self._term:
            self.context.library.stay_at(Address(GLOSSARY, self._term))

    def _show_current(self) -> None:
        term = self._current()
        self.copy.setEnabled(term is not None)
        if term is None:
            said = _("No term matches “{words}”. Try another word, or show every term.").format(
                words=self.filter.text()
            )
            self.entry.show_nothing(said)
            return
        self._term = term.id
        self.entry.show_term(term, self._forms)

    def _current(self) -> Term | None:
        return self.model.term(self.list.currentIndex().row())

    def _filter(self, text: str) -> None:
        kept = self._term
        with self._quietly():
            self.model.narrow(text)
            # The best match is meant while one types; the term one was at is meant once the filter is gone.
            row = max(0, self.model.row_of(kept)) if not text.strip() else 0
            self.list.setCurrentIndex(self.model.index(row))
        self.list.scrollTo(self.list.currentIndex())
        self._count()
        self._choose()

    def _count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        if shown == total:
            said = ngettext("{n} term", "{n} terms", total).format(n=total)
        else:
            said = ngettext("{shown} of {n} term", "{shown} of {n} terms", total).format(shown=shown, n=total)
        self._said.setText(said)
        self.filter.setAccessibleDescription(said)
        self.clear.setVisible(shown != total)
        self.list.setVisible(shown > 0)

    # --- moving -----------------------------------------------------------------------------------------------

    def _move(self, by: int) -> None:
        rows = self.model.rowCount()
        if rows:
            row = min(rows - 1, max(0, self.list.currentIndex().row() + by))
            self.list.setCurrentIndex(self.model.index(row))

    def _read(self) -> None:
        if self._current() is None:
            return
        self._reading = True
        self._fold()
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self._reading = False
        self._fold()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self, text: str) -> None:
        """Letters typed in the list go to the filter."""
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter.insert(text)

    def _clear(self) -> None:
        self.filter.clear()
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        term = self._current()
        if term is not None:
            uri = Address(GLOSSARY, term.id).uri
            QGuiApplication.clipboard().setText(entry_text(term, self.context.library, uri))
            self.told.emit(_("Copied: {term}").format(term=term.name))

    # --- look -------------------------------------------------------------------------------------------------

    def _fold(self) -> None:
        """List and entry beside each other where there is room; else one of them."""
        self._narrow = self.width() < self.context.theme.px(_BOTH_FIT)
        self._side.setVisible(not self._narrow or not self._reading)
        self._main.setVisible(not self._narrow or self._reading)
        self.back.setVisible(self._narrow)
        self._side.setMaximumWidth(_NO_LIMIT if self._narrow else self.context.theme.px(_SIDE_WIDTH))
        self._side.setMinimumWidth(0 if self._narrow else self.context.theme.px(_SIDE_WIDTH))

    def _dress(self) -> None:
        theme = self.context.theme
        for button, icon in ((self.copy, "copy"), (self.back, "arrow-left")):
            button.setIconSize(QSize(theme.px(_ICON * BESIDE), theme.px(_ICON)))
            button.setIcon(theme.icon_beside(icon))

    def _restyle(self) -> None:
        self._dress()
        self._fold()
        self.list.doItemsLayout()
        if self._language:
            self._show_current()

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before


class _TermList(LeavesSideButtons, QListView):
    """Enter reads the entry; letters go to the filter."""

    entered_term = Signal()
    typed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_TermDelegate(theme, self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_term.emit()
        elif text.isprintable() and text.strip() and not held:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)


class _TermDelegate(QStyledItemDelegate):
    """Draws a term with its acronym, and beneath it the form of another language by which it was found."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = QFontMetrics(self._font(_NAME_SIZE)).height() + self._theme.px(10)
        if index.data(WHY_ROLE):
            height += QFontMetrics(self._font(_WHY_SIZE)).height()
        return QSize(self._view.viewport().width(), height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        term: Term = index.data(TERM_ROLE)
        colours, rtl = self._theme.colours, option.direction == Qt.LayoutDirection.RightToLeft
        rect: QRect = option.rect.adjusted(1, 1, -1, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(colours["accent" if self._theme.name == "contrast" else "accent-ground"]))
            painter.setBrush(QColor(colours["accent-ground"]))
            painter.drawRoundedRect(rect, 6, 6)
        inner = rect.adjusted(8, self._theme.px(4), -8, -self._theme.px(4))
        name, small = self._font(_NAME_SIZE, bold=chosen), self._font(_WHY_SIZE)
        acronym = term.acronym
        spare = QFontMetrics(small).horizontalAdvance(acronym) + (8 if acronym else 0)
        line = QRect(inner.left(), inner.top(), inner.width(), QFontMetrics(name).height())
        room = line.adjusted(spare if rtl else 0, 0, 0 if rtl else -spare, 0)
        self._draw(painter, room, name, colours["accent" if chosen else "ink"], term.term, leading=not rtl)
        self._draw(painter, line, small, colours["faint"], acronym, leading=rtl)
        if why := index.data(WHY_ROLE):
            below = QRect(inner.left(), line.bottom() + 1, inner.width(), QFontMetrics(small).height())
            self._draw(painter, below, small, colours["case"], why, leading=not rtl)
        painter.restore()

    def _draw(
        self, painter: QPainter, room: QRect, font: QFont, colour: str, said: str, *, leading: bool
    ) -> None:
        """Draw at the left when `leading`, else at the right, shortened to the room there is."""
        side = Qt.AlignmentFlag.AlignLeft if leading else Qt.AlignmentFlag.AlignRight
        flags = (side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter).value
        painter.setFont(font)
        painter.setPen(QColor(colour))
        cut = QFontMetrics(font).elidedText(said, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags | Qt.TextFlag.TextSingleLine.value, cut)

    def _font(self, size: float, *, bold: bool = False) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(self._theme.px(size))
        font.setBold(bold)
        return font


def _forms_of(library: Library) -> Forms:
    """The forms of every term in every language of the edition; none when the edition does not hold them."""
    try:
        return dict(json.loads(library.edition.concepts_file.read_text(encoding="utf-8"))["names"])
    except (OSError, ValueError, KeyError):
        return {}
