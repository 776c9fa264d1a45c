"""One measure of the roadmap: what it is, where it leads, and what the administration decides on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.export.assessment_words import EFFORTS, Wording
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.assessment import Effort, MeasurePlan
from ictguide_desktop.ui.choice import Tick
from ictguide_desktop.ui.models.roadmap_model import MeasureRow, state_words
from ictguide_desktop.ui.translator import Retranslates
from ictguide_desktop.ui.views.date_field import DateField
from ictguide_desktop.ui.views.steady_choice import SteadyChoice
from ictguide_desktop.ui.views.view import words

STORE_AFTER_MS = 600
AS_PROPOSED = ""
MONTHS = (1, 2, 3, 4, 5, 6, 9, 12, 18, 24, 36)
RANKS = (1, 2, 3, 4, 5)


class NumberChoice(SteadyChoice):
    """A box of numbers; one that is stored and not among them is added in its place."""

    def __init__(self, numbers: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for number in numbers:
            self.addItem(str(number), number)

    @property
    def number(self) -> int:
        """The number chosen."""
        return int(self.currentData())

    def show_number(self, number: int) -> None:
        """Choose a number."""
        if self.findData(number) < 0:
            below = sum(int(self.itemData(row)) < number for row in range(self.count()))
            self.insertItem(below, str(number), number)
        self.setCurrentIndex(self.findData(number))


@dataclass
class _Fields:
    """The fields, in the order of Tab."""

    chosen: SteadyChoice
    done: Tick
    owner: QLineEdit
    effort: SteadyChoice
    months: NumberChoice
    start: DateField
    harm: NumberChoice
    reach: NumberChoice
    ease: NumberChoice
    note: QLineEdit


class MeasureEditor(Retranslates, QFrame):
    """`decided` carries the MeasurePlan of the measure shown, at once for a choice, soon after the last key for a text."""

    decided = Signal(object)
    went = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answerPanel")
        self._row: MeasureRow | None = None
        self._wording: Wording | None = None
        self.title, self.state = words("", "cardTitle"), words("", "soft")
        self.question = QPushButton()
        self.question.setObjectName("link")
        self.problem = words("", "warningText")
        self.fields = _Fields(
            SteadyChoice(), Tick(), QLineEdit(), SteadyChoice(), NumberChoice(MONTHS), DateField(),
            NumberChoice(RANKS), NumberChoice(RANKS), NumberChoice(RANKS), QLineEdit(),
        )  # fmt: skip
        self._labels: dict[str, QLabel] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STORE_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        fields = self.fields
        left, right = QFormLayout(), QFormLayout()
        sides = (
            (left, ("chosen", "owner", "effort", "months", "start")),
            (right, ("harm", "reach", "ease", "note")),
        )
        for form, names in sides:
            form.setHorizontalSpacing(12)
            form.setVerticalSpacing(8)
            for name in names:
                field: QWidget = getattr(fields, name)
                self._labels[name] = QLabel()
                self._labels[name].setBuddy(field)
                form.addRow(self._labels[name], field)
        right.addRow("", fields.done)
        both = QGridLayout()
        both.setHorizontalSpacing(28)
        both.addLayout(left, 0, 0)
        both.addLayout(right, 0, 1)
        both.setColumnStretch(0, 1)
        both.setColumnStretch(1, 1)
        head = QHBoxLayout()
        head.addWidget(self.state, 1)
        head.addWidget(self.question, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(head)
        column.addWidget(self.problem)
        column.addLayout(both)

    def _connect(self) -> None:
        fields = self.fields
        for box in (fields.chosen, fields.effort, fields.months, fields.harm, fields.reach, fields.ease):
            box.activated.connect(lambda _row: self.flush())
        fields.done.clicked.connect(self.flush)
        for text in (fields.owner, fields.note):
            text.textEdited.connect(lambda _text: self._timer.start())
            text.editingFinished.connect(self.flush)
        fields.start.day_typed.connect(lambda _day: self._timer.start())
        fields.start.left.connect(self._leave_start)
        self.question.clicked.connect(
            lambda: self.went.emit(f"assessment#{self._row.question.id}") if self._row else None
        )

    def retranslate(self) -> None:
        names = {
            "chosen": _("In the plan"), "owner": _("Owner"), "effort": _("Work"), "months": _("Months"),
            "start": _("Not before"), "harm": _("Harm if left, 1 to 5"), "reach": _("Reach, 1 to 5"),
            "ease": _("Ease this year, 1 to 5"), "note": _("Note"),
        }  # fmt: skip
        for name, said in names.items():
            self._labels[name].setText(said)
            getattr(self.fields, name).setAccessibleName(said)
        self.fields.done.setText(_("Done"))
        self.fields.start.setPlaceholderText(_("as early as possible"))
        self.question.setText(_("Go to the question"))
        _refill(
            self.fields.chosen,
            ((_("As the guide proposes"), AS_PROPOSED), (_("Yes"), "yes"), (_("No"), "no")),
        )
        if self._row is not None and self._wording is not None:
            self.show_row(self._row, self._wording)

    # --- showing ----------------------------------------------------------------------------------------------

    def show_row(self, row: MeasureRow, wording: Wording) -> None:
        """Show a measure; what is being typed for the same one stays."""
        anew = self._row is None or self._row.question.id != row.question.id
        if anew:
            self.flush()
        self._row, self._wording = row, wording
        plan, question, fields = row.plan, row.question, self.fields
        self.title.setText(f"{question.id}  {question.measure}")
        self.state.setText(state_words(row, wording))
        efforts = tuple((_(EFFORTS[one]), one.value) for one in Effort)
        proposed = _("{effort} (proposed)").format(effort=_(EFFORTS[question.effort]))
        _refill(fields.effort, ((proposed, AS_PROPOSED), *efforts))
        fields.chosen.setCurrentIndex(
            fields.chosen.findData({None: AS_PROPOSED, True: "yes", False: "no"}[plan.chosen])
        )
        fields.effort.setCurrentIndex(
            fields.effort.findData(plan.effort.value if plan.effort else AS_PROPOSED)
        )
        fields.done.setChecked(plan.done)
        for box, value in (
            (fields.months, question.months if plan.months is None else plan.months),
            (fields.harm, plan.harm),
            (fields.reach, plan.reach),
            (fields.ease, plan.ease),
        ):
            box.show_number(value)
        for field, text in ((fields.owner, plan.owner), (fields.note, plan.note)):
            if anew or not field.hasFocus():
                field.setText(text)
        fields.start.show_day(plan.start, anew=anew)
        self.problem.setText(fields.start.problem())
        self.problem.setVisible(bool(self.problem.text()))

    # --- deciding ---------------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Decide what the fields say, if it is not what is stored."""
        self._timer.stop()
        if self._row is None:
            return
        fields, before, question = self.fields, self._row.plan, self._row.question
        chosen = {AS_PROPOSED: None, "yes": True, "no": False}[fields.chosen.currentData()]
        effort = fields.effort.currentData()
        months = fields.months.number
        after = MeasurePlan(
            question.id, chosen, fields.owner.text().strip(), Effort(effort) if effort else None,
            None if months == question.months and before.months is None else months,
            before.start if fields.start.unfinished else (fields.start.day.isoformat() if fields.start.day else ""),
            fields.harm.number, fields.reach.number, fields.ease.number, fields.done.isChecked(),
            fields.note.text().strip(),
        )  # fmt: skip
        if after != before:
            self._row = self._row._replace(plan=after)
            self.decided.emit(after)

    def _leave_start(self) -> None:
        self.problem.setText(self.fields.start.problem())
        self.problem.setVisible(bool(self.problem.text()))
        self.flush()


def _refill(box: SteadyChoice, rows: tuple[tuple[str, str], ...]) -> None:
    chosen = box.currentData()
    if [box.itemText(n) for n in range(box.count())] == [said for said, _value in rows]:
        return
    box.clear()
    for said, value in rows:
        box.addItem(said, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
