"""The measures of a roadmap as a table: in order, with their days, then those that are done, declined or not called for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ictguide_desktop.assess.gaps import Gap
from ictguide_desktop.assess.roadmap import Roadmap, Step
from ictguide_desktop.export.assessment_words import EFFORTS, ORIGINS, Wording
from ictguide_desktop.i18n.catalog import N_, _, ngettext
from ictguide_desktop.model.assessment import MeasurePlan, Question

ModelIndex = QModelIndex | QPersistentModelIndex
COLUMNS = (
    N_("Order"),
    N_("Measure"),
    N_("Start"),
    N_("End"),
    N_("Work"),
    N_("Owner"),
    N_("Gain"),
    N_("Why it is here"),
)
ORDER, MEASURE, START, END, WORK, OWNER, GAIN, WHY = range(len(COLUMNS))


class MeasureRow(NamedTuple):
    """One measure: its step where it is planned, its gap where there is one, and what was decided on it."""

    question: Question
    plan: MeasurePlan
    order: int = 0
    step: Step | None = None
    gap: Gap | None = None
    clashes: tuple[str, ...] = ()


def measure_rows(
    questions: Sequence[Question],
    roadmap: Roadmap,
    plans: Mapping[str, MeasurePlan],
    wording: Wording,
    *,
    every: bool,
) -> tuple[MeasureRow, ...]:
    """The rows: what is planned, then what is done and what was declined, then, if `every`, all other measures."""
    known = {question.id: question for question in questions if question.measure}
    gaps = {gap.question: gap for gap in roadmap.gaps}
    clashes: dict[str, list[str]] = {}
    for one in roadmap.conflicts:
        clashes.setdefault(one.question, []).append(wording.conflict(one))
    planned = {step.question: step for step in roadmap.steps}
    rest = [
        name
        for name in known
        if name not in planned and (every or name in roadmap.done or name in gaps or name in clashes)
    ]
    return tuple(
        MeasureRow(
            known[name],
            plans.get(name, MeasurePlan(name)),
            order if name in planned else 0,
            planned.get(name),
            gaps.get(name),
            tuple(clashes.get(name, ())),
        )
        for order, name in enumerate([*planned, *rest], 1)
        if name in known
    )


class RoadmapModel(QAbstractTableModel):
    """Rows are replaced in place while the same measures stand in the same order, so that the choice stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[MeasureRow, ...] = ()
        self._wording: Wording | None = None

    def put(self, rows: Sequence[MeasureRow], wording: Wording) -> None:
        """Show these rows, in the words of this language."""
        self._wording = wording
        if [row.question.id for row in rows] == [row.question.id for row in self._rows]:
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[MeasureRow, ...]:
        """What is shown."""
        return self._rows

    def row_of(self, question: str) -> int:
        """The row of a question's measure, or -1."""
        return next((n for n, row in enumerate(self._rows) if row.question.id == question), -1)

    def rowCount(self, parent: ModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: ModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole and section == GAIN:
            return _("Levels gained in its dimension")
        return None

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._wording is None:
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._said(row, index.column(), self._wording)
        if (
            role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
            and index.column() == MEASURE
        ):
            return " — ".join([f"{row.question.id} {row.question.measure}", *row.clashes])
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (ORDER, GAIN):
            return int(Qt.AlignmentFlag.AlignCenter)
        return None

    def _said(self, row: MeasureRow, column: int, wording: Wording) -> str:
        step = row.step
        match column:
            case _ if column == ORDER:
                return str(row.order or "")
            case _ if column == MEASURE:
                return f"{row.question.id}  {row.question.measure}"
            case _ if column == START:
                return step.start.isoformat() if step else ""
            case _ if column == END:
                return step.end.isoformat() if step else ""
            case _ if column == WORK:
                return work_words(row)
            case _ if column == OWNER:
                return row.plan.owner
            case _ if column == GAIN:
                return f"+{step.gain.level}" if step and step.gain.level else ""
        return state_words(row, wording)


def work_words(row: MeasureRow) -> str:
    """How much work a measure is and how long it takes."""
    effort = row.step.effort if row.step else row.plan.effort or row.question.effort
    months = (
        row.step.months if row.step else row.question.months if row.plan.months is None else row.plan.months
    )
    long = ngettext("{n} month", "{n} months", months).format(n=months)
    return f"{_(EFFORTS[effort])} · {long}"


def state_words(row: MeasureRow, wording: Wording) -> str:
    """Why a measure is in the plan, or why it is not; first of all what does not fit."""
    said = list(row.clashes)
    if row.plan.done:
        said.append(_("Done"))
    elif row.step is not None:
        said.append(_(ORIGINS[row.step.origin]))
        if row.step.needed_for:
            said.append(_("needed for {questions}").format(questions=wording.listed(row.step.needed_for)))
    elif row.gap is not None:
        said.append(wording.gap_state(row.gap, proposed=False) or _("Not in the plan"))
    elif row.plan.chosen is False:
        said.append(_("Declined"))
    else:
        said.append(_("No answer calls for it"))
    return wording.clauses(said)
