"""What stands above the steps of an ethics record: the system, what can be done with its record, the way between the steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.ui.flow import FlowLayout
from ictguide_desktop.ui.theme import BESIDE, Theme
from ictguide_desktop.ui.views.assessment_words import as_high_as_wide
from ictguide_desktop.ui.views.ethics_fields import LONGEST_LINE
from ictguide_desktop.ui.views.ethics_in_hand import RecordInHand
from ictguide_desktop.ui.views.ethics_step import link_button
from ictguide_desktop.ui.views.ethics_words import system_name

TIER, ITEMS, DECISION, LOOK = "tier", "items", "decision", "look"
STEPS = {TIER: N_("Tier"), ITEMS: N_("Items"), DECISION: N_("Decision"), LOOK: N_("Look again")}
UNDO, DUPLICATE, DELETE = "undo", "duplicate", "delete"
ACTS = {
    UNDO: (N_("Undo the last change"), "undo-2"),
    DUPLICATE: (N_("Duplicate for a new look"), "copy"),
    DELETE: (N_("Delete"), "trash-2"),
}
SYSTEM = "system"
_ICON = 16


class RecordHead(QWidget):
    """`act_wanted` carries one of `ACTS`, `list_wanted` and `export_wanted` say what they ask for."""

    act_wanted = Signal(str)
    list_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, theme: Theme, hand: RecordInHand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._hand = theme, hand
        self.back = link_button(self)
        self.export, self.more = QPushButton(self), QPushButton(self)
        self.menu = QMenu(self)
        self.acts: Mapping[str, QAction] = {act: self.menu.addAction("") for act in ACTS}
        self.more.setMenu(self.menu)
        self.name = QLineEdit(self)
        self.name.setObjectName("titleField")
        self.name.setMaxLength(LONGEST_LINE)
        self.name.setTextMargins(-3, 0, -3, 0)  # it stands level with what is beneath it
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.back)
        above.addStretch(1)
        above.addWidget(self.more)
        above.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(above)
        column.addWidget(self.name)
        self._connect()

    def show_words(self) -> None:
        """Write every word in the language in force."""
        self.back.setText(_("All systems"))
        self.export.setText(_("Export…"))
        self.export.setToolTip(_("Save this record as a document"))
        self.more.setText(_("This record"))
        for act, (name, _icon) in ACTS.items():
            self.acts[act].setText(_(name))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        # A name in another script begins where the page begins all the same.
        self.name.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self.name.setPlaceholderText(_("Name of the system"))
        self.name.setAccessibleName(_("Name of the system"))
        self.show_record()
        self.restyle()

    def show_record(self) -> None:
        """Show what the system is called."""
        record = self._hand.record
        if self.name.text() != record.system:
            self.name.setText(record.system)
            self.name.setCursorPosition(0)
        name = system_name(record.system)
        self.more.setAccessibleName(_("This record: {name}").format(name=name))
        self.acts[UNDO].setEnabled(self._hand.can_undo)

    def ask_name(self) -> None:
        """Select the name, so that typing replaces it."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def restyle(self) -> None:
        """Follow the colours and the size of the text."""
        wide = QSize(self._theme.px(_ICON * BESIDE), self._theme.px(_ICON))
        for button, icon in (
            (self.back, "arrow-left"),
            (self.more, "chevron-down"),
            (self.export, "download"),
        ):
            button.setIcon(self._theme.icon_beside(icon))
            button.setIconSize(wide)
        for act, (_name, icon) in ACTS.items():
            self.acts[act].setIcon(self._theme.icon(icon))

    def _connect(self) -> None:
        self.back.clicked.connect(self.list_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.menu.aboutToShow.connect(lambda: self.acts[UNDO].setEnabled(self._hand.can_undo))
        for act, action in self.acts.items():
            action.triggered.connect(lambda _on=False, act=act: self.act_wanted.emit(act))
        self.name.textEdited.connect(
            lambda text: self._hand.type(SYSTEM, replace(self._hand.record, system=text))
        )
        self.name.editingFinished.connect(self._hand.leave)


class StepTabs(QFrame):
    """The way between the steps; `chosen` carries one of `STEPS`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("placeTabs")
        row = FlowLayout(4)
        self.setLayout(row)
        self.setSizePolicy(as_high_as_wide())
        self._here = TIER
        self.tabs = {step: self._made_tab(step) for step in STEPS}
        for tab in self.tabs.values():
            row.addWidget(tab)

    def show_steps(self, here: str, facts: Mapping[str, str]) -> None:
        """Show where one is; `facts` says in a word how a step stands."""
        self._here = here
        for number, (step, tab) in enumerate(self.tabs.items(), 1):
            fact = facts.get(step, "")
            name = f"{number} · {_(STEPS[step])}"
            tab.setText(f"{name} · \u2068{fact}\u2069" if fact else name)
            tab.setAccessibleName(tab.text())
            tab.setChecked(step == here)

    def _made_tab(self, step: str) -> QToolButton:
        tab = QToolButton(self)
        tab.setObjectName("placeTab")
        tab.setCheckable(True)
        tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        def go() -> None:
            tab.setChecked(step == self._here)  # it shows where one is, not what was pressed
            self.chosen.emit(step)

        tab.clicked.connect(go)
        return tab
