"""A box to choose from on a page that scrolls: the wheel moves the page, and never what was chosen."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent

from ictguide_desktop.ui.choice import Choice


class SteadyChoice(Choice):
    """Opens by click, Space or arrow keys only."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
