"""What an assessment is: its name, unit, who answers, round, day, questions, and what runs today; for a new one, a copy or a change."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.assess.scoring import LiveStep
from ictguide_desktop.export.assessment_words import GROUPS, STEPS
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.formats import format_date
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.assessment import Assessment, Questionnaire, Scope, Situation
from ictguide_desktop.ui.choice import Choice
from ictguide_desktop.ui.dialogs.roomy import RoomyDialog, WrappedTick
from ictguide_desktop.ui.translator import Retranslates
from ictguide_desktop.ui.views.date_field import DateField, today
from ictguide_desktop.ui.views.view import words

_LONGEST_TEXT = 120
_LETTERS, _TWO_COLUMNS = 88, 62
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


class AssessmentDialog(Retranslates, RoomyDialog):
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
        super().__init__(_LETTERS, parent)
        self._purpose, self._locked = purpose, locked
        self._questionnaire, self._language = questionnaire, language
        self.name, self.unit, self.round = (QLineEdit(self) for _number in range(3))
        self.group, self.other = Choice(self), QLineEdit(self)
        self.day, self.today = DateField(self), QPushButton(self)
        self.scopes = {scope: QRadioButton(self) for scope in Scope}
        self.steps = {step: WrappedTick(self) for step in LiveStep}
        self.carry = WrappedTick(self)
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
            Situation(**{step.value: tick.box.isChecked() for step, tick in self.steps.items()}),
            self.carry.box.isChecked(),
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
            tick.box.setChecked(getattr(shown.situation, step.value))
        self.carry.box.setChecked(shown.carry)
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
            tick.show_words(_(STEPS[step]))
        self._steps_said.setText(
            _("Tick what is so today. Some steps need other dimensions to be strong enough first.")
        )
        self.carry.show_words(_("Take the answers along, to be confirmed one by one"))
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

    # --- inside -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for line in (self.name, self.unit, self.round, self.other):
            line.setMaxLength(_LONGEST_TEXT)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._parts = self._rows()
        for field, part in self._parts.items():
            label = self._labels[field] = words("", "soft")
            part.put_name(label)
        self._arrange()
        self.inside.setSpacing(12)
        self.inside.addWidget(self._title)
        self.inside.addWidget(self._lead)
        self.inside.addLayout(self._grid)
        self.inside.addWidget(self.carry)
        self.inside.addWidget(self._lock_said)
        self.inside.addStretch(1)

    def _arrange(self) -> None:
        """Short fields stand side by side where there is room."""
        while self._grid.takeAt(0) is not None:
            pass
        narrow = self.width() < self.fontMetrics().averageCharWidth() * _TWO_COLUMNS
        for number, (place, part) in enumerate(zip(_PLACES, self._parts.values(), strict=True)):
            self._grid.addWidget(part, *((number, 0, 1, 2) if narrow else place))
        self._narrow = narrow

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * _TWO_COLUMNS
        if narrow != self._narrow:
            self._arrange()
            self.fit()

    def _rows(self) -> dict[str, _Part]:
        day = QHBoxLayout()
        day.setSpacing(8)
        day.addWidget(self.day, 1)
        day.addWidget(self.today)
        return {
            "name": _Part(self.name, self._said["name"]),
            "unit": _Part(self.unit),
            "group": _Part(self.group, self.other),
            "round": _Part(self.round),
            "day": _Part(day, self._day_said, self._said["day"]),
            "scope": _Part(*self.scopes.values()),
            "steps": _Part(self._steps_said, *self.steps.values()),
        }

    def _connect(self) -> None:
        self.name.textChanged.connect(lambda _text: self._check(typing=True))
        self.day.textChanged.connect(lambda _text: self._check(typing=True))
        self.day.left.connect(self._check)
        self.today.clicked.connect(lambda: self.day.put(today()))
        self.group.currentIndexChanged.connect(self._show_other)
        self.take.clicked.connect(self._take)

    def _show_other(self, _row: int = 0) -> None:
        self.other.setVisible(self.group.currentData() == _ANOTHER)
        self.fit()

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
                self.fit()
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


class _Part(QWidget):
    """A field with its name above it, and what is said of it beneath."""

    def __init__(self, *parts: QWidget | QLayout) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        for part in parts:
            if isinstance(part, QWidget):
                self._column.addWidget(part)
            else:
                self._column.addLayout(part)
        self._column.addStretch(1)

    def put_name(self, label: QWidget) -> None:
        """Put the name above."""
        self._column.insertWidget(0, label)
