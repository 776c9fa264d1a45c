"""History: the places one was at, newest first, by day."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTreeView, QVBoxLayout, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.formats import format_moment
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.user import Visit
from ictguide_desktop.services.desk import HISTORY
from ictguide_desktop.ui.models.tree import ModelIndex
from ictguide_desktop.ui.side_buttons import LeavesSideButtons
from ictguide_desktop.ui.tree_lines import META_ROLE, TreeLines
from ictguide_desktop.ui.views.view import Context, View, words


class HistoryModel(QAbstractListModel):
    """One row a visit."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visits: tuple[Visit, ...] = ()
        self._language = language

    def show(self, visits: tuple[Visit, ...], language: str) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._visits, self._language = visits, language
        self.endResetModel()

    def visit(self, index: ModelIndex) -> Visit | None:
        """The visit at a row."""
        return self._visits[index.row()] if index.isValid() and index.row() < len(self._visits) else None

    def rowCount(self, parent: ModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._visits)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        visit = self.visit(index)
        if visit is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visit.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{visit.title}  ·  {format_moment(visit.at, self._language)}"
            case Qt.ItemDataRole.ToolTipRole:
                return str(visit.address)
            case _ if role == META_ROLE:
                return format_moment(visit.at, self._language)
        return None


class _Visits(LeavesSideButtons, QTreeView):
    """The list of places, each with its time at the end of the line."""


class HistoryView(View):
    """Enter opens a place, Delete forgets it; all can be forgotten, and that can be undone."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._desk = context.desk
        self.model = HistoryModel(context.library.language, self)
        self.list = _Visits()
        self.list.setModel(self.model)
        self.list.setHeaderHidden(True)
        self.list.setUniformRowHeights(True)
        self.list.setItemDelegate(TreeLines(context.theme, self.list, inset_from=1))
        self._title, self._empty = words("", "pageTitle"), words("", "lead")
        self._clear = QPushButton()
        self._clear.clicked.connect(self._forget_all)
        self.list.setExpandsOnDoubleClick(False)
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._open)
        row = QHBoxLayout()
        row.addWidget(self._clear)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 26, 40, 20)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addStretch(0)  # what is above stays at the top when there is no list
        context.desk.changed.connect(
            lambda kind: self._reload() if kind == HISTORY and self.isVisible() else None
        )
        self.retranslate()

    def show_place(self, _address: Address) -> None:
        self._reload()

    def focus_first(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self._title.setText(_("History"))
        self._empty.setText(_("No place yet. Pages you open are listed here, on this computer only."))
        self._clear.setText(_("Forget all"))
        self.list.setAccessibleName(_("History"))
        self._reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        visit = self.model.visit(self.list.currentIndex())
        if visit is not None and event.key() == Qt.Key.Key_Delete:
            self._desk.write(HISTORY, lambda: self._desk.history.forget(visit))
            self._desk.offer_undo(
                HISTORY,
                _("Forgotten: {title}").format(title=visit.title),
                lambda: self._desk.history.restore([visit]),
            )
        elif visit is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.list.currentIndex())
        else:
            super().keyPressEvent(event)

    def _reload(self) -> None:
        row = max(0, self.list.currentIndex().row())
        self.model.show(self._desk.history.newest(), self.context.library.language)
        count = self.model.rowCount()
        self._empty.setVisible(not count)
        self.list.setVisible(bool(count))
        self._clear.setVisible(bool(count))
        if count:
            self.list.setCurrentIndex(self.model.index(min(row, count - 1)))

    def _open(self, index: QModelIndex) -> None:
        visit = self.model.visit(index)
        if visit is not None:
            self.go_requested.emit(str(visit.address))

    def _forget_all(self) -> None:
        gone = self._desk.write(HISTORY, self._desk.history.clear)
        if gone:
            self._desk.offer_undo(
                HISTORY, _("The history was forgotten"), lambda: self._desk.history.restore(gone)
            )
