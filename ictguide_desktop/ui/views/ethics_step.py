"""What the four steps of an ethics record have in common, and small pieces that they share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.ethics import TierFound
from ictguide_desktop.export.ethics_document import EthicsPages
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.ethics_in_hand import RecordInHand
from ictguide_desktop.ui.views.state_box import give_look

_MARK = 44


class Step(QWidget):
    """A step shows the record in hand and changes it. It is written anew in place, so that focus and cursor survive.

    `go_requested` carries a target, `told` a sentence for the status bar, `seen` a widget to be brought on the screen.
    """

    go_requested = Signal(object)
    told = Signal(str)
    seen = Signal(object)
    next_wanted = Signal()

    def __init__(self, theme: Theme, hand: RecordInHand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._hand = theme, hand
        self._pages: EthicsPages | None = None
        self._language = "en"
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def show_words(self, pages: EthicsPages, language: str) -> None:
        """Write every word in the language in force; the pages may be in the fallback."""
        self._pages, self._language = pages, language

    def show_record(self, *, anew: bool = False) -> None:
        """Show the record in hand; `anew` when it is another one than before."""

    def restyle(self) -> None:
        """Follow the colours and the size of the text."""

    def take_focus(self) -> bool:
        """Put the keyboard where work goes on; False where there is nothing to go on with."""
        return False

    def marks(self) -> Sequence[QWidget]:
        """The widgets that can be looked at, in their order."""
        return ()


class TierMark(QLabel):
    """The code of a tier, large."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("tierMark")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._theme = theme

    def show_tier(self, found: TierFound) -> None:
        """Show T1 to T4; one that is assumed, or whose questions are not all answered, looks provisional."""
        self.setText(f"T{found.tier}")
        settled = found.complete and not found.assumed
        give_look(self, "tierMark" if settled else "tierMarkOpen")

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_MARK), self._theme.px(_MARK))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class LinkButton(QPushButton):
    """A button that looks like a link; Enter presses it too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def link_button(parent: QWidget | None = None) -> LinkButton:
    """A button that looks like a link."""
    button = LinkButton(parent)
    button.setObjectName("link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def title_row(title: QWidget, *beside: QWidget) -> QHBoxLayout:
    """A title with what stands at the other end of its line."""
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(title, 1)
    for widget in beside:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
    return row
