"""Results: the ten levels of the assessment in hand, what holds them, what to do first, and how they compare."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ictguide_desktop.assess.comparison import Series
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Assessment
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.services.desk import ASSESSMENTS
from ictguide_desktop.services.library import ASSESSMENT, RESULTS
from ictguide_desktop.ui.problem_words import sentence
from ictguide_desktop.ui.views.assessment_bar import AssessmentBar, ClosedNotice
from ictguide_desktop.ui.views.results_actions import Evidence, Gaps, Interlocks
from ictguide_desktop.ui.views.results_comparison import Groups, Rounds
from ictguide_desktop.ui.views.results_findings import Findings, findings, groups_of_round
from ictguide_desktop.ui.views.results_head import LevelCharts, NoAssessment, ResultsHead
from ictguide_desktop.ui.views.results_levels import LevelsTable
from ictguide_desktop.ui.views.results_lines import heading
from ictguide_desktop.ui.views.view import Context, ScrollingView, words


class _Eye(NamedTuple):
    """What was under the eye, and how far below the upper edge it stood."""

    widget: QWidget
    below: int


class ResultsView(ScrollingView):
    """Its parts are made once and written anew in place, so that the keyboard and a day being typed stay where they are."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        assert context.assessing is not None
        self._assessing = context.assessing
        self._found: Findings | None = None
        self._series: Series | None = None
        self._stale = self._unmeasured = True
        self._eye: _Eye | None = None
        self._make()
        self._later = _once(self, self._compare)
        self._looking = _once(self, self._look)
        for signal in (
            self.area.verticalScrollBar().valueChanged,
            self.area.verticalScrollBar().rangeChanged,
        ):
            signal.connect(lambda *_what: self._looking.start())
        context.desk.changed.connect(lambda kind: self._follow() if kind == ASSESSMENTS else None)
        context.theme.changed.connect(self._restyle)

    # --- what every view does ---------------------------------------------------------------------------------

    def show_place(self, _address: Address) -> None:
        if self._stale:
            self._unmeasured = True
            self._show()
        self.present()

    def focus_first(self) -> None:
        stops = (self.empty.begin, self.closed.open, self.head.questions, self.bar.choice)
        stop = next((one for one in stops if one.isVisibleTo(self)), self.bar.choice)
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self._unmeasured = True
        self._follow()

    # --- making -----------------------------------------------------------------------------------------------

    def _make(self) -> None:
        context = self.context
        column = self.fresh_column()
        self.bar = AssessmentBar(context, RESULTS)
        self.empty, self.closed = NoAssessment(), ClosedNotice(context)
        self.problem = words("", "warningText")
        self.head, self.charts = ResultsHead(context), LevelCharts(context)
        self.levels_title, self.levels = heading(), LevelsTable(context)
        self.gaps, self.interlocks, self.evidence = Gaps(context), Interlocks(context), Evidence(context)
        self.rounds, self.groups = Rounds(context), Groups(context)
        self.parts = (
            self.charts, self.levels_title, self.levels, self.gaps, self.interlocks, self.evidence, self.rounds,
            self.groups,
        )  # fmt: skip
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(14)
        for part in (self.head, *self.parts):
            body.addWidget(part)
        for widget in (self.bar, self.empty, self.closed, self.problem, self._body):
            column.addWidget(widget)
        self._connect()

    def _connect(self) -> None:
        for part in (self.head, self.levels, self.gaps, self.evidence):
            part.went.connect(self.go_requested.emit)
        for teller in (self.bar, self.levels, self.interlocks):
            teller.told.connect(self.told)
        self.groups.went.connect(lambda question: self.go_requested.emit(f"{ASSESSMENT}#{question}"))
        for chart in (self.charts.chosen, self.rounds.went, self.groups.dimension_went):
            chart.connect(self.show_dimension)
        self.empty.begin.clicked.connect(self.bar.acts.new)

    # --- showing ----------------------------------------------------------------------------------------------

    def show_dimension(self, dimension: str) -> None:
        """Put the keyboard on the row of a dimension and bring it on the screen."""
        row = self.levels.rows.get(dimension)
        if row is not None:
            row.name.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(row, 0, 40)

    def _follow(self) -> None:
        """Write everything anew where it can be seen; what is under the eye stays there."""
        if not self.isVisible():
            self._stale = True  # it is written anew when it is shown
            return
        eye = self._eye
        self._show()
        self._hold(eye)

    def _show(self) -> None:
        self._stale = False
        here = self._assessing.in_hand
        readable = here is not None and self._assessing.readable(here)
        before = self._found
        self._found, problem = self._read(here) if here is not None and readable else (None, "")
        if self._found is None:
            self._series = None
        if before is None or self._found is None or before.assessment.id != self._found.assessment.id:
            self._unmeasured = True
        self.empty.show_words()
        self.empty.setVisible(here is None)
        self.closed.setVisible(here is not None and not readable)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self._body.setVisible(self._found is not None)
        self.area.setAccessibleName(_("Results"))
        if self._found is not None:
            self._show_found(self._found)

    def _read(self, here: Assessment) -> tuple[Findings | None, str]:
        try:
            return findings(self.context, here), ""
        except GuideError as error:
            return None, sentence(error)

    def _show_found(self, found: Findings) -> None:
        answered = bool(found.result.scores) and any(answer.given for answer in found.record.answers.values())
        self.head.show_findings(found)
        for part in self.parts:
            part.setVisible(answered)
        if not answered:
            return
        self.levels_title.setText(_("Dimensions"))
        known = self._series if self._series is not None and _among(found.assessment, self._series) else None
        self.charts.show_findings(found, known)
        for part in (self.levels, self.gaps, self.interlocks, self.evidence):
            part.show_findings(found)
        self._later.start()

    def _compare(self) -> None:
        """The other rounds and groups are read once the levels are on the screen: there may be many."""
        found = self._found
        if found is None:
            return
        series = self._series = self._assessing.series(found.assessment)
        self.rounds.show_series(series, found)
        self.groups.show_groups(groups_of_round(self._assessing, found.assessment), found)
        self.charts.show_findings(found, series)
        if self._unmeasured:
            self._unmeasured = False
            self._measure_anew()
            QTimer.singleShot(0, self, self._measure_anew)  # a table knows its height once it has its width

    def _measure_anew(self) -> None:
        """Have the heights reckoned again up to the scroll area: Qt keeps some that it reckoned while laying out."""
        inside = self._body.parentWidget()
        for widget in (*self.charts.findChildren(QWidget), *self.parts, self._body, inside):
            if isinstance(widget, QWidget):
                widget.updateGeometry()

    def _restyle(self) -> None:
        eye = self._eye
        self.fit()
        self.charts.fit()
        self._unmeasured = True
        self._follow()
        self._hold(eye)

    # --- what is under the eye --------------------------------------------------------------------------------

    def _look(self) -> None:
        """Note what is under the eye, in quiet moments: while the theme changes, Qt has moved half of it already."""
        if not self.isVisible():
            return
        top = self.area.verticalScrollBar().value()
        marks = [self.head, *self.parts, *self.levels.rows.values()]
        below = [mark for mark in marks if mark.isVisible() and self._top(mark) + mark.height() > top]
        # The smallest that reaches across the upper edge: a row rather than the table it stands in.
        here = min(below, key=lambda mark: (max(0, self._top(mark) - top), mark.height()), default=None)
        self._eye = _Eye(here, self._top(here) - top) if here is not None and top else None

    def _hold(self, eye: _Eye | None) -> None:
        """Put it back where it stood: now, and once more when Qt has polished what it left for later."""
        self._put(eye)
        QTimer.singleShot(0, self, lambda: self._put(eye))

    def _put(self, eye: _Eye | None) -> None:
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest))
        if eye is not None and eye.widget.isVisible():
            self.area.verticalScrollBar().setValue(self._top(eye.widget) - eye.below)

    def _top(self, widget: QWidget) -> int:
        canvas = self.area.widget()
        return widget.mapTo(canvas, QPoint(0, 0)).y() if canvas is not None else 0


def _among(assessment: Assessment, series: Series) -> bool:
    """Whether an assessment is one of the rounds of a series."""
    return any(point.record.assessment.id == assessment.id for point in series.points)


def _once(view: ResultsView, act: Callable[[], None]) -> QTimer:
    timer = QTimer(view)
    timer.setSingleShot(True)
    timer.setInterval(0)
    timer.timeout.connect(act)
    return timer
