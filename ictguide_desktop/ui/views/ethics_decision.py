"""Step 3 of an ethics record: who decides what on which day, and every decision that was taken before, never written over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.ethics import EthicsDecision, Ground, Stage, decided, standing, tier_test
from ictguide_desktop.export.ethics_document import (
    AGAINST_RULE,
    APPROVED,
    GROUNDS,
    REFUSED,
    SHORT_GROUNDS,
    STAGES,
    EthicsPages,
)
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.formats import parse_iso
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import plain
from ictguide_desktop.services.desk import WORKS, Desk
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.date_field import today
from ictguide_desktop.ui.views.ethics_choice import AnswerRow
from ictguide_desktop.ui.views.ethics_fields import DayField, LineField, LongField, TextField
from ictguide_desktop.ui.views.ethics_in_hand import Draft, RecordInHand, draft_of, with_draft
from ictguide_desktop.ui.views.ethics_step import Step, link_button, title_row
from ictguide_desktop.ui.views.ethics_words import RULE, day_words, ground_words, led
from ictguide_desktop.ui.views.state_box import give_look
from ictguide_desktop.ui.views.view import words

APPROVE, REFUSE = "approve", "refuse"
_DECIDED_FOR = (Stage.SANDBOX, Stage.SHADOW, Stage.LIVE)
_ALLOWING = (Ground.PASSES, Ground.ACTIONS)
DECISION = "decision"


class DecisionStep(Step):
    """The decision being written is kept with the record until it is taken."""

    def __init__(self, theme: Theme, hand: RecordInHand, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(theme, hand, parent)
        self._desk = desk
        self._asked_for = False
        self._title, self._guide = words("", "sectionTitle"), link_button(self)
        self._allows, self._signs = words("", ""), words("", "soft")
        self.fields: Mapping[str, TextField] = {
            "by": LineField(),
            "role": LineField(),
            "on": DayField(),
            "reasons": LongField(),
        }
        self._stage_name, self._ruling_name = words("", "small"), words("", "small")
        self.stage = AnswerRow(theme, [stage.value for stage in _DECIDED_FOR])
        self.ruling = AnswerRow(theme, (APPROVE, REFUSE))
        self._missing, self._against = words("", "warningText"), words("", "warningText")
        self.take = QPushButton()
        self.take.setObjectName("primary")
        self._before, self._none = words("", "cardTitle"), words("", "soft")
        self._history = QVBoxLayout()
        self._history.setSpacing(8)
        self._lay_out()
        self._connect()

    def marks(self) -> list[QWidget]:
        return [self._title, self.stage, self.take, self._before]

    def take_focus(self) -> None:
        self.fields["by"].take_focus()

    # --- showing ----------------------------------------------------------------------------------------------

    def show_words(self, pages: EthicsPages, language: str) -> None:
        super().show_words(pages, language)
        self._title.setText(_("Who decides"))
        self._guide.setText(_("The decision rule in the guide"))
        names = {
            "by": (_("Who decided"), _("Name")),
            "role": (_("Post"), _("Such as: accountable official, head of customs")),
            "on": (_("Decided on"), ""),
            "reasons": (_("The decision in words"), _("What is decided, within which limits, and why")),
        }
        day = self.fields["on"]
        assert isinstance(day, DayField)
        day.set_language(language)
        for name, field in self.fields.items():
            field.show_words(*names[name])
        self._stage_name.setText(_("For which stage"))
        self.stage.show_words([_capital(_(STAGES[stage])) for stage in _DECIDED_FOR], _("For which stage"))
        self._ruling_name.setText(_("The decision"))
        self.ruling.show_words([_("Approved"), _("Not approved")], _("The decision"))
        self.take.setText(_("Record the decision"))
        self._before.setText(_("Decisions taken"))
        self._none.setText(_("None yet. Each decision stays here with its day; a later one does not replace it."))
        self.show_record()

    def show_record(self, *, anew: bool = False) -> None:
        if self._pages is None:
            return
        if anew:
            self._asked_for = False
        record, pages = self._hand.record, self._pages
        stands, draft = self._hand.stands(pages), draft_of(record)
        rtl = is_rtl(pages.module.head.lang)
        self._allows.setText(_("The answers today: {verdict}").format(verdict=ground_words(stands)))
        tier = tier_test(pages.module).tiers[stands.tier.tier - 1]
        self._signs.setText(
            _("Signs before live use: {who}").format(who=f"\u2068{led(plain(tier.signs), rtl=rtl)}\u2069")
        )
        for name, field in self.fields.items():
            text = getattr(draft, name)
            field.show_text(text or (today().isoformat() if name == "on" and anew else text), anew=anew)
        self.stage.show_chosen(draft.stage)
        self.ruling.show_chosen({True: APPROVE, False: REFUSE, None: ""}[draft.approved])
        self._say_missing()
        self._say_against(draft)
        self._show_history()

    def restyle(self) -> None:
        for row in (self.stage, self.ruling):
            row.restyle()
        for field in self.fields.values():
            field.restyle()

    # --- deciding ---------------------------------------------------------------------------------------------

    def decide(self) -> None:
        """Take the decision as it is written; what is missing is said beside its field, and nothing is recorded."""
        self._asked_for = True
        self._hand.leave()
        wrong = self._say_missing()
        if wrong is not None:
            wrong()
            return
        record, draft = self._hand.record, draft_of(self._hand.record)
        line = EthicsDecision(
            on=self.fields["on"].text,
            by=draft.by.strip(),
            role=draft.role.strip(),
            approved=bool(draft.approved),
            stage=Stage(draft.stage),
            tier=1,  # set, like the ground, from the answers of that day
            ground=Ground.OPEN,
            reasons=draft.reasons.strip(),
        )
        assert self._pages is not None
        made = decided(self._pages.checklist, with_draft(record, Draft()), line)
        self._asked_for = False
        self._hand.act(DECISION, made)
        self._hand.settle()  # a decision is not taken back by Ctrl+Z long after
        self.show_record(anew=True)
        said = _decision_words(made.decisions[-1])
        self.told.emit(said)
        self._desk.offer_undo(WORKS, _("Decision recorded: {decision}").format(decision=said), self._taken_back(line, record.stage, draft))

    def _taken_back(self, line: EthicsDecision, stage: Stage, draft: Draft):  # type: ignore[no-untyped-def]
        raise NotImplementedError

    # --- inside -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        form = QFrame()
        form.setObjectName("answerPanel")
        grid = QGridLayout(form)
        grid.setContentsMargins(16, 14, 16, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.addWidget(self.fields["by"], 0, 0)
        grid.addWidget(self.fields["role"], 0, 1)
        grid.addWidget(self.fields["on"], 1, 0)
        grid.addLayout(_stacked(self._ruling_name, self.ruling), 1, 1)
        grid.addLayout(_stacked(self._stage_name, self.stage), 2, 0, 1, 2)
        grid.addWidget(self.fields["reasons"], 3, 0, 1, 2)
        grid.addWidget(self._against, 4, 0, 1, 2)
        grid.addWidget(self._missing, 5, 0, 1, 2)
        grid.addWidget(self.take, 6, 0, 1, 2, Qt.AlignmentFlag.AlignLeading)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(title_row(self._title, self._guide))
        self.column.addWidget(self._allows)
        self.column.addWidget(self._signs)
        self.column.addWidget(form)
        self.column.addSpacing(12)
        self.column.addWidget(self._before)
        self.column.addWidget(self._none)
        self.column.addLayout(self._history)

    def _connect(self) -> None:
        self._guide.clicked.connect(lambda: self.go_requested.emit(RULE))
        for name, field in self.fields.items():
            field.typed.connect(lambda text, name=name: self._draft(name, text))
            field.left.connect(self._hand.leave)
        self.stage.wanted.connect(lambda stage: self._choose(stage=stage))
        self.ruling.wanted.connect(
            lambda ruling: self._choose(approved=None if not ruling else ruling == APPROVE)
        )
        for row in (self.stage, self.ruling):
            row.entered.connect(row.choose_here)
        self.take.clicked.connect(self.decide)

    def _draft(self, name: str, text: str) -> None:
        record = self._hand.record
        self._hand.type(f"{DECISION}.{name}", with_draft(record, draft_of(record)._replace(**{name: text})))

    def _choose(self, **what: object) -> None:
        record = self._hand.record
        part = f"{DECISION}.{next(iter(what))}"
        self._hand.act(part, with_draft(record, draft_of(record)._replace(**what)))  # type: ignore[arg-type]
