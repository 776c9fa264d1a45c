"""What follows from the levels: the interlocks with their facts, the answers that the rule lowered, the gaps by rank."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.gaps import AT_ONCE, Gap
from ictguide_desktop.assess.scoring import Interlock, LiveStep, Scored
from ictguide_desktop.export.assessment_words import RULES, STEPS, WHYS
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.assessment import Answer, Situation
from ictguide_desktop.services.desk import ASSESSMENTS
from ictguide_desktop.services.library import ASSESSMENT, ROADMAP
from ictguide_desktop.ui.choice import Tick
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.results_findings import Findings
from ictguide_desktop.ui.views.results_lines import Line, Lines, Link, Linked, heading
from ictguide_desktop.ui.views.state_box import give_look
from ictguide_desktop.ui.views.view import Context, words

FIRST_LOWERED, FIRST_GAPS = 5, 5


# --- interlocks -----------------------------------------------------------------------------------------------


class InterlockRow(Line):
    """A step that waits for levels: what it needs, what is lacking, and the switch that says whether it runs today."""

    switched = Signal(object, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resultRow")
        self._theme = theme
        self._step: LiveStep | None = None
        self.title, self.needs, self.verdict = words("", "cardTitle"), words("", "soft"), QLabel(self)
        self.runs = Tick(self)
        self.runs.clicked.connect(self._switch)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self.title)
        told.addWidget(self.needs)
        side = QVBoxLayout()
        side.setSpacing(4)
        for widget in (self.verdict, self.runs):
            side.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(16)
        row.addLayout(told, 1)
        row.addLayout(side)

    def show_step(self, interlock: Interlock, found: Findings) -> None:
        """Show the step as it stands."""
        wording, self._step = found.wording, interlock.step
        title = _(STEPS[interlock.step])
        needs = _("Needs {levels}.").format(levels=wording.needs(interlock))
        lacking = wording.lacking(interlock)
        if lacking:
            needs += " " + _("Lacking: {levels}.").format(levels=lacking)
        if any(need.provisional for need in interlock.needs):
            needs += " " + _("One of these levels is provisional.")
        self.title.setText(title)
        self.needs.setText(needs)
        self.verdict.setText(wording.verdict(interlock))
        give_look(self.verdict, "warningText" if interlock.broken else "soft" if lacking else "answerSummary")
        self.runs.setText(_("Runs today"))
        self.runs.setChecked(interlock.taken)
        self.runs.setAccessibleName(_("Runs today: {step}").format(step=title))
        self.runs.setAccessibleDescription(f"{needs} {self.verdict.text()}")
        self.verdict.setMinimumWidth(self._theme.px(110))

    def _switch(self, on: bool) -> None:
        if self._step is not None:
            self.switched.emit(self._step, on)


class Interlocks(QWidget):
    """The four steps; what runs today is stored at once and can be undone."""

    told = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert context.assessing is not None
        self._assessing, self._desk = context.assessing, context.desk
        self._found: Findings | None = None
        self._title, self._about = heading(), words("", "soft")
        self.rows = {step: InterlockRow(context.theme, self) for step in LiveStep}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._about)
        for row in self.rows.values():
            row.switched.connect(self._state)
            column.addWidget(row)

    def show_findings(self, found: Findings) -> None:
        """Show the four steps."""
        self._found = found
        self._title.setText(_("Interlocks"))
        self._about.setText(
            _(
                "Four steps wait until other dimensions can carry them. Say what runs today; the levels stay as they are."
            )
        )
        for interlock in found.result.interlocks:
            self.rows[interlock.step].show_step(interlock, found)

    def _state(self, step: LiveStep, on: bool) -> None:
        if self._found is None:
            return
        here, before = self._found.assessment.id, self._found.assessment.situation
        after: Situation = before._replace(**{step.value: on})
        self._assessing.change(here, situation=after)
        said = _("Runs today: {step}") if on else _("Does not run today: {step}")
        told = said.format(step=_(STEPS[step]))
        store = self._assessing.store
        self._desk.offer_undo(ASSESSMENTS, told, lambda: store.change(here, situation=before))
        self.told.emit(told)


# --- evidence -------------------------------------------------------------------------------------------------


class LoweredLine(Line):
    """A question whose answer counts for less than it says, or not at all, and why; `went` carries its place."""

    went = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resultRow")
        self.name, self.why = Linked(theme, parent=self), words("", "soft")
        self.name.went.connect(self.went)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(2)
        column.addWidget(self.name)
        column.addWidget(self.why)

    def show_thing(self, thing: tuple[str, Scored, Answer, Findings]) -> None:
        question, scored, answer, found = thing
        wording = found.wording
        self.name.say(*_question_link(question, found))
        why = wording.clauses(_(RULES[rule]) for rule in scored.rules)
        given = _("not applicable") if answer.not_applicable else str(answer.score)
        self.why.setText(_("Given: {given}. {why}.").format(given=given, why=why))


class Evidence(QWidget):
    """The share of scores with valid evidence, and the answers that the rule changed."""

    went = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._rate = heading(), words("", "soft")
        self.lines = Lines(lambda: self._line(context.theme), FIRST_LOWERED, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._title, self._rate, self.lines):
            column.addWidget(widget)

    def show_findings(self, found: Findings) -> None:
        """Show what the rule on evidence did."""
        result, answers = found.result, found.record.answers
        self._title.setText(_("Evidence"))
        touched = [*result.lowered, *result.refused]
        rate = found.wording.evidence(result)
        untouched = "" if touched else _("The rule on evidence changed no answer.")
        self._rate.setText(" ".join(part for part in (rate, untouched) if part))
        self._rate.setVisible(bool(self._rate.text()))
        things = [(name, result.scores[name], answers.get(name, Answer(name)), found) for name in touched]
        self.lines.show_things(things)

    def _line(self, theme: Theme) -> Line:
        line = LoweredLine(theme)
        line.went.connect(self.went)
        return line


# --- gaps -----------------------------------------------------------------------------------------------------


class GapLine(Line):
    """A gap with its rank, what is needed and why; one that is proposed also shows its measure and leads to the roadmap."""

    went = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rank = QLabel(self)
        self.name, self.why = Linked(theme, parent=self), words("", "soft")
        self.measure = words("")
        self.plan = QPushButton(self)
        self.plan.setObjectName("link")
        self.plan.clicked.connect(lambda _on=False: self.went.emit(ROADMAP))
        self.name.went.connect(self.went)
        told = QVBoxLayout()
        told.setSpacing(3)
        for widget in (self.name, self.why, self.measure):
            told.addWidget(widget)
        told.addWidget(self.plan, 0, Qt.AlignmentFlag.AlignLeading)
        row = QHBoxLayout(self)
        row.setSpacing(12)
        row.addWidget(self.rank, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)

    def show_thing(self, thing: tuple[int, Gap, Findings]) -> None:
        number, gap, found = thing
        wording, first = found.wording, gap in found.proposed
        question = wording.questionnaire.question(gap.question)
        give_look(self, "tinted" if first else "resultRow")
        side = 14 if first else 0
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(side, 10, side, 10)
        self.rank.setText(str(number))
        give_look(self.rank, "levelNow" if first else "soft")
        self.rank.setMinimumWidth(self._theme.px(22))
        self.name.say(*_question_link(gap.question, found))
        scores = _("Score {score}, needed {needed}").format(score=gap.score, needed=gap.needed)
        state = "" if first else wording.gap_state(gap, proposed=False)
        self.why.setText(wording.clauses((scores, _(WHYS[gap.why]), state)))
        self.measure.setText(question.measure if question is not None else "")
        self.measure.setVisible(first and bool(self.measure.text()))
        self.plan.setText(_("See it in the roadmap"))
        self.plan.setAccessibleName(
            _("See the measure of {question} in the roadmap").format(question=gap.question)
        )
        self.plan.setVisible(first)


class Gaps(QWidget):
    """The gaps by rank, the three to begin with first."""

    went = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._about = heading(), words("", "soft")
        self.first = Lines(lambda: self._line(context.theme), AT_ONCE, self, spacing=8)
        self.lines = Lines(lambda: self._line(context.theme), FIRST_GAPS, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self._title, self._about, self.first, self.lines):
            column.addWidget(widget)

    def show_findings(self, found: Findings) -> None:
        """Show the gaps."""
        self._title.setText(_("Gaps, by rank"))
        if not found.gaps:
            self._about.setText(_("No question with a score that counts is a gap."))
        elif found.proposed:
            self._about.setText(
                _(
                    "Begin with the tinted ones, three at most. Critical questions below 2 come first; "
                    "harm, reach and ease rank the others."
                )
            )
        else:
            self._about.setText(_("Every gap waits, or its measure is done or declined."))
        ranked = [(number, gap, found) for number, gap in enumerate(found.gaps, 1)]
        self.first.show_things([thing for thing in ranked if thing[1] in found.proposed])
        self.lines.show_things([thing for thing in ranked if thing[1] not in found.proposed])

    def _line(self, theme: Theme) -> Line:
        line = GapLine(theme)
        line.went.connect(self.went)
        return line


def _question_link(question: str, found: Findings) -> tuple[list[str | Link], str]:
    """A link to a question, and the language of its words."""
    wording = found.wording
    said = f"{question} {wording.question(question)}"
    return [Link(f"{ASSESSMENT}#{question}", said)], wording.questionnaire.lang or wording.language
