"""The questions of one dimension at a time, beside the list of dimensions: only what is shown is made."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess import scoring
from ictguide_desktop.assess.crosswalk import Carried, UnknownModel
from ictguide_desktop.assess.scoring import Result, Scored
from ictguide_desktop.export.assessment_words import Wording
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.assessment import Answer, Answers, Assessment, Dimension, Question, Questionnaire
from ictguide_desktop.model.guide import plain
from ictguide_desktop.ui.models.dimensions_model import DimensionLine
from ictguide_desktop.ui.theme import BESIDE
from ictguide_desktop.ui.views.another_round import Earlier, earlier_answers
from ictguide_desktop.ui.views.assessment_answers import AnswersInHand
from ictguide_desktop.ui.views.assessment_head import AssessmentHead
from ictguide_desktop.ui.views.dimension_list import DimensionList
from ictguide_desktop.ui.views.question_card import Judged, QuestionCard
from ictguide_desktop.ui.views.question_words import review_words
from ictguide_desktop.ui.views.view import Context, words

_NARROW, _ICON = 700, 16


class _Written(NamedTuple):
    """What the words on the cards were written for."""

    dimension: str
    language: str
    questions: tuple[str, ...]


class QuestionPage(QWidget):
    """Cards are kept and written anew for the dimension shown. `made` carries a card that was made just now."""

    made = Signal(object)
    turned = Signal(str)

    def __init__(self, context: Context, answers: AnswersInHand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert context.assessing is not None
        self._context, self._assessing, self._answers = context, context.assessing, answers
        self.assessment: Assessment | None = None
        self.dimension = ""
        self.cards: list[QuestionCard] = []
        self._written: _Written | None = None
        self._proposals: dict[str, tuple[Answer, int | None]] = {}
        self._waiting: frozenset[str] = frozenset()
        self._earlier: dict[str, Earlier] = {}
        self._carried: Carried | UnknownModel | None = None
        self.head = AssessmentHead(context, self)
        self.list = DimensionList(context.theme, self)
        self._title, self._about, self._standing = (
            words("", "sectionTitle"),
            words("", "soft"),
            words("", "small"),
        )
        self.following = QPushButton(self)
        self._lay_out()
        self.list.chosen.connect(self.turned)
        self.following.clicked.connect(self._turn)

    # --- what is asked ----------------------------------------------------------------------------------------

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions in the language in force, or in the one that has them."""
        return self._assessing.questionnaire

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that the assessment asks, in order."""
        return scoring.asked(self.questionnaire, self.assessment.scope) if self.assessment is not None else ()

    @property
    def result(self) -> Result | None:
        """What the answers come to."""
        return self._assessing.result(self.assessment) if self.assessment is not None else None

    @property
    def shown(self) -> list[QuestionCard]:
        """The cards of the dimension shown, in order."""
        count = sum(question.dimension == self.dimension for question in self.asked)
        return self.cards[:count]

    def card(self, question: str) -> QuestionCard | None:
        """The card of a question, when its dimension is shown."""
        return next(
            (card for card in self.shown if card.question is not None and card.question.id == question), None
        )

    def open_question(self, after: str = "") -> Question | None:
        """The next question that nothing counts for: after a question, and from the beginning when none follows it."""
        result, asked = self.result, self.asked
        if result is None:
            return None
        start = next((n + 1 for n, question in enumerate(asked) if question.id == after), 0)
        order = (*asked[start:], *asked[:start])
        return next((question for question in order if _is_open(result.scores.get(question.id))), None)

    # --- showing ----------------------------------------------------------------------------------------------

    def show_assessment(self, assessment: Assessment, dimension: str = "") -> None:
        """Show an assessment as it stands, at a dimension or where it was.

        Raises:
            GuideError: it cannot be read.
        """
        before = self.assessment
        taken = before is None or before.id != assessment.id
        if taken:
            self._proposals.clear()
        if taken or before != assessment:
            self._assessing.record(assessment)  # fails before anything is shown
            self._carried = self._assessing.carried(assessment)
            self._waiting, self._earlier = frozenset(), {}
        self.assessment = assessment
        self.dimension = self._wanted(dimension or ("" if taken else self.dimension))
        self.head.show_assessment(assessment, self._carried, self.questionnaire.lang)
        self._write_cards()
        self.show_answers(anew=taken)

    def show_answers(self, *, anew: bool = False) -> None:
        """Show what the answers say now, without writing any card anew."""
        result = self.result
        if result is None or self.assessment is None:
            return
        answers = self._assessing.answers(self.assessment)
        self._look_back(answers)
        for card in self.shown:
            if card.question is not None:
                card.show_judged(self._judged(card.question, answers.get(card.question.id)), anew=anew)
        self.head.show_result(result)
        self.list.show_lines(self._lines(result), self.dimension)
        self._show_standing(result)

    def forget_proposals(self) -> None:
        """Ticks have changed: ask again what they speak for."""
        self._proposals.clear()

    def retranslate(self) -> None:
        """Write every word anew."""
        self._written = None
        self.list.retranslate()
        if self.assessment is not None:
            self.head.show_assessment(self.assessment, self._carried, self.questionnaire.lang)
            self._write_cards()
            self.show_answers()
            for card in self.shown:
                card.rewrite()

    def restyle(self) -> None:
        """Follow the colours and the size of the text."""
        self.head.restyle()
        self.list.restyle()
        for card in self.cards:
            card.restyle()
        self._show_following()
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    # --- inside -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        heading = QVBoxLayout()
        heading.setSpacing(3)
        for label in (self._title, self._about, self._standing):
            heading.addWidget(label)
        self._column.addLayout(heading)
        self._column.addWidget(self.following, 0, Qt.AlignmentFlag.AlignTrailing)
        self._column.addStretch(1)
        side = QHBoxLayout()
        side.setSpacing(20)
        side.addWidget(self.list)
        side.addLayout(self._column, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(20)
        outer.addWidget(self.head)
        outer.addLayout(side)

    def _fold(self) -> None:
        self.list.set_narrow(self.width() < self._context.theme.px(_NARROW))

    def _wanted(self, dimension: str) -> str:
        asked = {question.dimension for question in self.asked}
        if dimension in asked:
            return dimension
        first = self.open_question()
        return (
            first.dimension if first is not None else next((d.id for d in self.questionnaire.dimensions), "")
        )

    def _write_cards(self) -> None:
        """Write the words of the dimension, unless they stand there already."""
        questionnaire = self.questionnaire
        asked = [question for question in self.asked if question.dimension == self.dimension]
        wanted = _Written(
            self.dimension, self._context.library.language, tuple(question.id for question in asked)
        )
        if wanted == self._written:
            return
        self._written = wanted
        while len(self.cards) < len(asked):
            self._make_card()
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(asked))
            if number < len(asked):
                card.show_question(asked[number], questionnaire.scale, questionnaire.lang)
        dimension = questionnaire.dimension(self.dimension)
        if dimension is not None:
            self._write_heading(dimension, questionnaire.lang)
        self._show_following()

    def _make_card(self) -> None:
        card = QuestionCard(self._context, self)
        self._column.insertWidget(1 + len(self.cards), card)
        self.cards.append(card)
        QWidget.setTabOrder(card.foot.helps_fold, self.following)
        self.made.emit(card)

    def _write_heading(self, dimension: Dimension, lang: str) -> None:
        mark = "\u200f" if is_rtl(lang) else ""
        self._title.setText(f"{mark}{dimension.id} · {dimension.title}")
        self._about.setText(mark + plain(dimension.about))

    def _judged(self, question: Question, stored: Answer | None) -> Judged:
        assert self.assessment is not None
        assessment, result = self.assessment, self.result
        stored = stored if stored is not None else Answer(question.id)
        thread = self._assessing.opens(assessment, question)
        counts = result.scores.get(question.id) if result is not None else None
        return Judged(
            self._answers.shown(assessment.id, stored),
            counts if counts is not None else thread.scored,
            thread,
            self._proposal(question, stored),
            self._earlier.get(question.id),
            review_words(self._carried, question.id),
            writable=self._carried is None,
        )

    def _look_back(self, answers: Answers) -> None:
        """Read the round before again when more answers wait to be confirmed than were known."""
        assert self.assessment is not None
        waiting = frozenset(question for question, answer in answers.items() if not answer.given)
        if waiting - self._waiting:
            self._waiting = self._waiting | waiting
            self._earlier = dict(earlier_answers(self._assessing, self.assessment))

    def _proposal(self, question: Question, stored: Answer) -> int | None:
        """What the ticks speak for; asked again only when the answer or a tick has changed, since ticks may be many."""
        assert self.assessment is not None
        known = self._proposals.get(question.id)
        if known is None or (known[0].score, known[0].not_applicable) != (
            stored.score,
            stored.not_applicable,
        ):
            known = (stored, self._assessing.proposal(self.assessment, question))
            self._proposals[question.id] = known
        return known[1]

    def _lines(self, result: Result) -> tuple[DimensionLine, ...]:
        review = self._carried.to_review if isinstance(self._carried, Carried) else ()
        waiting = {question.partition(".")[0] for question in review}
        lines = []
        for dimension in self.questionnaire.dimensions:
            here = result.dimensions.get(dimension.id)
            if here is not None and here.asked:
                done = here.answered + here.not_applicable
                lines.append(
                    DimensionLine(
                        dimension.id, dimension.title, done, here.asked, here.level, dimension.id in waiting
                    )
                )
        return tuple(lines)

    def _show_standing(self, result: Result) -> None:
        here = result.dimensions.get(self.dimension)
        if here is None or here.level is None:
            self._standing.setText(_("No level yet: answer a question."))
            return
        wording = Wording(self.questionnaire, _, self._context.library.language)
        level = _("Level so far: {level}").format(level=wording.level(here.level))
        more = (wording.held(here), wording.standing(here))
        self._standing.setText(" · ".join(f"\u2068{part}\u2069" for part in (level, *more) if part))

    def _show_following(self) -> None:
        following = self._neighbour(1)
        self.following.setVisible(following is not None)
        if following is not None:
            self.following.setText(
                _("Next: {dimension}").format(dimension=f"{following.id} {following.title}")
            )
            theme = self._context.theme
            self.following.setIcon(theme.icon_beside("arrow-right"))
            self.following.setIconSize(QSize(theme.px(_ICON * BESIDE), theme.px(_ICON)))

    def _neighbour(self, by: int) -> Dimension | None:
        asked = {question.dimension for question in self.asked}
        order = [dimension for dimension in self.questionnaire.dimensions if dimension.id in asked]
        number = next((n for n, dimension in enumerate(order) if dimension.id == self.dimension), -1) + by
        return order[number] if self.dimension and 0 <= number < len(order) else None

    def _turn(self) -> None:
        following = self._neighbour(1)
        if following is not None:
            self.turned.emit(following.id)


def _is_open(scored: Scored | None) -> bool:
    return scored is not None and scored.score is None and not scored.set_aside
