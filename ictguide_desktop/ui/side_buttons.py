"""The two buttons at the side of a mouse go back and forward, wherever the pointer is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent

SIDE_BUTTONS = (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton)


class LeavesSideButtons:
    """Mixed into a list or tree, before its Qt class: Qt would take these buttons for a choice; the window wants them."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in SIDE_BUTTONS:
            event.ignore()
            return
        super().mousePressEvent(event)  # type: ignore[misc]  # the Qt class that follows has it
