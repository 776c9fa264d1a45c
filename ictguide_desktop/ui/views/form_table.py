"""A table of a filled template on the screen: cells that are written in where they stand, and rows that come, go and move."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.assess.forms import FormValue
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import Field
from ictguide_desktop.ui.models.rows_model import ModelIndex, RowsModel
from ictguide_desktop.ui.side_buttons import LeavesSideButtons
from ictguide_desktop.ui.theme import BESIDE, Theme
from ictguide_desktop.ui.views.form_entries import Entry, is_redo, is_undo

_NEXT = QAbstractItemDelegate.EndEditHint.EditNextItem
_PREVIOUS = QAbstractItemDelegate.EndEditHint.EditPreviousItem
_STAY = QAbstractItemDelegate.EndEditHint.NoHint
_ICON, _PADDING, _AROUND, _LEAST, _HIGHEST = 16, 24, 14, 92, 460


class CellEditor(QPlainTextEdit):
    """Writes in a cell; Tab goes to the next one, Enter to the one beneath, and Ctrl+Z takes letters back first."""

    entered = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cellEditor")
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        document = self.document()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Tab else -1)
        elif (is_undo(event) and not document.isUndoAvailable()) or (
            is_redo(event) and not document.isRedoAvailable()
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Cells(QStyledItemDelegate):
    """What is written is in the model at once, so that it is stored like any other text."""

    entered = Signal(QWidget)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: ModelIndex) -> QWidget:
        editor = CellEditor(parent)
        header = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(f"{header} {index.row() + 1}")
        editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        editor.textChanged.connect(lambda: self.commitData.emit(editor))
        editor.entered.connect(lambda: self.entered.emit(editor))
        editor.stepped.connect(lambda by: self.closeEditor.emit(editor, _NEXT if by > 0 else _PREVIOUS))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: ModelIndex) -> None:
        editor.setGeometry(option.rect)

    def setEditorData(self, editor: QWidget, index: ModelIndex) -> None:
        assert isinstance(editor, CellEditor)
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if text != editor.toPlainText():
            editor.setPlainText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: ModelIndex) -> None:
        assert isinstance(editor, CellEditor)
        model.setData(index, editor.toPlainText())


class RowsTable(LeavesSideButtons, QTableView):
    """`left` says that a cell was left; `passed` that Tab went beyond the last cell."""

    left = Signal()
    passed = Signal()

    def __init__(self, model: RowsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rowsTable")
        self._theme, self._rows = theme, model
        self.setModel(model)
        self._cells = _Cells(self)
        self.setItemDelegate(self._cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # Tab leaves the table: within a cell it goes to the next one
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.edit)
        self._cells.entered.connect(self._step_down)
        model.dataChanged.connect(lambda first, last, _roles: self._fit_rows(first.row(), last.row()))
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.rowsMoved):
            signal.connect(self.fit)
        model.headerDataChanged.connect(self.fit)

    # --- the size ---------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        rows = sum(self.rowHeight(row) for row in range(self._rows.rowCount()))
        spare = self.horizontalScrollBar().sizeHint().height() if self._wide() else 0
        high = self.horizontalHeader().sizeHint().height() + rows + spare + 2 * self.frameWidth()
        return QSize(self._theme.px(_LEAST), min(self._theme.px(_HIGHEST), high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def set_rtl(self, *, rtl: bool) -> None:
        """Begin the names of the columns where those of the template begin, whatever way the program runs."""
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        wanted = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(wanted)

    def fit(self, *_what: object) -> None:
        """Share the width among the columns, none narrower than its name, and give each row the lines it needs."""
        count = self._rows.columnCount()
        if not count:
            return
        head = self.horizontalHeader().fontMetrics()
        names = (str(self._rows.headerData(n, Qt.Orientation.Horizontal)) for n in range(count))
        least = [
            max(self._theme.px(_LEAST), round(head.horizontalAdvance(name) * 1.12) + self._theme.px(26))
            for name in names
        ]
        spare = max(0, self.viewport().width() - sum(least))
        for column, width in enumerate(least):
            self.setColumnWidth(column, width + spare // count)
        self._fit_rows(0, self._rows.rowCount() - 1)

    def _fit_rows(self, first: int, last: int) -> None:
        for row in range(first, last + 1):
            lines = (self._lines(row, column) for column in range(self._rows.columnCount()))
            high = max(lines, default=0)
            if high != self.rowHeight(row):
                self.setRowHeight(row, high)
        self.updateGeometry()

    def _lines(self, row: int, column: int) -> int:
        """How high a cell is: its words on as many lines as they need, in the width that is left while one writes."""
        text, metrics = str(self._rows.index(row, column).data() or " "), self.fontMetrics()
        width = max(1, self.columnWidth(column) - self._theme.px(_PADDING))
        longest = max(text.split() or [""], key=len)
        whole = metrics.horizontalAdvance(longest) <= width
        wrap = Qt.TextFlag.TextWordWrap if whole else Qt.TextFlag.TextWrapAnywhere
        said = metrics.boundingRect(QRect(0, 0, width, 9999), int(wrap), text + " ")
        return max(said.height(), metrics.lineSpacing()) + self._theme.px(_AROUND)

    def _wide(self) -> bool:
        return self.horizontalHeader().length() > self.viewport().width()

    # --- the keys ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if is_undo(event) or is_redo(event):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Copy) and index.isValid():
            QGuiApplication.clipboard().setText(str(index.data() or ""))
        elif event.matches(QKeySequence.StandardKey.Paste) and index.isValid():
            self._paste(index)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.edit(index)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and index.isValid():
            self._rows.setData(index, "")
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(0, 0))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        last = self._rows.index(self._rows.rowCount() - 1, self._rows.columnCount() - 1)
        if hint == _NEXT and self.currentIndex() == last:
            super().closeEditor(editor, _STAY)
            self.left.emit()
            self.passed.emit()
            return
        super().closeEditor(editor, hint)
        self.left.emit()

    def _step_down(self, editor: QWidget) -> None:
        index = self.currentIndex()
        super().closeEditor(editor, _STAY)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if index.row() + 1 < self._rows.rowCount():
            self.setCurrentIndex(index.siblingAtRow(index.row() + 1))
        self.left.emit()

    def _paste(self, index: ModelIndex) -> None:
        """What was copied from a spreadsheet goes cell by cell; any other text into the one cell."""
        text = QGuiApplication.clipboard().text().replace("\r\n", "\n").strip("\n")
        if not text:
            return
        cells = [line.split("\t") for line in text.split("\n")] if "\t" in text else [[text]]
        self._rows.fill(index.row(), index.column(), cells)
        self.left.emit()


class TableEntry(Entry):
    """The table with the buttons for its rows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.rows = RowsModel(self)
        self.table = RowsTable(self.rows, theme, self)
        self.add = QPushButton(self)
        self.up, self.down, self.remove = (QToolButton(self) for _number in range(3))
        for button in (self.up, self.down, self.remove):
            button.setObjectName("outlined")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.add)
        line.addStretch(1)
        for button in (self.up, self.down, self.remove):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.table)
        column.addLayout(line)
        self._connect()
        self.restyle()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        return (self.table, self.add, self.up, self.down, self.remove)

    def show_value(self, value: FormValue, *, anew: bool = False) -> None:
        self._showing = True
        self.rows.put(value if isinstance(value, tuple) else ())
        self._showing = False
        self._judge()

    def show_words(self, one: Field, language: str, lang: str) -> None:
        self.rows.name_columns(one.options)
        name = f"{one.field} {one.label}"
        self.table.setAccessibleName(name)
        self.table.set_rtl(rtl=is_rtl(lang))
        self.add.setText(_("Add a row"))
        for button, said in (
            (self.up, _("Move the row up")),
            (self.down, _("Move the row down")),
            (self.remove, _("Remove the row")),
        ):
            button.setToolTip(said)
            button.setAccessibleName(_("{name}, {code}").format(name=said, code=one.field))
        self.add.setAccessibleName(_("{name}, {code}").format(name=_("Add a row"), code=one.field))
        self.table.fit()

    def describe(self, said: str) -> None:
        self.table.setAccessibleDescription(said)

    def restyle(self) -> None:
        icons = {self.up: "chevron-up", self.down: "chevron-down", self.remove: "trash-2"}
        for button, icon in icons.items():
            button.setIcon(self._theme.icon(icon))
            button.setIconSize(QSize(self._theme.px(_ICON), self._theme.px(_ICON)))
        self.add.setIcon(self._theme.icon_beside("plus"))
        self.add.setIconSize(QSize(self._theme.px(_ICON * BESIDE), self._theme.px(_ICON)))
        self.table.fit()

    # --- inside -----------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.rows.edited.connect(self._type)
        self.table.left.connect(self.left)
        self.table.passed.connect(lambda: self.add.setFocus(Qt.FocusReason.TabFocusReason))
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._judge())
        self.add.clicked.connect(self._add)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._remove)

    def _type(self) -> None:
        if not self._showing:
            self.typed.emit(self.rows.value)
        self._judge()

    def _judge(self) -> None:
        """Only what can be done can be pressed."""
        row, last = self.table.currentIndex().row(), self.rows.rowCount() - 1
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < last)
        self.remove.setEnabled(row >= 0 and not (last == 0 and self.rows.is_blank(0)))

    def _add(self) -> None:
        """A row after the one in hand, to be written in at once; the blank one at the end serves first."""
        last = self.rows.rowCount() - 1
        if not self.rows.is_blank(last):
            last += 1
            self.rows.insertRows(last, 1)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        index = self.rows.index(last, 0)
        self.table.setCurrentIndex(index)
        QTimer.singleShot(0, self.table, lambda: self.table.edit(self.table.currentIndex()))

    def _move(self, by: int) -> None:
        index = self.table.currentIndex()
        row = index.row()
        none = self.table.rootIndex()
        if self.rows.moveRows(none, row, 1, none, row + 2 if by > 0 else row - 1):
            self.table.setCurrentIndex(self.rows.index(row + by, index.column()))
            self._keep_focus(self.down if by > 0 else self.up)
            self.left.emit()

    def _remove(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and self.rows.removeRows(index.row(), 1):
            row = min(index.row(), self.rows.rowCount() - 1)
            self.table.setCurrentIndex(self.rows.index(row, max(0, index.column())))
            self._keep_focus(self.remove)
            self.left.emit()

    def _keep_focus(self, button: QToolButton) -> None:
        """A button that can no longer be pressed gives the keyboard to the table: Qt would give it to the next button."""
        if not button.isEnabled():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
