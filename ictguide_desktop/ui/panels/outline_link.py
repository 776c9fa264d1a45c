"""A line of the outline beside the page: as many lines as its title needs at the width there is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton


class OutlineLink(QPushButton):
    """`here` marks the section that is being read."""

    def __init__(self, title: str, *, rtl: bool) -> None:
        super().__init__(title.replace("&", "&&"))
        self._words = title.replace("&", "&&").split()
        self.setObjectName("outlineLink")
        self.setProperty("rtl", rtl)
        self.setProperty("here", False)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mark_here(self, here: bool) -> bool:
        """Mark the section as the one being read, or not; answers whether that is news."""
        if self.property("here") == here:
            return False
        self.setProperty("here", here)
        self.style().unpolish(self)
        self.style().polish(self)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._break_lines()

    def _break_lines(self) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        bold = QFont(self.font())
        bold.setBold(True)  # the section being read is bold, and must not break anew
        metrics = QFontMetrics(bold)
        lines = [""]
        for word in self._words:
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and metrics.horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        self.setText("\n".join(lines))
