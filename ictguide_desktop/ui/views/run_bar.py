"""The bar of runs above a checklist: which run is in hand, a new one, its name, emptying and deleting it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.ui.theme import BESIDE, Theme
from ictguide_desktop.ui.translator import Retranslates
from ictguide_desktop.ui.views.checklist_run import RunInHand

_LONGEST_NAME = 80
_ARROW = 16


class RunBar(Retranslates, QFrame):
    """Names are asked for in the bar itself; emptying a run is confirmed in the bar, and both it and deleting can be undone."""

    def __init__(self, run: RunInHand, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._theme = theme
        self.choice = _Runs(theme, self)
        self.new = QPushButton(self)
        self.more = QToolButton(self)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setObjectName("outlined")
        self.menu = QMenu(self)
        self.rename_action = self.menu.addAction("")
        self.reset_action = self.menu.addAction("")
        self.delete_action = self.menu.addAction("")
        self.more.setMenu(self.menu)
        self._none = QLabel(self)
        self._none.setObjectName("soft")
        self._none.setWordWrap(True)
        self._label = QLabel(self)
        self._label.setObjectName("soft")
        self.naming = _Naming(run, self)
        self.confirming = _Confirming(run, self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_runs(self) -> None:
        """Show the runs there are, and the one in hand."""
        runs, here = self._run.runs, self._run.run
        self.choice.blockSignals(True)
        if [(run.id, run.name) for run in runs] != self.choice.entries():
            self.choice.clear()
            for run in runs:
                self.choice.addItem(run.name, run.id)
        self.choice.setCurrentIndex(self.choice.findData(here.id) if here is not None else -1)
        self.choice.blockSignals(False)
        self._none.setVisible(here is None)
        for widget in (self._label, self.choice, self.more):
            widget.setVisible(here is not None)
        self.confirming.refresh()
        if here is None:
            self.confirming.hide()

    def retranslate(self) -> None:
        self._label.setText(_("Run"))
        self._none.setText(
            _("Not begun. Tick the first item to begin, or name a run first, such as a border post.")
        )
        self.choice.setAccessibleName(_("Run of this checklist"))
        self.new.setText(_("New run"))
        self.new.setToolTip(_("Use the checklist once more under a name of its own, such as a border post"))
        self.more.setText(_("This run"))
        self.more.setAccessibleName(_("This run: rename, empty, delete"))
        self.rename_action.setText(_("Rename…"))
        self.reset_action.setText(_("Empty every answer…"))
        self.delete_action.setText(_("Delete this run"))
        self.naming.retranslate()
        self.confirming.refresh()
        self.restyle()

    def restyle(self) -> None:
        """Follow the colours."""
        self.new.setIcon(self._theme.icon_beside("plus"))
        self.more.setIcon(self._theme.icon_beside("chevron-down"))
        for action, icon in (
            (self.rename_action, "pencil"),
            (self.reset_action, "undo-2"),
            (self.delete_action, "trash-2"),
        ):
            action.setIcon(self._theme.icon(icon))
        for button in (self.new, self.more):
            button.setIconSize(QSize(self._theme.px(_ARROW * BESIDE), self._theme.px(_ARROW)))
        self.choice.setMinimumWidth(self._theme.px(150))

    def ask_name(self, *, rename: bool) -> None:
        """Ask for the name of a new run, or another one for the run in hand."""
        self.confirming.hide()
        self.naming.ask(rename=rename)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self.choice, 1)
        row.addWidget(self._none, 1)
        row.addWidget(self.more)
        row.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.naming)
        column.addWidget(self.confirming)

    def _connect(self) -> None:
        self.choice.activated.connect(lambda index: self._run.choose(str(self.choice.itemData(index))))
        self.new.clicked.connect(lambda: self.ask_name(rename=False))
        self.rename_action.triggered.connect(lambda: self.ask_name(rename=True))
        self.reset_action.triggered.connect(self._ask_reset)
        self.delete_action.triggered.connect(self._delete)
        self.naming.closed.connect(self._focus_choice)
        self.confirming.closed.connect(self._focus_choice)

    def _ask_reset(self) -> None:
        self._run.flush()
        self.naming.hide()
        self.confirming.ask()

    def _delete(self) -> None:
        self.naming.hide()
        self.confirming.hide()
        self._run.delete()
        self._focus_choice()

    def _focus_choice(self) -> None:
        (self.choice if self._run.run is not None else self.new).setFocus(Qt.FocusReason.OtherFocusReason)


class _Runs(QComboBox):
    """The wheel scrolls the page: it never changes the run by accident."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def entries(self) -> list[tuple[str, str]]:
        """The ids and names shown."""
        return [(str(self.itemData(row)), self.itemText(row)) for row in range(self.count())]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(_ARROW)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = side // 2 if rtl else self.width() - side - side // 2
        painter = QPainter(self)
        self._theme.icon("chevron-down").paint(painter, left, (self.height() - side) // 2, side, side)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Naming(QFrame):
    """A line for the name of a run; Enter takes it, Escape leaves everything as it was."""

    closed = Signal()

    def __init__(self, run: RunInHand, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tinted")
        self._run = run
        self._rename = False
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self.name = QLineEdit(self)
        self.name.setMaxLength(_LONGEST_NAME)
        self.take = QPushButton(self)
        self.take.setObjectName("primary")
        self.leave = QPushButton(self)
        self._said = QLabel(self)
        self._said.setObjectName("warningText")
        self._said.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.take)
        row.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addWidget(self._label)
        column.addLayout(row)
        column.addWidget(self._said)
        self.name.returnPressed.connect(self._take)
        self.name.textChanged.connect(lambda _text: self._check())
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self._leave)
        self.hide()

    def ask(self, *, rename: bool) -> None:
        """Ask; the text proposed is selected, so that typing replaces it."""
        self._rename = rename and self._run.run is not None
        run = self._run.run
        self.name.setText(run.name if self._rename and run is not None else self._run.suggestion())
        self.retranslate()
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def retranslate(self) -> None:
        """Write the words; the name being typed stays."""
        asked = (
            _("New name of this run") if self._rename else _("Name of the new run: a post, a team or a date")
        )
        self._label.setText(asked)
        self.name.setAccessibleName(asked)
        self.take.setText(_("Rename") if self._rename else _("Begin"))
        self.leave.setText(_("Cancel"))
        self._check()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _check(self) -> bool:
        name = self.name.text().strip()
        run = self._run.run
        besides = run.id if self._rename and run is not None else ""
        taken = bool(name) and self._run.taken(name, besides=besides)
        self._said.setText(_("There is a run of this name already. Choose another name.") if taken else "")
        self._said.setVisible(taken)
        self.name.setAccessibleDescription(self._said.text())
        self.take.setEnabled(bool(name) and not taken)
        return self.take.isEnabled()

    def _take(self) -> None:
        if not self._check():
            return
        name = self.name.text().strip()
        if self._run.rename(name) if self._rename else self._run.start(name):
            self._leave()

    def _leave(self) -> None:
        self.hide()
        self.closed.emit()


