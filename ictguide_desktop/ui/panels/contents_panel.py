"""The contents at the side: a tree whose lines lead to pages and views."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QStyle, QStyleOptionViewItem, QTreeView, QVBoxLayout, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.address import Address
from ictguide_desktop.services.desk import BOOKMARKS, CHECKLISTS, PROGRESS, Desk
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.models.contents_model import HEADING_ROLE, TARGET_ROLE, ContentsModel
from ictguide_desktop.ui.models.tree import ModelIndex
from ictguide_desktop.ui.side_buttons import LeavesSideButtons
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.translator import Retranslates
from ictguide_desktop.ui.tree_lines import TreeLines


class _Lines(TreeLines):
    """Draws the headings of parts small and bold."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        super().initStyleOption(option, index)
        font = QFont(option.font)
        if index.data(HEADING_ROLE):
            font.setBold(True)
            font.setPixelSize(self.theme.px(11.5))
            option.palette.setColor(QPalette.ColorRole.Text, QColor(self.theme.colours["faint"]))
        elif option.state & QStyle.StateFlag.State_Selected:
            font.setBold(True)
        option.font = font

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), self.theme.px(36 if index.data(HEADING_ROLE) else 30))


class ContentsPanel(Retranslates, QFrame):
    """`go_requested` carries the target of the line that was chosen by click or Enter."""

    go_requested = Signal(str)

    def __init__(self, library: Library, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contentsPanel")
        self._library = library
        self.model = ContentsModel(library, desk, self)
        self.tree = _Tree(self)
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(_Lines(theme, self.tree, inset_from=2))
        self.tree.chosen.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 4, 8)
        layout.addWidget(self.tree)
        self._expand()
        library.language_changed.connect(lambda _language: self.rebuild())
        library.audience_changed.connect(self.model.refresh)
        desk.changed.connect(self._refresh)
        library.place_changed.connect(self.show_place)
        self.retranslate()

    def retranslate(self) -> None:
        self.tree.setAccessibleName(_("Contents"))

    def _refresh(self, kind: str) -> None:
        """Lines count bookmarks, runs and what was read; nothing else changes them."""
        if kind in (BOOKMARKS, CHECKLISTS, PROGRESS):
            self.model.refresh()

    def rebuild(self) -> None:
        """Read the contents again, and keep the place."""
        opened = {str(index.data(TARGET_ROLE)) for index in self._parents() if self.tree.isExpanded(index)}
        self.model.rebuild()
        self._expand(opened)
        self.show_place(self._library.place)

    def show_place(self, address: Address) -> None:
        """Choose the line of the page that is shown."""
        index = self.model.find(address.page)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
        else:
            self.tree.clearSelection()
            self.tree.setCurrentIndex(QModelIndex())

    def _parents(self) -> list[QModelIndex]:
        tops = [self.model.index(row, 0) for row in range(self.model.rowCount())]
        below = [self.model.index(row, 0, top) for top in tops for row in range(self.model.rowCount(top))]
        return [index for index in (*tops, *below) if self.model.rowCount(index)]

    def _expand(self, opened: set[str] | None = None) -> None:
        for index in self._parents():
            if index.data(HEADING_ROLE) or (opened and str(index.data(TARGET_ROLE)) in opened):
                self.tree.expand(index)

    def _choose(self, index: QModelIndex) -> None:
        target = str(index.data(TARGET_ROLE) or "")
        if target:
            if self.model.rowCount(index):
                self.tree.setExpanded(index, not self.tree.isExpanded(index))
            self.go_requested.emit(target)
        else:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))


class _Tree(LeavesSideButtons, QTreeView):
    """A tree that tells of a chosen line by click or Enter."""

    chosen = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.clicked.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
