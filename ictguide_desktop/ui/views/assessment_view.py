"""The self-assessment: which one is in hand, and its questions, each with score, evidence, what counts and what helps."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Answer, Assessment, Confidence
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.services.desk import ASSESSMENTS, CHECKLISTS
from ictguide_desktop.services.library import ASSESSMENT
from ictguide_desktop.ui.dialogs.lock import problem_words
from ictguide_desktop.ui.views.assessment_answers import AnswersInHand
from ictguide_desktop.ui.views.assessment_bar import AssessmentBar, ClosedNotice
from ictguide_desktop.ui.views.assessment_head import tally_words
from ictguide_desktop.ui.views.assessment_start import AssessmentStart
from ictguide_desktop.ui.views.question_card import QuestionCard
from ictguide_desktop.ui.views.question_page import QuestionPage
from ictguide_desktop.ui.views.score_row import APART
from ictguide_desktop.ui.views.view import Context, ScrollingView, words

_ABOVE = 16


class _Eye(NamedTuple):
    """The question that was under the eye, and how far below the upper edge it stood."""

    question: str
    below: int


class AssessmentView(ScrollingView):
    """Made once and written anew in place, so that focus, cursor and text survive every switch."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        assert context.assessing is not None
        self._assessing = context.assessing
        self.answers = AnswersInHand(context.assessing, self)
        self.bar = AssessmentBar(context, ASSESSMENT)
        self.start, self.closed = AssessmentStart(context.theme), ClosedNotice(context)
        self.page = QuestionPage(context, self.answers)
        self._title, self._problem = words("", "pageTitle"), words("", "warningText")
        self._question = ""
        self._was_hidden = True
        self._eye: _Eye | None = None
        column = self.fresh_column()
        for widget in (self._title, self.bar, self._problem, self.start, self.closed, self.page):
            column.addWidget(widget)
            if widget is not self._title and widget is not self.bar:
                widget.hide()
        column.setSpacing(14)
        self.undo_key = QShortcut(QKeySequence.StandardKey.Undo, self)
        self.undo_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(0)
        self.area.setFocusPolicy(
            Qt.FocusPolicy.ClickFocus
        )  # Tab goes to the questions, the arrows scroll all the same
        self._connect()
        self.retranslate()

    # --- what every view does ---------------------------------------------------------------------------------

    def show_place(self, address: Address) -> None:
        came, self._was_hidden = self._was_hidden, False
        wanted = address.section
        self._refresh(wanted, arriving=came)
        self.present()
        if wanted and (came or wanted != self._question):
            self._seek(wanted)
        elif came and not wanted:
            self.area.verticalScrollBar().setValue(0)

    def focus_first(self) -> None:
        if not self.start.isHidden():
            self.start.begin.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.closed.isHidden():
            self.closed.open.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.page.isHidden() and self.page.shown:
            card = self.page.card(self._question) or self.page.shown[0]
            card.take_focus()
        else:
            self.bar.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        eye = self._eye
        self._title.setText(_("Self-assessment"))
        self.area.setAccessibleName(_("Self-assessment"))
        self.start.show_words(self._assessing.questionnaire)
        self.page.retranslate()
        self._hold(eye)

    def hideEvent(self, event: QHideEvent) -> None:
        self.answers.flush()
        self._was_hidden = self._was_hidden or not event.spontaneous()
        super().hideEvent(event)

    # --- following --------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        context = self.context
        self.bar.told.connect(self.told)
        self.bar.acts.leaving.connect(self.answers.flush)
        self.start.wanted.connect(self.bar.acts.new)
        self.page.made.connect(self._take_card)
        self.page.turned.connect(self._turn_to)
        self.page.head.next_wanted.connect(self.go_to_open)
        self.page.head.renewal_wanted.connect(self.bar.acts.another_round)
        self.undo_key.activated.connect(self.undo)
        self._looking.timeout.connect(self._look)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.area.verticalScrollBar().rangeChanged.connect(self._scrolled)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]
        context.desk.changed.connect(self._follow)
        context.theme.changed.connect(self._restyle)

    def _follow(self, kind: str) -> None:
        if kind == CHECKLISTS:
            self.page.forget_proposals()
        if kind in (ASSESSMENTS, CHECKLISTS) and not self._was_hidden:
            self._refresh()

    def _refresh(self, wanted: str = "", *, arriving: bool = False) -> None:
        """Show what is in hand; a damaged assessment is said to be so."""
        here = self._assessing.in_hand
        readable = here is not None and self._assessing.readable(here)
        said, taken = "", False
        if here is not None and readable:
            try:
                taken = self._show_questions(here, wanted)
            except GuideError as error:
                said = problem_words(error)
        self._problem.setText(said)
        for widget, shown in (
            (self.start, here is None),
            (self.closed, here is not None and not readable),
            (self.page, readable and not said),
            (self._problem, bool(said)),
        ):
            widget.setVisible(shown)
        if taken and not arriving and QApplication.focusWidget() is not self.bar.choice:
            QTimer.singleShot(0, self, self.focus_first)

    def _show_questions(self, here: Assessment, wanted: str) -> bool:
        """Show the questions; answers whether another assessment than before is shown now."""
        before = self.page.assessment
        taken = before is None or before.id != here.id
        if before == here and not wanted:
            self.page.show_answers()
            return False
        if taken:
            self.answers.flush()
            self._question = ""
        self.page.show_assessment(here, wanted.partition(".")[0])
        return taken

    def _restyle(self) -> None:
        eye = self._eye
        self.fit()
        self.start.restyle()
        self.page.restyle()
        self._hold(eye)

    # --- answering --------------------------------------------------------------------------------------------

    def _take_card(self, card: QuestionCard) -> None:
        card.scored.connect(lambda score: self._score(card, score))
        card.offered.connect(lambda answer: self._confirm(card, answer))
        card.confirmed.connect(lambda confidence: self._give(card, confidence=Confidence(confidence)))
        card.typed.connect(lambda field, text: self._type(card, field, text))
        card.left.connect(self.answers.flush)
        card.moved.connect(lambda by: self._move(card, by))
        card.next_wanted.connect(self.go_to_open)
        card.go_requested.connect(lambda target: self._leave_for(card, target))
        card.told.connect(self.told)

    def _score(self, card: QuestionCard, score: int | None) -> None:
        apart = score == APART
        if (
            self._give(card, score=None if apart else score, not_applicable=apart)
            and card.question is not None
        ):
            result = self.page.result
            if result is not None:
                said = tally_words(result, self.context.library.language)
                self.told.emit(f"{card.question.id} · {said}")

    def _confirm(self, card: QuestionCard, answer: Answer) -> None:
        self._give(card, score=answer.score, not_applicable=answer.not_applicable, reason=answer.reason)

    def _give(self, card: QuestionCard, **what: object) -> bool:
        here = self.page.assessment
        if here is None or card.question is None:
            return False
        given = self.answers.give(here.id, card.question.id, **what)
        if not given:
            self.page.show_answers()
        return given

    def _type(self, card: QuestionCard, field: str, text: str) -> None:
        if self.page.assessment is not None and card.question is not None:
            self.answers.type(self.page.assessment.id, card.question.id, field, text)

    def undo(self) -> None:
        """Put the answer that was changed last back as it was, and go there."""
        self.answers.flush()
        here = self._assessing.in_hand
        store = self._assessing.store
        before = store.answers(here.id) if here is not None and self._assessing.readable(here) else None
        question = self._assessing.undo()
        if not question:
            self.told.emit(_("There is no answer to undo."))
            return
        if here is not None and before == store.answers(here.id):
            owner = self._changed_last(question)
            if owner:
                self._assessing.take(owner)
        self._seek(question)
        self.told.emit(_("Undone: {question}").format(question=question))

    def _changed_last(self, question: str) -> str:
        """The assessment in which the answer to a question was changed last."""
        found = [
            (answer.changed, one.id)
            for one in self._assessing.all()
            if self._assessing.readable(one)
            and (answer := self._assessing.store.answers(one.id).get(question)) is not None
            and answer.changed is not None
        ]
        return max(found)[1] if found else ""

    # --- places -----------------------------------------------------------------------------------------------

    def go_to_open(self) -> None:
        """Go to the next question that nothing counts for."""
        question = self.page.open_question(self._question)
        if question is None:
            self.told.emit(_("Every question is answered."))
        else:
            self._seek(question.id)

    def _turn_to(self, dimension: str) -> None:
        self.answers.flush()
        self._question = ""
        if self.page.assessment is not None:
            self.page.show_assessment(self.page.assessment, dimension)
            self.context.library.stay_at(Address(ASSESSMENT, dimension))
        focus = QApplication.focusWidget()
        if focus is None or not self.page.list.isAncestorOf(focus):
            self.focus_first()
        top = self._top(self.page.list)
        if self.area.verticalScrollBar().value() > top:
            QTimer.singleShot(
                0, self, lambda: self.area.verticalScrollBar().setValue(self._top(self.page.list) - _ABOVE)
            )

    def _seek(self, wanted: str) -> None:
        """Show a question with the keyboard on it; who works there already is left alone."""
        if self.page.assessment is None or self.page.isHidden():
            return
        dimension = wanted.partition(".")[0]
        if dimension != self.page.dimension:
            self.answers.flush()
            self.page.show_assessment(self.page.assessment, dimension)
        card = self.page.card(wanted)
        if card is None:
            return
        self._question = wanted
        focus = QApplication.focusWidget()
        if focus is None or not card.isAncestorOf(focus):
            card.take_focus()
        QTimer.singleShot(0, self, lambda: self._bring(card))

    def _bring(self, card: QuestionCard) -> None:
        """Bring a card on the screen, its top first."""
        self._settle()
        bar, top = self.area.verticalScrollBar(), self._top(card)
        if top < bar.value() + _ABOVE or top + card.height() > bar.value() + self.area.viewport().height():
            lowest = top + card.height() + _ABOVE - self.area.viewport().height()
            bar.setValue(min(top - _ABOVE, max(bar.value(), lowest)) if top > bar.value() else top - _ABOVE)

    def _move(self, card: QuestionCard, by: int) -> None:
        asked = [question.id for question in self.page.asked]
        number = asked.index(card.question.id) + by if card.question is not None else -1
        if 0 <= number < len(asked):
            self._seek(asked[number])

    def _leave_for(self, card: QuestionCard, target: object) -> None:
        if card.question is not None:
            self.context.library.stay_at(Address(ASSESSMENT, card.question.id))
        self.go_requested.emit(target)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isVisible():
            return
        for card in self.page.shown:
            inside = card.isAncestorOf(now)
            card.set_here(inside)
            if inside and card.question is not None:
                self._question = card.question.id
                self.context.library.stay_at(Address(ASSESSMENT, self._question))
        self._looking.start()

    # --- under the eye ----------------------------------------------------------------------------------------

    def _scrolled(self, *_what: object) -> None:
        self.page.list.follow(self.area.verticalScrollBar().value() - self._top(self.page.list) + _ABOVE)
        self._looking.start()

    def _look(self) -> None:
        """Note what is under the eye, in quiet moments: while the theme changes, Qt has moved half of it already."""
        if self.isVisible() and not self.page.isHidden():
            top, height = self.area.verticalScrollBar().value(), self.area.viewport().height()
            seen = [card for card in self.page.shown if top - card.height() < self._top(card) < top + height]
            card = self.page.card(self._question)
            card = card if card in seen else next(iter(seen), None)
            self._eye = None
            if top > 0 and card is not None and card.question is not None:
                self._eye = _Eye(card.question.id, self._top(card) - top)

    def _hold(self, eye: _Eye | None) -> None:
        """Put the question back where it stood: now, and once more when Qt has polished what it left for later."""
        self._put(eye)
        QTimer.singleShot(0, self, lambda: self._put(eye))

    def _put(self, eye: _Eye | None) -> None:
        self._settle()
        card = self.page.card(eye.question) if eye is not None else None
        if eye is not None and card is not None and card.isVisible():
            self.area.verticalScrollBar().setValue(self._top(card) - eye.below)
        self._scrolled()

    def _settle(self) -> None:
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest))

    def _top(self, widget: QWidget) -> int:
        canvas = self.area.widget()
        return widget.mapTo(canvas, QPoint(0, 0)).y() if canvas is not None else 0