class _Confirming(QFrame):
    """Asks before a run is emptied, and says how much would go."""

    closed = Signal()

    def __init__(self, run: RunInHand, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._run = run
        self._asked = QLabel(self)
        self._asked.setWordWrap(True)
        self.empty = QPushButton(self)
        self.keep = QPushButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(8)
        row.addWidget(self._asked, 1)
        row.addWidget(self.empty)
        row.addWidget(self.keep)
        self.empty.clicked.connect(self._empty)
        self.keep.clicked.connect(self._leave)
        self.hide()

    def ask(self) -> None:
        """Ask; the keyboard is on the answer that changes nothing."""
        self.refresh()
        self.show()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Say what would go now."""
        run = self._run.run
        count = self._run.answered()
        self._asked.setText(
            ngettext(
                "Empty “{name}”? {n} item is opened again; its evidence, owner and date go.",
                "Empty “{name}”? {n} items are opened again; their evidence, owners and dates go.",
                count,
            ).format(name=run.name if run is not None else "", n=count)
        )
        self.empty.setText(_("Empty every answer"))
        self.empty.setEnabled(count > 0)
        self.keep.setText(_("Keep them"))
        self.keep.setAccessibleDescription(self._asked.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _empty(self) -> None:
        self._run.reset()
        self._leave()

    def _leave(self) -> None:
        self.hide()
        self.closed.emit()
