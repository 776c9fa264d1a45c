"""Every command and its keys, in one table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.i18n.catalog import _


class ShortcutsDialog(QDialog):
    """Reads the keys from the actions themselves, so that it cannot be out of date."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        letters = self.fontMetrics().averageCharWidth()
        self.resize(min(letters * 84, max(520, parent.width() - 120)), 560)
        rows = [(action.text(), _keys(action)) for action in parent.actions() if action.shortcuts()]
        rows += [(_("Search the guide, when not typing"), "/"), (_("This list, when not typing"), "?")]
        rows += [
            (_("Score of the question in hand, in the self-assessment"), "0 – 4"),
            (_("Next open question, in the self-assessment"), "N"),
            (_("Undo, in what is being filled in"), "Ctrl+Z"),
        ]
        table = QTableWidget(len(rows), 2)
        table.setAccessibleName(_("Keyboard shortcuts"))
        table.setHorizontalHeaderLabels([_("Command"), _("Keys")])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        for number, row in enumerate(rows):
            for column, said in enumerate(row):
                table.setItem(number, column, QTableWidgetItem(said))
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        table.horizontalHeader().setDefaultAlignment(leading)
        table.horizontalHeader().setHighlightSections(False)
        table.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(24, 20, 24, 16)
        column_.setSpacing(12)
        column_.addWidget(table)
        column_.addWidget(buttons)


def _keys(action: QAction) -> str:
    return " · ".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in action.shortcuts())
