"""What an assessment is: its name, unit, who answers, round, day, questions, and what runs today; for a new one, a copy or a change."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.assess.scoring import LiveStep
from ictguide_desktop.export.assessment_words import GROUPS, STEPS
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.formats import format_date
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.assessment import Assessment, Questionnaire, Scope, Situation
from ictguide_desktop.ui.choice import Choice, Tick
from ictguide_desktop.ui.translator import Retranslates
from ictguide_desktop.ui.views.date_field import DateField, today
from ictguide_desktop.ui.views.view import words

_LONGEST_TEXT = 120
_LETTERS = 84
# Row, column, and how many of each: fields that are short stand side by side.
_PLACES = ((0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1), (3, 0, 1, 2), (4, 0, 1, 2))
_ANOTHER = "\0another"


class Purpose(Enum):
    """What the dialog is opened for."""

    NEW = auto()
    CHANGE = auto()
    ROUND = auto()
    RENEWED = auto()


class Details(NamedTuple):
    """What was filled in; `carry` says whether the answers go along into a copy."""

    name: str
    unit: str
    group: str
    round: str
    on: str
    scope: Scope
    situation: Situation
    carry: bool = False


def details_of(assessment: Assessment) -> Details:
    """What an assessment is, as the dialog shows it."""
    return Details(
        assessment.name,
        assessment.unit,
        assessment.group,
        assessment.round,
        assessment.on,
        assessment.scope,
        assessment.situation,
    )


class AssessmentDialog(Retranslates, QDialog):
    """What is wrong is said beneath the field, and what was typed stays. A locked one says that its copy is not locked."""

    def __init__(
        self,
        purpose: Purpose,
        shown: Details,
        questionnaire: Callable[[], Questionnaire],
        language: Callable[[], str],
        parent: QWidget | None = None,
        *,
        locked: bool = False,
    ) -> None:
        super().__init__(parent)
        self._purpose, self._locked = purpose, locked
        self._questionnaire, self._language = questionnaire, language
        self.name, self.unit, self.round = (QLineEdit(self) for _number in range(3))
        self.group, self.other = Choice(self), QLineEdit(self)
        self.day, self.today = DateField(self), QPushButton(self)
        self.scopes = {scope: QRadioButton(self) for scope in Scope}
        self.steps = {step: Tick(self) for step in LiveStep}
        self.carry = Tick(self)
        self.take, self.leave = QPushButton(self), QPushButton(self)
        self._title, self._lead = words("", "sectionTitle"), words("", "soft")
        self._said = {field: words("", "warningText") for field in ("name", "day")}
        self._day_said, self._steps_said, self._lock_said = (
            words("", "small"),
            words("", "soft"),
            words("", "soft"),
        )
        self._labels: dict[str, QLabel] = {}
        self._lay_out()
        self._fill(shown)
        self._connect()
        for sentence in self._said.values():
            sentence.hide()
        self.retranslate()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what was filled in -----------------------------------------------------------------------------------

    @property
    def details(self) -> Details:
        """What the fields say now."""
        day = self.day.day
        return Details(
            self.name.text().strip(),
            self.unit.text().strip(),
            self._chosen_group(),
            self.round.text().strip(),
            day.isoformat() if day is not None else "",
            next(scope for scope, button in self.scopes.items() if button.isChecked()),
            Situation(**{step.value: tick.isChecked() for step, tick in self.steps.items()}),
            self.carry.isChecked(),
        )

    def _chosen_group(self) -> str:
        chosen = str(self.group.currentData() or "")
        return self.other.text().strip() if chosen == _ANOTHER else chosen

    def _fill(self, shown: Details) -> None:
        self.name.setText(shown.name)
        self.unit.setText(shown.unit)
        self.round.setText(shown.round)
        self.group.addItem("", "")
        for group in (*GROUPS, _ANOTHER):
            self.group.addItem("", group)
        known = not shown.group or shown.group in GROUPS
        self.group.setCurrentIndex(self.group.findData(shown.group if known else _ANOTHER))
        self.other.setText("" if known else shown.group)
        self.day.show_day(shown.on or today().isoformat(), anew=True)
        self.scopes[shown.scope].setChecked(True)
        for step, tick in self.steps.items():
            tick.setChecked(getattr(shown.situation, step.value))
        self.carry.setChecked(shown.carry)
        self.carry.setVisible(self._purpose in (Purpose.ROUND, Purpose.RENEWED))
        self._lock_said.setVisible(self._locked and self._purpose in (Purpose.ROUND, Purpose.RENEWED))

    # --- showing ----------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        title, lead, take = self._purpose_words()
        self.setWindowTitle(title)
        self._title.setText(title)
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self.take.setText(take)
        self.leave.setText(_("Cancel"))
        self._name_fields()
        self.group.setItemText(0, _("Not stated"))
        for row, group in enumerate(GROUPS, 1):
            self.group.setItemText(row, _(GROUPS[group]))
        self.group.setItemText(len(GROUPS) + 1, _("Another group…"))
        self.today.setText(_("Today"))
        questions = self._questionnaire().questions
        critical = sum(question.critical for question in questions)
        self.scopes[Scope.ALL].setText(_("All {n} questions").format(n=len(questions)))
        self.scopes[Scope.CRITICAL].setText(
            ngettext("Only the critical question", "Only the {n} critical questions", critical).format(
                n=critical
            )
        )
        for step, tick in self.steps.items():
            tick.setText(_(STEPS[step]))
        self._steps_said.setText(
            _("Tick what is so today. Some steps need other dimensions to be strong enough first.")
        )
        self.carry.setText(_("Take the answers along, to be confirmed one by one"))
        self._lock_said.setText(
            _(
                "This assessment is locked; the copy is not. You are asked for a passphrase once the copy is made."
            )
        )
        self._show_other()
        self._check(typing=True)

    def _purpose_words(self) -> tuple[str, str, str]:
        match self._purpose:
            case Purpose.NEW:
                return (
                    _("New assessment"),
                    _("Only the name is needed. The rest can be changed at any time."),
                    _("Begin"),
                )
            case Purpose.CHANGE:
                return (_("Details of the assessment"), "", _("Save"))
            case Purpose.ROUND:
                lead = _(
                    "Targets are copied. The assessment of before stays as it is, and the two can be compared."
                )
                return (_("Another round"), lead, _("Begin"))
            case Purpose.RENEWED:
                lead = _(
                    "Answers whose question is the same are copied; you look at the others one by one. "
                    "The assessment of before stays as it is."
                )
                return (_("Go on with today’s questions"), lead, _("Begin"))

    def _name_fields(self) -> None:
        names = {
            "name": _("Name"),
            "unit": _("Unit"),
            "group": _("Who answers"),
            "round": _("Round"),
            "day": _("Judged on"),
            "scope": _("Questions"),
            "steps": _("What runs today"),
        }
        for field, name in names.items():
            self._labels[field].setText(name)
        for field in ("name", "unit", "group", "round", "day"):
            getattr(self, field).setAccessibleName(names[field])
        self.other.setAccessibleName(_("Name of the group"))
        self.name.setPlaceholderText(_("Such as: National customs"))
        self.unit.setPlaceholderText(_("Such as: headquarters, or a border post"))
        self.round.setPlaceholderText(_("Such as: {year}").format(year=today().year))
        self.other.setPlaceholderText(_("Name of the group"))
        self.day.setPlaceholderText(today().isoformat())
        self.today.setAccessibleName(_("Judged today"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.resize(self.fitting_size())

    def fitting_size(self) -> QSize:
        """As large as what is in it, within the screen."""
        inside, around = self._area.widget(), self.layout()
        assert around is not None
        room = self.screen().availableGeometry().size()
        beside = self._area.verticalScrollBar().sizeHint().width() + 48
        width = min(self.fontMetrics().averageCharWidth() * _LETTERS + beside, room.width() - 40)
        within = max(inside.layout().totalHeightForWidth(width - beside), inside.sizeHint().height())
        above = sum(
            part.heightForWidth(width - beside) for part in (self._title, self._lead) if not part.isHidden()
        )
        return QSize(width, min(within + above + self.take.sizeHint().height() + 84, room.height() - 60))

    # --- inside -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for line in (self.name, self.unit, self.round, self.other):
            line.setMaxLength(_LONGEST_TEXT)
        self.take.setObjectName("primary")
        self.take.setDefault(True)
        inside = QWidget()
        inside.setObjectName("canvas")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 2, 8, 2)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        for place, (field, row) in zip(_PLACES, self._rows().items(), strict=True):
            label = self._labels[field] = words("", "soft")
            row.insertWidget(0, label)
            self._grid.addLayout(row, *place)
        self._grid.addLayout(_stacked(self.carry, self._lock_said), self._grid.rowCount(), 0, 1, 2)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        column.addWidget(self._area, 1)
        column.addLayout(buttons)

    def _rows(self) -> dict[str, QVBoxLayout]:
        day = QHBoxLayout()
        day.setSpacing(8)
        day.addWidget(self.day, 1)
        day.addWidget(self.today)
        return {
            "name": _stacked(self.name, self._said["name"]),
            "unit": _stacked(self.unit),
            "group": _stacked(self.group, self.other),
            "round": _stacked(self.round),
            "day": _stacked(day, self._day_said, self._said["day"]),
            "scope": _stacked(*self.scopes.values()),
            "steps": _stacked(self._steps_said, *self.steps.values()),
        }

    def _connect(self) -> None:
        self.name.textChanged.connect(lambda _text: self._check(typing=True))
        self.day.textChanged.connect(lambda _text: self._check(typing=True))
        self.day.left.connect(self._check)
        self.today.clicked.connect(lambda: self.day.put(today()))
        self.group.currentIndexChanged.connect(self._show_other)
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self.reject)

    def _show_other(self, _row: int = 0) -> None:
        self.other.setVisible(self.group.currentData() == _ANOTHER)

    def _check(self, *, typing: bool = False) -> bool:
        """Say what is wrong; while somebody types only what is right by now is no longer said."""
        day = self.day.day
        wrong = {
            "name": ""
            if self.name.text().strip()
            else _("Give the assessment a name, so that it can be told from others."),
            "day": self.day.problem()
            or ("" if day is not None else _("Give the day at which answers are judged, or press Today.")),
        }
        for field, sentence in wrong.items():
            label = self._said[field]
            if not typing or not sentence or not label.isHidden():
                label.setText(sentence)
                label.setVisible(bool(sentence))
                getattr(self, field).setAccessibleDescription(sentence)
        mark = "\u200f" if is_rtl(self._language()) else ""
        self._day_said.setText(mark + format_date(day, self._language()) if day is not None else "")
        self._day_said.setVisible(day is not None)
        return not any(wrong.values())

    def _take(self) -> None:
        if self._check():
            self.accept()
            return
        wrong = self.name if not self._said["name"].isHidden() else self.day
        wrong.setFocus(Qt.FocusReason.OtherFocusReason)


def _stacked(*parts: QWidget | QLayout) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    column.addStretch(1)
    return column
