"""What is folded beneath a question: the evidence, comment and confirmation of its answer, and what helps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.thread import Thread
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.assessment import Answer
from ictguide_desktop.ui.flow import FlowLayout
from ictguide_desktop.ui.theme import BESIDE
from ictguide_desktop.ui.views.answer_fields import AnswerFields
from ictguide_desktop.ui.views.assessment_words import as_high_as_wide
from ictguide_desktop.ui.views.question_thread import ThreadPanel
from ictguide_desktop.ui.views.question_words import behind_words
from ictguide_desktop.ui.views.view import Context, words

_ICON = 14


class QuestionFoot(QWidget):
    """Light until it is used: each part is made when it is first opened.

    `closed` says that a part with the keyboard in it was folded away.
    """

    typed = Signal(str, str)
    left = Signal()
    confirmed = Signal(object)
    go_requested = Signal(object)
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._theme = context, context.theme
        self._code, self._language = "", ""
        self._answer = Answer("")
        self._opens: Thread | None = None
        self._writable = True
        self._by_hand: bool | None = None
        self._fields: AnswerFields | None = None
        self._helps: ThreadPanel | None = None
        self._summary = words("", "answerSummary")
        self.evidence_fold, self.helps_fold = self._made_fold(), self._made_fold()
        folds = QWidget(self)
        row = FlowLayout(20)
        folds.setLayout(row)
        folds.setSizePolicy(as_high_as_wide())
        row.addWidget(self.evidence_fold)
        row.addWidget(self.helps_fold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._summary)
        self._column.addWidget(folds)
        self.evidence_fold.clicked.connect(lambda: self.open_fields(not self.fields_open))
        self.helps_fold.clicked.connect(self._fold_helps)

    @property
    def fields(self) -> AnswerFields:
        """Evidence, comment and confirmation, made at the first call."""
        if self._fields is None:
            self._fields = self._made_fields()
        return self._fields

    @property
    def fields_open(self) -> bool:
        """Whether the fields are shown."""
        return self._fields is not None and not self._fields.isHidden()

    @property
    def helps(self) -> ThreadPanel:
        """What helps, made at the first call."""
        if self._helps is None:
            self._helps = self._made_helps()
        return self._helps

    @property
    def helps_open(self) -> bool:
        """Whether what helps is shown."""
        return self._helps is not None and not self._helps.isHidden()

    # --- showing ----------------------------------------------------------------------------------------------

    def show_question(self, code: str, language: str) -> None:
        """Write the words for a question; `language` is that of the questions. Another one begins folded away."""
        if code != self._code:
            self._by_hand = None
            for panel in (self._fields, self._helps):
                if panel is not None:
                    panel.hide()
        self._code, self._language = code, language
        if self._fields is not None:
            self._fields.show_words(code, self._context.library.language)
        self._show_folds()

    def show_answer(self, answer: Answer, opens: Thread, *, writable: bool, anew: bool) -> None:
        """Show what stands behind an answer, and what it opens: by itself when it is low, until the user decides."""
        self._answer, self._opens, self._writable = answer, opens, writable
        if self._fields is not None:
            self._fields.show_answer(answer, anew=anew)
            self._fields.set_writable(writable)
        self._show_summary()
        wanted = opens.low if self._by_hand is None else self._by_hand
        if wanted and self.helps_open:
            self.helps.show_thread(opens, self._language)
        self.open_helps(wanted)

    def rewrite(self) -> None:
        """Write what depends on the language once more."""
        self._show_summary()
        if self._opens is not None and self.helps_open:
            self.helps.show_thread(self._opens, self._language)

    def restyle(self) -> None:
        """Follow the colours and the size of text."""
        self._show_folds()
        if self._fields is not None:
            self._fields.restyle()
        if self._helps is not None:
            self._helps.restyle()

    def open_fields(self, opened: bool = True) -> None:
        """Show or fold away evidence, comment and confirmation."""
        if opened == self.fields_open:
            return
        if opened:
            self.fields.show_answer(self._answer, anew=False)
            self.fields.set_writable(self._writable)
        self._leave(self._fields if not opened else None)
        self.fields.setVisible(opened)
        self._show_folds()
        self._show_summary()

    def open_helps(self, opened: bool = True) -> None:
        """Show or fold away what helps."""
        if opened == self.helps_open or (opened and self._opens is None):
            return
        if opened and self._opens is not None:
            self.helps.show_thread(self._opens, self._language)
            self._order(self._fields.stops[-1] if self._fields else self.helps_fold, self.helps.stops)
        self._leave(self._helps if not opened else None)
        self.helps.setVisible(opened)
        self._show_folds()

    # --- inside -----------------------------------------------------------------------------------------------

    def _leave(self, panel: QWidget | None) -> None:
        focus = QApplication.focusWidget()
        if panel is not None and focus is not None and panel.isAncestorOf(focus):
            self.closed.emit()

    def _fold_helps(self) -> None:
        self._by_hand = not self.helps_open
        self.open_helps(self._by_hand)

    def _show_summary(self) -> None:
        """What stands behind the score, in one line, while the fields are folded away."""
        said = behind_words(self._answer, self._context.library.language)
        self._summary.setText(said)
        self._summary.setVisible(bool(said) and not self.fields_open)

    def _show_folds(self) -> None:
        icons = QSize(self._theme.px(_ICON * BESIDE), self._theme.px(_ICON))
        for fold, name, opened in (
            (self.evidence_fold, _("Evidence and comment"), self.fields_open),
            (self.helps_fold, _("What helps"), self.helps_open),
        ):
            fold.setText(name)
            fold.setIcon(self._theme.icon_beside("chevron-up" if opened else "chevron-down"))
            fold.setIconSize(icons)
            fold.setAccessibleName(f"{name}, {self._code}")
            fold.setAccessibleDescription(_("Unfolded") if opened else _("Folded away"))

    def _made_fold(self) -> QPushButton:
        fold = QPushButton(self)
        fold.setObjectName("link")
        fold.setCursor(Qt.CursorShape.PointingHandCursor)
        return fold

    def _made_fields(self) -> AnswerFields:
        fields = AnswerFields(self._theme, self)
        fields.hide()
        fields.show_words(self._code, self._context.library.language)
        fields.typed.connect(self.typed)
        fields.left.connect(self.left)
        fields.confirmed.connect(self.confirmed)
        fields.closed.connect(self._close_fields)
        self._column.insertWidget(2, fields)
        self._order(self.helps_fold, fields.stops)
        return fields

    def _made_helps(self) -> ThreadPanel:
        helps = ThreadPanel(self._context.library, self._theme, self)
        helps.hide()
        helps.go_requested.connect(self.go_requested)
        self._column.addWidget(helps)
        return helps

    def _order(self, before: QWidget, stops: Sequence[QWidget]) -> None:
        """Have Tab visit what was made just now after what stands before it."""
        for stop in stops:
            if stop.focusPolicy() != Qt.FocusPolicy.NoFocus:
                QWidget.setTabOrder(before, stop)
                before = stop

    def _close_fields(self) -> None:
        self.left.emit()
        self.open_fields(False)
        self.closed.emit()
