"""A tab of a cost plan: one scrolling column, which says whether it can be seen, so that only what is seen is kept up to date."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ictguide_desktop.ui.views.cost_shown import Planner

MARGIN, NARROW = 28, 560
SPACING = 18


class PlanColumn(QScrollArea):
    """`told` carries a sentence for the status bar, `go_requested` a place of the guide."""

    told = Signal(str)
    go_requested = Signal(object)

    SIDE = MARGIN

    def __init__(self, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.planner = planner
        self._stale = True
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas = QWidget()
        canvas.setObjectName("canvas")
        self.column = QVBoxLayout(canvas)
        self.column.setSpacing(SPACING)
        self.setWidget(canvas)
        planner.hand.opened.connect(self.go_stale)
        planner.hand.changed.connect(lambda _path: self.go_stale())

    def refresh(self) -> None:
        """Show what follows from the plan now."""

    def show_words(self) -> None:
        """Write every word in the language in force, and what follows from the plan."""

    def restyle(self) -> None:
        """Follow the colours and the size of the text."""

    def go_stale(self) -> None:
        """The plan has changed: show it now, or when this is seen again."""
        self._stale = True
        if self.isVisible():
            self._stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() > self.planner.context.theme.px(NARROW)
        side = self.SIDE if wide else min(self.SIDE, MARGIN // 2)
        self.column.setContentsMargins(side, 18, side, 28)

    def part(self, *widgets: QWidget) -> None:
        """Add widgets that belong together, closer to each other than to the rest."""
        column = QVBoxLayout()
        column.setSpacing(6)
        for widget in widgets:
            column.addWidget(widget)
        self.column.addLayout(column)

    def bring(self, widget: QWidget) -> None:
        """Bring a widget into sight, with some room around it."""
        self.ensureWidgetVisible(widget, 0, self.planner.context.theme.px(60))
