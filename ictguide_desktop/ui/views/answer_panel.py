"""What can be noted of a checklist item: the evidence seen, who answers for it, the day, and whether it applies at all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.formats import format_date
from ictguide_desktop.model.user import TickState
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.checklist_run import DATE, EVIDENCE, OWNER, Answer
from ictguide_desktop.ui.views.date_field import DateField, today
from ictguide_desktop.ui.views.state_box import give_look

_FEWEST_LINES, _MOST_LINES = 2, 6
_TWO_COLUMNS = 420


class AnswerPanel(QFrame):
    """`typed` carries field and text at every letter, `left` says that a field lost the focus, `closed` is Escape."""

    typed = Signal(str, str)
    left = Signal()
    closed = Signal()
    wanted = Signal(object)

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answerPanel")
        self._theme = theme
        self._language = language
        self._showing = False
        self._narrow = False
        self._item = ""
        self.evidence = GrowingText(self)
        self.owner = QLineEdit(self)
        self.date = DateField(self)
        self.today = QPushButton(self)
        self.apart = QToolButton(self)
        self.apart.setObjectName("chip")
        self.apart.setCheckable(True)
        self._labels = {EVIDENCE: QLabel(self), OWNER: QLabel(self), DATE: QLabel(self)}
        self._said = QLabel(self)
        for label in (*self._labels.values(), self._said):
            label.setObjectName("small")
        self._said.setWordWrap(True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 10, 12, 12)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._arrange()
        self._connect()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab visits, in order."""
        return (self.evidence, self.owner, self.date, self.today, self.apart)

    def show_words(self, item: str, language: str) -> None:
        """Write labels and names for an item."""
        self._item, self._language = item, language
        names = {EVIDENCE: _("Evidence seen"), OWNER: _("Who answers for it"), DATE: _("Date checked")}
        fields: dict[str, QWidget] = {EVIDENCE: self.evidence, OWNER: self.owner, DATE: self.date}
        for field, name in names.items():
            self._labels[field].setText(name)
            fields[field].setAccessibleName(f"{name}, {item}")
        self.evidence.setPlaceholderText(_("What you saw, where it is kept, who showed it"))
        self.owner.setPlaceholderText(_("Name or post"))
        self.date.setPlaceholderText(today().isoformat())
        self.today.setText(_("Today"))
        self.today.setAccessibleName(_("Date checked: today, {item}").format(item=item))
        self.apart.setText(_("Not applicable"))
        self.apart.setToolTip(_("Not applicable") + " (N)")
        self.apart.setAccessibleName(_("Not applicable") + f" · {item}")
        self._say_day()

    def show_answer(self, answer: Answer, *, anew: bool) -> None:
        """Show what is stored or being typed; `anew` when the panel now belongs to another run."""
        self._showing = True
        if self.evidence.toPlainText() != answer.evidence:
            self.evidence.setPlainText(answer.evidence)
        if self.owner.text() != answer.owner:
            self.owner.setText(answer.owner)
        self.date.show_day(answer.date, anew=anew)
        self.apart.setChecked(answer.state == TickState.NOT_APPLICABLE)
        self._showing = False
        self._say_day()

    def restyle(self) -> None:
        """Follow the size of the text."""
        self.evidence.fit()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_TWO_COLUMNS)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.owner:
            self.left.emit()
        return super().eventFilter(watched, event)

    # --- inside -----------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.evidence.textChanged.connect(lambda: self._type(EVIDENCE, self.evidence.toPlainText()))
        self.evidence.left.connect(self.left)
        self.owner.textChanged.connect(lambda text: self._type(OWNER, text))
        self.owner.installEventFilter(self)
        self.date.textChanged.connect(lambda _text: self._say_day(typing=True))
        self.date.day_typed.connect(lambda iso: self._type(DATE, iso))
        self.date.left.connect(self._leave_date)
        self.today.clicked.connect(lambda: self.date.put(today()))
        self.today.clicked.connect(self.left)
        self.apart.clicked.connect(self._want_apart)

    def _want_apart(self, on: bool) -> None:
        self.wanted.emit(TickState.NOT_APPLICABLE if on else TickState.OPEN)

    def _type(self, field: str, text: str) -> None:
        if not self._showing:
            self.typed.emit(field, text)

    def _leave_date(self) -> None:
        self._say_day()
        self.left.emit()

    def _say_day(self, *, typing: bool = False) -> None:
        """Say the day in words, so that 03/04 is not taken for another; say what is wrong once the field is left."""
        day = self.date.day
        problem = "" if typing else self.date.problem()
        give_look(self._said, "warningText" if problem else "small")
        self._said.setText(problem or (format_date(day, self._language) if day else ""))
        self._said.setVisible(bool(self._said.text()))
        self.date.setAccessibleDescription(self._said.text())

    def _arrange(self) -> None:
        """Owner beside date where there is room, else one beneath the other."""
        grid = self._grid
        while grid.takeAt(0) is not None:
            pass
        grid.addWidget(self._labels[EVIDENCE], 0, 0, 1, 3)
        grid.addWidget(self.evidence, 1, 0, 1, 3)
        if self._narrow:
            grid.addWidget(self._labels[OWNER], 2, 0, 1, 3)
            grid.addWidget(self.owner, 3, 0, 1, 3)
            grid.addWidget(self._labels[DATE], 4, 0, 1, 3)
            grid.addWidget(self.date, 5, 0, 1, 2)
            grid.addWidget(self.today, 5, 2)
            grid.addWidget(self._said, 6, 0, 1, 3)
            row = 7
        else:
            grid.addWidget(self._labels[OWNER], 2, 0)
            grid.addWidget(self._labels[DATE], 2, 1, 1, 2)
            grid.addWidget(self.owner, 3, 0)
            grid.addWidget(self.date, 3, 1)
            grid.addWidget(self.today, 3, 2)
            grid.addWidget(self._said, 4, 1, 1, 2)
            row = 4
        grid.addWidget(self.apart, row, 0, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom)
        for column, stretch in enumerate((3, 2, 0)):
            grid.setColumnStretch(column, stretch)


class GrowingText(QPlainTextEdit):
    """A text of some lines that grows with what is written; Tab leaves it."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.fit())
        self.fit()

    def fit(self) -> None:
        """Take the height of the text, within limits."""
        lines = min(_MOST_LINES, max(_FEWEST_LINES, round(self.document().size().height())))
        line = QFontMetrics(self.font()).lineSpacing()
        around = self.height() - self.viewport().height() if self.isVisible() else 2 * round(line * 0.5)
        height = lines * line + 2 * round(self.document().documentMargin()) + max(2, around)
        if height != self.maximumHeight():
            self.setFixedHeight(height)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)
