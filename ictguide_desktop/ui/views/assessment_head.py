"""What stands above the questions: what is assessed, how far it is, the way to the next open question, and what must be known."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.crosswalk import Carried, UnknownModel
from ictguide_desktop.assess.scoring import Result
from ictguide_desktop.export.assessment_words import SCOPES
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.formats import format_date, format_percent, parse_iso
from ictguide_desktop.i18n.languages import is_rtl, own_name
from ictguide_desktop.model.assessment import Assessment
from ictguide_desktop.ui.theme import BESIDE
from ictguide_desktop.ui.views.assessment_words import group_name
from ictguide_desktop.ui.views.view import Context, words

_ICON, _BAR = 16, 240


class AssessmentHead(QWidget):
    """`next_wanted` asks for the next open question, `renewal_wanted` to go on with the questions of today."""

    next_wanted = Signal()
    renewal_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._theme = context, context.theme
        self._about = words("", "small")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.tally = words("", "small")
        self.next = QPushButton(self)
        self.next.clicked.connect(self.next_wanted)
        self._older, self._foreign = words("", ""), words("", "")
        self.renew = QPushButton(self)
        self.renew.clicked.connect(self.renewal_wanted)
        self.older, self.foreign = _boxed(self._older, self.renew), _boxed(self._foreign)
        self._progress = progress = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        progress.setSpacing(12)
        column = QVBoxLayout()
        column.setSpacing(5)
        column.addWidget(self.tally)
        column.addWidget(self.bar)
        progress.addLayout(column, 1)
        progress.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeading)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        for widget in (self._about, self.older, self.foreign):
            outer.addWidget(widget)
        outer.addLayout(progress)
        self.restyle()

    def show_assessment(
        self, assessment: Assessment, carried: Carried | UnknownModel | None, lang: str
    ) -> None:
        """Say what is assessed; `lang` is the language of the questions."""
        language = self._context.library.language
        day = parse_iso(assessment.on)
        said = [
            assessment.unit,
            group_name(assessment.group),
            _("judged on {day}").format(day=format_date(day, language)) if day is not None else "",
            _(SCOPES[assessment.scope]),
        ]
        mark = "\u200f" if is_rtl(language) else ""
        self._about.setText(mark + " · ".join(f"\u2068{part}\u2069" for part in said if part))
        self._older.setText(_carried_words(carried))
        self.older.setVisible(carried is not None)
        self.renew.setText(_("Go on with today’s questions…"))
        self.renew.setVisible(isinstance(carried, Carried))
        self._foreign.setText(
            _("The questions have not been translated into {wanted} yet. They are shown in {shown}.").format(
                wanted=own_name(language), shown=own_name(lang)
            )
        )
        self.foreign.setVisible(bool(lang) and lang != language)
        keys = " (N)" if self._context.desk.flag("single_key_shortcuts") else ""
        self.next.setText(_("Next open question"))
        self.next.setToolTip(_("Next open question") + keys)
        self.bar.setAccessibleName(_("Progress of this assessment"))

    def show_result(self, result: Result) -> None:
        """Say how far the assessment is."""
        said = tally_words(result, self._context.library.language)
        self.bar.setRange(0, max(1, result.asked))
        self.bar.setValue(result.answered)
        self.bar.setAccessibleDescription(said)
        self.tally.setText(said)
        self.next.setEnabled(not result.complete)

    def restyle(self) -> None:
        """Follow the colours and the size of the text."""
        self.next.setIcon(self._theme.icon_beside("arrow-right"))
        self.next.setIconSize(QSize(self._theme.px(_ICON * BESIDE), self._theme.px(_ICON)))
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """The button stands beneath the bar where there is no room beside it."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wide = self.width() >= self.next.sizeHint().width() + self._theme.px(_BAR)
        if self._progress.direction() != (across if wide else down):
            self._progress.setDirection(across if wide else down)


def tally_words(result: Result, language: str) -> str:
    """How far an assessment is, and how much of it rests on evidence, in words."""
    said = _("{done} of {all} answered").format(done=result.answered, all=result.asked)
    if (rate := result.evidence_rate) is not None:
        share = format_percent(Decimal(rate.numerator) / Decimal(rate.denominator), language)
        said += " · " + _("{share} with valid evidence").format(share=share)
    return said


def _carried_words(carried: Carried | UnknownModel | None) -> str:
    """What became of answers to other questions than today's."""
    match carried:
        case None:
            return ""
        case UnknownModel():
            return _(
                "These answers are to questions of version {model}, which this edition does not know. They are kept as they "
                "are; read them with the edition that asked them, or begin a new assessment."
            ).format(model=carried.model)
    parts = [
        ngettext("{n} answer holds as it is.", "{n} answers hold as they are.", len(carried.kept)).format(
            n=len(carried.kept)
        )
    ]
    if count := len(carried.to_review):
        parts.append(
            ngettext(
                "{n} is to be looked at, because its question was changed; it is marked.",
                "{n} are to be looked at, because their questions were changed; they are marked.",
                count,
            ).format(n=count)
        )
    if count := len(carried.retired):
        parts.append(
            ngettext(
                "{n} is to a question that is no longer asked, and is kept.",
                "{n} are to questions that are no longer asked, and are kept.",
                count,
            ).format(n=count)
        )
    if count := len(carried.unanswered):
        parts.append(
            ngettext(
                "{n} question is new or was not answered.",
                "{n} questions are new or were not answered.",
                count,
            ).format(n=count)
        )
    return _("The questions have changed since this assessment was begun.") + " " + " ".join(parts)


def _boxed(*widgets: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName("notice")
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 8, 12, 8)
    row.setSpacing(12)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, 1 if number == 0 else 0)
    frame.hide()
    return frame
