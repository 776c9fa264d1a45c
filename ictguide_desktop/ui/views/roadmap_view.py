"""The roadmap: measures in order and in time, and what-if on each of them; every decision is stored at once."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QWidget,
)

from ictguide_desktop.assess.gaps import AT_ONCE
from ictguide_desktop.assess.roadmap import Roadmap
from ictguide_desktop.export.assessment_words import Wording
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.formats import month_names
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Assessment, MeasurePlan
from ictguide_desktop.model.chart import GanttChart, GanttRow
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.services.desk import ASSESSMENTS
from ictguide_desktop.services.exporting import Offer
from ictguide_desktop.services.library import ASSESSMENT, ROADMAP
from ictguide_desktop.ui.charts.frame import ChartFrame
from ictguide_desktop.ui.choice import Tick
from ictguide_desktop.ui.models.roadmap_model import MEASURE, RoadmapModel, measure_rows
from ictguide_desktop.ui.problem_words import sentence
from ictguide_desktop.ui.side_buttons import LeavesSideButtons
from ictguide_desktop.ui.views.action_list import action_list
from ictguide_desktop.ui.views.assessment_bar import AssessmentBar, ClosedNotice
from ictguide_desktop.ui.views.date_field import DateField, today
from ictguide_desktop.ui.views.measure_editor import MeasureEditor, NumberChoice
from ictguide_desktop.ui.views.view import Context, ScrollingView, words

CHART_TALLEST, TABLE_ROWS, ROW = 460, 7, 48
_WIDTHS = {0: 60, 2: 106, 3: 106, 4: 120, 5: 112, 6: 56, 7: 150}


class RoadmapView(ScrollingView):
    """Its parts are made once; a decision writes the table, the chart and the sentence above them anew in place."""

    WIDTH = 1120

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        assert context.assessing is not None
        self._assessing = context.assessing
        self._here: Assessment | None = None
        self._roadmap: Roadmap | None = None
        self._chosen = ""
        self._stale = True
        self._make()
        context.desk.changed.connect(lambda kind: self._follow() if kind == ASSESSMENTS else None)
        context.library.language_changed.connect(lambda _language: self._follow())
        context.theme.changed.connect(self._fit_table)

    # --- what every view does ---------------------------------------------------------------------------------

    def show_place(self, _address: Address) -> None:
        if self._stale:
            self._show()
        self.present()

    def focus_first(self) -> None:
        stops: tuple[QWidget, ...] = (self.begin, self.closed.open, self.table, self.bar.choice)
        next((one for one in stops if one.isVisibleTo(self)), self.bar.choice).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def retranslate(self) -> None:
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        self.editor.flush()
        super().hideEvent(event)

    def offers(self) -> list[Offer]:
        if self._here is None or self._roadmap is None:
            return []
        self.editor.flush()
        return [action_list(self.context.library, self._assessing, self._here)]

    # --- making -----------------------------------------------------------------------------------------------

    def _make(self) -> None:
        context = self.context
        column = self.fresh_column()
        self.title, self.lead = words("", "pageTitle"), words("", "lead")
        self.bar, self.closed = AssessmentBar(context, ROADMAP), ClosedNotice(context)
        self.nothing, self.begin = words("", "soft"), QPushButton()
        self.begin.setObjectName("primary")
        self.said, self.problem = words(""), words("", "warningText")
        self.chart = ChartFrame(context.theme, tallest=CHART_TALLEST)
        self.model, self.table, self.editor = RoadmapModel(self), _Measures(self), MeasureEditor()
        self.table.setModel(self.model)
        self._controls = self._made_controls()
        self._body = (self.said, self._controls, self.chart, self.table, self.editor)
        for widget in (self.title, self.bar, self.lead, self.closed, self.nothing, self.problem, *self._body):
            column.addWidget(widget)
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeading)
        self._connect()

    def _made_controls(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        self.start, self.at_once, self.every = DateField(), NumberChoice((1, 2, 3, 4, 5, 10, 50)), Tick()
        self.at_once.show_number(AT_ONCE)
        self._start_label, self._once_label = QLabel(), QLabel()
        self._start_label.setBuddy(self.start)
        self._once_label.setBuddy(self.at_once)
        self.export = QPushButton()
        for widget in (self._start_label, self.start, self._once_label, self.at_once, self.every):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.export)
        return row

    def _connect(self) -> None:
        self.bar.told.connect(self.told)
        self.begin.clicked.connect(lambda: self.go_requested.emit(ASSESSMENT))
        self.start.day_typed.connect(lambda _day: self._show())
        self.at_once.activated.connect(lambda _row: self._show())
        self.every.clicked.connect(lambda _on: self._show())
        self.chart.chosen.connect(self.choose)
        self.table.selectionModel().currentRowChanged.connect(self._follow_choice)
        self.editor.decided.connect(self._decide)
        self.editor.went.connect(self.go_requested.emit)
        self.export.clicked.connect(self._export)

    # --- showing ----------------------------------------------------------------------------------------------

    def choose(self, question: str) -> None:
        """Show the measure of a question in the editor, and bring its row on the screen."""
        row = self.model.row_of(question)
        if row >= 0:
            index = self.model.index(row, MEASURE)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(index, flags)
            self.table.scrollTo(index)

    def _follow(self) -> None:
        self._stale = True
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        self._stale = False
        self._say()
        here = self._assessing.in_hand
        readable = here is not None and self._assessing.readable(here)
        self._here, self._roadmap, problem = (
            (here, *self._planned(here)) if here and readable else (None, None, "")
        )
        self.closed.setVisible(here is not None and not readable)
        self.nothing.setVisible(here is None or (self._roadmap is not None and not self._roadmap.steps))
        self.begin.setVisible(here is None)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        for widget in self._body:
            widget.setVisible(self._roadmap is not None)
        if self._roadmap is not None:
            self._show_roadmap(self._roadmap)

    def _planned(self, here: Assessment) -> tuple[Roadmap | None, str]:
        start = self.start.day or today()
        try:
            return self._assessing.roadmap(here, start, capacity=self.at_once.number), self.start.problem()
        except GuideError as error:
            return None, sentence(error)

    def _say(self) -> None:
        self.title.setText(_("Roadmap"))
        self.lead.setText(
            _("The measures that your answers call for, in the order in which they can be done.")
        )
        self.nothing.setText(
            _("The roadmap is made from a self-assessment. Begin one, and answer its questions.")
            if self._assessing.in_hand is None
            else _(
                "No answer calls for a measure yet. Answer the questions, or show all measures and choose."
            )
        )
        self.begin.setText(_("Begin an assessment"))
        self._start_label.setText(_("Begins on"))
        self._once_label.setText(_("At once, at most"))
        self.start.setAccessibleName(_("Begins on"))
        self.start.setPlaceholderText(today().isoformat())
        self.at_once.setAccessibleName(_("Measures at once, at most"))
        self.every.setText(_("Show all measures"))
        self.export.setText(_("Export…"))
        self.table.setAccessibleName(_("Measures"))

    def _show_roadmap(self, roadmap: Roadmap) -> None:
        assert self._here is not None
        questionnaire = self._assessing.questionnaire
        wording = Wording(questionnaire, _, self.context.library.language)
        plans = self._assessing.plans(self._here)
        rows = measure_rows(questionnaire.questions, roadmap, plans, wording, every=self.every.isChecked())
        chosen = self._chosen or (rows[0].question.id if rows else "")
        self.model.put(rows, wording)
        self._fit_table()
        self.said.setText(_outlook(roadmap, wording))
        self.chart.setVisible(bool(roadmap.steps))
        self.chart.show_chart(self._gantt(roadmap, wording))
        self.editor.setVisible(bool(rows))
        if rows:
            self.choose(chosen if self.model.row_of(chosen) >= 0 else rows[0].question.id)
            row = rows[self.model.row_of(self._chosen)]
            self.editor.show_row(row, wording)

    def _gantt(self, roadmap: Roadmap, wording: Wording) -> GanttChart:
        clashes = {one.question: wording.conflict(one) for one in roadmap.conflicts}
        rows = []
        for step in roadmap.steps:
            question = wording.questionnaire.question(step.question)
            dates = f"{wording.day(step.start)} – {wording.day(step.end)}"
            rows.append(
                GanttRow(
                    step.question, question.measure if question else "", step.start.isoformat(), step.end.isoformat(),
                    step.owner, step.waits_for, False, bool(step.needed_for), clashes.get(step.question, ""), dates,
                )
            )  # fmt: skip
        title = _("Measures in time")
        return GanttChart(title, tuple(rows), month_names(self.context.library.language), today().isoformat())

    def _fit_table(self) -> None:
        self.table.fit(self.context.theme.px)

    # --- deciding ---------------------------------------------------------------------------------------------

    def _follow_choice(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not now.isValid() or self._here is None:
            return
        row = self.model.rows[now.row()]
        self._chosen = row.question.id
        wording = Wording(self._assessing.questionnaire, _, self.context.library.language)
        self.editor.show_row(row, wording)

    def _decide(self, plan: MeasurePlan) -> None:
        if self._here is None:
            return
        here, store = self._here.id, self._assessing.store
        before = self._assessing.plans(self._here).get(plan.question, MeasurePlan(plan.question))
        self._assessing.set_plan(here, plan)
        said = _("Decided on {question}").format(question=plan.question)
        self.context.desk.offer_undo(ASSESSMENTS, said, lambda: store.set_plan(here, before))

    def _export(self) -> None:
        offers = self.offers()
        if offers and self.context.exporting is not None:
            self.context.exporting.ask(offers[0])


def _outlook(roadmap: Roadmap, wording: Wording) -> str:
    """How many measures there are, until when, what they lead to, and what does not fit."""
    if not roadmap.steps:
        return ""
    count, end = len(roadmap.steps), roadmap.end
    said = [
        ngettext("{n} measure until {day}.", "{n} measures until {day}.", count).format(
            n=count, day=wording.day(end if isinstance(end, date) else None)
        )
    ]
    moved = [
        f"{name} {roadmap.now[name]}→{level}"
        for name, level in roadmap.forecast.items()
        if level is not None and roadmap.now.get(name) is not None and level != roadmap.now[name]
    ]
    if moved:
        said.append(_("Levels then: {levels}.").format(levels=wording.listed(moved)))
    if roadmap.conflicts:
        n = len(roadmap.conflicts)
        said.append(ngettext("{n} thing does not fit.", "{n} things do not fit.", n).format(n=n))
    return " ".join(said)


class _Measures(LeavesSideButtons, QTableView):
    """As high as its rows, up to seven of them; the page scrolls by the wheel once the table is at its end."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)

    def fit(self, px: object) -> None:
        """Give the columns their widths, the measure what is left, and the table the height of its rows."""
        assert callable(px)
        header = self.horizontalHeader()
        for column in range(self.model().columnCount()):
            fixed = _WIDTHS.get(column)
            mode = QHeaderView.ResizeMode.Stretch if fixed is None else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
            if fixed is not None:
                self.setColumnWidth(column, px(fixed))
        header.setMinimumSectionSize(px(48))
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        rows = min(TABLE_ROWS, max(1, self.model().rowCount()))
        spare = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(header.sizeHint().height() + rows * px(ROW) + 2 * self.frameWidth() + spare)
