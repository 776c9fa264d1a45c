"""What is shown before there is an assessment: one sentence, three facts, and the button that begins one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.assessment import Questionnaire
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.view import words

_ICON = 18
_FACTS = ("list-checks", "shield", "clock")


class AssessmentStart(QFrame):
    """`wanted` says that somebody wants to begin."""

    wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lead = words("", "lead")
        self._icons = {name: QLabel(self) for name in _FACTS}
        self._facts = {name: words("", "soft") for name in _FACTS}
        self.begin = QPushButton(self)
        self.begin.setObjectName("primary")
        self.begin.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._lead)
        column.addSpacing(6)
        for name in _FACTS:
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(self._icons[name], 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(self._facts[name], 1)
            column.addLayout(row)
        column.addSpacing(10)
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeading)
        self.restyle()

    def show_words(self, questionnaire: Questionnaire) -> None:
        """Write the words."""
        every = len(questionnaire.questions)
        critical = sum(question.critical for question in questionnaire.questions)
        self._lead.setText(
            _(
                "Answer what is true today, name the evidence you saw, and the guide turns the lowest answers into a plan."
            )
        )
        said = (
            _("{all} questions in ten dimensions, or only the {critical} critical ones.").format(
                all=every, critical=critical
            ),
            _("Your answers stay on this computer, and can be locked with a passphrase."),
            _(
                "Half a day with the right people for the critical ones, two half-days for all; stop and go on at any time."
            ),
        )
        for name, sentence in zip(_FACTS, said, strict=True):
            self._facts[name].setText(sentence)
        self.begin.setText(_("Begin an assessment…"))

    def restyle(self) -> None:
        """Follow the colours and the size of the text."""
        side = self._theme.px(_ICON)
        for name, label in self._icons.items():
            label.setPixmap(self._theme.icon(name, "accent").pixmap(side, side))
