"""The decisions that were taken on a system, the last one first, each as it was on its day."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ictguide_desktop.assess.ethics import EthicsDecision
from ictguide_desktop.export.ethics_document import AGAINST_RULE, APPROVED, REFUSED, SHORT_GROUNDS, STAGES
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.ui.views.ethics_words import capital, day_words, led
from ictguide_desktop.ui.views.view import words


def decision_words(decision: EthicsDecision) -> str:
    """What was decided, in a few words."""
    said = APPROVED if decision.approved else REFUSED
    return capital(_(said).format(stage=_(STAGES[decision.stage]), tier=decision.tier))


class DecisionHistory(QWidget):
    """Nothing in it can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[EthicsDecision, ...], str] = ((), "")
        self._title, self._none = words("", "cardTitle"), words("", "soft")
        self.lines: list[DecisionLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._title)
        self._column.addWidget(self._none)

    def show_decisions(self, decisions: tuple[EthicsDecision, ...], language: str) -> None:
        """Show them; nothing is done where they are shown already."""
        self._title.setText(_("Decisions taken"))
        self._none.setText(
            _("None yet. Each decision stays here with its day; a later one does not replace it.")
        )
        self._none.setVisible(not decisions)
        if self._shown == (decisions, language):
            return
        self._shown = (decisions, language)
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = [DecisionLine(decision, language) for decision in reversed(decisions)]
        for line in self.lines:
            self._column.addWidget(line)


class DecisionLine(QFrame):
    """One decision: what, when and by whom, what the answers allowed then, and its words."""

    def __init__(self, decision: EthicsDecision, language: str) -> None:
        super().__init__()
        self.setObjectName("resultRow")
        rtl = is_rtl(language)
        who = [day_words(decision.on, language), decision.by, decision.role]
        allowed = _("What the answers allowed: {ground}").format(ground=_(SHORT_GROUNDS[decision.ground]))
        lines = [
            (decision_words(decision), "cardTitle"),
            (" · ".join(f"\u2068{part.strip()}\u2069" for part in who if part.strip()), "soft"),
            (allowed, "small"),
            (capital(_(AGAINST_RULE)) if decision.against_rule else "", "warningText"),
            (decision.reasons.strip(), ""),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 12)
        column.setSpacing(3)
        for text, look in lines:
            if text:
                column.addWidget(words(led(text, rtl=rtl) if look else text, look))
        self.setAccessibleName(". ".join(text for text, _look in lines if text))
