"""The frame of a filled template in work: its fields scroll, and what it comes to stands beside them, or above where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ictguide_desktop.ui.views.form_verdict import Standing
from ictguide_desktop.ui.views.view import MARGIN, Context, ScrollingView

_ROOMY, _MOST, _ABOVE = 900, 700, 16


class FormFrame(ScrollingView):
    """`standing` is never scrolled away."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.standing = Standing(context.theme, self)
        line = self.layout()
        assert isinstance(line, QBoxLayout)
        self._line = line
        self._line.setSpacing(0)
        self._line.addWidget(self.standing)
        # Tab goes to the fields; the arrows scroll all the same.
        self.area.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.place()
        super().resizeEvent(event)

    def place(self) -> None:
        """What the form comes to stands beside it where there is room, else above it."""
        across, up = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        wanted = across if self._roomy else up
        if self._line.direction() != wanted:
            self._line.setDirection(wanted)
        self._line.setStretchFactor(self.area, 1)
        self.standing.place(beside=self._roomy)
        self.fit()

    def fit(self) -> None:
        canvas = self.area.widget()
        layout = canvas.layout() if canvas is not None else None
        if layout is None:
            return
        beside = self.standing.width_beside if self._roomy and not self.standing.isHidden() else 0
        room = self.width() - beside - self.area.verticalScrollBar().sizeHint().width()
        least = MARGIN if room > self.context.theme.px(_MOST) else MARGIN // 2
        side = max(least, (room - self.context.theme.px(_MOST)) // 2)
        layout.setContentsMargins(side, 26, side, 32)

    def bring(self, row: QWidget, top: int) -> None:
        """Bring something that begins at `top` on the screen, its upper edge first."""
        bar, height = self.area.verticalScrollBar(), self.area.viewport().height()
        if top < bar.value() + _ABOVE or top + row.height() > bar.value() + height:
            bar.setValue(max(0, top - max(_ABOVE, (height - row.height()) // 3)))

    @property
    def _roomy(self) -> bool:
        return self.width() >= self.context.theme.px(_ROOMY)
