"""What stands behind a score: the evidence and its day, a comment, and who has confirmed it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from ictguide_desktop.export.assessment_words import CONFIDENCES
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.formats import format_date
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.assessment import Answer, Confidence
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.answer_panel import GrowingText
from ictguide_desktop.ui.views.date_field import DateField, today
from ictguide_desktop.ui.views.state_box import give_look
from ictguide_desktop.ui.views.steady_choice import SteadyChoice
from ictguide_desktop.ui.views.view import words

EVIDENCE, EVIDENCE_ON, COMMENT, REASON = "evidence", "evidence_on", "comment", "reason"
_CONFIDENCE = "confidence"
_TWO_COLUMNS = 460


class AnswerFields(QFrame):
    """`typed` carries field and text at every letter, `left` says that a field lost the focus, `closed` is Escape."""

    typed = Signal(str, str)
    left = Signal()
    closed = Signal()
    confirmed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answerPanel")
        self._theme = theme
        self._language = ""
        self._showing = False
        self._narrow = False
        self.evidence, self.comment = GrowingText(self), GrowingText(self)
        self.day, self.today = DateField(self), QPushButton(self)
        self.confidence = SteadyChoice(self)
        for confidence in Confidence:
            self.confidence.addItem("", confidence)
        self._labels = {field: QLabel(self) for field in (EVIDENCE, EVIDENCE_ON, _CONFIDENCE, COMMENT)}
        for label in self._labels.values():
            label.setObjectName("small")
        self._said = words("", "small")
        self._said.setParent(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 10, 12, 12)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._arrange()
        self._connect()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab visits, in order."""
        return (self.evidence, self.day, self.today, self.confidence, self.comment)

    def show_words(self, code: str, language: str) -> None:
        """Write labels and names for a question."""
        self._language = language
        names = {
            EVIDENCE: _("Evidence"),
            EVIDENCE_ON: _("Date of the evidence"),
            _CONFIDENCE: _("Who has confirmed it"),
            COMMENT: _("Comment"),
        }
        fields = {
            EVIDENCE: self.evidence,
            EVIDENCE_ON: self.day,
            _CONFIDENCE: self.confidence,
            COMMENT: self.comment,
        }
        for field, name in names.items():
            self._labels[field].setText(name)
            fields[field].setAccessibleName(f"{name}, {code}")
        self.evidence.setPlaceholderText(_("What you saw, where it is kept, who showed it"))
        self.comment.setPlaceholderText(_("What the next person should know"))
        self.day.setPlaceholderText(today().isoformat())
        self.today.setText(_("Today"))
        self.today.setAccessibleName(_("Date of the evidence: today, {code}").format(code=code))
        for row, confidence in enumerate(Confidence):
            self.confidence.setItemText(row, _(CONFIDENCES[confidence]))
        self._say_day()

    def show_answer(self, answer: Answer, *, anew: bool) -> None:
        """Show what is stored or being typed; `anew` when the fields now belong to another answer."""
        self._showing = True
        for field, text in ((self.evidence, answer.evidence), (self.comment, answer.comment)):
            if field.toPlainText() != text:
                field.setPlainText(text)
        self.day.show_day(answer.evidence_on, anew=anew)
        self.confidence.setCurrentIndex(self.confidence.findData(answer.confidence))
        self._showing = False
        self._say_day()

    def set_writable(self, writable: bool) -> None:
        """Whether anything can be written."""
        for field in (self.evidence, self.comment, self.day):
            field.setReadOnly(not writable)
        for widget in (self.today, self.confidence):
            widget.setEnabled(writable)

    def restyle(self) -> None:
        """Follow the size of the text."""
        self.evidence.fit()
        self.comment.fit()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_TWO_COLUMNS)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.evidence.fit()
        self.comment.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    # --- inside -----------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.evidence.textChanged.connect(lambda: self._type(EVIDENCE, self.evidence.toPlainText()))
        self.comment.textChanged.connect(lambda: self._type(COMMENT, self.comment.toPlainText()))
        for text in (self.evidence, self.comment):
            text.left.connect(self.left)
        self.day.textChanged.connect(lambda _text: self._say_day(typing=True))
        self.day.day_typed.connect(lambda iso: self._type(EVIDENCE_ON, iso))
        self.day.left.connect(self._leave_day)
        self.today.clicked.connect(lambda: self.day.put(today()))
        self.today.clicked.connect(self.left)
        self.confidence.activated.connect(lambda row: self.confirmed.emit(self.confidence.itemData(row)))

    def _type(self, field: str, text: str) -> None:
        if not self._showing:
            self.typed.emit(field, text)

    def _leave_day(self) -> None:
        self._say_day()
        self.left.emit()

    def _say_day(self, *, typing: bool = False) -> None:
        """Say the day in words, so that 03/04 is not taken for another; say what is wrong once the field is left."""
        day = self.day.day
        problem = "" if typing else self.day.problem()
        give_look(self._said, "warningText" if problem else "small")
        mark = "\u200f" if is_rtl(self._language) else ""
        self._said.setText(problem or (mark + format_date(day, self._language) if day else ""))
        self._said.setVisible(bool(self._said.text()))
        self.day.setAccessibleDescription(self._said.text())

    def _arrange(self) -> None:
        """The day beside who confirmed it where there is room, else one beneath the other."""
        grid, labels = self._grid, self._labels
        while grid.takeAt(0) is not None:
            pass
        grid.addWidget(labels[EVIDENCE], 0, 0, 1, 3)
        grid.addWidget(self.evidence, 1, 0, 1, 3)
        grid.addWidget(labels[EVIDENCE_ON], 2, 0, 1, 2)
        grid.addWidget(self.day, 3, 0)
        grid.addWidget(self.today, 3, 1)
        grid.addWidget(self._said, 4, 0, 1, 2)
        beside = not self._narrow
        grid.addWidget(labels[_CONFIDENCE], 2 if beside else 5, 2 if beside else 0, 1, 1 if beside else 3)
        grid.addWidget(self.confidence, 3 if beside else 6, 2 if beside else 0, 1, 1 if beside else 3)
        grid.addWidget(labels[COMMENT], 7, 0, 1, 3)
        grid.addWidget(self.comment, 8, 0, 1, 3)
        for column, stretch in enumerate((2, 0, 3)):
            grid.setColumnStretch(column, stretch)
