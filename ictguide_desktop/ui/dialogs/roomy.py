"""A dialog whose content scrolls where large text or a small screen leaves too little room; its buttons always stay in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.ui.choice import Tick
from ictguide_desktop.ui.views.view import words

_EDGE, _FREE_WIDTH, _FREE_HEIGHT = 24, 40, 60


class RoomyDialog(QDialog):
    """What is asked goes into `inside`; `take` does it, `leave` and Escape leave everything as it was."""

    def __init__(self, letters: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = letters
        canvas = QWidget()
        canvas.setObjectName("canvas")
        self.inside = QVBoxLayout(canvas)
        self.inside.setContentsMargins(_EDGE, 20, _EDGE, 8)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(canvas)
        self.leave, self.take = QPushButton(self), QPushButton(self)
        self.leave.setAutoDefault(False)
        self.take.setObjectName("primary")
        self.take.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(_EDGE, 4, _EDGE, 16)
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addLayout(buttons)
        self.leave.clicked.connect(self.reject)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.fit()

    def fit(self) -> None:
        """Become as large as the content needs, within the screen; nothing before the dialog is shown."""
        if not self.isVisible():
            return
        free = self.screen().availableGeometry().size()
        width = min(self.fontMetrics().averageCharWidth() * self._letters, free.width() - _FREE_WIDTH)
        self.inside.activate()
        canvas = self.area.widget()
        least = canvas.minimumSizeHint().height() if canvas is not None else 0
        within = max(self.inside.totalHeightForWidth(width), least)
        height = within + self.take.sizeHint().height() + 20
        self.resize(width, min(height, free.height() - _FREE_HEIGHT))


class WrappedTick(QWidget):
    """A box to tick whose words wrap; a click on the words ticks it too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = Tick(self)
        self._said = words("", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._said, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, said: str) -> None:
        """Write what is ticked."""
        self._said.setText(said)
        self.box.setAccessibleName(said)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.click()
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
