"""One question as a card: what is asked, the score, what counts and why, what stands behind it, and what helps."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.assess.scoring import Rule, Scored
from ictguide_desktop.assess.thread import Thread
from ictguide_desktop.export.assessment_words import RULES, STAR
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.assessment import Answer, Question
from ictguide_desktop.model.guide import plain
from ictguide_desktop.ui.views.another_round import Earlier
from ictguide_desktop.ui.views.answer_fields import REASON
from ictguide_desktop.ui.views.question_foot import QuestionFoot
from ictguide_desktop.ui.views.question_offer import ScoreOffer
from ictguide_desktop.ui.views.question_words import before_words
from ictguide_desktop.ui.views.score_row import APART, SCORES, ScoreButton, ScoreRow
from ictguide_desktop.ui.views.state_box import give_look
from ictguide_desktop.ui.views.view import Context, words

_NEEDS_EVIDENCE = 2


class Judged(NamedTuple):
    """What is known of a question: the answer, what counts, what it opens, what speaks for a score, what is to be reviewed."""

    answer: Answer
    scored: Scored
    thread: Thread
    proposal: int | None = None
    earlier: Earlier | None = None
    review: str = ""
    writable: bool = True


class QuestionCard(QFrame):
    """Light until it is used: the fields and what helps are made when first opened.

    `scored` carries a score, APART, or None; `moved` the arrow keys; `offered` the Answer of before that was confirmed.
    """

    scored = Signal(object)
    offered = Signal(object)
    confirmed = Signal(object)
    typed = Signal(str, str)
    left = Signal()
    moved = Signal(int)
    next_wanted = Signal()
    go_requested = Signal(object)
    told = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("questionCard")
        self._context, self._theme = context, context.theme
        self.question: Question | None = None
        self.judged: Judged | None = None
        self._language = ""
        self._refused = False
        self._code, self._critical = words("", "itemCode", wrap=False), words("", "small", wrap=False)
        self._review = words("", "warningText")
        self._text, self._help, self._show = words("", "questionText"), words("", "soft"), words("", "soft")
        self.before, self.ticks = ScoreOffer(self), ScoreOffer(self)
        self.scores = ScoreRow(context.theme, self)
        self.reason = QLineEdit(self)
        self._counts = words("", "warningText")
        self.foot = QuestionFoot(context, self)
        self._lay_out()
        self._connect()

    # --- showing ----------------------------------------------------------------------------------------------

    def show_question(self, question: Question, scale: tuple[str, ...], language: str) -> None:
        """Write the card in the language in force; `language` is that of the question's own text."""
        if self.question is None or self.question.id != question.id:
            self.judged = None
        self.question, self._language = question, language
        rtl = is_rtl(language)
        self._asked.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        self._code.setText(question.id)
        self._critical.setText(f"{STAR} " + _("Critical question") if question.critical else "")
        self._critical.setToolTip(_("Below 2 it holds its dimension at level 2, below 3 at level 3."))
        self._critical.setVisible(question.critical)
        mark = "\u200f" if rtl else ""
        self._text.setText(mark + question.text)
        self._help.setText(mark + plain(question.help))
        self._show.setText(mark + _("Evidence to show: {evidence}").format(evidence=plain(question.evidence)))
        self.scores.show_words(question.id, question.text, scale)
        self.reason.setPlaceholderText(_("Why it does not apply to you"))
        self.reason.setAccessibleName(_("Reason why {code} does not apply").format(code=question.id))
        self.setAccessibleName(f"{question.id}. {question.text}")
        self.foot.show_question(question.id, language)

    def show_judged(self, judged: Judged, *, anew: bool) -> None:
        """Show what is stored or being typed; `anew` when the card now belongs to another answer."""
        if self.question is None or (judged == self.judged and not anew):
            return
        self._refused = False
        self.judged = judged
        answer = judged.answer
        self.scores.show_chosen(APART if answer.not_applicable else answer.score)
        self.scores.set_writable(judged.writable)
        if self.reason.text() != answer.reason:
            self.reason.setText(answer.reason)
        self.reason.setReadOnly(not judged.writable)
        self.reason.setVisible(answer.not_applicable)
        self._review.setText(judged.review)
        self._review.setVisible(bool(judged.review))
        self.foot.show_answer(answer, judged.thread, writable=judged.writable, anew=anew)
        self._show_offers()
        self._show_counts()

    def rewrite(self) -> None:
        """Write what depends on the language once more: what the answer comes to, and what helps."""
        if self.judged is not None:
            self._show_offers()
            self._show_counts()
            self.foot.rewrite()

    def restyle(self) -> None:
        """Follow the colours and the size of text."""
        self.scores.restyle()
        self.foot.restyle()

    def take_focus(self) -> None:
        """Put the keyboard on the scores."""
        self.scores.holder.setFocus(Qt.FocusReason.OtherFocusReason)

    def announce(self, sentence: str) -> None:
        """Have a screen reader say what has just happened."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.scores.holder, sentence))

    def set_here(self, here: bool) -> None:
        """Show that the keyboard is in this card."""
        if bool(self.property("here")) != here:
            self.setProperty("here", here)
            self.style().unpolish(self)
            self.style().polish(self)

    # --- keys -------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not bare or isinstance(focus, QLineEdit | QPlainTextEdit | QComboBox):
            super().keyPressEvent(event)
            return
        digit = unicodedata.digit(event.text(), -1) if len(event.text()) == 1 else -1
        if digit in SCORES:
            self._want(digit)
            return
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_N if self._context.desk.flag("single_key_shortcuts"):
                self.next_wanted.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if isinstance(focus, ScoreButton):
                self.foot.open_fields()
                self.foot.fields.evidence.setFocus(Qt.FocusReason.OtherFocusReason)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if isinstance(focus, QPushButton):
                focus.click()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._want(None)
            case _:
                super().keyPressEvent(event)

    def _want(self, score: int | None) -> None:
        """Ask for a score; a critical question is not set aside, and it is said why."""
        if self.judged is None or self.question is None or not self.judged.writable:
            return
        if score == APART and self.question.critical:
            self._refused = True
            self._show_counts()
            self.announce(self._counts.text())
            self.told.emit(self._counts.text())
            return
        self.scored.emit(score)
        if score == APART:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif score is not None and score >= _NEEDS_EVIDENCE and not self.judged.answer.evidence.strip():
            self.foot.open_fields()

    # --- inside -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._asked = QWidget(self)
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._code)
        head.addWidget(self._critical)
        head.addStretch(1)
        asked.addLayout(head)
        for label in (self._text, self._help, self._show):
            asked.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 10)
        column.setSpacing(8)
        for widget in (
            self._review,
            self._asked,
            self.before,
            self.ticks,
            self.scores,
            self.reason,
            self._counts,
            self.foot,
        ):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.scores.wanted.connect(self._want)
        self.reason.textEdited.connect(lambda text: self.typed.emit(REASON, text))
        self.reason.editingFinished.connect(self.left)
        self.ticks.taken.connect(lambda: self._take_offer(self.judged.proposal if self.judged else None))
        self.before.taken.connect(self._confirm_before)
        self.foot.typed.connect(self.typed)
        self.foot.left.connect(self.left)
        self.foot.confirmed.connect(self.confirmed)
        self.foot.go_requested.connect(self.go_requested)
        self.foot.closed.connect(self.take_focus)

    def _take_offer(self, score: int | None) -> None:
        if score is not None:
            self._want(score)
            self.take_focus()

    def _confirm_before(self) -> None:
        if self.judged is not None and self.judged.earlier is not None:
            self.offered.emit(self.judged.earlier.answer)
            self.take_focus()

    def _show_offers(self) -> None:
        assert self.judged is not None
        judged, code = self.judged, self.question.id if self.question else ""
        ticks = before = ""
        if judged.writable and judged.proposal is not None:
            ticks = _("Your checklist ticks speak for {score}.").format(score=judged.proposal)
        if judged.writable and judged.earlier is not None and not judged.answer.given:
            before = before_words(judged.earlier)
        self.ticks.show_offer(ticks, _("Use this score"), code)
        self.before.show_offer(before, _("Still so"), code)

    def _show_counts(self) -> None:
        """What counts, when it is not what was given."""
        assert self.judged is not None
        rules = self.judged.scored.rules
        said = "\n".join(_(RULES[rule]) for rule in rules)
        if self._refused:
            said = _(
                "A critical question always applies, so it cannot be set aside: give it 0 if nothing is there."
            )
        calm = not self._refused and rules == (Rule.NOT_APPLICABLE,)
        give_look(self._counts, "soft" if calm else "warningText")
        self._counts.setText(said)
        self._counts.setVisible(bool(said))
        for button in self.scores.buttons.values():
            asked = self.question.text if self.question is not None else ""
            button.setAccessibleDescription(f"{asked} {said}".strip())
