"""Contents, page and related panel side by side: which are shown at which width, and how the keyboard goes from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget

from ictguide_desktop.services.desk import Desk
from ictguide_desktop.ui.panels.contents_panel import ContentsPanel
from ictguide_desktop.ui.panels.related_panel import RelatedPanel
from ictguide_desktop.ui.theme import Theme

RELATED_FROM, CONTENTS_FROM = 1180, 900
CONTENTS_WIDTH, RELATED_WIDTH = 256, 244


class Panes(QSplitter):
    """Below 1180 pixels (at 100 % text) the related panel folds away, below 900 the contents too; a command brings either back."""

    def __init__(
        self, contents: ContentsPanel, stack: QStackedWidget, related: RelatedPanel, desk: Desk, theme: Theme
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._contents, self._stack, self._related = contents, stack, related
        self._desk = desk
        self._theme = theme
        self._wanted_when_narrow: dict[str, bool] = {"contents": False, "related": False}
        self._page_has_related = False
        self._quiet = False
        self._widths = (0, 0)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for widget in (contents, stack, related):
            self.addWidget(widget)
        for number, stretch in enumerate((0, 1, 0)):
            self.setStretchFactor(number, stretch)
        theme.changed.connect(self.fold)

    def show_for(self, *, page: bool, quiet: bool, beside: bool) -> None:
        """What is shown: a page has a related panel unless two languages fill its room; the first page stands alone."""
        self._page_has_related = page and not beside
        self._quiet = quiet
        self.fold()

    def fold(self) -> None:
        """Show what has room."""
        width, scale = self.width(), max(1.0, self._theme.scale)
        contents = (
            self._desk.flag("contents_shown")
            if width >= CONTENTS_FROM * scale
            else self._wanted_when_narrow["contents"]
        )
        related = (
            self._desk.flag("related_shown")
            if width >= RELATED_FROM * scale
            else self._wanted_when_narrow["related"]
        )
        self._contents.setVisible(contents and not self._quiet)
        self._related.setVisible(related and self._page_has_related and not self._quiet)
        widths = (self._theme.px(CONTENTS_WIDTH), self._theme.px(RELATED_WIDTH))
        if widths != self._widths:
            self._widths = widths
            self._contents.setMinimumWidth(min(widths[0], 360))
            self._related.setMinimumWidth(min(widths[1], 340))
            self.setSizes([widths[0], max(400, width - sum(widths)), widths[1]])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.setSizes(self.sizes())  # a splitter mirrors itself only when it is given sizes

    def toggle_contents(self) -> None:
        """Show or hide the contents."""
        self._toggle("contents", CONTENTS_FROM, shown=self._contents.isVisible())

    def toggle_related(self) -> None:
        """Show or hide what belongs to the page."""
        self._toggle("related", RELATED_FROM, shown=self._related.isVisible())

    def show_contents(self) -> None:
        """Show the contents and put the keyboard there."""
        if not self._contents.isVisible():
            self.toggle_contents()
        self._contents.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, by: int, search: QWidget) -> None:
        """The keyboard to the next pane: search field, contents, page, related."""
        shown = [search, self._contents.tree, self._stack.currentWidget(), self._related]
        panes = [pane for pane in shown if pane is not None and pane.isVisible()]
        focus = QApplication.focusWidget()
        at = next(
            (
                n
                for n, pane in enumerate(panes)
                if focus is not None and (pane is focus or pane.isAncestorOf(focus))
            ),
            -1,
        )
        pane = panes[(at + by) % len(panes)]
        first = pane
        if pane not in (search, self._contents.tree):
            first = next(
                (
                    w
                    for w in pane.findChildren(QWidget)
                    if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
                ),
                pane,
            )
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _toggle(self, name: str, room_from: int, *, shown: bool) -> None:
        if self.width() >= room_from * max(1.0, self._theme.scale):
            self._desk.set(f"{name}_shown", not shown)
        else:
            self._wanted_when_narrow[name] = not shown
        self.fold()
