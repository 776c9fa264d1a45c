"""The two thin bars of the window: what went wrong or can be undone, above the page; edition, status and place, below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.translator import Retranslates

TOAST_MS = 8000


class ProblemBar(QFrame):
    """Says what went wrong until it is closed; a deletion that can be undone is said for some seconds."""

    undo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problemBar")
        self._theme = theme
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._undo = QPushButton()
        self._undo.clicked.connect(self._undo_now)
        self._close = QToolButton()
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self._said, 1)
        row.addWidget(self._undo)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """What is said now."""
        return self._said.text() if self.isVisible() else ""

    def say(self, sentence: str) -> None:
        """Say a problem, until it is closed."""
        self._show(sentence, undo=False)
        self._timer.stop()

    def offer_undo(self, sentence: str) -> None:
        """Say what was deleted, and offer to put it back."""
        self._show(sentence, undo=True)
        self._timer.start(TOAST_MS)

    def _show(self, sentence: str, *, undo: bool) -> None:
        self._said.setText(sentence)
        self._said.setAccessibleName(sentence)
        self._undo.setText(_("Undo"))
        self._undo.setVisible(undo)
        self._close.setIcon(self._theme.icon("x"))
        self._close.setToolTip(_("Close"))
        self._close.setAccessibleName(_("Close"))
        self.show()

    def _undo_now(self) -> None:
        self.hide()
        self.undo_requested.emit()


class _Shortened(QLabel):
    """Takes the room there is, and ends in three dots where that is not enough."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        said = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.style().drawItemText(
            painter, room, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter,
            self.palette(), True, said, self.foregroundRole(),
        )  # fmt: skip
        painter.end()


class StatusBar(Retranslates, QFrame):
    """Offline mark, edition, what was done to check the page, and the address of the block pointed at or read."""

    def __init__(self, theme: Theme, edition: str, *, portable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self._theme = theme
        self._edition = edition
        self._portable = portable
        self._offline, self._name, self._review, self._place = QLabel(), QLabel(), _Shortened(), QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(18)
        for label in (self._offline, self._name):
            row.addWidget(label)
        row.addWidget(self._review, 1)
        row.addWidget(self._place)
        self._sentence = ""
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.timeout.connect(lambda: self._review.setText(self._sentence))
        theme.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        offline = _("Offline") if not self._portable else _("Offline · portable")
        self._offline.setText(f'<span style="color:{self._theme.colours["done"]}; font-size:{self._theme.px(11)}px">●</span> {offline}')
        self._offline.setToolTip(
            _("This program never uses the network. What you write stays on this computer.")
        )
        self._offline.setAccessibleName(offline)
        self._name.setText(_("Edition {name}").format(name=self._edition))

    def show_review(self, sentence: str) -> None:
        """What was done to check the page that is shown."""
        self._sentence = sentence
        if not self._told.isActive():
            self._review.setText(sentence)

    def show_place(self, place: str) -> None:
        """The address of a block."""
        self._place.setText(f"\u2066{place}\u2069")
        self._place.setAccessibleName(place)

    def tell(self, sentence: str) -> None:
        """Say something for some seconds."""
        self._review.setText(sentence)
        self._review.setAccessibleName(sentence)
        self._told.start(5000)
