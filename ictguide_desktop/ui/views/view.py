"""What every full-window view is: it shows a place, asks for others, and follows language, theme and the user's data."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ictguide_desktop.model.address import Address
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.finder import Finder
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.translator import Retranslates
from ictguide_desktop.ui.wrapped_label import WrappedLabel

if TYPE_CHECKING:  # most starts never come to an assessment
    from ictguide_desktop.services.assessing import Assessing
    from ictguide_desktop.services.exporting import Exporting, Offer

MARGIN, NARROW = 40, 720


class Context:
    """What a view works with; what most starts never need is made when a view first asks for it."""

    def __init__(
        self,
        library: Library,
        desk: Desk,
        theme: Theme,
        finder: Finder | None = None,
        assessing: Callable[[], Assessing] | None = None,
        exporting: Callable[[], Exporting] | None = None,
    ) -> None:
        self.library, self.desk, self.theme, self.finder = library, desk, theme, finder
        self._make_assessing, self._make_exporting = assessing, exporting

    @cached_property
    def assessing(self) -> Assessing | None:
        """The self-assessments."""
        return self._make_assessing() if self._make_assessing is not None else None

    @cached_property
    def exporting(self) -> Exporting | None:
        """What is written to files."""
        return self._make_exporting() if self._make_exporting is not None else None


class View(Retranslates, QWidget):
    """`go_requested` carries an Address, or a target as text; `told` a sentence for the status bar."""

    go_requested = Signal(object)
    told = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("view")
        self.context = context

    def show_place(self, address: Address) -> None:
        """Show what the address names; called each time the window goes there."""

    def focus_first(self) -> None:
        """Put the keyboard where work begins."""
        self.setFocus()

    def offers(self) -> list[Offer]:
        """What this view has to export, the first thing first."""
        return []

    def take_words(self, words: str) -> None:
        """Go on with the words that were typed in the field at the top, in a view that searches."""


class ScrollingView(View):
    """A view whose content is laid out in one scrolling column of a readable width."""

    WIDTH = 960

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._bar = 0
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys that scroll reach it from what is inside
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def fresh_column(self) -> QVBoxLayout:
        """An empty column in place of what was shown, at the same scroll position; `present` shows it once it is filled,
        so that Qt lays it out once and not at every widget."""
        canvas = QWidget()
        canvas.setObjectName("canvas")
        outer = QVBoxLayout(canvas)
        inside = QWidget()
        inside.setObjectName("canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        outer.addWidget(inside)
        outer.addStretch(1)
        self._bar = self.area.verticalScrollBar().value()
        put_in_place_of(self.area, canvas)
        self.fit()
        return column

    def present(self) -> None:
        """Show the column: a scroll area that is on the screen leaves a new widget hidden."""
        canvas = self.area.widget()
        if canvas is not None and canvas.isHidden():
            canvas.show()
            self.area.verticalScrollBar().setValue(self._bar)

    def fit(self) -> None:
        """Keep the column readable by margins: with a greatest width Qt reckons the heights for the whole window."""
        canvas = self.area.widget()
        layout = canvas.layout() if canvas is not None else None
        if layout is None:
            return
        room = self.width() - self.area.verticalScrollBar().sizeHint().width()
        least = MARGIN if room > NARROW else MARGIN // 2
        side = max(least, (room - self.context.theme.px(self.WIDTH)) // 2)
        layout.setContentsMargins(side, 26, side, 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class DrawnView(ScrollingView):
    """A view that is drawn anew as a whole when the words, the theme or what it shows have changed and it is on the screen."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.first: QWidget | None = None
        context.theme.changed.connect(self.redraw)

    def draw(self) -> None:
        """Fill a fresh column and present it; `first` is where the keyboard begins."""

    def redraw(self) -> None:
        """Draw it anew if it can be seen; one that is shown later draws itself then."""
        if self.isVisible():
            self.draw()

    def show_place(self, _address: Address) -> None:
        self.draw()

    def retranslate(self) -> None:
        self.redraw()

    def focus_first(self) -> None:
        if self.first is not None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)


def put_in_place_of(area: QScrollArea, fresh: QWidget) -> None:
    """Show another widget in a scroll area. What was there goes later: it may hold the button whose click has led here."""
    before = area.takeWidget()
    area.setWidget(fresh)
    if before is not None:
        QTimer.singleShot(0, before.deleteLater)  # which keeps it alive until then


def words(text: str, name: str = "", *, wrap: bool = True) -> QLabel:
    """A label of plain text whose look is named in the style sheet: pageTitle, lead, sectionTitle, soft, small, meta."""
    label = WrappedLabel(text)
    label.setObjectName(name)
    label.setWordWrap(wrap)
    return label
